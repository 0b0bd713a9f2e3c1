"""The office's own choices within the SOP, as the deciding functions need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from .calendar import Norm
from .groups import Person
from .outer_limits import OuterLimits
from .survey import Weight
from .vocabulary import Step


class DispositionMode(Enum):
    """Whether the routing table assigns at once or proposes to the Kepala Balai."""

    AUTO = "otomatis"
    CONFIRM = "konfirmasi"


#: The norms of the SOP for the office's own steps.
SOP_NORMS: Mapping[Step, Norm] = {
    Step.SORTING: Norm(minutes=10),
    Step.DISPOSITION: Norm(minutes=30),
    Step.REVIEW: Norm(days=1),
    Step.CAUSE: Norm(days=1),
    Step.ACTION: Norm(days=1),
    Step.VERIFICATION: Norm(days=3),
    Step.REPLY_DRAFT: Norm(minutes=30),
    Step.SIGNATURE: Norm(minutes=30),
}
#: Those of steps 1 and 10, which depend on the customer: they are measured and never a breach.
CUSTOMER_NORMS: Mapping[Step, Norm] = {Step.SUBMISSION: Norm(minutes=15), Step.DELIVERY: Norm(minutes=30)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Which reminders a step brings; each rung may be left out.

    Attributes:
        start: whoever is responsible is told when the step comes to them.
        soon: how long before its deadline a step counts as nearly due: working minutes, or working days, from the
            opening of the first of them, the day of the deadline included; None for no such reminder.
        due: they are told that the deadline has passed.
        daily: they are told again on every working day after it.
        escalate: how long after the deadline, in office time, their superior is told; None for never.
    """

    start: bool = True
    soon: Norm | None = None
    due: bool = True
    daily: bool = True
    escalate: Norm | None = None


#: A norm of minutes is over before a reminder of its nearing end would be read.
MINUTES_LADDER = Ladder(escalate=Norm(days=1))
DAYS_LADDER = Ladder(soon=Norm(days=1), escalate=Norm(days=1))


def usual_ladders(norms: Mapping[Step, Norm]) -> dict[Step, Ladder]:
    """Return for each step the ladder that fits its norm."""
    return {step: MINUTES_LADDER if norm.minutes is not None else DAYS_LADDER for step, norm in norms.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the office chose.

    Attributes:
        head: the Kepala Balai.
        head_deputy: who may approve in the head's place; None where nobody is named.
        officers: the Petugas Pelayanan.
        officers_take_turns: each complaint is one officer's, whom the job tells apart; else it is all officers'.
        superior: who is told of the Kepala Balai's own steps left undone; None where nobody is named.
        others: whom the tab Pejabat names beside those, today or on other days.
        qualified: what makes people able to do their part, as the tab Pejabat says.
        numbers: the NIP of those whose row in the tab Pejabat has one.
        norms: how long each step may take; a step without a norm has no deadline.
        customer_norms: what the customer's steps are measured against; they have no deadline.
        ladders: the reminders of each step; a step without one brings none.
        wait_for_scan: whether the reply waits for its signed scan before it goes out.
        numbers_letters: whether the job gives outgoing numbers (an office without Srikandi).
        letter_number_pattern: how such a number is printed; knows {urut}, {bulan} (Roman), {bulan_angka} (two
            digits), {tahun} and {klasifikasi}.
        archive_class: what it prints for {klasifikasi}.
        signs_electronically: whether replies are signed through Srikandi.
        prefix: what complaint numbers begin with.
        soon: how many working minutes before a deadline a case counts as pressing.
        reopen_within: so many days after the end an officer may propose to reopen a settled case.
        norm_begins_anew: the norm of a step begins anew when another working group takes the case over in it; the
            review begins anew in any case.
        check_after: so many days after it was done an action is checked again, where nobody says when.
        recurs_within: for so many months after its action was called effective a matter counts as come back.
        survey_weight: how much each of the survey's elements weighs.
        closing_waits_since: cases registered from this day on end only with all their papers; None: none waits.
    """

    head: Person
    officers: tuple[Person, ...]
    head_deputy: Person | None = None
    superior: Person | None = None
    others: tuple[Person, ...] = ()
    qualified: tuple[tuple[Person, str], ...] = ()
    numbers: tuple[tuple[Person, str], ...] = ()
    norms: Mapping[Step, Norm] = field(default_factory=lambda: dict(SOP_NORMS))
    customer_norms: Mapping[Step, Norm] = field(default_factory=lambda: dict(CUSTOMER_NORMS))
    ladders: Mapping[Step, Ladder] = field(default_factory=lambda: usual_ladders(SOP_NORMS))
    disposition: DispositionMode = DispositionMode.AUTO
    wait_for_scan: bool = True
    numbers_letters: bool = False
    letter_number_pattern: str = "{urut}/BSPJI-Samarinda/{bulan}/{tahun}"
    archive_class: str = ""
    signs_electronically: bool = False
    prefix: str = "KEL"
    survey_weight: Weight = Weight.NINTH
    soon: int = 240
    reopen_within: int = 30
    norm_begins_anew: bool = False
    closing_waits_since: date | None = None
    check_after: int = 90
    recurs_within: int = 12
    outer_limits: OuterLimits = field(default_factory=OuterLimits)
    officers_take_turns: bool = False
