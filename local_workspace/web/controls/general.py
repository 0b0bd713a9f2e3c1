"""Controls of the workspace's time, its people and the record of what was served."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.clock import Clock, rfc3339
from local_workspace.core.people import People, Person
from local_workspace.core.routes import Routes
from local_workspace.gateway.served import Served


def serve_general_controls(routes: Routes, clock: Clock, people: People, served: Served) -> None:
    """Add `/_workspace/requests`, `/_workspace/clock` and `/_workspace/people`."""

    def requests(request: Request) -> Response:
        if request.method == "DELETE":
            served.clear()
            return json_response({})
        return json_response(served.report(request.args.get("since", 0, type=int)))

    def time(request: Request) -> Response:
        if request.method == "POST":
            _set(clock, json_of(request))
        return json_response({"now": rfc3339(clock.now())})

    def everybody(request: Request) -> Response:
        if request.method == "POST":
            given = json_of(request)
            for one in given if isinstance(given, list) else [given]:
                _take_in(people, one)
        return json_response({"people": [_shown(person) for person in people.all()]})

    routes.add("/_workspace/requests", requests, ("GET", "DELETE"))
    routes.add("/_workspace/clock", time, ("GET", "POST"))
    routes.add("/_workspace/people", everybody, ("GET", "POST"))


def _set(clock: Clock, asked: Any) -> None:
    match asked:
        case {"stop_at": str(instant)}:
            clock.stop_at(_instant(instant))
        case {"run_from": str(instant)}:
            clock.run_from(_instant(instant))
        case {"follow_the_machine": True}:
            clock.follow_the_machine()
        case _:
            raise Refusal(400, 'Expected {"stop_at"}, {"run_from"} or {"follow_the_machine": true}.')


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal(400, f"{text!r} is no ISO 8601 instant.") from error
    if instant.tzinfo is None:
        raise Refusal(400, f"{text!r} names no time zone.")
    return instant


def _take_in(people: People, one: Any) -> None:
    if not isinstance(one, dict) or "@" not in str(one.get("email")):
        raise Refusal(400, 'Expected {"email": "someone@office.example", "name": "Someone"}.')
    people.add(str(one["email"]), str(one.get("name", "")), account=one.get("account") is not False)


def _shown(person: Person) -> dict[str, Any]:
    """Return a person as JSON; to have an account is the rule and is left out."""
    return {name: value for name, value in asdict(person).items() if (name, value) != ("account", True)}
