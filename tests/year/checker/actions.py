"""The rows of Tindakan as one reads them: what was decided, done, checked and reviewed, and since when.

Each row belongs to a round of step 6, or to no complaint; what its cells say when the office's program looks, counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from tests.year.seen import ActionTyped, Value

from .cases import Case
from .clock import DAY, day_of

_KINDS = ("K", "P")
_OF_THE_CHECK = ("Hasil pemeriksaan", "Catatan pemeriksaan", "Diperiksa oleh")
_RESULTS = ("Efektif", "Tidak efektif")
_CHECKED_AFTER, _REVIEWED_WITHIN = 90 * DAY, 7 * DAY


@dataclass
class Action:
    """One row; `found` holds of each turn between reviews what its check found, and when that was seen.

    A review is by whom, since when, and since when it is none any more, for nobody had done it and the lead took it
    back.
    """

    case: Case | None = None
    round: int = 0
    listed: date | None = None
    cells: dict[str, Value] = field(default_factory=dict)
    reviews: list[tuple[str, date, date | None]] = field(default_factory=list)
    old: dict[str, str] = field(default_factory=dict)
    found: dict[int, tuple[str, date]] = field(default_factory=dict)
    followed: date | None = None

    def text(self, heading: str) -> str:
        return str(self.cells.get(heading, "")).strip()

    def day(self, heading: str) -> date | None:
        return day_of(self.cells[heading]) if self.text(heading) else None

    @property
    def done(self) -> date | None:
        """Since when it is done: as somebody wrote, or as step 7 called its round effective."""
        called = _effective(self.case).get(self.round) if self.case else None
        return self.day("Selesai pada") or (called.date() if called else None)

    def standing(self, until: date) -> list[date]:
        """Give since when the reviews are that stood at the end of a day."""
        return [since for _, since, gone in self.reviews if since <= until and (gone is None or gone > until)]

    def take_back(self, number: str, today: date) -> None:
        """Forget the review for a complaint, unless somebody has done it."""
        last = max(self.found, default=0)
        waiting = [one for one in self.reviews if one[2] is None][last:]
        gone = [one for one in waiting if one[0] == number]
        self.reviews = [(*one[:2], today) if one in gone else one for one in self.reviews]
        if gone and gone == waiting:
            self.old = {}

    def checked(self, today: date) -> str:
        """Give what its check found, where that counts: it was done, and somebody else puts a name to the check."""
        cells = {heading: self.text(heading) for heading in _OF_THE_CHECK}
        by, result = cells["Diperiksa oleh"], cells["Hasil pemeriksaan"]
        counts = by and by.casefold() != self.text("Penanggung jawab").casefold() and cells != self.old
        is_done = self.done is not None and self.done <= today
        return result if counts and is_done and result in _RESULTS else ""

    def over(self, until: date) -> bool:
        """Tell whether by the end of a day another round took its place, or its complaint ended without a reply."""
        if self.followed and self.followed <= until:
            return True
        return self.case is not None and _how_ended(self.case, until) not in ("", "Selesai")

    def awaited(self, until: date) -> tuple[str, date | None]:
        """Give what it waited for at the end of a day, and until when; "" for nothing."""
        reviews = self.standing(until)
        if any(turn >= len(reviews) and on <= until for turn, (_, on) in self.found.items()):
            return "", None
        if reviews:
            return "review", reviews[-1] + _REVIEWED_WITHIN
        if self.done and self.done <= until:
            return "check", self.day("Periksa lagi pada") or self.done + _CHECKED_AFTER
        return "work", self.day("Tenggat tindakan")


class Actions:
    """All rows, by the code of each; `recurred` holds what leads said of complaints that looked like others."""

    def __init__(self) -> None:
        self.rows: dict[str, Action] = {}
        self.suspected: dict[str, tuple[str, date]] = {}
        self.recurred: dict[str, tuple[str, date]] = {}

    def write(self, entry: ActionTyped) -> None:
        self.rows.setdefault(entry.action, Action()).cells[entry.heading] = entry.value

    def look(self, now: datetime, cases: Mapping[str, Case], suspected: Mapping[str, str]) -> None:
        """Bring all rows up to a moment; the complaints were brought there before."""
        today = now.date()
        for number, before in suspected.items():
            self.suspected[number] = before, today
        for case in cases.values():
            self._list(case)
            self._hear(case, today)
        self._review(cases, today)
        for action in self.rows.values():
            if action.listed is None and any(map(action.text, action.cells)):
                action.listed = today
            if not action.followed and (action.case is None or action.case.ended in ("", "Selesai")):
                self._check(action, today)

    def _list(self, case: Case) -> None:
        """List two for each time that step 6 decided; those of the round before are followed by them."""
        for round, decided in enumerate(_decided(case), 1):
            for kind in _KINDS:
                row = self.rows.setdefault(f"{case.number}/{kind}{round}", Action())
                row.case, row.round, row.listed = case, round, decided.date()
                if before := self.rows.get(f"{case.number}/{kind}{round - 1}"):
                    before.followed = decided.date()

    def _hear(self, case: Case, today: date) -> None:
        """Take in whether the lead calls a complaint that looks like another a recurrence."""
        said, known = case.one_of("Kambuh", "Ya", "Tidak"), self.recurred.get(case.number, ("", today))
        may_say = case.number in self.suspected and not case.ended and case.step >= 5
        if may_say and not said and case.number in self.recurred:
            del self.recurred[case.number]
            for row in self.rows.values():
                row.take_back(case.number, today)
        elif may_say and said != known[0]:
            self.recurred[case.number] = said, today

    def _review(self, cases: Mapping[str, Case], today: date) -> None:
        """Have the actions reviewed whose matter came back, those of the round that was called effective last."""
        for number, (said, _) in self.recurred.items():
            case = cases[self.suspected[number][0]]
            if said == "Tidak":
                for row in self.rows.values():
                    if row.case is case:
                        row.take_back(number, today)
            rounds = _effective(case)
            if said != "Ya" or not rounds or case.ended not in ("", "Selesai"):
                continue
            theirs = [row for row in self.rows.values() if row.case is case]
            if any(because == number and not gone for row in theirs for because, _, gone in row.reviews):
                continue
            for row in theirs:
                if row.round == max(rounds):
                    row.reviews.append((number, today, None))
                    row.old = {heading: row.text(heading) for heading in _OF_THE_CHECK}

    @staticmethod
    def _check(action: Action, today: date) -> None:
        turn, result = len(action.standing(today)), action.checked(today)
        if not result:
            action.found.pop(turn, None)
        elif action.found.get(turn, ("",))[0] != result:
            action.found[turn] = result, today

    def rows_of_report(self, first: date, last: date) -> Iterator[tuple[str, int]]:
        """Count the actions of a period, both days included."""
        rows = [row for row in self.rows.values() if row.listed]
        days = [row.done for row in rows if row.done]
        found = [one for row in rows for one in row.found.values()]
        left = [row.awaited(last) for row in rows if row.listed and row.listed <= last and not row.over(last)]

        def within(day: date) -> bool:
            return first <= day <= last

        yield "Tindakan baru", sum(within(row.listed) for row in rows if row.listed)
        yield "Tindakan selesai dikerjakan", sum(map(within, days))
        for result in _RESULTS:
            name = f"Diperiksa kemudian: {result[0].lower()}{result[1:]}"
            yield name, sum(said == result and within(on) for said, on in found)
        yield "Ditinjau ulang karena kambuh", sum(within(on) for row in rows for on in row.standing(last))
        for what, waiting, late in (
            ("work", "Belum selesai pada akhir masa", "Belum selesai dan melewati tenggat"),
            (
                "check",
                "Efektif sementara: menunggu pemeriksaan kemudian",
                "Pemeriksaan kemudian melewati waktunya",
            ),
            ("review", "Peninjauan ulang belum selesai", ""),
        ):
            theirs = [due for kind, due in left if kind == what]
            yield waiting, len(theirs)
            if late:
                yield late, sum(due is not None and due <= last for due in theirs)
        said = [one for one, on in self.recurred.values() if within(on)]
        yield "Dinyatakan kambuh", said.count("Ya")
        yield "Dinyatakan bukan kambuh", said.count("Tidak")
        open_then = [
            number
            for number, (_, on) in self.suspected.items()
            if within(on) and (number not in self.recurred or self.recurred[number][1] > last)
        ]
        yield "Diduga kambuh, belum dinyatakan", len(open_then)


def _steps(case: Case) -> Iterator[tuple[int, int, datetime]]:
    for before, after in pairwise(case.turns):
        yield before.step, after.step, after.began


def _decided(case: Case) -> list[datetime]:
    return [began for early, late, began in _steps(case) if (early, late) == (6, 7)]


def _effective(case: Case) -> Mapping[int, datetime]:
    """Give of each round that step 7 called effective when it did."""
    found, round = {}, 0
    for early, late, began in _steps(case):
        round += (early, late) == (6, 7)
        if (early, late) == (7, 8):
            found[round] = began
    return found


def _how_ended(case: Case, until: date) -> str:
    """Give how a complaint had ended by the end of a day; "" while it was open."""
    ends = [*zip((on for on, _ in case.ends), (how for _, how in case.ends), case.resumed, strict=True)]
    for ended, how, resumed in ends:
        if ended.date() <= until < resumed.date():
            return how
    return case.ended if case.ended_at and case.ended_at.date() <= until else ""
