"""What Riwayat, Arsip and the mailbox show of incoming mails: none is lost and none comes in again."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from automation.domain.complaint import Intake
from automation.domain.dates import local_day
from automation.domain.documents import DocumentForm
from automation.domain.effects import Deed, Document, EffectKey
from automation.domain.happenings import Handling, MailboxOpened, MailboxSearched, MailHandled, Registered
from automation.domain.incoming_mail import RESPONSE, IncomingMail
from automation.domain.mail_fate import Fate, LeftAlone
from automation.domain.memory import HistoryLine
from automation.intake.taking_in import intake_from
from automation.jobs.incoming_mail.arrivals import BEGAN, key_of
from automation.jobs.incoming_mail.sorting import mark_of
from automation.jobs.job_context import JobContext
from automation.ports import CannotOpen, EnoughForNow, Missing, ReceivedMail
from automation.register.lines import Line

#: What counts for the daily cap, and what was beyond it.
_FATES = {
    Handling.COMPLAINT_KEPT: Fate.FILED,
    Handling.ANSWER_KEPT: Fate.FILED,
    Handling.LEFT_TO_PERSON: Fate.KEPT,
    Handling.NOT_DELIVERED: Fate.BOUNCED,
    Handling.TOO_MANY: Fate.OVER,
}
#: What Riwayat tells of mails that were left alone; others are read and sorted once more.
_LEFT = {
    Handling.FROM_MACHINE: LeftAlone.MACHINE,
    Handling.FROM_OFFICE: LeftAlone.OFFICE,
    Handling.TOO_MANY: LeftAlone.BEYOND_CAP,
}
_FILE = re.compile(r"/file/d/([\w-]+)")


def intake_by_mail(job: JobContext, shown: Intake, line: Line, history: Sequence[HistoryLine]) -> Intake | None:
    """Return the intake of a complaint that came by mail: from the mail, or its row where that cannot be read."""
    taken_in = (one.happening.response for one in history if isinstance(one.happening, Registered))
    response = next((one for one in taken_in if one.startswith(RESPONSE)), "")
    if not response:
        return None
    files = tuple(_FILE.findall(line.text("attachments")))
    try:
        return intake_from(_read(job, job.inbox.received(response.removeprefix(RESPONSE))), files)
    except (Missing, CannotOpen):
        return replace(shown, response=response, attachments=files)


def _read(job: JobContext, mail: ReceivedMail) -> IncomingMail:
    try:
        return job.sandbox.read_mail(mail, job.settings.incoming.largest_file)
    except EnoughForNow:
        job.sandbox.rest()  # No next tick goes on with this: the workspace is read in one go.
        return job.sandbox.read_mail(mail, job.settings.incoming.largest_file)


def results_of_mails(history: Sequence[HistoryLine], documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Return key and result of every mail known to be dealt with, and from when on the mailbox's mails count.

    That is when it was switched on, or when its search was last changed.
    """
    for line in history:
        match line.happening:
            case MailboxOpened() | MailboxSearched():
                yield str(BEGAN), line.at.isoformat()
            case MailHandled(handling=handling, response=response) if response.startswith(RESPONSE):
                left = _LEFT.get(handling)
                passed = f"{Fate.PASSED.value} {line.at.date().isoformat()} - {left.value if left else ''}"
                yield str(key_of(response.removeprefix(RESPONSE))), passed.rstrip()
    for document in documents:
        key = EffectKey.read(document.effect) if document.form is DocumentForm.MAIL else None
        if key is not None and key.what is Deed.INCOMING_MAIL:
            yield str(key.whole), f"{Fate.FILED.value} {document.filed_at.date().isoformat()} -"


def results_of_counted(
    job: JobContext, history: Sequence[HistoryLine], known: Container[str]
) -> Iterator[tuple[str, str]]:
    """Return key and result, with day and sender, of the mails of each day on which the daily cap was reached.

    Of those beyond it only the first has a line in Riwayat; the others, which have none, are counted anew by this.
    """
    lines = [
        (line.at.date(), line.happening.response.removeprefix(RESPONSE), _FATES[line.happening.handling])
        for line in history
        if isinstance(line.happening, MailHandled)
        and line.happening.handling in _FATES
        and line.happening.response.startswith(RESPONSE)
    ]
    zone, read = job.settings.hours.zone, dict[str, tuple[date, str] | None]()

    def place(id: str) -> tuple[date, str] | None:
        if id not in read:
            read[id] = _day_and_sender(job, id, zone)
        return read[id]

    for on, over, fate in lines:
        if fate is not Fate.OVER or str(key_of(over)) in known:
            continue
        found = place(over)
        first = found[0] if found else on
        for day, id, what in lines:
            # A mail is dealt with on the day on which it came in, or later.
            if first <= day <= on and (counted := place(id)):
                yield str(key_of(id)), f"{what.value} {counted[0].isoformat()} {counted[1]}"


def _day_and_sender(job: JobContext, id: str, zone: tzinfo) -> tuple[date, str] | None:
    """Return on which of the office's days a mail came in, and its sender's mark; None where it cannot be read."""
    try:
        mail = _read(job, job.inbox.received(id))
    except (Missing, CannotOpen):
        return None
    return local_day(mail.arrived_at, zone), mark_of(mail)
