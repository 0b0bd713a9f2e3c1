"""Mail headers read and changed without touching the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from local_workspace.gmail.headers import BadAddress, Headers, printed_address


def addresses(value):
    return Headers((("To", f" {value}"),), b"").addresses("To")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("siti@x.example", [("", "siti@x.example")]),
        ('"Aminah, Siti \\"Ami\\"" <siti@x.example>', [('Aminah, Siti "Ami"', "siti@x.example")]),
        ("A <a@x.example>, b@x.example", [("A", "a@x.example"), ("", "b@x.example")]),
        ("=?utf-8?q?Bu_S=C3=ADti?= <siti@x.example>", [("Bu Síti", "siti@x.example")]),
        ("undisclosed-recipients:;", []),
        ("", []),
        ("a@x.example (kantor)", [("", "a@x.example")]),
    ],
)
def test_address_lists_are_read(value, expected):
    assert addresses(value) == expected


@pytest.mark.parametrize(
    "value", ["siti", '"a <a@x.example>', "a@x.example b@x.example", "<a@x.example", "a@x.example>", "a@@x.example"]
)
def test_what_is_no_address_list_is_refused(value):
    with pytest.raises(BadAddress, match="To"):
        addresses(value)


@given(some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30))
def test_a_display_name_never_becomes_an_address(name):
    assert [address for _, address in addresses(printed_address(name, "siti@x.example"))] == ["siti@x.example"]


@given(some.binary(max_size=200))
def test_changing_a_header_keeps_the_body(content):
    mail = b"To: a@x.example\r\nX-One: 1\r\n  2\r\n\r\n" + content
    changed = Headers.read(mail).with_first("Subject", "s").without("X-One").bytes()
    assert changed == b"To: a@x.example\r\nSubject: s\r\n\r\n" + content


@given(some.binary(max_size=200))
def test_any_bytes_can_be_read(content):
    Headers.read(content).bytes()
