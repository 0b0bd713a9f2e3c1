"""The forms of a workspace and their responses, kept in the store."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.core.store import Store
from local_workspace.drive.file import FORM, File
from local_workspace.drive.files import Files
from local_workspace.drive.natives import Native

TABLES = """
create table if not exists form (
    id text primary key, public_id text not null unique, content text not null, revision integer not null default 1,
    published integer not null default 0, accepting integer not null default 0, link text not null default 'null'
);
create table if not exists form_response (
    seq integer primary key autoincrement, id text not null unique, form text not null, token text,
    submitted text not null, email text not null default '', answers text not null, unique (form, token)
);
create table if not exists form_response_edit (
    id text primary key, submitted text not null, email text not null default '', answers text not null
);
create table if not exists form_editable (form text primary key);
create index if not exists form_response_by_form on form_response (form, submitted, seq);
"""


_RESPONSES = """select r.id, r.form, r.submitted as created, coalesce(e.submitted, r.submitted) as submitted,
    coalesce(e.email, r.email) as email, coalesce(e.answers, r.answers) as answers
    from form_response r left join form_response_edit e on e.id = r.id"""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its content as the API describes it (`info`, `settings`, `items`) and its state.

    Attributes:
        link: the workbook its responses also go to (`spreadsheet`, `sheet`, `keys`, `headings`, `by`), or None.
    """

    id: str
    public_id: str
    content: dict[str, Any]
    revision: int
    published: bool
    accepting: bool
    link: dict[str, Any] | None

    @property
    def title(self) -> str:
        """What respondents see above the questions."""
        return str(self.content["info"].get("title") or self.content["info"].get("documentTitle", ""))

    @property
    def collects(self) -> str:
        """How addresses of respondents are collected, as the API names it."""
        return str(self.content["settings"].get("emailCollectionType", "DO_NOT_COLLECT"))


@dataclass(frozen=True, slots=True)
class Response:
    """What one person answered, by question id: texts, or files as `{"fileId", "fileName", "mimeType"}`.

    Attributes:
        submitted: when it was last sent.
        created: when it was first sent.
    """

    id: str
    form: str
    submitted: datetime
    email: str
    answers: dict[str, list[Any]]
    created: datetime


