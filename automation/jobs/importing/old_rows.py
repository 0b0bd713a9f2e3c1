"""The rows of an old register become intakes, whole or not at all: what cannot be read is named with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from automation.domain.complaint import ExtraAnswer, Intake, imported_response
from automation.domain.dates import local_day
from automation.domain.texts import kept_text
from automation.domain.vocabulary import Channel, Classification, Outcome

from . import wording
from .column_map import ColumnMap, columns_of, folded
from .old_dates import moment_in
from .old_file import OldCell, OldSheet, Unusable, text_of

#: What stands in a column of staff's of what was over; of what is open it is kept among the other answers.
_STAFF_TEXTS = (
    "incoming_number", "findings", "cause", "corrective_action", "preventive_action", "letter_number",
)  # fmt: skip
_STAFF_DAYS = ("letter_date", "delivered_on")
#: What registers put where there is nothing to say, and where something has not ended.
_NOTHING = frozenset("-–—_.")
_NOT_YET = frozenset({"belum", "belum selesai", "belum ada", "dalam proses", "proses"})
_ONE_LINE = ("complainant", "company", "email", "phone", "stated_service", "order_reference")
_LONGEST_SUBJECT = 120
_CLASSIFIED: Mapping[Outcome, Classification] = {
    Outcome.SETTLED: Classification.COMPLAINT,
    Outcome.NOT_A_COMPLAINT: Classification.NOT_A_COMPLAINT,
    Outcome.OUT_OF_SCOPE: Classification.OUT_OF_SCOPE,
    Outcome.WITHDRAWN: Classification.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OldComplaint:
    """One row that can be taken over.

    Attributes:
        row: where it stands, counted from 1.
        outcome: how it ended; None while it is open.
        ended_on: when; None where the row does not say.
        cells: what goes into staff's columns, as kept text by key.
    """

    row: int
    intake: Intake
    outcome: Outcome | None
    ended_on: date | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken over: where it stands, and what to do."""

    row: int
    heading: str
    advice: str

    def __str__(self) -> str:
        return wording.fault(self.row, self.heading, self.advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRegister:
    """What an old register holds.

    Attributes:
        empty: how many rows without content stand between others.
        titles: the rows of which the first column alone says something, such as a month's name.
    """

    complaints: tuple[OldComplaint, ...]
    faults: tuple[Fault, ...]
    empty: int
    titles: tuple[int, ...]
    unread: Mapping[str, int]


def register_of(
    sheet: OldSheet, columns: ColumnMap, services: Collection[str], now: datetime, zone: tzinfo
) -> OldRegister:
    """Read a whole sheet.

    Args:
        sheet: the register of before.
        columns: which column of it becomes what.
        services: the kinds of service that the office offers now.
        now: nothing lies after it.
        zone: the office's time zone.

    Raises:
        WrongRegister: the map does not fit the sheet.
    """
    reader = _RowReader(sheet, columns, columns_of(columns, sheet), frozenset(services), now, zone)
    found = [reader.row(row) for row in range(columns.heading_row + 1, len(sheet.rows) + 1)]
    complaints = tuple(one for one in found if one is not None)
    reader.faults += _twice(complaints, columns)
    return OldRegister(
        complaints=complaints,
        faults=tuple(sorted(reader.faults, key=lambda one: one.row)),
        empty=reader.empty,
        titles=tuple(reader.titles),
        unread=reader.unread,
    )


def _twice(complaints: Collection[OldComplaint], columns: ColumnMap) -> Iterator[Fault]:
    first: dict[tuple[int, str], int] = {}
    for one in complaints:
        name = one.intake.received_at.year, plain_number(one.intake.former_number)
        if name in first:
            advice = wording.number_twice(one.intake.former_number, first[name])
            yield Fault(one.row, columns.columns["former_number"], advice)
        first.setdefault(name, one.row)


def plain_number(number: str) -> str:
    """Return a number as it is compared: what one program shows as 007 or 7.0, another one saves as 7."""
    folded_number = re.sub(r"(?<!\d)0+(?=\d)", "", " ".join(number.split()).casefold())
    return re.sub(r"^(\d+)[.,]0+$", r"\1", folded_number)


class _BadRow(Exception):
    """A row cannot be taken over; its faults are told."""


@dataclass(slots=True)
class _RowReader:
    """One sheet as it is read, row by row."""

    sheet: OldSheet
    map: ColumnMap
    places: Mapping[str, int]
    services: frozenset[str]
    now: datetime
    zone: tzinfo
    faults: list[Fault] = field(default_factory=list)
    empty: int = 0
    titles: list[int] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def row(self, row: int) -> OldComplaint | None:
        if not any(text_of(cell) or isinstance(cell, Unusable) for cell in self._cells(row)):
            self.empty += 1
            return None
        if self._is_title(row):
            self.titles.append(row)
            return None
        before = len(self.faults)
        self._hold_to_single_cells(row)
        try:
            found = self._complaint(row)
        except _BadRow:
            return None
        return found if len(self.faults) == before else None

    def _is_title(self, row: int) -> bool:
        """Return whether the first column alone says something, and no cell from above reaches into the row."""
        first = min(self.places.values())
        filled = [at for at in self.places.values() if self.sheet.cell(row, at) not in (None, "")]
        reaches = (
            area.first_row < area.last_row and area.first_row <= row <= area.last_row for area in self.sheet.merged
        )
        return filled == [first] and len(self.places) > 1 and not any(reaches)

    # -- cells

    def _cells(self, row: int) -> Iterator[OldCell]:
        yield from (self.sheet.cell(row, place) for place in self.places.values())

    def _cell(self, row: int, key: str) -> OldCell:
        heading = self.map.columns.get(key, "")
        cell = self.sheet.cell(row, self.places[heading]) if heading else None
        return None if isinstance(cell, str) and set(cell) <= _NOTHING | {" "} else cell

    def bad(self, row: int, key: str, advice: str) -> None:
        if isinstance(self._cell(row, key), Unusable):
            return  # It was named already, with what to do first.
        self.faults.append(Fault(row, self.map.columns[key], advice))

    def _hold_to_single_cells(self, row: int) -> None:
        for area in self.sheet.merged:
            if area.first_row <= row <= area.last_row:
                within = [one for one, at in self.places.items() if area.first_column <= at <= area.last_column]
                if within and (area.first_row < area.last_row or len(within) > 1):
                    self.faults.append(Fault(row, within[0], wording.MERGED))
        for heading, place in self.places.items():
            cell = self.sheet.cell(row, place)
            if isinstance(cell, Unusable):
                self.faults.append(Fault(row, heading, cell.value))

    def _text(self, row: int, key: str) -> str:
        cell = self._cell(row, key)
        whole = kept_text(cell) if isinstance(cell, str) else text_of(cell)
        return " ".join(whole.split()) if key in _ONE_LINE else whole

    def _needed(self, row: int, key: str) -> str:
        text = text_of(self._cell(row, key))
        if not text:
            self.bad(row, key, wording.EMPTY)
        return kept_text(text)

    def _moment(self, row: int, key: str) -> datetime | None:
        """Read a day, with or without a time; what is none is a fault."""
        cell = self._cell(row, key)
        if not text_of(cell):
            return None
        found = moment_in(cell, self.zone)
        if found is None:
            self.bad(row, key, wording.NO_DATE)
        elif found > self.now:
            self.bad(row, key, wording.IN_FUTURE)
        return found

    # -- the complaint

    def _complaint(self, row: int) -> OldComplaint:
        number = self._needed(row, "former_number")
        name = self._needed(row, "complainant")
        received = self._moment(row, "received_at")
        if not text_of(self._cell(row, "received_at")):
            self.bad(row, "received_at", wording.EMPTY)
        outcome, ended = self._end(row, received)
        subject, description = self._texts(row)
        if received is None:
            raise _BadRow
        channel = _channel(self._text(row, "channel"))
        intake = Intake(
            response=imported_response(number, local_day(received, self.zone)),
            submitted_at=received,
            received_at=received,
            channel=channel,
            channel_words=self._text(row, "channel") if channel is Channel.UNKNOWN else "",
            complainant=" ".join(name.split()),
            company=self._text(row, "company"),
            email=self._text(row, "email").removeprefix("mailto:"),
            phone=self._text(row, "phone"),
            address=self._text(row, "address"),
            stated_service=self._text(row, "stated_service"),
            order_reference=self._text(row, "order_reference"),
            subject=subject,
            description=description,
            remedy=self._text(row, "remedy"),
            extras=tuple(self._extras(row, is_over=outcome is not None)),
            former_number=number,
        )
        cells = self._staff_cells(row, outcome) if outcome else {}
        return OldComplaint(row=row, intake=intake, outcome=outcome, ended_on=ended, cells=cells)

    def _texts(self, row: int) -> tuple[str, str]:
        """Return subject and description; where the register knew one of both alone, it stands for the other."""
        subject, description = self._text(row, "subject"), self._text(row, "description")
        if not (subject or description):
            self.bad(row, "description" if "description" in self.map.columns else "subject", wording.EMPTY)
        first = " ".join(description.split())
        short = first if len(first) <= _LONGEST_SUBJECT else first[: _LONGEST_SUBJECT - 2].rstrip() + " …"
        return " ".join(subject.split()) or short, description or subject

    def _end(self, row: int, received: datetime | None) -> tuple[Outcome | None, date | None]:
        word = text_of(self._cell(row, "status"))
        if word and word.casefold() not in self.map.statuses:
            self.bad(row, "status", wording.status_unknown(word))
            return None, None
        stated = self.map.statuses[word.casefold()] if word else None
        not_yet = stated is None and folded(text_of(self._cell(row, "ended_on"))) in _NOT_YET
        at = None if not_yet else self._moment(row, "ended_on")
        ended = local_day(at, self.zone) if at else None
        outcome = stated if word or not ended else Outcome.SETTLED
        if ended and outcome is None:
            self.bad(row, "ended_on", wording.OPEN_WITH_DATE)
        if ended and received and ended < local_day(received, self.zone):
            self.bad(row, "ended_on", wording.BEFORE_RECEIPT)
        return outcome, ended

    def _staff_cells(self, row: int, outcome: Outcome) -> Mapping[str, str]:
        """Return what stands in the row's columns of staff's, for who reads it: nothing follows from it."""
        cells = {"classification": _CLASSIFIED[outcome].value}
        service = next((one for one in self.services if folded(one) == folded(self._text(row, "stated_service"))), "")
        cells |= {"service": service} if service else {}
        cells |= {key: text for key in _STAFF_TEXTS if (text := self._text(row, key))}
        days = ((key, moment_in(self._cell(row, key), self.zone)) for key in _STAFF_DAYS)
        return {**cells, **{key: local_day(at, self.zone).isoformat() for key, at in days if at}}

    def _extras(self, row: int, *, is_over: bool) -> Iterator[ExtraAnswer]:
        """Return what has no column of its own, one line each: it comes back from there after a loss."""
        headings = list(self.map.kept)
        if not is_over:
            headings += [self.map.columns[key] for key in (*_STAFF_TEXTS, *_STAFF_DAYS) if key in self.map.columns]
        else:
            headings += [self.map.columns[key] for key in self._undated(row)]
        for heading in headings:
            if text := text_of(self.sheet.cell(row, self.places[heading])):
                yield ExtraAnswer(heading.replace(": ", " – "), text)

    def _undated(self, row: int) -> Iterator[str]:
        """Return the columns whose content should be a day and is none; nobody needs it, so it is kept as words."""
        for key in _STAFF_DAYS:
            cell = self._cell(row, key)
            if text_of(cell) and moment_in(cell, self.zone) is None:
                self.unread[self.map.columns[key]] += 1
                yield key


def _channel(text: str) -> Channel:
    word = folded(text)
    named = next((one for one in Channel if folded(one.value) == word), None)
    return named or wording.CHANNELS.get(word, Channel.UNKNOWN)
