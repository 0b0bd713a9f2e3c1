"""A signed reply whose codes nobody can read, over HTTP: its name makes an attachment, an officer the reply."""

from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.register.schema import tabs
from demo.people import DEWI, Somebody
from demo.script import moment
from demo.shortest import shortest
from demo.stage import Stage
from tests.archive.paper import a_pdf, a_sheet
from tests.builders import wita
from tests.wired import a_wired_office

ONE = "KEL-2026-0001"
READER = Somebody("Siti Rahma", "siti.rahma@kayulestari.example")
HEADING = "Ditetapkan sebagai"


def test_a_page_without_our_code_is_mailed_as_the_reply_once_an_officer_says_so_in_arsip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        office.ask("POST", "/_workspace/people", json=[{"email": READER.email, "name": READER.name}])
        stage = office.stage
        _played_until(stage, "02/12 14.16")
        page = a_pdf(a_sheet())
        stage.drop_scan(DEWI, f"{ONE} Surat Balasan.pdf", page)
        _tick(stage, "02/12 14.16")
        assert _attached(stage) == []
        table, row, column = _arsip(stage)
        assert "Lampiran (pindaian)" in str(table[row])
        cell = f"Arsip!{chr(ord('A') + column)}{row + 1}"
        stage.hands(DEWI).type_cells(stage.place(Place.WORKBOOK), {cell: "Surat Balasan"})
        _tick(stage, "02/12 14.25")
        assert _attached(stage) == [page]
        assert "Surat Balasan (pindaian)" in str(_arsip(stage)[0][row])
        [told] = [line for line in stage.job.ledger.history() if "ditetapkan petugas" in line.what]
        assert told.who == DEWI.email


def _played_until(stage: Stage, when: str) -> None:
    for at, scenes in shortest().in_order():
        if at >= moment(when):
            return
        stage.set_clock(at)
        for scene in scenes:
            scene.act(stage)
        stage.tick()


def _tick(stage: Stage, when: str) -> None:
    stage.set_clock(moment(when))
    stage.tick()


def _arsip(stage: Stage) -> tuple[list[list[object]], int, int]:
    """Give Arsip, the row of the only scan, and the column in which officers say what it is."""
    (table,) = stage.hands(DEWI).table(stage.place(Place.WORKBOOK), ["Arsip"])
    kind = table[0].index(tabs()["archive"].column("kind").heading)
    [row] = [place for place, cells in enumerate(table) if "(pindaian)" in str(cells[kind])]
    return table, row, table[0].index(HEADING)


def _attached(stage: Stage) -> list[object]:
    mails = [mail for _, mail in stage.hands(READER).mails()]
    return [part.get_content() for mail in mails for part in mail.iter_attachments()]
