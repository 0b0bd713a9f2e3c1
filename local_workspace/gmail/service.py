"""Gmail v1, joined."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store
from local_workspace.web.controls import json_of, json_response

from .drafts import Drafts, serve_drafts
from .labels import Labels, serve_labels
from .mailboxes import Mailboxes
from .messages import serve_messages
from .sending import PostOffice
from .threads import serve_threads


class Gmail:
    """Gmail's parts, for the pages that show mail without the API."""

    def __init__(self, api: Api, store: Store, routes: Routes) -> None:
        self.mailboxes = Mailboxes(store)
        self.post_office = PostOffice(store, self.mailboxes)
        self.labels = Labels(store)
        self.drafts = Drafts(store, self.mailboxes)
        serve_messages(api, self.mailboxes, self.post_office, self.labels)
        serve_drafts(api, self.mailboxes, self.drafts, self.post_office, self.labels)
        serve_labels(api, self.mailboxes, self.labels)
        serve_threads(api, store, self.mailboxes, self.labels)
        routes.add("/_workspace/unknown-addresses", self._unknown_addresses, ("POST",))
        routes.add("/_workspace/gmail", self._habits, ("GET", "POST"))

    def _habits(self, request: Request) -> Response:
        if request.method == "POST":
            match json_of(request):
                case {"draft_ids_stay": bool(value)}:
                    self.drafts.ids_stay = value
                case _:
                    raise Refusal(400, 'Expected {"draft_ids_stay": true} or false.')
        return json_response({"draft_ids_stay": self.drafts.ids_stay})

    def _unknown_addresses(self, request: Request) -> Response:
        given = json_of(request)
        if not isinstance(given, list) or not all(isinstance(one, str) and "@" in one for one in given):
            raise Refusal(400, 'Expected a list of addresses, such as ["nobody@office.example"].')
        self.post_office.forget_addresses(given)
        return json_response({"unknown": sorted(given)})
