"""The yearly report of an office with very many complaints, without its PDF."""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from automation.charts.process import DrawnApart
from automation.domain.case import Case, Disposition, StepRecord
from automation.domain.documents import PERIODIC_TITLE
from automation.domain.memory import Memory
from automation.domain.paper import Block
from automation.domain.vocabulary import Channel, Outcome, Step
from automation.jobs.periodic.contents import report_of
from automation.jobs.periodic.national import national_calendar
from automation.jobs.settings_views import letters_of
from automation.ledger import open_ledger
from automation.letters.words import periodic_words
from automation.register.wording import CAUSES
from automation.report.period import Period
from automation.sandbox.process import ProcessSandbox
from automation.settings.values import OfficeSettings
from tests.bench.measuring import measured
from tests.builders import wita
from tests.jobs.world import the_settings
from tests.ledger.cases import a_case, an_intake

COMPLAINTS = 10_000
NORM = timedelta(hours=20)
SERVICES = (
    ("Pengujian", "Pokja Pengujian"),
    ("Kalibrasi", "Pokja Kalibrasi"),
    ("Pelatihan", "Pokja Pelatihan dan Konsultansi"),
)
TEMPLATE = Path(__file__).parents[2] / "doc_templates" / "laporan_berkala.docx"


def reports() -> None:
    print("\nThe yearly report, without its PDF (with what its own processes take)")
    settings, year = the_settings(), Period.parse("2026")
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/tanggap.db") as ledger:
        ledger.save(list(_many(random.Random(16))), [], wita(2))
        memory = ledger.memory()
    made: list[bytes] = []
    measured(
        f"of {COMPLAINTS:,} complaints", lambda: made.append(_made(memory, settings, year)), clock=_all_processes
    )
    print(f"{'the .docx has':<66} {len(made[0]) / 1000:>8.0f} kB")


def _made(memory: Memory, settings: OfficeSettings, period: Period) -> bytes:
    blocks, _ = report_of(memory, settings, period, national_calendar(memory, settings))
    pictures = DrawnApart().drawn([block.chart for block in blocks if block.chart])
    return _laid_out(settings, period, blocks, pictures)


def _laid_out(
    settings: OfficeSettings, period: Period, blocks: tuple[Block, ...], pictures: tuple[bytes, ...]
) -> bytes:
    words = periodic_words(letters_of(settings), period=period.title, written_on=period.end)
    sandbox = ProcessSandbox(time.monotonic)
    try:
        return sandbox.laid_out(TEMPLATE.read_bytes(), words, blocks, pictures, PERIODIC_TITLE)
    finally:
        sandbox.rest()


def _all_processes() -> float:
    """Return the processor time of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _many(chance: random.Random) -> Iterator[Case]:
    """Return a year's complaints: of each service, group, cause and way in, some late, some still open."""
    first = wita(5, 9, month=1)
    for sequence in range(1, COMPLAINTS + 1):
        yield _one(chance, sequence, first + timedelta(hours=chance.randrange(8_300)))


def _one(chance: random.Random, sequence: int, came: datetime) -> Case:
    service, group = chance.choice(SERVICES)
    steps = _steps(chance, came, until=chance.choice((Step.CAUSE, *4 * [Step.DELIVERY])))
    over = steps[-1].ended if steps[-1].step is Step.DELIVERY else None
    intake = an_intake(
        f"r{sequence}",
        submitted_at=came,
        received_at=came,
        channel=chance.choice(list(Channel)),
        stated_service=service,
    )
    return a_case(
        sequence,
        intake=intake,
        registered_at=came,
        steps=steps,
        cells={"service": service, "cause_category": chance.choice(CAUSES)},
        disposition=Disposition(group=group, by="otomatis", at=came),
        outcome=Outcome.SETTLED if over else None,
        closed_at=over,
        settled=over is not None,
    )


def _steps(chance: random.Random, at: datetime, until: Step) -> tuple[StepRecord, ...]:
    """Return the turns from step 2 on; the last one has no end unless it is the last step."""
    found = []
    for step in list(Step)[1:until]:
        took = timedelta(hours=chance.expovariate(0.08))
        turn = StepRecord(step=step, round=1, began=at, due=at + NORM, ended=at + took, breached=took > NORM)
        found.append(replace(turn, took=int(took.total_seconds() / 4)))
        at += took
    return (*found[:-1], found[-1] if until is Step.DELIVERY else replace(found[-1], ended=None, took=None))
