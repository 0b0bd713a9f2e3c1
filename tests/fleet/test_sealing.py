"""An office's files as one encrypted value."""

import pytest
from cryptography.fernet import Fernet

from automation.fleet.refusals import NoFleet
from automation.fleet.sealing import Seal, changed_files, files_in, write_files

FILES = {"office.toml": b"[kantor]", "rahasia/kunci-kode": b"\x00\xffrahasia"}


def a_seal() -> Seal:
    return Seal([Fernet.generate_key().decode()])


def test_files_come_back_as_they_were_and_only_for_their_own_office(tmp_path):
    seal = a_seal()
    sealed = seal.closed("samarinda", FILES)
    assert b"kantor" not in sealed
    assert seal.opened("samarinda", sealed) == FILES
    with pytest.raises(NoFleet):
        seal.opened("balikpapan", sealed)
    with pytest.raises(NoFleet):
        a_seal().opened("samarinda", sealed)


def test_a_folder_is_packed_and_written_so_that_nobody_else_can_open_it(tmp_path):
    write_files(tmp_path / "kantor", FILES)
    assert files_in(tmp_path / "kantor") == FILES
    assert {file.stat().st_mode & 0o077 for file in (tmp_path / "kantor").rglob("*")} == {0}


def test_what_the_office_itself_changed_is_seen(tmp_path):
    write_files(tmp_path, FILES)
    assert changed_files(tmp_path, FILES) == {}
    (tmp_path / "rahasia" / "kunci-kode").write_bytes(b"lain")
    assert changed_files(tmp_path, FILES) == {**FILES, "rahasia/kunci-kode": b"lain"}


def test_a_folder_with_a_link_or_too_much_in_it_is_not_packed(tmp_path):
    (tmp_path / "besar").write_bytes(b"x" * 2_000_001)
    with pytest.raises(NoFleet):
        files_in(tmp_path)
    (tmp_path / "besar").unlink()
    (tmp_path / "tautan").symlink_to(tmp_path)
    with pytest.raises(NoFleet):
        files_in(tmp_path)


@pytest.mark.parametrize("name", ["../keluar", "/etc/passwd"])
def test_nothing_is_written_outside_of_the_folder(tmp_path, name):
    with pytest.raises(NoFleet):
        write_files(tmp_path / "kantor", {name: b""})


@pytest.mark.parametrize("keys", [[], ["pendek"]])
def test_without_a_proper_key_nothing_is_sealed(keys):
    with pytest.raises(NoFleet):
        Seal(keys)
