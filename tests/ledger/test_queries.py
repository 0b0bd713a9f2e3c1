"""What is asked of the ledger is found by an index, but where all of a table is wanted.

A first reading of the memory wants that, and one after an effect was abandoned or another process wrote.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event

from automation.domain.actions import Action, ActionKind
from automation.domain.effects import Deed, EffectKey, OfficeDocument
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.domain.setback import Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.ledger import Ledger, open_ledger
from automation.ledger.likenesses import LikenessIndex
from automation.workflow.likenesses import rarest, traits_of
from tests.databases import Database

from .cases import MONDAY, a_case, a_closed_case, a_number
from .test_ledger import a_document, events
from .test_surveys import ANSWER

#: Tables that stay small whatever the office ever did: what is to be done, what failed, settings of the job's own.
SMALL = {"note", "place", "setback", "chain", "alike"}


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    with open_ledger(database.address) as opened:
        opened.save([a_case(1), a_closed_case(2)], events(3), MONDAY)
        opened.likenesses.keep({number: traits_of(case) for number, case in opened.memory().cases.items()})
        yield opened


ACTION = Action(
    key="KEL-2026-0001/koreksi1", number=a_number(1), kind=ActionKind.CORRECTIVE, place=1, listed_on=MONDAY.date()
)
OF_THE_OFFICE = OfficeDocument(
    effect="kantor/laporan/2026-10", title="Laporan", file="f1", name="L.docx", sha256="ab" * 32, filed_at=MONDAY
)
#: What goes through whole tables, since it wants all that they hold.
WHOLE = {"memory", "documents", "verify_history", "missing"}
#: What asks no tables.
ASIDE = {
    "close",
    "rest",
    "drop",
    "lock",
    "hold_to_turn",
    "claim",
    "back_up",
    "newest_backup",
    "to_take_from",
    "to_fill",
}


class Listened:
    """A ledger, or its index, that notes which of its methods made which statement."""

    def __init__(self, listened: Any, asked: list[tuple[str, str, Any]], called: set[str]) -> None:
        self._listened = listened
        self._asked = asked
        self._called = called

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._listened, name)
        if isinstance(found, LikenessIndex):
            return Listened(found, self._asked, self._called)

        def call(*given: Any, **named: Any) -> Any:
            self._called.add(name)
            before = len(self._asked)
            answer = found(*given, **named)
            self._asked[before:] = [(name, statement, values) for _, statement, values in self._asked[before:]]
            return answer

        return call


def scanned(ledger: Ledger, asked: list[tuple[str, str, Any]]) -> list[str]:
    """Return the statements that go through a whole table, other than the small ones."""
    found = []
    with ledger._engine.connect() as connection:
        steps = _steps_of_sqlite if connection.dialect.name == "sqlite" else _steps_of_postgresql
        for name, statement, parameters in asked:
            for step, table in steps(connection, statement, parameters):
                if table not in SMALL:
                    found.append(f"{name}: {step}: {statement}")
    return found


def _steps_of_sqlite(connection: Connection, statement: str, parameters: Any) -> Iterator[tuple[str, str]]:
    for *_, step in connection.exec_driver_sql(f"explain query plan {statement}", parameters).all():
        # The largest value of a column without an index is found by a "search" that uses none. That of
        # `complaint.place` is the last row, by whose number SQLite keeps the table.
        table = re.match(r"SCAN (\w+)|SEARCH (?!complaint)(\w+)$", step)
        if table and "COVERING INDEX" not in step:
            yield step, table[1] or table[2]


def _steps_of_postgresql(connection: Connection, statement: str, parameters: Any) -> Iterator[tuple[str, str]]:
    # So few rows are read as a whole even where there is an index, unless that is made to look dear.
    connection.exec_driver_sql("set enable_seqscan = off")
    for (step,) in connection.exec_driver_sql(f"explain {statement}", parameters).all():
        if table := re.search(r"Seq Scan on (\w+)", step):
            yield step, table[1]


def everything_asked(ledger: Any) -> None:
    number, other = a_number(1), a_number(2)
    key, failed = EffectKey.of(number, Deed.FOLDER), EffectKey.of(number, Deed.MAIL, "dikaji")
    ledger.memory()
    ledger.save(
        [a_case(1)],
        events(1),
        MONDAY,
        responses={"lain": number},
        statuses={number: "x"},
        survey=[ANSWER],
        actions=[ACTION],
    )
    ledger.keep_statuses({number: "y", other: "z"})
    ledger.begin(key, "CreateCaseFolder", number, "{}", "id", ["kabar"], events(1), MONDAY)
    ledger.note(key, "id 2")
    ledger.fail(key, "belum")
    ledger.begun()
    ledger.payload(key)
    ledger.finish(key, "id", ["kabar 2"], a_document(str(key), number=number), at=MONDAY)
    ledger.begin(failed, "SendMail", number, "{}", covers=["kabar 3"])
    ledger.abandon(failed)
    setback = Setback(
        name=SetbackName.effect(key),
        number=number,
        failure=Failure(Cause.REFUSED, "belum"),
        rests_on="",
        since=MONDAY,
        tried_at=MONDAY,
        times=1,
        told=False,
    )
    ledger.set_back(setback)
    ledger.ask_again(number)
    ledger.setbacks()
    ledger.overcome(setback.name)
    ledger.save([], [], MONDAY, shelves={str(key): "Rak 1"})
    ledger.keep_documents([a_document("KEL-2026-0002/folder", number=other, sha256="b")])
    ledger.keep_office_documents([OF_THE_OFFICE])
    ledger.documents()
    ledger.note_memory(Note.TICKS, "1")
    ledger.noted(Note.TICKS)
    ledger.forget_note(Note.TICKS)
    ledger.remember_place(Place.ROOT, "id")
    ledger.forget_place(Place.ROOT)
    ledger.places()
    ledger.history(2)
    ledger.history_of(number)
    ledger.verify_history()
    index, traits = ledger.likenesses, traits_of(a_case(1))
    index.missing(10)
    index.marks()
    index.keep({number: traits})
    index.candidates(number, traits, rarest)
    index.keep_alike(number, "x", [])
    ledger.memory()


def methods_of(kind: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}


def test_all_is_found_by_indexes_but_where_all_is_wanted(ledger):
    asked: list[tuple[str, str, Any]] = []
    called: set[str] = set()

    def notice(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.lower().startswith(("select", "update", "delete")):
            asked.append(("", statement, parameters[0] if many else parameters))

    event.listen(ledger._engine, "before_cursor_execute", notice)
    everything_asked(Listened(ledger, asked, called))
    event.remove(ledger._engine, "before_cursor_execute", notice)
    assert called | ASIDE == methods_of(Ledger) | methods_of(LikenessIndex)
    assert scanned(ledger, [one for one in asked if one[0] not in WHOLE]) == []


def test_a_memory_read_again_goes_through_no_table(ledger):
    ledger.memory()
    asked: list[tuple[str, str, Any]] = []

    def notice(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lower().startswith("select"):
            asked.append(("memory", statement, parameters))

    key = EffectKey.of(a_number(1), Deed.FOLDER)
    ledger.save([a_case(1)], events(1), MONDAY, actions=[ACTION])
    ledger.begin(key, "CreateCaseFolder", a_number(1), "{}", "id", ["kabar"])
    ledger.finish(key, "id", ["kabar 2"], a_document(str(key), number=a_number(1)), at=MONDAY)
    event.listen(ledger._engine, "before_cursor_execute", notice)
    ledger.memory()
    event.remove(ledger._engine, "before_cursor_execute", notice)
    assert len(asked) > 5
    assert scanned(ledger, asked) == []
