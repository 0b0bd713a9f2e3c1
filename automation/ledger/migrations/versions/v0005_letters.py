"""What an outgoing letter bears, and why a document no longer counts.

Revision ID: 0005
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; number and date of letters made before stand in the journal."""
    op.add_column("document", sa.Column("letter_number", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("letter_date", sa.String(length=10), nullable=False, server_default=""))
    op.add_column("document", sa.Column("remark", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    effect = sa.table("effect", sa.column("kind"), sa.column("number"), sa.column("payload"), sa.column("done"))
    document = sa.table(
        "document", *(sa.column(name) for name in ("number", "kind", "form", "letter_number", "letter_date"))
    )
    numbered = sa.select(effect.c.number, effect.c.payload).where(effect.c.kind == "NumberLetter", effect.c.done)
    for number, payload in connection.execute(numbered).all():
        told = json.loads(payload)
        replies = document.c.number == number, document.c.kind == "surat_balasan"
        letters = *replies, document.c.form.in_(("docx", "pdf"))
        values = {"letter_number": told.get("letter_number", ""), "letter_date": told.get("letter_date", "")}
        connection.execute(sa.update(document).where(*letters).values(values))
