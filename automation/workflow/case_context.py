"""What a case's progress depends on besides its own row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from automation.domain.calendar import OfficeCalendar
from automation.domain.case import Case
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document
from automation.domain.groups import Person, WorkingGroup
from automation.domain.letter_content import SeenDraft
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.signatures import TextCheck
from automation.domain.survey import SurveyForm
from automation.domain.vocabulary import Outcome

from .known_people import everybody


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What stands in the head of an outgoing letter, or will."""

    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstComplaint:
    """What may be told of a complaint to those whose own was joined to it.

    Attributes:
        openings: how often it was opened: 1, and one more for each reopening.
        reopened_at: when the last of these was; None where there was none.
        settled_at: when it last became settled, at an earlier end too; None where it never did.
        answered_at: until when that is known to have held.
        letter: the printed key of the effect whose file is its reply, once that went out; "" before.
        letter_sequence: which letter of its complaint that is.
        letter_head: what that letter bears; None where nobody knows.
        letter_signed_by: whose certificate signed it electronically; "" where it is signed by hand.
        replaced: what the void letter bears that it takes the place of, where that one had gone out.
    """

    number: ComplaintNumber
    outcome: Outcome | None
    closed_at: datetime | None = None
    openings: int = 1
    reopened_at: datetime | None = None
    settled_at: datetime | None = None
    answered_at: datetime | None = None
    letter: str = ""
    letter_sequence: int = 1
    letter_head: LetterHead | None = None
    letter_signed_by: str = ""
    replaced: LetterHead | None = None

    @property
    def standing(self) -> str:
        """What changes when there is something new to tell, or to do."""
        ended = self.outcome.name if self.outcome else ""
        return f"{self.number}.{ended}.{self.openings}.{self.letter_sequence if self.letter else 0}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveBefore:
    """A complaint whose action was called effective of late, or will be checked again.

    Attributes:
        round: in which its action was decided.
        at: when it was called effective.
        is_likely: by order, certificate or matter it is like the complaint at hand.
    """

    number: ComplaintNumber
    category: str
    service: str
    group: str
    round: int
    at: datetime
    is_likely: bool


