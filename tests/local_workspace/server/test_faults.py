"""Faults on demand and rate limits."""

import time

import pytest
import requests

from tests.local_workspace.server.calling import a_session, names


@pytest.fixture
def session():
    with a_session("gangguan@office.example") as one:
        yield one


def _let(session, serving, **fault):
    answer = session.post(f"{serving.address}/_workspace/faults", json=fault, timeout=120)
    assert answer.status_code == 200, answer.text


def _create(session, serving, name):
    return session.post(f"{serving.address}/drive/v3/files", json={"name": name}, timeout=120)


def test_a_status_before_leaves_nothing_and_after_leaves_all(serving, session):
    _let(session, serving, kind="status", status=503, match={"method": "drive.files.create"})
    assert _create(session, serving, "sebelum").status_code == 503
    _let(session, serving, kind="status", status=503, when="after", match={"method": "drive.files.*"})
    assert _create(session, serving, "sesudah").status_code == 503
    assert _create(session, serving, "sehat").status_code == 200
    assert [name for name in names(session, serving) if name.startswith("se")] == ["sehat", "sesudah"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reset_cuts_the_connection(serving, session, when):
    _let(session, serving, kind="reset", when=when, match={"verb": "POST", "path": "^/drive/"})
    with pytest.raises((requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        _create(session, serving, f"putus-{when}")
    assert (f"putus-{when}" in names(session, serving)) == (when == "after")


def test_a_slow_call_comes_late_but_right(serving, session):
    _let(session, serving, kind="slow", seconds=0.3)
    start = time.monotonic()
    assert _create(session, serving, "lambat").status_code == 200
    assert time.monotonic() - start >= 0.3


def test_a_fault_meets_whom_it_names_as_often_as_it_says(serving, session):
    _let(session, serving, kind="status", status=429, times=2, match={"who": "gangguan@office.example"})
    with a_session("lain@office.example") as other:
        assert _create(other, serving, "x").status_code == 200
    assert [_create(session, serving, "x").status_code for _ in range(3)] == [429, 429, 200]


def test_a_stale_search_misses_what_is_new_but_not_by_parent(serving, session):
    folder = session.post(
        f"{serving.address}/drive/v3/files",
        json={"name": "Map", "mimeType": "application/vnd.google-apps.folder"},
        timeout=120,
    ).json()["id"]
    session.post(f"{serving.address}/drive/v3/files", json={"name": "baru", "parents": [folder]}, timeout=120)
    _let(session, serving, kind="stale_search", seconds=600)
    assert names(session, serving, f"'{folder}' in parents") == ["baru"]
    assert names(session, serving, f"name = 'baru' and '{folder}' in parents") == []
    assert names(session, serving, f"name = 'baru' and '{folder}' in parents") == ["baru"]


def test_faults_are_listed_and_cleared(serving, session):
    _let(session, serving, kind="slow", times=3)
    path = f"{serving.address}/_workspace/faults"
    assert session.get(path, timeout=120).json()["faults"][0]["times"] == 3
    assert session.delete(path, timeout=120).json() == {"faults": []}


@pytest.mark.parametrize(
    "fault", [{"kind": "gempa"}, {"kind": "slow", "wenn": 1}, {"kind": "reset", "when": "later"}]
)
def test_a_fault_that_cannot_be_read_is_refused(serving, session, fault):
    assert session.post(f"{serving.address}/_workspace/faults", json=fault, timeout=120).status_code == 400


def test_refusals_speak_as_the_service_does(serving, session):
    _let(session, serving, kind="status", status=429, times=2)
    error = _create(session, serving, "x").json()["error"]
    assert (error["errors"][0]["reason"], error["errors"][0]["domain"]) == ("rateLimitExceeded", "usageLimits")
    sheets = session.get(f"{serving.address}/v4/spreadsheets/x", timeout=120).json()["error"]
    assert sheets["status"] == "RESOURCE_EXHAUSTED"


def test_the_sixty_first_read_in_a_minute_is_one_too_many(serving, session):
    switch = f"{serving.address}/_workspace/quotas"
    session.post(switch, json={"on": True, "per_user": 3, "per_project": 5}, timeout=120)

    def read(who):
        return who.get(f"{serving.address}/v4/spreadsheets/tiada", timeout=120)

    assert [read(session).status_code for _ in range(4)] == [404, 404, 404, 429]
    refusal = read(session).json()["error"]
    assert "Read requests per minute per user" in refusal["message"]
    assert refusal["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    # Writes and other people have shares of their own, within the project's.
    path = f"{serving.address}/v4/spreadsheets/tiada:batchUpdate"
    assert session.post(path, json={"requests": []}, timeout=120).status_code != 429
    with a_session("kuota@office.example") as other:
        assert [read(other).status_code for _ in range(3)] == [404, 404, 429]
    session.post(switch, json={"on": False}, timeout=120)
    assert read(session).status_code == 404
