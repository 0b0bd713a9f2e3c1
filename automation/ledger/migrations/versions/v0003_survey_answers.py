"""The answers of the satisfaction survey.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "survey_answer",
        sa.Column("response", sa.String(length=200), nullable=False),
        sa.Column("submitted_at", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        *(sa.Column(f"u{element}", sa.Integer(), nullable=True) for element in range(1, 10)),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("response", name=op.f("pk_survey_answer")),
    )
