"""How Alembic runs: on the connection, and in the transaction, that the ledger hands over."""

from __future__ import annotations

from alembic import context

from automation.ledger.tables import metadata

# The whole upgrade is one transaction: a kill leaves the tables as they were.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
