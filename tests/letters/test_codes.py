"""Document codes: what we seal we read back, and nothing else passes for ours."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.codes import DocumentCode, ForeignCode, ForgedCode, read_code
from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber

SECRET = b"a secret of the tests, 32 bytes!"
CODE = DocumentCode(ComplaintNumber(2026, 42), DocumentKind.SURAT_BALASAN, 2)

codes = st.builds(
    DocumentCode,
    st.builds(ComplaintNumber, st.integers(2000, 2999), st.integers(1, 999_999)),
    st.sampled_from(DocumentKind),
    st.integers(1, 999),
)


def test_a_code_says_case_kind_and_sequence_in_plain_sight():
    assert CODE.signed(SECRET).startswith("TG1/KEL-2026-0042/SB.2/")


@given(codes)
def test_what_was_sealed_is_read_back(code):
    assert read_code(code.signed(SECRET), SECRET) == code


@given(codes, st.data())
def test_a_code_changed_anywhere_is_not_ours(code, data):
    text = code.signed(SECRET)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("ABC0129-/. $"))
    changed = text[:place] + other + text[place + 1 :]
    if changed != text:
        assert isinstance(read_code(changed, SECRET), ForgedCode | ForeignCode)


def test_another_office_s_seal_is_forged_here():
    assert read_code(CODE.signed(b"another office's own secret 1234"), SECRET) == ForgedCode(
        CODE.signed(b"another office's own secret 1234")
    )


@pytest.mark.parametrize("text", ["", "https://tte.example/verify?id=TG1/KEL", "8991234567890", "tg1/kel-2026-0042"])
def test_codes_of_others_are_foreign(text):
    assert read_code(text, SECRET) == ForeignCode(text)


@given(st.text(max_size=60))
def test_any_text_is_judged_without_failing(text):
    assert isinstance(read_code("TG1/" + text, SECRET), ForgedCode)


@given(codes)
def test_a_code_fits_version_3_at_level_q(code):
    symbol = segno.make_qr(code.signed(SECRET), error="q", boost_error=False)
    assert (symbol.version, symbol.mode) == (3, "alphanumeric")


def test_a_secret_too_short_to_be_one_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        CODE.signed(b"short")


def test_no_two_kinds_share_a_mark_or_a_title():
    assert (
        len({kind.mark for kind in DocumentKind}) == len({kind.title for kind in DocumentKind}) == len(DocumentKind)
    )
