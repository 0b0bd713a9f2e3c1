"""Which files a caller reaches, and with which role."""

from __future__ import annotations

from local_workspace.api.calls import Identity
from local_workspace.api.errors import Refusal

from .file import FOLDER, File
from .files import Files, unknown_file
from .roles import RANK

AUTH = "https://www.googleapis.com/auth/"
# With one of these a program sees all that its user sees; with `drive.file` alone, only what it made itself.
SEE_ALL = frozenset(
    AUTH + name for name in ("drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly", "docs")
)


class Access:
    """Finds files for callers."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def sees(self, who: Identity, file: File) -> bool:
        """Check whether the caller's scopes let it see a file that its person may see."""
        narrow = bool(who.scopes) and not who.scopes & SEE_ALL
        return not narrow or file.kind == "root" or (file.app != "" and file.app == who.app)

    def resolved(self, who: Identity, id: str) -> str:
        """Return the id that `root` stands for; any other is itself."""
        return self._files.root_of(who.email) if id == "root" else id

    def reach(self, who: Identity, id: str, least: str = "reader", *, all_drives: bool = True) -> File:
        """Find a file on which the caller has at least a role.

        Args:
            who: the caller.
            id: the file, or `root`.
            least: the lowest role that will do.
            all_drives: whether files of shared drives count (`supportsAllDrives`).

        Raises:
            Refusal: 404 when the caller cannot see it, 403 when it may not do this.
        """
        file = self._files.find(self.resolved(who, id))
        role = self._files.role(who.email, file.id)
        if role is None or not self.sees(who, file) or (file.drive and not all_drives):
            raise unknown_file(id)
        if RANK[role] < RANK[least]:
            raise forbidden()
        return file

    def remove_role(self, file: File) -> str:
        """Return the role that may trash a file: its owner, or in a shared drive a content manager."""
        return "fileOrganizer" if file.drive else "owner"

    def folder_to_fill(self, who: Identity, id: str, *, all_drives: bool = True) -> File:
        """Find a folder that the caller may put things into.

        Raises:
            Refusal: 404 for an unseen one, 403 for one that may not be filled or is no folder.
        """
        file = self._files.find(self.resolved(who, id))
        role = self._files.role(who.email, file.id)
        if role is None or (file.drive and not all_drives):
            raise unknown_file(id)
        if file.mime_type != FOLDER:
            raise Refusal(403, "The specified parent is not a folder.", reason="parentNotAFolder")
        if RANK[role] < RANK["writer"] or not self.sees(who, file):
            raise Refusal(
                403, "Insufficient permissions for the specified parent.", reason="insufficientParentPermissions"
            )
        return file


def forbidden() -> Refusal:
    """Return Drive's answer to who may see a file but not do this to it."""
    return Refusal(
        403,
        "The user does not have sufficient permissions for this file.",
        reason="insufficientFilePermissions",
        location="file",
        location_type="other",
    )


def storage_quota_exceeded() -> Refusal:
    """Return Drive's answer to a service account that would own bytes."""
    return Refusal(
        403,
        "Service Accounts do not have storage quota. Leverage shared drives "
        "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth delegation "
        "(http://support.google.com/a/answer/7281227) instead.",
        reason="storageQuotaExceeded",
    )


def invalid_value(location: str) -> Refusal:
    """Return Drive's answer to a parameter it cannot read."""
    return Refusal(400, "Invalid Value", reason="invalid", location=location, location_type="parameter")
