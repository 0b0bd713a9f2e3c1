"""An office made by an older version: setup run again gives it the columns, questions and drop-downs of the newer."""

import json

import pytest

from automation.domain.cells import NewRows
from automation.domain.columns import Owner, column_letters
from automation.domain.layout import FoundTab, MergedArea, Protection, Reprotect
from automation.domain.places import Place
from automation.jobs.setup.columns import There, dressing, missing_columns, protection_changes
from automation.jobs.setup.layout import Editors, tab_id
from automation.register.lines import headings_of
from automation.register.other_texts import form_text
from automation.register.schema import tabs
from local_workspace.server import serve
from tests.fakes import Killed

from .test_setup import Office

REGISTER = tab_id("register")
SCHEMA = tabs()["register"]
NEWER = ("chat", "data_wanted")
CELLS = "sheets(properties,data(rowData(values(userEnteredValue,dataValidation,note,userEnteredFormat))),basicFilter,"


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        made.set_up()
        yield made
        made.close()


def requests(office, *given):
    office.connection._sheets.batch_update(office.places["workbook"], {"requests": list(given)})


def take_away(office, *keys):
    """Make the Register what it was before these columns were thought of."""
    for place in sorted((SCHEMA.position(key) for key in keys), reverse=True):
        area = {"sheetId": REGISTER, "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
        requests(office, {"deleteDimension": {"range": area}})
    given = [column.key for column in SCHEMA.columns if column.key not in keys]
    office.ledger.remember_place("columns.register", json.dumps(given))


def register(office, ranges=None):
    fields = CELLS + "conditionalFormats,protectedRanges)"
    params = {"fields": fields, "ranges": ranges or ["Register"]}
    found = office.connection._sheets.fetch_sheet_metadata(office.places["workbook"], params)
    return found["sheets"][0]


def headings(office):
    return office.connection.workbook(office.places).read(["Register!1:1"])[0][0]


def below(office, row, place):
    """Give a cell of the Register; row 0 is the heading."""
    rows = register(office)["data"][0]["rowData"]
    values = rows[row].get("values", []) if row < len(rows) else []
    return values[place] if place < len(values) else {}


def ends_with_newer(office):
    assert headings(office)[-2:] == ("Tautan WhatsApp", "Data yang diminta")
    assert sorted(headings(office)) == sorted(column.heading for column in SCHEMA.columns)


def test_a_drop_down_of_an_older_version_offers_what_the_newer_one_added(office):
    place = SCHEMA.position("decision")
    area = {"sheetId": REGISTER, "startRowIndex": 1, "startColumnIndex": place, "endColumnIndex": place + 1}
    older = [{"userEnteredValue": choice} for choice in ("Setuju", "Kembalikan")]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": older}, "showCustomUi": True, "strict": False}
    requests(office, {"setDataValidation": {"range": area, "rule": rule}})
    office.ledger.remember_place(Place.look("register"), "older")
    office.set_up()
    offered = below(office, 1, place)["dataValidation"]["condition"]["values"]
    assert [one["userEnteredValue"] for one in offered] == ["Setuju", "Setuju ulang", "Kembalikan"]
    again = office.set_up()
    assert (office.writes, again.made) == (0, [])


def test_columns_of_words_become_plain_text_in_an_older_workbook_and_typed_numbers_stay_what_people_typed(office):
    place = SCHEMA.position("letter_number")
    area = {"sheetId": REGISTER, "startRowIndex": 1, "startColumnIndex": place, "endColumnIndex": place + 1}
    bare = {"repeatCell": {"range": area, "cell": {}, "fields": "userEnteredFormat.numberFormat"}}
    requests(office, bare)

    def typed(text):
        cell = f"Register!{column_letters(place)}2"
        params, body = {"valueInputOption": "USER_ENTERED"}, {"values": [[text]]}
        office.connection._sheets.values_update(office.places["workbook"], cell, params=params, body=body)
        workbook = office.connection.workbook(office.places)
        return tuple(workbook.read([cell], as_shown=shown)[0][0][0] for shown in (False, True))

    number, seen = typed("1/12")
    assert (isinstance(number, int), seen) == (True, "1/12")
    requests(office, bare)
    assert typed("46357") == (46357, "46357")
    office.ledger.remember_place(Place.look("register"), "older")
    office.set_up()
    assert typed("1/12") == ("1/12", "1/12")
    cells = register(office)["data"][0]["rowData"][1]["values"]
    formats = {
        column.key: cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("type", "")
        for column, cell in zip(SCHEMA.columns, cells, strict=False)
    }
    assert {key for key, kind in formats.items() if kind == "TEXT"} == {
        column.key for column in SCHEMA.columns if column.holds_words
    }
    assert formats["letter_date"] == "DATE"
    requests(office, {"mergeCells": {"range": {**area, "endRowIndex": 3}, "mergeType": "MERGE_ALL"}})
    [found] = [tab for tab in office.connection.construction.layout(office.places["workbook"]) if tab.id == REGISTER]
    assert found.merged == (MergedArea(1, place, 3, place + 1),)
    again = office.set_up()
    assert (office.writes, again.made) == (0, [])


def test_a_column_that_is_new_comes_at_the_end_and_once(office):
    take_away(office, *NEWER)
    report = office.set_up()
    assert report.problems == []
    assert "kolom Data yang diminta di lembar Register" in report.made
    ends_with_newer(office)
    note = below(office, 0, len(SCHEMA.columns) - 1)["note"]
    assert note.startswith("Tulis apa yang perlu dikirim pelapor.")
    again = office.set_up()
    assert (office.writes, again.made, again.problems) == (0, [], [])


def test_a_new_column_is_its_roles_alone_and_sorts_and_colours_with_its_row(office):
    take_away(office, *NEWER)
    office.set_up()
    found = register(office)
    last = len(SCHEMA.columns) - 1
    [held] = [one for one in found["protectedRanges"] if one["range"].get("startColumnIndex") == last]
    officers = {person.email.lower() for person in office.settings.office.service_officers}
    assert officers < set(held["editors"]["users"])
    assert office.settings.office.head.email.lower() not in held["editors"]["users"]
    assert found["basicFilter"]["range"]["endColumnIndex"] == last + 1
    coloured = [one for one in found["conditionalFormats"] if one["ranges"][0].get("startColumnIndex") == last]
    assert len(coloured) == 4


def test_a_new_lookup_shows_in_the_rows_that_were_there(office):
    take_away(office, *NEWER)
    workbook = office.connection.workbook(office.places)
    rows = tuple((f"KEL-2026-000{number}",) for number in (1, 2))
    workbook.write([NewRows("register", rows)])
    office.set_up()
    place = len(SCHEMA.columns) - 2
    formulas = [below(office, row, place).get("userEnteredValue", {}).get("formulaValue", "") for row in (1, 2, 3)]
    assert "MATCH" in formulas[0]
    assert formulas[1:] == [formulas[0], ""]


def test_a_renamed_column_is_named_and_never_made_again(office):
    place = SCHEMA.position("data_wanted")
    cell = {"userEnteredValue": {"stringValue": "Data tambahan"}}
    start = {"sheetId": REGISTER, "rowIndex": 0, "columnIndex": place}
    requests(office, {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}})
    for _ in range(2):
        report = office.set_up()
        assert "“Data yang diminta” tidak ditemukan" in " ".join(report.problems)
        assert (office.writes, report.made) == (0, [])
    office.ledger.remember_place("columns.register", "")
    assert [office.set_up().made for _ in range(2)] == [[], []]


