"""One Hypothesis profile for all tests: no deadlines on busy machines, and the same examples on every run in CI."""

import os

import pytest
from hypothesis import settings

from automation import wiring
from automation.jobs.boundary import show
from tests import keys

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
keys.read_once()


@pytest.fixture(autouse=True)
def bugs_show(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let an error that nobody foresaw fail the test, unless the test is about one (`@pytest.mark.bugs_kept`)."""
    if "bugs_kept" not in request.keywords:
        monkeypatch.setattr(wiring, "on_bug", show)
