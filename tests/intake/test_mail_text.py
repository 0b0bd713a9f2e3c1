"""HTML is read as it is shown, and an answer is parted from what it quotes, without losing a word."""

import pytest

from automation.intake.html_text import LONGEST, words_of_html
from automation.intake.mail_text import parted, with_history_below
from tests.effort import grows_with_length_alone

HOSTILE_PAGES = {
    "<a ": "<a ",
    "divs": "<div>",
    "items": "<ul><li>",
    "formats": "<b><p>",
    "tables": "<table><tr><td>x",
    "rows": "<table><tr>\n",
    "ends": "<b></i>",
    "less than": "<",
    "half entities": "&#",
    "styles": "<style></s",
    "comments": "<!--",
    "quotations": "<blockquote></div>",
}
QUOTE = "> Keluhan Anda telah kami terima\n> Kode rujukan: KEL-2026-0042-ABCDEFGH\n>\n> Hormat kami"


@pytest.mark.parametrize(
    "history",
    [
        f"Pada Sen, 2 Nov 2026 09.15, Balai <layanan@bspji.example> menulis:\n\n{QUOTE}",
        f"On Mon, 2 Nov 2026 at 09:15, Balai <layanan@bspji.example> wrote:\n{QUOTE}\n",
        f"On Mon, 2 Nov 2026 at 09:15, Balai Standardisasi dan\nJasa <layanan@bspji.example> wrote:\n\n{QUOTE}",
        QUOTE,
        "-----Original Message-----\nFrom: Balai\nKeluhan Anda",
        "-----Pesan Asli-----\nDari: Balai\nKeluhan Anda",
        "From: Balai <a@b.example>\nSent: Monday, November 2, 2026 9:15 AM\nTo: Siti\nSubject: Keluhan\n\nKeluhan",
        "Dari: Balai\nTerkirim: 2 November 2026\nKepada: Siti\nPerihal: Keluhan\n\nKeluhan",
        "*From:* Balai\n*Date:* Mon\n*To:* Siti\n*Cc:* Budi\n*Subject:* Keluhan\n\nKeluhan",
    ],
)
def test_what_an_answer_quotes_below_itself_stands_apart(history):
    new = "Foto kami lampirkan.\n\nTerima kasih"
    assert parted(f"{new}\n\n{history}") == (new, history.strip())
    shown = with_history_below(f"{new}\n\n{history}")
    assert shown.startswith(f"{new}\n\n[Kutipan surel sebelumnya")
    assert shown.endswith(history.strip())


@pytest.mark.parametrize(
    "text",
    [
        "> Kapan sampel dikirim?\n\nSenin lalu.\n\n> Oleh siapa?\n\nBudi.",
        "On Monday I called, and your officer wrote:\nkirim ulang\ndan kami kirim.",
        "Dari: gudang kami\nbarang keluar tanggal 3.",
        "Selamat pagi.\nPada tanggal 2 petugas menulis:\nhasil belum ada",
        "---------- Forwarded message ---------\nDari: lab\nHasil uji salah",
        QUOTE,
    ],
)
def test_in_doubt_all_of_it_is_new(text):
    assert parted(text) == (text, "")
    assert with_history_below(text) == text


def test_an_answer_of_windows_is_parted_alike():
    assert parted("Baik.\r\n\r\nOn Mon, 2 Nov 2026, Balai wrote:\r\n> a\r\n> b\r\n")[0] == "Baik."


