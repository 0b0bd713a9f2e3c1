"""The index by which complaints like one another are found, and the tab Tindakan's rows.

Revision ID: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the index fills itself, some complaints a tick."""
    op.create_table(
        "likeness",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("looked", sa.String(length=40), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("orders", sa.Text(), nullable=False),
        sa.Column("customers", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_likeness")),
    )
    op.create_table(
        "likeness_key",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_likeness_key")),
    )
    op.create_index(op.f("ix_likeness_key_number"), "likeness_key", ["number"])
    op.create_table(
        "likeness_spread",
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_likeness_spread")),
    )
    op.create_table(
        "alike",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("other", sa.String(length=40), nullable=False),
        sa.Column("likeness", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("number", "place", name=op.f("pk_alike")),
    )
    op.create_table(
        "action",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_action")),
    )
