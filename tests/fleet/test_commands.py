"""`armada`: what its commands keep, print and refuse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from automation.exit_status import CANNOT_START, DONE, NEEDS_A_PERSON
from automation.fleet.offices import State
from automation.ledger import HEAD
from tests.databases import NoServer, PostgresqlOffice, new_office
from tests.fleet.fleets import Fleet, a_fleet, an_office_folder
from tests.postgresql import server


@pytest.fixture
def fleet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fleet]:
    try:
        yield a_fleet(monkeypatch)
    except NoServer as reason:
        pytest.skip(str(reason))


def tables_of(place: PostgresqlOffice) -> int:
    asked = f"select count(*) from information_schema.tables where table_schema = '{place.role}'"  # noqa: S608 (a name of our own)
    [(count,)] = server().run(asked)
    return int(count)


def test_an_office_is_added_with_its_ledger_brought_up_and_its_project_read_from_its_key(fleet, tmp_path):
    place = PostgresqlOffice(server().office())
    told = fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path, place)))
    assert (told.status, told.err) == (DONE, "")
    with fleet.registry() as registry:
        found = registry.office_named("samarinda")
    assert (found.project, found.folder, found.ledger) == ("proyek-contoh", str(tmp_path), HEAD)
    assert tables_of(place) > 5
    assert f"samarinda  jalan    proyek-contoh  {tmp_path}" in fleet.run("daftar").out


def test_a_name_is_given_once_and_its_settings_are_replaced_only_when_asked(fleet, tmp_path):
    folder = an_office_folder(tmp_path)
    fleet.run("tambah", "samarinda", str(folder))
    again = fleet.run("tambah", "samarinda", str(folder))
    assert (again.status, "--ganti" in again.err) == (NEEDS_A_PERSON, True)
    assert fleet.run("tambah", "samarinda", str(folder), "--ganti").status == DONE
    with fleet.registry() as registry:
        assert registry.office_named("samarinda").revision == 2


def test_what_the_registry_keeps_of_an_office_is_encrypted_and_needs_no_folder(fleet, tmp_path):
    folder = an_office_folder(tmp_path)
    fleet.run("tambah", "samarinda", str(folder), "--simpan")
    [(sealed,)] = fleet.sql("select sealed from office")
    assert b"proyek-contoh" not in bytes(sealed)
    assert b"kepala_balai" not in bytes(sealed)
    (folder / "office.toml").unlink()
    told = fleet.run("migrasi")
    assert (told.status, f"samarinda: buku besar versi {HEAD}" in told.out) == (DONE, True)


def test_another_key_opens_nothing_and_a_newer_one_beside_it_does(fleet, tmp_path, monkeypatch):
    fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path)), "--simpan")
    other = Fernet.generate_key().decode()
    monkeypatch.setenv("TANGGAP_ARMADA_KUNCI", other)
    told = fleet.run("migrasi")
    assert (told.status, "tidak dapat dibuka" in told.out) == (NEEDS_A_PERSON, True)
    monkeypatch.setenv("TANGGAP_ARMADA_KUNCI", f"{other} {fleet.key}")
    assert fleet.run("migrasi").status == DONE


def test_the_address_and_the_key_are_taken_from_systemds_credentials(fleet, tmp_path, monkeypatch):
    credentials = tmp_path / "kredensial"
    credentials.mkdir()
    (credentials / "armada-alamat").write_text(f"{fleet.address}\n", encoding="utf-8")
    (credentials / "armada-kunci").write_text(f"{fleet.key}\n", encoding="utf-8")
    monkeypatch.delenv("TANGGAP_ARMADA")
    monkeypatch.delenv("TANGGAP_ARMADA_KUNCI")
    assert "TANGGAP_ARMADA" in fleet.run("daftar").err
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path / "k")), "--simpan").status == DONE


def test_without_a_key_an_office_is_not_kept_and_a_new_key_is_offered(fleet, tmp_path, monkeypatch):
    monkeypatch.delenv("TANGGAP_ARMADA_KUNCI")
    told = fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path)), "--simpan")
    assert (told.status, "Kunci baru" in told.err) == (CANNOT_START, True)


def test_an_office_on_sqlite_and_one_on_the_fleets_own_role_are_refused(fleet, tmp_path):
    folder = an_office_folder(tmp_path)
    text = (folder / "office.toml").read_text(encoding="utf-8")
    for wrong in ("sqlite:///tanggap.db", fleet.address):
        [line] = [line for line in text.splitlines() if line.startswith('alamat = "postgresql')]
        (folder / "office.toml").write_text(text.replace(line, f'alamat = "{wrong}"'), encoding="utf-8")
        assert fleet.run("tambah", "samarinda", str(folder)).status == CANNOT_START


def test_a_paused_office_is_shown_so_and_goes_on(fleet, tmp_path):
    fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path)))
    with fleet.registry() as registry:
        assert fleet.run("jeda", "samarinda").status == DONE
        assert registry.office_named("samarinda").state is State.PAUSED
        assert fleet.run("lanjut", "samarinda").status == DONE
        assert registry.office_named("samarinda").state is State.RUNNING
        assert fleet.run("lanjut", "balikpapan").status == NEEDS_A_PERSON


def test_an_office_is_removed_only_by_who_types_its_name_again_and_its_ledger_stays(fleet, tmp_path):
    place = new_office()
    fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path, place)))
    for typed in ([], ["--ketik-lagi", "balikpapan"]):
        told = fleet.run("hapus", "samarinda", *typed)
        assert (told.status, "Tidak ada yang dihapus" in told.err) == (NEEDS_A_PERSON, True)
    told = fleet.run("hapus", "samarinda", "--ketik-lagi", "samarinda")
    assert (told.status, "buku besar dan foldernya tetap ada" in told.out) == (DONE, True)
    assert tables_of(place) > 5
    assert "Belum ada kantor" in fleet.run("daftar").out


def test_a_ledger_is_deleted_only_when_asked_and_not_while_its_office_ticks(fleet, tmp_path):
    place = new_office()
    fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path, place)))
    asked = ("hapus", "samarinda", "--ketik-lagi", "samarinda", "--dengan-buku-besar")
    from automation.ledger import open_ledger

    with open_ledger(place.address) as ledger, ledger.lock():
        told = fleet.run(*asked)
        assert (told.status, "sedang berjalan" in told.err) == (NEEDS_A_PERSON, True)
        assert tables_of(place) > 5
    assert fleet.run(*asked).status == DONE
    assert tables_of(place) == 0


@pytest.mark.parametrize("name", ["Samarinda", "balai samarinda", "1a", "a" * 41, "../a"])
def test_a_name_is_of_small_letters_digits_and_lines(fleet, tmp_path, name, capsys):
    with pytest.raises(SystemExit):
        fleet.run("tambah", name, str(tmp_path))


def test_a_fleet_that_was_not_prepared_says_so(monkeypatch):
    try:
        fleet = Fleet(server().office(), "")
    except NoServer as reason:
        pytest.skip(str(reason))
    monkeypatch.setenv("TANGGAP_ARMADA", fleet.address)
    told = fleet.run("daftar")
    assert (told.status, "armada migrasi" in told.err) == (CANNOT_START, True)


@pytest.mark.parametrize("address", ["sqlite:///x.db", "nonsense", "postgresql://"])
def test_an_address_that_is_none_of_postgresql_is_refused(address, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("TANGGAP_ARMADA", address)
    assert Fleet("", "").run("daftar").status in (CANNOT_START, 3)


def test_what_a_killed_process_left_in_memory_is_deleted_by_the_next_one(fleet, tmp_path, monkeypatch):
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path / "di-memori"))
    left = tmp_path / "di-memori" / "tanggap-armada-999999999-x" / "samarinda"
    left.mkdir(parents=True)
    other = tmp_path / "di-memori" / "lain"
    other.mkdir()
    fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path / "kantor")), "--simpan")
    assert fleet.run("migrasi").status == DONE
    assert list((tmp_path / "di-memori").iterdir()) == [other]


def test_the_overview_shows_an_office_that_no_worker_serves_and_asks_for_a_person(fleet, tmp_path):
    fleet.run("tambah", "samarinda", str(an_office_folder(tmp_path)))
    for form, sign in ((), "! samarinda: tidak dilayani"), (("--html",), "<td>samarinda</td>"):
        told = fleet.run("lihat", *form)
        assert (told.status, sign in told.out) == (NEEDS_A_PERSON, True)
    for form, sign in (("--json",), '"kind": "no_worker"'), (("--metrik",), "tanggap_concerns_no_worker 1"):
        assert sign in fleet.run("lihat", *form).out
