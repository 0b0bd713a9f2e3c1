"""What failed is tried again at once, because a person has put right what it failed for."""

from __future__ import annotations

from automation.domain.numbers import ComplaintNumber
from automation.jobs import wording
from automation.jobs.job_context import JobContext

#: What a person types for everything that failed.
EVERYTHING = "semua"


class NothingToRetry(Exception):
    """There is no such complaint; the text says which there are. Exit status 1."""


def ask_again(job: JobContext, number: ComplaintNumber | None) -> int:
    """Let the next tick try what failed for a complaint, or everything; gives how many things that are.

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
