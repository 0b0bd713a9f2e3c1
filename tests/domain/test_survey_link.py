import pytest

from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import signed_reference
from automation.domain.survey import SurveyForm, number_in_code

SECRET = b"rahasia-untuk-uji-saja"
ONE, OTHER = ComplaintNumber(2026, 42), ComplaintNumber(2026, 43)


def test_a_link_fills_in_a_code_that_names_the_complaint_and_shows_nobody_the_secret():
    form = SurveyForm("https://docs.google.com/forms/d/e/1Fa/viewform", "entry.77", SECRET)
    address, _, code = form.link_for(ONE).rpartition("=")
    assert address == "https://docs.google.com/forms/d/e/1Fa/viewform?usp=pp_url&entry.77"
    assert number_in_code(code, SECRET) == ONE
    assert "rahasia" not in repr(form)


def test_a_code_is_known_in_small_letters_and_with_words_around_it():
    assert number_in_code(f"kode saya {signed_reference(ONE, SECRET).lower()} ", SECRET) == ONE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KEL-2026-0042",
        "KEL-2026-0042-AAAAAAAA",
        signed_reference(ONE, SECRET).replace("0042", "0043"),
        signed_reference(ONE, b"rahasia-kantor-lainnya"),
        f"{signed_reference(ONE, SECRET)} {signed_reference(OTHER, SECRET)}",
    ],
)
def test_what_is_no_single_code_of_ours_names_nothing(text):
    assert number_in_code(text, SECRET) is None
