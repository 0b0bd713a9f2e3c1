"""Figures for everybody over the wire: the head alone may publish them, and then whoever has the link reads them."""

from collections.abc import Iterator

import pytest

from automation.domain.columns import column_letters
from automation.domain.places import Place
from automation.register.schema import tabs
from demo import office as offices
from demo.people import DEWI, OFFICE, RATNA, Refused, Somebody
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

from .test_customer_pages import counted, seen_by_anybody

TAB = tabs()["archive"]
COMPLAINTS = 6


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WiredOffice]:
    with (
        pytest.MonkeyPatch.context() as patch,
        a_wired_office(tmp_path_factory.mktemp("kantor"), wita(2, 8), patch) as wired,
    ):
        file = wired.folder / offices.SETTINGS
        head, table, rest = file.read_text(encoding="utf-8").partition("[angka_publik]")
        rest = rest.replace("aktif = false", "aktif = true", 1)
        for cycle in ("bulanan", "triwulanan", "tahunan"):
            rest = rest.replace(f"\n{cycle} = true", f"\n{cycle} = false", 1)
        file.write_text(head + table + rest, encoding="utf-8")
        assert "dibuat: folder Halaman Pelapor" in wired.run("setup").out
        yield wired


def writes(office: WiredOffice, who: Somebody, **cells: str) -> None:
    """Have somebody write beside the issue's row in Arsip."""
    hands, book = office.stage.hands(who), office.stage.place(Place.WORKBOOK)
    ((heading, *rows),) = hands.table(book, [TAB.title])
    code = heading.index(TAB.column("document").heading)
    row = next(at for at, one in enumerate(rows, start=2) if one[code] == "kantor/angka-publik/2026-Q4.pdf")
    places = {key: column_letters(heading.index(TAB.column(key).heading)) for key in cells}
    hands.type_cells(book, {f"{TAB.title}!{places[key]}{row}": text for key, text in cells.items()})


def link(office: WiredOffice) -> str:
    found = office.stage.hands(OFFICE).files("name = 'Angka penanganan keluhan.pdf'")
    return f"{office.stage.address}/file/d/{found[0].id}/view" if found else ""


def test_by_the_head_s_yes_whoever_has_the_link_reads_them_until_she_takes_them_back(office: WiredOffice) -> None:
    for place in range(COMPLAINTS):
        answers = {"stated_service": "Pengujian", "description": "Hasilnya keliru.", "subject": f"Order {place}"}
        office.stage.answer_form("public", {**answers, "complainant": f"Pelanggan {place}"})
    assert office.sync(wita(2, 9)).status == 0
    assert office.sync(wita(4, 8, month=1, year=2027)).status == 0
    assert link(office) == ""
    with pytest.raises(Refused, match="protected"):
        writes(office, DEWI, publish="Ya")
    writes(office, RATNA, public_text="Loket dibuka pukul tujuh.", publish="Ya")
    assert office.sync(wita(4, 9, month=1, year=2027)).status == 0
    said = seen_by_anybody(link(office))
    assert "Januari 2026 – Desember 2026" in said
    assert f"Keluhan yang diterima {COMPLAINTS}" in said
    assert "Loket dibuka pukul tujuh." in said
    assert link(office) in office.run("doctor").out
    idle = office.sync(wita(4, 9, 1, month=1, year=2027), "--json").out
    assert counted(office, "writes", idle) == 0
    assert counted(office, "reads", idle) <= 3
    public = link(office)
    writes(office, RATNA, publish="Tarik kembali")
    assert office.sync(wita(4, 10, month=1, year=2027)).status == 0
    assert seen_by_anybody(public) == ""
