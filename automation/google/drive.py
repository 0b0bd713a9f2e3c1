"""Drive: files and folders created with ids given beforehand, so that a repeated creation makes nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from googleapiclient.errors import HttpError

from automation.ports import LARGEST_DOWNLOAD, EntryKind, FileEntry, Refused, TryLater

from . import wording
from .answers import CLIENT_ERRORS, Answered, answered
from .downloading import ENTRY_FIELDS, STATE_FIELDS, check_kind, check_size, check_state, entry_of, is_whole
from .errors import translated
from .retry_policy import RetryPolicy
from .roles import roles_on
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

    def contents_with(
        self, folder: str, keys: Sequence[str], inner: Sequence[str] = ()
    ) -> tuple[tuple[FileEntry, ...], tuple[tuple[str, FileEntry], ...]]:
        """Return the same of all these folders, and the files made under these keys: few cost no further call."""
        folders = (folder, *inner)
        here: list[FileEntry] = []
        made: list[tuple[str, FileEntry]] = []
        with translated(wording.LISTING_FOLDER):
            for first in range(0, max(len(keys), 1), _KEYS_A_SEARCH):
                by_mark = {marked(key)["tanggap"]: key for key in keys[first : first + _KEYS_A_SEARCH]}
                wanted = [f"{quoted(one)} in parents" for one in folders] if first == 0 else []
                wanted += [having(marked(key)) for key in by_mark.values()]
                query = f"({' or '.join(wanted)}) and trashed = false"
                for file in self._all(query, f"{ENTRY_FIELDS},parents,appProperties"):
                    mark = file.get("appProperties", {}).get("tanggap", "")
                    if mark in by_mark:
                        made.append((by_mark[mark], entry_of(file)))
                    if first == 0 and (not by_mark or set(folders) & set(file.get("parents", ()))):
                        here.append(entry_of(file))
        return tuple(here), tuple(made)

    def listing(self, folder: str) -> tuple[FileEntry, ...]:
        """Return the same, but for folders."""
        return tuple(entry for entry in self.contents(folder) if entry.kind is not EntryKind.FOLDER)

    def create_folder(self, id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        """Make a folder; done already is done."""
        body = {"id": id, "name": name, "mimeType": FOLDER, "parents": [parent], "appProperties": dict(properties)}
        with translated(wording.creating_folder(name)), _Passing(_is_there_already):
            self._repeated(self._files.create(body=body, fields="id", **ALL_DRIVES))

    def upload(
        self, id: str, name: str, parent: str, mime_type: str, content: bytes, properties: Mapping[str, str]
    ) -> bool:
        """Make a file; done already is done. Tell whether it was made now."""
        body = {"id": id, "name": name, "parents": [parent], "appProperties": dict(properties)}
        with translated(wording.uploading(name)), _Passing(_is_there_already):
            media = Contents(content, mime_type)
            self._sent(self._files.create(body=body, media_body=media, fields="id", **ALL_DRIVES))
            return True
        return False

    def replace(self, id: str, content: bytes, mime_type: str, *, called: str = "") -> None:
        """Replace the contents of a file; the new ones are its next revision."""
        with translated(wording.replacing(called)), self._telling_a_lock(id):
            media = Contents(content, mime_type)
            self._sent(self._files.update(fileId=id, media_body=media, fields="id", **ALL_DRIVES))

    def download(
        self, id: str, known: FileEntry | None = None, *, called: str = "", largest: int = LARGEST_DOWNLOAD
    ) -> bytes:
        """Return a file's contents, checked against what Drive says of it."""
        with translated(wording.downloading(called or (known.name if known else ""))):
            entry = known or self._entry(id)
            content = self._content(entry, largest)
            if not is_whole(content, entry):
                entry = self._entry(id)
                content = self._content(entry, largest)
        if not is_whole(content, entry):
            raise TryLater(wording.download_differs(entry.name))
        return content

    def move(self, id: str, parent: str, name: str, note: str = "") -> None:
        """Put a file into another folder under another name; done already is done."""
        with translated(wording.moving_to(name)), self._telling_a_lock(id):
            found = self._repeated(self._files.get(fileId=id, fields="name,parents,description", **ALL_DRIVES))
            here = found.get("parents", [])
            now = {"name": found["name"], "description": found.get("description", "")}
            # Only what changes: a locked file may be moved, and is refused where its name is sent along.
            body = {
                field: wished for field, wished in (("name", name), ("description", note)) if wished != now[field]
            }
            moved = {} if here == [parent] else {"addParents": parent, "removeParents": ",".join(here)}
            if body or moved:
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
        """Grant somebody a role on the file itself; done already is done."""
        with translated(wording.SHARING_FILE):
            given = self._given(id, "emailAddress,role,permissionDetails(role,inherited)")
            if any(_is_enough(one, email, role) for one in given):
                return
            grant = self._permissions.create(
                fileId=id,
                body={"type": "user", "role": role, "emailAddress": email},
                sendNotificationEmail=False,
                fields="id",
                **ALL_DRIVES,
            )
            self._repeated(grant)

    def invite(self, id: str, email: str, role: str) -> None:
        """Share a file with an address that has no account yet; Google mails it an invitation."""
        with translated(wording.INVITING):
            grant = self._permissions.create(
                fileId=id,
                body={"type": "user", "role": role, "emailAddress": email},
                sendNotificationEmail=True,
                fields="id",
                **ALL_DRIVES,
            )
            # Not repeated where its answer is lost: each time mails somebody.
            self._retry_policy.careful(grant.execute)

    def unshare(self, id: str, email: str) -> None:
        """Take back a role that was given on a file itself; done already is done."""
        with translated(wording.UNSHARING_FILE):
            for one in list(self._given(id, "id,emailAddress,role")):
                if one.get("emailAddress", "").casefold() == email.casefold() and one.get("role") != "owner":
                    with _Passing(_is_gone_or_from_above):
                        self._repeated(self._permissions.delete(fileId=id, permissionId=one["id"], **ALL_DRIVES))

    def publish(self, id: str) -> None:
        """Let everybody who has a file's link read it; done already is done."""
        body = {"type": "anyone", "role": "reader", "allowFileDiscovery": False}
        with translated(wording.PUBLISHING_FILE):
            # Given again, Drive names the permission that is there.
            self._repeated(self._permissions.create(fileId=id, body=body, fields="id", **ALL_DRIVES))

    def withdraw(self, id: str) -> None:
        """Take a published file away; done already is done."""
        with translated(wording.WITHDRAWING_FILE), _Passing(_is_gone):
            # First of all: what lies in the bin could be read by its link once somebody puts it back.
            for one in [one for one in self._given(id, "id,type") if one.get("type") == "anyone"]:
                with _Passing(_is_gone_or_from_above):
                    self._repeated(self._permissions.delete(fileId=id, permissionId=one["id"], **ALL_DRIVES))
            self._delete(id)

    def is_in_bin(self, id: str) -> bool:
        """Return whether a file or folder lies in the bin."""
        with translated(wording.LOOKING_AT_FOLDER):
            return bool(self._repeated(self._files.get(fileId=id, fields="trashed", **ALL_DRIVES)).get("trashed"))

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
            self._delete(id)
            return True
        return False

    def _delete(self, id: str) -> None:
        try:
            self._repeated(self._files.delete(fileId=id, **ALL_DRIVES))
        except HttpError as error:
            found = answered(error)
            if found is None or found.status != 403 or found.is_passing:
                raise
            self._repeated(self._files.update(fileId=id, body={"trashed": True}, fields="id", **ALL_DRIVES))

    def _content(self, entry: FileEntry, largest: int) -> bytes:
        check_kind(entry)
        check_size(entry, largest)
        return bytes(self._repeated(self._files.get_media(fileId=entry.id, **ALL_DRIVES)))

    def _entry(self, id: str) -> FileEntry:
        file = self._repeated(self._files.get(fileId=id, fields=STATE_FIELDS, **ALL_DRIVES))
        check_state(file)
        return entry_of(file)

    @contextmanager
    def _telling_a_lock(self, id: str) -> Iterator[None]:
        """Say of a change that was refused that the file is locked, where it is: Google's reason does not tell."""
        try:
            yield
        except HttpError as error:
            found = answered(error)
            if found is None or found.status != 403 or found.is_passing:
                raise
            if (name := self._locked_name(id)) is None:
                raise
            raise Refused(wording.file_locked(name), found.said) from error

    def _locked_name(self, id: str) -> str | None:
        """Return the name of a file that somebody locked; None for any other, and where that is not known."""
        fields = "name,contentRestrictions(readOnly)"
        with suppress(*CLIENT_ERRORS):
            file = self._repeated(self._files.get(fileId=id, fields=fields, **ALL_DRIVES))
            if any(one.get("readOnly") for one in file.get("contentRestrictions", ())):
                return str(file["name"])
        return None

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

    def _given(self, id: str, fields: str) -> Iterator[dict[str, Any]]:
        return roles_on(self._permissions, self._repeated, id, fields)

    def _repeated(self, request: Any) -> Any:
        return self._retry_policy.repeated(request.execute)


