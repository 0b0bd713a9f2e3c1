"""Of effects that are done a receipt stays, as those get that are done from now on; the last action is found at once.

Revision ID: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from automation.ledger.receipts import receipt_of

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_AT_ONCE = 1_000


def upgrade() -> None:
    """Drop the words, some effects at a time, so that an old office's need not lie in memory all at once."""
    op.create_index(op.f("ix_action_place"), "action", ["place"])
    connection, last = op.get_bind(), ""
    effect = sa.table(
        "effect", sa.column("key"), sa.column("kind"), sa.column("payload"), sa.column("done", sa.Boolean)
    )
    ask = sa.select(effect.c.key, effect.c.kind, effect.c.payload).order_by(effect.c.key).limit(_AT_ONCE)
    while rows := connection.execute(ask.where(effect.c.key > last, effect.c.done)).all():
        last = rows[-1].key
        receipts = [{"of": row.key, "stays": receipt_of(row.kind, row.payload)} for row in rows]
        change = effect.update().where(effect.c.key == sa.bindparam("of")).values(payload=sa.bindparam("stays"))
        connection.execute(change, receipts)
