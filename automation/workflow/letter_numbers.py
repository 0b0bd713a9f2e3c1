"""Number and date of outgoing letters: what a letter bears, what the cells say, and which number comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.dates import instant_in, local_day
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.vocabulary import Step

from . import wording
from .case_context import CaseContext, LetterHead

_HEAD_CELLS = ("letter_number", "letter_date")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_FIELDS = {
    "urut": r"(?P<urut>\d+)",
    "bulan": r"[IVX]+",
    "bulan_angka": r"\d{2}",
    "tahun": r"(?P<tahun>\d{4})",
    # Whatever class it bore: an office that files replies under another one counts on.
    "klasifikasi": r"[A-Z0-9.\-]*",
}


def issued_head(case: Case, context: CaseContext) -> LetterHead | None:
    """Return what the case's letter bears; None while there is none, or where nobody kept it."""
    return head_of(case.letter_sequence, context)


def head_of(letter: int, context: CaseContext) -> LetterHead | None:
    """Return what one letter of the case bears: the PDF made of it, or what came back from Srikandi."""
    made = context.replies(DocumentForm.PDF, letter)
    bears = made[-1] if made else context.signed_letter(letter)
    return LetterHead(bears.letter_number, bears.letter_date) if bears and bears.letter_number else None


def former_head(case: Case, context: CaseContext) -> LetterHead | None:
    """Return what the newest void letter bears that had gone on to its complainant; None where none had."""
    for letter in range(case.letter_sequence - 1, 0, -1):
        if not (case.voided[letter - 1] or letter in context.void_before):
            return None  # It ended an earlier handling, and stays valid.
        head = head_of(letter, context)
        if head and head.on and _had_left(letter, case, context):
            return head
    return None


def letter_head(case: Case, facts: StaffFacts, context: CaseContext) -> LetterHead:
    """Return number and date: as the letter bears them, and before there is one as cells and own numbering say."""
    return issued_head(case, context) or stated_head(case, facts, context)


def stated_head(case: Case, facts: StaffFacts, context: CaseContext) -> LetterHead:
    """Return number and date as the cells say, or as the job gives them."""
    drafted = context.replies(DocumentForm.DOCX, case.letter_sequence)
    # A letter that could not be finished on its day bears that day in its head already.
    own = (drafted[-1].letter_date if drafted else None) or context.today
    on = facts.letter_date or (own if context.rules.numbers_letters else None)
    return LetterHead(facts.letter_number or case.own_letter_number, on)


