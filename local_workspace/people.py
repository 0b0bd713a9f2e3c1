"""The people of the workspace: who has an account here, and under what name."""

from __future__ import annotations

from dataclasses import dataclass

from .store import Store

TABLES = """
create table if not exists person (email text primary key, name text not null);
"""


@dataclass(frozen=True, slots=True)
class Person:
    """An account: its address, in lower case, and display name."""

    email: str
    name: str


class People:
    """The register of accounts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def add(self, email: str, name: str = "") -> Person:
        """Make an account, or give an existing one another name."""
        email = email.strip().lower()
        self._store.do(
            "insert into person values (?, ?) on conflict (email) do update set name = excluded.name",
            email,
            name.strip() or _name_in(email),
        )
        return self.named(email)

    def meet(self, email: str) -> Person:
        """Give the account of an address, made now if there was none."""
        return self.named(email) if self.knows(email) else self.add(email)

    def knows(self, email: str) -> bool:
        """Tell whether an address has an account here."""
        return self._store.one("select 1 from person where email = ?", email.strip().lower()) is not None

    def named(self, email: str) -> Person:
        """Give the person of an address; one without an account goes by the address itself."""
        row = self._store.one("select * from person where email = ?", email.strip().lower())
        return Person(row["email"], row["name"]) if row else Person(email.strip().lower(), _name_in(email))

    def all(self) -> tuple[Person, ...]:
        """Give everyone, by address."""
        return tuple(
            Person(row["email"], row["name"]) for row in self._store.all("select * from person order by email")
        )


def _name_in(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").replace("_", " ").title()
