"""Before each call that may change something, the job is asked whether it still may."""

import pytest

from automation.google import connect
from automation.ports import TryLater
from local_workspace.server import serve

from .served import QUICK, settings_for


class NoLonger(TryLater):
    """The job may change nothing any more."""


def test_what_may_no_longer_be_changed_is_not_even_asked_for_and_reading_goes_on(tmp_path):
    may_change = [True]

    def look() -> None:
        if not may_change[0]:
            raise NoLonger

    with serve(tmp_path / "data") as serving:
        connection = connect(settings_for(serving, tmp_path), QUICK, before_change=look)
        drive = connection.drive({})
        (first, second) = drive.new_ids(2)
        drive.create_folder(first, "Satu", "root", {})
        may_change[0] = False
        made = connection.counts.writes.total()
        with pytest.raises(NoLonger):
            drive.create_folder(second, "Dua", "root", {})
        drive.listing("root")
        assert (made, connection.counts.writes.total()) == (1, 1)
        connection.close()
