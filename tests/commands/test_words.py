"""The commands as people type them: their help, their refusals, and that README knows them."""

import re
from pathlib import Path

import pytest

from automation import commands_wording
from automation.cli import main
from automation.google import refusals_wording
from automation.jobs.periodic.sheets import KINDS
from demo.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def named_in_help(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit) as stop:
        main(["--help"], more=COMMANDS)
    assert stop.value.code == 0
    return set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))


def test_the_help_of_report_names_every_kind_of_file_that_it_writes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "--help"])
    told = capsys.readouterr().out
    assert [ending for ending in KINDS if ending not in told] == []


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


@pytest.mark.parametrize("typed", ["dewi", "dewi@kantor", "dewi@kantor.example,fauzi@kantor.example"])
def test_only_an_address_can_be_invited(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["setup", "--undang", typed])
    assert "bukan alamat surel" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        ("Gagal x: sibuk. Dicoba lagi dengan sendirinya.", "Gagal x: sibuk. Jalankan perintah ini lagi."),
        ("Sesudah itu dicoba lagi dengan sendirinya.", "Sesudah itu jalankan perintah ini lagi."),
        ("x; dicoba lagi nanti dengan sendirinya.", "x; jalankan perintah ini lagi nanti."),
        ("Tick lain sedang berjalan. Tunggu, lalu ulangi.", "Tick lain sedang berjalan. Tunggu, lalu ulangi."),
        ("Periksa jaringan.", "Periksa jaringan. Jalankan perintah ini lagi."),
    ],
)
def test_who_typed_a_command_is_never_told_that_it_goes_on_by_itself(refusal: str, told: str) -> None:
    assert commands_wording.typed_again(refusal) == told


def test_the_network_s_own_page_is_no_reason_for_the_job_to_be_started_again() -> None:
    told = refusals_wording.captive_portal(doing="masuk", title="")
    assert "dicoba lagi dengan sendirinya" in told
    assert "ulangi" not in told


@pytest.mark.parametrize(
    "path", sorted((ROOT / "automation").rglob("*wording*.py")), ids=lambda path: path.parent.name
)
def test_no_word_is_put_together_with_a_stroke_that_no_clerk_writes(path: Path) -> None:
    assert re.findall(r"\b(?:ber|me|di|ter|pe)-[a-z]+", path.read_text(encoding="utf-8")) == []
