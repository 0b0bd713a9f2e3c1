"""A real browser for the pages' tests: Debian's Chromium, driven by Playwright."""

import contextlib
import os
import shutil

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A frame's own process tells these tests nothing, and takes a slow machine a minute to start.
    "--disable-site-isolation-trials",
    "--disable-features=IsolateSandboxedIframes,IsolateOrigins,site-per-process",
]
#: Milliseconds; a busy machine may take its time.
PATIENCE = 240_000
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@contextlib.contextmanager
def chromium(language=""):
    """Give a browser, whose own words and date fields are of a language, or skip the test where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine: install the package `chromium` to run the browser tests")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    playwright.expect.set_options(timeout=PATIENCE)
    arguments = [*ARGUMENTS, f"--lang={language}"] if language else ARGUMENTS
    env = {**os.environ, "LANGUAGE": language} if language else None
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=arguments, env=env, timeout=PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def a_page(browser, address, who="", size=DESKTOP):
    """Give an empty page of a browser in which `who` is signed in; what goes wrong on it fails the test."""
    hand = {"has_touch": True, "is_mobile": True} if size is PHONE else {}
    context = browser.new_context(viewport=size, locale="id-ID", **hand)
    if who:
        context.add_cookies([{"name": "workspace_identity", "value": who, "url": address}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert faults == []
