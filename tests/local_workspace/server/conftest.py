"""One served workspace for the tests that leave nothing behind."""

import pytest

from local_workspace.server import serve


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("shared"), check_answers=True) as running:
        yield running


@pytest.fixture
def serving(shared):
    """The served workspace, with nothing going wrong and no limits."""
    yield shared
    shared.workspace.faults.clear()
    shared.workspace.quotas.switch(None)
