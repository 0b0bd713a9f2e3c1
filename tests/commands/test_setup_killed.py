"""`setup` killed and repeated; `python -m tests.crash.setups` tries every place, this a few that a seed chooses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_setup_that_was_killed_and_repeated_leaves_one_of_everything_and_open_forms():
    # In a process of its own: the trials fork, which a test worker with threads must not.
    command = [sys.executable, "-m", "tests.crash.setups", "--limit", "3", "--seed", "13"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert "setups: 3 points, 0 violations" in done.stdout