def number_refused(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say why a letter may not be made with this number and date; "" where it may."""
    head = stated_head(case, facts, context)
    taken_by = context.letter_numbers.get(compared(head.number)) if head.number else None
    if taken_by is not None and (taken_by != case.number or _is_void(head.number, case, context)):
        return wording.number_taken(number=head.number, by=str(taken_by))
    if head.on is not None and head.on > context.today:
        return wording.LETTER_IN_FUTURE
    if head.on is not None and head.on < local_day(case.stated.received_at, context.calendar.hours.zone):
        return wording.LETTER_BEFORE_COMPLAINT
    # A new number alone revives the date that stands beside it, which is the former letter's.
    anew = case.reopenings[-1].at if case.reopenings else None
    if head.on is not None and anew is not None and head.on < local_day(anew, context.calendar.hours.zone):
        return wording.LETTER_BEFORE_REOPENING
    return ""


def number_refused_now(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say the same of a letter that is still to be made; "" where there is one."""
    return "" if issued_head(case, context) else number_refused(case, facts, context)


def number_doubted(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say what is odd about a number that may be right all the same; "" where nothing is."""
    head = letter_head(case, facts, context)
    years = {int(year) for year in _YEAR.findall(head.number)}
    if head.on is None or not years or head.on.year in years:
        return ""
    return wording.number_of_another_year(number=head.number, year=head.on.year)


def differing_cells(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say that the cells name another number or date than the letter bears; "" where they do not."""
    bears = issued_head(case, context)
    if bears is None:
        return ""
    return _differing(facts.letter_number, facts.letter_date, bears)


def differing_after_the_end(case: Case, context: CaseContext) -> str:
    """Say so of the row of a settled case, whose cells are read no more; "" too where a later change is warned of."""
    bears = issued_head(case, context)
    if bears is None or not case.unheeded.keys().isdisjoint(_HEAD_CELLS):
        return ""
    number, day = ("" if key in case.stale else case.cells.get(key, "") for key in _HEAD_CELLS)
    stated = instant_in(day)
    return _differing(number, stated.date() if stated else None, bears)


def _differing(number: str, on: date | None, bears: LetterHead) -> str:
    if compared(number or bears.number) == compared(bears.number) and (on or bears.on) == bears.on:
        return ""
    return wording.letter_bears(number=bears.number, on=bears.on)


def shown_head(case: Case, facts: StaffFacts, context: CaseContext) -> LetterHead:
    """Return number and date as Status names them: what no letter is made with is none of its."""
    return LetterHead() if number_refused_now(case, facts, context) else letter_head(case, facts, context)


def compared(number: str) -> str:
    """Return a number as it is compared: spaces and capitals make no other one."""
    return "".join(number.split()).casefold()


def next_number(pattern: str, taken: Iterable[str], on: date, archive_class: str = "") -> str:
    """Return the next number of the office's own rule: one above the highest of this rule and year.

    Args:
        pattern: knows {urut}, {bulan} (Roman), {bulan_angka} (two digits), {tahun} and {klasifikasi}.
        taken: every number ever given, void ones too.
        on: the day whose year and month it bears.
        archive_class: of the archive, for patterns that name one.
    """
    highest = max(_sequences(pattern, taken, on.year), default=0)
    return pattern.format(
        urut=highest + 1,
        bulan=wording.ROMAN[on.month - 1],
        bulan_angka=f"{on.month:02}",
        tahun=on.year,
        klasifikasi=archive_class,
    )


def _sequences(pattern: str, taken: Iterable[str], year: int) -> Iterator[int]:
    shape = _shape(pattern)
    for number in taken:
        found = shape.fullmatch(number)
        if found and int(found.groupdict().get("tahun") or year) == year:
            yield int(found.groupdict().get("urut") or 0)


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    """Return what numbers of a rule look like, as `compared` prints them."""
    seen: set[str] = set()

    def piece(part: str) -> str:
        name = part[1:-1].partition(":")[0]
        if not (part.startswith("{") and name in _FIELDS):
            return re.escape(compared(part))
        again = name in seen
        seen.add(name)
        return re.sub(r"\?P<\w+>", "?:", _FIELDS[name]) if again else _FIELDS[name]

    return re.compile("".join(map(piece, re.split(r"(\{\w+[^{}]*\})", pattern))), re.IGNORECASE)


def _is_void(number: str, case: Case, context: CaseContext) -> bool:
    earlier = (head_of(which, context) for which in range(1, case.letter_sequence))
    return any(head is not None and compared(head.number) == compared(number) for head in earlier)


def _had_left(letter: int, case: Case, context: CaseContext) -> bool:
    """Return whether the case went on to its delivery with this letter, not with a later one, and it was sent."""
    ready, later = (_ready_at(which, context) for which in (letter, letter + 1))
    turns = (turn.began for turn in case.steps if turn.step is Step.DELIVERY)
    went_on = ready is not None and any(ready <= began and (later is None or began < later) for began in turns)
    return went_on and (letter in context.letters_mailed or _was_handed_over(letter, case, context))


def _was_handed_over(letter: int, case: Case, context: CaseContext) -> bool:
    """Return whether a letter reached its complainant by people, or may have: without an address nobody knows."""
    recorded = context.holds_document(DocumentKind.NOTULEN, DocumentForm.DOCX, letter)
    return recorded or EmailAddress.found_in(case.contact.email) is None


def _ready_at(letter: int, context: CaseContext) -> datetime | None:
    """Return since when a letter could go out, by the minute: Arsip and Riwayat know no more after a rebuild."""
    first = next(iter(context.could_go_out(letter)), None)
    return first.filed_at.replace(second=0, microsecond=0) if first else None
