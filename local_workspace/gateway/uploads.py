"""Resumable uploads: a session that outlives a lost connection and a restart."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from local_workspace.api.calls import Identity, Media
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.clock import Clock
from local_workspace.core.store import Store

TABLES = """
create table if not exists upload (
    id text primary key, verb text not null, path text not null, query text not null, body text not null,
    mime_type text not null, total integer, who text not null, answer blob, answer_type text not null default ''
);
"""
NATIVE = "application/vnd.google-apps."


class Uploads:
    """Sessions, their bytes in files of their own until the last one has come."""

    def __init__(self, api: Api, store: Store, clock: Clock) -> None:
        self._api = api
        self._store = store
        self._clock = clock
        self._one_at_a_time = threading.RLock()
        self._folder = store.folder / "uploads"
        self._folder.mkdir(exist_ok=True)
        store.define(TABLES)

    def updates(self, session: str) -> bool:
        """Check whether a session replaces a content rather than making a file."""
        row = self._store.one("select verb from upload where id = ?", session) if session else None
        return row is not None and row["verb"] == "PATCH"

    def start(
        self,
        verb: str,
        path: str,
        query: str,
        headers: Mapping[str, str],
        content: bytes,
        who: Identity,
        now: datetime,
    ) -> Answer:
        """Open a session and return its address; what would be refused in the end is refused here.

        Raises:
            Refusal: as the method refuses.
        """
        method, params = self._api.prepared(verb, path, query, who)
        body = self._api.body(method, content)
        mime_type = headers.get("x-upload-content-type") or body.get("mimeType") or "application/octet-stream"
        total = headers.get("x-upload-content-length", "")
        method.check_media(mime_type, int(total) if total.isdigit() else 0)
        # Drive refuses at the start what it would refuse in the end; a mail is not looked at before it is there.
        if method.service != "gmail" and not str(body.get("mimeType", "")).startswith(NATIVE):
            with self._store.undone():
                self._api.perform(method, params, body, Media(mime_type, b""), who, now, headers)
        id = "AHmUCY" + secrets.token_urlsafe(48)
        self._store.do(
            "insert into upload (id, verb, path, query, body, mime_type, total, who) values (?,?,?,?,?,?,?,?)",
            *(id, verb, path, query, json.dumps(body), mime_type, int(total) if total.isdigit() else None),
            json.dumps([who.email, sorted(who.scopes), who.service_account, who.app]),
        )
        self._file(id).touch()
        host = headers.get("host", "127.0.0.1")
        scheme = "http" if host.partition(":")[0] in ("127.0.0.1", "localhost") else "https"
        location = f"{scheme}://{host}{path}?{query}&upload_id={id}"
        return Answer(b"", "text/html; charset=UTF-8", 200, {"Location": location, "X-GUploader-UploadID": id})

    def metadata(self, session: str) -> str:
        """Return the JSON that a session was opened with, or nothing."""
        row = self._store.one("select body from upload where id = ?", session) if session else None
        return row["body"] if row else ""

    @contextlib.contextmanager
    def undone(self, session: str) -> Iterator[None]:
        """Run the block in a transaction that is then rolled back, as are the bytes of a session."""
        # The uploads' lock before the store's, as `go_on` takes them.
        with self._one_at_a_time:
            known = bool(session) and self._store.one("select 1 from upload where id = ?", session) is not None
            kept = self._file(session).read_bytes() if known and self._file(session).exists() else None
            try:
                with self._store.undone():
                    yield
            finally:
                if kept is not None:
                    self._file(session).write_bytes(kept)

    def go_on(self, id: str, verb: str, headers: Mapping[str, str], content: bytes) -> Answer:
        """Take the next bytes of a session, or tell how many have come.

        Raises:
            Refusal: 404 for an unknown session, 400 for a range that cannot be read, or as the method refuses.
        """
        with self._one_at_a_time:
            row = self._store.one("select * from upload where id = ?", id)
            if row is None:
                raise Refusal(404, "Not Found", reason="notFound")
            if verb == "DELETE":
                self._forget(id)
                return Answer(b"", "", 499)
            if row["answer"] is not None:
                return Answer(row["answer"], row["answer_type"])
            start, total = _range(headers.get("content-range", ""), len(content))
            if content:
                self._append(id, start, content)
            have = self._file(id).stat().st_size
            total = row["total"] if total is None else total
            if total is None or have < total:
                return Answer(b"", "", 308, {"Range": f"bytes=0-{have - 1}"} if have else {})
            return self._finish(row, total, headers)

    def _append(self, id: str, start: int, content: bytes) -> None:
        with self._file(id).open("ab") as out:
            have = out.tell()
            # Bytes sent twice are skipped; bytes after a gap wait until the client has asked where to go on.
            if start <= have:
                out.write(content[have - start :])

    def _finish(self, row: Any, total: int, headers: Mapping[str, str]) -> Answer:
        email, scopes, service_account, app = json.loads(row["who"])
        who = Identity(email, frozenset(scopes), service_account, app)
        media = Media(row["mime_type"], self._file(row["id"]).read_bytes()[:total])
        method, params = self._api.prepared(row["verb"], row["path"], row["query"], who)
        method.check_media(media.mime_type, len(media.content))
        with self._store.transaction():
            answer = self._api.perform(
                method, params, json.loads(row["body"]), media, who, self._clock.now(), headers
            )
            self._store.do(
                "update upload set answer = ?, answer_type = ? where id = ?",
                *(answer.content, answer.mime_type, row["id"]),
            )
        self._file(row["id"]).unlink(missing_ok=True)
        return answer

    def _forget(self, id: str) -> None:
        self._store.do("delete from upload where id = ?", id)
        self._file(id).unlink(missing_ok=True)

    def _file(self, id: str) -> Any:
        return self._folder / id


def _range(text: str, length: int) -> tuple[int, int | None]:
    """Read `Content-Range`: where the bytes begin, and how many there will be in all if that is known."""
    if not text:
        return 0, length
    found = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", text.strip())
    if found is None or (found[1] and int(found[2]) - int(found[1]) + 1 != length):
        raise Refusal(400, "Failed to parse Content-Range header.", reason="badRequest")
    return int(found[1] or 0), None if found[3] == "*" else int(found[3])
