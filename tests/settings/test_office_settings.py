"""An office's settings: what the example says, and how every fault is named."""

import copy
import os
import re
import stat
import tomllib
from pathlib import Path

import pytest

from automation.domain.calendar import Norm
from automation.domain.office_hours import DayNormEnd, OfficeHours
from automation.domain.rules import DispositionMode
from automation.domain.vocabulary import Step
from automation.register.wording import SERVICES
from automation.settings import (
    AccessMode,
    Secret,
    WrongSettings,
    create_code_key,
    load_settings,
    settings_from,
)

EXAMPLE = Path(__file__).parents[2] / "office.example.toml"
MISSING = object()


def the_example():
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def changed(path, value):
    content = copy.deepcopy(the_example())
    *way, last = path
    table = content
    for key in way:
        table = table[key]
    if value is MISSING:
        del table[last]
    else:
        table[last] = value
    return content


def faults_of(content):
    with pytest.raises(WrongSettings) as caught:
        settings_from(content, Path("/kantor"))
    return caught.value.faults


def only_fault(path, value):
    [fault] = faults_of(changed(path, value))
    return str(fault)


# -- what is read


def test_the_example_is_a_complete_office():
    settings = settings_from(the_example(), Path("/kantor"))
    assert settings.office.head.nip == "197205141998032001"
    assert [officer.name for officer in settings.office.service_officers] == ["Dewi Lestari", "Ahmad Fauzi"]
    assert settings.google.mode is AccessMode.SERVICE_ACCOUNT
    assert settings.disposition.mode is DispositionMode.AUTO
    deputy = settings.disposition.groups[0].deputy
    assert deputy is not None
    assert deputy.email == "siti@bspji-samarinda.example"
    assert settings.disposition.groups[3].deputy is None
    assert settings.letters.await_scan
    assert settings.letters.signer == settings.office.head
    assert settings.office.head_deputy is not None
    assert settings.office.head_deputy.name == "Indra Kusuma"


def test_the_example_shows_every_value_that_holds_without_it():
    bare = {key: table for key, table in the_example().items() if key in {"kantor", "google", "disposisi"}}
    full = settings_from(the_example(), Path("/kantor"))
    short = settings_from(bare, Path("/kantor"))
    assert short.hours == full.hours == OfficeHours()
    assert (short.norms, short.mail, short.archive, short.ledger_url) == (
        full.norms,
        full.mail,
        full.archive,
        full.ledger_url,
    )
    assert short.letters.code_key_file == full.letters.code_key_file
    assert short.letters.letterhead[:4] == ("", "", short.office.name, short.office.address)
    assert short.letters.number_pattern == full.letters.number_pattern


def test_the_norms_are_those_of_the_sop_until_an_office_changes_them():
    norms = settings_from(changed(["norma", "langkah_4"], "2 hari kerja"), Path("/kantor")).norms
    assert norms[Step.REVIEW] == Norm(days=2)
    assert norms[Step.SORTING] == Norm(minutes=10)
    assert norms[Step.VERIFICATION] == Norm(days=3)
    assert Step.DELIVERY not in norms
    same_hour = settings_from(changed(["norma", "hari"], "jam_sama"), Path("/kantor"))
    assert same_hour.hours.day_norm_end is DayNormEnd.SAME_HOUR


def test_paths_begin_at_the_folder_of_the_file():
    settings = settings_from(the_example(), Path("/kantor"))
    assert settings.google.key_file == Path("/kantor/rahasia/akun-layanan.json")
    assert settings.ledger_url == "sqlite:////kantor/tanggap.db"


def test_a_postgresql_address_is_left_as_it_is():
    address = "postgresql+psycopg://tanggap:sandi@db/keluhan"
    settings = settings_from(changed(["buku_besar", "alamat"], address), Path("/kantor"))
    assert settings.ledger_url == address
    assert "sandi" not in repr(settings)


@pytest.mark.parametrize(
    ("written", "key"), [("WIB", "Asia/Jakarta"), ("wit", "Asia/Jayapura"), ("Asia/Makassar",) * 2]
)
def test_a_zone_is_named_as_indonesians_do(written, key):
    assert settings_from(changed(["kantor", "zona_waktu"], written), Path("/kantor")).hours.zone.key == key


def test_the_embedded_workspace_may_be_plain_http_on_this_machine_only():
    content = changed(["google", "alamat"], "http://127.0.0.1:8085/")
    assert settings_from(content, Path("/kantor")).google.base_address == "http://127.0.0.1:8085"
    for address in ("http://workspace.example:80", "ftp://127.0.0.1", "127.0.0.1:8085", "http://127.0.0.1:8085/x"):
        assert "[google] alamat" in only_fault(["google", "alamat"], address)


def test_another_signer_may_be_named():
    acting = {"nama": "Budi", "nip": "", "surel": "budi@kantor.example", "jabatan": "Plh. Kepala Balai"}
    settings = settings_from(changed(["surat", "penandatangan"], acting), Path("/kantor"))
    assert (settings.letters.signer.title, settings.office.head.title) == ("Plh. Kepala Balai", "Kepala Balai")


