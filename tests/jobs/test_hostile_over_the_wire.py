"""The same hostile values from end to end: the public page, Google's clients, the workbook's engine, a mailbox."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from automation.domain.texts import keepable, kept_text
from automation.register.schema import tabs
from demo.people import OFFICE, Somebody
from tests.builders import wita
from tests.hostile import HOSTILE
from tests.wired import WiredOffice, a_wired_office

FIELDS = ("complainant", "company", "address", "order_reference", "subject", "description", "remedy")
READER = Somebody("", "pelapor@x.example")
#: What an address's encoding can carry.
VALUES = [value for value in HOSTILE.values() if value == keepable(value) or "\0" in value]


@pytest.fixture
def office(tmp_path, monkeypatch) -> Iterator[WiredOffice]:
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        office.ask("POST", "/_workspace/people", json=[{"email": READER.email, "name": "Pelapor"}])
        yield office


def test_every_value_arrives_as_the_text_it_is(office):
    usual = dict.fromkeys(FIELDS, "isi") | {
        "stated_service": "Pengujian",
        "phone": "081234567890",
        "email": READER.email,
    }
    readers = []
    for start in range(0, len(VALUES), len(FIELDS)):
        texts = dict(zip(FIELDS, VALUES[start : start + len(FIELDS)], strict=False))
        readers.append(Somebody("Pelapor", f"pelapor{start}@contoh.example"))
        # A required question is not left empty by blanks alone.
        filled = {field: text + "." for field, text in texts.items()}
        office.stage.answer_form("public", usual | {"email": readers[-1].email} | filled)
    expected = {shown(kept_text(value + ".")) for value in VALUES}
    told = office.sync(wita(2, 9), "--yakin")
    assert told.status == 0, told
    cells = register(office)
    assert expected <= {shown(cell["stringValue"]) for row in cells for cell in row if "stringValue" in cell}
    formulas = [cell["formulaValue"] for row in cells for cell in row if "formulaValue" in cell]
    assert formulas
    assert all(formula.startswith("=IFERROR(INDEX(Status!$") for formula in formulas)
    office.ask("POST", "/_workspace/people", json=[{"email": one.email, "name": one.name} for one in readers])
    mails = [mail for reader in readers for _, mail in office.stage.hands(reader).mails()]
    assert len(mails) == len(cells) - 1
    for mail in mails:
        assert "korban" not in f"{mail['To']}{mail['Cc']}{mail['Bcc']}"
    office.sync(wita(2, 9) + timedelta(minutes=1))
    assert "0 keluhan baru, 0 tindakan" in office.sync(wita(2, 9) + timedelta(minutes=2)).out


def shown(text: str) -> str:
    """A form's page sends every line end as two signs, and a text's own may be any."""
    return "\n".join(text.split("\r\n")).replace("\r", "\n")


def register(office: WiredOffice) -> list[list[dict[str, Any]]]:
    """Give the Register's cells as they were entered."""
    path = f"/v4/spreadsheets/{office.stage.place('workbook')}"
    params = {
        "ranges": tabs()["register"].title,
        "includeGridData": "true",
        "fields": "sheets.data.rowData.values.userEnteredValue",
    }
    found = office.stage.hands(OFFICE).ask("GET", path, params=params).json()
    rows = found["sheets"][0]["data"][0]["rowData"]
    entered = [[cell.get("userEnteredValue", {}) for cell in row.get("values", [])] for row in rows]
    return [row for row in entered if any(row)]
