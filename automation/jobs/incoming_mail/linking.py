"""Which complaint something in a mail leads to: a mail of ours, an earlier mail of the complainant, an address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.complaint import Intake
from automation.domain.documents import DocumentForm
from automation.domain.effects import Deed, EffectKey
from automation.domain.incoming_mail import RESPONSE, Bounce, IncomingMail
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.intake.taking_in import intake_from

#: Mails of one person about one thing that are so far apart are hardly twins.
_TWINS_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Links:
    """What the ledger knows of mails and addresses.

    Attributes:
        memory: all of it.
        of_mails: the complaint that a mail which came in belongs to, by the mailbox's id.
        stated_by: the complaints that came from an address, the oldest first.
        reached_at: the complaints whose complainant has an address now.
    """

    memory: Memory
    of_mails: Mapping[str, ComplaintNumber]
    stated_by: Mapping[str, Sequence[Case]] = field(default_factory=dict)
    reached_at: Mapping[str, Sequence[Case]] = field(default_factory=dict)

    @classmethod
    def of(cls, memory: Memory) -> Links:
        """Gather it from the complaints that came by mail, and from the mails filed in a case."""
        complaints = {
            response.removeprefix(RESPONSE): number
            for response, number in memory.responses.items()
            if response.startswith(RESPONSE)
        }
        keys = ((EffectKey.read(one.effect), one) for one in memory.documents if one.form is DocumentForm.MAIL)
        filed = {
            key.whole.detail: one.number for key, one in keys if key is not None and key.what is Deed.INCOMING_MAIL
        }
        stated_by: dict[str, list[Case]] = defaultdict(list)
        reached_at: dict[str, list[Case]] = defaultdict(list)
        for case in memory.cases.values():
            stated_by[folded(case.intake.email)].append(case)
            reached_at[folded(case.contact.email)].append(case)
        return cls(memory, {**filed, **complaints}, stated_by, reached_at)

    def behind(self, keys: Iterable[EffectKey], mails: Iterable[str]) -> frozenset[ComplaintNumber]:
        """Return the complaints that some mails of ours, and some that came in before, belong to."""
        numbers = (*(key.number for key in keys), *map(self.of_mails.get, mails))
        return frozenset(number for number in numbers if number is not None and number in self.memory.cases)

    def repeats(self, mail: IncomingMail, number: ComplaintNumber) -> bool:
        """Return whether a mail is the very one that opened a complaint, delivered once more."""
        intake = self.memory.cases[number].intake
        return bool(mail.message_id) and mail.message_id == intake.message_id and _same(intake, intake_from(mail, ()))

    def twin(self, intake: Intake) -> ComplaintNumber | None:
        """Return a complaint that the same person seems to have made shortly before, and that is open."""
        found = (
            case.number
            for case in reversed(self.stated_by.get(folded(intake.email), ()))
            if case.outcome is None and are_likely_twins(case.intake, intake)
        )
        return next(found, None)

    def of_bounce(self, bounce: Bounce) -> ComplaintNumber | None:
        """Return the complaint that a report is about by our own key in it, or else by whom it names."""
        keys = (EffectKey.read(key) for key in bounce.keys)
        by_key = next((key.number for key in keys if key is not None and key.number in self.memory.cases), None)
        if by_key is not None:
            return by_key
        return next((case.number for address in bounce.named for case in self._cases_of(address)), None)

    def _cases_of(self, address: str) -> list[Case]:
        """Return the complaints of an address, the open ones first, and of those the youngest."""
        return sorted(
            self.reached_at.get(address, ()), key=lambda case: (case.outcome is None, case.number), reverse=True
        )


def are_likely_twins(one: Intake, other: Intake) -> bool:
    """Return whether two complaints of one person within some days have the same subject or the same words."""
    if not folded(other.email) or folded(one.email) != folded(other.email):
        return False
    return abs(one.submitted_at - other.submitted_at) <= _TWINS_WITHIN and (
        _plain(one.subject) == _plain(other.subject) or _plain(one.description) == _plain(other.description)
    )


def _same(one: Intake, other: Intake) -> bool:
    return (folded(one.email), one.subject, one.description) == (
        folded(other.email),
        other.subject,
        other.description,
    )


def folded(email: str) -> str:
    """Return an address as it is compared; "" where it is none."""
    address = EmailAddress.found_in(email)
    return address.folded if address else ""


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
