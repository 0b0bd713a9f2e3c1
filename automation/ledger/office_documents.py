"""The archive's documents that belong to no complaint, in the order in which they were filed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select, update

from automation.domain.effects import OfficeDocument

from . import tables
from .codec import instant_in, instant_text


def keep_office_documents(connection: Connection, documents: Iterable[OfficeDocument]) -> None:
    """Keep documents; one that is kept already takes these values and stays in its place."""
    table = tables.office_document
    for document in documents:
        values = {
            "kind": document.title,
            "file": document.file,
            "name": document.name,
            "sha256": document.sha256,
            "filed_at": instant_text(document.filed_at),
            "remark": document.remark,
        }
        where = table.c.effect == document.effect
        if connection.execute(update(table).where(where).values(values)).rowcount:
            continue
        place = (connection.execute(select(func.max(table.c.place))).scalar() or 0) + 1
        connection.execute(insert(table), [{"effect": document.effect, "place": place, **values}])


def office_documents_of(connection: Connection) -> tuple[OfficeDocument, ...]:
    """Return them all."""
    table = tables.office_document
    return tuple(
        OfficeDocument(
            effect=row.effect,
            title=row.kind,
            file=row.file,
            name=row.name,
            sha256=row.sha256,
            filed_at=instant_in(row.filed_at),
            remark=row.remark,
        )
        for row in connection.execute(select(table).order_by(table.c.place))
    )
