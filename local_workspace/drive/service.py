"""Google Drive's parts, joined."""

from __future__ import annotations

from collections.abc import Callable

from local_workspace.api.dispatch import Api
from local_workspace.core.clock import Clock
from local_workspace.core.people import People
from local_workspace.core.store import Store

from .about_api import AboutApi
from .changes_api import ChangesApi
from .comments_api import Comments, CommentsApi, RepliesApi
from .contents import Contents
from .desk import Desk
from .documents import Documents
from .drives_api import DrivesApi
from .files import Files
from .files_api import FilesApi
from .files_v2_api import FilesV2Api
from .listing import Listing
from .permissions_api import PermissionsApi
from .rendering import Renderer
from .resource import Resources
from .revisions_api import RevisionsApi


class Drive:
    """Google Drive over one store.

    Attributes:
        files: the catalogue.
        desk: what callers do with files; pages use it too.
        access: which files callers reach.
        contents: the bytes.
        documents: Google documents, kept as .docx.
        listing: the search.
        renderer: makes PDF.
    """

    def __init__(
        self, api: Api, store: Store, clock: Clock, files: Files, people: People, base: Callable[[], str]
    ) -> None:
        self.files = files
        self.contents = Contents(store, clock, files)
        self.desk = Desk(files, self.contents, clock)
        self.access = self.desk.access
        self.renderer = Renderer()
        self.documents = Documents(files, self.contents, self.renderer)
        resources = Resources(files, people, base)
        self.listing = Listing(files, self.access, resources, self.documents.words)
        comments = Comments(store)
        api.gather(
            FilesApi(store, self.desk, resources, self.listing, self.renderer),
            FilesV2Api(self.desk, resources),
            RevisionsApi(files, self.contents, self.access, resources),
            PermissionsApi(files, self.access, people),
            ChangesApi(store, files, self.access, resources),
            CommentsApi(comments, self.access, resources),
            RepliesApi(comments, self.access, resources),
            DrivesApi(store, files),
            AboutApi(store, files, resources),
        )
