"""The files of a mail, stored where they belong under ids chosen beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from automation.domain.documents import DocumentForm
from automation.domain.effects import Document, EffectKey, SettleMail
from automation.domain.mail_fate import Fate, MailNews, Tidings
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.job_context import JobContext
from automation.jobs.making_files import file_made
from automation.jobs.settings_views import rules_of
from automation.ports import Missing, ReceivedMail


def filed(
    job: JobContext,
    effect: SettleMail,
    folder: str,
    properties: Callable[[EffectKey], Mapping[str, str]],
    now: datetime,
) -> Iterator[tuple[EffectKey, Document]]:
    """Put each file of a mail into a folder and return those of a case as its documents.

    A mail that was deleted for good meanwhile is settled without files: waiting for it would never end.
    """
    mail = _received(job, effect) if effect.files else None
    news = _lost(effect, job) if effect.files and mail is None else effect.news
    # Noted first: once the mail is settled, nothing else knows that somebody must be notified.
    if news is not None:
        job.ledger.note_memory(*mail_news.remembered(effect, news))
    if mail is None:
        return
    inside = job.sandbox.leaves(mail, tuple(file.place for file in effect.files if file.place >= 0))
    for place, (file, content) in enumerate(zip(effect.files, (mail.content, *inside), strict=True), start=1):
        key = effect.key.part(place)
        lying = file_made(job.drive, file.id, file.name, folder, file.mime_type, content, properties(key))
        if effect.fate is Fate.FILED and effect.number is not None:
            document = Document(
                effect=str(key),
                number=effect.number,
                kind=file.kind,
                sequence=effect.sequence,
                form=DocumentForm.MAIL,
                file=file.id,
                name=file.name,
                sha256=hashlib.sha256(lying).hexdigest(),
                pages=None,
                filed_at=now,
            )
            yield key, document


def _received(job: JobContext, effect: SettleMail) -> ReceivedMail | None:
    try:
        return job.inbox.received(effect.message)
    except Missing:
        return None


def _lost(effect: SettleMail, job: JobContext) -> MailNews:
    officers, subject = rules_of(job.settings).officers, effect.news.subject if effect.news else ""
    return MailNews(
        tidings=Tidings.GONE,
        number=effect.number,
        subject=subject,
        details=(),
        to=officers,
        on=date.fromisoformat(effect.day),
    )


def result_of(effect: SettleMail) -> str:
    """Print what was done, so that the mails of a sender, and what was left alone, can be counted by day."""
    behind = [effect.left.value] if effect.left else [file.id for file in effect.files]
    if effect.fate is Fate.ASKED:
        behind = [str(effect.number)]
    return " ".join([effect.fate.value, effect.day, effect.mark, *behind])
