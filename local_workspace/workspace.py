"""The workspace's parts, joined, and what each request goes through."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from .api.calls import Answer
from .api.dispatch import Api, as_json
from .api.errors import Refusal
from .auth.accounts import DEFAULT_ACCOUNT, Accounts
from .auth.endpoints import known_scopes, serve_auth
from .core.clock import Clock
from .core.lock import FolderLock
from .core.people import People
from .core.routes import Routes
from .core.store import Store
from .drive.files import File, Files
from .drive.service import Drive
from .forms.joined import join_forms
from .gateway.batch import serve_batch
from .gateway.faults import Faults, serve_faults
from .gateway.pipeline import Gateway, refused, service_of
from .gateway.quotas import Quotas, serve_quotas
from .gateway.served import Served
from .gateway.uploads import Uploads
from .gmail.service import Gmail
from .sheets.service import serve_sheets
from .web.base import Pages
from .web.controls import serve_controls
from .web.drive import serve_drive_pages
from .web.mail import MailPages
from .web.spreadsheet import serve_spreadsheets
from .web.start import serve_start


class Workspace:
    """One data folder and all services over it.

    Attributes:
        store: everything kept.
        clock: the workspace's time.
        people: who has an account.
        accounts: who may ask for tokens: service accounts, OAuth clients.
        files: the catalogue of Drive files and roles.
        drive: what people and programs do with files.
        sheets: the spreadsheets.
        api: Google's methods; services register theirs.
        routes: all other addresses; pages register theirs.
        gateway: the way of each HTTP call to the API.
        faults: what goes wrong on demand.
        quotas: rate limits, when switched on.
        uploads: resumable uploads under way.
        served: the API calls answered so far.
        gmail: everybody's mail.
        pages: renders what people see.
        forms: forms and their responses.
        base: the address it is served at, once it is.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FolderLock(folder)
        self.base = "http://127.0.0.1"
        self.store = Store(folder)
        self.clock = Clock(self.store)
        self.people = People(self.store)
        self.api = Api(self.store)
        self.routes = Routes(self.store)
        self.served = Served()
        self.accounts = Accounts(self.store, self.people)
        self.files = Files(self.store, self.clock)
        serve_controls(self)
        serve_auth(self)
        self.faults = Faults()
        self.quotas = Quotas()
        self.uploads = Uploads(self.api, self.store, self.clock)
        self.gateway = Gateway(
            self.api, self.clock, self.accounts, self.served, self.faults, self.quotas, self.uploads
        )
        serve_faults(self.routes, self.faults)
        serve_quotas(self.routes, self.quotas)
        serve_batch(self.routes, self.gateway)
        self.drive = Drive(self.api, self.store, self.clock, self.files, self.people, lambda: self.base)
        self.drive.listing.stale = lambda who: self._stale_search(who.email)
        self.sheets = serve_sheets(self.api, self.store, self.files)
        self.gmail = Gmail(self.api, self.store, self.routes)
        self.pages = Pages(self)
        self.forms = join_forms(self)
        serve_start(self)
        MailPages(self)
        serve_spreadsheets(self)
        serve_drive_pages(self)

    def served_at(self, base: str) -> None:
        """Note the address it is reached at, and write the service account's key file, which names it."""
        self.base = self.accounts.base = base
        fresh = not self.accounts.is_service_account(DEFAULT_ACCOUNT)
        key = self.accounts.service_account_key()
        if fresh:
            self.accounts.delegate(DEFAULT_ACCOUNT, known_scopes())
        write_secret(self.store.folder / "service-account.json", as_json(key))

    def _stale_search(self, who: str) -> Callable[[File], bool] | None:
        fault = self.faults.take_stale_search(who)
        if fault is None:
            return None
        since = time.time() - fault.seconds
        return lambda file: file.indexed > since

    def close(self) -> None:
        """Release the folder."""
        self.store.close()
        self._lock.release()

    def respond(self, request: Request) -> Response:
        """Answer one HTTP request."""
        split = urlsplit(request.environ["REQUEST_URI"])
        try:
            response = self.routes.answer(request)
        except Refusal as refusal:
            return response_of(refused(refusal, service_of(split.path)))
        if response is not None:
            return response
        headers = {name.lower(): value for name, value in request.headers.items()}
        return response_of(self.gateway.call(request.method, split.path, split.query, headers, request.get_data()))


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with open(draft, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        out.write(content)
    draft.replace(path)


def response_of(answer: Answer) -> Response:
    """Turn an answer into HTTP."""
    return Response(answer.content, answer.status, dict(answer.headers), content_type=answer.mime_type or None)
