"""What outsiders read promises only what is kept: nobody erases their data or limits who reads it so far."""

import re
from pathlib import Path

import pytest

from automation.register.other_texts import form_text

_UNKEPT = re.compile(r"hapus|musnah|rahasia|dibatasi|hanya dibaca|hanya dapat dibaca|anonim", re.IGNORECASE)
_GOLDEN = Path(__file__).parent / "golden"


def _to_outsiders() -> list[Path]:
    found = [path for path in _GOLDEN.glob("*.txt") if "Anda tetap dapat membalasnya" in path.read_text("utf-8")]
    return sorted({*found, *_GOLDEN.glob("wa_*.txt")})


def test_the_public_form_says_who_reads_how_long_it_is_kept_and_whom_to_ask() -> None:
    text = " ".join(form_text("public", "Balai", "tanya@balai.example").description.split())
    assert "dibaca petugas pelayanan, kelompok kerja yang menanganinya, dan pimpinan" in text
    assert "disimpan sesuai jadwal retensi arsip" in text
    assert "Pertanyaan tentang data Anda: tanya@balai.example" in text
    assert not _UNKEPT.search(text)


@pytest.mark.parametrize("mail", _to_outsiders(), ids=lambda path: path.stem)
def test_no_mail_promises_to_erase_data_or_to_keep_it_from_readers(mail: Path) -> None:
    assert not _UNKEPT.search(mail.read_text(encoding="utf-8"))
