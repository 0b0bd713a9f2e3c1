"""Many offices in one process share what Google's clients know, and nothing else."""

from automation.domain.places import Place
from automation.google import connect
from tests.ports.served import QUICK, connected, settings_for


def test_two_offices_share_a_client_and_each_calls_over_its_own_sign_in(tmp_path):
    with connected(tmp_path) as (serving, first):
        second = connect(settings_for(serving, tmp_path, "lain@office.example"), QUICK)
        mine, theirs = first.drive({Place.ROOT: ""}), second.drive({Place.ROOT: ""})
        for drive, times in ((mine, 1), (theirs, 2), (mine, 1)):
            for _ in range(times):
                drive.new_ids(1)
        assert (first.counts.reads["drive"], second.counts.reads["drive"]) == (2, 2)
        second.close()


def test_what_was_handed_over_is_called_from_another_thread_over_the_same_session(tmp_path):
    from threading import Thread

    with connected(tmp_path) as (_, connection):
        drive = connection.drive({Place.ROOT: ""})
        drive.new_ids(1)
        before = connection._sessions._all[0]

        def called() -> None:
            connection.hand_over()
            drive.new_ids(1)

        other = Thread(target=called)
        other.start()
        other.join()
        assert connection._sessions._all == [before]
        assert connection.counts.reads["drive"] == 2
