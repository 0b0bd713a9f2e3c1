import errno
import hashlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from automation.domain.case import Event, FormerEnd
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Deed, Document, EffectKey, OfficeDocument
from automation.domain.happenings import (
    Closed,
    ClosingChanged,
    Edited,
    FirstLost,
    HandledAnew,
    Happening,
    LetterVoided,
    Reopened,
    Verbatim,
)
from automation.domain.memory import HistoryLine
from automation.domain.vocabulary import Outcome
from automation.ledger import Locked, UnusableLedger, open_ledger, opening, turns
from automation.ledger.chain import seal
from automation.ledger.refusals import unusable
from automation.ledger.tables import metadata
from automation.ports import NotAllowed, TryLater
from tests import disk
from tests.databases import Database

from .cases import MONDAY, a_case, a_closed_case, a_number, an_intake

KEY = EffectKey("KEL-2026-0001", Deed.FOLDER)


def a_document(effect: str = str(KEY), **changes) -> Document:
    values = {
        "number": a_number(),
        "kind": DocumentKind.FORM_PENGADUAN,
        "sequence": 1,
        "form": DocumentForm.DOCX,
        "file": "file-1",
        "name": "Form Pengaduan.docx",
        "sha256": "ab" * 32,
        "pages": None,
        "filed_at": MONDAY,
    }
    return Document(effect=effect, **{**values, **changes})


def events(count: int, first: int = 1) -> list[Event]:
    return [Event(a_number(), Verbatim(f"kejadian {number}", "a", "b")) for number in range(first, first + count)]


def test_a_new_ledger_remembers_nothing(ledger):
    memory = ledger.memory()
    assert dict(memory.cases) == {}
    assert memory.history_length == 0


def test_what_was_saved_is_remembered_after_a_restart_in_the_order_of_registration(ledger, database):
    second, first = a_case(2), a_closed_case(1)
    ledger.save([second, first], events(2), MONDAY)
    ledger.remember_place("workbook", "w1")
    ledger.remember_place("workbook", "w2")
    ledger.note_memory("forms.asked", "kemarin")
    ledger.close()
    with open_ledger(database.address) as again:
        memory = again.memory()
    assert list(memory.cases.items()) == [(second.number, second), (first.number, first)]
    assert memory.responses == {"r1": first.number, "r2": second.number}
    assert memory.places == {"workbook": "w2"}
    assert memory.notes == {"forms.asked": "kemarin"}
    assert memory.history_length == 2


def test_saving_a_case_again_replaces_it_and_keeps_its_place_and_status(ledger, database):
    ledger.save([a_case(1), a_case(2)], [], MONDAY, statuses={a_number(1): "Langkah 2"})
    ledger.save([a_closed_case(1)], [], MONDAY)
    assert list(ledger.memory().cases.values()) == [a_closed_case(1), a_case(2)]
    kept = database.run("select status, outcome from complaint where number like '%0001'")
    assert kept == [("Langkah 2", "Selesai")]
    assert database.run("select count(*) from passage where number like '%0001'") == [(10,)]


def test_a_form_answer_never_becomes_two_complaints(ledger):
    ledger.save([a_case(1)], [], MONDAY)
    with pytest.raises(IntegrityError):
        ledger.save([a_case(2, intake=an_intake("r1"))], events(1), MONDAY)
    assert list(ledger.memory().cases) == [a_number(1)]
    assert ledger.history() == ()


def test_other_answers_can_be_counted_as_taken_in(ledger):
    ledger.save([a_case(1)], [], MONDAY, responses={"twice": a_number(1)})
    assert ledger.memory().responses == {"r1": a_number(1), "twice": a_number(1)}


def test_an_effect_is_begun_noted_and_done_with_its_document_and_notices(ledger):
    ledger.save([a_case(1)], [], MONDAY)
    ledger.begin(KEY, "CreateCaseFolder", a_number(), "{}", "id-1", covers=["notice-1"])
    assert ledger.memory().begun == {str(KEY): "id-1"}
    assert ledger.memory().covered == {"notice-1"}
    ledger.note(KEY, "draft-9")
    ledger.begin(KEY, "CreateCaseFolder", a_number(), "{}")
    assert ledger.begun()[0].token == "draft-9"
    ledger.finish(KEY, "id-1", covers=["notice-1", "notice-2"], document=a_document())
    memory = ledger.memory()
    assert memory.begun == {}
    assert memory.results == {str(KEY): "id-1"}
    assert memory.covered == {"notice-1", "notice-2"}
    assert memory.documents == ledger.documents() == (a_document(),)


