"""What stands for the statements that a document was made from; of those made before, nobody knows.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("document", sa.Column("made_from", sa.String(length=16), nullable=False, server_default=""))
