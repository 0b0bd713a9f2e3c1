"""When complaints had ended before they went on, told from the history; and the office's own reports.

Revision ID: 0010
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

#: The sentences of the history as they were when this was written; they are read for ever.
_ENDED = (
    "Selesai",
    "Ditutup: bukan keluhan",
    "Ditutup: di luar kewenangan",
    "Ditutup: duplikat",
    "Ditutup: dicabut pelapor",
)
_CHANGED = "Penutupan diubah"
_WENT_ON = ("Dibuka kembali", "Dibuka kembali oleh Kepala Balai: mulai lagi dari langkah 4")
_FIRST_LOST = ("Tidak lagi duplikat dari ", ": kembali ke langkah 2")
_LETTER_VOID = ("Surat balasan nomor ", " dibatalkan dan diganti: kembali ke langkah 8")


def upgrade() -> None:
    """Make the table of reports, and add to each complaint what its history tells."""
    op.create_table(
        "office_document",
        sa.Column("effect", sa.String(length=250), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("filed_at", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("effect", name=op.f("pk_office_document")),
        sa.UniqueConstraint("place", name=op.f("uq_office_document_place")),
    )
    connection = op.get_bind()
    for number, ends in _former_ends(connection):
        text = connection.execute(sa.text("SELECT memory FROM complaint WHERE number = :of"), {"of": number}).scalar()
        if text:
            memory = json.dumps({**json.loads(text), "former_ends": ends}, ensure_ascii=False, separators=(",", ":"))
            connection.execute(
                sa.text("UPDATE complaint SET memory = :kept WHERE number = :of"), {"kept": memory, "of": number}
            )


def _former_ends(connection: sa.Connection) -> Iterable[tuple[str, list[dict[str, str]]]]:
    """Return the ends after which complaints went on, by complaint; none of those that never did."""
    went_on = " OR ".join(["what IN :went_on", "what LIKE :first_lost", "what LIKE :letter_void"])
    lines = sa.text(
        f"SELECT number, at, what, new FROM history WHERE what IN :ended OR what = :changed OR {went_on} "  # noqa: S608 (words of our own)
        "ORDER BY number, sequence"
    ).bindparams(sa.bindparam("ended", expanding=True), sa.bindparam("went_on", expanding=True))
    patterns = {"first_lost": "%".join(_FIRST_LOST), "letter_void": "%".join(_LETTER_VOID)}
    found = connection.execute(lines, {"ended": _ENDED, "went_on": _WENT_ON, "changed": _CHANGED, **patterns})
    for number, theirs in groupby(found.all(), key=lambda row: row[0]):
        ends: list[dict[str, str]] = []
        held: dict[str, str] | None = None
        for _, at, what, new in theirs:
            if what in _ENDED:
                held = {"outcome": what, "at": at}
            elif what == _CHANGED:
                held = held and {**held, "outcome": new}
            elif held is not None:
                ends.append({**held, "until": at})
                held = None
        if number and ends:
            yield number, ends
