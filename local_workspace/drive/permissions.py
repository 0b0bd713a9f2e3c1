"""Sharing: who has which role on a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from local_workspace.core.people import People

from .file import File
from .files import Files
from .roles import RANK, higher


@dataclass(frozen=True, slots=True)
class Permission:
    """A role that somebody has on a file: `direct` when given on the file itself, `view` when for that alone.

    `details` are the roles it comes from, each with whether a folder above gives it.
    """

    id: str
    kind: str
    email: str
    role: str
    direct: bool
    view: str = ""
    details: tuple[tuple[str, bool], ...] = ()

    def shown(self, people: People) -> dict[str, Any]:
        """Return the API's resource."""
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
        if self.details:
            found["permissionDetails"] = [
                {"permissionType": "file", "role": role, "inherited": inherited} for role, inherited in self.details
            ]
        return found | ({"view": self.view} if self.view else {})


def responders_of(files: Files, file: File) -> tuple[Permission, ...]:
    """Return the permissions of a form's view `published`."""
    rows = files.responders.rows(file.id)
    return tuple(Permission(row["id"], row["kind"], row["email"], "reader", True, "published") for row in rows)


def permissions_of(files: Files, file: File) -> tuple[Permission, ...]:
    """Return all permissions of a file, those of its folders among them, the owner's first."""
    found: dict[str, Permission] = {}
    current, direct = file.id, True
    while current:
        for row in files.permission_rows(current):
            role = row["role"] if direct or row["role"] != "owner" else "writer"
            before = found.get(row["id"])
            best = higher(before.role if before else None, role) or role
            own = direct or (before is not None and before.direct)
            details = (*(before.details if before else ()), (role, not direct))
            found[row["id"]] = Permission(row["id"], row["kind"], row["email"], best, own, details=details)
        current, direct = files.find(current).parent or "", False
    return tuple(sorted(found.values(), key=lambda one: -RANK[one.role]))
