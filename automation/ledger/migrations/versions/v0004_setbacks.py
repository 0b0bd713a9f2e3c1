"""What could not be done, and when each effect was done.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and add the column: of effects done before nobody knows when."""
    op.create_table(
        "setback",
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("rests_on", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("tried_at", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setback")),
    )
    op.add_column("effect", sa.Column("done_at", sa.String(length=40), nullable=False, server_default=""))
    op.create_index(op.f("ix_effect_done_at"), "effect", ["done_at"])
