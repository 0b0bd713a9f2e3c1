"""Drive: files and folders created with ids given beforehand, so that a repeated creation makes nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from googleapiclient.errors import HttpError

from automation.ports import EntryKind, FileEntry, TryLater

from . import wording
from .answers import CLIENT_ERRORS, answered
from .downloading import ENTRY_FIELDS, STATE_FIELDS, check_kind, check_state, entry_of, is_whole
from .errors import translated
from .retry_policy import RetryPolicy
from .uploading import RESUMED_ABOVE, Contents, in_one_call, resumed

FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ALL_DRIVES = {"supportsAllDrives": True}
LISTED = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}

_MOST_IDS = 1000
#: So many copies that were left behind are swept away at once: of those that nobody may delete, there may be many.
_SWEPT = 20
_REVISIONS = 1000
_KEYS_A_SEARCH = 20
#: Drive tells times to the millisecond.
_SPLIT_SECOND = timedelta(milliseconds=1)
_COPY = {"tanggap": "salinan-sementara"}
_ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


class GoogleDrive:
    """Keeps the promises of `automation.ports.Drive`.

    Args:
        service: the client of Drive v3.
        retry_policy: for reading, and for calls that their id makes harmless.
        workplace: the folder where a copy lies while it is printed; "" for My Drive.
    """

    def __init__(self, service: Any, retry_policy: RetryPolicy, workplace: str) -> None:
        self._files = service.files()
        self._permissions = service.permissions()
        self._revised = service.revisions()
        self._retry_policy = retry_policy
        self._workplace = workplace
        self._swept = False

    def new_ids(self, count: int) -> tuple[str, ...]:
        """Return `count` ids to create files and folders with, in as many calls as their number needs."""
        ids: list[str] = []
        with translated(wording.ASKING_FOR_IDS):
            while len(ids) < count:
                portion = min(count - len(ids), _MOST_IDS)
                ids += self._repeated(self._files.generateIds(count=portion, space="drive", type="files"))["ids"]
        return tuple(ids)

    def contents(self, folder: str) -> tuple[FileEntry, ...]:
        """Return all that lies directly in a folder, oldest first."""
        with translated(wording.LISTING_FOLDER):
            return tuple(
                entry_of(file) for file in self._all(f"{quoted(folder)} in parents and trashed = false", ENTRY_FIELDS)
            )

    def listing(self, folder: str) -> tuple[FileEntry, ...]:
        """Return the same, but for folders."""
        return tuple(entry for entry in self.contents(folder) if entry.kind is not EntryKind.FOLDER)

    def create_folder(self, id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        """Make a folder; done already is done."""
        body = {"id": id, "name": name, "mimeType": FOLDER, "parents": [parent], "appProperties": dict(properties)}
        with translated(wording.creating_folder(name)), _done_already():
            self._repeated(self._files.create(body=body, fields="id", **ALL_DRIVES))

    def upload(
        self, id: str, name: str, parent: str, mime_type: str, content: bytes, properties: Mapping[str, str]
    ) -> None:
        """Make a file; done already is done."""
        body = {"id": id, "name": name, "parents": [parent], "appProperties": dict(properties)}
        with translated(wording.uploading(name)), _done_already():
            media = Contents(content, mime_type)
            self._sent(self._files.create(body=body, media_body=media, fields="id", **ALL_DRIVES))

    def replace(self, id: str, content: bytes, mime_type: str) -> None:
        """Replace the contents of a file; the new ones are its next revision."""
        with translated(wording.REPLACING_FILE):
            media = Contents(content, mime_type)
            self._sent(self._files.update(fileId=id, media_body=media, fields="id", **ALL_DRIVES))

    def download(self, id: str, known: FileEntry | None = None) -> bytes:
        """Return a file's contents, checked against what Drive says of it."""
        with translated(wording.DOWNLOADING_FILE):
            entry = known or self._entry(id)
            content = self._content(entry)
            if not is_whole(content, entry):
                entry = self._entry(id)
                content = self._content(entry)
        if not is_whole(content, entry):
            raise TryLater(wording.download_differs(entry.name))
        return content

    def move(self, id: str, parent: str, name: str, note: str = "") -> None:
        """Put a file into another folder under another name; done already is done."""
        with translated(wording.moving_to(name)):
            found = self._repeated(self._files.get(fileId=id, fields="name,parents,description", **ALL_DRIVES))
            here = found.get("parents", [])
            if (found["name"], here, found.get("description", "")) == (name, [parent], note):
                return
            body = {"name": name, "description": note}
            moved = {} if here == [parent] else {"addParents": parent, "removeParents": ",".join(here)}
            self._repeated(self._files.update(fileId=id, body=body, fields="id", **moved, **ALL_DRIVES))

    def as_pdf(self, document: bytes, name: str) -> bytes:
        """Have a .docx turned into a PDF: only Google's own documents can be exported, so a copy is made for it."""
        with translated(wording.making_pdf(name)):
            self._sweep()
            parents = {"parents": [self._workplace]} if self._workplace else {}
            body = {"name": name, "mimeType": DOCUMENT, "appProperties": _COPY, **parents}
            request = self._files.create(body=body, media_body=Contents(document, DOCX), fields="id", **ALL_DRIVES)
            # A copy whose answer was lost stays for the next sweep; converting uploads cannot have an id beforehand.
            self._swept = False
            copy = self._sent(request, repeatable=False)["id"]
            try:
                export = self._files.export_media(fileId=copy, mimeType="application/pdf")
                return bytes(self._repeated(export))
            finally:
                # One that could not be removed waits for the next sweep.
                self._swept = self._remove(copy)

    def share(self, id: str, email: str, role: str) -> None:
        """Grant somebody a role; done already is done."""
        with translated(wording.SHARING_FILE):
            fields = "permissions(emailAddress,role)"
            found = self._repeated(self._permissions.list(fileId=id, fields=fields, pageSize=100, **ALL_DRIVES))
            if any(_is_enough(one, email, role) for one in found.get("permissions", ())):
                return
            grant = self._permissions.create(
                fileId=id,
                body={"type": "user", "role": role, "emailAddress": email},
                sendNotificationEmail=False,
                fields="id",
                **ALL_DRIVES,
            )
            self._repeated(grant)

    def checksums(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the checksum of each file that was made under one of these keys."""
        found: dict[str, str] = {}
        with translated(wording.WATCHING_FILES):
            for first in range(0, len(keys), _KEYS_A_SEARCH):
                some = keys[first : first + _KEYS_A_SEARCH]
                either = " or ".join(having(marked(key)) for key in some)
                for file in self._all(f"({either}) and trashed = false", "appProperties,md5Checksum"):
                    by_mark = {marked(key)["tanggap"]: key for key in some}
                    found[by_mark[file["appProperties"]["tanggap"]]] = file.get("md5Checksum", "")
        return found

    def edited_by(self, id: str, since: datetime, until: datetime) -> frozenset[str] | None:
        """Return everybody but ourselves who changed a file between two moments; None when that is not known."""
        editors = set()
        with translated(wording.FINDING_EDITORS):
            for revision in self._revisions(id):
                at = datetime.fromisoformat(revision["modifiedTime"])
                editor = revision.get("lastModifyingUser", {})
                if at < since - _SPLIT_SECOND or editor.get("me"):
                    continue
                if at > until or not editor.get("emailAddress"):
                    # Google draws neighbouring edits together under the name of the last editor.
                    return None
                editors.add(str(editor["emailAddress"]))
        return frozenset(editors)

    def _revisions(self, id: str) -> Iterator[dict[str, Any]]:
        fields = "nextPageToken,revisions(modifiedTime,lastModifyingUser(emailAddress,me))"
        token = None
        while True:
            answer = self._repeated(
                self._revised.list(fileId=id, fields=fields, pageSize=_REVISIONS, pageToken=token)
            )
            yield from answer.get("revisions", ())
            token = answer.get("nextPageToken")
            if not token:
                return

    def _sweep(self) -> None:
        """Remove the copies that a killed run, or a lost answer, left behind; what cannot be removed harms nobody."""
        if self._swept:
            return
        parent = f" and {quoted(self._workplace)} in parents" if self._workplace else ""
        query = f"{having(_COPY)} and trashed = false{parent}"
        with suppress(*CLIENT_ERRORS):
            for left in list(self._all(query, "id"))[:_SWEPT]:
                self._remove(left["id"])
        self._swept = True

    def _remove(self, id: str) -> bool:
        """Delete a copy, or put it into the bin where no more is allowed; False where it stays."""
        with suppress(*CLIENT_ERRORS):
            try:
                self._repeated(self._files.delete(fileId=id, **ALL_DRIVES))
            except HttpError as error:
                found = answered(error)
                if found is None or found.status != 403 or found.is_passing:
                    raise
                self._repeated(self._files.update(fileId=id, body={"trashed": True}, fields="id", **ALL_DRIVES))
            return True
        return False

    def _content(self, entry: FileEntry) -> bytes:
        check_kind(entry)
        return bytes(self._repeated(self._files.get_media(fileId=entry.id, **ALL_DRIVES)))

    def _entry(self, id: str) -> FileEntry:
        file = self._repeated(self._files.get(fileId=id, fields=STATE_FIELDS, **ALL_DRIVES))
        check_state(file)
        return entry_of(file)

    def _sent(self, request: Any, *, repeatable: bool = True) -> Any:
        """Make a request that carries `Contents`."""
        if request.resumable.size() > RESUMED_ABOVE:
            return resumed(request, self._retry_policy, repeatable=repeatable)
        whole = in_one_call(request)
        return self._repeated(whole) if repeatable else self._retry_policy.careful(whole.execute)

    def _all(self, query: str, fields: str) -> Iterator[dict[str, Any]]:
        token = None
        while True:
            answer = self._repeated(
                self._files.list(
                    q=query,
                    fields=f"nextPageToken,files({fields})",
                    orderBy="createdTime",
                    pageSize=1000,
                    pageToken=token,
                    **LISTED,
                )
            )
            yield from answer.get("files", ())
            token = answer.get("nextPageToken")
            if not token:
                return

    def _repeated(self, request: Any) -> Any:
        return self._retry_policy.repeated(request.execute)


class _done_already:  # noqa: N801 (it reads as a clause of `with`)
    """Lets a creation pass whose id is there already."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        found = answered(error) if error else None
        return found is not None and found.status == 409


def quoted(text: str) -> str:
    """Return a text as a search of Drive takes it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def marked(key: str) -> dict[str, str]:
    """Return the property that marks a file as ours, so that it can be found again should the ledger be lost.

    Drive limits a property's key and value together to 124 bytes.
    """
    return {"tanggap": key[:110]}


def having(properties: Mapping[str, str]) -> str:
    """Return the search for files with these properties of ours."""
    return " and ".join(
        f"appProperties has {{ key={quoted(key)} and value={quoted(value)} }}" for key, value in properties.items()
    )


def _is_enough(permission: Mapping[str, str], email: str, role: str) -> bool:
    same = permission.get("emailAddress", "").casefold() == email.casefold()
    return same and _ROLES.index(permission.get("role", "reader")) >= _ROLES.index(role)
