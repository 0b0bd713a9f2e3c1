"""The composition root: the workspace's parts, each handed what it uses."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from .api.dispatch import Api
from .api.errors import Refusal
from .api.json_bodies import as_json
from .auth.accounts import DEFAULT_ACCOUNT, Accounts
from .auth.consent import Codes
from .auth.oauth_app import OAuthApp
from .auth.tokens import TokenIssuer, known_scopes
from .core.answers import response_of
from .core.clock import Clock
from .core.lock import FolderLock
from .core.people import People
from .core.routes import Routes
from .core.store import Store
from .drive.file import File
from .drive.files import Files
from .drive.service import Drive
from .forms.forms_api import FormsApi
from .forms.keeping import Forms
from .forms.linking import Linker
from .forms.responses_api import ResponsesApi
from .gateway.batch import serve_batch
from .gateway.faults import Faults
from .gateway.oauth import OAuth
from .gateway.pipeline import Gateway, refused, service_of
from .gateway.quotas import Quotas
from .gateway.served import Served
from .gateway.uploads import Uploads
from .gmail.service import Gmail
from .sheets.service import join_sheets
from .web.base import Pages
from .web.consent import ConsentPages
from .web.controls.accounts import serve_account_controls
from .web.controls.drive import serve_drive_controls
from .web.controls.faults import serve_fault_controls
from .web.controls.general import serve_general_controls
from .web.controls.mail import serve_mail_controls
from .web.controls.quotas import serve_quota_controls
from .web.controls.sheets import serve_sheet_controls
from .web.drive import serve_drive_pages
from .web.form_editor import Editor
from .web.mail import MailPages
from .web.public_form import PublicForm
from .web.spreadsheet import serve_spreadsheets
from .web.start import StartPage


class Workspace:
    """One data folder and all services over it.

    Attributes:
        store: everything kept.
        clock: the workspace's time.
        people: who has an account.
        accounts: who may ask for tokens: service accounts, OAuth clients.
        app: how the OAuth app and people's sign-ins stand.
        drive: what people and programs do with files.
        sheets: the spreadsheets.
        gmail: everybody's mail.
        forms: forms and their responses.
        api: Google's methods.
        routes: all other addresses.
        gateway: the way of each HTTP call to the API.
        faults: what goes wrong on demand.
        quotas: rate limits, when switched on.
        served: the API calls answered so far.
        base: the address it is served at, once it is.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FolderLock(folder)
        self.base = "http://127.0.0.1"
        self.store = Store(folder)
        self.clock = Clock(self.store)
        self.people = People(self.store)
        self.routes = Routes(self.store)
        self.api = Api(self.store)
        self._join_services()
        self._join_gateway()
        self._join_controls()
        self._join_pages()

    def _join_services(self) -> None:
        files = Files(self.store, self.clock)
        self.drive = Drive(self.api, self.store, self.clock, files, self.people, self._reached_at)
        self.drive.listing.stale = lambda who: self._stale_search(who.email)
        self.gmail = Gmail(self.api, self.store)
        self.sheets = join_sheets(self.api, self.store, self.clock, files)
        self.forms = Forms(self.store, files)
        self.api.gather(FormsApi(self.forms, self._reached_at), ResponsesApi(self.forms))

    def _join_gateway(self) -> None:
        self.accounts = Accounts(self.store, self.people, self._reached_at)
        self.served, self.faults, self.quotas = Served(), Faults(), Quotas()
        uploads = Uploads(self.api, self.store, self.clock)
        self.gateway = Gateway(self.api, self.clock, self.accounts, self.served, self.faults, self.quotas, uploads)
        serve_batch(self.routes, self.gateway)
        self.app, self._codes = OAuthApp(), Codes(self.store)
        issuer = TokenIssuer(self.accounts, self.people, self._reached_at, self.app, self._codes)
        oauth = OAuth(self.store, self.clock, self.accounts, issuer, self.faults, self.served, self.app)
        oauth.add_to(self.routes)

    def _join_controls(self) -> None:
        serve_general_controls(self.routes, self.clock, self.people, self.served)
        serve_account_controls(self.routes, self.accounts, self.app)
        serve_fault_controls(self.routes, self.faults)
        serve_quota_controls(self.routes, self.quotas)
        serve_drive_controls(self.routes, self.drive.files)
        serve_sheet_controls(self.routes, self.sheets)
        serve_mail_controls(self.routes, self.gmail.mailboxes, self.gmail.drafts, self.gmail.post_office)

    def _join_pages(self) -> None:
        pages = Pages(self.routes, self.people, self.clock)
        linker = Linker(self.api, self.forms)
        PublicForm(self.routes, pages, self.clock, self.drive.contents, self.forms, linker)
        Editor(self.routes, pages, self.clock, self.accounts, self.forms, linker)
        ConsentPages(self.routes, pages, self.accounts, self._codes, self.app)
        StartPage(self.routes, pages, self.store, self.gmail.mailboxes, self.forms)
        MailPages(self.routes, pages, self.clock, self.people, self.gmail)
        serve_spreadsheets(self.routes, pages, self.clock, self.store, self.people, self.sheets, self.api)
        serve_drive_pages(self.routes, pages, self.store, self.people, self.drive)

    def _reached_at(self) -> str:
        return self.base

    def served_at(self, base: str) -> None:
        """Note the address it is reached at, and write the files of the service account and of the OAuth client."""
        self.base = base
        fresh = not self.accounts.is_service_account(DEFAULT_ACCOUNT)
        key = self.accounts.service_account_key()
        if fresh:
            self.accounts.delegate(DEFAULT_ACCOUNT, known_scopes())
        write_secret(self.store.folder / "service-account.json", as_json(key))
        write_secret(self.store.folder / "client-secret.json", as_json(self.accounts.client_file()))

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