class Forms:
    """Keeps forms and responses; every method belongs inside a transaction of the store."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self.files = files
        store.define(TABLES)
        files.natives.register(FORM, Native(created=self._created, copied=self._copied, deleted=self._deleted))

    def create(self, file: File, title: str) -> Form:
        """Begin an empty form for a Drive file."""
        content = {"info": {"title": title}, "settings": {}, "items": []}
        self._insert(file.id, content)
        return self.find(file.id)

    def find(self, id: str) -> Form:
        """Return a form whoever asks.

        Raises:
            Refusal: 404 when there is none.
        """
        return self._form(self._store.one("select * from form where id = ?", id))

    def public(self, public_id: str) -> Form:
        """Return the form of a public address.

        Raises:
            Refusal: 404 when there is none.
        """
        return self._form(self._store.one("select * from form where public_id = ?", public_id))

    def public_ids(self) -> dict[str, str]:
        """Return the public ids of the published forms by form id."""
        rows = self._store.all("select id, public_id from form where published")
        return {row["id"]: row["public_id"] for row in rows}

    def change(self, who: str, form: Form, content: dict[str, Any]) -> Form:
        """Keep a form's new content as its next revision."""
        self._store.do(
            "update form set content = ?, revision = revision + 1 where id = ?", json.dumps(content), form.id
        )
        self.files.touch(who, form.id)
        return self.find(form.id)

    def publish(self, form: Form, *, published: bool, accepting: bool) -> Form:
        """Set whether the public page is there, and whether it takes answers."""
        self._store.do(
            "update form set published = ?, accepting = ? where id = ?", published, accepting and published, form.id
        )
        return self.find(form.id)

    def link(self, form: Form, link: dict[str, Any] | None) -> None:
        """Remember the workbook that responses go to."""
        self._store.do("update form set link = ? where id = ?", json.dumps(link), form.id)

    def add_response(
        self, form: Form, answers: dict[str, list[Any]], now: datetime, email: str = "", token: str = ""
    ) -> Response:
        """Record a response."""
        # The API tells milliseconds: a finer time would come back from a filter on the time it told.
        submitted = now.astimezone(UTC).replace(microsecond=now.microsecond // 1000 * 1000)
        id = "ACYDBN" + secrets.token_urlsafe(72)[:80]
        self._store.do(
            "insert into form_response (id, form, token, submitted, email, answers) values (?,?,?,?,?,?)",
            id,
            form.id,
            token or None,
            submitted.isoformat(timespec="milliseconds"),
            email,
            json.dumps(answers),
        )
        return Response(id, form.id, submitted, email, answers, submitted)

    def edit_response(
        self, form: Form, response: Response, answers: dict[str, list[Any]], now: datetime, email: str = ""
    ) -> Response:
        """Put other answers in the place of a response's; its id and the time it was first sent stay."""
        submitted = now.astimezone(UTC).replace(microsecond=now.microsecond // 1000 * 1000)
        self._store.do(
            "insert or replace into form_response_edit (id, submitted, email, answers) values (?,?,?,?)",
            response.id,
            submitted.isoformat(timespec="milliseconds"),
            email,
            json.dumps(answers),
        )
        return self.response(form, response.id)

    def let_edit(self, form: Form, *, allowed: bool) -> None:
        """Set whether respondents may edit what they sent; Google's API has no word for it."""
        if allowed:
            self._store.do("insert or ignore into form_editable (form) values (?)", form.id)
        else:
            self._store.do("delete from form_editable where form = ?", form.id)

    def may_edit(self, form: Form) -> bool:
        """Return whether respondents may edit what they sent."""
        return self._store.one("select 1 from form_editable where form = ?", form.id) is not None

    def was_sent(self, form: Form, token: str) -> bool:
        """Check whether a response with this token was recorded."""
        return bool(token) and (
            self._store.one("select 1 from form_response where form = ? and token = ?", form.id, token) is not None
        )

    def responses(self, form: Form) -> list[Response]:
        """Return all responses, oldest first."""
        rows = self._store.all(f"{_RESPONSES} where r.form = ? order by r.submitted, r.seq", form.id)
        return [_response(row) for row in rows]

    def response(self, form: Form, id: str) -> Response:
        """Return one response.

        Raises:
            Refusal: 404 when there is none of this id.
        """
        row = self._store.one(f"{_RESPONSES} where r.form = ? and r.id = ?", form.id, id)
        if row is None:
            raise Refusal(404, "Requested entity was not found.")
        return _response(row)

    def _form(self, row: sqlite3.Row | None) -> Form:
        if row is None or self.files.find(row["id"]).trashed:
            raise Refusal(404, "Requested entity was not found.")
        content = json.loads(row["content"])
        content["info"]["documentTitle"] = self.files.find(row["id"]).name
        return Form(
            row["id"],
            row["public_id"],
            content,
            row["revision"],
            bool(row["published"]),
            bool(row["accepting"]),
            json.loads(row["link"]),
        )

    def _insert(self, id: str, content: dict[str, Any]) -> None:
        public = "1FAIpQLS" + secrets.token_urlsafe(40)[:48]
        self._store.do("insert into form (id, public_id, content) values (?,?,?)", id, public, json.dumps(content))

    def _created(self, file: File) -> None:
        # Drive's create reports its new file; Forms' own create has made its form already.
        if self._store.one("select 1 from form where id = ?", file.id) is None:
            self.create(file, "")

    def _copied(self, source: str, file: File) -> None:
        self._insert(file.id, self.find(source).content)

    def _deleted(self, id: str) -> None:
        self._store.do("delete from form where id = ?", id)
        self._store.do("delete from form_response_edit where id in (select id from form_response where form = ?)", id)
        self._store.do("delete from form_response where form = ?", id)
        self._store.do("delete from form_editable where form = ?", id)


def _response(row: sqlite3.Row) -> Response:
    return Response(
        row["id"],
        row["form"],
        datetime.fromisoformat(row["submitted"]),
        row["email"],
        json.loads(row["answers"]),
        datetime.fromisoformat(row["created"]),
    )
