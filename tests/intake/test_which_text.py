"""Which text a mail has, and in which charset: what a person would read of it, in order."""

import base64
from email.header import Header

import pytest

from automation.intake.body_text import words_of_calendar, words_of_enriched
from automation.intake.decoding import text_in

from .mails import PDF, read

HEAD = "From: Siti <siti@kayu.example>\r\nMIME-Version: 1.0\r\n"


def a_part(kind: str, text: str, disposition: str = "") -> str:
    placed = f"Content-Disposition: {disposition}\r\n" if disposition else ""
    return f"Content-Type: {kind}; charset=utf-8\r\n{placed}\r\n{text}\r\n"


def several(kind: str, *parts: str, mark: str = "b") -> str:
    body = "".join(f"--{mark}\r\n{part}" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={mark}\r\n\r\n{body}--{mark}--\r\n"


def text_of(*parts: str) -> str:
    return read((HEAD + "".join(parts)).encode()).text


PLAIN, PAGE = a_part("text/plain", "Kadar air 7 persen."), a_part("text/html", "<p>Kadar air <b>7</b> persen.</p>")


def a_plain(head: str, body: str) -> bytes:
    return f"From: siti@kayu.example\nMIME-Version: 1.0\n{head}\n\n{body}".encode()


@pytest.mark.parametrize(
    ("flow", "body", "text"),
    [
        ("; delsp=yes", "Kadar air ti \ndak diuji ulang.\nBaris dua.", "Kadar air tidak diuji ulang.\nBaris dua."),
        ("", "Kadar air \ntidak diuji.\n  menjorok", "Kadar air tidak diuji.\n menjorok"),
        ("", "Salam. \n-- \nBudi", "Salam. \n-- \nBudi"),
        ("", "Baik. \n> kutipan \n> lagi", "Baik. \n> kutipan \n> lagi"),
    ],
)
def test_lines_that_the_sending_program_broke_are_joined_again(flow, body, text):
    found = read(a_plain(f"Content-Type: text/plain; charset=utf-8; format=flowed{flow}", body))
    assert found.text == text


def test_words_that_somebody_on_the_way_put_below_base64_hide_nothing():
    body = "S2FkYXIgYWlyIHNhbGFoLg\n\n-- \nDisclaimer: may be confidential.\n"
    found = read(a_plain("Content-Type: text/plain\nContent-Transfer-Encoding: base64", body))
    assert " ".join(found.text.split()) == "Kadar air salah. -- Disclaimer: may be confidential."


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64", "MIIBAAAA"),
        (
            "Content-Type: multipart/encrypted; boundary=AA",
            "--AA\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--AA\n"
            "Content-Type: application/octet-stream; name=encrypted.asc\n\n"
            "-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n--AA--\n",
        ),
    ],
)
def test_a_mail_that_nobody_here_can_unlock_says_so(head, body):
    found = read(a_plain(head, body))
    assert ["terkunci" in one.reason for one in found.refused] == [True]


PDF_PART = a_part("application/pdf; name=a.pdf", PDF.decode())


# -- which parts


def test_two_pages_are_joined_in_their_order():
    parts = [a_part("text/html", f"<p>{words}</p>") for words in ("Nomor seri salah.", "Kadar air salah.")]
    assert text_of(several("mixed", *parts)) == "Nomor seri salah.\n\nKadar air salah."
    assert text_of(several("mixed", *parts[::-1])) == "Kadar air salah.\n\nNomor seri salah."


def test_a_signature_stays():
    signed = "Nomor seri salah.\r\n-- \r\nSiti Aminah\r\n0811 2345 678"
    for mail in (a_part("text/plain", signed), several("mixed", a_part("text/plain", signed), PDF_PART)):
        assert text_of(mail) == "Nomor seri salah.\n-- \nSiti Aminah\n0811 2345 678"


@pytest.mark.parametrize("words", ["???", "!!!", "👍", "…", "？"])
def test_signs_without_a_letter_are_words_too(words):
    assert text_of(a_part("text/plain", words)) == words
    assert text_of(several("alternative", a_part("text/plain", words), a_part("text/html", f"<p>{words}"))) == words
    assert text_of(several("mixed", PLAIN, a_part("text/plain", words))) == f"Kadar air 7 persen.\n\n{words}"


def test_a_picture_in_the_text_is_told_by_what_it_is_called():
    page = '<p>Seperti ini:<img src="cid:a" alt="nomor seri\r\n pada alat">lihat<img alt=""><img src=x>'
    assert text_of(a_part("text/html", page)) == "Seperti ini: [gambar: nomor seri pada alat] lihat"
    figure = '<figure><img src=x alt="foto"><figcaption>Alat yang retak</figcaption></figure>'
    assert text_of(a_part("text/html", figure)) == "[gambar: foto]\nAlat yang retak"


def test_a_hidden_picture_says_nothing():
    assert text_of(a_part("text/html", '<p>isi<img style="display:none" alt="pelacak">')) == "isi"


