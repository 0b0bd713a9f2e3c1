"""Sharing: who has which role on a file, and the permissions methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from local_workspace.api import fields
from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.people import People

from .access import Access, forbidden
from .file import File
from .files import Files, permission_id
from .roles import RANK, higher

DEFAULT = "kind,id,type,role"
MY_DRIVE_ROLES = ("owner", "writer", "commenter", "reader")
SHARED_DRIVE_ROLES = ("organizer", "fileOrganizer", "writer", "commenter", "reader")


@dataclass(frozen=True, slots=True)
class Permission:
    """A role that somebody has on a file; `direct` when given on the file itself."""

    id: str
    kind: str
    email: str
    role: str
    direct: bool

    def shown(self, people: People) -> dict[str, Any]:
        """Give the API's resource."""
        found: dict[str, Any] = {"kind": "drive#permission", "id": self.id, "type": self.kind, "role": self.role}
        match self.kind:
            case "user" | "group":
                found |= {
                    "emailAddress": self.email,
                    "displayName": people.named(self.email).name,
                    "deleted": False,
                    "pendingOwner": False,
                }
            case "domain":
                found |= {"domain": self.email, "displayName": self.email, "allowFileDiscovery": False}
            case _:
                found |= {"allowFileDiscovery": False}
        return found


def permissions_of(files: Files, file: File) -> tuple[Permission, ...]:
    """Give all permissions of a file, those of its folders among them, the owner's first."""
    found: dict[str, Permission] = {}
    current, direct = file.id, True
    while current:
        for row in files.permission_rows(current):
            role = row["role"] if direct or row["role"] != "owner" else "writer"
            before = found.get(row["id"])
            best = higher(before.role if before else None, role) or role
            own = direct or (before is not None and before.direct)
            found[row["id"]] = Permission(row["id"], row["kind"], row["email"], best, own)
        current, direct = files.find(current).parent or "", False
    return tuple(sorted(found.values(), key=lambda one: -RANK[one.role]))


def serve_permissions(api: Api, files: Files, people: People) -> None:
    """Register the permissions methods."""
    access = Access(files)

    def shown(call: Call, one: Permission) -> dict[str, Any]:
        made: dict[str, Any] = fields.masked(one.shown(people), call.params.get("fields", DEFAULT))
        return made

    def reach(call: Call, least: str = "writer") -> File:
        all_drives = bool(call.params.get("supportsAllDrives") or call.params.get("supportsTeamDrives"))
        file = access.reach(call.who, call.params["fileId"], least, all_drives=all_drives)
        shares = file.extras.get("writersCanShare", True) or files.allows(call.who.email, file.id, "fileOrganizer")
        if call.method not in ("drive.permissions.get", "drive.permissions.list") and not shares:
            raise forbidden()
        return file

    def named(file: File, id: str) -> Permission:
        for one in permissions_of(files, file):
            if one.id == id:
                return one
        raise Refusal(
            404, f"Permission not found: {id}.", reason="notFound", location="permissionId", location_type="parameter"
        )

    def create(call: Call) -> dict[str, Any]:
        file = reach(call)
        kind, role = call.body.get("type", ""), call.body.get("role", "")
        email = str(call.body.get("emailAddress") or call.body.get("domain") or "").strip().lower()
        _check(call, files, file, kind, role, email)
        if kind == "user" and call.params.get("sendNotificationEmail") is False and not people.has_account(email):
            raise no_account(email)
        if role == "owner":
            _hand_over(call, files, file, email)
        id = files.permit(file.id, kind, email, role)
        files.note(file.id)
        return shown(call, named(file, id))

    def update(call: Call) -> dict[str, Any]:
        file = reach(call)
        one = named(file, call.params["permissionId"])
        role = call.body.get("role") or one.role
        _check(call, files, file, one.kind, role, one.email)
        if one.role == "owner" and role != "owner":
            raise forbidden()
        if role == "owner":
            _hand_over(call, files, file, one.email)
        files.permit(file.id, one.kind, one.email, role)
        files.note(file.id)
        return shown(call, named(file, one.id))

    def get(call: Call) -> dict[str, Any]:
        return shown(call, named(reach(call), call.params["permissionId"]))

    def listed(call: Call) -> dict[str, Any]:
        one_each = [one.shown(people) for one in permissions_of(files, reach(call))]
        mask = call.params.get("fields", f"kind,permissions({DEFAULT})")
        made: dict[str, Any] = fields.masked({"kind": "drive#permissionList", "permissions": one_each}, mask)
        return made

    def delete(call: Call) -> Answer:
        id = call.params["permissionId"]
        # Anyone may give up the own role.
        mine = id == permission_id("user", call.who.email)
        file = reach(call, "reader" if mine else "writer")
        one = named(file, id)
        if one.role == "owner" and not file.drive:
            raise forbidden()
        if not one.direct:
            raise Refusal(403, "Cannot delete inherited permissions.", reason="cannotDeleteInheritedPermissions")
        files.forbid(file.id, id)
        files.note(file.id)
        return Answer(b"", "", 204)

    api.serve("drive.permissions.create", create)
    api.serve("drive.permissions.update", update)
    api.serve("drive.permissions.get", get)
    api.serve("drive.permissions.list", listed)
    api.serve("drive.permissions.delete", delete)


def _check(call: Call, files: Files, file: File, kind: str, role: str, email: str) -> None:
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
    mine = files.role(call.who.email, file.id)
    if file.drive and RANK[role] > RANK[mine or "reader"]:
        raise forbidden()


def no_account(email: str) -> Refusal:
    """Give Drive's answer to sharing in silence with an address that has no Google account."""
    said = (
        f"You are trying to invite {email}. Since there is no Google account associated with this email address, "
        'you must check the "Notify people" box to invite this recipient.'
    )
    return Refusal(400, f'Bad Request. User message: "{said}"', reason="invalidSharingRequest")


def _hand_over(call: Call, files: Files, file: File, email: str) -> None:
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
    files.permit(file.id, "user", file.owner, "writer")
    at_root = file.parent == files.root_of(file.owner)
    files.set(file.id, owner=email, **({"parent": files.root_of(email)} if at_root else {}))
