"""Doctor: looks at everything the job stands on, and says of each thing whether it is well or what to do."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from automation.domain.cells import Cell
from automation.domain.documents import DocumentKind
from automation.domain.layout import FoundTab
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.setback_words import told
from automation.jobs.setup.columns import There, protection_changes
from automation.jobs.setup.command import FOLDERS, FORM_NAMES, form_editor
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.setup_context import SetupContext
from automation.jobs.setup.workbook import editors_for
from automation.jobs.tick.diary import diary_of
from automation.jobs.watch import vital_signs
from automation.jobs.watch.finding import Finding
from automation.jobs.watch.pings import pings
from automation.ports import CannotOpen, Mailbox, Refusal, Sandbox
from automation.register.history_tab import differences, shown_history
from automation.register.other_texts import FORMS, form_text
from automation.register.projection import SEAL_SHOWN
from automation.register.reading import WrongHeadings, headings_of, lines_of
from automation.register.routing import office_calendar, working_groups
from automation.register.schema import Tab, tabs
from automation.shipped import shipped

#: From this month on, the next year's holidays should be known: the joint decree appears in autumn.
_NEXT_YEAR_FROM = 11
#: So many failing things are told of in full.
_SHOWN = 10
Table = Sequence[Sequence[Cell]]
_WORDS = shipped("doc_templates") / "templates.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorContext:
    """What doctor works with: setup's means, the mailbox, what opens templates, and Google's own clock."""

    setup: SetupContext
    mailbox: Mailbox
    sandbox: Sandbox
    google_time: Callable[[], datetime | None] = lambda: None


def examine(context: DoctorContext, now: datetime) -> tuple[Finding, ...]:
    """Look at everything, changing nothing; what cannot be looked at is itself a finding."""
    setup = context.setup
    today = now.astimezone(setup.settings.hours.zone).date()
    findings = [*_checked("Buku besar", lambda: _ledger(setup)), *_ticks(setup, now)]
    signed_in = list(_checked("Masuk ke Google", lambda: _account(setup)))
    findings += signed_in
    if not all(finding.well for finding in signed_in):
        return tuple(findings)
    places = setup.ledger.memory().places
    findings += _places_known(places)
    findings += _checked("Berkas di Drive", lambda: _files(setup, places))
    findings += _checked("Buku kerja", lambda: _workbook(context, places, now))
    findings += _checked("Riwayat", lambda: _seals(setup, places))
    for form in FORMS:
        findings += _checked(f"Formulir {FORM_NAMES[form]}", lambda form=form: _form(setup, places, form))  # type: ignore[misc]
    findings += _checked("Templat surat", lambda: _templates(context, places))
    findings += _checked("Surel", lambda: _mailbox(context))
    findings += _checked("Kuota", lambda: _quotas(setup, today))
    return tuple(findings)


def _checked(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from list(look())
    except WrongHeadings as wrong:
        yield Finding(well=False, what=what, advice=str(wrong))
    except Refusal as refusal:
        yield Finding(
            well=False, what=what, advice=f"{refusal} [kata Google: {refusal.said}]" if refusal.said else str(refusal)
        )


def _ledger(setup: SetupContext) -> Iterator[Finding]:
    fault = setup.ledger.verify_history()
    yield Finding(
        well=fault is None,
        what="Riwayat di buku besar utuh",
        advice=f"baris {fault} diubah atau hilang di luar sistem. Pulihkan buku besar dengan "
        "`rebuild --cadangan BERKAS` dan periksa siapa yang dapat menulis berkasnya.",
    )
    setbacks = setup.ledger.setbacks()
    shown = "; ".join(told(one, setup.settings.hours.zone) for one in list(setbacks.values())[:_SHOWN])
    more = f"; dan {len(setbacks) - _SHOWN} lagi (lihat `sync --dry-run`)" if len(setbacks) > _SHOWN else ""
    yield Finding(well=not setbacks, what="Tidak ada pekerjaan yang gagal", advice=f"{shown}{more}")
    key = setup.settings.letters.code_key
    yield Finding(
        well=key is not None, what="Kunci kode QR ada", advice="jalankan `setup`, lalu cadangkan berkas kuncinya."
    )


def _seals(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    """Hold the ledger's history against Riwayat, where its seals stand in other hands."""
    kept = setup.ledger.history()
    (table,) = setup.open_workbook(places).read([f"'{tabs()['history'].title}'"])
    sealed_from = int(setup.ledger.noted(Note.SEALED_FROM) or len(kept) + 1)
    faults = list(differences(kept, shown_history(table, setup.settings.hours.zone), sealed_from))
    told = "; ".join(f"baris {sequence}: {what}" for sequence, what in faults[:5])
    end = f"baris {kept[-1].sequence} dengan segel {kept[-1].seal[:SEAL_SHOWN]}" if kept else "baris 0"
    yield Finding(
        well=not faults,
        what=f"Riwayat cocok dengan buku besar sampai {end}",
        advice=f"{told}. Buku besar atau lembar Riwayat diubah di luar sistem. Bandingkan segelnya dengan surel "
        "harian penyelia dan Histori versi buku kerja, lalu pulihkan yang salah dari cadangan.",
    )


