"""The satisfaction survey as the jobs see it: where it is answered, when its form is asked, which answers are new."""

from __future__ import annotations

from collections.abc import Container, Iterable

from automation.domain.case import Event
from automation.domain.happenings import SurveyAnswered
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.survey import SurveyAnswer, SurveyForm
from automation.domain.vocabulary import Outcome
from automation.intake.survey import survey_answer_of
from automation.jobs.job_context import JobContext
from automation.jobs.snapshot import Snapshot
from automation.register.other_texts import question_id

#: The public's form, and the one into which officers copy what came on paper.
FORM, PAPER_FORM = FORMS = ("survey", "survey_paper")


def form_of(memory: Memory, secret: bytes) -> SurveyForm | None:
    """Return the survey form; None where setup has not made it yet."""
    address = memory.places.get(Place.address(FORM), "")
    return SurveyForm(address, f"entry.{int(question_id('survey_code'), 16)}", secret) if address else None


def awaited(memory: Memory) -> tuple[str, ...]:
    """Return the forms that anybody can have answered: none before a complaint was settled."""
    there = tuple(form for form in FORMS if Place.form(form) in memory.places)
    return there if any(case.outcome is Outcome.SETTLED for case in memory.cases.values()) else ()


def fresh(snapshot: Snapshot, memory: Memory) -> tuple[SurveyAnswer, ...]:
    """Return the answers that are not kept yet."""
    kept = {answer.response for answer in memory.survey}
    return tuple(answer for answer in snapshot.arrivals.survey_answers if answer.response not in kept)


def events(answers: Iterable[SurveyAnswer], cases: Container[ComplaintNumber]) -> list[Event]:
    """Return what new answers add to Riwayat; nothing of strangers', however many they send, nor of wrong numbers."""
    return [
        Event(one.number, SurveyAnswered())
        for one in answers
        if one.number is not None and (one.number in cases or not one.on_paper)
    ]


def all_answers(job: JobContext, memory: Memory) -> tuple[SurveyAnswer, ...]:
    """Ask the forms for everything they ever took; nothing where there are none."""
    there = [(form, id) for form in FORMS if (id := memory.places.get(Place.form(form)))]
    return tuple(
        survey_answer_of(answer, job.code_secret, on_paper=form == PAPER_FORM)
        for form, id in there
        for answer in job.forms.answers(id, None)
    )