class _Passing:
    """Lets an answer pass that says what was wanted is so already."""

    def __init__(self, is_so: Callable[[Answered], bool]) -> None:
        self._is_so = is_so

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        found = answered(error) if error else None
        return found is not None and self._is_so(found)


#: Google's documentation names the one, its server answers the other.
_FROM_ABOVE = frozenset({"cannotDeleteInheritedPermission", "cannotDeleteInheritedPermissions"})


def _is_gone_or_from_above(answer: Answered) -> bool:
    """Return whether a role that is taken back was gone, or is given by a folder above."""
    return answer.status == 404 or bool(answer.reasons & _FROM_ABOVE)


def _is_gone(answer: Answered) -> bool:
    return answer.status == 404


def _is_there_already(answer: Answered) -> bool:
    """Return whether the id that something is made under is taken: by what was made before."""
    return answer.status == 409


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


def _is_enough(permission: Mapping[str, Any], email: str, role: str) -> bool:
    """Return whether a permission gives a role for good: one of a folder above may be taken back with that folder.

    A higher role is never one of ours. Where Google does not tell where a role comes from, it is given again, which
    changes nothing.
    """
    if permission.get("emailAddress", "").casefold() != email.casefold():
        return False
    wanted = _ROLES.index(role)
    given = [one.get("role", "reader") for one in permission.get("permissionDetails", ()) if not one.get("inherited")]
    return _ROLES.index(permission.get("role", "reader")) > wanted or any(
        _ROLES.index(one) >= wanted for one in given
    )
