"""How letters are signed, as an office sets it."""

from pathlib import Path

import pytest

from automation.domain.letter_content import Variables
from automation.settings import settings_from
from automation.settings.srikandi import roots_in
from automation.settings.values import Signing
from tests.archive.signing import the_root

from .test_office_settings import changed, only_fault, the_example


def test_wet_ink_is_usual_and_the_variables_are_those_seen_in_srikandi() -> None:
    found = settings_from(the_example(), Path("/kantor"))
    assert found.letters.signing is Signing.WET
    assert found.srikandi.variables == Variables()
    assert found.srikandi.root_file is None
    assert found.srikandi.own_sentences[0] == "Ditandatangani secara elektronik oleh:"


def test_an_office_names_its_variables_and_its_root() -> None:
    content = changed(("srikandi", "variabel_nomor"), "nomor")
    content["srikandi"] |= {"sertifikat_induk": "induk.pem", "kalimat": ["Dicetak Srikandi."]}
    found = settings_from(content, Path("/kantor")).srikandi
    assert found.variables.number == "nomor"
    assert found.root_file == Path("/kantor/induk.pem")
    assert found.own_sentences == ("Dicetak Srikandi.",)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("variabel_nomor", "${nomor_naskah}", "bukan nama variabel"),
        ("variabel_nomor", "tanggal_naskah", "dua variabel bernama sama"),
    ],
)
def test_a_variable_that_cannot_be_is_named(key: str, value: str, said: str) -> None:
    assert said in only_fault(("srikandi", key), value)


@pytest.mark.parametrize(("key", "value"), [("penomoran_sendiri", True), ("tunggu_pindaian", False)])
def test_what_does_not_go_with_srikandi_is_refused(key: str, value: bool) -> None:
    content = changed(("surat", "tanda_tangan"), "srikandi")
    content["surat"][key] = value
    with pytest.raises(Exception, match=rf"\[surat\] {key}"):
        settings_from(content, Path("/kantor"))


def test_a_root_that_cannot_be_read_or_is_none_stops_the_job(tmp_path: Path) -> None:
    file = tmp_path / "induk.pem"
    assert roots_in(None) == (b"", [])
    assert "tidak ada" in str(roots_in(file)[1][0])
    file.write_bytes(b"bukan sertifikat")
    assert "tidak berisi sertifikat" in str(roots_in(file)[1][0])
    file.write_bytes(the_root().pem)
    assert roots_in(file) == (the_root().pem, [])
