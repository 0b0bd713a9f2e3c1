"""A mail is read as its writer meant it, and whatever is wrong with it gives a value."""

import base64
import struct
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.texts import LONGEST
from automation.domain.vocabulary import Channel
from automation.intake import wording
from automation.intake.file_names import plain_stem
from automation.intake.mail_contents import contents
from automation.intake.taking_in import intake_from

from .mails import CUSTOMER, OFFICE, PDF, PNG, a_mail, attached, read, received


def test_a_mail_becomes_a_complaint_by_mail():
    found = read(a_mail("Baris satu.\nBaris dua.\n", Message_ID="<satu@kayu.example>", Subject="Fwd: Hasil uji"))
    intake = intake_from(found, ("file-1",))
    assert intake.response == "surel-m1"
    assert intake.channel is Channel.EMAIL
    assert (intake.complainant, intake.email) == ("Siti Aminah", CUSTOMER)
    assert intake.subject == "Hasil uji"
    assert intake.description == "Baris satu.\nBaris dua."
    assert intake.message_id == "<satu@kayu.example>"
    assert intake.attachments == ("file-1",)


def test_what_a_complaint_repeats_stands_below_what_is_new_in_it():
    found = read(a_mail("Alat masih salah.\n\nPada Sen, 2 Nov 2026, Balai menulis:\n> Sudah kami perbaiki.\n"))
    new, _, history = intake_from(found, ()).description.partition("\n\n[Kutipan surel sebelumnya")
    assert new == "Alat masih salah."
    assert "> Sudah kami perbaiki." in history


def test_a_writer_without_a_name_is_called_by_the_address():
    assert intake_from(read(a_mail(From=CUSTOMER)), ()).complainant == CUSTOMER


def test_a_mail_without_subject_or_text_says_so():
    intake = intake_from(read(a_mail("", Subject=None)), ())
    assert intake.subject == "(tanpa perihal)"
    assert intake.description == wording.EMPTY_MAIL


def test_a_mail_that_is_only_its_enclosure_says_where_that_lies():
    mail = read(attached(a_mail(""), "foto.png", PNG, "image/png"))
    assert intake_from(mail, ("berkas",)).description == wording.MAIL_WITHOUT_TEXT


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
    found = read(raw)
    assert found.subject == "Uji é"
    assert found.sender == CUSTOMER
    assert found.sender_name == "Siti Bcc: x@y.example"


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
    assert read(message).text == "Yth. petugas,\n\nsatu\n\ndua & tiga\n\n[gambar: x] tautan"


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
    found = read(raw)
    assert found.sender == ""
    assert found.subject in ("x", "")


def test_a_name_that_looks_like_an_address_is_only_a_name():
    found = read(a_mail(From=f'"{OFFICE}" <orang@lain.example>'))
    assert found.sender == "orang@lain.example"


def test_whom_a_mail_is_for_is_known_whatever_the_case_of_letters():
    found = read(
        a_mail(To="Layanan <LAYANAN@bspji-samarinda.example>", Cc="a@b.example", Delivered_To="kotak@x.example")
    )
    assert found.addressed == {OFFICE, "a@b.example", "kotak@x.example"}


def test_references_come_the_latest_last_and_only_as_names():
    found = read(a_mail(References="<satu@a> <dua@b>", In_Reply_To="<dua@b>"))
    assert found.references == ("<satu@a>", "<dua@b>")
    assert read(b"References: x y <a b> in:sent\r\n\r\nx").references == ()


def test_a_text_longer_than_a_cell_is_cut_with_a_mark():
    found = read(a_mail("panjang " * 20_000))
    assert len(found.text) <= LONGEST + 5
    assert found.text.endswith(" […]")


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
    found = read(message)
    assert [(one.stem, one.ending) for one in found.enclosures] == [("surat", "pdf"), ("foto", "png")]
    assert [str(one) for one in found.refused] == [
        "laporan.pdf: menurut isinya bukan dokumen, gambar, rekaman atau arsip zip"
    ]
    mail = received(message)
    assert contents(mail, tuple(one.place for one in found.enclosures)) == (PDF, PNG)


