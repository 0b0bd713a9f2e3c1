"""Indexes for what every tick asks: effects that were begun, what an effect carried, open complaints.

Revision ID: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    # Written as the queries are: SQLite takes an index of some rows for the very same condition alone.
    op.create_index(
        op.f("ix_effect_done"),
        "effect",
        ["done"],
        sqlite_where=sa.text("done IS 0"),
        postgresql_where=sa.text("done IS false"),
    )
    op.create_index(op.f("ix_cover_effect"), "cover", ["effect"])
    op.create_index(op.f("ix_complaint_outcome"), "complaint", ["outcome"])
    op.create_index(op.f("ix_document_number"), "document", ["number"])
