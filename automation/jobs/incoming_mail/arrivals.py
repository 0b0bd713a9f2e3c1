"""The complaints mailbox, read. Idle, it costs one call: what happened in it since the last one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from automation.domain.case import Event
from automation.domain.effects import Deed, EffectKey
from automation.domain.happenings import MailboxOpened, MailboxSearched
from automation.domain.incoming_mail import IncomingMail
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.domain.setback_name import SetbackName, Thing
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.snapshot import Arrival, IncomingMails, Snapshot
from automation.ports import CannotOpen, EnoughForNow, Missing, ReceivedMail

BEGAN = EffectKey.of(None, Deed.INCOMING_MAIL, "mulai")
#: An older program noted up to which moment it had read; what may have come in late is listed once more.
OVERLAP = timedelta(days=3)
#: Gmail finds a mail by a search at latest so long after it came in.
FOUND_WITHIN = timedelta(minutes=15)
#: So many mails are read in one tick; the others wait for the next.
MAILS_A_TICK = 40
_LONGEST_HEAD = 100_000


def key_of(message: str) -> EffectKey:
    """Return the key of the effect that settles a mail."""
    return EffectKey.of(None, Deed.INCOMING_MAIL, message)


def begin(job: JobContext, memory: Memory, now: datetime) -> Memory:
    """Note when the mailbox was switched on, once: what came in before was dealt with by other means."""
    if not job.settings.incoming.is_on:
        return memory
    if str(BEGAN) in memory.results:
        return _with_search(job, memory, now)
    since = memory.begun.get(str(BEGAN)) or now.isoformat()
    job.ledger.begin(BEGAN, "Inbox", None, "", since, events=(Event(None, MailboxOpened()),), at=now)
    job.ledger.finish(BEGAN, since)
    return _with_search(job, job.ledger.memory(), datetime.fromisoformat(since))


def _with_search(job: JobContext, memory: Memory, now: datetime) -> Memory:
    """Note which search holds, and since when: what another one had left out stays so."""
    only = job.settings.incoming.only
    if Note.MAILBOX_SEARCH in memory.notes and not _is_changed(memory, only):
        return memory
    # An older program noted none: that it is another one is not known.
    since = now.isoformat() if _is_changed(memory, only) else memory.results[str(BEGAN)]
    if mark := _mark(memory, only):
        job.ledger.note_memory(Note.MAILBOX_MARK, mark)
    if _is_changed(memory, only):
        # Riwayat knows it when the ledger is lost: else what the search before left out would come in then.
        job.ledger.save((), (Event(None, MailboxSearched()),), now)
        job.ledger.forget_note(Note.MAILBOX_NEXT)
    job.ledger.note_memory(Note.MAILBOX_SEARCH, f"{since} {only}")
    return job.ledger.memory()


def _is_changed(memory: Memory, only: str) -> bool:
    """Return whether the mailbox was searched otherwise before."""
    known = memory.notes.get(Note.MAILBOX_SEARCH)
    return known is not None and known.partition(" ")[2] != only


def _mark(memory: Memory, only: str) -> str:
    """Return how far the mailbox was read: by another search as far as that one looked, though its mark waits."""
    following = memory.notes.get(Note.MAILBOX_NEXT, "").partition(" ")[0] if _is_changed(memory, only) else ""
    return following or memory.notes.get(Note.MAILBOX_MARK, "")


def mails_of(job: JobContext, looking: Looking) -> IncomingMails:
    """Read the mails that nothing was done about yet, each apart from the others."""
    memory = looking.memory
    began = memory.results.get(str(BEGAN))
    if not job.settings.incoming.is_on or began is None:
        return IncomingMails()
    only = job.settings.incoming.only
    mark = _mark(memory, only)
    since = looking.now if _is_changed(memory, only) else _since(memory, began)
    listed = looking.of(SetbackName.ARRIVED, lambda: job.inbox.arrivals(since, mark, only))
    if listed is None:
        return IncomingMails()
    looking.into(Thing.MAILBOX)
    looking.into(Thing.MAIL)
    # A mail that was given up is listed no more once the mark moves on.
    failed = [name.which for name in memory.setbacks if name.thing is Thing.MAIL]
    ids = [id for id in dict.fromkeys([*listed.ids, *failed]) if not _is_dealt_with(id, memory)]
    waiting = [id for id in ids if not looking.rests(SetbackName.mail(id))]
    found, is_all = _arrived(job, looking, waiting[:MAILS_A_TICK])
    with_ids = looking.of(SetbackName.IDS_OF_MAILS, lambda: _with_ids(job, memory, found))
    reviewed = looking.of(SetbackName.REVIEWED, lambda: _reviewed(job, memory))
    whole = is_all and len(waiting) <= MAILS_A_TICK and with_ids is not None
    return IncomingMails(with_ids or (), reviewed or frozenset(), listed.mark if whole else "")


def note(job: JobContext, memory: Memory, snapshot: Snapshot) -> None:
    """Remember how far the mailbox was read; only now, when what came of it is safe in the ledger.

    A mail that waits, or could not be read, keeps the mark where it is until it is settled or a person took over.
    """
    incoming = snapshot.arrivals.incoming
    if not incoming.mark:
        return
    if any(map(_is_awaited(memory), [*snapshot.arrivals.troubles, *snapshot.arrivals.resting])):
        return
    if all(_is_dealt_with(one.mail.id, memory) for one in incoming.arrivals):
        for name, value in _progress(memory, incoming.mark, snapshot.now, searched=bool(job.settings.incoming.only)):
            if memory.notes.get(name) != value:
                job.ledger.note_memory(name, value)


def _progress(memory: Memory, mark: str, now: datetime, *, searched: bool) -> tuple[tuple[Note, str], ...]:
    """Return the notes of how far the mailbox was read; what is searched may be found some minutes late."""
    before, waits = memory.notes.get(Note.MAILBOX_MARK), memory.notes.get(Note.MAILBOX_NEXT, "")
    if not searched:
        return ((Note.MAILBOX_MARK, mark),)
    following, _, since = waits.partition(" ")
    if following and now - datetime.fromisoformat(since) < FOUND_WITHIN:
        return ()
    begun = f"{mark} {now.isoformat()}"
    if following in ("", before):
        return ((Note.MAILBOX_NEXT, begun),) if mark != before else ()
    return ((Note.MAILBOX_MARK, following), (Note.MAILBOX_NEXT, begun))


def _is_awaited(memory: Memory) -> Callable[[SetbackName], bool]:
    def awaited(name: SetbackName) -> bool:
        setback = memory.setbacks.get(name)
        return name.thing is Thing.MAIL and not (setback and setback.is_given_up)

    return awaited


def _arrival(job: JobContext, id: str) -> Arrival | None:
    received = _received(job, id)
    if received is None:
        return None
    mail = _read(job, received)
    answered = job.inbox.answered(mail.thread, mail.references, mail.message_id)
    keys = map(EffectKey.read, answered.keys)
    return Arrival(mail, tuple(key for key in keys if key is not None), tuple(set(answered.mails) - {id}))


def _since(memory: Memory, began: str) -> datetime:
    """Return from when on mails are listed where the history does not tell.

    That is when the mailbox was switched on, or when its search was last changed.
    """
    searched = memory.notes.get(Note.MAILBOX_SEARCH, began).partition(" ")[0]
    start = max(datetime.fromisoformat(began), datetime.fromisoformat(searched))
    read = memory.notes.get(Note.MAILBOX_READ)
    is_known = Note.MAILBOX_MARK in memory.notes or not read
    return start if is_known else max(start, datetime.fromisoformat(str(read)) - OVERLAP)


def _is_dealt_with(message: str, memory: Memory) -> bool:
    """Return whether a mail is settled, or on its way: what was begun is finished from the journal."""
    key = str(key_of(message))
    return key in memory.results or key in memory.begun


def _received(job: JobContext, id: str) -> ReceivedMail | None:
    try:
        return job.inbox.received(id)
    except Missing:
        return None  # Deleted by a person since it was listed.


def _arrived(job: JobContext, looking: Looking, waiting: Sequence[str]) -> tuple[list[Arrival], bool]:
    """Return mails as they arrived, and whether these are all: where reading takes too long, the others wait."""
    found: list[Arrival] = []
    try:
        for id in waiting:
            arrival = looking.of(SetbackName.mail(id), partial(_arrival, job, id))
            if arrival is not None:
                found.append(arrival)
    except EnoughForNow:
        return found, False
    return found, True


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
        replace(one, ids=_ids_known(one.mail, tuple(next(ids) for _ in range(count)), memory))
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
        for message, news in mail_news.kept_news(memory).items()
        # One that a killed tick had not put there yet was not taken away.
        if news.file and str(key_of(message)) in memory.results
    }
    if not kept:
        return frozenset()
    return frozenset(kept - {entry.id for entry in job.drive.listing(memory.places[Place.folder("review")])})
