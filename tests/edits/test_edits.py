"""Whatever people edit, letter, mail, Arsip and Riwayat agree, and only what was approved leaves the office."""

from pathlib import Path

import pytest

from .playing import played


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hundred_edits_of_any_cell_and_draft_leave_no_contradiction(tmp_path: Path, seed: int) -> None:
    _, found = played(tmp_path, seed, 100)
    assert found == []
