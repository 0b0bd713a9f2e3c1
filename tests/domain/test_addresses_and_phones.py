"""E-mail addresses and telephone numbers, as the public types them."""

from email.message import EmailMessage
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.address import EmailAddress, WrongAddress
from automation.domain.phone import PhoneNumber, WrongPhone


@pytest.mark.parametrize(
    "text",
    [
        "budi@perusahaan.co.id",
        " Budi.S+x@Perusahaan.CO.ID ",
        "o'neil@a-b.example",
        "bounce+siti=kayu.id@x.example",
        "budi_s-2@123.example",
        "budi@xn--bcher-kva.example",
        "budi@xn--strae-oqa.example",
        "budi@contoh.xn--p1ai",
    ],
)
def test_one_address_is_read(text):
    assert str(EmailAddress.parse(text)).casefold() == text.strip().casefold()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "budi",
        "budi@",
        "@perusahaan.id",
        "budi@perusahaan",
        "budi@perusahaan.id, siti@perusahaan.id",
        "budi@perusahaan.id;siti@perusahaan.id",
        "budi@perusahaan.id siti@perusahaan.id",
        "budi@perusahaan.id\r\nBcc: semua@perusahaan.id",
        "budi@perusahaan.id\n",
        "budi\x00@perusahaan.id",
        "Budi <budi@perusahaan.id>",
        '"budi,siti"@perusahaan.id',
        "budi@@perusahaan.id",
        ".budi@perusahaan.id",
        "budi..s@perusahaan.id",
        "budi@-perusahaan.id",
        "budi@perusahaan.id.",
        "budi@127.0.0.1",
        "bu di@perusahaan.id",
        "budi@perusahaan.id\u200b",
        "=?utf-8?q?a=40b.example=2C?=@perusahaan.id",
        "=?utf-8?b?YUBiLmlk?=@perusahaan.id",
        "=?us-ascii?q?budi?=@perusahaan.id",
        "a?=@perusahaan.id",
        "budi%lain.id@perusahaan.id",
        "lain.id!budi@perusahaan.id",
        "|program@perusahaan.id",
        "`x`@perusahaan.id",
        "/dev/null@perusahaan.id",
        "-budi@perusahaan.id",
        "budi(kepala)@perusahaan.id",
        "budi@perusahaan.id(kepala)",
        '"budi"@perusahaan.id',
        "budi@[127.0.0.1]",
        "budi@[IPv6:::1]",
        "budi@perusahaаn.id",
        "bud\u0456@perusahaan.id",
        "ｂudi@perusahaan.id",
        "budi＠perusahaan.id",
        "budi@perusahaan。id",
        "budi@bücher.example",
        "budi@xn--perusahaan-.id",
        "budi@xn--.id",
        "budi@xn--\u0430.id",
        "budi@perusahaan.id..",
        "budi@.perusahaan.id",
        "<budi@perusahaan.id>",
        "budi@perusahaan.id\u2028Bcc: x@y.id",
        "@lain.id:budi@perusahaan.id",
        "x" * 65 + "@perusahaan.id",
        "budi@" + "a." * 130 + "id",
    ],
)
def test_what_is_not_one_address_is_refused(text):
    with pytest.raises(WrongAddress):
        EmailAddress.parse(text)
    assert EmailAddress.found_in(text) is None


@given(
    st.text(alphabet="ab@.,;<>\"' \r\n\t()[]\\:é-", max_size=30)
    | st.text(max_size=20).map("a@b.id".__add__)
    | st.emails()
)
def test_whatever_is_accepted_is_one_recipient_in_a_header(text):
    address = EmailAddress.found_in(text)
    if address is None:
        return
    message = EmailMessage()
    message["To"] = str(address)
    assert getaddresses([message["To"]]) == [("", str(address))]
    assert bytes(message).count(b"\n") <= 3


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("０８１２－３４５６－７８９０", "+6281234567890"),
        ("＋６２（８１２）３４５６ ７８９０", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+62 (0) 812 3456 7890", "+6281234567890"),
        ("WA: 0812.3456.7890", "+6281234567890"),
        ("0812 3456 7890 (WA)", "+6281234567890"),
        ("HP 0812-3456-7890", "+6281234567890"),
        ("No. HP/WA: 0812-3456-7890", "+6281234567890"),
        ("(0541) 732274", "+62541732274"),
        ("541732274", "+62541732274"),
        ("(0541) 732274 ext. 12", "+62541732274"),
        ("0541-732274, psw 105", "+62541732274"),
        ("+60 12-345 6789", "+60123456789"),
        ("0060123456789", "+60123456789"),
    ],
)
def test_a_number_is_read_however_it_is_written(text, printed):
    assert str(PhoneNumber.parse(text)) == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "0812",
        "0812-3456-7890 / 0813-1111-2222",
        "nol delapan",
        "08123456789012345",
        "0812\n3456789",
        "0012345",
        "0941-1",
    ],
)
def test_what_is_not_one_number_is_refused(text):
    with pytest.raises(WrongPhone):
        PhoneNumber.parse(text)


def test_a_chat_link_carries_its_text_safely():
    link = PhoneNumber.parse("0812-3456-7890").whatsapp_link("Yth. Siti & Budi,\nnomor KEL-2026-0042?")
    assert link == "https://wa.me/6281234567890?text=Yth.%20Siti%20%26%20Budi%2C%0Anomor%20KEL-2026-0042%3F"


def test_only_mobile_numbers_may_have_whatsapp():
    assert PhoneNumber.parse("0812-3456-7890").is_mobile
    assert PhoneNumber.parse("+60 12 345 6789").is_mobile
    assert not PhoneNumber.parse("(0541) 732274").is_mobile
    assert not PhoneNumber.parse("+44 20 7946 0958").is_mobile


@given(st.text(alphabet="0123456789+-() ./WAwa\n", max_size=25))
def test_whatever_is_accepted_is_a_number_that_can_be_dialled(text):
    number = PhoneNumber.found_in(text)
    assert number is None or (number.digits.isdecimal() and 9 <= len(number.digits) <= 15)
    assert number is None or PhoneNumber.parse(str(number)) == number
