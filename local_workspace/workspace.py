"""The workspace's parts, joined, and what each request goes through."""

from __future__ import annotations

import html
import os
from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from . import discovery
from .api import Api, as_json
from .auth.accounts import DEFAULT_ACCOUNT, Accounts
from .auth.endpoints import known_scopes, serve_auth
from .calls import Answer, Identity
from .clock import Clock
from .controls import serve_controls
from .drive.files import Files
from .drive.service import Drive
from .errors import Refusal
from .gmail.service import Gmail
from .lock import FolderLock
from .pages.base import Pages
from .pages.start import serve_start
from .people import People
from .routes import Routes
from .served import Served
from .sheets.service import serve_sheets
from .store import Store

JSON = "application/json; charset=UTF-8"


class Workspace:
    """One data folder and all services over it.

    Attributes:
        store: everything kept.
        clock: the workspace's time.
        people: who has an account.
        accounts: who may ask for tokens: service accounts, OAuth clients.
        files: the catalogue of Drive files and roles.
        drive: what people and programs do with files.
        api: Google's methods; services register theirs.
        routes: all other addresses; pages register theirs.
        served: the API calls answered so far.
        gmail: everybody's mail.
        pages: renders what people see.
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
        self.drive = Drive(self.api, self.store, self.clock, self.files, self.people, lambda: self.base)
        serve_sheets(self.api, self.store, self.files)
        self.gmail = Gmail(self.api, self.store, self.routes)
        self.pages = Pages(self)
        serve_start(self)

    def served_at(self, base: str) -> None:
        """Note the address it is reached at, and write the service account's key file, which names it."""
        self.base = self.accounts.base = base
        fresh = not self.accounts.is_service_account(DEFAULT_ACCOUNT)
        key = self.accounts.service_account_key()
        if fresh:
            self.accounts.delegate(DEFAULT_ACCOUNT, known_scopes())
        write_secret(self.store.folder / "service-account.json", as_json(key))

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
        return response_of(self.call(request.method, split.path, split.query, headers, request.get_data()))

    def call(self, verb: str, path: str, query: str, headers: dict[str, str], content: bytes) -> Answer:
        """Answer one API call and note it."""
        found = discovery.find(verb, path)
        if found is None:
            return not_found(path)
        now = self.clock.now()
        who = Identity("")
        try:
            who = self.accounts.identity_of(headers.get("authorization", ""))
            answer = self.api.answer(verb, path, query, headers, content, who, now)
        except Refusal as refusal:
            answer = refused(refusal, service_of(path))
        self.served.note(found[0].id, verb, path, answer.status, who.email, now)
        return answer


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with open(draft, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        out.write(content)
    draft.replace(path)


def service_of(path: str) -> str:
    """Tell which service an address belongs to."""
    if "/drive/" in path:
        return "drive"
    if "/gmail/" in path:
        return "gmail"
    return "forms" if path.startswith("/v1/forms") else "sheets"


def refused(refusal: Refusal, service: str) -> Answer:
    """Give a refusal as the service words it."""
    return Answer(as_json(refusal.body(service)), JSON, refusal.status, refusal.headers)


def not_found(path: str) -> Answer:
    """Give Google's page for an address that nothing answers."""
    page = (
        "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<title>Error 404 (Not Found)!!1</title>\n"
        "<p><b>404.</b> <ins>That’s an error.</ins>\n"
        f"<p>The requested URL <code>{html.escape(path)}</code> was not found on this server. "
        "<ins>That’s all we know.</ins>\n"
    )
    return Answer(page.encode(), "text/html; charset=UTF-8", 404)


def response_of(answer: Answer) -> Response:
    """Turn an answer into HTTP."""
    return Response(answer.content, answer.status, dict(answer.headers), content_type=answer.mime_type or None)
