"""`explain NUMBER`: why each thing did or did not happen to a complaint, as text to read or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from automation.domain.numbers import ComplaintNumber
from automation.exit_status import NeedsAPerson
from automation.jobs.explaining import wording
from automation.jobs.explaining.explained import Explanation
from automation.jobs.explaining.explanation import explanation_of
from automation.jobs.job_context import JobContext
from automation.jobs.officials import in_force
from automation.jobs.settings_views import rules_of
from automation.jobs.tick.decide import decide
from automation.jobs.tick.gather import gather


class UnknownComplaint(NeedsAPerson):
    """No complaint has this number; the text says what to do."""


def explain(job: JobContext, number: ComplaintNumber, now: datetime) -> Explanation:
    """Explain the course of a complaint; nothing is written.

    Raises:
        UnknownComplaint: the ledger has no such complaint.
    """
    memory = job.ledger.memory()
    if number not in memory.cases:
        raise UnknownComplaint(wording.unknown_complaint(number))
    snapshot = gather(job, memory, now)
    job = in_force(job, snapshot.workbook.officials)
    plan = decide(snapshot, memory, job.settings)
    return explanation_of(number, plan, snapshot, memory, rules_of(job.settings), job.ledger.history_of(number))


def as_json(explanation: Explanation) -> str:
    """Print it as data; moments are ISO 8601, times whole office minutes."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2, default=datetime.isoformat)
