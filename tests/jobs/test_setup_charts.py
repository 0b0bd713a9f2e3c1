"""Charts of Rekap and the survey's form, over the wire: made once, found again, put right."""

from typing import Any

import pytest
import requests
from gspread.http_client import ParamsType

from automation.domain.reference import signed_reference
from automation.jobs.settings_views import rules_of
from automation.jobs.setup.charts import charts, charts_of_months
from automation.jobs.setup.layout import tab_id
from automation.jobs.tick.survey import form_of
from automation.report.figures import Block, figures, rows_of
from automation.report.period import Period
from local_workspace.server import serve
from tests.builders import WITA, a_number

from .test_setup import Office

#: JSON of the wire.
Json = dict[str, Any]

SECRET = b"rahasia-untuk-uji-saja"
RECAP = tab_id("recap")


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def shown(office: Office) -> dict[str, Json]:
    """Give the workbook's charts by their titles."""
    params: ParamsType = {"fields": "sheets(properties,charts)"}
    sheets = office.connection._sheets.fetch_sheet_metadata(office.places["workbook"], params)["sheets"]
    return {chart["spec"]["title"]: chart for sheet in sheets for chart in sheet.get("charts", ())}


def change(office: Office, *requests: Json) -> None:
    office.connection._sheets.batch_update(office.places["workbook"], {"requests": list(requests)})


def drawn(chart: Json, part: str) -> tuple[int, int, int]:
    (one,) = chart["spec"]["basicChart"][part]
    (area,) = next(iter(value for key, value in one.items() if key != "targetAxis"))["sourceRange"]["sources"]
    assert area["sheetId"] == RECAP
    return area["startRowIndex"], area["endRowIndex"], area.get("startColumnIndex", 0)


def test_every_block_of_figures_has_a_chart_over_its_own_rows_and_it_is_made_once(office):
    report = office.set_up()
    titles = [*(one.value for one in Block), *(one.title for one in charts_of_months(rules_of(office.settings)))]
    assert [line for line in report.made if line.startswith("grafik")] == [f"grafik {title}" for title in titles]
    rules, hours = rules_of(office.settings), office.settings.hours
    names = [one.measure for one in figures((), Period.year(2026), WITA, rules, hours.week)]
    for block in Block:
        chart = shown(office)[block.value]
        first, end = rows_of(block, rules)
        assert drawn(chart, "domains") == (first + 1, end + 1, 0)
        assert drawn(chart, "series") == (first + 1, end + 1, 1)
    norms = shown(office)[Block.NORMS.value]
    first, end, _ = drawn(norms, "domains")
    assert names[first - 1].startswith("Norma langkah 2")
    assert names[end - 2].startswith("Norma langkah 9")
    again = office.set_up()
    again = office.set_up()
    assert (office.writes, again.made) == (0, [])
    assert sorted(shown(office)) == sorted(titles)


def test_a_deleted_chart_comes_back_and_one_over_wrong_rows_is_put_right_where_it_lies(office):
    office.set_up()
    status, channel, *_ = charts(rules_of(office.settings))
    before = shown(office)
    aside = {"anchorCell": {"sheetId": RECAP, "rowIndex": 60, "columnIndex": 3}}
    spec = before[channel.title]["spec"]
    spec["basicChart"]["domains"][0]["domain"]["sourceRange"]["sources"][0]["endRowIndex"] += 1
    change(
        office,
        {"deleteEmbeddedObject": {"objectId": status.id}},
        {"updateChartSpec": {"chartId": channel.id, "spec": spec}},
        {
            "updateEmbeddedObjectPosition": {
                "objectId": channel.id,
                "newPosition": {"overlayPosition": aside},
                "fields": "anchorCell",
            }
        },
    )
    assert office.set_up().made == [f"grafik {status.title}", f"grafik {channel.title}"]
    after = shown(office)
    assert after[status.title] == before[status.title]
    assert drawn(after[channel.title], "domains")[:2] == channel.rows
    assert after[channel.title]["position"]["overlayPosition"]["anchorCell"]["rowIndex"] == 60
    assert office.set_up().made == []


def test_an_office_from_before_the_survey_gets_form_tab_and_charts_by_setup_again(office):
    office.set_up()
    for chart in charts(rules_of(office.settings)):
        change(office, {"deleteEmbeddedObject": {"objectId": chart.id}})
    columns = {"sheetId": RECAP, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 17}
    change(office, {"deleteDimension": {"range": columns}}, {"deleteSheet": {"sheetId": tab_id("satisfaction")}})
    office.connection._service("drive", "v3").files().delete(fileId=office.places["form.survey"]).execute()
    for place in [name for name in office.places if "survey" in name or "satisfaction" in name]:
        office.ledger.forget_place(place)
    report = office.set_up()
    assert report.problems == []
    assert {"lembar Survei", f"grafik {Block.ELEMENTS.value}"} <= set(report.made)
    assert any(line.startswith("formulir Survei Kepuasan") for line in report.made)
    assert office.set_up().made == []


def test_the_survey_s_public_page_shows_all_choices_and_is_filled_in_by_its_link(office):
    office.set_up()
    form = form_of(office.ledger.memory(), SECRET)
    assert form is not None
    link = form.link_for(a_number())
    page = requests.get(link, timeout=60).text
    assert f'value="{signed_reference(a_number(), SECRET)}"' in page
    assert page.count('type="radio"') == 9 * 4
    assert "4. Dikelola dengan baik" in page


def test_a_workbook_from_before_the_sign_of_life_gets_its_column_before_the_charts_which_stay(office):
    office.set_up()
    before = shown(office)
    kept = office.ledger.memory().places["columns.recap"]
    cell = {"rows": [{"values": [{}]}], "fields": "userEnteredValue"}
    change(office, {"updateCells": {**cell, "start": {"sheetId": RECAP, "rowIndex": 0, "columnIndex": 2}}})
    office.ledger.remember_place("columns.recap", '["measure", "value"]')
    report = office.set_up()
    assert report.problems == []
    assert report.made == ["kolom Keadaan sistem di lembar Rekap"]
    head = office.connection.workbook(office.places).read(["Rekap!1:1"])[0][0]
    assert head == ("Ukuran", "Nilai", "Keadaan sistem")
    assert shown(office) == before
    assert office.ledger.memory().places["columns.recap"] == kept
    assert (office.set_up().made, office.writes) == ([], 0)
