"""The commands as people type them: their help, their refusals, and that README knows them."""

import re
from pathlib import Path

import pytest

from automation.cli import main
from demo.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def named_in_help(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit) as stop:
        main(["--help"], more=COMMANDS)
    assert stop.value.code == 0
    return set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))


def test_readme_knows_every_command_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    in_readme = re.findall(
        r"^\| `python main\.py ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(in_readme) == named_in_help(capsys)


def test_a_missing_settings_file_is_one_clear_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--office", str(tmp_path / "office.toml"), "sync"]) == 2
    told = capsys.readouterr().err
    assert "Salin office.example.toml" in told
    assert "Traceback" not in told


def test_all_faults_of_the_settings_are_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "office.example.toml").read_text(encoding="utf-8")
    text = text.replace('kode_nomor = "KEL"', 'kode_nomr = "KEL"').replace('mode = "otomatis"', 'mode = "kadang"')
    (tmp_path / "office.toml").write_text(text, encoding="utf-8")
    assert main(["--office", str(tmp_path / "office.toml"), "sync"]) == 2
    told = capsys.readouterr().err
    assert "kode_nomr" in told
    assert "kadang" in told


def test_a_period_that_is_none_says_how_to_write_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--office", str(tmp_path / "x.toml"), "report", "--period", "2026-13"]) == 2
    assert "2026-Q4" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["explain", "12"], ["sync", "--now", "kemarin"], ["run", "--every", "sebentar"]])
def test_an_option_that_cannot_be_read_says_how_to_write_it(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert "tulis mis." in capsys.readouterr().err
