"""The names of effects: the journal, files and mails bear them for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey, keys_of
from automation.domain.numbers import ComplaintNumber
from automation.jobs.setback_words import DEEDS

ONE = ComplaintNumber(2026, 1)
PRINTED: list[tuple[str, EffectKey]] = [
    ("KEL-2026-0001/folder", EffectKey.of(ONE, Deed.FOLDER)),
    ("KEL-2026-0001/berbagi/0a1b2c3d4e5f", EffectKey.of(ONE, Deed.SHARE, "0a1b2c3d4e5f")),
    ("KEL-2026-0001/form_pengaduan/1", EffectKey.of(ONE, Deed.FORM_PENGADUAN, "1")),
    ("KEL-2026-0001/lengkapi/0a1b2c3d4e5f", EffectKey.of(ONE, Deed.COMPLETE, "0a1b2c3d4e5f")),
    ("KEL-2026-0001/lembar_disposisi/2", EffectKey.of(ONE, Deed.LEMBAR_DISPOSISI, "2")),
    ("KEL-2026-0001/undangan_rapat/2026-11-04T10.00", EffectKey.of(ONE, Deed.UNDANGAN_RAPAT, "2026-11-04T10.00")),
    ("KEL-2026-0001/konsep_tindakan/1", EffectKey.of(ONE, Deed.KONSEP_TINDAKAN, "1")),
    ("KEL-2026-0001/laporan_tindakan/1", EffectKey.of(ONE, Deed.LAPORAN_TINDAKAN, "1")),
    ("KEL-2026-0001/surat_balasan/1", EffectKey.of(ONE, Deed.SURAT_BALASAN, "1")),
    ("KEL-2026-0001/notulen/1", EffectKey.of(ONE, Deed.NOTULEN, "1")),
    ("KEL-2026-0001/nomor-surat", EffectKey.of(ONE, Deed.NUMBER_LETTER)),
    ("KEL-2026-0001/pdf/surat_balasan", EffectKey.of(ONE, Deed.PDF, "surat_balasan")),
    ("KEL-2026-0001/lampiran-formulir/0a1b2c3d4e5f", EffectKey.of(ONE, Deed.UPLOAD, "0a1b2c3d4e5f")),
    ("KEL-2026-0001/tetapkan/kantor/pindaian/1A.1", EffectKey.of(ONE, Deed.DESIGNATE, "kantor/pindaian/1A.1")),
    ("KEL-2026-0001/srikandi/2", EffectKey.of(ONE, Deed.SRIKANDI, "2")),
    ("KEL-2026-0001/nyatakan/kantor/pindaian/1aB.1", EffectKey.of(ONE, Deed.STATE, "kantor/pindaian/1aB.1")),
    ("KEL-2026-0001/lembar_sampul/surat_pengaduan", EffectKey.of(ONE, Deed.LEMBAR_SAMPUL, "surat_pengaduan")),
    ("KEL-2026-0001/label_map/1", EffectKey.of(ONE, Deed.LABEL_MAP, "1")),
    ("KEL-2026-0001/surat-bersama/KEL-2026-0002.1.pdf.2", EffectKey.of(ONE, Deed.JOINT, "KEL-2026-0002.1.pdf.2")),
    ("KEL-2026-0001/keluhan-terkait/2.0a1b2c3d4e5f", EffectKey.of(ONE, Deed.RELATED, "2.0a1b2c3d4e5f")),
    ("kantor/angka-publik/2026-Q3", EffectKey.of(None, Deed.FIGURES, "2026-Q3")),
    ("kantor/angka-terbit/1.3d4e5f", EffectKey.of(None, Deed.FIGURES_PAGE, "1.3d4e5f")),
    ("kantor/angka-tarik/1", EffectKey.of(None, Deed.FIGURES_GONE, "1")),
    ("KEL-2026-0001/halaman/0.2.0a1b2c.3d4e5f", EffectKey.of(ONE, Deed.PAGE, "0.2.0a1b2c.3d4e5f")),
    ("KEL-2026-0001/halaman-hapus/0", EffectKey.of(ONE, Deed.PAGE_GONE, "0")),
    ("KEL-2026-0001/tandai/pdf/surat_balasan", EffectKey.of(ONE, Deed.MARK, "pdf/surat_balasan")),
    ("KEL-2026-0001/surel/akhir.settled", EffectKey.of(ONE, Deed.MAIL, "akhir.settled")),
    ("kantor/kabar/0a1b2c", EffectKey.of(None, Deed.DIGEST, "0a1b2c")),
    ("kantor/kabar-harian/2026-11-02.0a1b2c", EffectKey.of(None, Deed.DAILY_DIGEST, "2026-11-02.0a1b2c")),
    ("kantor/peringatan/2026-11-02.0a1b2c", EffectKey.of(None, Deed.ALARM, "2026-11-02.0a1b2c")),
    ("kantor/harian/2026-11-02", EffectKey.of(None, Deed.SUPERVISOR_DAY, "2026-11-02")),
    ("kantor/pindaian/1aB-_c.2", EffectKey.of(None, Deed.SCAN, "1aB-_c.2")),
    ("kantor/laporan/2026-10.2", EffectKey.of(None, Deed.REPORT, "2026-10.2")),
    ("kantor/berkas/0a1b2c.3", EffectKey.of(None, Deed.BATCH, "0a1b2c").part(3)),
    ("kantor/surel-masuk/18c2f", EffectKey.of(None, Deed.INCOMING_MAIL, "18c2f")),
    ("kantor/akses/masuk.0a1b2c.1", EffectKey.of(None, Deed.ACCESS, "masuk.0a1b2c.1")),
    ("kantor/lindungi/0a1b2c.2", EffectKey.of(None, Deed.PROTECT, "0a1b2c.2")),
    ("kantor/pejabat/keluar.0a1b2c.3", EffectKey.of(None, Deed.OFFICIAL, "keluar.0a1b2c.3")),
    ("kantor/pindah/7", EffectKey.of(None, Deed.MOVE, "7")),
    ("kantor/pasang/folder.root", EffectKey.of(None, Deed.SETUP, "folder.root")),
]
DETAILS = st.one_of(st.just(""), st.text("abcXYZ0123456789-_./", min_size=1, max_size=20))
SUBJECTS = st.one_of(st.none(), st.builds(ComplaintNumber, st.integers(2000, 2999), st.integers(1, 99999)))
KEYS = st.builds(EffectKey.of, SUBJECTS, st.sampled_from(Deed), DETAILS)


@pytest.mark.parametrize(("text", "key"), PRINTED)
def test_an_effect_is_named_as_ever(text: str, key: EffectKey) -> None:
    assert str(key) == text
    assert EffectKey.parse(text) == key


def test_every_deed_is_named_here() -> None:
    assert {key.what for _, key in PRINTED} == set(Deed)


@given(KEYS)
def test_what_an_effect_is_named_it_is_read_from(key: EffectKey) -> None:
    assert EffectKey.parse(str(key)) == key


@given(KEYS.filter(lambda key: bool(key.detail)), st.integers(1, 99))
def test_a_part_knows_its_whole(key: EffectKey, place: int) -> None:
    assert key.part(place).whole == key


@given(st.lists(KEYS), SUBJECTS, st.sampled_from(Deed))
def test_keys_of_one_deed_are_found_among_all(keys: list[EffectKey], number: ComplaintNumber, deed: Deed) -> None:
    asked = [*keys, EffectKey.of(number, deed, "x")]
    wanted = [key for key in asked if key.number == number and key.what is deed and key.detail]
    assert list(keys_of(map(str, asked), number, deed)) == wanted


@pytest.mark.parametrize("text", ["", "surel/18c2f", "kasus/KEL-2026-0001", "kabar/0a1b", "formulir/tautan"])
def test_what_else_may_fail_is_no_effect(text: str) -> None:
    assert EffectKey.read(text) is None


def test_every_document_of_ours_is_a_deed_and_every_deed_but_a_mail_has_its_words() -> None:
    assert {kind.value for kind in DocumentKind if kind.is_ours} < {deed.value for deed in Deed}
    assert set(DEEDS) == set(Deed) - {Deed.MAIL}
