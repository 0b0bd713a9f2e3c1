"""What a ledger does for who keeps many of them open: it rests, is left as it is, and is deleted as a whole."""

import pytest

from automation.domain.notes import Note
from automation.ledger import HEAD, Locked, UnusableLedger, open_ledger
from tests.databases import NoServer, PostgresqlOffice, new_office
from tests.postgresql import server


@pytest.fixture
def place() -> PostgresqlOffice:
    try:
        return new_office()
    except NoServer as reason:
        pytest.skip(str(reason))


def test_a_ledger_that_rests_has_no_connection_and_remembers_what_it_read(place):
    with open_ledger(place.address) as ledger:
        ledger.note_memory(Note.FAILING_SINCE, "dahulu")
        before = ledger.memory()
        assert place.states()
        ledger.rest()
        assert place.states() == set()
        assert ledger.memory().notes == before.notes
        assert ledger.memory().cases is before.cases


def test_a_ledger_without_tables_is_not_brought_up_by_who_takes_it_as_it_is():
    try:
        empty = PostgresqlOffice(server().office())
    except NoServer as reason:
        pytest.skip(str(reason))
    with pytest.raises(UnusableLedger, match=f"versi {HEAD}"):
        open_ledger(empty.address, as_it_is=True)
    open_ledger(empty.address).close()
    open_ledger(empty.address, as_it_is=True).close()


def test_a_ledger_is_deleted_with_all_that_is_in_it_while_its_lock_is_held_by_who_deletes_it(place):
    with open_ledger(place.address) as ledger, open_ledger(place.address) as other:
        with ledger.lock():
            with pytest.raises(Locked), other.lock():
                pass
            ledger.drop()
        with pytest.raises(UnusableLedger):
            other.memory()


def test_a_file_is_not_deleted(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path / 'buku.db'}") as ledger, pytest.raises(UnusableLedger):
        ledger.drop()
