"""The memory that a tick decides with, read in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from automation.domain.case import Case
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place

from . import tables
from .actions import KeptActions, actions_of
from .codec import from_json, instant_in, instant_text
from .likenesses import alike_of
from .office_documents import office_documents_of
from .setbacks import setbacks_of
from .surveys import answers_of

LATELY = timedelta(days=2)


class KeptCases(Mapping[ComplaintNumber, Case]):
    """Cases in the order of registration, each read from its JSON when it is first looked at.

    What was read of the cases `before` holds for those whose JSON is the same: most cases are settled and stay so.
    """

    def __init__(self, texts: Mapping[ComplaintNumber, str], before: KeptCases | None = None) -> None:
        self._texts = texts
        known = before._read if before else {}
        old = before._texts if before else {}
        self._read: dict[ComplaintNumber, Case] = {
            number: case for number, case in known.items() if old[number] == texts.get(number)
        }

    def __getitem__(self, number: ComplaintNumber) -> Case:
        case = self._read.get(number)
        if case is None:
            case = self._read[number] = from_json(Case, self._texts[number])
        return case

    def __iter__(self) -> Iterator[ComplaintNumber]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, number: object) -> bool:
        return number in self._texts

    def __repr__(self) -> str:
        return f"KeptCases({dict(self)!r})"


def memory_of(
    connection: Connection, before: KeptCases | None = None, before_actions: KeptActions | None = None
) -> Memory:
    """Read the whole memory; `before` are the cases and actions of an earlier one."""
    effect, complaint, cover = tables.effect.c, tables.complaint.c, tables.cover.c
    parse = ComplaintNumber.parse
    # A mail that failed before there was a draft has carried nothing to anybody.
    unwritten = select(effect.key).where(effect.done.is_(False), effect.failures > 0, effect.token == "")
    rows = connection.execute(select(complaint.number, complaint.memory).order_by(complaint.place)).all()
    response = tables.response.c
    return Memory(
        cases=KeptCases({parse(number): text for number, text in rows}, before),
        responses={id: parse(number) for id, number in connection.execute(select(response.id, response.number))},
        results=_pairs(connection, select(effect.key, effect.result).where(effect.done)),
        begun=_pairs(connection, select(effect.key, effect.token).where(effect.done.is_(False))),
        setbacks=setbacks_of(connection),
        done_lately=_done_lately(connection),
        covered=frozenset(connection.execute(select(cover.notice).where(cover.effect.not_in(unwritten))).scalars()),
        documents=documents_of(connection),
        office_documents=office_documents_of(connection),
        survey=answers_of(connection),
        alike=alike_of(connection),
        actions=actions_of(connection, before_actions),
        places=places_of(connection),
        notes={Note(name): text for name, text in connection.execute(select(tables.note.c.name, tables.note.c.text))},
        history_length=connection.execute(select(tables.chain.c.length)).scalar() or 0,
    )


def places_of(connection: Connection) -> dict[Place, str]:
    """Read the ids of what setup made, by name."""
    query = select(tables.place.c.name, tables.place.c.id)
    return {Place(name): id for name, id in connection.execute(query)}


def documents_of(connection: Connection) -> tuple[Document, ...]:
    """Return the archive in the order of filing."""
    kinds = {kind.value: kind for kind in DocumentKind}
    forms = {form.value: form for form in DocumentForm}
    numbers: dict[str, ComplaintNumber] = {}
    t = tables.document.c
    documents = []
    for row in connection.execute(select(tables.document).order_by(t.place)):
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
