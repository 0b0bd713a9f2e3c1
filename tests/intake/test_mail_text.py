"""An answer is parted from what it quotes, and in doubt nothing is cut."""

import pytest

from automation.intake.html_text import words_of_html
from automation.intake.mail_text import without_history

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
def test_what_an_answer_quotes_below_itself_is_cut(history):
    assert (
        without_history(f"Foto kami lampirkan.\n\nTerima kasih\n\n{history}")
        == "Foto kami lampirkan.\n\nTerima kasih"
    )


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
def test_in_doubt_nothing_is_cut(text):
    assert without_history(text) == text


def test_a_signature_is_cut_and_a_long_text_below_a_dash_is_not():
    assert without_history("Baik.\n-- \nSiti Aminah\nPT Kayu") == "Baik."
    long = "Baik.\n--\n" + "\n".join(f"baris {n}" for n in range(30))
    assert without_history(long) == long


def test_an_answer_of_windows_is_cut_alike():
    assert without_history("Baik.\r\n\r\nOn Mon, 2 Nov 2026, Balai wrote:\r\n> a\r\n> b\r\n") == "Baik."


def test_what_html_quotes_bears_the_sign_of_quotation():
    html = "<div>Foto terlampir.</div><div>On Mon, Balai wrote:<br><blockquote><p>Keluhan</p>KEL</blockquote></div>"
    words = words_of_html(html)
    assert words.splitlines()[-1] == "> KEL"
    assert without_history(words) == "Foto terlampir."


@pytest.mark.parametrize(
    "html", ["<", "<!", "<![CDATA[", "<p", "&#x110000;", "<script>", "</blockquote>" * 50, "<a b='"]
)
def test_broken_html_gives_what_can_be_read(html):
    assert words_of_html(f"<p>awal</p>{html}").startswith("awal")
