"""`impor` typed by a person, over the wire: checked first, asked once, taken over once."""

import io
import json
import sys
from datetime import date

import pytest

from automation import terminal, wiring
from tests.builders import wita
from tests.importing.registers import COLUMNS, a_row, an_open_row, an_xlsx
from tests.wired import WiredOffice, a_wired_office

MAP = "\n".join(
    (
        "baris_judul = 3",
        "[kolom]",
        'nomor = "No"',
        'diterima = "Tanggal"',
        'nama_pelapor = "Nama Pelanggan"',
        'surel = "Email"',
        'uraian = "Uraian Keluhan"',
        'layanan = "Jenis Layanan"',
        'status = "Status"',
        'tanggal_selesai = "Tgl Selesai"',
        "[status]",
        '"Selesai" = "Selesai"',
        '"Proses" = "Masih ditangani"',
    )
)


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 9))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def ticked(office: WiredOffice, at):
    return json.loads(office.run("sync", "--now", at.isoformat(), "--json").out)


def test_a_register_is_checked_taken_over_shown_and_never_taken_over_again(office, tmp_path):
    rows = (a_row(1), a_row(2, received_at=date(2025, 3, 6)), an_open_row(3, received_at=date(2026, 10, 1)))
    file = an_xlsx(tmp_path / "lama.xlsx", *rows, above=["REGISTER KELUHAN", ""])
    plan = tmp_path / "peta.toml"
    plan.write_text(MAP, encoding="utf-8")
    checked = office.run("impor", str(file), "--peta", str(plan))
    assert checked.status == 0, checked.out + checked.err
    assert "3 keluhan: 2 sudah berakhir, 1 masih ditangani." in checked.out
    assert "Diterima antara 05/03/2025 dan 01/10/2026." in checked.out
    assert "belum ada yang dipindahkan" in checked.out
    done = office.run("impor", str(file), "--peta", str(plan), "--yakin")
    assert done.status == 0
    assert "Dipindahkan: 3 keluhan, KEL-2025-0001 sampai KEL-2026-0001." in done.out
    assert "KEL-2026-0001/folder" in ticked(office, wita(2, 9, 5))["effects"]
    ticked(office, wita(2, 9, 6))
    again = office.run("impor", str(file), "--peta", str(plan), "--yakin")
    assert "3 baris sudah pernah dipindahkan dan dilewati." in again.out
    assert "Tidak ada yang perlu dipindahkan." in again.out
    quiet = ticked(office, wita(2, 9, 7))
    assert quiet["effects"] == quiet["registered"] == []
    assert quiet["calls"]["writes"] == 0
    explained = office.run("explain", "KEL-2025-0001")
    assert "Dipindahkan dari register lama" in explained.out


def test_a_fault_is_named_and_the_status_says_that_a_person_is_needed(office, tmp_path):
    file = an_xlsx(tmp_path / "lama.xlsx", a_row(1), a_row(2, received_at="31 Februari"), above=["R", ""])
    plan = tmp_path / "peta.toml"
    plan.write_text(MAP, encoding="utf-8")
    told = office.run("impor", str(file), "--peta", str(plan), "--yakin")
    assert told.status == 1
    assert "! Baris 5, kolom “Tanggal”: bukan tanggal; tulis seperti 31/12/2025." in told.out
    assert "belum satu pun keluhan dipindahkan" in told.out


def test_without_a_map_and_without_a_person_nothing_begins(office, tmp_path):
    file = an_xlsx(tmp_path / "lama.xlsx", a_row(1))
    told = office.run("impor", str(file))
    assert told.status == 2
    assert "Belum ada peta kolom" in told.err
    told = office.run("impor", str(tmp_path / "tiada.xlsx"))
    assert told.status == 2
    assert "Berkas tiada.xlsx tidak ada." in told.err


def test_who_sits_at_the_terminal_is_asked_once(office, tmp_path, monkeypatch):
    file = an_xlsx(tmp_path / "lama.xlsx", a_row(1), an_open_row(2))
    enters = "\n" * (1 + 23 + 2) + "ya\n"
    monkeypatch.setattr(terminal, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(enters))
    told = office.run("impor", str(file))
    assert told.status == 0, told.out + told.err
    assert "Jawaban disimpan di lama.xlsx.peta.toml" in told.out
    assert "Dipindahkan: 2 keluhan" in told.out
    assert all(heading in (tmp_path / "lama.xlsx.peta.toml").read_text("utf-8") for heading in COLUMNS.values())
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert "2 baris sudah pernah dipindahkan" in office.run("impor", str(file)).out
