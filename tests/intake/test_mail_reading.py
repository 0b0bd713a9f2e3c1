"""A mail is read as its writer meant it, and whatever is wrong with it gives a value."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.texts import LONGEST
from automation.domain.vocabulary import Channel
from automation.intake.enclosures import plain_stem
from automation.intake.mail_reading import contents
from automation.intake.taking_in import intake_from

from .mails import CUSTOMER, OFFICE, PDF, PNG, a_mail, attached, read, received


def test_a_mail_becomes_a_complaint_by_mail():
    letter = read(a_mail("Baris satu.\nBaris dua.\n", Message_ID="<satu@kayu.example>", Subject="Fwd: Hasil uji"))
    intake = intake_from(letter, ("file-1",))
    assert intake.response == "surel-m1"
    assert intake.channel is Channel.EMAIL
    assert (intake.complainant, intake.email) == ("Siti Aminah", CUSTOMER)
    assert intake.subject == "Hasil uji"
    assert intake.description == "Baris satu.\nBaris dua."
    assert intake.message_id == "<satu@kayu.example>"
    assert intake.attachments == ("file-1",)


def test_a_writer_without_a_name_is_called_by_the_address():
    assert intake_from(read(a_mail(From=CUSTOMER)), ()).complainant == CUSTOMER


def test_a_mail_without_subject_or_text_says_so():
    intake = intake_from(read(a_mail("", Subject=None)), ())
    assert intake.subject == "(tanpa perihal)"
    assert intake.description.startswith("(surel tanpa teks")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_every_charset_is_read(charset):
    message = EmailMessage()
    message.set_content(
        "Tjörven – “uji”" if charset in ("utf-8", "utf-16", "windows-1252") else "Tjörven", charset=charset
    )
    assert read(message).text.startswith("Tjörven")


@pytest.mark.parametrize("charset", ["", "tidak-ada", "utf-7?", "idna", "base64", "us-ascii"])
def test_a_wrong_charset_loses_no_letter_that_can_be_read(charset):
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + "Uji é \xff selesai".encode() + b"\xff"
    assert "Uji" in read(raw).text
    assert "selesai" in read(raw).text


def test_encoded_words_are_read_and_carry_no_line_break():
    head = b"From: =?utf-8?q?Siti=0D=0ABcc=3A_x=40y.example?= <siti@kayu.example>\r\n"
    raw = head + b"Subject: =?utf-8?b?VWppIMOp?=\r\n\r\nx"
    letter = read(raw)
    assert letter.subject == "Uji é"
    assert letter.sender == CUSTOMER
    assert letter.sender_name == "Siti Bcc: x@y.example"


def test_headers_in_bytes_that_nobody_encoded_are_read():
    assert read("Subject: Uji é\r\n\r\nx".encode()).subject == "Uji é"


def test_plain_text_goes_before_html():
    message = a_mail("Teks biasa")
    message.add_alternative("<p>Teks <b>kaya</b></p>", subtype="html")
    assert read(message).text == "Teks biasa"


def test_html_alone_is_read_without_what_is_not_shown():
    html = (
        "<html><head><title>x</title><style>p{color:red}</style></head><body><p>Yth. <b>petugas</b>,</p>"
        "<script>alert(1)</script><ul><li>satu</li><li>dua &amp; tiga</li></ul>"
        '<img src="https://pelacak.example/p.gif" alt="x"><a href="https://jahat.example">tautan</a></body></html>'
    )
    message = EmailMessage()
    message.set_content(html, subtype="html")
    assert read(message).text == "Yth. petugas,\n\nsatu\n\ndua & tiga\n\ntautan"


def test_a_plain_part_that_is_blank_gives_way_to_html():
    message = a_mail(" \n")
    message.add_alternative("<div>isi</div>", subtype="html")
    assert read(message).text == "isi"


@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["From: "],
        ["From: <>"],
        ["From: Siti"],
        ["From: siti@kayu.example, budi@kayu.example"],
        ["From: siti@kayu.example", "From: budi@kayu.example"],
        ["From: siti@kayu.example\r\n\tlagi@kayu.example"],
        ["From: a@b@c.example"],
        ["From: (" * 300],
        ["From: [", "Message-ID: <", "Date: Mon, 99 Foo", "Content-Type: ;", "Content-Transfer-Encoding: x"],
    ],
)
def test_a_mail_without_one_clear_author_has_none(headers):
    raw = "".join(f"{header}\r\n" for header in headers).encode() + b"Subject: x\r\n\r\nisi\r\n"
    letter = read(raw)
    assert letter.sender == ""
    assert letter.subject in ("x", "")


def test_a_name_that_looks_like_an_address_is_only_a_name():
    letter = read(a_mail(From=f'"{OFFICE}" <orang@lain.example>'))
    assert letter.sender == "orang@lain.example"


def test_whom_a_mail_is_for_is_known_whatever_the_case_of_letters():
    letter = read(
        a_mail(To="Layanan <LAYANAN@bspji-samarinda.example>", Cc="a@b.example", Delivered_To="kotak@x.example")
    )
    assert letter.addressed == {OFFICE, "a@b.example", "kotak@x.example"}


def test_references_come_the_latest_last_and_only_as_names():
    letter = read(a_mail(References="<satu@a> <dua@b>", In_Reply_To="<dua@b>"))
    assert letter.references == ("<satu@a>", "<dua@b>")
    assert read(b"References: x y <a b> in:sent\r\n\r\nx").references == ()


def test_a_text_longer_than_a_cell_is_cut_with_a_mark():
    letter = read(a_mail("panjang " * 20_000))
    assert len(letter.text) <= LONGEST + 5
    assert letter.text.endswith(" […]")


def test_a_text_of_many_megabytes_is_read_in_bounds():
    message = EmailMessage()
    message.set_content("<p>" * 400_000 + "akhir", subtype="html")
    assert len(read(message).text) <= LONGEST + 5


# -- files


def test_files_are_known_by_their_content():
    message = a_mail()
    attached(message, "surat.doc", PDF)
    attached(message, "foto.pdf", PNG)
    attached(message, "laporan.pdf", b"MZ\x90\0" * 10)
    letter = read(message)
    assert [(one.stem, one.ending) for one in letter.enclosures] == [("surat", "pdf"), ("foto", "png")]
    assert [str(one) for one in letter.refused] == ["laporan.pdf: bukan PDF, JPEG, PNG atau TIFF menurut isinya"]
    mail = received(message)
    assert contents(mail, tuple(one.place for one in letter.enclosures)) == (PDF, PNG)


def test_a_zip_is_never_opened():
    letter = read(attached(a_mail(), "42.zip", b"PK\x03\x04" + b"\0" * 100, "application/zip"))
    assert letter.enclosures == ()
    assert letter.refused[0].name == "42.zip"


def test_a_file_too_large_is_refused_by_name():
    letter = read(attached(a_mail(), "besar.pdf", PDF + b"0" * 2_000_000), 1_000_000)
    assert [str(one) for one in letter.refused] == ["besar.pdf: lebih besar dari 1 MB"]


def test_the_same_file_twice_is_kept_once():
    message = attached(attached(a_mail(), "a.pdf", PDF), "b.pdf", PDF)
    assert [one.stem for one in read(message).enclosures] == ["a"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd.pdf", "passwd"),
        ("C:\\Users\\x\\surat.pdf", "surat"),
        ("surat\u202efdp.exe", "suratfdp"),
        ("su\u200brat\u2066.pdf", "surat"),
        ("a\x00b\nc.pdf", "a b c"),
        ("...", "lampiran"),
        ("", "lampiran"),
        ("😀 foto é.pdf", "😀 foto é"),
        ("x" * 300 + ".pdf", "x" * 80),
        ('tanda "petik" <b>:*?|.pdf', "tanda petik b"),
        ("%2e%2e%2fx.pdf", "2e 2e 2fx"),
    ],
)
def test_a_file_name_is_made_harmless(name, stem):
    message = a_mail()
    message.add_attachment(PDF, maintype="application", subtype="pdf")
    part = next(message.iter_attachments())
    encoded = base64.b64encode(name.encode()).decode()
    part.replace_header("Content-Disposition", "attachment")
    raw = message.as_bytes().replace(
        b"Content-Disposition: attachment",
        f'Content-Disposition: attachment; filename="=?utf-8?b?{encoded}?="'.encode(),
    )
    assert [one.stem for one in read(raw).enclosures] == [stem]
    assert plain_stem(name) == stem


def test_the_little_pictures_of_a_signature_are_no_files():
    message = a_mail()
    message.add_related(PNG, maintype="image", subtype="png", cid="<logo>")
    assert read(message).enclosures == ()
    assert read(message).refused == ()


def test_a_large_picture_within_the_text_is_a_file():
    message = a_mail()
    message.add_related(PNG + b"\0" * 20_000, maintype="image", subtype="png", cid="<layar>")
    assert [one.ending for one in read(message).enclosures] == ["png"]


def test_a_mail_within_a_mail_is_kept_inside_and_not_taken_apart():
    message = a_mail("teruskan")
    message.add_attachment(attached(a_mail("di dalam"), "x.pdf", PDF))
    letter = read(message)
    assert letter.text == "teruskan"
    assert letter.enclosures == ()
    assert len(letter.refused) == 1


# -- what wants to break the reader


def test_a_thousand_parts_are_read_as_far_as_is_sensible():
    part = b"--b\r\nContent-Disposition: attachment; filename=x%d.pdf\r\n\r\n%%PDF-%d\r\n"
    raw = b"From: siti@kayu.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    letter = read(raw + b"".join(part % (n, n) for n in range(1000)) + b"--b--")
    assert not letter.is_whole
    assert letter.sender == CUSTOMER
    assert len(letter.enclosures) == 30
    assert letter.refused[0].reason == "lampiran melebihi 30 berkas"


@pytest.mark.parametrize("depth", [30, 2000])
def test_a_mail_nested_without_end_keeps_its_author(depth):
    nest = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    letter = read(b"From: siti@kayu.example\r\nSubject: dalam\r\n" + nest + b"\r\nisi")
    assert not letter.is_whole
    assert (letter.sender, letter.subject) == (CUSTOMER, "dalam")


def test_a_hundred_thousand_boundaries_are_not_parsed():
    raw = (
        b"From: siti@kayu.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"\r\n--b\r\n\r\n" * 100_000
    )
    assert not read(raw).is_whole


HEADS = [
    b"Content-Type: multipart/mixed; boundary=",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    b"Content-Type: message/rfc822",
    b"Content-Type: text/html; charset=utf-16",
    b"Content-Transfer-Encoding: base64",
    b"Content-Transfer-Encoding: quoted-printable",
    b"Content-Disposition: attachment; filename*=utf-9''%ff%fe",
    b"Content-Disposition: attachment; filename*0*=x; filename*2=y",
    b"From: =?utf-8?q?=?= <a@b.example>",
    b"Subject: =?x?b?!?=",
    b"Message-ID: <",
    b"Return-Path: <>",
    b"Auto-Submitted: ;;",
]


@given(st.lists(st.sampled_from(HEADS), max_size=6), st.binary(max_size=300), st.integers(0, 200))
def test_whatever_comes_is_a_value(heads, body, at):
    raw = b"\r\n".join([*heads, b"", b"--b", *heads, b"", body, b"--b--"])
    for content in (raw, raw[:at], body, raw[at:]):
        letter = read(content)
        assert "\n" not in letter.subject + letter.sender_name
        intake_from(letter, ()).description.encode()


@given(st.text(max_size=200))
def test_whatever_html_says_is_a_value(source):
    message = EmailMessage()
    message.set_content("<p>" + source.encode("utf-8", "replace").decode(), subtype="html")
    read(message)


def test_a_name_in_bytes_that_nobody_encoded_hides_no_part():
    head = b"From: siti@kayu.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    part = 'Content-Disposition: attachment; filename="é.pdf"\r\n\r\n'.encode() + PDF + b"\r\n--b--\r\n"
    letter = read(head + part)
    assert letter.is_whole
    assert [one.ending for one in letter.enclosures] == ["pdf"]
