"""A ledger's tests run on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.ledger import Ledger, open_ledger
from tests.databases import NAMES, Database, NoServer, PostgresqlOffice, new_database, new_office


@pytest.fixture(params=NAMES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A place for a ledger, on each database in turn."""
    try:
        return new_database(request.param, tmp_path)
    except NoServer as reason:
        pytest.skip(str(reason))


@pytest.fixture
def office() -> PostgresqlOffice:
    """A place for a ledger on PostgreSQL."""
    try:
        return new_office()
    except NoServer as reason:
        pytest.skip(str(reason))


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    """A ledger that was just made."""
    with open_ledger(database.address) as opened:
        yield opened
