"""What Riwayat, Arsip and the mailbox show of incoming mails: none is lost and none comes in again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from automation.domain.complaint import Intake
from automation.domain.documents import DocumentForm
from automation.domain.effects import Deed, Document, EffectKey
from automation.domain.happenings import MailboxOpened, MailHandled, Registered
from automation.domain.incoming_mail import RESPONSE, IncomingMail
from automation.domain.mail_fate import Fate
from automation.domain.memory import HistoryLine
from automation.intake.taking_in import intake_from
from automation.jobs.incoming_mail.reading import BEGAN, key_of
from automation.jobs.job_context import JobContext
from automation.ports import CannotOpen, EnoughForNow, Missing, ReceivedMail
from automation.register.reading import Line

_FILE = re.compile(r"/file/d/([\w-]+)")


def intake_by_mail(job: JobContext, shown: Intake, line: Line, told: Sequence[HistoryLine]) -> Intake | None:
    """Return the intake of a complaint that came by mail: from the mail, or its row where that cannot be read."""
    taken_in = (one.happening.response for one in told if isinstance(one.happening, Registered))
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


def settled(history: Sequence[HistoryLine], documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Return key and result of every mail that is known to be dealt with, and of the mailbox's being switched on."""
    for line in history:
        match line.happening:
            case MailboxOpened():
                yield str(BEGAN), line.at.isoformat()
            case MailHandled(response=response) if response.startswith(RESPONSE):
                passed = f"{Fate.PASSED.value} {line.at.date().isoformat()} -"
                yield str(key_of(response.removeprefix(RESPONSE))), passed
    for document in documents:
        key = EffectKey.read(document.effect) if document.form is DocumentForm.MAIL else None
        if key is not None and key.what is Deed.INCOMING_MAIL:
            yield str(key.whole), f"{Fate.FILED.value} {document.filed_at.date().isoformat()} -"
