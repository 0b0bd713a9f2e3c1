"""An office that an older commit left in the middle of an effect is taken over: nothing lost, nothing twice."""

import os

import pytest

from .fixture import Fixture, State
from .taking_over import faults_of, one_of_each_kind

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
ALL = bool(os.environ.get("TAKE_OVER_ALL"))


@pytest.mark.parametrize("state", FIXTURE.stopped if ALL else one_of_each_kind(FIXTURE.stopped), ids=str)
def test_nothing_is_lost_sent_or_filed_twice_by_taking_over(state: State) -> None:
    assert faults_of(FIXTURE, state) == []


def test_the_fixture_holds_every_kind_of_effect_that_the_commit_knew() -> None:
    assert {state.kind for state in FIXTURE.stopped} == KINDS