def test_a_page_and_a_plain_footer_are_both_the_text_in_their_order():
    footer = a_part("text/plain", "____\r\nSudah diperiksa antivirus.")
    assert text_of(several("mixed", PAGE, footer)) == "Kadar air 7 persen.\n\n____\nSudah diperiksa antivirus."
    assert text_of(several("mixed", footer, PAGE)).endswith("Kadar air 7 persen.")


def test_of_an_alternative_the_plain_text_is_read_and_what_stands_after_it_too():
    both = several("alternative", PLAIN, PAGE, mark="dalam")
    assert text_of(several("mixed", both, a_part("text/plain", "Salam."))) == "Kadar air 7 persen.\n\nSalam."


@pytest.mark.parametrize("stub", ["", "\u200b\u00a0\u2060", "Buka di HTML"])
def test_a_stub_does_not_win_over_the_words(stub):
    page = a_part("text/html", "<p>Nomor seri pada sertifikat kalibrasi kami salah.")
    assert text_of(several("alternative", a_part("text/plain", stub), page)).startswith("Nomor seri")


def test_a_page_within_an_alternative_s_choice_is_found():
    related = several("related", PAGE, a_part("image/png", "x", "inline"), mark="dalam")
    assert text_of(several("alternative", a_part("text/plain", " "), related)) == "Kadar air 7 persen."


@pytest.mark.parametrize("disposition", ["", 'inline; filename="pesan.txt"', "inline"])
def test_a_text_with_a_name_is_the_text(disposition):
    assert text_of(a_part('text/plain; name="pesan.txt"', "Nomor seri salah.", disposition)) == "Nomor seri salah."


def test_a_mail_whose_only_part_calls_itself_an_attachment_is_read():
    assert text_of(a_part("text/plain", "Nomor seri salah.", "attachment")) == "Nomor seri salah."


def test_a_text_that_is_attached_is_a_file():
    found = read((HEAD + several("mixed", PLAIN, a_part("text/plain", "a;b", "attachment; filename=a.csv"))).encode())
    assert found.text == "Kadar air 7 persen."
    assert [one.ending for one in found.enclosures] == ["csv"]


def test_the_same_words_twice_are_read_once():
    assert text_of(several("mixed", PLAIN, PAGE)) == "Kadar air 7 persen."


@pytest.mark.parametrize("kind", ["text/markdown", "text/x-tidak-dikenal"])
def test_other_kinds_of_text_are_read_as_plain(kind):
    assert text_of(a_part(kind, "# Keluhan\r\nNomor *seri* salah.")) == "# Keluhan\nNomor *seri* salah."


def test_enriched_text_is_read_without_its_commands():
    assert words_of_enriched("<bold>Nomor</bold> seri\nsalah.\n\n<color><param>red</param>5 <<6</color>") == (
        "Nomor seri salah.\n5 <6"
    )
    assert text_of(a_part("text/enriched", "<bold>Nomor</bold> seri salah.")) == "Nomor seri salah."


def test_what_a_calendar_says_counts_where_nothing_else_does():
    entry = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nSUMMARY:Rapat\r\nCOMMENT:Tidak bisa\\, sakit\r\n"
    assert text_of(a_part("text/calendar", entry)) == "Rapat\nTidak bisa, sakit"
    assert text_of(several("alternative", PLAIN, a_part("text/calendar", entry))) == "Kadar air 7 persen."
    assert words_of_calendar("DESCRIPTION;LANGUAGE=id:panjang\n  sekali\\nbaris") == "panjang sekali\nbaris"


def test_a_mail_that_is_only_a_file_has_no_text():
    file = base64.b64encode(PDF).decode()
    raw = f"{HEAD}Content-Type: application/pdf; name=surat.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}"
    found = read(raw.encode())
    assert found.text == ""
    assert [(one.stem, one.ending) for one in found.enclosures] == [("surat", "pdf")]


# -- which charset

WESTERN = "“biaya” €20 – tidak sesuai"
CHINESE = "检测结果 – 鎔"


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        ("Suhu 25 °C – “salah”", "utf-8", "us-ascii"),
        ("Suhu 25 °C – “salah”", "utf-8", "iso-8859-1"),
        ("Suhu 25 °C", "utf-8", ""),
        (WESTERN, "cp1252", "iso-8859-1"),
        (WESTERN, "cp1252", "us-ascii"),
        (WESTERN, "cp1252", "utf-8"),
        (WESTERN, "cp1252", "x-unknown"),
        (WESTERN, "utf-16", "utf-16"),
        (WESTERN, "utf-8-sig", "iso-8859-1"),
        ("検査結果", "iso2022_jp", "us-ascii"),
        ("検査結果", "iso2022_jp", "iso-2022-jp"),
        ("検査①", "cp932", "shift_jis"),
        (CHINESE, "gbk", "gb2312"),
        ("联通", "gbk", "gbk"),
        (CHINESE, "utf-8", "gb2312"),
        ("Здравствуйте, номер сертификата неверный.", "koi8_r", ""),
        ("polos", "ascii", "utf-16"),
    ],
)
def test_a_text_is_read_by_its_label_where_that_fits_and_else_by_its_bytes(text, written, label):
    assert text_in(text.encode(written), label) == text


