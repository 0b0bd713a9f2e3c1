"""What staff write into Tindakan: who does an action until when, that it was done, and what a later check found."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial

from tests.jobs.world import World

from .people import Cells, Staff
from .seen import Value

_OWNERS = ("Bambang Sutrisno", "Hendra Gunawan", "Pak Karyo", "rudi@lab.example")
_CHECKERS = ("Siti Aminah", "Laras Puspita")
_TAB = "Tindakan"
Later = Callable[[datetime, Callable[[], None]], None]
#: Hears the code of an action, a heading, and what somebody typed below it.
Tell = Callable[[str, str, Value], None]


class Following:
    """Everybody's work on actions; `later` has something happen at a moment, `tell` hears what was typed."""

    def __init__(self, world: World, staff: Staff, chance: random.Random, later: Later, tell: Tell) -> None:
        self.world, self.staff, self.chance = world, staff, chance
        self.later, self.tell = later, tell
        self.begun: set[str] = set()

    def begin(self, number: str, now: datetime) -> None:
        """Somebody gets round to the newest actions of a complaint."""
        for code in [code for code in self._codes() if code.startswith(f"{number}/") and code not in self.begun]:
            self.begun.add(code)
            self._live(code, {}, now)

    def improve(self, now: datetime) -> None:
        """Somebody uses a row without a complaint."""
        code = next((code for code in self._codes() if code.startswith("TND-") and code not in self.begun), "")
        if code:
            self.begun.add(code)
            self._live(code, {"Uraian tindakan": "Periksa ulang semua label", "Asal": "Audit internal"}, now)

    def delete_one(self) -> str:
        """Delete the row of an action, of those that somebody wrote into; give its code, "" where there is none."""
        codes = [code for code in self._codes() if code in self.begun]
        code = self.chance.choice(codes) if codes else ""
        if code:
            self.world.workbook.delete_row(_TAB, self.world.workbook.row_of(_TAB, code))
        return code

    def _codes(self) -> list[str]:
        return [str(row["Kode tindakan"]) for row in self.world.workbook.rows(_TAB)]

    def _live(self, code: str, first: Cells, now: datetime) -> None:
        at = now
        for cells, after in self._acts(first, now.date()):
            at = self.staff.soon(at, 60) if isinstance(after, float) else datetime.combine(after, at.timetz())
            at = self.staff.clock.next_open(at)
            self.later(at, partial(self._write, code, cells))

    def _acts(self, first: Cells, today: date) -> Iterator[tuple[Cells, float | date]]:
        """Give what is written into a row in turn, each with the day of it, or soon after the one before."""
        chance = self.chance
        owner, due = chance.choice(_OWNERS), today + timedelta(days=chance.randrange(1, 15))
        plan: Cells = {**first, "Penanggung jawab": owner, "Tenggat tindakan": due}
        if chance.random() < 0.2:
            yield {**plan, "Tenggat tindakan": "secepatnya"}, 0.0
        yield plan, 0.0
        done = due + timedelta(days=chance.choice([-1, 0, 0, 3]))
        if chance.random() < 0.25:
            return
        if chance.random() < 0.2:
            yield {"Selesai pada": done + timedelta(days=4)}, done
            yield {"Selesai pada": "31/02/2026"}, 0.0
        yield {"Selesai pada": done, "Bukti": "foto label.jpg"}, max(done, today)
        if chance.random() < 0.25:
            return
        check = max(done, today) + timedelta(days=chance.randrange(1, 12))
        yield {"Periksa lagi pada": check}, 0.0
        found: Cells = {"Hasil pemeriksaan": "Efektif" if chance.random() < 0.8 else "Tidak efektif"}
        if chance.random() < 0.4:
            yield {**found, "Diperiksa oleh": chance.choice([owner, ""])}, check
            check += timedelta(days=1)
        checker = chance.choice(_CHECKERS)
        yield {**found, "Diperiksa oleh": checker, "Catatan pemeriksaan": f"Dilihat {check}"}, check

    def _write(self, code: str, cells: Mapping[str, Value]) -> None:
        """Type into a row; of one that is gone just now, nobody can."""
        if code not in self._codes():
            return
        for heading, value in cells.items():
            self.world.workbook.type(_TAB, self.world.workbook.row_of(_TAB, code), heading, value)
            self.tell(code, heading, value)
