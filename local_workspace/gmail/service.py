"""Gmail v1, joined."""

from __future__ import annotations

from local_workspace.api.dispatch import Api
from local_workspace.core.store import Store

from .drafts import Drafts, serve_drafts
from .labels import Labels, serve_labels
from .mailboxes import Mailboxes
from .messages import serve_messages
from .sending import PostOffice
from .threads import serve_threads


class Gmail:
    """Gmail's parts, for the pages that show mail without the API."""

    def __init__(self, api: Api, store: Store) -> None:
        self.mailboxes = Mailboxes(store)
        self.post_office = PostOffice(store, self.mailboxes)
        self.labels = Labels(store)
        self.drafts = Drafts(store, self.mailboxes)
        serve_messages(api, self.mailboxes, self.post_office, self.labels)
        serve_drafts(api, self.mailboxes, self.drafts, self.post_office, self.labels)
        serve_labels(api, self.mailboxes, self.labels)
        serve_threads(api, store, self.mailboxes, self.labels)