def test_a_page_s_own_word_counts_where_the_mail_has_none():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>检测结果 – 鎔'
    assert text_in(page.encode("gbk"), "", page=True) == page
    assert text_in(page.encode("gbk"), "us-ascii", page=True) == page


@pytest.mark.parametrize("label", ["idna", "punycode", "base64", "rot13", "zlib", "undefined", "x" * 300, "utf-8*en"])
def test_a_label_that_is_no_charset_of_texts_does_no_harm(label):
    assert text_in("Suhu 25 °C".encode(), label) == "Suhu 25 °C"


@pytest.mark.parametrize(("written", "label"), [("utf-8", "utf-8"), ("gbk", "gb2312")])
def test_subject_and_file_name_are_read_by_what_their_bytes_are(written, label):
    word = f"=?{label}?B?{base64.b64encode(CHINESE.encode(written)).decode()}?="
    encoded = "".join(f"%{byte:02X}" for byte in CHINESE.encode(written))
    for name in (f'filename="{word}.pdf"', f"filename*={label}''{encoded}.pdf"):
        part = f"Content-Type: application/pdf\r\nContent-Disposition: attachment; {name}\r\n\r\n%PDF-1.4\r\n"
        found = read((f"Subject: {word}\r\n{HEAD}" + several("mixed", part)).encode())
        assert found.subject == CHINESE
        assert found.enclosures[0].stem == CHINESE


@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_headers_in_bytes_that_nobody_encoded_are_read(written):
    part = 'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="café.pdf"\r\n\r\n%PDF-1.4\r\n'
    found = read(
        ("From: Renée <siti@kayu.example>\r\nSubject: Suhu 25 °C\r\n" + several("mixed", part)).encode(written)
    )
    assert (found.sender_name, found.subject) == ("Renée", "Suhu 25 °C")
    assert found.enclosures[0].stem == "café"


def test_words_beside_encoded_ones_keep_their_signs():
    assert read("Subject: é – =?utf-8?q?uji?= é\r\n\r\nx".encode()).subject == "é – uji é"
    assert (
        read(f"Subject: {Header('Uji – ' * 30, 'utf-8').encode()}\r\n\r\nx".encode()).subject
        == ("Uji – " * 30).strip()
    )


def test_many_pages_are_gone_through_up_to_one_length_in_all():
    pages = [a_part("text/html", "<div>" * 90_000 + f"isi {number}") for number in range(8)]
    assert text_of(several("mixed", *pages)) == "isi 0"


@pytest.mark.parametrize(
    "body",
    [
        "--x_1\r\nContent-Type: text/plain\r\n\r\nKadar air 7\r\n"
        "--x_1\r\nContent-Type: text/html\r\n\r\n<p>Kadar air 7</p>\r\n--x_1--",
        "Kadar air 7",
    ],
)
@pytest.mark.parametrize("kind", ["multipart/alternative", "multipart/mixed; charset=utf-8"])
def test_parts_are_found_though_the_head_does_not_say_what_parts_them(body, kind):
    assert text_of(f"Content-Type: {kind}\r\n\r\n", body) == "Kadar air 7"


@pytest.mark.parametrize("encoding", ["base64 ", "BASE64 (RFC 2045)", "base64;"])
@pytest.mark.parametrize(
    "damage", [lambda it: it, lambda it: it[:-1] + "!", lambda it: it[:-3] + "=\r\n", lambda it: f"\r\n {it}"]
)
def test_base64_is_read_as_far_as_it_goes_however_its_head_is_written(encoding, damage):
    body = damage(base64.b64encode("Suhu 25 °C, kadar air 7 persen....".encode()).decode())
    found = text_of(f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n", body)
    assert found.startswith("Suhu 25 °C, kadar air 7 persen")


def test_base64_put_together_of_several_is_read_to_its_end():
    body = "".join(base64.b64encode(text).decode() + "\r\n" for text in (b"Kadar air", b" 7 persen"))
    assert text_of("Content-Transfer-Encoding: base64\r\n\r\n", body) == "Kadar air 7 persen"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable "])
def test_words_that_were_never_encoded_as_their_head_says_are_read(encoding):
    text = "Kadar air 7 persen, mohon diuji lagi."
    assert text_of(f"Content-Transfer-Encoding: {encoding}\r\n\r\n", text) == text


def test_quoted_printable_is_read_though_blanks_stand_behind_its_name():
    assert text_of("Content-Transfer-Encoding: Quoted-Printable \r\n\r\n", "Suhu 25 =C2=B0C") == "Suhu 25 °C"


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("label", ["utf-8", "us-ascii", "", "windows-1252"])
def test_text_of_two_bytes_a_sign_is_read_whatever_its_label(written, label):
    assert text_in("Suhu 25 °C – salah".encode(written), label) == "Suhu 25 °C – salah"
