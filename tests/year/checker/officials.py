"""Who holds which office on a day: as the settings had it, and as people wrote into Pejabat since."""

import re
from datetime import date

from tests.year.seen import Appointed, Office, Somebody

_ADDRESS = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>]+")
ACTING = "Plh. Kepala Balai"


class Officials:
    """The office's people as of `today`; a tab with a row that cannot be read leaves all as it was."""

    def __init__(self, office: Office) -> None:
        self.base = office
        self.today = date.min
        self.typed: dict[int, Appointed] = {}
        self.rows: tuple[Appointed, ...] = ()
        self.superior, self.head_deputy, self.officers = office.superior, office.head_deputy, office.officers

    def write(self, row: Appointed) -> None:
        self.typed[row.place] = row

    def look(self, today: date) -> None:
        self.today = today
        if all(_ADDRESS.fullmatch(one.email) for one in self.typed.values()):
            self.rows = tuple(self.typed.values())

    def appointed(self, post: str, on: date) -> Somebody | None:
        return next((Somebody(one.name, one.email) for one in self.rows if one.post == post and one.holds(on)), None)

    @property
    def head(self) -> Somebody:
        """Who is asked to decide: whoever acts, else the Kepala Balai."""
        return self.appointed(ACTING, self.today) or self.base.head

    def held(self, leads: dict[str, Somebody], deputies: dict[str, Somebody]) -> set[tuple[str, str]]:
        """Give each office with the address of who works in it today."""
        acting = self.appointed(ACTING, self.today)
        found = {(ACTING, acting.email) if acting else ("Kepala Balai", self.base.head.email)}
        found |= {("Wakil Kepala Balai", self.head_deputy.email)}
        found |= {("Petugas Pelayanan", one.email) for one in self.officers}
        found |= {(f"Ketua {name}", one.email) for name, one in leads.items()}
        return found | {(f"Wakil Ketua {name}", one.email) for name, one in deputies.items()}

    def everybody(self) -> set[str]:
        """Give every address that ever stood in Pejabat or in the settings."""
        base = {self.base.head.email, self.head_deputy.email, *(one.email for one in self.officers)}
        return base | {str(row["Surel ketua"]) for row in self.base.groups} | {one.email for one in self.rows}
