"""Controls of Gmail's habits and of the addresses that do not exist."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.routes import Routes
from local_workspace.gmail.drafts import Drafts
from local_workspace.gmail.mailboxes import Mailboxes, mailbox_of
from local_workspace.gmail.origins import FOUND
from local_workspace.gmail.sending import PostOffice


def serve_mail_controls(routes: Routes, mailboxes: Mailboxes, drafts: Drafts, post_office: PostOffice) -> None:
    """Add `/_workspace/unknown-addresses`, `mail-origin`, `gmail` and `forget-history` beside it."""

    def habits(request: Request) -> Response:
        if request.method == "POST":
            match json_of(request):
                case {"draft_ids_stay": bool(value)}:
                    drafts.ids_stay = value
                case _:
                    raise Refusal(400, 'Expected {"draft_ids_stay": true} or false.')
        return json_response({"draft_ids_stay": drafts.ids_stay})

    def unknown_addresses(request: Request) -> Response:
        given = json_of(request)
        if not isinstance(given, list) or not all(isinstance(one, str) and "@" in one for one in given):
            raise Refusal(400, 'Expected a list of addresses, such as ["nobody@office.example"].')
        post_office.forget_addresses(given)
        return json_response({"unknown": sorted(given)})

    def forget_history(request: Request) -> Response:
        match json_of(request):
            case {"mailbox": str(address)}:
                mailboxes.forget_history(mailbox_of(address))
            case _:
                raise Refusal(400, 'Expected {"mailbox": "somebody@office.example"}.')
        return json_response({"forgotten": address})

    def mail_origin(request: Request) -> Response:
        match json_of(request):
            case {"domain": str(domain), "found": "pass" | "fail" | "permerror" | "none" as found}:
                post_office.origins.set(domain, found)
            case _:
                raise Refusal(400, f'Expected {{"domain": "office.example", "found": one of {", ".join(FOUND)}}}.')
        return json_response({"domain": domain, "found": found})

    routes.add("/_workspace/mail-origin", mail_origin, ("POST",))
    routes.add("/_workspace/forget-history", forget_history, ("POST",))
    routes.add("/_workspace/unknown-addresses", unknown_addresses, ("POST",))
    routes.add("/_workspace/gmail", habits, ("GET", "POST"))
