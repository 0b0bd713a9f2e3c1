"""The log in each of its styles, and which of them a run takes when nobody asks."""

import json
import logging
import os
import sys
from datetime import UTC, datetime

import pytest

from automation import cli, exit_status, wiring
from automation.job_log import Style, log, logging_as

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def both_levels() -> None:
    log(logging.INFO, "tick", "1 keluhan baru.\n\n  ! KEL-2026-0001: isi Jenis layanan", AT, registered=1)
    log(logging.ERROR, "refusal", "Kunci ditolak.", AT)


@pytest.mark.parametrize(
    ("style", "out", "err"),
    [
        (Style.PLAIN, "1 keluhan baru.\n\n  ! KEL-2026-0001: isi Jenis layanan\n", "Kunci ditolak.\n"),
        (
            Style.TEXT,
            "2026-11-02 01:00:00Z 1 keluhan baru.\n\n  ! KEL-2026-0001: isi Jenis layanan\n",
            "2026-11-02 01:00:00Z Kunci ditolak.\n",
        ),
        (Style.JOURNAL, "<6>1 keluhan baru.\n<6>  ! KEL-2026-0001: isi Jenis layanan\n", "<3>Kunci ditolak.\n"),
    ],
    ids=lambda value: value.value if isinstance(value, Style) else "",
)
def test_what_is_well_goes_to_stdout_and_what_is_not_to_stderr(style, out, err, capsys) -> None:
    with logging_as(style):
        both_levels()
    assert capsys.readouterr() == (out, err)


def test_json_is_one_object_a_line_with_what_the_record_says_besides(capsys) -> None:
    with logging_as(Style.JSON):
        both_levels()
    captured = capsys.readouterr()
    well, wrong = (json.loads(text) for text in (captured.out, captured.err))
    assert datetime.fromisoformat(well.pop("time")).tzinfo is not None
    assert well == {
        "level": "info",
        "event": "tick",
        "message": "1 keluhan baru.\n\n  ! KEL-2026-0001: isi Jenis layanan",
        "at": "2026-11-02T01:00:00+00:00",
        "registered": 1,
    }
    assert (wrong["level"], wrong["event"], wrong["message"]) == ("error", "refusal", "Kunci ditolak.")


def test_a_log_that_nobody_reads_any_more_ends_nothing(monkeypatch) -> None:
    class Closed:
        def write(self, text: str) -> None:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    with logging_as(Style.TEXT):
        log(logging.INFO, "tick", "Zyx")


def test_under_systemd_the_journal_is_written_to_and_not_where_stderr_leads_elsewhere(monkeypatch, capfd) -> None:
    there = os.fstat(sys.stderr.fileno())
    monkeypatch.setenv("JOURNAL_STREAM", f"{there.st_dev}:{there.st_ino}")
    assert wiring.log_style(None) is Style.JOURNAL
    assert wiring.log_style(Style.JSON) is Style.JSON
    monkeypatch.setenv("JOURNAL_STREAM", f"{there.st_dev}:{there.st_ino + 1}")
    assert wiring.log_style(None) is Style.TEXT
    monkeypatch.delenv("JOURNAL_STREAM")
    assert wiring.log_style(None) is Style.TEXT


def test_a_run_that_cannot_start_says_so_in_the_style_asked_for(tmp_path, capsys) -> None:
    file = str(tmp_path / "office.toml")
    assert cli.main(["run", "--office", file, "--log", "json"]) == exit_status.CANNOT_START
    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["refusal"]) == ("error", "WrongSettings")
    assert cli.main(["sync", "--office", file]) == exit_status.CANNOT_START
    assert capsys.readouterr().err.startswith("Pengaturan office.toml")
