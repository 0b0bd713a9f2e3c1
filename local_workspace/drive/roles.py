"""The roles of one person on many files at once."""

from __future__ import annotations

from local_workspace.core.store import Store

RANK = {"reader": 0, "commenter": 1, "writer": 2, "fileOrganizer": 3, "organizer": 4, "owner": 5}


def higher(one: str | None, other: str | None) -> str | None:
    """Return the higher of two roles."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=RANK.__getitem__)


class Roles:
    """What `who` may do, and which files lie in the trash; a picture of the moment it is made."""

    def __init__(self, store: Store, who: str) -> None:
        self._parents: dict[str, str | None] = {}
        self._in_trash: set[str] = set()
        for row in store.all("select id, parent, trashed from file"):
            self._parents[row["id"]] = row["parent"]
            if row["trashed"]:
                self._in_trash.add(row["id"])
        who = who.lower()
        self.direct: dict[str, str] = {
            row["file"]: row["role"]
            for row in store.all("select file, role from permission where email = ? and kind = 'user'", who)
        }
        self._wide: dict[str, str] = {
            row["file"]: row["role"]
            for row in store.all(
                "select file, role from permission where kind = 'domain' and email = ?", who.partition("@")[2]
            )
        }
        self._known: dict[str, str | None] = {}
        self._trashed: dict[str, bool] = {}

    def of(self, id: str) -> str | None:
        """Return the role on a file, its own or its folders'; links open to anyone do not count here."""
        if id not in self._known:
            above = self._parents.get(id)
            inherited = self.of(above) if above else None
            own = higher(self.direct.get(id), self._wide.get(id))
            self._known[id] = higher(own, "writer" if inherited == "owner" else inherited)
        return self._known[id]

    def trashed(self, id: str) -> bool:
        """Check whether a file or a folder above it lies in the trash."""
        if id not in self._trashed:
            above = self._parents.get(id)
            self._trashed[id] = id in self._in_trash or bool(above and self.trashed(above))
        return self._trashed[id]
