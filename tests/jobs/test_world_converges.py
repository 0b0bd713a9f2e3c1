"""People edit, sort and delete; time passes; calls fail and the process dies: the world comes right all the same."""

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from automation.jobs.telling.unsent import LOOKS
from automation.ports import TryLater
from tests.fakes import Killed

from .test_killed_anywhere import assert_nothing_twice
from .world import World

#: What staff may type where, sense and nonsense.
TYPED = {
    "classification": ("Keluhan", "Bukan keluhan", "Duplikat", "keluhann", ""),
    "duplicate_of": ("KEL-2026-0001", "KEL-2026-0099", "dua", ""),
    "service": ("Pengujian", "Kalibrasi", "Layanan umum", ""),
    "assigned_to": ("Pokja Kalibrasi", "Pokja Ajaib", ""),
    "findings": ("Sudah dikaji", "=1+1", ""),
    "cause": ("Label terlepas", "Label tertukar", ""),
    "corrective_action": ("Uji ulang", ""),
    "preventive_action": ("Label ganda", ""),
    "applied_on": ("03/11/2026", "31/02/2026", 46329, ""),
    "verification": ("Sesuai", "Belum sesuai", ""),
    "verified_by": ("Siti Aminah", ""),
    "effective": ("Ya", "Tidak", ""),
    "reply_text": ("Telah kami perbaiki.", ""),
    "initials": ("BS", "BS 2", ""),
    "decision": ("Setuju", "Kembalikan", ""),
    "decision_note": ("Perbaiki", ""),
    "held_from": ("02/11/2026", ""),
    "hold_reason": ("Menunggu contoh", ""),
}
TYPING = st.sampled_from([(key, value) for key, values in TYPED.items() for value in values])


class OfficeLife(RuleBasedStateMachine):
    """Some weeks of an office in any order."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), plain=True)
        self.complaints = 0

    def numbers(self) -> list[str]:
        return [str(row["Nomor"]) for row in self.world.workbook.rows("Register")]

    @rule()
    @precondition(lambda self: self.complaints < 3)
    def a_customer_complains(self) -> None:
        self.complaints += 1
        self.world.complain(email=f"pelapor{self.complaints}@contoh.example", subject=f"Hal {self.complaints}")

    @rule(typed=st.lists(TYPING, min_size=1, max_size=8), pick=st.integers(0, 5))
    def staff_type(self, typed: list[tuple[str, object]], pick: int) -> None:
        if numbers := self.numbers():
            self.world.fill(numbers[pick % len(numbers)], **dict(typed))

    @rule(pick=st.integers(0, 5))
    def somebody_deletes_a_row(self, pick: int) -> None:
        if numbers := self.numbers():
            self.world.workbook.delete_row("Register", self.world.row_of(numbers[pick % len(numbers)]))

    @rule(heading=st.sampled_from(["Perihal", "Status", "Nomor"]))
    def somebody_sorts(self, heading: str) -> None:
        self.world.workbook.sort("Register", heading)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    @rule()
    def the_job_ticks(self) -> None:
        self.world.tick()

    @rule(write=st.integers(1, 12), applied=st.booleans())
    def the_job_is_killed(self, write: int, applied: bool) -> None:
        (self.world.faults.die_after if applied else self.world.faults.die_before)(write)
        with suppress(Killed):
            self.world.tick()
        self.world.reborn()

    @rule(write=st.integers(1, 12), applied=st.booleans())
    def the_network_fails(self, write: int, applied: bool) -> None:
        error = TryLater("terputus")
        (self.world.faults.fail_after if applied else self.world.faults.fail_before)(write, error)
        self.world.tick()
        self.world.faults.heal()

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.hold_what_must_hold()
        finally:
            self.world.ledger.close()
            self.folder.cleanup()

    def hold_what_must_hold(self) -> None:
        # A mail whose draft is gone is looked for in some ticks, since a search may lag, before it is written anew.
        for _ in range(LOOKS + 1):
            self.world.tick()
        with self.world.quiet():
            self.world.tick()
        assert_nothing_twice(self.world)
        assert len(self.numbers()) == len(self.world.ledger.memory().cases) == self.complaints
        assert self.world.ledger.verify_history() is None
        shown = [row["No."] for row in self.world.workbook.rows("Riwayat")]
        assert sorted(shown) == list(range(1, len(shown) + 1))


TestOfficeLife = OfficeLife.TestCase
TestOfficeLife.settings = settings(max_examples=10, stateful_step_count=12, deadline=None)
