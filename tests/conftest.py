"""One Hypothesis profile for all tests: no deadlines on busy machines, and the same examples on every run in CI."""

import os

import pytest
from hypothesis import settings

from automation import wiring
from automation.jobs.boundary import show
from tests import disk, keys
from tests.postgresql import NoServer

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
keys.read_once()
disk.wait_for_none()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what was not tried for want of a server."""
    skipped = terminalreporter.getreports("skipped")
    missed = [one for one in skipped if isinstance(one.longrepr, tuple) and NoServer.SAYS in one.longrepr[2]]
    if missed:
        terminalreporter.write_sep("!", f"{len(missed)} tests on PostgreSQL were NOT run", red=True, bold=True)
        terminalreporter.write_line(str(missed[0].longrepr[2]))


@pytest.fixture(autouse=True)
def bugs_show(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let an error that nobody foresaw fail the test, unless the test is about one (`@pytest.mark.bugs_kept`)."""
    if "bugs_kept" not in request.keywords:
        monkeypatch.setattr(wiring, "on_bug", show)
