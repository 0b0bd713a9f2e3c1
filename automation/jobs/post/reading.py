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
from automation.jobs.desk import Desk
from automation.jobs.looking import Looking
from automation.jobs.post import news as post_news
from automation.jobs.snapshot import Arrival, Post, Snapshot
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
    """Name for ever what is done about a mail."""
    return EffectKey.of(None, Deed.INCOMING_MAIL, message)


def begin(desk: Desk, memory: Memory, now: datetime) -> Memory:
    """Note when the mailbox was switched on, once: what came in before was dealt with by other means."""
    if not desk.settings.incoming.is_on or str(BEGAN) in memory.results:
        return memory
    since = memory.begun.get(str(BEGAN)) or now.isoformat()
    desk.ledger.begin(BEGAN, "Inbox", None, "", since, events=(Event(None, MailboxOpened()),), at=now)
    desk.ledger.finish(BEGAN, since)
    return desk.ledger.memory()


def post_of(desk: Desk, looking: Looking) -> Post:
    """Read the mails that nothing was done about yet, each apart from the others."""
    memory = looking.memory
    began = memory.results.get(str(BEGAN))
    if not desk.settings.incoming.is_on or began is None:
        return Post()
    listed = looking.of(_LIST, lambda: desk.inbox.arrivals(_since(memory, began)))
    if listed is None:
        return Post()
    looking.into(INBOX)
    looking.into(MAIL)
    waiting = [id for id in listed if not _is_dealt_with(id, memory) and not looking.rests(f"{MAIL}{id}")]
    found = list(_arrived(desk, looking, waiting[:MAILS_A_TICK]))
    with_ids = looking.of(_IDS, lambda: _with_ids(desk, memory, found))
    reviewed = looking.of(_REVIEWED, lambda: _reviewed(desk, memory))
    return Post(with_ids or (), reviewed or frozenset())


def note(desk: Desk, memory: Memory, snapshot: Snapshot) -> None:
    """Remember how far the mailbox was read; only now, when what came of it is safe in the ledger.

    A mail that could not be read keeps the mark where it is until a person has taken over.
    """
    post = snapshot.arrivals.post
    if not post.arrivals or any(map(_is_awaited(memory), [*snapshot.arrivals.troubles, *snapshot.arrivals.resting])):
        return
    undone = [one for one in post.arrivals if not _is_dealt_with(one.letter.id, memory)]
    until = min(one.letter.arrived_at for one in undone) if undone else post.arrivals[-1].letter.arrived_at
    if until.isoformat() != memory.notes.get(Note.MAILBOX_READ):
        desk.ledger.note_memory(Note.MAILBOX_READ, until.isoformat())


def _is_awaited(memory: Memory) -> Callable[[str], bool]:
    def awaited(name: str) -> bool:
        setback = memory.setbacks.get(name)
        return name.startswith(MAIL) and not (setback and setback.is_given_up)

    return awaited


def _arrival(desk: Desk, id: str) -> Arrival | None:
    mail = _received(desk, id)
    if mail is None:
        return None
    letter = _read(desk, mail)
    answered = map(EffectKey.read, desk.inbox.answered(letter.thread, letter.references))
    return Arrival(letter, tuple(key for key in answered if key is not None))


def _since(memory: Memory, began: str) -> datetime:
    start, read = datetime.fromisoformat(began), memory.notes.get(Note.MAILBOX_READ)
    return max(start, datetime.fromisoformat(read) - OVERLAP) if read else start


def _is_dealt_with(message: str, memory: Memory) -> bool:
    """Tell whether a mail is settled, or on its way: what was begun is finished from the journal."""
    key = str(key_of(message))
    return key in memory.results or key in memory.begun


def _received(desk: Desk, id: str) -> ReceivedMail | None:
    try:
        return desk.inbox.received(id)
    except Missing:
        return None  # Deleted by a person since it was listed.


def _arrived(desk: Desk, looking: Looking, waiting: Sequence[str]) -> Iterator[Arrival]:
    """Give mails as they arrived; where reading takes too long in all, the others wait for the next tick."""
    with suppress(EnoughForNow):
        for id in waiting:
            arrival = looking.of(f"{MAIL}{id}", partial(_arrival, desk, id))
            if arrival is not None:
                yield arrival


def _read(desk: Desk, mail: ReceivedMail) -> IncomingMail:
    """Read a mail; of one that cannot be read, its head alone, and of one whose head cannot be read, nothing."""
    try:
        return desk.sandbox.read_mail(mail, desk.settings.incoming.largest_file)
    except CannotOpen as refusal:
        why = str(refusal)
    try:
        head = desk.sandbox.read_mail(replace(mail, content=_head_of(mail.content)), 0)
    except (CannotOpen, EnoughForNow):
        head = IncomingMail(id=mail.id, thread=mail.thread, arrived_at=mail.arrived_at)
    return replace(head, is_whole=False, unreadable=why)


def _head_of(content: bytes) -> bytes:
    """Give the headers of a mail, as far as an honest one's reach."""
    head, _, _ = content[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    return head + b"\n\n"


def _with_ids(desk: Desk, memory: Memory, found: list[Arrival]) -> tuple[Arrival, ...]:
    """Give each mail of a person the ids that its files will have, in one call for all."""
    needed = [1 + len(one.letter.enclosures) if _is_kept(one.letter) else 0 for one in found]
    if not sum(needed):
        return tuple(found)
    ids = iter(desk.drive.new_ids(sum(needed)))
    return tuple(
        Arrival(one.letter, one.answers, _ids_known(one.letter, tuple(next(ids) for _ in range(count)), memory))
        for one, count in zip(found, needed, strict=True)
    )


def _ids_known(letter: IncomingMail, ids: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Keep to the ids that a complaint was registered with by a tick that was killed right afterwards."""
    number = memory.responses.get(letter.response)
    if number is None:
        return ids
    given = memory.cases[number].intake.attachments
    return (*ids[:1], *given) if len(given) == len(ids) - 1 else ids


def _is_kept(letter: IncomingMail) -> bool:
    return not letter.automatic and letter.bounce is None


def _reviewed(desk: Desk, memory: Memory) -> frozenset[str]:
    """Tell which files kept for a person were taken away; asked only while there are any."""
    kept = {
        news.file
        for message, news in post_news.standing(memory).items()
        # One that a killed tick had not put there yet was not taken away.
        if news.file and str(key_of(message)) in memory.results
    }
    if not kept:
        return frozenset()
    return frozenset(kept - {entry.id for entry in desk.drive.listing(memory.places[Place.folder("review")])})
