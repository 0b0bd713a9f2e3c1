"""What programs pack into mails in ways of their own: files in the text, signed mails, Outlook's wrapping."""

import base64
import binascii
import struct

import pytest
from asn1crypto import cms
from compressed_rtf import compress

from automation.intake.mail_contents import contents

from .mails import PDF, PNG, a_mail, attached, read, received
from .test_mail_contents import wrapped

HEAD = "From: Siti <siti@kayu.example>\r\nMIME-Version: 1.0\r\n"


def written(name: str, content: bytes) -> str:
    """A file as uuencode writes it."""
    pieces = (content[start : start + 45] for start in range(0, len(content), 45))
    lines = "".join(binascii.b2a_uu(piece).decode().replace("\n", "\r\n") for piece in pieces)
    return f"begin 644 {name}\r\n{lines}`\r\nend\r\n"


def said(body: str) -> bytes:
    return (HEAD + "\r\n" + body).encode()


def test_files_written_into_the_text_are_files_and_the_words_around_them_stay():
    body = f"Terlampir:\r\n{written('hasil uji.pdf', PDF * 3)}dan\r\n{written('foto.png', PNG)}Salam, Siti\r\n"
    found = read(said(body))
    assert [(one.stem, one.ending) for one in found.enclosures] == [("hasil uji", "pdf"), ("foto", "png")]
    assert found.text == "Terlampir:\ndan\nSalam, Siti"
    assert contents(received(said(body)), [one.place for one in found.enclosures]) == (PDF * 3, PNG)


def test_a_file_in_the_text_is_whole_though_blanks_were_lost_on_the_way():
    body = "\r\n".join(line.rstrip() for line in written("a.png", PNG).replace("`", " ").split("\r\n"))
    mail = received(said(body))
    assert contents(mail, [one.place for one in read(mail.content).enclosures]) == (PNG,)


@pytest.mark.parametrize(
    "body",
    [
        "begin 1 minggu lalu\r\nend",
        "begin 644 a.pdf\r\nMengapa salah?\r\nend",
        written("a.pdf", PDF * 3).replace("\r\nend", ""),
        written("a.pdf", PDF * 3).replace("\r\nM", "\r\nL", 1),
    ],
)
def test_words_and_pieces_of_a_file_stay_words(body):
    found = read(said(f"Lihat.\r\n{body}"))
    assert (found.enclosures, found.refused) == ((), ())
    assert found.text == f"Lihat.\n{body}".replace("\r\n", "\n").strip()


def packed(kind: str, mail: bytes) -> bytes:
    value: dict[str, object] = {"version": "v1", "digest_algorithms": [], "signer_infos": []}
    value["encap_content_info"] = {"content_type": "data", "content": mail}
    signed = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(value)}).dump()
    head = f"{HEAD}Content-Type: {kind}; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + base64.encodebytes(signed)


@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "application/x-pkcs7-mime; smime-type=signed-data"])
def test_a_mail_that_was_signed_as_one_part_is_read(kind):
    inside = attached(a_mail("Alat rusak."), "foto.png", PNG).as_bytes()
    found = read(packed(kind, inside))
    assert (found.text, [one.stem for one in found.enclosures], found.refused) == ("Alat rusak.", ["foto"], ())


def test_mails_signed_around_mails_signed_end_somewhere():
    mail = b"Content-Type: text/plain\r\n\r\ndi dalam"
    for _ in range(25):
        mail = packed("application/pkcs7-mime", mail)
    assert read(mail).text == ""


def _attribute(level: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def property_of(kind: int, which: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, which, 1, len(value)) + value + bytes(-len(value) % 4)


@pytest.mark.parametrize(
    "inside",
    [
        _attribute(1, 0x0002800C, "Suhu 25 °C salah.\r\n\0".encode("cp1252")),
        _attribute(1, 0x00069003, property_of(0x1F, 0x1000, "Suhu 25 °C salah.\0".encode("utf-16-le"))),
        _attribute(1, 0x00069003, property_of(0x102, 0x1013, "<p>Suhu <b>25 °C</b> salah.</p>".encode())),
    ],
)
def test_words_that_outlook_wrapped_are_the_mail_s(inside):
    whole = wrapped(("foto.png", "", PNG))
    found = read(attached(a_mail(""), "winmail.dat", whole[:6] + inside + whole[6:], "application/ms-tnef"))
    assert (found.text, [one.stem for one in found.enclosures]) == ("Suhu 25 °C salah.", ["foto"])


def in_outlook(
    rtf: str, *files: tuple[str, str, bytes], body: str = "", is_spoilt: bool = False, is_packed: bool = True
):
    """A mail from Outlook that holds its words as compressed RTF alone."""
    rich = compress(rtf.encode("cp1252"), is_packed)
    rich = rich[:-5] + b"?????" if is_spoilt else rich
    inside = _attribute(1, 0x00069003, property_of(0x102, 0x1009, rich))
    whole = wrapped(*files)
    return attached(a_mail(body), "winmail.dat", whole[:6] + inside + whole[6:], "application/ms-tnef")


HEAD_OF_RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial CYR;}}"
    r"{\colortbl ;\red0\green0\blue255;}{\*\generator Riched20;}\viewkind4\uc1\pard\f0\fs20 "
)


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (r"Alat \b rusak\b0\par\par sejak Senin.\par}", "Alat rusak\n\nsejak Senin."),
        (
            r"Suhu 25 \'b0C \endash  biaya \u8364?20, \ldblquote salah\rdblquote .}",
            "Suhu 25 °C – biaya €20, “salah”.",
        ),
        (r"\u-10179\u-8704 {\uc0\u233}{\uc2\u8364\'80?}!}", "\U0001f600é€!"),
        (r"\f1\'cf\'f0\'e8\plain \'e9}", "Приé"),
        (r"0,5\cell 7\cell\row 1,5\cell 8\cell\row}", "0,5 | 7 | \n1,5 | 8 |"),
        (r"Lihat {\field{\*\fldinst{HYPERLINK \"http://x.example\"}}{\fldrslt foto}}{\v rahasia}.}", "Lihat foto."),
        (r"a{\pict\pngblip\bin5 }}}{{}b}", "ab"),
        (r"\{Nomor\} C:\\data{\header Kop surat}} buntut", "{Nomor} C:\\data"),
        (r"Belum selesai {\b tebal", "Belum selesai tebal"),
    ],
)
def test_words_that_outlook_wrapped_as_rich_text_are_read_as_it_shows_them(rtf, text):
    found = read(in_outlook(HEAD_OF_RTF + rtf, ("foto.png", "", PNG)))
    assert (found.text, [one.stem for one in found.enclosures], found.refused) == (text, ["foto"], ())


