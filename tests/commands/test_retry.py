"""`sync --ulangi`, as people type it."""

import pytest

from automation.cli import main
from tests.builders import wita
from tests.wired import a_wired_office


def test_an_unknown_number_is_refused_with_status_1_and_semua_tries_everything(tmp_path, monkeypatch) -> None:
    at = wita(2, 8)
    with a_wired_office(tmp_path, at, monkeypatch) as office:
        told = office.sync(at, "--ulangi", "KEL-2026-0099")
        assert told.status == 1
        assert "Tidak ada keluhan bernomor KEL-2026-0099." in told.err
        told = office.sync(at, "--ulangi", "Semua")
        assert (told.status, told.err) == (0, "Tidak ada yang gagal.\n")


def test_what_only_looks_cannot_try_again(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["sync", "--dry-run", "--ulangi", "semua"])
    assert "--ulangi" in capsys.readouterr().err
