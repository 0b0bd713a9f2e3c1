"""The story itself: it leaves no way of the SOP out, and holds together before it is ever played."""

from datetime import date, datetime, timedelta

from automation.domain.holidays_tab import HolidayKind
from automation.domain.national_holidays import default_holidays
from automation.domain.vocabulary import Channel, Classification, Outcome
from automation.register.schema import tabs
from automation.register.wording import SERVICES
from demo import office
from demo.cases import Branch
from demo.checks import branches_of
from demo.people import STAFF
from demo.script import YEAR, Script, moment
from demo.shortest import shortest
from demo.stage import Stage
from demo.story import whole_story


class Noting(Stage):
    """Notes what people type, and does nothing."""

    def __init__(self, script: Script) -> None:
        self.typed: list[dict[str, str]] = []
        self.answered: list[tuple[str, dict[str, str]]] = []
        self.numbers = {case.subject: f"KEL-2026-{place:04d}" for place, case in enumerate(script.cases, start=1)}
        self.noted = []

    def fill(self, who, case, cells):
        self.typed.append(dict(cells))

    def answer_form(self, form, answers):
        self.answered.append((form, dict(answers)))


#: The scenes in which people type.
TYPING = (
    *("Casework.fills", "Casework.by_", "Casework.reopened", "Casework.answered_with"),
    *("_duplicate", "_related", "_named"),
)


def played(script: Script) -> Noting:
    """Play what people type into cells and forms, scene by scene."""
    stage = Noting(script)
    for _, scenes in script.in_order():
        for scene in scenes:
            if scene.act.__qualname__.startswith(TYPING):
                scene.act(stage)
    return stage


def test_every_branch_of_the_sop_has_a_complaint_in_the_demo() -> None:
    assert branches_of(whole_story()) == frozenset(Branch)


def test_every_channel_and_every_ending_has_a_complaint_in_the_demo() -> None:
    cases = whole_story().cases
    assert {case.channel for case in cases} == set(Channel) - {Channel.UNKNOWN}
    assert {case.outcome for case in cases} == set(Outcome)
    assert len(cases) >= 12


def test_no_two_complaints_share_a_subject() -> None:
    subjects = [case.subject for case in whole_story().cases]
    assert len(set(subjects)) == len(subjects)


def test_people_fill_every_column_of_the_register_that_is_theirs() -> None:
    typed = {key for cells in played(whole_story()).typed for key in cells}
    theirs = {column.key for column in tabs()["register"].columns if column.owner != "job"}
    assert typed == theirs


def test_choices_that_people_type_are_those_of_the_drop_downs() -> None:
    register = tabs()["register"]
    for cells in played(whole_story()).typed:
        for key, text in cells.items():
            choices = SERVICES if key == "service" else register.column(key).choices
            assert not choices or text in choices, (key, text)


def test_every_classification_is_used() -> None:
    used = {cells["classification"] for cells in played(whole_story()).typed if "classification" in cells}
    assert used == {one.value for one in Classification}


def test_forms_are_answered_with_questions_that_they_ask() -> None:
    for form, answers in played(whole_story()).answered:
        assert set(answers) <= set(office.titles(form).values())


def test_the_story_runs_over_a_national_holiday_a_collective_leave_and_weekends() -> None:
    moments = [scene.at for scene in whole_story().scenes]
    rows = default_holidays([YEAR])
    first, last = min(moments).date(), max(moments).date()
    within = {row.kind for row in rows if isinstance(row.first, date) and first < row.first < last}
    assert {HolidayKind.NATIONAL.value, HolidayKind.COLLECTIVE_LEAVE.value} <= within
    assert max(moments) - min(moments) > timedelta(weeks=3)


def test_no_two_letters_bear_the_same_number() -> None:
    story = whole_story()
    numbers = [cells["letter_number"] for cells in played(story).typed if "letter_number" in cells]
    settled = [case for case in story.cases if case.outcome is Outcome.SETTLED]
    assert (
        len(set(numbers))
        == len(numbers)
        == sum(1 + case.replaced + case.reopened - case.joint - case.electronic for case in settled)
    )


def test_the_shortest_journey_is_part_of_the_whole_story() -> None:
    assert shortest().cases[0].subject in {case.subject for case in whole_story().cases}


def test_scenes_of_one_minute_stay_in_the_order_they_were_written() -> None:
    script = Script()
    for word in ("satu", "dua"):
        script.at("30/11 08.05", word, lambda stage: None)
    script.at("30/11 08.04", "nol", lambda stage: None)
    assert [[scene.what for scene in scenes] for _, scenes in script.in_order()] == [["nol"], ["satu", "dua"]]


def test_a_moment_is_read_in_office_time() -> None:
    assert moment("30/11 08.05") == datetime.fromisoformat("2026-11-30T08:05+08:00")


def test_everybody_who_works_in_the_sample_office_can_be_chosen_in_the_workspace(tmp_path) -> None:
    office.write_settings(tmp_path, "http://127.0.0.1:8085")
    (tmp_path / office.WORKSPACE).mkdir()
    (tmp_path / office.WORKSPACE / office.KEY).write_text("{}")
    settings = office.read_settings(tmp_path)
    named = {settings.office.head.email, *(one.email for one in settings.office.service_officers)}
    named |= {group.lead.email for group in settings.disposition.groups}
    assert named <= {who.email for who in STAFF}
