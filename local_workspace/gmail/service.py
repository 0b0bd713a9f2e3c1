"""Gmail's parts, joined."""

from __future__ import annotations

from local_workspace.api.dispatch import Api
from local_workspace.core.store import Store

from .drafts import Drafts
from .drafts_api import DraftsApi
from .labels import Labels
from .labels_api import LabelsApi
from .mailboxes import Mailboxes
from .messages_api import AttachmentsApi, MessagesApi
from .sending import PostOffice
from .threads_api import ThreadsApi
from .users_api import HistoryApi, ProfileApi


class Gmail:
    """Gmail over one store.

    Attributes:
        mailboxes: everybody's mails.
        post_office: carries mails between them.
        labels: which labels a mailbox has.
        drafts: which mails are drafts.
    """

    def __init__(self, api: Api, store: Store) -> None:
        self.mailboxes = Mailboxes(store)
        self.post_office = PostOffice(store, self.mailboxes)
        self.labels = Labels(store)
        self.drafts = Drafts(store, self.mailboxes)
        api.gather(
            MessagesApi(self.mailboxes, self.post_office, self.labels),
            AttachmentsApi(self.mailboxes),
            DraftsApi(self.mailboxes, self.drafts, self.post_office, self.labels),
            LabelsApi(self.mailboxes, self.labels),
            ThreadsApi(self.mailboxes, self.labels),
            HistoryApi(store, self.mailboxes),
            ProfileApi(self.mailboxes),
        )
