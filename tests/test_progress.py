"""Long work shows at a terminal how far it has come, and nothing anywhere else."""

import io
import sys

import pytest

from automation import terminal
from tests.watching import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", told := io.StringIO())
    with terminal.progress() as shown, watched("trials", 2) as step:
        shown.begin("Mengerjakan", 2)
        shown.step("Buat folder")
        step()
        assert shown.aside(str.isdigit)("7")
    assert told.getvalue() == ""


def test_a_terminal_shows_what_is_done_and_how_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", told := Terminal())
    with terminal.progress() as shown:
        shown.begin("Mengerjakan [3]", 2)
        shown.step("Buat folder")
        shown.step("Buat surat")
        assert not shown.aside(str.isdigit)("ya")
        shown.begin("Menyimpan")
        shown.step()
    assert "Mengerjakan [3]" in told.getvalue()
    assert "1/2" in told.getvalue()
    assert "Buat surat" in told.getvalue()
    assert "Menyimpan" in told.getvalue()


def test_trials_show_how_many_of_them_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", told := Terminal())
    with watched("trials", 2) as step:
        step()
    assert "1/2" in told.getvalue()