def test_failures_of_an_effect_are_counted(ledger):
    ledger.begin(KEY, "SendMail", None, "{}")
    assert ledger.fail(KEY, "ditolak") == 1
    assert ledger.fail(KEY, "penuh") == 2
    assert [(one.failures, one.last_failure) for one in ledger.begun()] == [(2, "penuh")]
    ledger.finish(KEY, "m1")
    assert ledger.begun() == ()


@pytest.mark.parametrize("act", ["note", "finish", "fail"])
def test_an_effect_never_begun_cannot_go_on(ledger, act):
    with pytest.raises(KeyError):
        getattr(ledger, act)(KEY, "x")


def test_a_document_that_cannot_be_kept_leaves_its_effect_unfinished(ledger):
    ledger.begin(KEY, "WriteDocument", a_number(), "{}")
    with pytest.raises(IntegrityError):
        ledger.finish(KEY, "id-1", document=a_document())  # its complaint was never saved
    assert list(ledger.memory().begun) == [str(KEY)]


def test_the_history_can_be_read_from_a_line_on_and_by_complaint(ledger):
    ledger.save([], events(3), MONDAY)
    ledger.save([], [Event(None, Verbatim("kantor", "", "😀"))], MONDAY + timedelta(days=1))
    assert [line.sequence for line in ledger.history(3)] == [3, 4]
    assert len(ledger.history_of(a_number())) == 3
    assert ledger.history(4)[0].at == MONDAY + timedelta(days=1)
    assert ledger.verify_history() is None


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update history set new = 'c' where sequence = 3", 3),
        ("update history set at = '2020-01-01T00:00:00+00:00' where sequence = 1", 1),
        ("delete from history where sequence = 2", 2),
        ("delete from history where sequence = 5", 5),
        ("update history set hash = (select hash from history where sequence = 1) where sequence = 4", 4),
        ("insert into history select 6, at, number, what, old, new, hash, since, who from history limit 1", 6),
        ("update history set who = 'orang lain' where sequence = 2", 2),
        ("update history set since = '' where sequence = 5", 5),
    ],
)
def test_tampering_with_the_history_is_seen(ledger, database, statement, fault):
    ledger.save([], events(4), MONDAY)
    ledger.save([], [replace(events(1)[0], since=MONDAY - timedelta(minutes=1), who="budi@contoh.example")], MONDAY)
    database.run(statement)
    assert ledger.verify_history() == fault


def test_a_line_keeps_who_edited_and_since_when_it_can_have_been(ledger):
    since = MONDAY - timedelta(minutes=1, microseconds=5)
    edit = Edited("Penyebab", "a", "b")
    ledger.save([], [Event(a_number(), edit, column="cause", since=since, who="budi@contoh.example")], MONDAY)
    (line,) = ledger.history()
    assert (line.since, line.who) == (since.replace(microsecond=0), "budi@contoh.example")
    assert len(line.seal) == 64
    assert ledger.verify_history() is None


def test_a_line_that_tells_of_no_editor_is_sealed_as_it_always_was():
    text = '[1,"2026-11-02T01:00:00.000000+00:00","KEL-2026-0001","Penyebab diubah","a","b"]'
    wanted = hashlib.sha256(f"{'0' * 64}\n{text}".encode()).hexdigest()
    line = HistoryLine(sequence=1, at=MONDAY, number="KEL-2026-0001", what="Penyebab diubah", old="a", new="b")
    assert seal("0" * 64, line) == wanted
    assert seal("0" * 64, replace(line, who="budi")) != wanted


def without_what_came_later(database: Database) -> None:
    """Take from a ledger the indexes and the turn that versions of before had not."""
    for index in ("effect_done", "cover_effect", "complaint_outcome", "document_number", "action_place"):
        database.run(f"drop index if exists ix_{index}")
    database.run("drop table if exists turn")


