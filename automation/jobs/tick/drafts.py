"""The drafts of replies that are open: each is read when it changed, and known by what a reader sees of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from automation.domain.case import Case
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, Document, EffectKey
from automation.domain.letter_content import SeenDraft
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.texts import keepable
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.tick.looking import Listed
from automation.ports import EntryKind, FileEntry, Missing
from automation.workflow.case_context import MADE

#: Of so many cases whose reply is being written, the newest, the folder is looked into; it costs no further call.
MOST_FOLDERS = 20
_DOCUMENTS = (".docx", ".doc", ".docm", ".odt", ".rtf")


def folders_of_drafts(memory: Memory) -> Mapping[str, ComplaintNumber]:
    """Return the folders of the cases whose draft has become no letter yet, with the complaint of each."""
    issued = memory.worked_out.of(_issued, memory.documents)
    open_numbers = [
        number
        for number in open_drafts(memory).values()
        if (number, memory.cases[number].letter_sequence) not in issued
    ]
    folders = {memory.results.get(str(EffectKey.of(number, Deed.FOLDER)), ""): number for number in open_numbers}
    return dict([(folder, number) for folder, number in folders.items() if folder][-MOST_FOLDERS:])


def _issued(documents: Iterable[Document]) -> frozenset[tuple[ComplaintNumber, int]]:
    """Return the letters that were made."""
    return frozenset(
        (one.number, one.sequence) for one in documents if one.kind is DocumentKind.SURAT_BALASAN and one.form in MADE
    )


def rivals_in(memory: Memory, listed: Listed) -> Mapping[str, tuple[str, ...]]:
    """Return the names of other files that may be meant as a draft, by the draft's key.

    These are copies that bear its mark, and documents of Word or Google beside it that are called a reply.
    """
    made_by_us: frozenset[str] | None = None
    rivals: dict[str, list[str]] = {}
    for key, number in open_drafts(memory).items():
        folder = memory.results.get(str(EffectKey.of(number, Deed.FOLDER)), "")
        beside = [entry for entry in listed.beside if entry.parent == folder and _is_called_a_reply(entry)]
        marked = [entry for mark, entry in listed.made if mark == key]
        if not (beside or marked):
            continue
        if made_by_us is None:
            made_by_us = memory.worked_out.of(_made_by_us, memory.results, memory.documents)
        found = {entry.id: entry.name for entry in (*beside, *marked) if entry.id not in made_by_us}
        if found:
            rivals[key] = sorted(map(keepable, found.values()))
    return {key: tuple(names) for key, names in rivals.items()}


def _made_by_us(results: Mapping[str, str], documents: Sequence[Document]) -> frozenset[str]:
    return frozenset(results.values()) | {document.file for document in documents}


def _is_called_a_reply(entry: FileEntry) -> bool:
    is_document = entry.kind is EntryKind.NATIVE or entry.name.lower().endswith(_DOCUMENTS)
    return is_document and DocumentKind.SURAT_BALASAN.title.lower() in entry.name.lower()


def open_drafts(memory: Memory) -> Mapping[str, ComplaintNumber]:
    """Return the keys of the drafts whose cases are open, with the complaint of each."""
    return memory.worked_out.of(_open_drafts, memory.cases, memory.results)


def _open_drafts(cases: Mapping[ComplaintNumber, Case], results: Mapping[str, str]) -> Mapping[str, ComplaintNumber]:
    still_open = (case for case in cases.values() if case.outcome is None)
    drafts = (
        (str(EffectKey.of(one.number, Deed.SURAT_BALASAN, str(one.letter_sequence))), one.number)
        for one in still_open
    )
    return {key: number for key, number in drafts if key in results}


def notes_to_forget(memory: Memory) -> tuple[Note, ...]:
    """Return the notes on drafts that nobody writes any more."""
    kept = open_drafts(memory)
    return tuple(note for note in memory.notes if note.framed is not None and note.framed not in kept)


def drafts_in(job: JobContext, looking: Looking, listed: Listed) -> tuple[Mapping[str, SeenDraft], frozenset[str]]:
    """Return the open drafts as they are now, and the keys of those that are not where they could be used."""
    found, gone = dict(_entries(looking.memory, listed)), set()
    seen: dict[str, SeenDraft] = {}
    looking.into(Thing.DRAFT)
    for key, number in open_drafts(looking.memory).items():
        if key not in found:
            gone.add(key)
        elif (draft := _seen(job, looking, key, number, found[key])) is not None:
            seen[key] = draft
    return seen, frozenset(gone)


def _entries(memory: Memory, listed: Listed) -> Iterator[tuple[str, FileEntry]]:
    """Return the drafts that the job made: a copy may bear the same key, and another file the same name."""
    return ((key, entry) for key, entry in listed.made if entry.id == memory.results.get(key))


def _seen(job: JobContext, looking: Looking, key: str, number: ComplaintNumber, entry: FileEntry) -> SeenDraft | None:
    known = looking.memory.cases[number].draft
    if known is not None and known.md5 == entry.md5:
        return known
    name = SetbackName.of(Thing.DRAFT, key)
    if looking.rests(name, entry.md5):
        return None
    return looking.of(name, partial(_read, job, entry), entry.md5, number)


def _read(job: JobContext, entry: FileEntry) -> SeenDraft | None:
    try:
        content = job.drive.download(entry.id, entry)
    except Missing:
        return None  # Somebody has taken it away meanwhile: the next tick tells.
    return SeenDraft(entry.md5, job.sandbox.content_of(content))