def test_a_zip_is_kept_and_never_opened():
    found = read(attached(a_mail(), "42.zip", b"PK\x03\x04" + b"\0" * 100, "application/zip"))
    assert [(one.stem, one.ending) for one in found.enclosures] == [("42", "zip")]


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (b"PK\x03\x04[Content_Types].xml word/document.xml", "surat.docx", "docx"),
        (b"PK\x03\x04 xl/workbook.xml", "data.xlsx", "xlsx"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.textPK", "surat.odt", "odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "surat.doc", "doc"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 20, "IMG_1.HEIC", "heic"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "foto", "webp"),
        (b"GIF89a", "foto.gif", "gif"),
        (b"tanggal;suhu\n", "data.csv", "csv"),
        (b"BMn\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0", "foto.bmp", "bmp"),
        (b"ID3\3\0\0\0\0\0", "rekaman.mp3", "mp3"),
        (b"BM 2026: nomor seri salah", "catatan.txt", "txt"),
        (b"BMKG;suhu;tekanan;angin\n", "data.csv", "csv"),
        (b"ID3 dan ID4 tertukar", "catatan.txt", "txt"),
        (b"GIF8 kali dikirim", "catatan.txt", "txt"),
        (b"RIFF\0\0\0\0WAVEfmt ", "suara", "wav"),
        (b"RIFF\0\0\0\0AVI LIST", "video", "avi"),
        (b"#!AMR\n\0", "suara.3gp", "amr"),
        (b"\xff\xfb\x90\x44" + b"\0" * 20, "suara.mp3", "mp3"),
        (b"\xff\xf1\x50\x80" + b"\0" * 20, "suara", "aac"),
        (b"\x1aE\xdf\xa3\0webm", "video", "webm"),
        (b"\0\0\0\x20ftypavif", "foto", "avif"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "pindaian", "jp2"),
        (b"\x1f\x8b\x08\0", "data.tar.gz", "gz"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.presentationPK", "paparan", "odp"),
    ],
)
def test_what_people_send_is_kept_under_the_ending_of_its_content(content, name, ending):
    assert [one.ending for one in read(attached(a_mail(), name, content)).enclosures] == [ending]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "pasang.msi"),
        (b"<script>alert(1)</script>", "buka.html"),
        (b"\x7fELF", "data.csv\0.sh"),
    ],
)
def test_what_acts_is_kept_within_the_mail_alone(content, name):
    found = read(attached(a_mail(), name, content))
    assert found.enclosures == ()
    assert [one.reason for one in found.refused] == ["menurut isinya bukan dokumen, gambar, rekaman atau arsip zip"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 word/document.xml word/vbaProject.bin", "surat.docm"),
        (b"PK\x03\x04 xl/workbook.xml xl/macrosheets/sheet1.xml", "data.xlsx"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "surat.doc"),
        (OLE + "_VBA_PROJECT_CUR".encode("utf-16-le"), "data.xls"),
        (b"PK\x03\x04AndroidManifest.xml classes.dex", "undangan.apk"),
        (b"PK\x03\x04AndroidManifest.xml classes.dex", "undangan.zip"),
        (b"PK\x03\x04META-INF/MANIFEST.MF Main.class", "buka.jar"),
    ],
)
def test_a_document_or_package_with_a_program_in_it_is_refused_with_what_to_do(content, name):
    found = read(attached(a_mail(), name, content))
    assert found.enclosures == ()
    assert [one.reason for one in found.refused] == [
        "berisi makro atau program; minta pengirim mengirim isinya lagi sebagai PDF"
    ]


def test_what_outlook_wrapped_is_told_with_what_to_do():
    found = read(attached(a_mail(), "winmail.dat", b"\x78\x9f\x3e\x22\1\0", "application/ms-tnef"))
    assert "minta pengirim" in str(found.refused[0])


def wrapped(*files: tuple[str, str, bytes]) -> bytes:
    """A winmail.dat of files: short name, long name, content."""

    def attribute(level: int, kind: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    whole = b"\x78\x9f\x3e\x22\1\0" + attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    for short, long, content in files:
        name = (long + "\0").encode("utf-16-le")
        properties = struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(name)) + name + bytes(-len(name) % 4)
        whole += attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, short.encode() + b"\0")
        whole += attribute(2, 0x0006800F, content) + attribute(2, 0x00069005, properties if long else bytes(4))
    return whole


