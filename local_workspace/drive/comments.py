"""Comments on files, and their replies."""

from __future__ import annotations

import json
import secrets
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
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


def serve_comments(api: Api, store: Store, access: Access, resources: Resources) -> None:
    """Register the comments and replies methods."""
    store.define(TABLES)

    def read(call: Call, least: str = "reader") -> None:
        if "fields" not in call.params and call.method != "drive.comments.delete":
            raise Refusal(
                400,
                "The 'fields' parameter is required for this method.",
                reason="required",
                location="fields",
                location_type="parameter",
            )
        access.reach(call.who, call.params["fileId"], least)

    def found(call: Call) -> Any:
        row = store.one(
            "select * from comment where id = ? and file = ?", call.params["commentId"], call.params["fileId"]
        )
        if row is None or (row["deleted"] and not call.params.get("includeDeleted")):
            id = call.params["commentId"]
            raise Refusal(404, f"Comment not found: {id}.", reason="notFound", location="commentId")
        return row

    def shown(call: Call, row: Any) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(row["body"])
        author = resources.user(row["author"], call.who)
        comment = {"kind": "drive#comment", "id": row["id"], "deleted": bool(row["deleted"]), **body}
        comment["author"] = {key: author[key] for key in ("kind", "displayName", "me")}
        if row["deleted"]:
            comment.pop("content", None)
            comment.pop("htmlContent", None)
        return comment

    def create(call: Call) -> dict[str, Any]:
        read(call, "commenter")
        now = rfc3339(call.now)
        kept = {key: call.body[key] for key in ("content", "anchor", "quotedFileContent") if call.body.get(key)}
        if "content" not in kept:
            raise Refusal(400, "Comment content is required.", reason="required", location="comment.content")
        body = {**kept, "htmlContent": kept["content"], "createdTime": now, "modifiedTime": now}
        body |= {"resolved": False, "replies": []}
        id = "AAAA" + secrets.token_urlsafe(6)
        store.do(
            "insert into comment (id, file, author, body) values (?,?,?,?)",
            *(id, call.params["fileId"], call.who.email, json.dumps(body)),
        )
        return shown(call, store.one("select * from comment where id = ?", id))

    def listed(call: Call) -> dict[str, Any]:
        read(call)
        rows = store.all("select * from comment where file = ? order by number desc", call.params["fileId"])
        size = call.params.get("pageSize", 20)
        start = int(call.params["pageToken"]) if call.params.get("pageToken", "").isdigit() else 0
        kept = [row for row in rows if call.params.get("includeDeleted") or not row["deleted"]]
        body = {"kind": "drive#commentList", "comments": [shown(call, row) for row in kept[start : start + size]]}
        return {**body, "nextPageToken": str(start + size)} if start + size < len(kept) else body

    def get(call: Call) -> dict[str, Any]:
        read(call)
        return shown(call, found(call))

    def changed(call: Call, row: Any, **changes: Any) -> dict[str, Any]:
        body = {**json.loads(row["body"]), **changes, "modifiedTime": rfc3339(call.now)}
        store.do("update comment set body = ? where id = ?", json.dumps(body), row["id"])
        return shown(call, store.one("select * from comment where id = ?", row["id"]))

    def update(call: Call) -> dict[str, Any]:
        read(call)
        row = found(call)
        if row["author"] != call.who.email:
            raise forbidden()
        return changed(call, row, content=call.body["content"], htmlContent=call.body["content"])

    def delete(call: Call) -> Answer:
        read(call)
        row = found(call)
        if row["author"] != call.who.email:
            raise forbidden()
        store.do("update comment set deleted = 1 where id = ?", row["id"])
        return Answer(b"", "", 204)

    def reply(call: Call) -> dict[str, Any]:
        read(call, "commenter")
        row = found(call)
        author = resources.user(call.who.email, call.who)
        now = rfc3339(call.now)
        made: dict[str, Any] = {
            "kind": "drive#reply",
            "id": "AAAA" + secrets.token_urlsafe(6),
            "createdTime": now,
            "modifiedTime": now,
        }
        made |= {key: call.body[key] for key in ("content", "action") if call.body.get(key)}
        made |= {"author": {key: author[key] for key in ("kind", "displayName", "me")}, "deleted": False}
        resolved = {"resolve": True, "reopen": False}.get(call.body.get("action", ""))
        before = json.loads(row["body"])
        changes = {"replies": [*before.get("replies", []), made]}
        changed(call, row, **changes, **({} if resolved is None else {"resolved": resolved}))
        return made

    api.serve("drive.comments.create", create)
    api.serve("drive.comments.list", listed)
    api.serve("drive.comments.get", get)
    api.serve("drive.comments.update", update)
    api.serve("drive.comments.delete", delete)
    api.serve("drive.replies.create", reply)
