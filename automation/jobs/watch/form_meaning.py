"""Whether a form that people edited still says what the job reads in its answers."""

from __future__ import annotations

from collections.abc import Iterator

from automation.domain.layout import FormText, FoundForm, Question
from automation.jobs.watch import wording
from automation.jobs.watch.finding import Finding

#: Choices that decide something; of others the words are kept as they are.
_MEANT = frozenset({"channel"})


def meaning(name: str, text: FormText, found: FoundForm) -> Iterator[Finding]:
    """Compare a form with what setup made it ask.

    A question that was made anew under its own words is known by them; of one that people added its words are kept.
    """
    places = {one.key: id for one in text.questions if (id := _place(one, found))}
    lost = [one.title for one in text.questions if one.required and one.key not in places]
    yield Finding(well=not lost, what=wording.form_complete(name), advice=wording.questions_deleted(", ".join(lost)))
    faults = [fault for one in text.questions if one.key in places for fault in _faults(one, places[one.key], found)]
    silent = [one.title for one in text.questions if not one.required and one.key not in places]
    added = [title for id, title in found.questions.items() if id not in places.values()]
    remarks = [wording.questions_gone(silent)] * bool(silent) + [wording.questions_added(added)] * bool(added)
    yield Finding(
        well=not faults, what=wording.form_understood(name), advice=" ".join(faults), remark=" ".join(remarks)
    )


def _place(question: Question, found: FoundForm) -> str:
    """Return the id under which a form asks one of our questions; "" where it does not."""
    if question.id in found.questions:
        return question.id
    return next((id for id, title in found.questions.items() if question.is_called(title)), "")


def _faults(question: Question, id: str, found: FoundForm) -> Iterator[str]:
    if question.key in _MEANT:
        known = {_folded(choice) for choice in question.choices}
        unknown = [choice for choice in found.choices.get(id, ()) if _folded(choice) not in known]
        if unknown or id not in found.choices:
            yield wording.choices_unknown(question=question.title, unknown=unknown, known=question.choices)
    if question.kind == "datetime" and id not in found.dated:
        yield wording.no_date_question(question.title)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
