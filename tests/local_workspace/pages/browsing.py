"""A person at a browser: without a window by plain HTTP, and in Chromium where there is one."""

import shutil
from urllib.parse import quote

import requests

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def signed_in(email):
    """Give a session that is signed in as somebody; an empty address is nobody."""
    session = requests.Session()
    session.trust_env = False
    if email:
        session.cookies.set("workspace_identity", quote(email))
    return session


def a_page(browser, serving, email, width=1280, height=800, **more):
    """Open a window in which somebody is signed in; faults of the page's own scripts are kept in `page.faults`."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)
    context.add_cookies([{"name": "workspace_identity", "value": quote(email), "url": serving.address}])
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    return page
