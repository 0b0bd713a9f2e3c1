"""What a person or a program does with files: create, change, move, copy, trash and delete them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local_workspace.api.calls import Identity, Media
from local_workspace.api.errors import Refusal
from local_workspace.core.clock import Clock

from .access import Access, forbidden, invalid_value, storage_quota_exceeded
from .contents import Contents
from .file import FOLDER, NATIVE, File
from .files import Files
from .roles import RANK

KEPT = (
    "description",
    "folderColorRgb",
    "originalFilename",
    "writersCanShare",
    "copyRequiresWriterPermission",
    "contentHints",
)
MAPPINGS = ("properties", "appProperties")
ANY = "application/octet-stream"


class Desk:
    """What an identified caller does with files; every act checks the caller's role.

    Metadata comes as in the API's `File` resource.
    """

    def __init__(self, files: Files, contents: Contents, clock: Clock) -> None:
        self.files = files
        self.contents = contents
        self.access = Access(files)
        self._clock = clock

    def create(
        self, who: Identity, metadata: Mapping[str, Any], media: Media | None = None, *, all_drives: bool = True
    ) -> File:
        """Make a file, with content when `media` is given; a native `mimeType` converts the content.

        Raises:
            Refusal: as Drive refuses.
        """
        asked = metadata.get("mimeType") or ""
        mime_type = asked or (media.mime_type if media else ANY)
        if mime_type == "*/*":
            mime_type = ANY
        converts = media is not None and mime_type.startswith(NATIVE) and media.mime_type != mime_type
        id = self._free_id(metadata.get("id") or "", mime_type)
        parent = self._parent(who, metadata.get("parents") or [], all_drives=all_drives)
        if who.service_account and not parent.drive and mime_type != FOLDER:
            raise storage_quota_exceeded()
        native = self.files.natives.of(mime_type)
        if converts and media is not None and _plain_type(media.mime_type) not in native.imports:
            raise Refusal(400, "Bad Request", reason="badRequest")
        name = metadata.get("name") or "Untitled"
        file = self.files.create(who.email, name, mime_type, parent.id, id, who.app)
        if converts and media is not None:
            native.imports[_plain_type(media.mime_type)](file, media.content)
        elif mime_type.startswith(NATIVE):
            native.created(file)
        else:
            self.contents.replace(who.email, file.id, media.content if media else b"", mime_type)
        self._describe(who, self.files.find(file.id), metadata)
        return self.files.find(file.id)

    def _free_id(self, id: str, mime_type: str) -> str:
        if not id:
            return "" if mime_type.startswith(NATIVE) and mime_type != FOLDER else self.files.generate_ids(1)[0]
        if mime_type.startswith(NATIVE) and mime_type != FOLDER:
            raise Refusal(
                403,
                "Generated IDs are not supported for Docs Editors formats.",
                reason="insufficientFilePermissions",
            )
        if self.files.exists(id):
            raise Refusal(409, "A file already exists with the provided ID.", reason="fileIdInUse")
        if not self.files.was_generated(id):
            raise Refusal(400, "The provided file ID is not usable.", reason="invalid", location="file.id")
        return id

    def _parent(self, who: Identity, parents: list[str], *, all_drives: bool) -> File:
        if len(parents) > 1:
            raise too_many_parents()
        return self.access.folder_to_fill(who, parents[0] if parents else "root", all_drives=all_drives)

    def _describe(self, who: Identity, file: File, metadata: Mapping[str, Any]) -> None:
        writes = metadata.get("appProperties") is not None
        kept = self.files.with_own_app_properties(file.extras) if writes else file.extras
        extras = described(kept, metadata, who.email)
        columns: dict[str, Any] = {} if extras == file.extras else {"extras": extras}
        for field, column in (("createdTime", "created"), ("modifiedTime", "modified")):
            if metadata.get(field):
                columns[column] = instant(metadata[field], field).isoformat()
        if columns:
            self.files.set(file.id, **columns)

    def content(self, who: Identity, id: str, *, all_drives: bool = True) -> tuple[File, bytes]:
        """Return a file and its stored content (of a document: its .docx)."""
        file = self.access.reach(who, id, all_drives=all_drives)
        return file, self.contents.of(file)

    def replace_content(self, who: Identity, id: str, media: Media, *, all_drives: bool = True) -> File:
        """Give a file another content; of a native file it is converted."""
        file = self.access.reach(who, id, "writer", all_drives=all_drives)
        _check_unlocked(file)
        if file.mime_type == FOLDER:
            raise Refusal(400, "Bad Request", reason="badRequest")
        if file.is_native:
            native = self.files.natives.of(file.mime_type)
            if _plain_type(media.mime_type) not in native.imports:
                raise Refusal(400, "Bad Request", reason="badRequest")
            native.imports[_plain_type(media.mime_type)](file, media.content)
            self.files.touch(who.email, file.id)
        else:
            self.contents.replace(who.email, file.id, media.content, file.mime_type)
        return self.files.find(file.id)

    def update(
        self,
        who: Identity,
        id: str,
        metadata: Mapping[str, Any],
        media: Media | None = None,
        *,
        add: tuple[str, ...] = (),
        remove: tuple[str, ...] = (),
        all_drives: bool = True,
    ) -> File:
        """Change a file's metadata, place, trash mark and content.

        Raises:
            Refusal: as Drive refuses.
        """
        only_mine = set(metadata) <= {"starred"} and media is None and not add and not remove
        file = self.access.reach(who, id, "reader" if only_mine else "writer", all_drives=all_drives)
        _check_writable(file, metadata)
        if file.kind != "file" and not only_mine:
            raise forbidden()
        if media is not None or metadata.get("name"):
            _check_unlocked(file)
        self._restrict(who, file, metadata)
        if "trashed" in metadata and metadata["trashed"] is not None:
            self.trash(who, file.id, trashed=bool(metadata["trashed"]))
        if add or remove:
            self._move(who, file, add, remove, all_drives=all_drives)
        self._change_content(who, file, metadata, media)
        if metadata.get("name"):
            self.files.rename(who.email, file.id, metadata["name"])
        elif any(metadata.get(field) is not None for field in (*KEPT, *MAPPINGS)):
            self.files.touch(who.email, file.id)
        self._describe(who, self.files.find(file.id), metadata)
        return self.files.find(file.id)

    def _restrict(self, who: Identity, file: File, metadata: Mapping[str, Any]) -> None:
        """Lock or unlock a file's contents; a lock that only the owner may take off is theirs alone."""
        asked = metadata.get("contentRestrictions")
        if not asked:
            return
        if file.mime_type == FOLDER:
            raise forbidden()
        held = file.extras.get("contentRestrictions") or [{}]
        if asked[0].get("ownerRestricted") or held[0].get("ownerRestricted"):
            self.access.reach(who, file.id, "organizer" if file.drive else "owner")
        lock = restriction(asked[0], who.email, self._clock.now())
        self.files.set(file.id, extras={**file.extras, "contentRestrictions": [lock]})

    def _change_content(self, who: Identity, file: File, metadata: Mapping[str, Any], media: Media | None) -> None:
        if media is None:
            if not file.is_native and metadata.get("mimeType"):
                self.files.set(file.id, mime_type=metadata["mimeType"])
            return
        if not file.is_native and (new := metadata.get("mimeType") or media.mime_type) not in ("*/*", ANY):
            self.files.set(file.id, mime_type=new)
        self.replace_content(who, file.id, media)

    def trash(self, who: Identity, id: str, *, trashed: bool) -> None:
        """Put a file into the trash, or take it out."""
        file = self.access.reach(who, id)
        self.access.reach(who, id, self.access.remove_role(file))
        extras = {name: value for name, value in file.extras.items() if name not in ("trashedTime", "trashedBy")}
        if trashed:
            extras |= {"trashedTime": self._clock.now().isoformat(), "trashedBy": who.email}
        self.files.set(file.id, trashed=int(trashed), extras=extras)

    def _move(
        self, who: Identity, file: File, add: tuple[str, ...], remove: tuple[str, ...], *, all_drives: bool
    ) -> None:
        gone = {self.access.resolved(who, id) for id in remove}
        kept = {file.parent} - {None} - gone
        targets = [self.access.folder_to_fill(who, id, all_drives=all_drives) for id in add]
        new = kept | {target.id for target in targets}
        if len(new) > 1:
            raise too_many_parents()
        target = next((one for one in targets if one.id in new), None)
        if target is None:
            if not new:
                self.files.set(file.id, parent=None)
            return
        if target.id == file.id or target.id in set(self.files.descendants(file.id)):
            raise Refusal(
                403, "A folder cannot be moved into itself or its descendants.", reason="cyclicMembershipsNotAllowed"
            )
        if file.drive and file.drive != target.drive and RANK[self._role(who, file)] < RANK["organizer"]:
            raise forbidden()
        self.files.set(file.id, parent=target.id)
        if target.drive != file.drive:
            self.files.change_drive(file.id, target.drive, who.email)

    def _role(self, who: Identity, file: File) -> str:
        return self.files.role(who.email, file.id) or "reader"

    def copy(self, who: Identity, id: str, metadata: Mapping[str, Any], *, all_drives: bool = True) -> File:
        """Copy a file, converting it when another native `mimeType` is asked for.

        Raises:
            Refusal: as Drive refuses.
        """
        source = self.access.reach(who, id, all_drives=all_drives)
        if source.mime_type == FOLDER or source.kind != "file":
            raise Refusal(403, "This file cannot be copied by the user.", reason="cannotCopyFile", location="file")
        asked = dict(metadata)
        asked["name"] = metadata.get("name") or f"Copy of {source.name}"
        asked["mimeType"] = metadata.get("mimeType") or source.mime_type
        if not metadata.get("parents"):
            asked["parents"] = self._beside(who, source)
        for field in (*KEPT, "properties"):
            if field in source.extras and metadata.get(field) is None:
                asked[field] = source.extras[field]
        if metadata.get("appProperties") is None:
            asked["appProperties"] = self.files.app_properties(source) or None
        if asked["mimeType"] != source.mime_type or not source.is_native:
            if source.is_native:
                raise Refusal(400, "Bad Request", reason="badRequest")
            media = Media(source.mime_type, self.contents.of(source))
            return self.create(who, asked, media, all_drives=all_drives)
        return self._copied_native(who, source, asked, all_drives=all_drives)

    def _copied_native(self, who: Identity, source: File, asked: Mapping[str, Any], *, all_drives: bool) -> File:
        self._free_id(asked.get("id") or "", source.mime_type)
        parent = self._parent(who, asked["parents"], all_drives=all_drives)
        if who.service_account and not parent.drive:
            raise storage_quota_exceeded()
        file = self.files.create(who.email, asked["name"], source.mime_type, parent.id, "", who.app)
        self.files.natives.of(source.mime_type).copied(source.id, file)
        self._describe(who, self.files.find(file.id), asked)
        return self.files.find(file.id)

    def _beside(self, who: Identity, source: File) -> list[str]:
        if source.parent and self.files.allows(who.email, source.parent, "writer"):
            return [source.parent]
        return []

    def delete(self, who: Identity, id: str, *, all_drives: bool = True) -> None:
        """Delete a file for good; of a folder, what its owner has in it too.

        Raises:
            Refusal: 404, or 403 for who does not own it.
        """
        file = self.access.reach(who, id, all_drives=all_drives)
        if file.kind != "file":
            raise forbidden()
        self.access.reach(who, id, "organizer" if file.drive else "owner")
        self._drop(file)

    def _drop(self, file: File) -> None:
        for child in self.files.children(file.id):
            inner = self.files.find(child)
            if file.drive or inner.owner == file.owner:
                self._drop(inner)
            else:
                self.files.set(child, parent=None)
        self.contents.forget(file.id)
        self.files.edits.forget(file.id)
        self.files.delete(file.id)

    def empty_trash(self, who: Identity, drive: str = "") -> None:
        """Delete for good what the caller has in the trash."""
        for row in self.files.rows(
            "trashed = 1 and drive = ? and (owner = ? or ?)", drive, who.email, int(bool(drive))
        ):
            if self.files.exists(row["id"]):
                self.delete(who, row["id"])


