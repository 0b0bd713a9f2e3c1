"""How all offices are: what needs a person, in four forms, and nothing about any complainant."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from automation.fleet import overview_wording
from automation.fleet.offices import Figures, FleetOffice, Result, Standing, Worker
from automation.fleet.overview import Concern, Kind, overview_of
from automation.fleet.registry import Everything
from automation.fleet.showing import as_json, as_metrics, as_page, as_text
from tests.fleet.builders import MINUTE, NOW, a_project, an_office

WORKER = Worker(name="mesin:1", version="0.2.0", ledger="0014", slots=8, open_offices=3, megabytes=150.0, seen=NOW)


def on_time(name: str = "balai", **known: Any) -> FleetOffice:
    ticked = {"began": NOW - MINUTE, "ended": NOW - MINUTE, "succeeded": NOW - MINUTE, "result": Result.DONE}
    return an_office(name, **(ticked | {"next_due": NOW} | known))


def everything(*offices: FleetOffice, **known: Any) -> Everything:
    given: dict[str, Any] = {
        "now": NOW,
        "offices": offices,
        "projects": {"proyek": a_project()},
        "workers": (WORKER,),
    }
    return Everything(**(given | known))


def concerns(*offices: FleetOffice, **known: Any) -> tuple[Concern, ...]:
    return overview_of(everything(*offices, **known)).concerns


def test_offices_that_are_on_time_concern_nobody():
    assert concerns(on_time(), on_time("lain"), on_time("dijeda", is_paused=True, ended=None)) == ()


def test_an_office_that_was_put_aside_is_told_of():
    aside = on_time(standing=Standing(failures=6, failing_since=NOW, put_aside=NOW, reason="NotAllowed"))
    assert concerns(aside) == (Concern(Kind.PUT_ASIDE, "balai"),)


def test_an_office_that_was_not_ticked_for_long_is_late():
    before = NOW - 20 * MINUTE
    assert concerns(on_time(began=before, ended=before)) == (Concern(Kind.LATE, "balai"),)


def test_an_office_that_hangs_in_its_tick_is_late():
    hanging = on_time(began=NOW - 20 * MINUTE, ended=NOW - 21 * MINUTE)
    assert concerns(hanging) == (Concern(Kind.LATE, "balai"),)


def test_a_new_office_is_late_only_when_its_turn_is_long_over():
    assert concerns(an_office(next_due=NOW + MINUTE)) == ()
    assert concerns(an_office(next_due=NOW - 20 * MINUTE)) == (Concern(Kind.LATE, "balai"),)


def test_an_office_that_waits_after_a_failure_is_failing_and_not_late():
    before = NOW - 14 * MINUTE
    failing = Standing(failures=5, failing_since=before, reason="TryLater")
    found = concerns(on_time(began=before, ended=before, next_due=NOW + MINUTE, standing=failing))
    assert found == (Concern(Kind.FAILING, "balai"),)


def test_an_office_of_a_version_that_no_worker_has_is_told_of():
    assert concerns(on_time(ledger="0015")) == (Concern(Kind.NO_WORKER, "balai"),)
    assert concerns(on_time(), workers=()) == (Concern(Kind.NO_WORKER, "balai"),)


def test_a_project_that_used_its_quota_up_lately_is_told_of():
    lately = {"proyek": a_project(not_before=NOW - MINUTE)}
    assert concerns(on_time(), projects=lately) == (Concern(Kind.OVER_QUOTA, "proyek"),)
    assert concerns(on_time(), projects={"proyek": a_project(not_before=NOW - timedelta(hours=1))}) == ()


def test_what_a_project_reads_is_planned_from_its_offices_paces():
    overview = overview_of(everything(*(on_time(f"kantor_{place}") for place in range(500))))
    [project] = overview.projects
    assert (project.offices, project.reads) == (500, 222.2)
    assert {line.pace for line in overview.offices} == {135.0}


def test_every_kind_of_concern_has_its_words():
    assert all(overview_wording.concern(Concern(kind, "balai")).startswith("! balai: ") for kind in Kind)


@pytest.fixture
def told():
    figures = Figures(open_cases=7, late_cases=2, failing=1, lateness=0.25, seconds=1.5, sheet_reads=2)
    aside = on_time("lain", standing=Standing(failures=6, put_aside=NOW, reason="NotAllowed"))
    return overview_of(everything(on_time(figures=figures), aside))


def test_the_text_names_offices_projects_workers_and_what_needs_a_person(told):
    text = as_text(told)
    assert text.startswith("2 kantor, 1 pekerja, 1 perlu perhatian (2026-11-02 01:00:00 UTC).\n! lain: ")
    [row] = [line for line in text.splitlines() if line.startswith("balai ")]
    assert row.split("  ")[-1].strip() == "0014"
    assert re.split(r"\s{2,}", row) == [
        "balai",
        "jalan",
        "selesai",
        "60 detik lalu",
        "60",
        "0.2",
        "7",
        "2",
        "1",
        "0014",
    ]


def test_the_json_has_each_offices_figures(told):
    first, second = json.loads(as_json(told))["offices"]
    assert (first["open_cases"], first["late_cases"], first["failing"], first["pace"]) == (7, 2, 1, 60.0)
    assert (second["state"], second["failures"], second["reason"]) == ("put_aside", 6, "NotAllowed")
    assert json.loads(as_json(told))["concerns"] == [{"kind": "put_aside", "name": "lain"}]


def test_the_metrics_are_lines_that_prometheus_reads(told):
    lines = as_metrics(told).splitlines()
    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"\n]*"\})? -?[0-9.e+]+$')
    assert [line for line in lines if not line.startswith("# TYPE ") and not sample.match(line)] == []
    assert 'tanggap_late_cases{office="balai"} 2' in lines
    assert 'tanggap_put_aside{office="lain"} 1' in lines
    assert "tanggap_concerns_put_aside 1" in lines
    assert 'tanggap_ticks_over_quota_total{project="proyek"} 0' in lines


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def test_the_page_is_whole_by_itself_and_shows_names_as_text(told):
    evil = replace(told.projects[0], project=replace(told.projects[0].project, name="<script>x</script>"))
    page = _Page()
    page.feed(as_page(replace(told, projects=(evil,))))
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "<script>x</script>" in page.text
    assert page.tags.count("tr") == 3 + 2 + 1 + 1
