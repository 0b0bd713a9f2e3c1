"""Who changed a cell, and since which tick it can have been.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both to the history; the lines that are there say nothing of them, and keep their seals."""
    op.add_column("history", sa.Column("since", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("history", sa.Column("who", sa.Text(), nullable=False, server_default=""))
