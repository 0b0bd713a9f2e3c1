"""The Kepala Balai adds a service of the office: `sync` over the wire, what the form and the Register then offer."""

from pathlib import Path

import pytest

from automation import wiring
from automation.domain.columns import column_letters
from automation.domain.places import Place
from automation.register.schema import tabs
from demo.people import BAMBANG, DEWI, OFFICE, RATNA, Refused
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

NEW = "Uji profisiensi"


def offered(office: WiredOffice, form: str) -> list[str]:
    found = office.stage.hands(OFFICE).ask("GET", f"/v1/forms/{office.stage.place(Place.form(form))}").json()
    questions = {item["title"]: item["questionItem"]["question"] for item in found["items"] if "questionItem" in item}
    options = questions["Layanan yang dikeluhkan"]["choiceQuestion"]["options"]
    return [one["value"] for one in options]


def calls(office: WiredOffice, method: str) -> int:
    served = office.ask("GET", "/_workspace/requests").json()["requests"]
    return sum(one["method"] == method for one in served)


def test_a_service_of_the_office_is_offered_chosen_and_handled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        book = office.stage.place(Place.WORKBOOK)
        office.ask("DELETE", "/_workspace/requests")
        assert office.sync(wita(2, 8, 30)).status == 0
        assert calls(office, "forms.forms.batchUpdate") == 0
        listed = office.stage.hands(RATNA).table(book, ["'Jenis Layanan'"])[0]
        assert [row[0] for row in listed[1:]] == offered(office, "public") == offered(office, "officer")
        with pytest.raises(Refused):
            office.stage.hands(BAMBANG).type_cells(book, {f"Jenis Layanan!A{len(listed) + 1}": NEW})
        office.stage.hands(RATNA).type_cells(book, {f"Jenis Layanan!A{len(listed) + 1}": NEW})
        office.stage.hands(RATNA).type_cells(book, {"Pokja!B2": f"Pengujian; {NEW}"})
        assert office.sync(wita(2, 9)).status == 0
        assert offered(office, "public")[-1] == offered(office, "officer")[-1] == NEW
        answers = {
            "complainant": "Siti Rahma",
            "email": "siti.rahma@kayulestari.example",
            "stated_service": NEW,
            "subject": "Nilai z kami tidak masuk akal",
            "description": "Hasil uji profisiensi berbeda dari laporan sebelumnya.",
        }
        office.stage.set_clock(wita(2, 9, 10))
        office.stage.answer_form("public", answers)
        assert office.sync(wita(2, 9, 15)).status == 0
        register = tabs()["register"]
        chosen = {"classification": "Keluhan", "service": NEW, "level": "Sedang"}
        cells = {f"Register!{column_letters(register.position(key))}2": text for key, text in chosen.items()}
        office.stage.hands(DEWI).type_cells(book, cells)
        told = office.sync(wita(2, 9, 30))
        assert told.status == 0, told.out + told.err
        rows = office.stage.hands(DEWI).table(book, ["Register"])[0]
        row = dict(zip(rows[0], rows[1], strict=False))
        assert row[register.column("service").heading] == NEW
        assert "Jenis layanan" not in str(row["Peringatan"])
        assert "Bambang Sutrisno" in row["Penanggung jawab"]
        office.ask("DELETE", "/_workspace/requests")
        office.sync(wita(2, 9, 31))
        assert calls(office, "forms.forms.get") == calls(office, "forms.forms.batchUpdate") == 0
