"""An office that an older commit left in the middle of an effect is taken over: nothing lost, nothing twice."""

import os
import subprocess
import sys
from pathlib import Path

from .fixture import Fixture

FIXTURE = Fixture()
#: As the journal names them: its words, whatever today's classes are called; and the one write to the workbook.
KINDS = {
    "CreateCaseFolder",
    "ShareCaseFolder",
    "WriteDocument",
    "NumberLetter",
    "MakePdf",
    "SendMail",
    "FileScan",
    "SplitScan",
    "ScanPart",
    "SetAside",
    "SettleMail",
    "MailPart",
    "Workbook",
}
ROOT = Path(__file__).parents[2]


def test_nothing_is_lost_sent_or_filed_twice_by_taking_over() -> None:
    """In a process of its own: it forks, and a process that has run other tests has threads, which a fork loses."""
    each = "all" if os.environ.get("TAKE_OVER_ALL") else "few"
    command = [sys.executable, "-m", "tests.takeover", f"--{each}"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr[-2000:]


def test_the_fixture_holds_every_kind_of_effect_that_the_commit_knew() -> None:
    assert {state.kind for state in FIXTURE.stopped} == KINDS