def test_a_ledger_of_the_first_tables_is_brought_up_and_its_history_keeps_its_seals(ledger, database):
    ledger.save([a_case(1)], events(3), MONDAY)
    seals = [line.seal for line in ledger.history()]
    ledger.close()
    for column in ("since", "who"):
        database.run(f"alter table history drop column {column}")
    for table in ("survey_answer", "likeness", "likeness_key", "likeness_spread", "alike", "action"):
        database.run(f"drop table {table}")
    database.run("drop table setback")
    database.run("drop table office_document")
    database.run("drop index ix_effect_done_at")
    without_what_came_later(database)
    database.run("alter table effect drop column done_at")
    for column in ("letter_number", "letter_date", "remark", "made_from", "signed_by", "checked", "shelf"):
        database.run(f"alter table document drop column {column}")
    database.run("update alembic_version set version_num = '0001'")
    with open_ledger(database.address) as again:
        assert [line.seal for line in again.history()] == seals
        again.save([], events(1), MONDAY)
        assert again.verify_history() is None


def test_a_ledger_of_before_learns_from_its_history_when_complaints_had_ended_and_went_on(ledger, database):
    ledger.save([a_case(1), a_closed_case(2), a_case(3)], [], MONDAY)
    days = [MONDAY + timedelta(days=day) for day in range(12)]
    told: tuple[tuple[int, Happening], ...] = (
        (1, Closed(Outcome.WITHDRAWN)),
        (1, ClosingChanged(Outcome.WITHDRAWN, Outcome.DUPLICATE)),
        (2, Closed(Outcome.SETTLED)),
        (1, FirstLost("KEL-2026-0009", Outcome.WITHDRAWN)),
        (1, Closed(Outcome.SETTLED)),
        (1, LetterVoided("B-1/2026", "salah alamat")),
        (1, HandledAnew("belum benar")),
        (1, Closed(Outcome.SETTLED)),
        (1, HandledAnew("belum benar juga")),
        (3, LetterVoided("B-2/2026", "sebelum berakhir")),
        (3, Closed(Outcome.NOT_A_COMPLAINT)),
        (3, Reopened(Outcome.NOT_A_COMPLAINT)),
    )
    for at, (sequence, happening) in zip(days, told, strict=True):
        ledger.save([], [Event(a_number(sequence), happening)], at)
    ledger.close()
    database.run("drop table office_document")
    without_what_came_later(database)
    for column in ("sex", "age", "education", "occupation", "on_paper"):
        database.run(f"alter table survey_answer drop column {column}")
    database.run("update alembic_version set version_num = '0009'")
    with open_ledger(database.address) as again:
        cases = again.memory().cases
    assert cases[a_number(1)].former_ends == (
        FormerEnd(Outcome.DUPLICATE, days[0], days[3]),
        FormerEnd(Outcome.SETTLED, days[4], days[5]),
        FormerEnd(Outcome.SETTLED, days[7], days[8]),
    )
    assert cases[a_number(2)] == a_closed_case(2)
    assert cases[a_number(3)].former_ends == (FormerEnd(Outcome.NOT_A_COMPLAINT, days[10], days[11]),)


def test_a_document_of_the_office_is_kept_in_its_place_and_may_be_marked(ledger, database):
    one = OfficeDocument(
        effect="kantor/laporan/2026-10", title="Laporan", file="f1", name="L.docx", sha256="ab" * 32, filed_at=MONDAY
    )
    other = replace(one, effect="kantor/laporan/2026-10.pdf", file="f2", name="L.pdf")
    ledger.begin(one.effect, "FileReport", None, "{}")
    ledger.finish(one.effect, "f1 f2", office_documents=(one, other))
    ledger.keep_office_documents([replace(one, remark="diganti")])
    ledger.close()
    with open_ledger(database.address) as again:
        assert again.memory().office_documents == (replace(one, remark="diganti"), other)


def test_a_second_tick_is_refused_while_one_runs_and_reading_goes_on(ledger, database):
    with ledger.lock(), open_ledger(database.address) as other:
        ledger.save([a_case(1)], [], MONDAY)
        assert len(other.memory().cases) == 1
        with pytest.raises(Locked, match="Putaran lain sedang berjalan"), other.lock():
            pass
        with pytest.raises(Locked), ledger.lock():
            pass
    with open_ledger(database.address) as other, other.lock():
        pass
    assert issubclass(Locked, TryLater)


