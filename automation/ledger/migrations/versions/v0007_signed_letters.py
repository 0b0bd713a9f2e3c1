"""Who signed a letter electronically, and what came of checking it.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; no letter was checked before."""
    op.add_column("document", sa.Column("signed_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("checked", sa.Text(), nullable=False, server_default=""))
