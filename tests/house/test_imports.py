"""What is heavy is loaded by the command that needs it alone, for every tick of the job starts a process."""

import subprocess
import sys
from datetime import timedelta

import pytest

from demo import office as demo_office
from tests.builders import wita
from tests.wired import a_wired_office

#: What reads a command line loads none of these.
OF_COMMANDS = (
    "sqlalchemy",
    "googleapiclient",
    "gspread",
    "google.auth",
    "requests",
    "docx",
    "phonenumbers",
    "automation.jobs",
)
#: Nor does what runs a command load any of these, before it is known which.
OF_ONE_COMMAND = (
    *("pandas", "holidays", "pyhanko", "aiohttp", "alembic", "rich"),
    *("sqlalchemy.orm", "sqlalchemy.dialects.postgresql"),
    *("automation.contact.catalogue", "automation.jobs.explaining", "automation.jobs.importing"),
    *("automation.jobs.rebuild", "automation.jobs.setup.command", "automation.jobs.signing_in.command"),
    *("automation.jobs.watch.doctor", "automation.settings.asking"),
)
#: A tick with nothing to do loads none of these either.
OF_A_BUSY_TICK = (*OF_ONE_COMMAND, "docx", "PIL", "zxingcpp", "pypdfium2", "typst", "matplotlib", "lxml", "openpyxl")


def loaded(code: str, heavy: tuple[str, ...]) -> str:
    """Return which of some modules a process of its own has loaded after this code."""
    told = f"import sys\n{code}\nprint([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        ("automation.cli, demo.commands", OF_COMMANDS + OF_A_BUSY_TICK),
        ("automation.commands", OF_A_BUSY_TICK),
    ],
    ids=["a command line", "a command"],
)
def test_only_who_needs_what_is_heavy_loads_it(modules: str, heavy: tuple[str, ...]) -> None:
    assert loaded(f"import {modules}", heavy) == "[]"


def test_help_loads_nothing_of_what_a_command_does() -> None:
    asked = "from automation.cli import main\ntry: main(['sync', '--help'])\nexcept SystemExit: pass\n"
    assert loaded(asked, OF_COMMANDS + OF_A_BUSY_TICK) == "[]"


def test_an_idle_tick_loads_nothing_that_only_work_needs(tmp_path, monkeypatch) -> None:
    with a_wired_office(tmp_path, wita(2, 9), monkeypatch) as office:
        later = wita(2, 9) + timedelta(minutes=5)
        office.sync(later)
        typed = ["sync", "--now", later.isoformat(), "--office", str(tmp_path / demo_office.SETTINGS)]
        assert loaded(f"from automation.cli import main\nassert main({typed}) == 0", OF_A_BUSY_TICK) == "[]"