#: What an approved draft becomes.
MADE = (DocumentForm.PDF, DocumentForm.SRIKANDI)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContext:
    """The office around a case, at one moment.

    Attributes:
        documents: the case's own documents.
        others: the outcome of every complaint of the office, by number (None: open).
        letter_numbers: outgoing numbers that are taken, void ones among them, with the complaint of each.
        letters_mailed: which letters of the case the job mailed to the complainant.
        void_before: why an earlier letter is void that another complaint's letter was, by which letter it was.
        reply_mailed: whether the job itself mailed the reply to the complainant.
        draft: the draft of the reply as it is now; None where there is none, or nobody could read it.
        draft_is_gone: it was made, and lies in the bin or nowhere.
        draft_rivals: names of other files that may be meant as the draft.
        draft_frame: what the draft said around its reply when it was written; "" where that is not known.
        claims: what the rows of complaints that are open call themselves duplicates of.
        first: of a duplicate, what there is to tell of its first complaint.
        effective_before: complaints that are like it, or named as related, whose action was called effective.
        writes_concepts: the office has a template for what step 6 decided.
        alike: complaints that are like it, one line each.
        relations: what the row says of its relations, one line each.
        former_signers: names of those who signed as or for the Kepala Balai and do not today.
        head_then: the Kepala Balai on the day the reply was signed; None where nothing is known of that.
        signer: who does, with the title that letters print.
        asks_category: the Register has a column for the category of the cause.
        joining: of a case with a letter of its own, those whose rows say that it answers them too.
        lead: the complaint whose letter answers this one, or shall; None where there is none.
        lead_documents: the documents of that complaint.
        page: the address of the complainant's own page; "" where there is none.
        procedure_page: the address of the page that says how complaints are handled; "" where there is none.
        answers_status: whoever has no page is answered by mail to STATUS.
        survey: where complainants tell how satisfied they are; None where the office has no such form.
    """

    rules: Rules
    groups: tuple[WorkingGroup, ...]
    calendar: OfficeCalendar
    now: datetime
    documents: tuple[Document, ...] = ()
    others: Mapping[ComplaintNumber, Outcome | None] | None = None
    letter_numbers: Mapping[str, ComplaintNumber] = field(default_factory=dict)
    reply_mailed: bool = False
    letters_mailed: frozenset[int] = frozenset()
    void_before: Mapping[int, str] = field(default_factory=dict)
    draft: SeenDraft | None = None
    draft_is_gone: bool = False
    draft_rivals: tuple[str, ...] = ()
    draft_frame: str = ""
    survey: SurveyForm | None = None
    claims: Mapping[ComplaintNumber, ComplaintNumber] = field(default_factory=dict)
    first: FirstComplaint | None = None
    relations: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    effective_before: tuple[EffectiveBefore, ...] = ()
    writes_concepts: bool = False
    former_signers: tuple[str, ...] = ()
    head_then: Person | None = None
    signer: str = ""
    asks_category: bool = False
    joining: tuple[Case, ...] = ()
    lead: Case | None = None
    lead_documents: tuple[Document, ...] = ()
    page: str = ""
    procedure_page: str = ""
    answers_status: bool = False

    @property
    def known(self) -> tuple[Person, ...]:
        """Everybody whom the office knows by name."""
        return everybody(self.groups, self.rules)

    @property
    def today(self) -> date:
        """The office's date."""
        return self.calendar.hours.day_of(self.now)

    def holds_document(self, kind: DocumentKind, form: DocumentForm, sequence: int = 1) -> bool:
        """Return whether the case has a document of a kind in a form; `sequence` tells which of them."""
        return any(one.kind is kind and one.form is form and one.sequence == sequence for one in self.documents)

    def holds_signed_reply(self, letter: int = 1) -> bool:
        """Return whether a scan of a reply came in after its PDF: an earlier one shows an unfinished letter."""
        made = [one.filed_at for form in MADE for one in self.replies(form, letter)]
        return bool(made) and any(one.filed_at >= max(made) for one in self.replies(DocumentForm.SCAN, letter))

    def outgoing(self, letter: int) -> Document | None:
        """Return what goes out of a reply of the case: what Srikandi gave back, the awaited scan, or the PDF."""
        if self.is_electronic(letter):
            return self.signed_letter(letter)
        return next(reversed(self.could_go_out(letter)), None)

    def could_go_out(self, letter: int) -> tuple[Document, ...]:
        """Return every file of a reply that was ready to go out, oldest first: one scanned again has several."""
        if self.is_electronic(letter):
            return self._signed_copies(letter)
        return self.replies(DocumentForm.SCAN if self.rules.wait_for_scan else DocumentForm.PDF, letter)

    def letter_is_made(self, letter: int) -> bool:
        """Return whether the approved draft became a letter: one to be signed by hand, or through Srikandi."""
        return any(self.replies(form, letter) for form in MADE)

    def signed_letter(self, letter: int) -> Document | None:
        """Return the letter as it last came back from Srikandi; None where it did not, or was signed by hand.

        What could not be compared and bears no number hides none that does.
        """
        signed = self._signed_copies(letter)
        telling = [one for one in signed if one.letter_number or one.text_check is not TextCheck.UNKNOWN]
        return next(reversed(telling or signed), None)

    def _signed_copies(self, letter: int) -> tuple[Document, ...]:
        copies = self.replies(DocumentForm.SRIKANDI, letter)
        scans = self.replies(DocumentForm.SCAN, letter)
        return tuple(one for one in scans if one.text_check and copies and one.filed_at >= copies[-1].filed_at)

    def is_electronic(self, letter: int) -> bool:
        """Return whether a letter is signed through Srikandi; one that was begun otherwise stays so."""
        if self.replies(DocumentForm.SRIKANDI, letter):
            return True
        return self.rules.signs_electronically and not self.replies(DocumentForm.PDF, letter)

    def joint_source(self, letter: int) -> tuple[ComplaintNumber, int] | None:
        """Return for which complaint a letter was made, and which of its letters it is; None for the case's own."""
        sources = (one.joint_source for one in self.documents if one.sequence == letter)
        return next((source for source in sources if source), None)

    @property
    def lead_letter_is_made(self) -> bool:
        """Whether the letter that counts of the complaint in the lead was made."""
        lead = self.lead
        return lead is not None and any(self.lead_letters(form) for form in MADE)

    def lead_letters(self, form: DocumentForm) -> tuple[Document, ...]:
        """Return the documents in a form of the letter that counts of the complaint in the lead."""
        letter = self.lead.letter_sequence if self.lead else 0
        return replace(self, documents=self.lead_documents).replies(form, letter)

    def replies(self, form: DocumentForm, letter: int) -> tuple[Document, ...]:
        """Return the documents of one reply of the case in a form, in the order of filing."""
        replies = (one for one in self.documents if one.kind is DocumentKind.SURAT_BALASAN and one.form is form)
        return tuple(one for one in replies if one.sequence == letter)
