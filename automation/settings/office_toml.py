"""From the text of a settings file to what an office has set."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from automation import private
from automation.domain.calendar import Norm
from automation.domain.groups import Person, WorkingGroup
from automation.domain.office_hours import (
    CENTRAL_INDONESIA,
    ORDINARY_WEEK,
    RAMADAN_WEEK,
    ZONES,
    DayHours,
    DayNormEnd,
    OfficeHours,
    WeekHours,
    WrongHours,
)
from automation.domain.rules import CUSTOMER_NORMS, SOP_NORMS, DispositionMode
from automation.domain.vocabulary import Step
from automation.shipped import found_by_people

from . import wording
from .faults import Fault, WrongSettings
from .handling import handling
from .incoming import incoming_mail
from .letter_looks import archive_class, logo_in, pattern_in
from .monitoring import monitoring
from .outer_limits import outer_limits
from .procedure import procedure
from .publishing import customer_pages, public_figures
from .reminders import DIGEST_AT, clock_in, ladders_in, norm_in
from .reporting import reporting, survey_weight
from .retired import RETIRED, Retired, under_new_names
from .srikandi import faults_of_signing, roots_in, signing, srikandi
from .table import Table, shown
from .values import (
    CONSUMER_MAILS,
    WORKSPACE_MAILS,
    AccessMode,
    ArchiveSettings,
    DispositionSettings,
    GoogleSettings,
    LetterSettings,
    MailSettings,
    OfficeDetails,
    OfficeSettings,
    Official,
    Secret,
)
from .year_books import year_books

SHORTEST_CODE_KEY = 16
LETTERHEAD_LINES = 5
NUMBER_PATTERN = "{urut}/BSPJI-Samarinda/{bulan}/{tahun}"

#: Where a person's token and the OAuth client lie, unless the settings say otherwise.
TOKEN_FILE, CLIENT_FILE = Path("rahasia/token-pengguna.json"), Path("rahasia/klien-oauth.json")
_PREFIX = re.compile(r"^[A-Z]{2,6}\Z")
_NIP = re.compile(r"^\d{18}\Z")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_PASSWORD = re.compile(r"://[^/?#@]*:[^@]+@|[?&]password=")
_AT_END = "(at end of document)"


def load_settings(file: Path, *, signing_in: bool = False) -> OfficeSettings:
    """Read an office's settings and the key of its QR codes, once.

    Args:
        file: the settings.
        signing_in: the person's token is about to be made, and need not be there.

    Raises:
        WrongSettings: the file is missing, is no TOML, or holds faults; all of them are named.
    """
    settings, faults = _read(_content(file), file.resolve().parent)
    code_key, key_faults = _code_key(settings.letters.code_key_file)
    missing = _missing_files(settings.google, signing_in=signing_in)
    logo, logo_faults = logo_in(settings.letters.logo_file)
    roots, root_faults = roots_in(settings.srikandi.root_file)
    faults = (*faults, *missing, *key_faults, *root_faults, *logo_faults, *_loose_password(file, settings.ledger_url))
    if faults:
        raise WrongSettings(file.name, faults)
    letters = replace(settings.letters, code_key=code_key, logo=logo)
    return replace(settings, letters=letters, srikandi=replace(settings.srikandi, roots=roots))


def settings_from(
    content: Mapping[str, object], base: Path, file: str = "office.toml", retired: Sequence[Retired] = RETIRED
) -> OfficeSettings:
    """Return the settings that a parsed file holds, without looking at any other file; paths begin at `base`.

    Raises:
        WrongSettings: there are faults; all of them are named.
    """
    settings, faults = _read(content, base, retired)
    if faults:
        raise WrongSettings(file, faults)
    return settings


def create_code_key(file: Path) -> Secret:
    """Make the key of the QR codes, readable by its owner alone; one that is there already is kept."""
    private.make_folder(file.parent)
    if not private.make_file(file):
        return Secret(file.read_bytes().strip())
    with file.open("wb") as stream:
        stream.write(secrets.token_hex(32).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return Secret(file.read_bytes().strip())


def _content(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        example = found_by_people("office.example.toml")
        advice = wording.copy_the_example(example)
        raise WrongSettings(file.name, [Fault(str(file), wording.FILE_MISSING, advice)]) from error
    except OSError as error:
        advice = wording.CHECK_THE_RIGHTS
        raise WrongSettings(file.name, [Fault(str(file), wording.FILE_UNREADABLE, advice)]) from error
    except UnicodeDecodeError as error:
        raise WrongSettings(file.name, [Fault(str(file), wording.NOT_UTF_8, wording.SAVE_AS_UTF_8)]) from error
    except tomllib.TOMLDecodeError as error:
        advice = wording.USUAL_TOML_FAULTS
        raise WrongSettings(file.name, [Fault(_place(str(error)), wording.NOT_TOML, advice)]) from error


def _place(message: str) -> str:
    if match := _PLACE.search(message):
        return wording.place_in_file(line=match[1], column=match[2])
    return wording.END_OF_FILE if _AT_END in message else wording.WITHIN_FILE


def _read(
    content: Mapping[str, object], base: Path, retired: Sequence[Retired] = RETIRED
) -> tuple[OfficeSettings, tuple[Fault, ...]]:
    renamed = under_new_names(content, retired)
    faults = list(renamed.faults)
    whole = Table("", renamed.content, faults)
    office_table, norm_table = whole.table("kantor"), whole.table("norma", required=False)
    office = _office(office_table)
    google = _google(whole.table("google"), base)
    ledger_url, backups_kept = _ledger(whole.table("buku_besar", required=False), base)
    settings = OfficeSettings(
        office=office,
        hours=OfficeHours(
            zone=_zone(office_table),
            day_norm_end=norm_table.choice("hari", DayNormEnd.CLOSE_OF_DAY),
            **_weeks(whole.table("jam_kerja", required=False)),
        ),
        google=google,
        disposition=_disposition(whole.table("disposisi")),
        letters=_letters(whole.table("surat", required=False), office, base),
        mail=_mail(whole.table("surel", required=False), google.subject or office.email),
        srikandi=srikandi(whole.table("srikandi", required=False), base),
        incoming=incoming_mail(whole.table("surel_masuk", required=False), office.email),
        monitoring=monitoring(whole.table("pemantauan", required=False)),
        handling=handling(whole.table("penanganan", required=False)),
        reports=reporting(whole.table("laporan", required=False)),
        survey_weight=survey_weight(whole.table("survei", required=False)),
        customer_pages=customer_pages(whole.table("halaman_pelapor", required=False)),
        public_figures=public_figures(whole.table("angka_publik", required=False)),
        year_books=year_books(whole.table("buku_tahunan", required=False)),
        procedure=procedure(whole.table("sop", required=False)),
        outer_limits=outer_limits(whole.table("batas_hukum", required=False)),
        archive=_archive(whole.table("arsip", required=False)),
        norms=(norms := _norms(norm_table, SOP_NORMS)),
        ladders=ladders_in(whole.table("pengingat", required=False), norms),
        customer_norms=_norms(norm_table, CUSTOMER_NORMS),
        backups_kept=backups_kept,
        ledger_url=ledger_url,
        advice=renamed.advice,
    )
    faults += faults_of_signing(settings.letters)
    for table in (office_table, norm_table, whole):
        table.end()
    return settings, tuple(faults)


def _office(table: Table) -> OfficeDetails:
    prefix = table.text("kode_nomor", "KEL")
    if not _PREFIX.match(prefix):
        table.fault("kode_nomor", wording.not_a_prefix(shown(prefix)), wording.WRITE_A_PREFIX)
    head = table.table("kepala_balai")
    officers = table.tables(
        "petugas_pelayanan",
        advice=wording.WRITE_THE_OFFICERS,
    )
    return OfficeDetails(
        name=table.text("nama"),
        city=table.text("kota", advice=wording.WRITE_THE_CITY),
        address=table.text("alamat"),
        phone=table.text("telepon", ""),
        email=table.email("surel"),
        website=table.text("situs", ""),
        number_prefix=prefix,
        head=_official(head),
        service_officers=tuple(_person(officer) for officer in officers),
        supervisor_email=table.email("surel_penyelia"),
        head_deputy=_person(table.table("wakil_kepala_balai")) if table.has("wakil_kepala_balai") else None,
        superior=_person(table.table("atasan")) if table.has("atasan") else None,
    )


def _official(table: Table) -> Official:
    official = Official(
        name=table.text("nama"),
        nip=re.sub(r"\s", "", table.text("nip", "")),
        email=table.email("surel"),
        title=table.text("jabatan", "Kepala Balai"),
    )
    if official.nip and not _NIP.match(official.nip):
        table.fault("nip", wording.not_a_staff_number(shown(official.nip)), wording.WRITE_A_STAFF_NUMBER)
    table.end()
    return official


def _person(table: Table) -> Person:
    person = Person(table.text("nama"), table.email("surel"))
    table.end()
    return person


def _zone(table: Table) -> ZoneInfo:
    def parse(name: str) -> ZoneInfo:
        try:
            return ZoneInfo(ZONES.get(name.upper(), name))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(wording.not_a_time_zone(shown(name))) from error

    return table.parsed("zona_waktu", CENTRAL_INDONESIA, parse, advice=wording.WRITE_A_TIME_ZONE)


def _weeks(table: Table) -> dict[str, WeekHours]:
    weeks = {
        "week": _week(table, "", ORDINARY_WEEK),
        "ramadan": _week(table, "ramadan_", RAMADAN_WEEK),
    }
    table.end()
    return weeks


def _week(table: Table, prefix: str, usual: WeekHours) -> WeekHours:
    advice = wording.WRITE_OPENING_HOURS
    first, friday, saturday, sunday = (
        table.parsed(prefix + key, usual.on(weekday), DayHours.parse, advice=advice)
        for key, weekday in (("senin_kamis", 0), ("jumat", 4), ("sabtu", 5), ("minggu", 6))
    )
    try:
        return WeekHours((first,) * 4 + (friday, saturday, sunday))
    except WrongHours as error:
        table.fault(prefix + "senin_kamis", str(error), advice)
        return usual


def _google(table: Table, base: Path) -> GoogleSettings:
    mode = table.choice("masuk", AccessMode.SERVICE_ACCOUNT)
    settings = GoogleSettings(
        mode=mode,
        key_file=_path(table, "berkas_kunci", base),
        subject=table.email("atas_nama", ""),
        token_file=_path(table, "berkas_token", base) or base / TOKEN_FILE,
        client_file=_path(table, "berkas_klien", base) or base / CLIENT_FILE,
        service_account=table.email("akun_layanan", ""),
        identity_file=_path(table, "berkas_identitas", base),
        base_address=_base_address(table),
        shared_drive=table.text("drive_bersama", ""),
    )
    if mode is AccessMode.SERVICE_ACCOUNT and settings.key_file is None:
        table.fault("berkas_kunci", wording.NOT_FILLED, wording.WRITE_THE_KEY_FILE)
    if mode is AccessMode.KEYLESS and not settings.service_account:
        table.fault("akun_layanan", wording.NOT_FILLED, wording.WRITE_THE_SERVICE_ACCOUNT)
    table.end()
    return settings


def _base_address(table: Table) -> str:
    address = table.text("alamat", "").rstrip("/")
    if address and not _is_safe(address):
        table.fault("alamat", wording.not_a_workspace_address(shown(address)), wording.WRITE_A_WORKSPACE_ADDRESS)
        return ""
    return address


def _is_safe(address: str) -> bool:
    """Check whether an address is one of a server, and the way to it shows the token to nobody."""
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0 and not (parts.path or parts.query or parts.fragment)
    except ValueError:
        return False
    # A plain-text connection to another machine would show the token to everybody on the way.
    is_here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return usable and (parts.scheme == "https" or (parts.scheme == "http" and is_here))


def _disposition(table: Table) -> DispositionSettings:
    mode = table.choice("mode", DispositionMode.AUTO)
    groups = tuple(_group(group) for group in table.tables("pokja", advice=wording.WRITE_A_GROUP))
    names = [group.name.casefold() for group in groups]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        table.fault("pokja", wording.group_twice(shown(name)), wording.NAME_GROUPS_APART)
    table.end()
    return DispositionSettings(mode, groups)


def _group(table: Table) -> WorkingGroup:
    deputy = _person(table.table("wakil")) if table.has("wakil") else None
    group = WorkingGroup(
        name=table.text("nama"),
        services=table.texts("layanan", advice=wording.WRITE_SERVICES),
        lead=_person(table.table("ketua")),
        deputy=deputy,
        hears_appeals=table.flag("banding", default=False),
    )
    table.end()
    return group


def _letters(table: Table, office: OfficeDetails, base: Path) -> LetterSettings:
    contact = " | ".join(part for part in (office.phone, office.email, office.website) if part)
    signer = _official(table.table("penandatangan")) if table.has("penandatangan") else office.head
    settings = LetterSettings(
        await_scan=table.flag("tunggu_pindaian", default=True),
        own_numbering=table.flag("penomoran_sendiri", default=False),
        letterhead=_letterhead(table) or ("", "", office.name, office.address, contact),
        signer=signer,
        number_pattern=table.parsed("pola_nomor", NUMBER_PATTERN, pattern_in, advice=wording.WRITE_A_NUMBER_PATTERN),
        archive_class=archive_class(table),
        logo_file=_path(table, "logo", base),
        code_key_file=_path(table, "berkas_kunci_kode", base) or base / "rahasia" / "kunci-kode",
        signing=signing(table),
    )
    if "{klasifikasi}" in settings.number_pattern and not settings.archive_class:
        table.fault("kode_klasifikasi", wording.NOT_FILLED, wording.WRITE_AN_ARCHIVE_CLASS)
    table.end()
    return settings


def _letterhead(table: Table) -> tuple[str, ...]:
    advice = wording.WRITE_THE_LETTERHEAD
    lines = table.texts("kop", advice=advice, required=False)
    if lines and len(lines) != LETTERHEAD_LINES:
        table.fault("kop", wording.letterhead_of_other_length(len(lines)), advice)
    return lines


def _mail(table: Table, address: str) -> MailSettings:
    usual = CONSUMER_MAILS if address.casefold().endswith("@gmail.com") else WORKSPACE_MAILS
    of_the_account = table.count("batas_akun", usual, least=2, most=10_000)
    acknowledgements = table.count("konfirmasi_sehari", 200, least=1, most=5_000)
    settings = MailSettings(
        acknowledgements_a_day=min(acknowledgements, of_the_account // 2),
        only_in_office_hours=table.flag("hanya_jam_kerja", default=True),
        unlikely_above=table.count("batas_tidak_biasa", 20, least=1, most=1000),
        digest_at=table.parsed("kabar_harian", DIGEST_AT, clock_in, advice=wording.WRITE_A_CLOCK_TIME),
    )
    table.end()
    return settings


def _archive(table: Table) -> ArchiveSettings:
    settings = ArchiveSettings(root_folder=table.text("folder_utama", wording.ROOT_FOLDER))
    table.end()
    return settings


def _norms(table: Table, usual: Mapping[Step, Norm]) -> Mapping[Step, Norm]:
    advice = wording.WRITE_A_NORM
    norms = {
        step: table.parsed(f"langkah_{step.value}", norm, norm_in, advice=advice) for step, norm in usual.items()
    }
    return MappingProxyType(norms)


def _ledger(table: Table, base: Path) -> tuple[str, int]:
    address, kept = _ledger_url(table, base), table.count("simpan_cadangan", 14, least=0, most=366)
    table.end()
    return address, kept


def _ledger_url(table: Table, base: Path) -> str:
    address = table.text("alamat", "sqlite:///tanggap.db")
    if address.startswith("sqlite:///") and len(address) > len("sqlite:///"):
        return f"sqlite:///{base / Path(address.removeprefix('sqlite:///')).expanduser()}"
    if not re.match(r"^postgresql(\+psycopg)?://.+/.+", address):
        # The address may hold a password, so it is not shown.
        advice = wording.WRITE_A_DATABASE_ADDRESS
        table.fault("alamat", wording.NOT_A_DATABASE_ADDRESS, advice)
    return address


def _path(table: Table, key: str, base: Path) -> Path | None:
    text = table.text(key, "")
    return base / Path(text).expanduser() if text else None


def _missing_files(google: GoogleSettings, *, signing_in: bool) -> list[Fault]:
    wanted = (
        (AccessMode.SERVICE_ACCOUNT, "berkas_kunci", google.key_file, wording.DOWNLOAD_THE_KEY),
        (AccessMode.KEYLESS, "berkas_identitas", google.identity_file, wording.MAKE_AN_IDENTITY_FILE),
        (AccessMode.USER, "berkas_token", None if signing_in else google.token_file, wording.MAKE_A_SIGN_IN_FILE),
    )
    return [
        Fault(f"[google] {key}", wording.no_such_file(shown(str(file))), wording.or_correct_its_place(advice))
        for mode, key, file, advice in wanted
        if google.mode is mode and file is not None and not file.is_file()
    ]


def _loose_password(file: Path, ledger_url: str) -> list[Fault]:
    if not _PASSWORD.search(ledger_url) or not private.is_loose(file):
        return []
    what = wording.shows_a_password(file.name)
    advice = wording.then_change_the_password(private.advice_for(file))
    return [Fault("[buku_besar] alamat", what, advice)]


def _code_key(file: Path) -> tuple[Secret | None, list[Fault]]:
    try:
        key = file.read_bytes().strip()
    except FileNotFoundError:
        return None, []
    except OSError:
        return None, [Fault("[surat] berkas_kunci_kode", wording.FILE_UNREADABLE, wording.CHECK_PLACE_AND_RIGHTS)]
    if len(key) < SHORTEST_CODE_KEY:
        advice = wording.PUT_THE_CODE_KEY_BACK
        return None, [Fault("[surat] berkas_kunci_kode", wording.CODE_KEY_TOO_SHORT, advice)]
    if private.is_loose(file):
        advice = wording.keep_the_code_key(private.advice_for(file))
        return None, [Fault("[surat] berkas_kunci_kode", wording.READABLE_BY_OTHERS, advice)]
    return Secret(key), []