def test_files_that_outlook_wrapped_are_kept_each_under_its_name():
    content = wrapped(("HASILU~1.PDF", "Hasil uji – ulang.pdf", PDF), ("foto.png", "", PNG), ("a.exe", "", b"MZ\x90"))
    message = attached(a_mail(), "winmail.dat", content, "application/ms-tnef")
    found = read(message)
    assert [(one.stem, one.ending) for one in found.enclosures] == [("Hasil uji – ulang", "pdf"), ("foto", "png")]
    assert [one.name for one in found.refused] == ["a.exe"]
    places = [one.place for one in found.enclosures]
    assert contents(received(message), places) == (PDF, PNG)


@pytest.mark.parametrize("damage", [lambda it: it[:-9], lambda it: it.replace(b"%PDF", b"%PDG"), lambda it: it[:30]])
def test_a_wrapping_that_cannot_be_taken_apart_whole_is_told(damage):
    content = damage(wrapped(("a.pdf", "", PDF), ("b.pdf", "", PDF + b"2")))
    found = read(attached(a_mail(), "winmail.dat", content, "application/ms-tnef"))
    assert found.enclosures == ()
    assert "bungkusan Outlook" in str(found.refused[0])


def test_a_file_too_large_is_refused_by_name():
    found = read(attached(a_mail(), "besar.pdf", PDF + b"0" * 2_000_000), 1_000_000)
    assert [str(one) for one in found.refused] == ["besar.pdf: lebih besar dari 1 MB"]


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


def test_a_mail_within_a_mail_is_kept_as_it_is_and_not_taken_apart():
    message = a_mail("teruskan")
    message.add_attachment(attached(a_mail("di dalam"), "x.pdf", PDF))
    found = read(message)
    assert found.text == "teruskan"
    assert [(one.ending, one.mime_type) for one in found.enclosures] == [("eml", "message/rfc822")]
    (inside,) = contents(received(message), (found.enclosures[0].place,))
    assert b"di dalam" in inside


# -- what wants to break the reader


def test_a_thousand_parts_are_read_as_far_as_is_sensible():
    part = b"--b\r\nContent-Disposition: attachment; filename=x%d.pdf\r\n\r\n%%PDF-%d\r\n"
    raw = b"From: siti@kayu.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    found = read(raw + b"".join(part % (n, n) for n in range(1000)) + b"--b--")
    assert not found.is_whole
    assert found.sender == CUSTOMER
    assert len(found.enclosures) == 30
    assert found.refused[0].reason == "lampiran melebihi 30 berkas"


@pytest.mark.parametrize("depth", [30, 2000])
def test_a_mail_nested_without_end_keeps_its_author(depth):
    nest = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    found = read(b"From: siti@kayu.example\r\nSubject: dalam\r\n" + nest + b"\r\nisi")
    assert not found.is_whole
    assert (found.sender, found.subject) == (CUSTOMER, "dalam")


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
        found = read(content)
        assert "\n" not in found.subject + found.sender_name
        intake_from(found, ()).description.encode()


@given(st.text(max_size=200))
def test_whatever_html_says_is_a_value(source):
    message = EmailMessage()
    message.set_content("<p>" + source.encode("utf-8", "replace").decode(), subtype="html")
    read(message)


@pytest.mark.parametrize("twice", ["text/plain; name=é", "image/png; name=é.png"])
def test_of_two_kinds_that_a_mail_claims_the_first_counts_in_whatever_signs_the_second_is(twice):
    head = f"From: siti@kayu.example\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Type: {twice}\r\n\r\n"
    part = b"--b\r\nContent-Type: application/pdf; name=surat.pdf\r\n\r\n" + PDF + b"\r\n--b--\r\n"
    assert [one.ending for one in read(head.encode() + part).enclosures] == ["pdf"]


def test_a_name_in_bytes_that_nobody_encoded_hides_no_part():
    head = b"From: siti@kayu.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    part = 'Content-Disposition: attachment; filename="é.pdf"\r\n\r\n'.encode() + PDF + b"\r\n--b--\r\n"
    found = read(head + part)
    assert found.is_whole
    assert [one.ending for one in found.enclosures] == ["pdf"]
