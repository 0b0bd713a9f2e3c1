"""Drive's methods on permissions."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.people import People

from .access import Access, forbidden
from .file import FORM, File
from .files import Files, permission_id
from .permissions import Permission, permissions_of, responders_of
from .roles import RANK

DEFAULT = "kind,id,type,role"
MY_DRIVE_ROLES = ("owner", "writer", "commenter", "reader")
SHARED_DRIVE_ROLES = ("organizer", "fileOrganizer", "writer", "commenter", "reader")


class PermissionsApi:
    """The `drive.permissions` methods."""

    def __init__(self, files: Files, access: Access, people: People) -> None:
        self._files = files
        self._access = access
        self._people = people

    @serves("drive.permissions.create", default_fields=DEFAULT)
    def create(self, call: Call) -> dict[str, Any]:
        """Give somebody a role on a file."""
        file = self._reach_to_share(call)
        kind, role = call.body.get("type", ""), call.body.get("role", "")
        email = str(call.body.get("emailAddress") or call.body.get("domain") or "").strip().lower()
        self._check(call, file, kind, role, email)
        check_view(call, file, role)
        silent = call.params.get("sendNotificationEmail") is False
        if kind == "user" and silent and not self._people.has_account(email):
            raise no_account(email)
        if call.body.get("view"):
            return self._admitted(file, kind, email)
        if role == "owner":
            self._hand_over(call, file, email)
        id = self._files.permit(file.id, kind, email, role)
        self._files.note(file.id)
        return self._named(file, id).shown(self._people)

    @serves("drive.permissions.update", default_fields=DEFAULT)
    def update(self, call: Call) -> dict[str, Any]:
        """Give somebody another role on a file."""
        file = self._reach_to_share(call)
        one = self._named(file, call.params["permissionId"])
        role = call.body.get("role") or one.role
        self._check(call, file, one.kind, role, one.email)
        if one.role == "owner" and role != "owner":
            raise forbidden()
        if role == "owner":
            self._hand_over(call, file, one.email)
        self._files.permit(file.id, one.kind, one.email, role)
        self._files.note(file.id)
        return self._named(file, one.id).shown(self._people)

    @serves("drive.permissions.get", default_fields=DEFAULT)
    def get(self, call: Call) -> dict[str, Any]:
        """Return a permission."""
        return self._named(self._reach(call), call.params["permissionId"]).shown(self._people)

    @serves("drive.permissions.list", default_fields=f"kind,nextPageToken,permissions({DEFAULT})")
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of a file's permissions; all of them where nobody asks for a size."""
        file = self._reach(call)
        granted = permissions_of(self._files, file)
        if call.params.get("includePermissionsForView") == "published":
            granted += responders_of(self._files, file)
        start = int(call.params["pageToken"]) if call.params.get("pageToken", "").isdigit() else 0
        # In a shared drive, where nobody asks for a size, a page has a hundred.
        end = start + call.params.get("pageSize", 100 if file.drive else len(granted))
        page = [one.shown(self._people) for one in granted[start:end]]
        body = {"kind": "drive#permissionList", "permissions": page}
        return {**body, "nextPageToken": str(end)} if end < len(granted) else body

    @serves("drive.permissions.delete")
    def delete(self, call: Call) -> None:
        """Take a role on a file from somebody; anyone may give up their own."""
        id = call.params["permissionId"]
        mine = id == permission_id("user", call.who.email)
        file = self._reach_to_share(call, "reader" if mine else "writer")
        one = self._named(file, id)
        if one.view:
            self._files.responders.dismiss(file.id, id)
            self._files.note(file.id)
            return
        if one.role == "owner" and not file.drive:
            raise forbidden()
        if not one.direct:
            raise Refusal(403, "Cannot delete inherited permissions.", reason="cannotDeleteInheritedPermissions")
        self._files.forbid(file.id, id)
        self._files.note(file.id)

    def _admitted(self, file: File, kind: str, email: str) -> dict[str, Any]:
        id = f"{permission_id(kind, email)}p"
        self._files.responders.admit(file.id, id, kind, email)
        self._files.note(file.id)
        return self._named(file, id).shown(self._people)

    def _reach(self, call: Call, least: str = "writer") -> File:
        return self._access.reach(call.who, call.params["fileId"], least, all_drives=call.all_drives)

    def _reach_to_share(self, call: Call, least: str = "writer") -> File:
        file = self._reach(call, least)
        if file.extras.get("writersCanShare", True) or self._files.allows(call.who.email, file.id, "fileOrganizer"):
            return file
        raise forbidden()

    def _named(self, file: File, id: str) -> Permission:
        for one in (*permissions_of(self._files, file), *responders_of(self._files, file)):
            if one.id == id:
                return one
        raise Refusal(
            404, f"Permission not found: {id}.", reason="notFound", location="permissionId", location_type="parameter"
        )

    def _check(self, call: Call, file: File, kind: str, role: str, email: str) -> None:
        check_asked(file, kind, role, email)
        mine = self._files.role(call.who.email, file.id)
        if file.drive and RANK[role] > RANK[mine or "reader"]:
            raise forbidden()

    def _hand_over(self, call: Call, file: File, email: str) -> None:
        if not call.params.get("transferOwnership"):
            raise Refusal(
                403,
                "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
                reason="forbidden",
                location="transferOwnership",
                location_type="parameter",
            )
        if file.owner != call.who.email:
            raise forbidden()
        files = self._files
        files.permit(file.id, "user", file.owner, "writer")
        at_root = file.parent == files.root_of(file.owner)
        files.set(file.id, owner=email, **({"parent": files.root_of(email)} if at_root else {}))


def check_asked(file: File, kind: str, role: str, email: str) -> None:
    """Check that a role may be given on a file to this kind of receiver.

    Raises:
        Refusal: 400 or 403 as Drive words it.
    """
    if not kind or kind not in ("user", "group", "domain", "anyone"):
        raise Refusal(400, "The permission type field is required.", reason="required")
    if role not in MY_DRIVE_ROLES + SHARED_DRIVE_ROLES:
        raise Refusal(400, "The permission role field is required.", reason="required")
    if kind in ("user", "group") and "@" not in email:
        raise Refusal(
            400,
            "The specified emailAddress is invalid or not applicable for the given permission type.",
            reason="invalid",
            location="permission.emailAddress",
        )
    if role not in (SHARED_DRIVE_ROLES if file.drive else MY_DRIVE_ROLES):
        raise Refusal(403, "The specified role is not valid for this item.", reason="invalidSharingRequest")
    if kind == "anyone" and role not in ("reader", "commenter", "writer"):
        raise Refusal(400, "The permission role is not valid for this type.", reason="invalid")


def check_view(call: Call, file: File, role: str) -> None:
    """Check that a permission may belong to the view it names, if it names one.

    Raises:
        Refusal: 400; the wording is ours.
    """
    view = call.body.get("view")
    if view and (view != "published" or file.mime_type != FORM or role != "reader"):
        raise Refusal(
            400, "The specified view is not valid for this item.", reason="invalid", location="permission.view"
        )


def no_account(email: str) -> Refusal:
    """Return Drive's answer to sharing in silence with an address that has no Google account."""
    said = (
        f"You are trying to invite {email}. Since there is no Google account associated with this email address, "
        'you must check the "Notify people" box to invite this recipient.'
    )
    return Refusal(400, f'Bad Request. User message: "{said}"', reason="invalidSharingRequest")