def _account(setup: SetupContext) -> Iterator[Finding]:
    yield Finding(well=True, what=f"Masuk ke Google sebagai {setup.construction.account()}")


def _places_known(places: Mapping[Place, str]) -> Iterator[Finding]:
    wanted = [Place.WORKBOOK, *(Place.tab(key) for key in tabs()), *(Place.form(form) for form in FORMS)]
    wanted += [Place.folder(key) for key in ("root", *FOLDERS)]
    absent = [name for name in wanted if name not in places]
    yield Finding(
        well=not absent, what="Semua tempat tercatat", advice=f"belum ada {', '.join(absent)}; jalankan `setup`."
    )


def _files(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    states = {name: setup.construction.state(id) for name, id in places.items() if name.is_file}
    lost = [f"{name} ({_STATES[state]})" for name, state in states.items() if state != "present"]
    advice = f"{', '.join(lost)}. Pulihkan dari Sampah Drive, atau minta admin Workspace memulihkannya."
    yield Finding(well=not lost, what=f"{len(states)} berkas dan folder di Drive terjangkau", advice=advice)


_STATES = {"bin": "di Sampah", "gone": "terhapus atau tidak dibagikan"}


def _workbook(context: DoctorContext, places: Mapping[Place, str], now: datetime) -> Iterator[Finding]:
    setup = context.setup
    layout = setup.construction.layout(places.get(Place.WORKBOOK, ""))
    yield from vital_signs.cells(layout)
    found = {tab.id: tab for tab in layout}
    for key, tab in tabs().items():
        there = found.get(tab_id(key))
        if there is None:
            yield Finding(
                well=False, what=f"Lembar {tab.title}", advice="tidak ada. Jalankan `setup` untuk membuatnya lagi."
            )
        elif there.title != tab.title:
            yield Finding(
                well=False, what=f"Lembar {tab.title}", advice=f"kini bernama {there.title}; kembalikan namanya."
            )
    present = {key: tab for key, tab in tabs().items() if (at := found.get(tab_id(key))) and at.title == tab.title}
    ranges = [tab.title if key in ("groups", "holidays") else f"'{tab.title}'!1:1" for key, tab in present.items()]
    tables = dict(zip(present, setup.open_workbook(places).read(ranges), strict=True))
    for key, tab in present.items():
        with _findings() as problems:
            places_now = headings_of(tab, tables[key][0] if tables[key] else ()).places
            new = [column.heading for column in tab.columns if column.key not in places_now]
            remark = f"kolom {', '.join(new)} belum ada; `setup` menambahkannya." if new else ""
            problems.append(Finding(well=True, what=f"Lembar {tab.title} lengkap", remark=remark))
        yield from problems
    as_is = {key: _there(found[tab_id(key)], tables[key], tab) for key, tab in present.items()}
    yield from _people_and_protections(setup, tables, as_is)
    if "holidays" in tables:
        yield from _calendar(context, tables["holidays"], now)


@contextmanager
def _findings() -> Iterator[list[Finding]]:
    problems: list[Finding] = []
    try:
        yield problems
    except WrongHeadings as error:
        problems.append(Finding(well=False, what="Judul kolom", advice=str(error)))


def _people_and_protections(
    setup: SetupContext, tables: Mapping[str, Table], there: Mapping[str, There]
) -> Iterator[Finding]:
    groups, problems = working_groups(tabs()["groups"], tables["groups"]) if "groups" in tables else ((), ())
    yield Finding(well=not problems, what="Lembar Pokja terbaca", advice=" ".join(problems))
    yield Finding(
        well=bool(groups),
        what="Ada pokja untuk disposisi",
        advice="isi lembar Pokja: nama, layanan, ketua dan surelnya.",
    )
    editors = editors_for(setup.settings, groups, setup.construction.account())
    wrong = [change for key, at in there.items() for change in protection_changes(key, tabs()[key], editors, at)]
    advice = f"{len(wrong)} perlindungan hilang atau penyuntingnya lain. Jalankan `setup`."
    yield Finding(well=not wrong, what="Perlindungan kolom sesuai peran", advice=advice)


def _there(found: FoundTab, table: Table, tab: Tab) -> There:
    """Take a tab as it is: what it lacks is setup's matter."""
    headings = tuple(str(cell) for cell in table[0]) if table else ()
    return There(
        found=found, headings=headings, given=frozenset(column.key for column in tab.columns), dressed=found.rows
    )


def _calendar(context: DoctorContext, table: Table, now: datetime) -> Iterator[Finding]:
    setup = context.setup
    today = now.astimezone(setup.settings.hours.zone).date()
    _, lines = lines_of(tabs()["holidays"], table)
    calendar, problems = office_calendar(tabs()["holidays"], table, setup.settings.hours)
    yield Finding(well=not problems, what="Lembar Hari Libur terbaca", advice=" ".join(problems))
    needed = {today.year, today.year + 1} if today.month >= _NEXT_YEAR_FROM else {today.year}
    absent = sorted(needed - calendar.years)
    advice = f"belum ada hari libur tahun {', '.join(map(str, absent))}; isi dari SKB hari libur dan cuti bersama."
    known = ", ".join(map(str, sorted(calendar.years)))
    yield Finding(well=not absent, what=f"Kalender hari libur cukup (tahun {known})", advice=advice)
    yield from vital_signs.estimates(lines, today)
    yield from vital_signs.clock(now, context.google_time(), calendar)


def _ticks(setup: SetupContext, now: datetime) -> Iterator[Finding]:
    begun = [one.key for one in setup.ledger.begun() if not one.failures]
    notes = setup.ledger.memory().notes
    yield from vital_signs.ticks(notes, begun, now)
    yield from pings(notes, bool(setup.settings.monitoring.ping_address), now)


def _quotas(setup: SetupContext, today: date) -> Iterator[Finding]:
    mails = diary_of(setup.ledger.memory().notes).day(today).mails
    used, limit = setup.construction.storage()
    return vital_signs.quotas(mails, setup.construction.account(), used, limit)


def _form(setup: SetupContext, places: Mapping[Place, str], form: str) -> Iterator[Finding]:
    name = f"Formulir {FORM_NAMES[form]}"
    found = setup.construction.form(places.get(Place.form(form), ""))
    yield Finding(well=found.published, what=f"{name} terbuka", advice="belum diterbitkan. Jalankan `setup`.")
    office = setup.settings.office
    required = {one.id: one.title for one in form_text(form, office.name, office.email).questions if one.required}
    lost = [title for id, title in required.items() if id not in found.questions]
    yield Finding(
        well=not lost, what=f"{name} bertanya lengkap", advice=f"pertanyaan {', '.join(lost)} dihapus orang."
    )
    known = json.loads(places.get(Place.questions(form), "{}"))
    yield Finding(well=bool(known), what=f"{name} dikenal pertanyaannya", advice="jalankan `setup`.")
    editor = form_editor(setup, places, form)
    link = f"buka {editor} → Jawaban → Tautkan ke Spreadsheet; tanpa itu sistem tetap berjalan."
    yield Finding(
        well=found.linked_to == places.get(Place.WORKBOOK), what=f"{name} tertaut ke buku kerja", advice=link
    )


def known_words() -> Mapping[DocumentKind, frozenset[str]]:
    """Give the words that each template may ask for, as `doc_templates/templates.toml` tells those who edit them."""
    described = tomllib.loads(_WORDS.read_text(encoding="utf-8"))["templat"]
    kinds = {kind.value: kind for kind in DocumentKind}
    return {kinds[name]: frozenset(template["kata"]) for name, template in described.items()}


def _templates(context: DoctorContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    for kind, known in known_words().items():
        place = Place.template(kind.value)
        if place not in places:
            yield Finding(well=False, what=f"Templat {kind.title}", advice="belum ada; jalankan `setup`.")
            continue
        try:
            words = context.sandbox.words_asked(context.setup.drive.download(places[place]), kind.title)
        except CannotOpen as error:
            yield Finding(well=False, what=f"Templat {kind.title}", advice=str(error))
            continue
        unknown = sorted(words - known)
        advice = f"kata {', '.join(unknown)} tidak dikenal; lihat daftar kata di templates.toml."
        if "qr" not in words:
            yield Finding(
                well=False,
                what=f"Templat {kind.title}",
                advice="tidak memuat {{ qr }}; tambahkan agar pindaiannya dikenali.",
            )
        yield Finding(well=not unknown, what=f"Templat {kind.title} sesuai", advice=advice)


def _mailbox(context: DoctorContext) -> Iterator[Finding]:
    context.mailbox.sent("doctor", "doctor")
    yield Finding(well=True, what="Kotak surel terjangkau")
