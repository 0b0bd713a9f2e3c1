"""What is believed of Forms, and of what somebody meets who is signed in nowhere."""

from __future__ import annotations

import re
from typing import Any

import requests

from automation.domain.layout import FormText, Question, Responder, Section

from .probe import Probe
from .refusals import refused_with
from .site import Site
from .sources import FORM, PREFILLED, PUBLISH
from .values import Belief, Facts, Ground, Source

_QUESTION = "4b0a1c2d"
_ENTRY = f"entry.{int(_QUESTION, 16)}"
_RESPONDERS = "https://github.com/vm0-ai/vm0/issues/25163"
_FILLED_IN = "contact-{run}"


_PAGE = "5c1b2d3e"
#: A choice that leads to a page of its own, and one that ends the form, as in the form for decisions.
_BRANCHING = FormText(
    "contact",
    "",
    (
        Question(key="way", id=_QUESTION, title="way", kind="choice", choices=("on", "off"), ways={"on": _PAGE}),
        Question(
            key="end",
            id="6d2c3e4f",
            title="end",
            kind="radio",
            choices=("yes",),
            begins=Section(id=_PAGE, title="page", help=""),
            sends=True,
        ),
    ),
    signs_in=True,
)


def _form(site: Site) -> str:
    return site.once("form", lambda: site.native("contact form", "form"))


