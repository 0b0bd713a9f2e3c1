"""The folder of a demo: replaced when it is one, and never touched when it is not."""

import pytest

from demo.leaving import MARK, NotADemo, fresh
from demo.office import WORKSPACE
from local_workspace.core.lock import FolderLock


def test_an_empty_or_absent_folder_becomes_a_demos_own(tmp_path) -> None:
    fresh(tmp_path / "hasil")
    assert (tmp_path / "hasil" / MARK).is_file()


def test_an_earlier_demos_folder_is_replaced(tmp_path) -> None:
    fresh(tmp_path / "hasil")
    (tmp_path / "hasil" / "lama.txt").write_text("lama")
    fresh(tmp_path / "hasil")
    assert not (tmp_path / "hasil" / "lama.txt").exists()


def test_a_folder_with_anything_else_is_refused_and_left_alone(tmp_path) -> None:
    (tmp_path / "skripsi.docx").write_text("penting")
    with pytest.raises(NotADemo, match="tidak disentuh"):
        fresh(tmp_path)
    assert (tmp_path / "skripsi.docx").read_text() == "penting"


def test_a_link_to_a_folder_is_refused(tmp_path) -> None:
    fresh(tmp_path / "hasil")
    (tmp_path / "tautan").symlink_to(tmp_path / "hasil")
    with pytest.raises(NotADemo):
        fresh(tmp_path / "tautan")


def test_a_folder_whose_workspace_is_being_served_is_refused(tmp_path) -> None:
    fresh(tmp_path / "hasil")
    lock = FolderLock(tmp_path / "hasil" / WORKSPACE)
    try:
        with pytest.raises(NotADemo, match="sedang dipakai"):
            fresh(tmp_path / "hasil")
    finally:
        lock.release()
