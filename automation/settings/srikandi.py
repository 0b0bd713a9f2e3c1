"""How letters are signed: [surat] tanda_tangan, and the table [srikandi]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from automation.domain.letter_content import Variables

from . import wording
from .faults import Fault
from .table import Table, shown
from .values import LetterSettings, Signing, SrikandiSettings

_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,58}")


def srikandi(table: Table, base: Path) -> SrikandiSettings:
    """Read the table; what an office leaves out is what was seen in Srikandi's own templates."""
    usual = Variables()
    root = table.text("sertifikat_induk", "")
    settings = SrikandiSettings(
        variables=Variables(
            number=_variable(table, "variabel_nomor", usual.number),
            date=_variable(table, "variabel_tanggal", usual.date),
            signature=_variable(table, "variabel_tanda_tangan", usual.signature),
        ),
        classification=table.text("klasifikasi", ""),
        confidentiality=table.text("sifat", ""),
        urgency=table.text("urgensi", ""),
        own_sentences=table.texts("kalimat", advice=wording.WRITE_SENTENCES, required=False)
        or wording.SENTENCES_OF_SRIKANDI,
        letter_sentence=table.text("kalimat_surat", wording.SIGNED_ELECTRONICALLY),
        root_file=base / Path(root).expanduser() if root else None,
    )
    names = settings.variables
    if len({names.number, names.date, names.signature}) < 3:
        table.fault("variabel_nomor", wording.VARIABLES_ALIKE, wording.NAME_VARIABLES_APART)
    table.end()
    return settings


def signing(table: Table) -> Signing:
    """Read how letters are signed."""
    return table.choice("tanda_tangan", Signing.WET)


def faults_of_signing(letters: LetterSettings) -> list[Fault]:
    """Return what else is set about letters that cannot be with Srikandi."""
    if letters.signing is not Signing.SRIKANDI:
        return []
    faults = []
    if letters.own_numbering:
        faults.append(Fault("[surat] penomoran_sendiri", wording.SRIKANDI_NUMBERS, wording.NO_OWN_NUMBERS))
    if not letters.await_scan:
        faults.append(Fault("[surat] tunggu_pindaian", wording.SRIKANDI_IS_AWAITED, wording.AWAIT_THE_SIGNED_PDF))
    return faults


def roots_in(file: Path | None) -> tuple[bytes, Sequence[Fault]]:
    """Return the trusted certificates (PEM); without a file none, and a fault where it holds none."""
    if file is None:
        return b"", []
    # Cryptography takes a while to load, and only some offices need it here.
    from cryptography.x509 import load_pem_x509_certificates

    where = "[srikandi] sertifikat_induk"
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return b"", [Fault(where, wording.no_such_file(shown(str(file))), wording.FETCH_THE_ROOT)]
    except OSError:
        return b"", [Fault(where, wording.FILE_UNREADABLE, wording.CHECK_PLACE_AND_RIGHTS)]
    try:
        load_pem_x509_certificates(content)
    except ValueError:
        return b"", [Fault(where, wording.NO_CERTIFICATE, wording.FETCH_THE_ROOT)]
    return content, []


def _variable(table: Table, key: str, usual: str) -> str:
    name = table.text(key, usual)
    if not _VARIABLE.fullmatch(name):
        table.fault(key, wording.not_a_variable(shown(name)), wording.WRITE_A_VARIABLE)
        return usual
    return name
