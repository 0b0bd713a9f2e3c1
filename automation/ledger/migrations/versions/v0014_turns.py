"""On PostgreSQL: whose turn it is to write, whose ledger it is, and texts of any length in the order of their signs.

Revision ID: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the row that writers wait at, and let PostgreSQL hold and sort texts as SQLite does."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    turn = op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("writes", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(turn, [{"id": 1, "number": 0, "writes": 0}])
    columns = sa.text(
        "select table_name, column_name from information_schema.columns "
        "where table_schema = current_schema() and data_type = 'character varying' "
        "and table_name <> 'alembic_version'"
    )
    for table, column in connection.execute(columns).all():
        op.execute(f'alter table "{table}" alter column "{column}" type text collate "C"')
