from datetime import UTC, datetime

import pytest

from automation.domain.reference import signed_reference
from automation.domain.survey import ELEMENTS, PROFILE, UNKNOWN_CHOICE
from automation.intake.survey import LONGEST_REFERENCE, survey_answer_of
from automation.ports import FormAnswer
from automation.register.other_texts import form_text
from automation.register.schema import answers_tab, tabs
from tests.builders import a_number

SECRET = b"rahasia-untuk-uji-saja"
AT = datetime(2026, 11, 9, 1, tzinfo=UTC)
FORM = form_text("survey", "Balai", "balai@office.example")


def read(**answers: str):
    given = {
        "survey_code": signed_reference(a_number(), SECRET),
        **{f"u{n}": "3. Baik" for n in range(1, 10)},
        **answers,
    }
    return survey_answer_of(FormAnswer("s1", AT, {key: (text,) for key, text in given.items() if text}), SECRET)


def test_each_choice_of_the_shipped_form_is_read_as_its_place():
    asked = {question.key: question for question in FORM.questions}
    for element in range(1, len(ELEMENTS) + 1):
        question = asked[f"u{element}"]
        assert question.required
        for mark, choice in enumerate(question.choices, 1):
            assert read(**{question.key: choice}).marks[element - 1] == mark


def test_the_tab_names_the_elements_as_the_index_does():
    assert [answers_tab().column(f"u{n}").heading for n in range(1, 10)] == list(ELEMENTS)
    assert [tabs()["satisfaction"].column(f"u{n}").heading for n in range(1, 10)] == list(ELEMENTS)


@pytest.mark.parametrize(
    ("choice", "mark"), [("4 – luar biasa", 4), ("Baik", None), ("5. Lebih", None), ("12", None)]
)
def test_a_reworded_choice_counts_by_its_digit_and_another_not_at_all(choice, mark):
    assert read(u1=choice).marks[0] == mark


def test_an_element_left_out_leaves_the_answer_incomplete():
    assert read(u9="").complete_marks is None
    assert read().complete_marks == (3,) * 9


def test_the_publics_texts_stay_text_and_a_made_up_code_names_nothing():
    answer = read(survey_code="=HYPERLINK(" * 40, suggestion=" =1+1\0 ")
    assert answer.number is None
    assert len(answer.reference) == LONGEST_REFERENCE
    assert answer.suggestion == "=1+1\ufffd"
    assert read().number == a_number()


def test_the_sheet_of_paper_asks_what_the_survey_asks_and_the_profile_says_what_it_is_for():
    online = {one.key: one for one in FORM.questions}
    paper = {one.key: one for one in form_text("survey_paper", "Balai", "balai@office.example").questions}
    assert online.keys() - paper.keys() == {"survey_code"}
    assert paper.keys() - online.keys() == {"survey_number"}
    assert all(paper[key] == online[key] for key in paper.keys() & online.keys())
    for question in PROFILE:
        asked = online[question.key]
        assert (asked.title, asked.choices, asked.required) == (question.name, question.choices, False)
        assert "profil penjawab" in asked.help
        assert "Boleh dikosongkan" in asked.help


def test_of_the_profile_only_what_the_office_offers_is_kept():
    told = read(sex=" perempuan ", age="7 tahun", education="", occupation="=HYPERLINK(1)").profile
    assert told == ("Perempuan", UNKNOWN_CHOICE, "", UNKNOWN_CHOICE)
