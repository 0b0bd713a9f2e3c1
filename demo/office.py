"""The sample office: its settings file, its set-up, its desk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from automation import wiring
from automation.domain.rules import DispositionMode
from automation.jobs.job_context import JobContext
from automation.jobs.setup.command import set_up
from automation.register.other_texts import form_text
from automation.settings.office_toml import load_settings
from automation.settings.values import OfficeSettings
from automation.shipped import shipped

SETTINGS = "office.toml"
WORKSPACE = "ruang-kerja"
KEY = "service-account.json"
_EXAMPLE = shipped("office.example.toml")
_MODES = {DispositionMode.AUTO: "otomatis", DispositionMode.CONFIRM: "konfirmasi"}


def write_settings(
    folder: Path,
    address: str,
    mode: DispositionMode = DispositionMode.AUTO,
    *,
    reads_mail: bool = False,
    ledger: str = "",
) -> None:
    """Write the office's settings file: the shipped example, pointed at the workspace, and at a ledger elsewhere."""
    text = _EXAMPLE.read_text(encoding="utf-8")
    text = _set(text, "google", "berkas_kunci", f"{WORKSPACE}/{KEY}")
    text = _set(text, "google", "alamat", address)
    text = _set(text, "disposisi", "mode", _MODES[mode])
    if ledger:
        text = _set(text, "buku_besar", "alamat", ledger)
    if reads_mail:
        text = text.replace("\naktif = false\n", "\naktif = true\n", 1)
    (folder / SETTINGS).write_text(text, encoding="utf-8")


def _set(text: str, table: str, key: str, value: str) -> str:
    """Give a text setting of the example another value."""
    head, mark, body = text.partition(f"\n[{table}]\n")
    changed, count = re.subn(rf'^{key} = ".*"$', f'{key} = "{value}"', body, count=1, flags=re.MULTILINE)
    if not mark or not count:
        raise LookupError(f"office.example.toml has no {table}.{key}")
    return head + mark + changed


def choose_signing(folder: Path, *, electronic: bool) -> None:
    """Let letters be signed through Srikandi from now on, or by hand; all other settings stay."""
    file = folder / SETTINGS
    text = _set(file.read_text(encoding="utf-8"), "surat", "tanda_tangan", "srikandi" if electronic else "basah")
    file.write_text(text, encoding="utf-8")


def read_settings(folder: Path) -> OfficeSettings:
    """Read the office's settings as every command does."""
    return load_settings(folder / SETTINGS)


@contextmanager
def open_job(folder: Path, now: datetime) -> Iterator[JobContext]:
    """Set the office up, as `setup` does, and open its desk, as `sync` does."""
    file = folder / SETTINGS
    with wiring.open_office(file) as office:
        set_up(office.setup_context(), now.date())
    with wiring.open_office(file) as office:
        yield office.job_context()


def choice(form: str, key: str, place: int) -> str:
    """Give what a form's question offers at a place, from 1."""
    asked = {question.key: question for question in form_text(form, "", "").questions}
    return asked[key].choices[place - 1]


def titles(form: str) -> Mapping[str, str]:
    """Give the keys of a form's questions by their titles."""
    return {question.title: question.key for question in form_text(form, "", "").questions}
