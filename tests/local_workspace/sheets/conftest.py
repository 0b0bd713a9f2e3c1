"""One workspace for all Sheets tests; each test makes a spreadsheet of its own."""

import pytest

from tests.local_workspace.sheets.asking import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("sheets"))
    yield made
    made.close()


@pytest.fixture
def book(office):
    return office.spreadsheet()