def test_one_ledger_is_written_from_several_threads(ledger):
    def write(first: int) -> None:
        for number in range(5):
            ledger.save([], events(2, first * 10 + number), MONDAY)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.memory().history_length == 40
    assert ledger.verify_history() is None


def _work_until_killed(address: str, told) -> None:
    ledger = open_ledger(address)
    with ledger.lock():
        for number in range(1, 100_000):
            key = EffectKey.of(a_number(number), Deed.FOLDER)
            ledger.save([a_case(number)], events(2), MONDAY)
            ledger.begin(key, "CreateCaseFolder", a_number(number), "{}", f"id-{number}")
            ledger.finish(key, f"id-{number}", document=a_document(str(key), number=a_number(number)))
            if number == 3:
                told.set()


@pytest.mark.parametrize("delay", [0.0, 0.013])
def test_a_killed_tick_leaves_a_whole_ledger_and_an_open_lock(database, delay):
    context = multiprocessing.get_context("spawn")
    told = context.Event()
    process = context.Process(target=_work_until_killed, args=(database.address, told))
    process.start()
    assert told.wait(240)
    time.sleep(delay)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    process.close()
    with open_ledger(database.address) as ledger, ledger.lock():
        memory = ledger.memory()
        assert ledger.verify_history() is None
        assert memory.history_length == 2 * len(memory.cases)
        assert len(memory.documents) == len(memory.results)
        assert 0 <= len(memory.cases) - len(memory.results) <= 1


def test_a_ledger_of_a_newer_program_is_refused(ledger, database):
    ledger.close()
    database.run("update alembic_version set version_num = '9999'")
    with pytest.raises(UnusableLedger, match="lebih baru"):
        open_ledger(database.address)
    assert issubclass(UnusableLedger, NotAllowed)


def test_what_is_no_ledger_is_refused_with_advice(tmp_path):
    (tmp_path / "buku.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(UnusableLedger, match="cadangan"):
        open_ledger(str(tmp_path / "buku.db"))
    with pytest.raises(UnusableLedger, match="Alamat buku besar"):
        open_ledger("nosuch://x")


def test_a_full_disk_is_told_as_such_and_nothing_is_said_of_damage(tmp_path):
    small = sqlite3.connect(tmp_path / "kecil.db")
    small.execute("create table a (b)")
    small.execute("pragma max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        small.execute("insert into a values (?)", ("x" * 100_000,))
    small.close()
    # What SQLite says where the file that its connections share finds no room.
    shared = sqlite3.OperationalError("disk I/O error")
    shared.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    for error in (full.value, shared, OSError(errno.ENOSPC, "No space left on device")):
        assert "penuh" in str(unusable(error))
        assert "rebuild" not in str(unusable(error))


def test_the_migrations_make_exactly_the_tables_of_the_code(ledger):
    with ledger._engine.connect() as connection:
        tables: Any = [metadata, turns.metadata] if connection.dialect.name == "postgresql" else metadata
        assert compare_metadata(MigrationContext.configure(connection), tables) == []


def test_sqlite_keeps_every_commit_through_a_power_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "SYNCHRONOUS", disk.SHIPPED)
    with open_ledger(str(tmp_path / "buku.db")) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1


def test_a_case_is_read_from_the_ledger_only_when_somebody_looks_at_it(ledger, database):
    ledger.save([a_closed_case(number) for number in range(1, 4)], [], MONDAY)
    database.run("update complaint set memory = '{' where number like '%0003'")
    cases = ledger.memory().cases
    assert len(cases) == 3
    assert cases[a_number(2)].settled
    with pytest.raises(ValueError, match="Expecting"):
        cases[a_number(3)]


def test_a_memory_reads_again_only_the_cases_that_changed(ledger):
    first, second = a_closed_case(1), a_closed_case(2)
    ledger.save([first, second], [], MONDAY)
    before = ledger.memory().cases
    assert (before[first.number], before[second.number]) == (first, second)
    changed = replace(first, settled=not first.settled)
    ledger.save([changed], [], MONDAY)
    after = ledger.memory().cases
    assert after[first.number] == changed
    assert after[second.number] is before[second.number]


def test_a_ledger_that_has_the_newest_tables_is_opened_without_loading_what_makes_them(database):
    open_ledger(database.address).close()
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; from automation.ledger import open_ledger; open_ledger({database.address!r}).close(); "
            "print('alembic' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout == "False\n"
