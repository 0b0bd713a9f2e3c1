"""The memory that a tick decides with, read in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from operator import eq
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from automation.domain.case import Case
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.results import Results
from automation.domain.worked_out import WorkedOut

from . import tables
from .actions import actions_of
from .changes import BY_ROW, Changes
from .codec import instant_in, instant_text
from .kept import Kept, portioned
from .likenesses import alike_of
from .office_documents import office_documents_of
from .setbacks import setbacks_of
from .surveys import answers_of
from .writers import Writers

K = TypeVar("K")
V = TypeVar("V")

LATELY = timedelta(days=2)


class KeptMemory:
    """The memory from one read to the next: of what this process wrote alone is read anew.

    Values of what did not change stay the very same ones, for what is worked out of them goes by that. Once anybody
    else wrote to the database, as another worker of a fleet does between two ticks, all is read.

    Attributes:
        wholly_read: how often all was read.
    """

    def __init__(self) -> None:
        self._memory: Memory | None = None
        self._seen: object = None
        self._worked_out = WorkedOut()
        self.wholly_read = 0

    def read(self, connection: Connection, changes: Changes, writers: Writers) -> Memory:
        """Return everything the ledger remembers; `changes` are those since the last read."""
        seen, before = writers.seen(connection), self._memory
        tables_changed, rows = changes.taken()
        # Where a read fails, the next one must not believe that these changes are known.
        self._memory = None
        if before is None or seen != self._seen or not tables_changed.isdisjoint(BY_ROW):
            found = replace(memory_of(connection), worked_out=self._worked_out)
            found = found if before is None else _as_before(found, before)
            self.wholly_read += 1
        elif tables_changed or rows:
            found = replace(before, **_changed(connection, before, tables_changed, rows))
        else:
            found = before
        self._memory, self._seen = found, seen
        return found


def _as_before(found: Memory, before: Memory) -> Memory:
    """Return a memory that was read anew with the very parts of the one before, wherever they say the same."""
    names = [one.name for one in fields(Memory) if one.name != "worked_out"]
    parts = {name: _or_same(getattr(before, name), getattr(found, name)) for name in names}
    if all(part is getattr(before, name) for name, part in parts.items()):
        return before
    return replace(found, **parts)


def _or_same(before: Any, now: Any) -> Any:
    """Return a part as it was, where it is the same in the same order; else as it is, with what it has of then."""
    if isinstance(now, Kept):
        return now.as_before(before)
    if isinstance(now, Mapping):
        is_same = len(before) == len(now) and all(map(eq, before.items(), now.items()))
        return before if is_same else now
    return before if before == now else now


def _changed(
    connection: Connection, before: Memory, tables_changed: Set[str], rows: Mapping[str, Set[str]]
) -> Mapping[str, Any]:
    """Return the parts of the memory that rest on what was written."""
    written = tables_changed | rows.keys()
    found: dict[str, Any] = {
        part: read(connection)
        for part, (tables_of_it, read) in _PARTS.items()
        if not written.isdisjoint(tables_of_it)
    }
    if numbers := rows.get("complaint"):
        found["cases"] = _with_rows(before.cases, cases_of(connection, numbers))
    if keys := rows.get("action"):
        found["actions"] = _with_rows(before.actions, actions_of(connection, keys))
    if ids := rows.get("response"):
        found["responses"] = {**before.responses, **_responses(connection, ids)}
    if keys := rows.get("effect"):
        found |= _with_effects(connection, before, keys)
    if keys := rows.get("document"):
        fresh = {one.effect: one for one in documents_of(connection, keys)}
        found["documents"] = tuple({**{one.effect: one for one in before.documents}, **fresh}.values())
    return found


def _with_rows(before: Mapping[K, V], fresh: Kept[K, V]) -> Mapping[K, V]:
    return before.with_rows(fresh) if isinstance(before, Kept) else {**before, **fresh}


def cases_of(connection: Connection, numbers: Iterable[str] | None = None) -> Kept[ComplaintNumber, Case]:
    """Return all cases in the order of registration, or some of them."""
    t = tables.complaint.c
    query = select(t.number, t.memory).order_by(t.place)
    rows: Iterable[Any] = (
        connection.execute(query) if numbers is None else portioned(connection, query, t.number, numbers)
    )
    texts: dict[ComplaintNumber, str] = {ComplaintNumber.parse(row.number): row.memory for row in rows}
    return Kept(Case, texts)


def _with_effects(connection: Connection, before: Memory, keys: Iterable[str]) -> Mapping[str, Any]:
    """Return what changes with some effects; one that was forgotten is read with all others."""
    t = tables.effect.c
    query = select(t.key, t.done, t.result, t.token, t.failures)
    rows = list(portioned(connection, query, t.key, keys))
    done = {row.key: row.result for row in rows if row.done}
    begun = {row.key: row.token for row in rows if not row.done}
    unwritten = {row.key for row in rows if not row.done and row.failures and not row.token}
    found: dict[str, Any] = {"begun": {**{key: at for key, at in before.begun.items() if key not in done}, **begun}}
    if done:
        kept = before.results
        found["results"] = (kept if isinstance(kept, Results) else Results(kept)).with_done(done)
        found["done_lately"] = _done_lately(connection)
    covered = _covered(connection, [row.key for row in rows if row.key not in unwritten])
    if unwritten:
        gone = _covered(connection, unwritten)
        found["covered"] = (before.covered | covered) - (gone - _still_covered(connection, gone))
    elif not covered <= before.covered:
        found["covered"] = before.covered | covered
    return found


def _covered(connection: Connection, effects: Iterable[str]) -> frozenset[str]:
    """Return the notices that some effects carry."""
    t = tables.cover.c
    return frozenset(row.notice for row in portioned(connection, select(t.notice), t.effect, effects))


def _still_covered(connection: Connection, notices: Iterable[str]) -> frozenset[str]:
    """Return those of some notices that any mail carried to anybody."""
    t = tables.cover.c
    query = select(t.notice).where(t.effect.not_in(_unwritten()))
    return frozenset(row.notice for row in portioned(connection, query, t.notice, notices))


def _unwritten() -> Select[Any]:
    """Return the query of mails that failed before there was a draft: they have carried nothing to anybody."""
    effect = tables.effect.c
    return select(effect.key).where(effect.done.is_(False), effect.failures > 0, effect.token == "")


def memory_of(connection: Connection) -> Memory:
    """Read the whole memory."""
    effect, cover = tables.effect.c, tables.cover.c
    parts: dict[str, Any] = {part: read(connection) for part, (_, read) in _PARTS.items()}
    return Memory(
        cases=cases_of(connection),
        actions=actions_of(connection),
        responses=_responses(connection),
        results=Results(_pairs(connection, select(effect.key, effect.result).where(effect.done))),
        begun=_pairs(connection, select(effect.key, effect.token).where(effect.done.is_(False))),
        done_lately=_done_lately(connection),
        covered=frozenset(
            connection.execute(select(cover.notice).where(cover.effect.not_in(_unwritten()))).scalars()
        ),
        documents=documents_of(connection),
        **parts,
    )


def _responses(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, ComplaintNumber]:
    t = tables.response.c
    query = select(t.id, t.number)
    rows: Iterable[Any] = connection.execute(query) if ids is None else portioned(connection, query, t.id, ids)
    return {id: ComplaintNumber.parse(number) for id, number in rows}


def _carried(connection: Connection) -> frozenset[str]:
    """Return the notices that mails alone carry which were begun and not finished."""
    effect, cover = tables.effect.c, tables.cover.c
    query = select(cover.notice).join(tables.effect, effect.key == cover.effect)
    carried = frozenset(connection.execute(query.where(effect.done.is_(False))).scalars())
    sent = portioned(connection, query.where(effect.done), cover.notice, carried)
    return carried - {row.notice for row in sent}


def _notes_of(connection: Connection) -> dict[Note, str]:
    t = tables.note.c
    return {Note(name): text for name, text in connection.execute(select(t.name, t.text))}


def _history_length(connection: Connection) -> int:
    return connection.execute(select(tables.chain.c.length)).scalar() or 0


def places_of(connection: Connection) -> dict[Place, str]:
    """Read the ids of what setup made, by name."""
    query = select(tables.place.c.name, tables.place.c.id)
    return {Place(name): id for name, id in connection.execute(query)}


def documents_of(connection: Connection, effects: Iterable[str] | None = None) -> tuple[Document, ...]:
    """Return the archive in the order of filing, or what some effects filed."""
    kinds = {kind.value: kind for kind in DocumentKind}
    forms = {form.value: form for form in DocumentForm}
    numbers: dict[str, ComplaintNumber] = {}
    t = tables.document.c
    documents = []
    query = select(tables.document).order_by(t.place)
    rows: Iterable[Any] = (
        connection.execute(query) if effects is None else portioned(connection, query, t.effect, effects)
    )
    for row in rows:
        parsed = numbers.get(row.number)
        if parsed is None:
            parsed = numbers[row.number] = ComplaintNumber.parse(row.number)
        documents.append(
            Document(
                effect=row.effect,
                number=parsed,
                kind=kinds[row.kind],
                sequence=row.sequence,
                form=forms[row.form],
                file=row.file,
                name=row.name,
                sha256=row.sha256,
                pages=row.pages,
                filed_at=instant_in(row.filed_at),
                letter_number=row.letter_number,
                letter_date=date.fromisoformat(row.letter_date) if row.letter_date else None,
                remark=row.remark,
                made_from=row.made_from,
                signed_by=row.signed_by,
                checked=row.checked,
                shelf=row.shelf,
            )
        )
    return tuple(documents)


def _done_lately(connection: Connection) -> dict[str, datetime]:
    """Read when the effects of the last two days were done; the newest of them says when "now" was."""
    effect = tables.effect.c
    newest = connection.execute(select(func.max(effect.done_at))).scalar()
    if not newest:
        return {}
    since = instant_text(instant_in(newest) - LATELY)
    rows = connection.execute(select(effect.key, effect.done_at).where(effect.done_at > since))
    return {key: instant_in(at) for key, at in rows}


def _pairs(connection: Connection, query: Select[Any]) -> dict[str, str]:
    return {name: text for name, text in connection.execute(query)}  # noqa: C416 (rows are no pairs to dict())


#: The parts of the memory that are read whole when one of these tables was written.
_PARTS: Mapping[str, tuple[frozenset[str], Callable[[Connection], Any]]] = {
    "setbacks": (frozenset({"setback"}), setbacks_of),
    "office_documents": (frozenset({"office_document"}), office_documents_of),
    "survey": (frozenset({"survey_answer"}), answers_of),
    "carried": (frozenset({"effect", "cover"}), _carried),
    # Those of open complaints alone.
    "alike": (frozenset({"alike", "complaint"}), alike_of),
    "places": (frozenset({"place"}), places_of),
    "notes": (frozenset({"note"}), _notes_of),
    "history_length": (frozenset({"chain"}), _history_length),
}
