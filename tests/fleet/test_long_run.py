"""A sample of the long run: `python -m tests.fleet` plays longer ones."""

import pytest

from tests.databases import NoServer
from tests.fleet.chaos import Trouble, played
from tests.fleet.fleets import a_fleet

pytestmark = pytest.mark.xdist_group("fleet")


def test_whatever_happens_to_workers_connections_and_server_every_complaint_is_served_once(monkeypatch):
    try:
        fleet = a_fleet(monkeypatch)
    except NoServer as reason:
        pytest.skip(str(reason))
    found = played(fleet, Trouble(seconds=20, seed=3, offices=1))
    assert found.happened["PostgreSQL restarted"] == 1
    assert found.happened["complaint"] > 0
    assert found.happened["worker killed"] == 5
