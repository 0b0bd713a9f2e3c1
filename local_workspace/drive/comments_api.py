"""Drive's methods on comments and their replies."""

from __future__ import annotations

import json
import secrets
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.clock import rfc3339
from local_workspace.core.store import Store

from .access import Access, forbidden
from .resource import Resources

TABLES = """
create table if not exists comment (
    number integer primary key autoincrement, id text not null unique, file text not null, author text not null,
    body text not null, deleted integer not null default 0
);
"""
SHOWN_OF_AUTHORS = ("kind", "displayName", "me")
RESOLVES = {"resolve": True, "reopen": False}


class Comments:
    """The comments of all files, as they are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def add(self, file: str, author: str, body: dict[str, Any]) -> str:
        """Keep a comment on a file; return its id."""
        id = "AAAA" + secrets.token_urlsafe(6)
        self._store.do(
            "insert into comment (id, file, author, body) values (?,?,?,?)", id, file, author, json.dumps(body)
        )
        return id

    def of(self, file: str) -> list[Any]:
        """Return the rows of a file's comments, the newest first."""
        return self._store.all("select * from comment where file = ? order by number desc", file)

    def row(self, id: str) -> Any:
        """Return the row of a comment, or None."""
        return self._store.one("select * from comment where id = ?", id)

    def asked(self, call: Call) -> Any:
        """Return the row of the comment that a call names.

        Raises:
            Refusal: 404 when the file has none of this id, or it was deleted.
        """
        id = call.params["commentId"]
        row = self.row(id)
        there = row is not None and row["file"] == call.params["fileId"]
        if not there or (row["deleted"] and not call.params.get("includeDeleted")):
            raise Refusal(404, f"Comment not found: {id}.", reason="notFound", location="commentId")
        return row

    def change(self, row: Any, now: str, **changes: Any) -> Any:
        """Change a comment at `now`; return its row."""
        body = {**json.loads(row["body"]), **changes, "modifiedTime": now}
        self._store.do("update comment set body = ? where id = ?", json.dumps(body), row["id"])
        return self.row(row["id"])

    def delete(self, row: Any) -> None:
        """Mark a comment as deleted."""
        self._store.do("update comment set deleted = 1 where id = ?", row["id"])


class CommentsApi:
    """The `drive.comments` methods."""

    def __init__(self, comments: Comments, access: Access, resources: Resources) -> None:
        self._comments = comments
        self._access = access
        self._resources = resources

    @serves("drive.comments.create", fields_required=True)
    def create(self, call: Call) -> dict[str, Any]:
        """Comment on a file."""
        if self._access.reach(call.who, call.params["fileId"], "commenter").is_locked:
            raise forbidden()
        now = rfc3339(call.now)
        kept = {key: call.body[key] for key in ("content", "anchor", "quotedFileContent") if call.body.get(key)}
        if "content" not in kept:
            raise Refusal(400, "Comment content is required.", reason="required", location="comment.content")
        body = {**kept, "htmlContent": kept["content"], "createdTime": now, "modifiedTime": now}
        body |= {"resolved": False, "replies": []}
        id = self._comments.add(call.params["fileId"], call.who.email, body)
        return self._shown(call, self._comments.row(id))

    @serves("drive.comments.list", fields_required=True)
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of a file's comments."""
        self._access.reach(call.who, call.params["fileId"])
        rows = self._comments.of(call.params["fileId"])
        size = call.params.get("pageSize", 20)
        start = int(call.params["pageToken"]) if call.params.get("pageToken", "").isdigit() else 0
        kept = [row for row in rows if call.params.get("includeDeleted") or not row["deleted"]]
        page = [self._shown(call, row) for row in kept[start : start + size]]
        body = {"kind": "drive#commentList", "comments": page}
        return {**body, "nextPageToken": str(start + size)} if start + size < len(kept) else body

    @serves("drive.comments.get", fields_required=True)
    def get(self, call: Call) -> dict[str, Any]:
        """Return a comment."""
        self._access.reach(call.who, call.params["fileId"])
        return self._shown(call, self._comments.asked(call))

    @serves("drive.comments.update", fields_required=True)
    def update(self, call: Call) -> dict[str, Any]:
        """Change the text of one's own comment."""
        row = self._own(call)
        text = call.body["content"]
        return self._shown(call, self._comments.change(row, rfc3339(call.now), content=text, htmlContent=text))

    @serves("drive.comments.delete")
    def delete(self, call: Call) -> None:
        """Delete one's own comment."""
        self._comments.delete(self._own(call))

    def _own(self, call: Call) -> Any:
        file = self._access.reach(call.who, call.params["fileId"])
        row = self._comments.asked(call)
        if row["author"] != call.who.email or file.is_locked:
            raise forbidden()
        return row

    def _shown(self, call: Call, row: Any) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(row["body"])
        comment = {"kind": "drive#comment", "id": row["id"], "deleted": bool(row["deleted"]), **body}
        comment["author"] = author_of(self._resources, row["author"], call)
        if row["deleted"]:
            comment.pop("content", None)
            comment.pop("htmlContent", None)
        return comment


class RepliesApi:
    """The `drive.replies` methods."""

    def __init__(self, comments: Comments, access: Access, resources: Resources) -> None:
        self._comments = comments
        self._access = access
        self._resources = resources

    @serves("drive.replies.create", fields_required=True)
    def create(self, call: Call) -> dict[str, Any]:
        """Reply to a comment; a reply may also resolve or reopen it."""
        self._access.reach(call.who, call.params["fileId"], "commenter")
        row = self._comments.asked(call)
        now = rfc3339(call.now)
        made: dict[str, Any] = {
            "kind": "drive#reply",
            "id": "AAAA" + secrets.token_urlsafe(6),
            "createdTime": now,
            "modifiedTime": now,
        }
        made |= {key: call.body[key] for key in ("content", "action") if call.body.get(key)}
        made |= {"author": author_of(self._resources, call.who.email, call), "deleted": False}
        changes: dict[str, Any] = {"replies": [*json.loads(row["body"]).get("replies", []), made]}
        if call.body.get("action", "") in RESOLVES:
            changes["resolved"] = RESOLVES[call.body["action"]]
        self._comments.change(row, now, **changes)
        return made


def author_of(resources: Resources, email: str, call: Call) -> dict[str, Any]:
    """Return the person who wrote a comment or a reply, as the API shows one there."""
    person = resources.user(email, call.who)
    return {key: person[key] for key in SHOWN_OF_AUTHORS}