def _found(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.read(site.clients.forms.forms().get(formId=_form(site)))
    return found


def _state(found: dict[str, Any]) -> str:
    if "publishSettings" not in found:
        return "no publish settings"
    state = found["publishSettings"].get("publishState", {})
    if not state.get("isPublished"):
        return "not published"
    return "open" if state.get("isAcceptingResponses") else "published, closed"


def _after_create(site: Site) -> Facts:
    found = _found(site)
    return {"state": _state(found), "has an address": "responderUri" in found}


def _asked(site: Site) -> str:
    """Return the address of the form with one question on it."""

    def ask() -> str:
        question = Question(key="contact", id=_QUESTION, title="contact", kind="text")
        site.world.connection.construction.ask(_form(site), FormText("contact", "", (question,)))
        return str(_found(site)["responderUri"])

    return site.once("question", ask)


def _question_id(site: Site) -> Facts:
    _asked(site)
    items = _found(site).get("items", ())
    return {"id kept": [one["questionItem"]["question"]["questionId"] for one in items] == [_QUESTION]}


def _published(site: Site) -> None:
    site.once("published", lambda: site.world.connection.construction.publish(_form(site)))


def _publish(site: Site) -> Facts:
    _published(site)
    return {"state": _state(_found(site))}


def _page(answer: requests.Response) -> str:
    """Return which page somebody met: Google's, or the embedded workspace's."""
    host = answer.url.partition("://")[2].partition("/")[0]
    if host == "accounts.google.com" or answer.status_code == 401:
        return "sign-in"
    if "closedform" in answer.url or answer.status_code in (403, 404):
        return "closed"
    return "the form" if answer.ok and "/formResponse" in answer.text else "another page"


def _before_responders(site: Site) -> Facts:
    address = _asked(site)
    _published(site)
    return {"page": _page(site.outside("GET", address))}


def _opened(site: Site) -> None:
    """Let everybody answer, as setup does."""
    site.once("responders", lambda: site.world.connection.construction.admit(_form(site), Responder.anyone()))


def _responders(site: Site) -> Facts:
    refused = refused_with(lambda: _opened(site))
    kept = Responder.anyone() in site.world.connection.construction.responders(_form(site))
    return {"answer": refused or "granted", "view": "published" if kept else "no permission"}


def _signed_out(site: Site) -> Facts:
    address = _asked(site)
    _published(site)
    _opened(site)
    return {"page": _page(site.outside("GET", address))}


def _prefilled(site: Site) -> Facts:
    address, text = _asked(site), _FILLED_IN.format(run=site.run)
    page = site.outside("GET", address, params={"usp": "pp_url", _ENTRY: text}).text
    return {"filled in": re.search(rf'["\']{re.escape(text)}["\']', page) is not None}


def _sent(site: Site) -> Facts:
    text = _FILLED_IN.format(run=site.run)
    answer = site.outside("POST", _asked(site).replace("/viewform", "/formResponse"), data={_ENTRY: text})

    def listed() -> bool:
        found = site.read(site.clients.forms.forms().responses().list(formId=_form(site)))
        return any(_says(one, text) for one in found.get("responses", ()))

    return {"status": answer.status_code, "listed": site.found_after(listed)}


def _says(response: dict[str, Any], text: str) -> bool:
    given = response.get("answers", {}).get(_QUESTION, {}).get("textAnswers", {}).get("answers", ())
    return any(one.get("value") == text for one in given)


def _signed_form(site: Site) -> dict[str, Any]:
    """Return a published form that asks to sign in, as it is read back."""

    def built() -> dict[str, Any]:
        construction, form = site.world.connection.construction, site.native("signed form", "form")
        construction.ask(form, _BRANCHING)
        construction.publish(form)
        construction.admit(form, Responder.anyone())
        found: dict[str, Any] = site.read(site.clients.forms.forms().get(formId=form))
        return found

    return site.once("signed form", built)


def _sections(site: Site) -> Facts:
    items = {one["itemId"]: one for one in _signed_form(site)["items"]}
    asked = [one["questionItem"]["question"] for one in items.values() if "questionItem" in one]
    options = {option["value"]: option for one in asked for option in one["choiceQuestion"]["options"]}
    return {
        "id kept": "pageBreakItem" in items.get(_PAGE, {}),
        "leads to the page": options["on"].get("goToSectionId") == _PAGE,
        "ends the form": options["yes"].get("goToAction") == "SUBMIT_FORM",
    }


def _verified(site: Site) -> Facts:
    found = _signed_form(site)
    return {
        "takes verified addresses": found.get("settings", {}).get("emailCollectionType") == "VERIFIED",
        "page": _page(site.outside("GET", str(found["responderUri"]))),
    }


PROBES = (
    Probe(
        Belief(
            "form-after-create",
            "A form made through the API is not published, says so in `publishSettings`, and has an address already.",
            Source(Ground.DOCUMENTED, PUBLISH),
        ),
        _after_create,
    ),
    Probe(
        Belief(
            "form-question-id",
            "A question keeps the id that it is made with.",
            Source(Ground.DOCUMENTED, FORM),
        ),
        _question_id,
    ),
    Probe(
        Belief(
            "form-publish",
            "`setPublishSettings` opens it, and `forms.get` says so.",
            Source(Ground.DOCUMENTED, PUBLISH),
        ),
        _publish,
    ),
    Probe(
        Belief(
            "form-without-responders",
            "Which page somebody without an account meets while it is published, but nobody is among the responders.",
            Source(Ground.THREAD, _RESPONDERS),
        ),
        _before_responders,
    ),
    Probe(
        Belief(
            "form-responders",
            "A permission of Drive (`anyone`, `reader`, `view: published`) lets everybody answer.",
            Source(Ground.DOCUMENTED, PUBLISH),
        ),
        _responders,
    ),
    Probe(
        Belief(
            "form-signed-out",
            "Then somebody who is signed in nowhere meets the form.",
            Source(Ground.THREAD, _RESPONDERS),
        ),
        _signed_out,
    ),
    Probe(
        Belief(
            "form-prefilled",
            "A link with `entry.N` fills a question in, where N is its id as a decimal number.",
            Source(Ground.INFERRED, PREFILLED),
        ),
        _prefilled,
    ),
    Probe(
        Belief(
            "form-answer-from-outside",
            "An answer posted under the same `entry.N` is in `responses.list`, under the question's id.",
            Source(Ground.INFERRED, FORM),
        ),
        _sent,
    ),
    Probe(
        Belief(
            "form-sections",
            "A page keeps the id it is made with; a choice made after it in the same `batchUpdate` leads there.",
            Source(Ground.INFERRED, FORM),
        ),
        _sections,
    ),
    Probe(
        Belief(
            "form-verified-address",
            "A form that collects verified addresses says so when read back, and asks somebody to sign in first.",
            Source(Ground.DOCUMENTED, FORM),
        ),
        _verified,
    ),
)