def test_a_setup_killed_while_it_adds_goes_on_without_a_second_column(office):
    for dies_at, applied in ((1, False), (1, True)):
        take_away(office, *NEWER) if not applied else None
        with pytest.raises(Killed):
            office.set_up(dies_at, applied=applied)
    office.set_up()
    ends_with_newer(office)


def test_a_question_that_is_new_is_asked_below_the_others_and_once(office):
    form, kept = office.places["form.public"], json.loads(office.places["form.public.questions"])
    newest = form_text("public", "x", "y").questions[-1]
    forms = office.connection._service("forms", "v1").forms()
    asked = len(kept) - 1
    forms.batchUpdate(formId=form, body={"requests": [{"deleteItem": {"location": {"index": asked}}}]}).execute()
    report = office.set_up()
    assert any(newest.title in line and "dihapus orang" in line for line in report.problems)
    del kept[newest.id]
    office.ledger.remember_place("form.public.questions", json.dumps(kept))
    report = office.set_up()
    assert report.problems == []
    assert any(newest.title in line for line in report.made)
    assert list(office.connection.construction.form(form).questions)[-1] == newest.id
    again = office.set_up()
    assert (office.writes, again.made, again.problems) == (0, [], [])


def test_rows_that_a_tab_grew_by_have_drop_downs(office):
    at = SCHEMA.position("classification")
    requests(office, {"appendDimension": {"sheetId": REGISTER, "dimension": "ROWS", "length": 3}})
    assert "dataValidation" not in below(office, 1002, at)
    office.set_up()
    assert below(office, 1002, at)["dataValidation"] == below(office, 1, at)["dataValidation"]
    office.set_up()
    assert office.writes == 0
    places = {column.key: place for place, column in enumerate(SCHEMA.columns)}
    office.connection.workbook(office.places).grow("register", 5, tuple(dressing("register", SCHEMA, places)))
    assert below(office, 1007, at)["dataValidation"] == below(office, 1, at)["dataValidation"]


