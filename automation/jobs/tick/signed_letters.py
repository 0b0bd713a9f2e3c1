"""Letters that come back from Srikandi: whether one may be filed, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from automation.archive import electronic, wording
from automation.archive.filing import File, Filing, Review, Split
from automation.archive.scan_reading import ScanReading
from automation.domain.case import Case
from automation.domain.codes import DocumentCode
from automation.domain.dates import local_day
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document, FileScan
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.signatures import SignedPdf, TextCheck
from automation.domain.vocabulary import Step
from automation.jobs.settings_views import rules_of, signers
from automation.letters.printed import PrintedLetter, printed_letter
from automation.settings.values import OfficeSettings
from automation.workflow.letter_numbers import compared


@dataclass(frozen=True, slots=True)
class SignedLetters:
    """What is known of letters to be signed electronically."""

    memory: Memory
    settings: OfficeSettings
    now: datetime

    def judged(self, filing: Filing, reading: ScanReading) -> Filing:
        """Return where a scan goes: a letter that is not signed as it must be, to a person."""
        match filing:
            case Split() if reading.signed is not None and reading.signed.signatures:
                return Review(wording.SIGNED_NOT_SPLIT)
            case Split(parts):
                letters = (part for part in parts if part.kind is DocumentKind.SURAT_BALASAN)
                codes = (DocumentCode(part.number, part.kind, part.sequence) for part in letters)
                reason = next(filter(None, (self._refused(code, reading.signed) for code in codes)), "")
                return Review(reason) if reason else filing
            case File(code) if code.kind is DocumentKind.SURAT_BALASAN:
                reason = self._refused(code, reading.signed)
                return Review(reason) if reason else filing
            case _:
                return filing

    def described(self, effect: FileScan, reading: ScanReading, before: Iterable[FileScan] = ()) -> FileScan:
        """Return the filing of a signed letter with what the letter says of itself; of any other scan, as it was.

        Args:
            effect: the filing.
            reading: the scan.
            before: what was filed of the scans before it in the same tick.
        """
        copy, signed = self._copy(effect.number, effect.sequence), reading.signed
        if copy is None or signed is None or effect.kind is not DocumentKind.SURAT_BALASAN:
            return effect
        found = self._printed(effect.number, effect.sequence, signed)
        strangers = electronic.strangers_of(signed, signers(self.settings))
        doubts = tuple(self._doubts(effect, found, before)) if found else ()
        check = _check(found, differs=bool(strangers or doubts))
        changes = (*map(wording.signed_by_other, strangers), *(found.changes if found else ()), *doubts)
        bears = found if found is not None and not check.needs_statement else None
        return replace(
            effect,
            letter_number=bears.number if bears else "",
            letter_date=bears.on if bears else None,
            signed_by=electronic.signers_of(signed),
            checked=electronic.checked(check, changes, signed),
        )

    def _doubts(self, effect: FileScan, found: PrintedLetter, before: Iterable[FileScan]) -> Iterator[str]:
        """Return what cannot be right of number and date, though they are signed: a person decides."""
        borne_by = self._borne_by(effect, found.number, before)
        if borne_by is not None:
            yield wording.number_borne(found.number, str(borne_by))
        zone = self.settings.hours.zone
        received = local_day(self.memory.cases[effect.number].stated.received_at, zone)
        if found.on is not None and found.on > local_day(self.now, zone):
            yield wording.dated_in_future(found.on)
        if found.on is not None and found.on < received:
            yield wording.dated_before_complaint(found.on)

    def _borne_by(self, effect: FileScan, number: str, before: Iterable[FileScan]) -> ComplaintNumber | None:
        """Return the complaint of which another letter bears a number already, a void one too."""
        letter = (effect.number, effect.sequence)
        known = [(one.letter_number, one.number, one.sequence) for one in self.memory.documents]
        known += [(one.letter_number, one.number, one.sequence) for one in before]
        borne = ((case, sequence) for borne, case, sequence in known if compared(borne) == compared(number))
        return next((other[0] for other in borne if number and other != letter), None)

    def _refused(self, code: DocumentCode, signed: SignedPdf | None) -> str:
        copy, case = self._copy(code.number, code.sequence), self.memory.cases[code.number]
        if copy is None:
            waits = rules_of(self.settings).signs_electronically and not self._made(code, DocumentForm.PDF)
            return wording.NOT_APPROVED_YET if waits else ""
        if reason := electronic.refused(signed, copy.filed_at, self.now):
            return reason
        if self._is_over(code, case, copy):
            return wording.SIGNED_ALREADY
        found = self._printed(code.number, code.sequence, signed) if signed else None
        return wording.unfilled(found.unfilled) if found and found.unfilled else ""

    def _is_over(self, code: DocumentCode, case: Case, copy: Document) -> bool:
        """Return whether a signed letter is there that another download of it must not take the place of."""
        if code.sequence == case.letter_sequence:
            return case.outcome is not None or case.current.step is Step.DELIVERY
        # What was approved of an earlier letter is not known any more, so its number could not be read again.
        return any(one.text_check and one.filed_at >= copy.filed_at for one in self._made(code, DocumentForm.SCAN))

    def _printed(self, number: ComplaintNumber, letter: int, signed: SignedPdf) -> PrintedLetter | None:
        """Return what a letter says, held against what was approved; None where that is not known any more."""
        case = self.memory.cases[number]
        lines = _approved(case) if letter == case.letter_sequence else ()
        return printed_letter(signed.pages, lines, tuple(self._besides(signed))) if lines else None

    def _besides(self, signed: SignedPdf) -> Iterator[str]:
        """Return what a signed letter may say besides what was approved."""
        signer = self.settings.letters.signer
        yield from self.settings.srikandi.own_sentences
        strangers = electronic.strangers_of(signed, signers(self.settings))
        yield from (one.signer for one in signed.signatures if one.signer not in strangers)
        yield from (f"{signer.title},", signer.title, signer.name, signer.nip)

    def _copy(self, number: ComplaintNumber, letter: int) -> Document | None:
        copies = self._made(DocumentCode(number, DocumentKind.SURAT_BALASAN, letter), DocumentForm.SRIKANDI)
        return copies[-1] if copies else None

    def _made(self, code: DocumentCode, form: DocumentForm) -> Sequence[Document]:
        return [
            one
            for one in self.memory.documents
            if (one.number, one.kind, one.sequence, one.form) == (code.number, code.kind, code.sequence, form)
        ]


def _approved(case: Case) -> tuple[str, ...]:
    """Return the lines of what was approved: after a rebuild the draft may still say them."""
    sealed, draft = case.sealed, case.draft
    if sealed is None:
        return ()
    if draft is not None and draft.content.seal == sealed.seal:
        return sealed.lines or draft.content.lines
    return sealed.lines


def _check(found: PrintedLetter | None, *, differs: bool) -> TextCheck:
    if found is None:
        return TextCheck.UNKNOWN
    if not found.is_readable:
        return TextCheck.UNREAD
    return TextCheck.DIFFERS if found.changes or differs else TextCheck.MATCHES