# -- faults


@pytest.mark.parametrize(
    ("path", "value", "where", "what"),
    [
        (["kantor", "nama"], MISSING, "[kantor] nama", "belum diisi"),
        (["kantor", "nama"], " ", "[kantor] nama", "kosong"),
        (["kantor", "nama"], "Balai\nX", "[kantor] nama", "ganti baris"),
        (["kantor", "nama"], 7, "[kantor] nama", "bukan teks"),
        (["kantor", "surel"], "a@b.id, c@d.id", "[kantor] surel", "tepat satu"),
        (["kantor", "zona_waktu"], "Asia/Samarinda", "[kantor] zona_waktu", "bukan zona waktu"),
        (["kantor", "zona_waktu"], "../etc", "[kantor] zona_waktu", "bukan zona waktu"),
        (["kantor", "kode_nomor"], "kel-", "[kantor] kode_nomor", "bukan kode"),
        (["kantor", "kepala_balai", "nip"], "123", "[kantor.kepala_balai] nip", "bukan NIP"),
        (["kantor", "kepala_balai"], MISSING, "[kantor.kepala_balai]", "belum ada"),
        (["kantor", "petugas_pelayanan"], [], "[[kantor.petugas_pelayanan]]", "daftar"),
        (["kantor", "petugas_pelayanan", 1, "surel"], "x", "petugas_pelayanan ke-2] surel", "nama@domain"),
        (["google"], MISSING, "[google]", "belum ada"),
        (["google", "masuk"], "akun_layan", "[google] masuk", "maksudnya “akun_layanan”"),
        (["google", "berkas_kunci"], MISSING, "[google] berkas_kunci", "belum diisi"),
        (["google", "masuk"], "tanpa_kunci", "[google] akun_layanan", "belum diisi"),
        (["disposisi", "mode"], "auto", "[disposisi] mode", "tidak dikenal"),
        (["disposisi", "pokja", 1, "nama"], "pokja pengujian", "[disposisi] pokja", "lebih dari satu"),
        (["disposisi", "pokja", 0, "layanan"], "Pengujian", "[disposisi.pokja ke-1] layanan", "bukan daftar"),
        (["disposisi", "pokja", 0, "layanan"], [], "[disposisi.pokja ke-1] layanan", "kosong"),
        (["jam_kerja", "jumat"], "7-11", "[jam_kerja] jumat", "bukan jam kerja"),
        (["jam_kerja", "jumat"], "13.00-16.30, 07.30-11.30", "[jam_kerja] jumat", "berurutan"),
        (["surat", "tunggu_pindaian"], "ya", "[surat] tunggu_pindaian", "bukan ya atau tidak"),
        (["surat", "pola_nomor"], "{nomor}", "[surat] pola_nomor", "bukan pola"),
        (["surat", "pola_nomor"], "{urut}", "[surat] pola_nomor", "tidak memuat"),
        (["surat", "kop"], ["a", "b"], "[surat] kop", "lima baris"),
        (["surel", "batas_tidak_biasa"], 0, "[surel] batas_tidak_biasa", "di luar batas"),
        (["surel", "batas_tidak_biasa"], True, "[surel] batas_tidak_biasa", "di luar batas"),
        (["norma", "langkah_4"], "sehari", "[norma] langkah_4", "bukan norma"),
        (["norma", "langkah_4"], "0 menit", "[norma] langkah_4", "tidak memberi waktu"),
        (["buku_besar", "alamat"], "mysql://u:hunter2@h/d", "[buku_besar] alamat", "basis data"),
        (["surel", "batas_tak_biasa"], 3, "[surel] batas_tak_biasa", "maksudnya “batas_tidak_biasa”"),
        (["surell"], {}, "surell", "maksudnya “surel”"),
        (["kantor", "kepala_balai", "nipp"], "", "[kantor.kepala_balai] nipp", "maksudnya “nip”"),
    ],
)
def test_a_fault_says_where_it_is_what_it_is_and_what_to_do(path, value, where, what):
    faults = faults_of(changed(path, value))
    assert len(faults) == 1
    assert where in faults[0].where
    assert what in faults[0].what
    assert faults[0].advice
    assert "hunter2" not in str(faults[0])


def test_a_week_without_a_working_day_is_refused():
    content = the_example()
    content["jam_kerja"] |= {"senin_kamis": "libur", "jumat": "libur"}
    [fault] = faults_of(content)
    assert "tidak ada satu pun hari kerja" in fault.what


def test_all_faults_are_named_at_once():
    content = the_example()
    content["kantor"]["nama"] = ""
    content["google"]["masuk"] = "saya"
    content["norma"]["langkah_9"] = "segera"
    with pytest.raises(WrongSettings, match="perbaiki 3 hal") as caught:
        settings_from(content, Path("/kantor"), "samarinda.toml")
    assert str(caught.value).count("\n") == 3
    assert "samarinda.toml" in str(caught.value)