def test_what_html_quotes_bears_the_sign_of_quotation():
    html = "<div>Foto terlampir.</div><div>On Mon, Balai wrote:<br><blockquote><p>Keluhan</p>KEL</blockquote></div>"
    words = words_of_html(html)
    assert words.splitlines()[-1] == "> KEL"
    assert parted(words)[0] == "Foto terlampir."


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html><head>Nomor seri alat salah di halaman 2.", "Nomor seri alat salah di halaman 2."),
        ("<head><title>x</title><style>p{}</style><p>Nomor seri", "Nomor seri"),
        ("<p>Yth.</p><!-- <p>rahasia</p> --><noscript>x</noscript><template>y</template>Petugas", "Yth.\nPetugas"),
        ("<table><tr><td>0,5</td><td>7</td></tr><tr><td>1<td>2</table>", "0,5 | 7\n1 | 2"),
        ("<table><tr><td><p>Kadar</p></td><td><p>7</p></td></tr></table>", "Kadar | 7"),
        ("<table><tr><td>a</td><td></td><td>c</td></tr></table>", "a | | c"),
        ("<table><tr><td>satu<br>dua</td><td>7</td></tr></table>", "satu\ndua\n7"),
        ("<td>0,5</td><td>7</td>", "0,5\n7"),
        (
            "<blockquote>a<blockquote>b</blockquote><table><tr><td>1<td>2</table></blockquote>c",
            "> a\n> > b\n\n> 1 | 2\n\nc",
        ),
        ("baris<br>baris&nbsp;dua &amp; &lt;b&gt;", "baris\nbaris dua & <b>"),
        (f'<img src="data:image/png;base64,{"A" * LONGEST}">di bawah gambar', "di bawah gambar"),
        ("<meta charset=latin1>é – 😀", "é – 😀"),
        ('<div style="display: none">pratinjau</div><p>isi', "isi"),
        ("<p hidden>pratinjau<p>isi", "isi"),
        ('<div style="DISPLAY:NONE"><div>a</div>b</div>isi', "isi"),
        ("<input hidden>isi", "isi"),
        ('<div style="font-size:0"><span style="font-size:12px">isi</span></div>', "isi"),
        ("<pre>No  Nilai\n 1    0,5\n\n 2    7</pre>", "No  Nilai\n 1    0,5\n\n 2    7"),
        ('<div style="white-space: pre-wrap">satu\ndua</div>tiga\nempat', "satu\ndua\ntiga empat"),
        ('<div style="-webkit-line-break: after-white-space">satu\ndua</div>', "satu dua"),
        ("10<sup>6</sup> sel/mL, 10<sup>-3</sup> g, H<sub>2</sub>O, 5<sup>th</sup>", "10⁶ sel/mL, 10⁻³ g, H₂O, 5ᵗʰ"),
        ("A<sup>μ</sup> dan x<sub>ab</sub>", "Aμ dan xab"),
        ("Suhu <s>25</s> 20 °C", "Suhu [dicoret: 25] 20 °C"),
        ('Suhu <span style="text-decoration:line-through">25<span>,5</span></span> 20', "Suhu [dicoret: 25,5] 20"),
        (
            '<div style="opacity:0">x</div><div style="opacity:0.9">y</div><div style="mso-opacity:0">z</div>',
            "y\n\nz",
        ),
    ],
)
def test_html_is_read_as_a_browser_shows_it(html, words):
    assert words_of_html(html) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<title>Nomor seri alat salah", "Nomor seri alat salah"),
        ("<style>Nomor &amp; seri", "Nomor & seri"),
        ("<style>p{}</style><script>x()</script><img>", ""),
        ("<style>p{}</style><noscript>isi</noscript>", "isi"),
        ("<div hidden>isi", "isi"),
    ],
)
def test_where_nothing_would_be_shown_the_raw_words_are_kept(html, words):
    assert words_of_html(html) == words


def test_a_page_is_read_up_to_a_length():
    assert len(words_of_html("a" * LONGEST * 3)) == LONGEST


@pytest.mark.parametrize("page", HOSTILE_PAGES)
def test_a_hostile_page_is_read_in_time_that_grows_with_its_length_alone(page):
    assert grows_with_length_alone(words_of_html, (HOSTILE_PAGES[page] * 50_000)[:50_000], times=8)


@pytest.mark.parametrize(
    "line", [">\n", "> a\n\n", "On x wrote:\n", "Dari: a\n", "-- \n", "Pada " * 50 + "\n", "-", " "]
)
def test_a_hostile_text_is_parted_from_its_history_in_time_that_grows_with_its_length_alone(line):
    assert grows_with_length_alone(lambda text: parted(f"{text}\nx"), (line * 60_000)[:60_000], times=8)


@pytest.mark.parametrize(
    "html", ["<", "<!", "<![CDATA[", "<p", "&#x110000;", "<script>", "</blockquote>" * 50, "<a b='"]
)
def test_broken_html_gives_what_can_be_read(html):
    assert words_of_html(f"<p>awal</p>{html}").startswith("awal")
