"""The satisfaction survey as the jobs see it: where it is answered, when its form is asked, which answers are new."""

from __future__ import annotations

from collections.abc import Iterable

from automation.domain.case import Event
from automation.domain.happenings import SurveyAnswered
from automation.domain.memory import Memory
from automation.domain.places import Place
from automation.domain.survey import SurveyAnswer, SurveyForm
from automation.domain.vocabulary import Outcome
from automation.intake.survey import survey_answer_of
from automation.jobs.job_context import JobContext
from automation.jobs.snapshot import Snapshot
from automation.register.other_texts import question_id

FORM = "survey"


def form_of(memory: Memory, secret: bytes) -> SurveyForm | None:
    """Return the survey form; None where setup has not made it yet."""
    address = memory.places.get(Place.address(FORM), "")
    return SurveyForm(address, f"entry.{int(question_id('survey_code'), 16)}", secret) if address else None


def is_awaited(memory: Memory) -> bool:
    """Return whether anybody can have answered: there is a form, and a complaint that was settled."""
    if Place.form(FORM) not in memory.places:
        return False
    return any(case.outcome is Outcome.SETTLED for case in memory.cases.values())


def fresh(snapshot: Snapshot, memory: Memory) -> tuple[SurveyAnswer, ...]:
    """Return the answers that are not kept yet."""
    kept = {answer.response for answer in memory.survey}
    return tuple(answer for answer in snapshot.arrivals.survey_answers if answer.response not in kept)


def events(answers: Iterable[SurveyAnswer]) -> list[Event]:
    """Return what new answers add to Riwayat; strangers' answers stand in Survei alone, however many they send."""
    return [Event(answer.number, SurveyAnswered()) for answer in answers if answer.number is not None]


def all_answers(job: JobContext, memory: Memory) -> tuple[SurveyAnswer, ...]:
    """Ask the form for everything it ever took; nothing where there is no form."""
    form = memory.places.get(Place.form(FORM))
    if form is None:
        return ()
    return tuple(survey_answer_of(answer, job.code_secret) for answer in job.forms.answers(form, None))
