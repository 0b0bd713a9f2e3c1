"""Where the paper of a document lies, as officers wrote into Arsip; the next tick reads it there.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("document", sa.Column("shelf", sa.Text(), nullable=False, server_default=""))
