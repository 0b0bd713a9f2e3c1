"""The control of the rate limits."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.routes import Routes
from local_workspace.gateway.quotas import Limits, Quotas


def serve_quota_controls(routes: Routes, quotas: Quotas) -> None:
    """Add `/_workspace/quotas`."""

    def answer(request: Request) -> Response:
        if request.method == "POST":
            match json_of(request):
                case {"on": True, **rest}:
                    per_user, per_project = rest.get("per_user", 60), rest.get("per_project", 300)
                    if not isinstance(per_user, int) or not isinstance(per_project, int):
                        raise Refusal(400, "Limits are whole numbers.")
                    quotas.switch(Limits(per_user, per_project))
                case {"on": False}:
                    quotas.switch(None)
                case _:
                    raise Refusal(400, 'Expected {"on": true, "per_user": 60, "per_project": 300} or {"on": false}.')
        limits = quotas.limits
        body = {"on": False} if limits is None else {"on": True, "per_user": limits.per_user}
        return json_response({**body, **({"per_project": limits.per_project} if limits else {})})

    routes.add("/_workspace/quotas", answer, ("GET", "POST"), whole=False)
