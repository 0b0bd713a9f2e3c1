"""People work in the workbook between any two calls of a tick: what they wrote stays, and the world comes right.

What they wrote is remembered here, by a model that shares nothing with the job.
TANGGAP_STEPS=20000 takes more steps, and others each time.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from automation.domain.cells import Cell
from automation.domain.columns import StaffColumn
from automation.jobs.telling.unsent import LOOKS
from automation.jobs.watch.alarm import STOPPED
from automation.ports import TryLater
from automation.register.schema import tabs
from tests.fakes import Killed, SeededLanes

from .test_killed_anywhere import assert_nothing_twice
from .test_world_converges import TYPED
from .world import World

REGISTER = tabs()["register"]
THEIRS = {column.heading: column.key for column in REGISTER.columns if isinstance(column, StaffColumn)}
HEADINGS = {key: heading for heading, key in THEIRS.items()}
PEOPLES_TABS = ("Pokja", "Hari Libur")
#: What people do, each with a number that says to which of the things there are.
KINDS = (
    *("type", "type", "type", "sort", "sort", "delete", "shelve", "note", "insert column", "move column"),
    *("spoil the job's tab", "stop the job"),
)
#: Chosen by a seed: drawn one by one, most choices would be the first.
SEEDS = st.integers(0, 2**32 - 1)
STEPS = int(os.environ.get("TANGGAP_STEPS", "1500"))
STEPS_EACH = 50


class PeopleInBetween(RuleBasedStateMachine):
    """An office whose people never wait for the job."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), plain=True)
        self.world.lanes = SeededLanes(seed=1)
        self.book = self.world.workbook
        self.complaints = self.moments = 0
        self.columns = 0
        #: By complaint and column key: what people last typed there, and all that the job may have seen there last.
        self.typed: dict[tuple[str, str], object] = {}
        self.ever: dict[tuple[str, str], set[object]] = defaultdict(lambda: {""})
        #: By complaint and heading: what people noted in columns of their own.
        self.noted: dict[tuple[str, str], str] = {}
        self.shelved: dict[str, str] = {}
        #: Complaints whose row was deleted: what comes back is what the job saw last.
        self.deleted: set[str] = set()
        #: How to put right what stops the job.
        self.undo: dict[str, Callable[[], None]] = {}

        for _ in range(3):
            self.somebody_complains()
        self.tick()

    def chance(self, seed: int) -> Random:
        """Give chance of this moment, so that a seed drawn twice does not do the same twice."""
        self.moments += 1
        return Random(f"{seed}.{self.moments}")

    # -- what people do, at any moment

    def act(self, chance: Random) -> None:
        kind, pick = chance.choice(KINDS), chance.randrange(5040)
        {
            "type": self.types,
            "sort": self.sorts,
            "delete": self.deletes,
            "shelve": self.shelves,
            "note": self.notes,
            "insert column": self.inserts_a_column,
            "move column": self.moves_a_column,
            "stop the job": self.stops,
            "spoil the job's tab": self.spoils,
        }[kind](pick)

    def types(self, pick: int) -> None:
        row = self.some_row(pick)
        for key in sorted(TYPED)[pick % 3 :: 3]:
            if row and HEADINGS[key] in self.heads("Register"):
                value = TYPED[key][pick // 9 % len(TYPED[key])]
                self.book.type("Register", row[0], HEADINGS[key], value)
                self.typed[row[1], key] = value
                self.ever[row[1], key].add(value)

    def sorts(self, pick: int) -> None:
        tab, heading = (("Register", "Perihal"), ("Status", "Status"), ("Arsip", "Dicatat"), ("Status", "Nomor"))[
            pick % 4
        ]
        if tab in self.book.sheets and heading in self.heads(tab):
            self.book.sort(tab, heading)

    def deletes(self, pick: int) -> None:
        shown = len(self.book.rows("Register")) if "Register" in self.book.sheets else 0
        # Whoever empties most of the Register is stopped and asked: that is another test's.
        few = 2 * (len(self.deleted) + 1) <= shown + len(self.deleted)
        if few and (row := self.some_row(pick)):
            self.book.delete_row("Register", row[0])
            self.deleted.add(row[1])
            self.noted = {at: text for at, text in self.noted.items() if at[0] != row[1]}

    def shelves(self, pick: int) -> None:
        if "Arsip" in self.book.sheets and (rows := self.book.rows("Arsip")):
            row = pick % len(rows)
            self.book.type("Arsip", row + 1, "Lokasi fisik", f"Rak {pick}")
            self.shelved[str(rows[row]["Kode sistem"])] = f"Rak {pick}"

    def notes(self, pick: int) -> None:
        own = [heading for heading in self.heads("Register") if heading.startswith("Catatan pribadi")]
        if own and (row := self.some_row(pick)):
            heading = own[pick % len(own)]
            self.book.type("Register", row[0], heading, f"ingat {pick}")
            self.noted[row[1], heading] = f"ingat {pick}"

    def inserts_a_column(self, pick: int) -> None:
        if self.columns < 3 and self.may_move_columns():
            self.columns += 1
            width = len(self.book.sheets["Register"][0])
            self.book.insert_column("Register", 1 + pick % width, f"Catatan pribadi {self.columns}")

    def moves_a_column(self, pick: int) -> None:
        if not self.may_move_columns():
            return
        rows = self.book.sheets["Register"]
        width = max(map(len, rows))
        source, target = 1 + pick % (width - 1), 1 + (pick * 7) % (width - 1)
        for row in rows:
            row += [""] * (width - len(row))
            row.insert(target, row.pop(source))

    def stops(self, pick: int) -> None:
        ways = (self.renames_a_column, self.renames_a_tab, self.empties, self.trashes_a_folder)
        ways[pick % len(ways)](pick // len(ways))

    def renames_a_column(self, pick: int) -> None:
        tab, heading = (("Register", "Penyebab"), ("Pokja", "Layanan"), ("Status", "Tenggat"))[pick % 3]
        if "heading" not in self.undo and tab in self.book.sheets and heading in self.heads(tab):
            self.book.type(tab, 0, heading, "Lain")
            self.undo["heading"] = lambda: self.book.type(self.now_named(tab), 0, "Lain", heading)

    def renames_a_tab(self, pick: int) -> None:
        tab = ("Register", "Status", "Pokja", "Riwayat", "Arsip")[pick % 5]
        if "tab" not in self.undo:
            self.book.rename_tab(tab, f"{tab} lama")
            self.undo["tab"] = lambda: self.book.rename_tab(f"{tab} lama", tab)

    def empties(self, pick: int) -> None:
        tab = PEOPLES_TABS[pick % 2]
        if "rows" not in self.undo and tab in self.book.sheets:
            kept = [list(row) for row in self.book.sheets[tab]]
            del self.book.sheets[tab][1:]
            self.undo["rows"] = lambda: self.book.sheets[self.now_named(tab)].extend(kept[1:])

    def trashes_a_folder(self, pick: int) -> None:
        files = self.world.drive.files
        folders = [id for id, file in files.items() if file.name.startswith("KEL-") and file.parent == "folder-cases"]
        if folders and "folder" not in self.undo:
            id = folders[pick % len(folders)]
            gone = files.pop(id)
            self.undo["folder"] = lambda: files.__setitem__(id, gone)

    def spoils(self, pick: int) -> None:
        tab = ("Status", "Rekap", "Riwayat")[pick % 3]
        if tab in self.book.sheets and (count := len(self.book.sheets[tab]) - 1) > 0:
            self.book.delete_row(tab, 1 + pick % count)

    # -- what people see

    def heads(self, tab: str) -> list[str]:
        return [str(cell) for cell in self.book.sheets.get(tab, [[]])[0]]

    def now_named(self, tab: str) -> str:
        return tab if tab in self.book.sheets else f"{tab} lama"

    def some_row(self, pick: int) -> tuple[int, str] | None:
        """Give the place and the number of a Register row."""
        rows = self.book.sheets.get("Register", [[]])[1:]
        found = [(place, str(row[0])) for place, row in enumerate(rows, 1) if row and row[0]]
        return found[pick % len(found)] if found else None

    def may_move_columns(self) -> bool:
        """Tell whether no row is about to be added: the job cannot see that columns move under its write."""
        shown = {row[0] for row in self.book.sheets.get("Register", [])[1:] if row}
        return len(shown) == self.complaints and not self.undo

    # -- what happens

    @rule()
    @precondition(lambda self: self.complaints < 6)
    def somebody_complains(self) -> None:
        self.complaints += 1
        self.world.complain(email=f"pelapor{self.complaints}@contoh.example", subject=f"Hal {9 - self.complaints}")

    @rule(seed=SEEDS)
    def people_act(self, seed: int) -> None:
        chance = self.chance(seed)
        for _ in range(chance.randint(1, 4)):
            self.act(chance)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    @rule()
    def all_is_put_right_and_the_job_ticks(self) -> None:
        self.put_right()
        self.tick()
        for at in set(self.ever) | set(self.typed):
            self.ever[at] = {self.typed.get(at, "")}

    @rule(seed=SEEDS)
    def people_act_while_the_job_ticks(self, seed: int) -> None:
        self.let_people_act_during_calls(self.chance(seed))
        self.tick()

    @rule(seed=SEEDS, write=st.integers(1, 12), applied=st.booleans())
    def people_act_and_the_job_is_killed(self, seed: int, write: int, applied: bool) -> None:
        self.let_people_act_during_calls(self.chance(seed))
        (self.world.faults.die_after if applied else self.world.faults.die_before)(write)
        with suppress(Killed):
            self.tick()
        self.world.faults.nobody_acts()
        self.world.reborn()
        self.hold_what_people_wrote()

    def let_people_act_during_calls(self, chance: Random) -> None:
        for _ in range(chance.randint(1, 5)):
            self.world.faults.meanwhile(chance.randint(1, 14), lambda: self.act(chance))

    def put_right(self) -> None:
        for again in list(self.undo.values())[::-1]:
            again()
        self.undo.clear()

    def tick(self) -> None:
        with suppress(*STOPPED, TryLater):
            self.world.tick()
        self.world.faults.nobody_acts()
        self.hold_what_people_wrote()

    # -- what must hold

    def hold_what_people_wrote(self) -> None:
        if "heading" not in self.undo and "tab" not in self.undo:
            for row in self.book.rows("Register"):
                self.hold_row(str(row["Nomor"]), row)
            shelves = {str(row["Kode sistem"]): row["Lokasi fisik"] for row in self.book.rows("Arsip")}
            assert {code: shelf for code, shelf in shelves.items() if shelf} == self.shelved

    def hold_row(self, number: str, row: Mapping[str, Cell]) -> None:
        for heading, key in THEIRS.items():
            if number in self.deleted:
                assert row[heading] in self.ever[number, key], (number, key)
                self.typed[number, key] = row[heading]
            assert row[heading] == self.typed.get((number, key), ""), (number, key)
        self.deleted.discard(number)
        for heading in self.heads("Register"):
            if heading.startswith("Catatan pribadi"):
                assert row[heading] == self.noted.get((number, heading), "")

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.put_right()
            for _ in range(LOOKS + 2):
                self.tick()
            with self.world.quiet():
                self.world.tick()
            self.hold_the_whole()
        finally:
            self.world.ledger.close()
            self.folder.cleanup()

    def hold_the_whole(self) -> None:
        assert_nothing_twice(self.world)
        numbers = [str(row["Nomor"]) for row in self.book.rows("Register")]
        assert len(numbers) == len(set(numbers)) == len(self.world.ledger.memory().cases) == self.complaints
        statuses = [row["Nomor"] for row in self.book.rows("Status") if row["Nomor"]]
        assert sorted(map(str, statuses)) == sorted(numbers)
        assert self.world.ledger.verify_history() is None
        shown = [row["No."] for row in self.book.rows("Riwayat")]
        assert sorted(shown) == list(range(1, len(shown) + 1))


TestPeopleInBetween = PeopleInBetween.TestCase
TestPeopleInBetween.settings = settings(
    max_examples=STEPS // STEPS_EACH,
    stateful_step_count=STEPS_EACH,
    deadline=None,
    derandomize="TANGGAP_STEPS" not in os.environ,
)
