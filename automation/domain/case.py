"""A complaint's way through the SOP, as far as the job has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date, datetime

from .actions import DecidedActions
from .address import EmailAddress
from .answer_edits import AnswerEdit
from .complaint import IMPORTED, Intake
from .contact import Contact, FormerContact, contact_corrected
from .documents import Remade
from .form_decisions import FormCell, HeardAnswer
from .groups import Person
from .happenings import Happening
from .letter_content import Sealed, SeenDraft
from .numbers import ComplaintNumber
from .phone import PhoneNumber
from .sentences import Sentence, sentence_of
from .texts import visible
from .vocabulary import Channel, Classification, Outcome, Step, YesNo

_CHANNELS = {channel.value.casefold(): channel for channel in Channel}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One turn of one step.

    Attributes:
        began: when the step before it ended.
        due: when its norm runs out, in office time; None when it has none or the case is on hold.
        ended: when the job first saw its end, or an earlier time that staff stated; None while it runs.
        calendar: the fingerprint of the calendar that `due` was computed with.
        breached: the norm was once exceeded; never taken back.
        took: office seconds from beginning to end, holds left out; None while it runs or where nobody could tell.
    """

    step: Step
    round: int
    began: datetime
    due: datetime | None = None
    ended: datetime | None = None
    calendar: str = ""
    breached: bool = False
    took: int | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A time in which the case rested; `until` is None while it lasts."""

    began: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """Who handles the case, since when; `sequence` counts the sheets written for it.

    `service` is the kind of service by which it was decided; "" where nobody kept it. `former` is the group that
    handled it until then; "" where there was none, or nobody kept it.
    """

    group: str
    by: str
    at: datetime
    sequence: int = 1
    service: str = ""
    former: str = ""


@dataclass(frozen=True, slots=True)
class Reopening:
    """The Kepala Balai let a settled case go on at step 4: when, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A matter that may have come back.

    Attributes:
        of: which complaint's.
        stated: what the lead says; None while nobody has said.
        suspected_on: when it was proposed; None where nobody proposed it, or that was not kept.
        stated_on: when the lead said so; None while nobody has, or where that was not kept.
    """

    of: ComplaintNumber
    stated: YesNo | None = None
    suspected_on: date | None = None
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class FormerEnd:
    """An end after which the case went on: how it had ended, when, and until when that held."""

    outcome: Outcome
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything the job remembers of one complaint.

    Attributes:
        cells: the staff columns as last seen, by column key, as text; a deleted row comes back with them.
        steps: turns in their order; the last one without an end is where the case stands.
        stale: cells that belong to an earlier round and must be renewed, by column key with their old text.
        disposition: the working group in charge; None before step 3 is done.
        proposed: the group proposed to the Kepala Balai, in `konfirmasi` mode.
        own_letter_number: given by the job, in an office without Srikandi.
        outcome: how it ended; None while it is open.
        row_seen: its row was in the Register when the job last looked; gone since, a person deleted it.
        draft: the draft of the reply as last seen, while the case is open; Status named this version.
        sealed: what was initialled; None where nothing is, or by a program that knew no seals.
        asked_about: what was initialled before, where the draft changed since and people are asked again.
        decided_on: the version that Status named when the cell of the decision last changed, as its digest.
        deciders: who could approve when that cell last changed, the Kepala Balai or who acted first; empty where no
            program noted it.
        voided: why each earlier letter of the case was void, in their order, "" for one that stays valid though the
            case was reopened; the next one is the one that counts.
        issued: how many letters of the case Riwayat has told of.
        answer_edit: the latest edit of the form's answer that it came by.
        edited_late: the draft was seen to differ from the letter that was made of it.
        remade: documents that a new version took the place of, in their order.
        signed: the name of the electronically signed letter whose check was told last.
        former: contact data that counted earlier, oldest first.
        dependent: who verified or approved although they did the work, as `verifikasi: name`; Riwayat told of each.
        joint_with: the other complaints that its letter was initialled for.
        received: when the office received it, as an officer put it right; None where what came in counts.
        settled: nothing remains to be done for a closed case; it is looked at again only when its row changes.
        reopenings: each time that it went on after it was settled.
        former_ends: each end after which it went on, whatever the end was, oldest first.
        proposal: why an officer proposes to reopen it; "" where nobody does, or since it was.
        firsts: the first complaint of each time that it was closed as a duplicate, the latest last.
        first_seen: how its first complaint stood when all that followed from it was done.
        decided: what step 6 decided in each round, since rounds are kept.
        recurrence: whether its matter was there before, as far as that was seen or said.
        was_appeal: officers called it an appeal when they last said what it is, and not how it ended.
        by_form: what answers of the signed form say in place of cells, by column key.
        heard: those answers, each once, the latest last.
        unheeded: cells that people changed after the end though nothing follows from it, with what they said before.
    """

    number: ComplaintNumber
    intake: Intake
    registered_at: datetime
    cells: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[StepRecord, ...] = ()
    stale: Mapping[str, str] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    disposition: Disposition | None = None
    proposed: str = ""
    own_letter_number: str = ""
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    row_seen: bool = False
    former: tuple[FormerContact, ...] = ()
    settled: bool = False
    draft: SeenDraft | None = None
    sealed: Sealed | None = None
    asked_about: Sealed | None = None
    decided_on: str = ""
    deciders: tuple[Person, ...] = ()
    voided: tuple[str, ...] = ()
    issued: int = 0
    edited_late: bool = False
    remade: tuple[Remade, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    former_ends: tuple[FormerEnd, ...] = ()
    proposal: str = ""
    unheeded: Mapping[str, str] = field(default_factory=dict)
    by_form: Mapping[str, FormCell] = field(default_factory=dict)
    heard: tuple[HeardAnswer, ...] = ()
    firsts: tuple[ComplaintNumber, ...] = ()
    first_seen: str = ""
    dependent: tuple[str, ...] = ()
    answer_edit: AnswerEdit | None = None
    signed: str = ""
    received: datetime | None = None
    joint_with: tuple[ComplaintNumber, ...] = ()
    decided: tuple[DecidedActions, ...] = ()
    recurrence: Recurrence | None = None
    was_appeal: bool = False

    @property
    def current(self) -> StepRecord:
        """The turn the case is in; the last one when it is closed."""
        return self.steps[-1]

    @property
    def is_imported(self) -> bool:
        """Whether it was taken over from the register that the office had before."""
        return self.intake.response.startswith(IMPORTED)

    @property
    def is_appeal(self) -> bool:
        """Whether officers call it an appeal, or did before they wrote how it ended in the same cell."""
        return self.called_appeal(self.cells)

    def called_appeal(self, cells: Mapping[str, str]) -> bool:
        """Return whether a case is an appeal once its cells say this: an ending leaves it what it was."""
        said = visible(cells.get("classification", "")).casefold()
        if said in (Classification.APPEAL.value.casefold(), Classification.COMPLAINT.value.casefold()):
            return said == Classification.APPEAL.value.casefold()
        return self.was_appeal

    @property
    def ended_before_import(self) -> bool:
        """Whether it was over when it was taken over, and still is: nothing follows from it here."""
        return self.is_imported and self.closed_at is not None and self.closed_at <= self.registered_at

    @property
    def first(self) -> ComplaintNumber | None:
        """The complaint that this one is closed as a duplicate of; None while it is none."""
        if self.outcome is not Outcome.DUPLICATE:
            return None
        return self.firsts[-1] if self.firsts else ComplaintNumber.read(self.cells.get("duplicate_of", ""))

    @property
    def letter_sequence(self) -> int:
        """Which letter of the case counts, from 1: a void one is followed by the next."""
        return len(self.voided) + 1

    @property
    def contact(self) -> Contact:
        """Whom letters and mails go to now, and where, as its row was last seen."""
        return contact_corrected(
            self.stated,
            name=" ".join(visible(self.cells.get("corrected_name", "")).split()),
            email=visible(self.cells.get("corrected_email", "")),
            phone=visible(self.cells.get("corrected_phone", "")),
            address=self.cells.get("corrected_address", ""),
        )

    @property
    def stated(self) -> Intake:
        """What counts of what came in: with an edit that officers accepted, and what they put right."""
        edit, cell = self.answer_edit, self.cells.get("corrected_channel", "")
        found = edit.in_force(self.cells.get("answer_edit", "")) if edit else self.intake
        channel = _CHANNELS.get(cell.casefold()) if cell else None
        found = replace(found, channel=channel, channel_words="") if channel else found
        return replace(found, received_at=self.received) if self.received else found

    @property
    def written(self) -> Mapping[str, str]:
        """What its row itself says, where the signed form stands for some of its cells."""
        by_hand = {key: one.base for key, one in self.by_form.items() if self.cells.get(key, "") == one.text}
        return {**self.cells, **by_hand} if by_hand else self.cells

    @property
    def mail_mark(self) -> str:
        """What stands for a corrected mail address; "" where the one that came in counts, or none."""
        return self.mark_of_mail(self.contact)

    def mark_of_mail(self, contact: Contact) -> str:
        """Return what stands for the mail address of present or former contact data, as in `mail_mark`."""
        now, first = EmailAddress.found_in(contact.email), EmailAddress.found_in(self.intake.email)
        return now.mark if now and not (first and now.folded == first.folded) else ""

    @property
    def phone_mark(self) -> str:
        """What stands for a corrected telephone number; "" where the one that came in counts, or none."""
        now, first = PhoneNumber.found_in(self.contact.phone), PhoneNumber.found_in(self.intake.phone)
        return now.mark if now and now != first else ""

    def round_of(self, step: Step) -> int:
        """Return how often the case has entered a step."""
        return sum(1 for record in self.steps if record.step is step)

    def arrivals_at(self, step: Step, *, since_reopening: bool = False) -> int:
        """Return how often the case came to a step from another one: a step that begins anew is no arrival."""
        start = self.reopenings[-1].at if since_reopening and self.reopenings else None
        before = (None, *(record.step for record in self.steps))
        return sum(
            1
            for record, left in zip(self.steps, before, strict=False)
            if record.step is step and left is not step and (start is None or record.began >= start)
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One line of Riwayat to be: what happens to a complaint (None: to the office).

    Attributes:
        column: the column that a person edited, by key; "" for what no person typed.
        since: the tick before, when the edit was not there yet.
        who: by whom, as far as it is known.
    """

    number: ComplaintNumber | None
    happening: Happening
    _: KW_ONLY
    column: str = ""
    since: datetime | None = None
    who: str = ""

    @property
    def sentence(self) -> Sentence:
        """What Riwayat says of it."""
        return sentence_of(self.happening)