def shown(*without, more=()):
    headings = tuple(column.heading for column in SCHEMA.columns if column.key not in without)
    return (*headings, *more)


def missing(headings, given):
    there = There(
        found=FoundTab(id=REGISTER, title="Register", rows=1000, columns=len(headings)),
        headings=headings,
        given=given,
        dressed=1000,
    )
    return [column.key for column in missing_columns(SCHEMA, there)]


def test_where_nobody_remembers_only_what_cannot_be_a_renamed_column_is_added():
    assert missing(shown("data_wanted"), None) == ["data_wanted"]
    assert missing(shown("data_wanted", more=("Catatan kami",)), None) == []
    assert missing((), None) == []
    everything = frozenset(column.key for column in SCHEMA.columns)
    assert missing(shown("data_wanted", more=("Catatan kami",)), everything - {"data_wanted"}) == ["data_wanted"]
    assert missing(shown("data_wanted"), everything) == []


def archive_headings(office):
    return office.connection.workbook(office.places).read(["Arsip!1:1"])[0][0]


def test_a_heading_of_an_older_version_is_read_and_then_renamed_and_its_column_goes_to_the_end(office):
    tab = tabs()["archive"]
    last, archive = len(tab.columns) - 1, tab_id("archive")
    source = {"sheetId": archive, "dimension": "COLUMNS", "startIndex": last, "endIndex": last + 1}
    requests(office, {"moveDimension": {"source": source, "destinationIndex": 0}})
    office.set_up()  # It protects the column where it stands now.
    body = {"values": [["Kode dokumen"]]}
    office.connection._sheets.values_update(
        office.places["workbook"], "Arsip!A1", params={"valueInputOption": "RAW"}, body=body
    )
    assert headings_of(tab, archive_headings(office)).places["document"] == 0
    office.set_up()
    assert archive_headings(office) == tuple(column.heading for column in tab.columns)
    again = office.set_up()
    assert (office.writes, again.made, again.problems) == (0, [], [])


def test_a_protection_that_was_named_by_keys_is_named_by_headings():
    tab = tabs()["groups"]
    whole = Protection(
        id=1, name="Tanggap: Pokja, name–appeals", editors=frozenset({"a@x.example"}), columns=(0, len(tab.columns))
    )
    found = FoundTab(id=tab_id("groups"), title="Pokja", rows=100, columns=len(tab.columns), protections=(whole,))
    there = There(
        found=found, headings=tuple(column.heading for column in tab.columns), given=None, dressed=100, look=""
    )
    editors = Editors("", {owner: frozenset({"a@x.example"}) for owner in Owner})
    changes = list(protection_changes("groups", tab, editors, there))
    [named] = [change for change in changes if isinstance(change, Reprotect)]
    assert named.name == "Tanggap: Pokja, Pokja–Menangani banding"
