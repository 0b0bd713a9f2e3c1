"""A tab of the job's own that somebody deleted comes back by itself; one of people's waits for people."""

from collections.abc import Iterator

import pytest

from demo.people import OFFICE
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

from .world import ANSWER

ONE = "KEL-2026-0001"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WiredOffice]:
    with (
        pytest.MonkeyPatch.context() as patch,
        a_wired_office(tmp_path_factory.mktemp("kantor"), wita(2, 8), patch) as office,
    ):
        office.stage.answer_form("public", ANSWER)
        assert office.sync(wita(2, 9)).status == 0
        yield office


def shown(office: WiredOffice, tab: str) -> list[dict[str, object]]:
    hands = office.stage.hands(OFFICE)
    ((heading, *rows),) = hands.table(office.stage.place("workbook"), [f"'{tab}'"])
    return [dict(zip(heading, row, strict=False)) for row in rows]


def delete(office: WiredOffice, tab: str) -> None:
    book = office.stage.place("workbook")
    id = office.stage.hands(OFFICE).tabs(book)[tab]
    office.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [{"deleteSheet": {"sheetId": id}}]})


@pytest.mark.parametrize("tab", ["Status", "Riwayat", "Rekap", "Hari Ini"])
def test_a_tab_of_the_jobs_own_is_made_anew_and_filled_from_the_ledger(office: WiredOffice, tab: str) -> None:
    before = {name: shown(office, name) for name in ("Register", tab)}
    delete(office, tab)
    assert office.sync(wita(2, 9)).status == 0
    assert {name: shown(office, name) for name in ("Register", tab)} == before
    assert '"writes": 0' in office.sync(wita(2, 9), "--json").out


def test_a_workbook_in_the_bin_is_told_of_until_it_is_back(office: WiredOffice) -> None:
    file = f"/drive/v3/files/{office.stage.place('workbook')}"
    office.ask("PATCH", file, json={"trashed": True})
    for _ in range(2):
        told = office.sync(wita(3, 9))
        assert told.status == 1
        assert "Buku kerja Register Keluhan ada di Sampah" in told.out
    office.ask("PATCH", file, json={"trashed": False})
    assert office.sync(wita(3, 9)).status == 0


def test_a_workbook_that_is_shared_no_more_is_told_of_and_nothing_is_written(office: WiredOffice) -> None:
    office.break_calls(kind="status", status=403, times=3, match={"path": "/spreadsheets"})
    told = office.sync(wita(3, 10))
    office.heal_calls()
    assert told.status == 2
    assert "Bagikan" in told.err
    assert office.sync(wita(3, 10)).status == 0


def test_protections_that_somebody_took_away_are_told_of_once_a_day_and_setup_brings_them_back(
    office: WiredOffice,
) -> None:
    assert "Perlindungan" not in office.sync(wita(4, 7)).out
    for tab, lost in (("Status", "Status"), ("Register", "Paraf"), ("Pokja", "judul")):
        unprotect(office, tab, lost)
    assert "Perlindungan" not in office.sync(wita(4, 8)).out
    told = office.sync(wita(5, 7))
    assert told.status == 1
    assert "Perlindungan kolom hilang di lembar Register, Status, Pokja" in told.out
    assert office.sync(wita(5, 7, 1)).status == 0
    office.run("setup")
    assert office.sync(wita(6, 7)).status == 0


def unprotect(office: WiredOffice, tab: str, lost: str) -> None:
    """Delete the protections of a tab whose name holds a word."""
    book = office.stage.place("workbook")
    sheets = office.ask("GET", f"/v4/spreadsheets/{book}?fields=sheets(properties,protectedRanges)").json()["sheets"]
    (ranges,) = [one["protectedRanges"] for one in sheets if one["properties"]["title"] == tab]
    gone = [one["protectedRangeId"] for one in ranges if lost in one["description"]]
    assert gone
    requests = [{"deleteProtectedRange": {"protectedRangeId": id}} for id in gone]
    office.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": requests})


TABS = [("Pejabat", 9), ("Kategori Penyebab", 10), ("Tindakan", 11), ("Jenis Layanan", 12)]


@pytest.mark.parametrize(("tab", "day"), TABS)
def test_without_some_tabs_of_peoples_the_office_goes_on_and_says_which_is_gone(
    office: WiredOffice, tab: str, day: int
) -> None:
    delete(office, tab)
    office.stage.answer_form("public", {**ANSWER, "subject": f"Tanpa lembar {tab}"})
    told = office.sync(wita(day, 9))
    assert told.status == 1
    assert f"Lembar {tab} tidak ditemukan" in told.out
    assert f"Tanpa lembar {tab}" in str(shown(office, "Register"))
    office.run("setup")
    assert tab in office.stage.hands(OFFICE).tabs(office.stage.place("workbook"))
    assert f"Lembar {tab} tidak ditemukan" not in office.sync(wita(day, 9)).out


def test_a_tab_of_peoples_is_not_made_over_their_heads(office: WiredOffice) -> None:
    delete(office, "Pokja")
    told = office.sync(wita(12, 10))
    assert told.status == 1
    assert "Pokja" in told.err
    assert "Pokja" not in office.stage.hands(OFFICE).tabs(office.stage.place("workbook"))
