"""What is heavy is loaded by the command that needs it alone, for every tick of the job starts a process."""

import subprocess
import sys

import pytest

#: What reads a command line loads none of these, what runs a command none of the second.
OF_COMMANDS = ("sqlalchemy", "googleapiclient", "gspread", "docx", "phonenumbers")
OF_ONE_COMMAND = ("pandas", "holidays", "pyhanko", "aiohttp", "alembic", "automation.contact.catalogue")


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        ("automation.cli, demo.commands", OF_COMMANDS + OF_ONE_COMMAND),
        ("automation.commands", OF_ONE_COMMAND),
    ],
)
def test_only_who_needs_what_is_heavy_loads_it(modules: str, heavy: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print([one for one in {heavy} if one in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
