"""The world as a case is derived from it, while what is asked of it is noted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from automation.domain.asked import AskedMapping, AskedResults, AskedSet, AskedValue, Questions
from automation.domain.case import Case
from automation.domain.groups import Person
from automation.domain.lasting import Lasting, Term
from automation.domain.memory import Memory
from automation.domain.notices import NoticeKey
from automation.domain.numbers import ComplaintNumber
from automation.domain.results import Results
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling.notices import DeliveredNotices, Invited, Notice
from automation.jobs.tick.open_cases import Kept
from automation.jobs.tick.other_cases import OtherCases
from automation.register.lines import Line

D = TypeVar("D")
K = TypeVar("K")
V = TypeVar("V")

#: What a decision rests on of which questions are noted, by the names of its attributes.
OF_GROUND = (
    *("documents", "decisions", "mail_warnings", "setbacks", "document_names"),
    *("delivered", "edits", "departures", "claims"),
)
_OF_MEMORY = ("cases", "results", "notes", "alike", "places")


def parts_of(snapshot: Snapshot, memory: Memory) -> Mapping[str, object]:
    """Return the sources within what was gathered and what is remembered."""
    arrivals = snapshot.arrivals
    return {
        "workbook": snapshot.workbook,
        "arrivals": arrivals,
        "drafts": arrivals.drafts,
        "drafts_gone": arrivals.drafts_gone,
        "rivals": arrivals.rivals,
        "memory.setbacks": memory.setbacks,
        **{name: getattr(memory, name) for name in _OF_MEMORY},
    }


def moved(others: OtherCases) -> Mapping[str, object]:
    """Return the sources that cases change for those after them."""
    return {"outcomes": others.outcomes, "numbers": others.numbers, "firsts": others.firsts}


class Asking:
    """Notes what is asked while one case is derived."""

    def __init__(self, now: datetime) -> None:
        self._now, self._questions, self._term = now, Questions(), Term()

    def kept(self, row: tuple[Case, Line | None], derived: D) -> Kept[D]:
        """Return what was derived, with all that was asked for it."""
        return Kept(row=row, derived=derived, questions=self._questions, since=self._now, term=self._term)

    def mapping(self, name: str, of: Mapping[K, V]) -> Mapping[K, V]:
        """Return a mapping that notes what is looked up in it."""
        return AskedMapping(of, name, self._questions)

    def collection(self, name: str, of: Collection[K]) -> Any:
        """Return a set that notes what is looked for in it."""
        return AskedSet(of, name, self._questions)

    def delivered(self, of: DeliveredNotices) -> DeliveredNotices:
        """Return the notices delivered, noting which of them are asked for."""
        return _AskedNotices(of, self._questions)

    def others(self, of: OtherCases) -> OtherCases:
        """Return the other cases, noting which of them are asked for."""
        return OtherCases(
            outcomes=self.mapping("outcomes", of.outcomes),
            numbers=self.mapping("numbers", of.numbers),
            firsts=self.mapping("firsts", of.firsts),
        )

    def snapshot(self, of: Snapshot) -> Any:
        """Return what was gathered, at a moment that notes what is compared with it."""
        arrivals = of.arrivals
        parts = {
            "drafts": self.mapping("drafts", arrivals.drafts),
            "drafts_gone": self.collection("drafts_gone", arrivals.drafts_gone),
            "rivals": self.mapping("rivals", arrivals.rivals),
        }
        whole = {
            "now": Lasting.of(self._now, self._term),
            "workbook": AskedValue(of.workbook, "workbook", self._questions, {}),
            "arrivals": AskedValue(arrivals, "arrivals", self._questions, parts),
        }
        return AskedValue(of, "snapshot", self._questions, whole)

    def memory(self, of: Memory) -> Any:
        """Return what the ledger remembers."""
        parts: dict[str, object] = {name: self.mapping(name, getattr(of, name)) for name in _OF_MEMORY}
        parts["setbacks"] = self.mapping("memory.setbacks", of.setbacks)
        if isinstance(of.results, Results):
            parts["results"] = AskedResults(of.results, "results", self._questions)
        return AskedValue(of, "memory", self._questions, parts)


class _AskedNotices(DeliveredNotices):
    def __init__(self, of: DeliveredNotices, questions: Questions) -> None:
        self._of, self._questions = of, questions

    def has(self, key: NoticeKey) -> bool:
        return self._questions.note("delivered", "call", ("has", key), self._of.has(key))

    def has_all_of(self, notice: Notice) -> bool:
        return all(map(self.has, notice.keys))

    def carries(self, key: NoticeKey) -> bool:
        return self._questions.note("delivered", "call", ("carries", key), self._of.carries(key))

    def knows(self, person: Person, number: ComplaintNumber) -> bool:
        answer = self._of.knows(person, number)
        return self._questions.note("delivered", "call", ("knows", person, number), answer)

    def meetings(self, number: ComplaintNumber) -> Mapping[tuple[str, str], Invited]:
        return self._questions.note("delivered", "call", ("meetings", number), self._of.meetings(number))
