"""`/_workspace/…`: what a test or a person may ask of the workspace itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.core.clock import rfc3339
from local_workspace.core.people import Person

if TYPE_CHECKING:
    from local_workspace.workspace import Workspace


def serve_controls(workspace: Workspace) -> None:
    """Add the controls' addresses."""

    def requests(request: Request) -> Response:
        if request.method == "DELETE":
            workspace.served.clear()
            return json_response({})
        return json_response(workspace.served.report(request.args.get("since", 0, type=int)))

    def clock(request: Request) -> Response:
        if request.method == "POST":
            match json_of(request):
                case {"stop_at": str(instant)}:
                    workspace.clock.stop_at(_instant(instant))
                case {"run_from": str(instant)}:
                    workspace.clock.run_from(_instant(instant))
                case {"follow_the_machine": True}:
                    workspace.clock.follow_the_machine()
                case _:
                    raise Refusal(400, 'Expected {"stop_at"}, {"run_from"} or {"follow_the_machine": true}.')
        return json_response({"now": rfc3339(workspace.clock.now())})

    def people(request: Request) -> Response:
        if request.method == "POST":
            given = json_of(request)
            for one in given if isinstance(given, list) else [given]:
                if not isinstance(one, dict) or "@" not in str(one.get("email")):
                    raise Refusal(400, 'Expected {"email": "someone@office.example", "name": "Someone"}.')
                account = one.get("account") is not False
                workspace.people.add(str(one["email"]), str(one.get("name", "")), account=account)
        return json_response({"people": [_told(person) for person in workspace.people.all()]})

    workspace.routes.add("/_workspace/requests", requests, ("GET", "DELETE"))
    workspace.routes.add("/_workspace/clock", clock, ("GET", "POST"))
    workspace.routes.add("/_workspace/people", people, ("GET", "POST"))


def _told(person: Person) -> dict[str, Any]:
    """Give somebody as JSON; that there is an account is the rule and is left out."""
    return {name: value for name, value in asdict(person).items() if (name, value) != ("account", True)}


def json_of(request: Request) -> Any:
    """Read a JSON body.

    Raises:
        Refusal: 400 when it is none.
    """
    found = request.get_json(force=True, silent=True)
    if found is None:
        raise Refusal(400, "Expected a JSON body.")
    return found


def json_response(body: object, status: int = 200) -> Response:
    """Give JSON."""
    from local_workspace.api.dispatch import as_json

    return Response(as_json(body), status, content_type="application/json; charset=UTF-8")


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal(400, f"{text!r} is no ISO 8601 instant.") from error
    if instant.tzinfo is None:
        raise Refusal(400, f"{text!r} names no time zone.")
    return instant
