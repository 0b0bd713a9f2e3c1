"""Who may read and write which spreadsheet, and which of its cells."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.drive.file import SPREADSHEET, File
from local_workspace.drive.files import Files

from .a1 import Area, area_of_grid_range
from .model import Workbook
from .persistence import Books

PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


class Access:
    """Opens workbooks for people, as their roles on the file allow."""

    def __init__(self, files: Files, books: Books) -> None:
        self._files = files
        self._books = books

    def file(self, who: str, id: str, least: str) -> File:
        """Find a spreadsheet's file.

        Raises:
            Refusal: 404 for an unknown id, 403 without the role, 400 for a file of another kind.
        """
        try:
            file = self._files.find(id)
        except Refusal as refusal:
            raise Refusal(404, "Requested entity was not found.") from refusal
        if not self._files.allows(who, id, least):
            raise Refusal(403, "The caller does not have permission")
        if file.mime_type != SPREADSHEET:
            raise Refusal(400, "This operation is not supported for this document", name="FAILED_PRECONDITION")
        return file

    def to_read(self, who: str, id: str) -> tuple[File, Workbook]:
        """Open a workbook to read."""
        file = self.file(who, id, "reader")
        return file, self._books.read(id)

    def to_write(self, who: str, id: str) -> tuple[File, Workbook]:
        """Open a workbook's working copy to change, and note who changed the file."""
        file = self.file(who, id, "writer")
        book = self._books.write(id)
        self._files.touch(who, id)
        self._files.edits.note(who, id)
        return file, book


class Guard:
    """Holds one person to the protected ranges of one workbook."""

    def __init__(self, book: Workbook, who: str, owner: str) -> None:
        self.book = book
        self.who = who
        self.owner = owner

    def allows_in(self, protected: dict[str, Any]) -> bool:
        """Check whether the person may edit what a ProtectedRange protects."""
        me = self.who.lower()
        editors = protected.get("editors") or {}
        if protected.get("warningOnly") or (self.owner and me == self.owner.lower()):
            return True
        if me in (one.lower() for one in editors.get("users") or []):
            return True
        return (
            bool(editors.get("domainUsersCanEdit")) and me.partition("@")[2] == self.owner.lower().partition("@")[2]
        )

    def allows(self, area: Area) -> bool:
        """Check whether the person may edit every cell of an area."""
        for protected in area.sheet.list_of("protectedRanges"):
            if self.allows_in(protected):
                continue
            held = self._area(protected)
            if held is None or not _meet(held, area):
                continue
            free = [area_of_grid_range(self.book, one) for one in protected.get("unprotectedRanges") or []]
            common = _common(held, area)
            if not any(_inside(common, one) for one in free):
                return False
        return True

    def check(self, area: Area) -> None:
        """Refuse an edit of protected cells.

        Raises:
            Refusal: 400 in Google's words.
        """
        if not self.allows(area):
            raise Refusal(400, PROTECTED)

    def _area(self, protected: dict[str, Any]) -> Area | None:
        given = protected.get("range")
        if protected.get("namedRangeId"):
            named = next(
                (one for one in self.book.named_ranges if one["namedRangeId"] == protected["namedRangeId"]), None
            )
            given = named["range"] if named else given
        return area_of_grid_range(self.book, given) if given is not None else None


def _meet(first: Area, second: Area) -> bool:
    return (
        first.sheet is second.sheet
        and first.top < second.bottom
        and second.top < first.bottom
        and first.left < second.right
        and second.left < first.right
    )


def _common(first: Area, second: Area) -> Area:
    return Area(
        first.sheet,
        max(first.top, second.top),
        max(first.left, second.left),
        min(first.bottom, second.bottom),
        min(first.right, second.right),
    )


def _inside(inner: Area, outer: Area) -> bool:
    return (
        inner.sheet is outer.sheet
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
        and outer.left <= inner.left
        and inner.right <= outer.right
    )
