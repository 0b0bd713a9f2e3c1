"""Honest stand-ins: each keeps its port's promises, as `tests/ports` proves, and fails on demand."""

from .charts import FakeCharts
from .drive import FakeDrive
from .faults import Faults, Killed
from .forms import FakeForms
from .inbox import FakeInbox
from .lanes import SeededLanes
from .mailbox import FakeMailbox, reached, text_of
from .opened_before import OpenedBefore
from .sandbox import FakeSandbox
from .workbook import FakeWorkbook, Protected
from .year_books import FakeYearBooks

__all__ = [
    "FakeCharts",
    "FakeDrive",
    "FakeForms",
    "FakeInbox",
    "FakeMailbox",
    "FakeSandbox",
    "FakeWorkbook",
    "FakeYearBooks",
    "Faults",
    "Killed",
    "OpenedBefore",
    "Protected",
    "SeededLanes",
    "reached",
    "text_of",
]
