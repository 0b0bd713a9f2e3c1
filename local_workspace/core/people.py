"""The people of the workspace: their names, and who of them has no Google account."""

from __future__ import annotations

from dataclasses import dataclass

from .store import Store

TABLES = """
create table if not exists person (email text primary key, name text not null);
create table if not exists person_without_account (email text primary key);
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: the address, in lower case, the display name, and whether a Google account goes by the address."""

    email: str
    name: str
    account: bool = True


class People:
    """The register of people."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def add(self, email: str, name: str = "", *, account: bool = True) -> Person:
        """Take somebody in, or change the name and whether there is an account."""
        email = email.strip().lower()
        self._store.do("delete from person_without_account where email = ?", email)
        if not account:
            self._store.do("insert into person_without_account values (?)", email)
        self._store.do(
            "insert into person values (?, ?) on conflict (email) do update set name = excluded.name",
            email,
            name.strip() or _name_in(email),
        )
        return self.named(email)

    def meet(self, email: str) -> Person:
        """Return the person of an address, taken in now if unknown."""
        return self.named(email) if self.knows(email) else self.add(email)

    def knows(self, email: str) -> bool:
        """Check whether somebody of this address was taken in."""
        return self._store.one("select 1 from person where email = ?", email.strip().lower()) is not None

    def has_account(self, email: str) -> bool:
        """Check whether a Google account goes by an address; an unknown one counts as having one."""
        email = email.strip().lower()
        return self._store.one("select 1 from person_without_account where email = ?", email) is None

    def named(self, email: str) -> Person:
        """Return the person of an address; an unknown one goes by the address itself."""
        email = email.strip().lower()
        row = self._store.one("select name from person where email = ?", email)
        return Person(email, row["name"] if row else _name_in(email), self.has_account(email))

    def all(self) -> tuple[Person, ...]:
        """Return everyone, by address."""
        return tuple(self.named(row["email"]) for row in self._store.all("select email from person order by email"))


def _name_in(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").replace("_", " ").title()