def test_a_page_that_outlook_hid_in_rich_text_is_read_as_the_page_that_it_was():
    page = (
        r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}"
        r"{\*\htmltag19 <html>}{\*\htmltag161 <style>p \{color:red\}</style>}"
        r"{\*\htmltag50 <body>}{\*\htmltag64 <p>}Kadar \'b1 besi{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 :"
        r"\htmlrtf\par\htmlrtf0{\*\htmltag72 </p>}{\*\mhtmltag64 <p>}"
        r"{\*\htmltag <table><tr><td>}0,5{\*\htmltag </td><td>}7{\*\htmltag </td></tr></table>}"
        r"bukan <b> & > 2{\*\htmltag58 </body>}{\*\htmltag27 </html>}}"
    )
    assert read(in_outlook(page)).text == "Kadar ± besi :\n\n0,5 | 7\n\nbukan <b> & > 2"


def test_rich_text_that_is_broken_is_told_and_the_files_and_other_words_beside_it_are_kept():
    found = read(in_outlook(HEAD_OF_RTF + "Alat rusak.}", ("foto.png", "", PNG), body="Terlampir.", is_spoilt=True))
    assert (found.text, [one.stem for one in found.enclosures]) == ("Terlampir.", ["foto"])
    assert [one.reason.split(";")[0] for one in found.refused] == ["bungkusan Outlook"]


@pytest.mark.parametrize("rtf", ["bukan RTF", r"{\rtf1 " + "{" * 1_000_000, "{\\rtf1 " + " " * 2_000_000], ids=len)
def test_what_is_no_rich_text_or_too_much_of_it_is_told(rtf):
    found = read(in_outlook(rtf, is_packed=False))
    assert (found.text, len(found.refused)) == ("", 1)


def test_a_mail_that_outlook_wrote_in_two_forms_says_once_what_both_say():
    lines = ["Dengan hormat,", "Hasil uji nomor 118 belum kami terima sampai hari ini, padahal sudah dibayar lunas."]
    rich = HEAD_OF_RTF + r"\par ".join([*lines, r"{\field{\*\fldinst x}{\fldrslt 118}}"]) + "}"
    assert read(in_outlook(rich, body="\n".join(lines))).text == "\n".join(lines)
    longer = HEAD_OF_RTF + r"\par ".join([*lines, "Foto 7"]) + "}"
    assert read(in_outlook(longer, body="\n".join(lines))).text == "\n".join([*lines, "", "Foto 7"])
    other = HEAD_OF_RTF + r"Dengan hormat,\par Alat kami juga rusak.}"
    assert read(in_outlook(other, body="\n".join(lines))).text.endswith("Dengan hormat,\nAlat kami juga rusak.")


def test_of_a_wrapping_that_is_cut_off_the_words_are_read():
    mail = in_outlook(HEAD_OF_RTF + "Alat rusak.}", ("a.pdf", "", PDF))
    whole = next(part.get_content() for part in mail.iter_attachments())
    found = read(attached(a_mail(""), "winmail.dat", whole[:-9], "application/ms-tnef"))
    assert (found.text, found.enclosures, len(found.refused)) == ("Alat rusak.", (), 1)


def test_a_wrapping_without_a_file_asks_for_none_to_be_sent_again():
    found = read(attached(a_mail("Alat rusak."), "winmail.dat", wrapped(), "application/ms-tnef"))
    assert (found.text, found.enclosures, found.refused) == ("Alat rusak.", (), ())


def test_a_mail_within_a_mail_is_called_by_its_subject():
    mail = a_mail("Lihat terlampir.")
    mail.add_attachment(a_mail("Alat rusak.", Subject="Fwd: Alat – rusak"))
    assert [(one.stem, one.ending) for one in read(mail).enclosures] == [("Fwd Alat – rusak", "eml")]
