"""What respondents of the survey told of themselves, and which answers came on paper.

Revision ID: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of earlier answers nothing is known."""
    for name in ("sex", "age", "education", "occupation"):
        op.add_column("survey_answer", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("survey_answer", sa.Column("on_paper", sa.Integer(), nullable=False, server_default="0"))