def test_an_empty_file_names_the_parts_it_lacks():
    assert [fault.where for fault in faults_of({})] == ["[kantor]", "[google]", "[disposisi]"]


# -- the file


def an_office(folder, text=None):
    (folder / "rahasia").mkdir()
    (folder / "rahasia" / "akun-layanan.json").write_text("{}")
    file = folder / "office.toml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8") if text is None else text, encoding="utf-8-sig")
    return file


def test_the_key_of_the_codes_is_read_with_the_settings_and_never_shown(tmp_path):
    file = an_office(tmp_path)
    assert load_settings(file).letters.code_key is None
    key = create_code_key(tmp_path / "rahasia" / "kunci-kode")
    settings = load_settings(file)
    assert settings.letters.code_key == key
    assert len(key.value) == 64
    assert key.value.decode() not in repr(settings) + str(settings.letters.code_key)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    file = tmp_path / "baru" / "kunci"
    assert create_code_key(file) == create_code_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_cut_off_key_is_a_fault(tmp_path):
    file = an_office(tmp_path)
    (tmp_path / "rahasia" / "kunci-kode").write_text("pendek")
    with pytest.raises(WrongSettings, match="terlalu pendek"):
        load_settings(file)


def test_a_missing_key_file_is_named_with_the_other_faults(tmp_path):
    file = an_office(tmp_path, EXAMPLE.read_text(encoding="utf-8").replace('"KEL"', '"kel"'))
    (tmp_path / "rahasia" / "akun-layanan.json").unlink()
    with pytest.raises(WrongSettings, match="perbaiki 2 hal"):
        load_settings(file)


def test_a_file_that_is_not_there_says_where_to_begin(tmp_path):
    with pytest.raises(WrongSettings, match=r"Salin office\.example\.toml"):
        load_settings(tmp_path / "office.toml")


def test_a_folder_is_no_settings_file(tmp_path):
    with pytest.raises(WrongSettings, match="tidak dapat dibaca"):
        load_settings(tmp_path)


def test_broken_toml_names_the_line(tmp_path):
    file = an_office(tmp_path, '[kantor]\nnama = "Balai\n')
    with pytest.raises(WrongSettings, match="baris 2"):
        load_settings(file)


def test_another_encoding_is_named(tmp_path):
    file = tmp_path / "office.toml"
    file.write_bytes("nama = 'é'".encode("latin-1"))
    with pytest.raises(WrongSettings, match="UTF-8"):
        load_settings(file)


def test_a_secret_shows_nothing_of_itself():
    assert "abc" not in f"{Secret(b'abc')} {Secret(b'abc')!r}"


# -- drift


def test_the_example_explains_every_key_that_is_read():
    source = (EXAMPLE.parent / "automation" / "settings" / "office_toml.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'\b\w*table\.\w+\(\s*"(\w+)"', source)) | set(re.findall(r'_path\(table, "(\w+)"', source))
    assert len(keys) > 35
    example = EXAMPLE.read_text(encoding="utf-8")
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", example)] == []


def test_the_services_of_the_example_are_those_that_a_new_list_begins_with():
    groups = settings_from(the_example(), Path("/kantor")).disposition.groups
    assert {service for group in groups for service in group.services} <= set(SERVICES)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps its rights elsewhere")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_of_the_codes_that_others_may_read_is_refused_with_what_to_do(tmp_path, mode):
    file = an_office(tmp_path)
    key = tmp_path / "rahasia" / "kunci-kode"
    create_code_key(key)
    key.chmod(mode)
    with pytest.raises(WrongSettings, match=r"berkas_kunci_kode: dapat dibaca pengguna lain.*chmod 600") as told:
        load_settings(file)
    assert key.read_text().strip() not in str(told.value)
    key.chmod(0o600)
    assert load_settings(file)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps its rights elsewhere")
@pytest.mark.parametrize(
    ("address", "is_secret"),
    [
        ("postgresql://tanggap:rahasia-sekali@mesin/tanggap", True),
        ("postgresql+psycopg://tanggap:rahasia-sekali@mesin:5432/tanggap", True),
        ("postgresql://mesin/tanggap?user=t&password=rahasia-sekali", True),
        ("postgresql://tanggap@mesin/tanggap", False),
        ("postgresql://mesin:5432/tanggap", False),
        ("sqlite:///tanggap.db", False),
    ],
)
def test_settings_with_a_password_that_others_may_read_are_refused_with_what_to_do(tmp_path, address, is_secret):
    example = EXAMPLE.read_text(encoding="utf-8")
    file = an_office(tmp_path, example.replace('"sqlite:///tanggap.db"', f'"{address}"'))
    file.chmod(0o644)
    if is_secret:
        with pytest.raises(WrongSettings, match=r"memuat sandi basis data.*chmod 600") as told:
            load_settings(file)
        assert "rahasia-sekali" not in str(told.value)
    file.chmod(0o600 if is_secret else 0o644)
    assert load_settings(file).ledger_url.endswith(address.rpartition("/")[2])
