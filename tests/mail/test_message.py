"""A mail as bytes: headers of ours alone, and the public's text as text."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.address import EmailAddress, WrongAddress
from automation.mail.message import Attachment, Mail, check_addresses, message_bytes
from automation.mail.plain import one_line
from automation.mail.wording.phrases import paragraphs
from tests.fakes import reached, text_of


def a_mail(**changes):
    return Mail(
        **{
            "key": "KEL-2026-0042/terima",
            "to": "siti@pelanggan.example",
            "subject": "[KEL-2026-0042] Keluhan Anda telah kami terima",
            "body": paragraphs("Yth. Bapak/Ibu Siti,", "Terima kasih."),
            **changes,
        }
    )


def read(mail):
    return message_from_bytes(message_bytes(mail), policy=default)


def test_a_mail_says_that_it_is_automatic_and_which_effect_it_is():
    message = read(a_mail())
    assert message["To"] == "siti@pelanggan.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Tanggap-Kunci"] == "KEL-2026-0042/terima"
    assert text_of(message) == "Yth. Bapak/Ibu Siti,\n\nTerima kasih.\n"
    assert {"Date", "From", "Message-ID", "Precedence", "Reply-To", "In-Reply-To"}.isdisjoint(message.keys())


def test_a_mail_has_its_words_twice_and_its_letter_once():
    message = read(a_mail(attachments=(Attachment("Surat.pdf", b"%PDF-1.7"),)))
    assert message.get_content_type() == "multipart/mixed"
    alternative, letter = message.iter_parts()
    assert [part.get_content_type() for part in alternative.iter_parts()] == ["text/plain", "text/html"]
    assert letter.get_filename() == "Surat.pdf"


def test_the_same_mail_is_the_same_bytes_and_no_text_can_end_a_part():
    bytes_of_it = message_bytes(a_mail())
    assert message_bytes(a_mail()) == bytes_of_it
    boundary = read(a_mail()).get_boundary()
    hostile = read(a_mail(body=paragraphs(f"--{boundary}--", f"--{boundary}", "Bcc: semua@kantor.id")))
    assert len(list(hostile.iter_parts())) == 2
    assert f"--{boundary}--" in text_of(hostile)


def test_a_long_key_stays_in_one_piece_so_that_it_can_be_found():
    key = "KEL-2026-0042/pengingat/" + "4.1.lewat.2026-11-12T16.30+08.00/" * 6 + "akhir"
    assert f"X-Tanggap-Kunci: {key}\r\n".encode() in message_bytes(a_mail(key=key))


@pytest.mark.parametrize("key", ["", " x", "x ", "x\r\nBcc: y@z.id", "kunci é", "k" * 901])
def test_a_key_that_cannot_stand_in_a_header_is_our_own_fault(key):
    with pytest.raises(ValueError, match="key"):
        message_bytes(a_mail(key=key))


@pytest.mark.parametrize("to", ["", "a@b.id, c@d.id", "a@b.id\r\nBcc: c@d.id", "Siti <siti@b.id>"])
def test_a_mail_goes_to_exactly_one_address(to):
    with pytest.raises(WrongAddress):
        message_bytes(a_mail(to=to))
    if to:
        with pytest.raises(WrongAddress):
            message_bytes(a_mail(reply_to=to))


#: What the grammar of headers, and those who read it loosely, make something of.
PIECES = st.sampled_from(
    [
        *(
            "=?",
            "?=",
            "=?utf-8?q?",
            "=?utf-8?b?",
            "=40",
            "=2C",
            "=2c_",
            "YUBiLmlk",
            "%",
            "!",
            "|",
            ",",
            ";",
            ":",
            "<",
            ">",
        ),
        *(
            '"',
            "(",
            ")",
            "[",
            "]",
            "\\",
            "@",
            ".",
            "-",
            "_",
            "+",
            "'",
            "=",
            "?",
            "#",
            "~",
            "&",
            " ",
            "\t",
            "\r\n",
            "\x00",
        ),
        *("а", "＠", "。", "\u200b", "xn--", "xn--bcher-kva", "b.id", "a", "Z", "9", "x" * 40, "y.example"),
    ]
)
ADDRESSES = (
    st.lists(PIECES, max_size=8).map("".join)
    | st.tuples(st.lists(PIECES, max_size=6).map("".join), st.sampled_from(["b.id", "xn--bcher-kva.id"])).map(
        "@".join
    )
    | st.tuples(st.text(max_size=20), st.just("b.id")).map("@".join)
    | st.emails()
)


@settings(max_examples=200)
@given(ADDRESSES)
def test_whatever_is_taken_for_an_address_is_the_one_address_of_the_message_to_every_reader(text):
    address = EmailAddress.found_in(text)
    if address is None:
        return
    content = message_bytes(a_mail(to=text, reply_to=text))
    modern = message_from_bytes(content, policy=default)
    for header in ("To", "Reply-To"):
        assert [one.addr_spec for one in modern[header].addresses] == [str(address)]
        assert f"\r\n{header}: {address}\r\n".encode() in content
    assert reached(content) == {address.folded}
    assert address.folded.isascii()


@pytest.mark.parametrize(
    "header",
    [
        b"To: =?utf-8?q?a=40b.example=2C?=@c.example",
        b"To: siti@x.example, budi@x.example",
        b"To: siti@x.example\r\nTo: budi@x.example",
        b"To: siti@x.example\r\nBcc: budi@x.example",
        b"To: siti@x.example\r\nCC: budi@x.example",
        b"To: siti@x.example\r\nFrom: kepala@x.example",
        b"To: siti@x.example\r\nreply-to: kepala@x.example",
        b"To: siti@x.example\r\nResent-To: kepala@x.example",
        b"To: siti@x.example =?utf-8?q?=2Cbudi=40x.example?=",
        b"To: =?utf-8?q?budi=40x.example=2C?= <siti@x.example>",
        b"To: lain@x.example",
        b"To:",
        b"Subject: tanpa tujuan",
    ],
)
def test_a_message_that_some_reader_would_deliver_otherwise_is_refused(header):
    with pytest.raises(WrongAddress):
        check_addresses(header + b"\r\n\r\nisi\r\n", {"To": "siti@x.example"})
    check_addresses(b"To: siti@x.example\r\nSubject: a@b.id, c@d.id\r\n\r\nBcc: x@y.id\r\n", {"To": "siti@x.example"})


def test_an_answer_names_what_it_answers_and_a_broken_id_is_left_out():
    message = read(a_mail(in_reply_to="<abc@mail.example>", reply_to="layanan@kantor.example"))
    assert message["In-Reply-To"] == message["References"] == "<abc@mail.example>"
    assert message["Reply-To"] == "layanan@kantor.example"
    assert read(a_mail(in_reply_to="<a>\r\nBcc: c@d.id"))["In-Reply-To"] is None


def test_an_attachment_keeps_its_bytes_and_gets_a_harmless_name():
    letter = Attachment("../KEL-2026-0042 Surat/Balasan\r\n.pdf", b"%PDF-1.7\r\n\x00\xff")
    [part] = list(read(a_mail(attachments=(letter,))).iter_attachments())
    assert part.get_filename() == ".._KEL-2026-0042 Surat_Balasan .pdf"
    assert part.get_content_type() == "application/pdf"
    assert part.get_content() == letter.content


hostile = st.text(max_size=80) | st.sampled_from(
    [
        "x\r\nBcc: semua@kantor.id",
        "\u202egnirts",
        "{{ 7*7 }}",
        "=HYPERLINK(1)",
        "\ud800",
        "0042",
        "\x00\x1b[31m",
        "😀" * 300,
    ]
)


@settings(max_examples=40)
@given(hostile, hostile)
def test_no_text_becomes_a_header_or_is_lost(subject, text):
    message = read(a_mail(subject=subject, body=paragraphs(text)))
    assert sorted(message.keys()) == sorted(
        [
            "X-Tanggap-Kunci",
            "To",
            "Subject",
            "Auto-Submitted",
            "Content-Type",
            "MIME-Version",
        ]
    )
    assert len(one_line(subject)) <= 200
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    wanted = [character for character in text if character.isalnum()]
    assert [character for character in text_of(message) if character.isalnum()] == wanted


@settings(max_examples=50)
@given(st.text(max_size=120), st.integers(2, 80))
def test_one_line_is_one_line_and_not_longer_than_asked(text, longest):
    line = one_line(text, longest)
    assert len(line) <= longest
    assert line.splitlines() in ([], [line])
    assert line == line.strip()
