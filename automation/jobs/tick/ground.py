"""What one decision rests on: the world, what is remembered, and what all its parts share of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from automation.domain.complaint import Intake
from automation.domain.effects import Document, Effect
from automation.domain.form_decisions import DecidingForm, FormDecision
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.setback import Setback
from automation.domain.survey import SurveyForm
from automation.jobs import designating
from automation.jobs.boundary import OnBug
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.settings_views import letters_of, rules_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling.notices import DeliveredNotices
from automation.jobs.tick import deciding, survey
from automation.jobs.tick.customer_pages import CustomerPages
from automation.jobs.tick.matching import claims_of
from automation.jobs.tick.succession import departures
from automation.jobs.trouble import Attempts
from automation.letters.values import IssuingOffice
from automation.settings.values import OfficeSettings
from automation.workflow.case_context import CaseContext
from automation.workflow.relations import Kinship


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one decision shares; nothing in it changes but `attempts`, which gathers what fails."""

    snapshot: Snapshot
    memory: Memory
    settings: OfficeSettings
    rules: Rules
    letters: IssuingOffice
    documents: Mapping[ComplaintNumber, tuple[Document, ...]]
    survey_form: SurveyForm | None
    form: DecidingForm | None
    decisions: Mapping[ComplaintNumber, tuple[FormDecision, ...]]
    mail_warnings: Mapping[ComplaintNumber, tuple[str, ...]]
    setbacks: Mapping[ComplaintNumber, tuple[Setback, ...]]
    document_names: frozenset[str]
    designations: designating.Designations
    asks_for_designations: bool
    delivered: DeliveredNotices
    attempts: Attempts
    edits: Mapping[str, Intake]
    kinship: Kinship
    departures: Mapping[str, int]
    claims: Mapping[ComplaintNumber, ComplaintNumber]
    pages: CustomerPages

    @classmethod
    def about(cls, snapshot: Snapshot, memory: Memory, settings: OfficeSettings, on_bug: OnBug) -> Ground:
        """Build it from what was gathered."""
        known = memory.worked_out
        settings = known.equal("settings in force", settings)
        secret = settings.letters.code_key
        return cls(
            snapshot=snapshot,
            memory=memory,
            settings=settings,
            rules=known.of(rules_of, settings),
            letters=known.of(letters_of, settings),
            documents=known.of(_by_complaint, memory.documents),
            survey_form=survey.form_of(memory, secret.value) if secret else None,
            form=deciding.form_of(memory, secret.value) if secret else None,
            decisions=deciding.fresh(snapshot.arrivals.decisions, memory.cases),
            mail_warnings=mail_news.warnings(memory),
            setbacks=_by_number(memory.setbacks.values()),
            document_names=known.of(_names, memory.documents),
            designations=known.of(designating.designations_in, snapshot.workbook.archive),
            asks_for_designations=designating.is_asked(snapshot.workbook.archive),
            delivered=known.of(DeliveredNotices, memory.covered, memory.carried),
            attempts=Attempts(on_bug),
            edits={one.response: one for one in snapshot.arrivals.edits},
            kinship=Kinship.of(memory.cases, known),
            departures=departures(memory),
            claims=known.of(claims_of, snapshot.workbook.lines, memory.cases),
            pages=CustomerPages.of(snapshot, memory, settings),
        )

    @property
    def now(self) -> datetime:
        """The moment of the tick."""
        return self.snapshot.now

    @property
    def bare(self) -> CaseContext:
        """What is around any case."""
        return CaseContext(rules=self.rules, groups=(), calendar=self.snapshot.workbook.calendar, now=self.now)

    def undone(self, effects: Iterable[Effect]) -> list[Effect]:
        """Return those effects that are not done yet."""
        return [effect for effect in effects if str(effect.key) not in self.memory.results]


def _by_complaint(documents: Iterable[Document]) -> Mapping[ComplaintNumber, tuple[Document, ...]]:
    found: dict[ComplaintNumber, list[Document]] = defaultdict(list)
    for document in documents:
        found[document.number].append(document)
    return {number: tuple(theirs) for number, theirs in found.items()}


def _names(documents: Iterable[Document]) -> frozenset[str]:
    return frozenset(document.name for document in documents)


def _by_number(setbacks: Iterable[Setback]) -> Mapping[ComplaintNumber, tuple[Setback, ...]]:
    found: dict[ComplaintNumber, list[Setback]] = defaultdict(list)
    for one in setbacks:
        if one.number is not None:
            found[one.number].append(one)
    return {number: tuple(theirs) for number, theirs in found.items()}
