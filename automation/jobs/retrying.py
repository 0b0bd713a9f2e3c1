"""`sync --ulangi`: what failed is tried again at once, because a person has removed the cause."""

from __future__ import annotations

from automation.domain.numbers import ComplaintNumber
from automation.domain.wording import EVERYTHING
from automation.exit_status import NeedsAPerson
from automation.jobs import wording
from automation.jobs.job_context import JobContext


class NothingToRetry(NeedsAPerson):
    """No complaint has this number; the text says what to do. Exit status 1."""


def ask_again(job: JobContext, number: ComplaintNumber | None) -> int:
    """Let the next tick try what failed for a complaint, or everything; returns how many things failed.

    Raises:
        Locked: a tick is running.
        NothingToRetry: no complaint has this number.
    """
    with job.ledger.lock():
        memory = job.ledger.memory()
        # One that could not be read of a form, or was never kept, may fail without being a case.
        if (
            number
            and number not in memory.cases
            and not any(one.is_about(number) for one in memory.setbacks.values())
        ):
            raise NothingToRetry(wording.nothing_to_retry(number=number, everything=EVERYTHING))
        return job.ledger.ask_again(number)
