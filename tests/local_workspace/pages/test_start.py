"""The start page and who is signed in, over the wire."""

import pytest
import requests

from local_workspace.server import serve


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        yield running


def a_browser():
    session = requests.Session()
    session.trust_env = False
    return session


def test_a_person_who_signs_in_is_named_on_every_page_and_returns_to_where_they_were(serving):
    with a_browser() as browser:
        back = browser.post(
            f"{serving.address}/_workspace/sign-in",
            data={"email": "Siti.Aminah@x.example", "back": "/?dari=sini"},
            allow_redirects=False,
        )
        assert (back.status_code, back.headers["Location"]) == (303, "/?dari=sini")
        page = browser.get(serving.address).text
        assert '<meta name="identity" content="siti.aminah@x.example">' in page
        assert '<option value="siti.aminah@x.example" selected>Siti Aminah' in page


@pytest.mark.parametrize("elsewhere", ["https://x.example/", "//x.example", "x"])
def test_signing_in_never_leads_elsewhere(serving, elsewhere):
    with a_browser() as browser:
        back = browser.post(
            f"{serving.address}/_workspace/sign-in",
            data={"email": "a@x.example", "back": elsewhere},
            allow_redirects=False,
        )
        assert back.headers["Location"] == "/"


def test_names_are_text_on_pages(serving):
    with a_browser() as browser:
        browser.post(
            f"{serving.address}/_workspace/people", json={"email": "a@x.example", "name": "<script>alert(1)</script>"}
        )
        page = browser.get(serving.address)
        assert "<script>alert" not in page.text
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_guide_is_shown(serving):
    with a_browser() as browser:
        guide = {"title": "Kantor contoh", "text": "Selamat datang.", "steps": ["Isi formulir."]}
        assert browser.post(f"{serving.address}/_workspace/guide", json=guide).ok
        assert browser.post(f"{serving.address}/_workspace/guide", json=["x"]).status_code == 400
        page = browser.get(serving.address).text
        assert "<h1>Kantor contoh</h1>" in page
        assert "<li>Isi formulir.</li>" in page


def test_somebody_this_workspace_has_not_met_is_not_shown_as_another(serving):
    with a_browser() as browser:
        browser.cookies.set("workspace_identity", "belum.dikenal@contoh.example")
        page = browser.get(serving.address).text
    assert '<option value="belum.dikenal@contoh.example" selected>' in page
    assert page.count(" selected>") == 1


@pytest.mark.parametrize("name", ["base.css", "base.js", "icon.svg"])
def test_styles_and_scripts_are_served_and_nothing_else_is(serving, name):
    with a_browser() as browser:
        assert browser.get(f"{serving.address}/_workspace/static/{name}").ok
        assert browser.get(f"{serving.address}/_workspace/static/..%2fbase.py").status_code == 404
        assert browser.get(f"{serving.address}/_workspace/static/tidak-ada.css").status_code == 404


def test_every_page_says_whether_its_time_is_real_or_simulated(serving):
    pages = [serving.address, f"{serving.address}/drive/my-drive", f"{serving.address}/forms/d/e/x/viewform"]
    clock = f"{serving.address}/_workspace/clock"
    with a_browser() as browser:
        browser.headers["Authorization"] = "Bearer local:siti@x.example"
        for page in pages:
            assert "Waktu di sini waktu komputer ini" in browser.get(page).text
        browser.post(clock, json={"stop_at": "2026-11-02T01:30:00Z"})
        for page in pages:
            assert "Waktu tiruan" in browser.get(page).text
