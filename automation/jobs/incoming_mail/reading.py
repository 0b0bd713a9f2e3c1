"""The complaints mailbox, read. Idle, it costs one call: the list of what came in of late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from automation.domain.case import Event
from automation.domain.effects import Deed, EffectKey
from automation.domain.happenings import MailboxOpened
from automation.domain.incoming_mail import IncomingMail
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.snapshot import Arrival, IncomingMails, Snapshot
from automation.jobs.trouble import INBOX, MAIL
from automation.ports import CannotOpen, EnoughForNow, Missing, ReceivedMail

BEGAN = EffectKey.of(None, Deed.INCOMING_MAIL, "mulai")
#: Mails so much older than the newest one dealt with are listed again: a person may take one out of spam.
OVERLAP = timedelta(days=3)
#: So many mails are read in one tick; the others wait for the next.
MAILS_A_TICK = 40
_LONGEST_HEAD = 100_000


_LIST, _IDS, _REVIEWED = f"{INBOX}daftar", f"{INBOX}nomor-berkas", f"{INBOX}perlu-ditinjau"


def key_of(message: str) -> EffectKey:
    """Return the key of the effect that settles a mail."""
    return EffectKey.of(None, Deed.INCOMING_MAIL, message)


def begin(job: JobContext, memory: Memory, now: datetime) -> Memory:
    """Note when the mailbox was switched on, once: what came in before was dealt with by other means."""
    if not job.settings.incoming.is_on or str(BEGAN) in memory.results:
        return memory
    since = memory.begun.get(str(BEGAN)) or now.isoformat()
    job.ledger.begin(BEGAN, "Inbox", None, "", since, events=(Event(None, MailboxOpened()),), at=now)
    job.ledger.finish(BEGAN, since)
    return job.ledger.memory()


def mails_of(job: JobContext, looking: Looking) -> IncomingMails:
    """Read the mails that nothing was done about yet, each apart from the others."""
    memory = looking.memory
    began = memory.results.get(str(BEGAN))
    if not job.settings.incoming.is_on or began is None:
        return IncomingMails()
    listed = looking.of(_LIST, lambda: job.inbox.arrivals(_since(memory, began)))
    if listed is None:
        return IncomingMails()
    looking.into(INBOX)
    looking.into(MAIL)
    waiting = [id for id in listed if not _is_dealt_with(id, memory) and not looking.rests(f"{MAIL}{id}")]
    found = list(_arrived(job, looking, waiting[:MAILS_A_TICK]))
    with_ids = looking.of(_IDS, lambda: _with_ids(job, memory, found))
    reviewed = looking.of(_REVIEWED, lambda: _reviewed(job, memory))
    return IncomingMails(with_ids or (), reviewed or frozenset())


def note(job: JobContext, memory: Memory, snapshot: Snapshot) -> None:
    """Remember how far the mailbox was read; only now, when what came of it is safe in the ledger.

    A mail that could not be read keeps the mark where it is until a person has taken over.
    """
    incoming = snapshot.arrivals.incoming
    if not incoming.arrivals or any(
        map(_is_awaited(memory), [*snapshot.arrivals.troubles, *snapshot.arrivals.resting])
    ):
        return
    undone = [one for one in incoming.arrivals if not _is_dealt_with(one.mail.id, memory)]
    until = min(one.mail.arrived_at for one in undone) if undone else incoming.arrivals[-1].mail.arrived_at
    if until.isoformat() != memory.notes.get(Note.MAILBOX_READ):
        job.ledger.note_memory(Note.MAILBOX_READ, until.isoformat())


def _is_awaited(memory: Memory) -> Callable[[str], bool]:
    def awaited(name: str) -> bool:
        setback = memory.setbacks.get(name)
        return name.startswith(MAIL) and not (setback and setback.is_given_up)

    return awaited


def _arrival(job: JobContext, id: str) -> Arrival | None:
    received = _received(job, id)
    if received is None:
        return None
    mail = _read(job, received)
    answered = map(EffectKey.read, job.inbox.answered(mail.thread, mail.references))
    return Arrival(mail, tuple(key for key in answered if key is not None))


def _since(memory: Memory, began: str) -> datetime:
    start, read = datetime.fromisoformat(began), memory.notes.get(Note.MAILBOX_READ)
    return max(start, datetime.fromisoformat(read) - OVERLAP) if read else start


def _is_dealt_with(message: str, memory: Memory) -> bool:
    """Return whether a mail is settled, or on its way: what was begun is finished from the journal."""
    key = str(key_of(message))
    return key in memory.results or key in memory.begun


def _received(job: JobContext, id: str) -> ReceivedMail | None:
    try:
        return job.inbox.received(id)
    except Missing:
        return None  # Deleted by a person since it was listed.


def _arrived(job: JobContext, looking: Looking, waiting: Sequence[str]) -> Iterator[Arrival]:
    """Return mails as they arrived; where reading takes too long in all, the others wait for the next tick."""
    with suppress(EnoughForNow):
        for id in waiting:
            arrival = looking.of(f"{MAIL}{id}", partial(_arrival, job, id))
            if arrival is not None:
                yield arrival


def _read(job: JobContext, mail: ReceivedMail) -> IncomingMail:
    """Read a mail; of one that cannot be read, its head alone, and of one whose head cannot be read, nothing."""
    try:
        return job.sandbox.read_mail(mail, job.settings.incoming.largest_file)
    except CannotOpen as refusal:
        why = str(refusal)
    try:
        head = job.sandbox.read_mail(replace(mail, content=_head_of(mail.content)), 0)
    except (CannotOpen, EnoughForNow):
        head = IncomingMail(id=mail.id, thread=mail.thread, arrived_at=mail.arrived_at)
    return replace(head, is_whole=False, unreadable=why)


def _head_of(content: bytes) -> bytes:
    """Return the headers of a mail, as far as an honest one's reach."""
    head, _, _ = content[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    return head + b"\n\n"


def _with_ids(job: JobContext, memory: Memory, found: list[Arrival]) -> tuple[Arrival, ...]:
    """Return the mails, those of people with the ids that their files will have, from one call for all."""
    needed = [1 + len(one.mail.enclosures) if _is_kept(one.mail) else 0 for one in found]
    if not sum(needed):
        return tuple(found)
    ids = iter(job.drive.new_ids(sum(needed)))
    return tuple(
        Arrival(one.mail, one.answers, _ids_known(one.mail, tuple(next(ids) for _ in range(count)), memory))
        for one, count in zip(found, needed, strict=True)
    )


def _ids_known(mail: IncomingMail, ids: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Return the ids that a tick, killed right afterwards, had registered a complaint with."""
    number = memory.responses.get(mail.response)
    if number is None:
        return ids
    given = memory.cases[number].intake.attachments
    return (*ids[:1], *given) if len(given) == len(ids) - 1 else ids


def _is_kept(mail: IncomingMail) -> bool:
    return not mail.automatic and mail.bounce is None


def _reviewed(job: JobContext, memory: Memory) -> frozenset[str]:
    """Return which files kept for a person were taken away; Drive is asked only while there are any."""
    kept = {
        news.file
        for message, news in mail_news.unsettled(memory).items()
        # One that a killed tick had not put there yet was not taken away.
        if news.file and str(key_of(message)) in memory.results
    }
    if not kept:
        return frozenset()
    return frozenset(kept - {entry.id for entry in job.drive.listing(memory.places[Place.folder("review")])})
