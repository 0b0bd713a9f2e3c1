"""What a tick asks of the ledger is found by an index.

Only a first reading goes through whole tables, and one after an effect was abandoned or another process wrote.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from automation.domain.effects import Deed, EffectKey
from automation.domain.notes import Note
from automation.domain.setback import Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.ledger import Ledger, open_ledger
from automation.workflow.likenesses import rarest, traits_of

from .cases import MONDAY, a_case, a_closed_case, a_number
from .test_ledger import a_document, events

#: Tables that stay small whatever the office ever did: what is to be done, what failed, settings of the job's own.
SMALL = {"note", "place", "setback", "chain", "alike"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "tanggap.db")) as opened:
        opened.save([a_case(1), a_closed_case(2)], events(3), MONDAY)
        opened.likenesses.keep({number: traits_of(case) for number, case in opened.memory().cases.items()})
        yield opened


def scanned(ledger: Ledger, asked: list[tuple[str, Any]]) -> list[str]:
    """Return the statements that go through a whole table, other than the small ones."""
    found = []
    with ledger._engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters).all()
            for *_, step in plan:
                table = re.match(r"SCAN (\w+)", step)
                if table and table[1] not in SMALL and "COVERING INDEX" not in step:
                    found.append(f"{step}: {statement}")
    return found


def a_busy_tick(ledger: Ledger) -> None:
    key = EffectKey.of(a_number(1), Deed.FOLDER)
    number = a_number(1)
    ledger.save([a_case(1)], events(1), MONDAY, responses={"lain": number}, statuses={number: "x"})
    ledger.begin(key, "CreateCaseFolder", number, "{}", "id", ["kabar"], events(1), MONDAY)
    ledger.note(key, "id 2")
    ledger.fail(key, "belum")
    ledger.begun()
    ledger.payload(key)
    ledger.finish(key, "id", ["kabar 2"], a_document(str(key), number=number), at=MONDAY)
    ledger.set_back(
        Setback(
            name=SetbackName.effect(key),
            number=number,
            failure=Failure(Cause.REFUSED, "belum"),
            rests_on="",
            since=MONDAY,
            tried_at=MONDAY,
            times=1,
            told=False,
        )
    )
    ledger.setbacks()
    ledger.overcome(SetbackName.effect(key))
    ledger.save([], [], MONDAY, shelves={str(key): "Rak 1"})
    ledger.note_memory(Note.TICKS, "1")
    ledger.history(ledger.memory().history_length)
    ledger.history_of(number)
    index = ledger.likenesses
    traits = traits_of(ledger.memory().cases[number])
    index.marks()
    index.keep({number: traits})
    index.candidates(number, traits, rarest)
    index.keep_alike(number, "x", [])
    ledger.memory()


def test_a_busy_tick_finds_all_by_indexes(ledger):
    ledger.memory()
    asked: list[tuple[str, Any]] = []

    def notice(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.lower().startswith(("select", "update", "delete")):
            asked.append((statement, parameters[0] if many else parameters))

    event.listen(ledger._engine, "before_cursor_execute", notice)
    a_busy_tick(ledger)
    event.remove(ledger._engine, "before_cursor_execute", notice)
    assert len(asked) > 40
    assert scanned(ledger, asked) == []
