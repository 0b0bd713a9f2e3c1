"""`python -m tests.jobs.flood --answers 2000 --mails 500`: a flood of complaints, and what it comes to."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.builders import wita
from tests.fakes import text_of
from tests.intake.mails import a_mail

from .mail_world import MailWorld

OFFICER = "dewi@bspji-samarinda.example"
#: What one call to Google takes, in seconds, and what a tick may.
A_CALL, A_TICK = 0.2, 600
_MOST_TICKS = 400


@dataclass(slots=True)
class Flood:
    """What so many complaints came to.

    Attributes:
        calls: of each tick.
        seconds: of each tick, without what calls would take.
        reminded: whether the first tick told the officer of a complaint that came before and is late.
    """

    world: MailWorld
    answers: int
    mails: int
    calls: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    reminded: bool = False

    @property
    def acknowledged(self) -> int:
        """How many of the flood's complainants were answered."""
        return sum(len(self.world.subjects(f"pelapor{place}@contoh.example")) for place in range(self.answers))

    def violations(self, most_calls: int, most_acknowledged: int) -> Iterator[str]:
        """Give what is wrong."""
        whole = self.answers + self.mails + 1
        cases, rows = len(self.world.ledger.memory().cases), len(self.world.workbook.rows("Register"))
        forms = sum(file.name.endswith("Form Pengaduan.docx") for file in self.world.drive.files.values())
        if {cases, rows, forms} != {whole}:
            yield f"{whole} complaints came, {cases} are kept, {rows} are rows, {forms} have their form"
        if max(self.calls) > most_calls:
            yield f"a tick made {max(self.calls)} calls"
        if self.acknowledged > most_acknowledged:
            yield f"{self.acknowledged} were acknowledged"
        if not self.reminded:
            yield "the first tick did not tell the officer of the complaint that is late"


def flooded(world: MailWorld, answers: int, mails: int) -> Flood:
    """Let so many answers and mails come between two ticks, with a complaint about to be late."""
    world.now = wita(2, 7, 32)
    world.complain()
    world.tick(wita(2, 7, 35))
    world.now = wita(2, 7, 50)
    for place in range(answers):
        world.complain(email=f"pelapor{place}@contoh.example", subject=f"Keluhan {place}")
    for place in range(mails):
        sender, id = f"Penulis <penulis{place}@contoh.example>", f"<m{place}@contoh.example>"
        world.receive(a_mail(Subject=f"Surel {place}", From=sender, Message_ID=id), wita(2, 8, 25))
    flood = Flood(world, answers, mails)
    for minutes in range(_MOST_TICKS):
        world.faults.forget()
        began = time.process_time()
        outcome = world.tick(wita(2, 8, 30) + timedelta(minutes=minutes))
        flood.seconds.append(time.process_time() - began)
        flood.calls.append(len(world.faults.reads) + len(world.faults.writes))
        if minutes == 0:
            flood.reminded = any("TERLAMBAT" in text_of(mail) for mail in world.mailbox.to(OFFICER))
        if not outcome.left and not outcome.effects:
            break
    return flood


def main() -> int:
    """Print what a flood comes to; gives 0 where nothing is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.jobs.flood", description=__doc__)
    parser.add_argument("--answers", type=int, default=2_000)
    parser.add_argument("--mails", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world = MailWorld(Path(folder), surel__batas_tidak_biasa=1000)
        flood = flooded(world, options.answers, options.mails)
        wrong = list(flood.violations(int(A_TICK / A_CALL), world.settings.mail.acknowledgements_a_day))
    longest = max(flood.calls)
    print(
        f"{flood.answers} answers and {flood.mails} mails: {len(flood.calls)} ticks, {len(wrong)} violations; "
        f"at most {longest} calls a tick (which take {longest * A_CALL:.0f} s) and {max(flood.seconds):.1f} s of "
        f"processor time; {flood.acknowledged} answers acknowledged"
    )
    print("".join(f"  {one}\n" for one in wrong), end="")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
