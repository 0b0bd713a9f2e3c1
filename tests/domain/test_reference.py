"""The signed reference: whoever knows a complaint's number does not know it."""

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import References, references_in, signed_reference

SECRET = b"rahasia-untuk-uji-saja"
NUMBER = ComplaintNumber(2026, 42)
PRINTED = signed_reference(NUMBER, SECRET)


def test_a_reference_is_the_number_and_a_short_seal():
    number, _, seal = PRINTED.rpartition("-")
    assert number == "KEL-2026-0042"
    assert len(seal) == 8


@pytest.mark.parametrize(
    "text",
    [
        PRINTED,
        PRINTED.lower(),
        f"> Kode rujukan: {PRINTED}\r\n> Hormat kami",
        f"Re: [KEL-2026-0042] kode {PRINTED}.",
        f"({PRINTED})",
        PRINTED.rpartition("-")[0] + "-" + PRINTED.rpartition("-")[2].replace("O", "0").replace("I", "1"),
    ],
)
def test_a_reference_is_found_wherever_it_is_quoted(text):
    assert references_in(text, SECRET) == References(frozenset({NUMBER}))


@pytest.mark.parametrize(
    "text", ["", "KEL-2026-0042", "KEL-2026-0042-", "KEL-2026-0042-ABC", f"1{PRINTED}", f"{PRINTED}A"]
)
def test_a_number_alone_is_no_reference(text):
    assert references_in(text, SECRET) == References()


def test_a_corrected_address_has_a_reference_of_its_own_and_the_others_are_forged() -> None:
    corrected = signed_reference(NUMBER, SECRET, "3f2a9c01b4de")
    assert corrected != PRINTED
    assert references_in(corrected, SECRET, lambda _: "3f2a9c01b4de") == References(frozenset({NUMBER}))
    assert references_in(PRINTED, SECRET, lambda _: "3f2a9c01b4de") == References(forged=True)
    assert references_in(corrected, SECRET) == References(forged=True)


def test_a_reference_of_another_secret_or_another_number_is_forged():
    other = signed_reference(NUMBER, b"rahasia-kantor-lain")
    moved = "KEL-2026-0043-" + PRINTED.rpartition("-")[2]
    for text in (other, moved):
        assert references_in(text, SECRET) == References(forged=True)


def test_several_references_are_all_told():
    second = signed_reference(ComplaintNumber(2026, 7), SECRET)
    found = references_in(f"{PRINTED} {second} KEL-2026-0001-AAAAAAAA", SECRET)
    assert found == References(frozenset({NUMBER, ComplaintNumber(2026, 7)}), forged=True)


def test_a_reference_is_no_seal_of_a_document():
    """The same secret seals both; a code read off a page must not open a case by mail."""
    from automation.domain.codes import DocumentCode
    from automation.domain.documents import DocumentKind

    seal = DocumentCode(NUMBER, DocumentKind.SURAT_BALASAN).signed(SECRET).rpartition("/")[2]
    assert references_in(f"{NUMBER}-{seal[:8]}", SECRET) == References(forged=True)


def test_a_secret_too_short_makes_none():
    with pytest.raises(ValueError, match="shorter"):
        signed_reference(NUMBER, b"pendek")