def described(extras: Mapping[str, Any], metadata: Mapping[str, Any], who: str) -> dict[str, Any]:
    """Return a file's rarer fields after a change; in mappings a null takes a key away."""
    new = dict(extras)
    for field in KEPT:
        if metadata.get(field) is not None:
            new[field] = metadata[field]
    for field in MAPPINGS:
        if metadata.get(field) is not None:
            merged = {**new.get(field, {}), **metadata[field]}
            new[field] = {key: value for key, value in merged.items() if value is not None}
    if metadata.get("starred") is not None:
        others = [email for email in new.get("starredBy", []) if email != who]
        new["starredBy"] = [*others, who] if metadata["starred"] else others
    return new


def restriction(asked: Mapping[str, Any], who: str, at: datetime) -> dict[str, Any]:
    """Return a content restriction as it is kept; who set it and when is known only of one that is in force."""
    if not asked.get("readOnly"):
        return {"readOnly": False}
    kept = {name: asked[name] for name in ("reason", "ownerRestricted") if asked.get(name)}
    return {"readOnly": True, **kept, "restrictingUser": who, "restrictionTime": at.isoformat()}


def _check_unlocked(file: File) -> None:
    if file.is_locked:
        raise forbidden()


def instant(text: str, field: str) -> datetime:
    """Read a time of the API.

    Raises:
        Refusal: 400 when it is none.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid_value(f"file.{field}") from error
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def too_many_parents() -> Refusal:
    """Return Drive's answer to a second parent."""
    return Refusal(403, "Increasing the number of parents is not allowed", reason="cannotAddParent")


def _check_writable(file: File, metadata: Mapping[str, Any]) -> None:
    for field in ("parents", "id"):
        if metadata.get(field) is not None and metadata[field] != file.id:
            raise _not_writable(field)


def _not_writable(field: str) -> Refusal:
    if field == "parents":
        return Refusal(
            403,
            "The parents field is not directly writable in update requests. "
            "Use the addParents and removeParents parameters instead.",
            reason="fieldNotWritable",
        )
    return Refusal(
        403, "The resource body includes fields which are not directly writable.", reason="fieldNotWritable"
    )


def _plain_type(mime_type: str) -> str:
    return mime_type.partition(";")[0].strip().lower()
