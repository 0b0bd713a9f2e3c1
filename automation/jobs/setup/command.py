"""Setup: makes the office's folders, workbook and forms, once; run again it makes only what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from automation.domain.columns import Owner
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey
from automation.domain.layout import FormText, FoundForm
from automation.domain.places import Place
from automation.jobs.setup.layout import Editors
from automation.jobs.setup.site import SetupReport, Site, places_known, remember
from automation.jobs.setup.workbook import arranged
from automation.ports import Missing, Refused
from automation.register.other_texts import FORMS, form_text
from automation.settings.reading import create_code_key
from automation.shipped import shipped

FOLDERS: Mapping[str, str] = {
    "cases": "Kasus",
    "scans": "Pindaian Masuk",
    "originals": "Pindaian Asli",
    "review": "Perlu Ditinjau",
    "templates": "Templat",
    "forms": "Formulir",
}
FORM_NAMES: Mapping[str, str] = {
    "public": "Pengaduan Layanan",
    "officer": "Catat Keluhan (petugas)",
    "survey": "Survei Kepuasan",
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEMPLATES = shipped("doc_templates")


def set_up(site: Site, today: date) -> SetupReport:
    """Make what is missing of the office's folders, templates, workbook and forms.

    Raises:
        Missing: something that setup made before was deleted; the text names it.
        NotAllowed, TryLater: as the ports say; run again, it goes on where it stopped.
    """
    report = SetupReport()
    create_code_key(site.settings.letters.code_key_file)
    account = site.construction.account()
    folders = _folders(site, report)
    _templates(site, folders["templates"], report)
    workbook = _native(site, Place.WORKBOOK, "workbook", _workbook_name(site), folders["root"], report)
    editors = arranged(site, workbook, account, today, report)
    for form in FORMS:
        _form(site, form, folders["forms"], report)
    _share(site, folders, workbook, editors, report)
    report.next_steps += _next_steps(site)
    return report


def _folders(site: Site, report: SetupReport) -> dict[str, str]:
    root = _folder(site, "root", site.settings.archive.root_folder, site.construction.home(), report)
    return {"root": root} | {key: _folder(site, key, name, root, report) for key, name in FOLDERS.items()}


def _folder(site: Site, key: str, name: str, parent: str, report: SetupReport) -> str:
    def create(id: str, properties: Mapping[str, str]) -> None:
        site.drive.create_folder(id, name, parent, properties)

    return _with_id(site, Place.folder(key), f"folder {name}", parent, create, report)


def _templates(site: Site, folder: str, report: SetupReport) -> None:
    for kind in DocumentKind:
        source = _TEMPLATES / f"{kind.value}.docx"
        if not source.is_file():
            continue
        name = f"{kind.title}.docx"

        def create(
            id: str, properties: Mapping[str, str], name: str = name, content: bytes = source.read_bytes()
        ) -> None:
            site.drive.upload(id, name, folder, DOCX, content, properties)

        _with_id(site, Place.template(kind.value), f"templat {name}", folder, create, report)


def _with_id(
    site: Site,
    place: Place,
    what: str,
    parent: str,
    create: Callable[[str, Mapping[str, str]], None],
    report: SetupReport,
) -> str:
    """Give the id of something that is created with an id given beforehand, made now if need be."""
    if found := _known(site, place, what, parent, report):
        return found
    key = _key(place)
    id = site.ledger.memory().begun.get(str(key)) or site.drive.new_ids(1)[0]
    site.ledger.begin(key, "Setup", None, "{}", id)
    create(id, _properties(site, place))
    site.ledger.remember_place(place, id)
    site.ledger.finish(key, id)
    report.made.append(what)
    return id


def _native(site: Site, place: Place, kind: str, name: str, parent: str, report: SetupReport) -> str:
    """Give the id of a file of Google's own kind; its mark, made in the same call, tells that it was made."""
    if found := _known(site, place, name, parent, report):
        return found
    id = site.construction.make(kind, name, parent, _properties(site, place))
    site.ledger.remember_place(place, id)
    report.made.append(name)
    return id


def _key(place: Place) -> EffectKey:
    return EffectKey.of(None, Deed.SETUP, place)


def _known(site: Site, place: Place, what: str, parent: str, report: SetupReport) -> str | None:
    kept = site.ledger.memory().places.get(place)
    if kept:
        _require_present(site, kept, what)
        report.kept.append(what)
        return kept
    for marked in site.construction.marked(parent, site.office_mark):
        if marked.place == place:
            site.ledger.remember_place(place, marked.id)
            if str(_key(place)) in site.ledger.memory().begun:
                site.ledger.finish(_key(place), marked.id)
            report.kept.append(what)
            return marked.id
    return None


def _require_present(site: Site, id: str, what: str) -> None:
    match site.construction.state(id):
        case "bin":
            raise Missing(f"{what} ada di Sampah Drive. Pulihkan dari Sampah, lalu ulangi `setup`.")
        case "gone":
            raise Missing(
                f"{what} sudah dihapus dari Drive, atau tidak lagi dibagikan kepada akun ini. Minta admin Workspace "
                "memulihkannya (bisa sampai 25 hari), atau bagikan lagi sebagai Editor, lalu ulangi `setup`."
            )
        case _:
            return


def _properties(site: Site, place: Place) -> dict[str, str]:
    return {"tanggap": place, "kantor": site.office_mark}


def _workbook_name(site: Site) -> str:
    return f"Register Keluhan – {site.settings.office.name}"


def _form(site: Site, form: str, folder: str, report: SetupReport) -> None:
    place = Place.form(form)
    office = site.settings.office
    id = _native(site, place, "form", f"{FORM_NAMES[form]} – {office.name}", folder, report)
    text = form_text(form, office.name, office.email)
    keys = {question.id: question.key for question in text.questions}
    found = site.construction.form(id)
    if not keys.keys() & found.questions.keys():
        site.construction.ask(id, text)
        report.made.append(f"pertanyaan formulir {text.title}")
    else:
        _complete_questions(site, id, text, found, _asked_before(site, form), report)
    remember(site, Place.questions(form), json.dumps(keys, sort_keys=True))
    if not found.published:
        site.construction.publish(id)
        report.made.append(f"formulir {text.title} diterbitkan")
    if found.address:
        remember(site, Place.address(form), found.address)


def _asked_before(site: Site, form: str) -> frozenset[str]:
    """Give the ids of the questions that setup wrote; a form that nobody remembers gives none."""
    kept = places_known(site).get(Place.questions(form))
    return frozenset(json.loads(kept)) if kept else frozenset()


def _complete_questions(
    site: Site, id: str, text: FormText, found: FoundForm, before: frozenset[str], report: SetupReport
) -> None:
    """Add the questions that a newer version asks; one that was there before was removed by people, and is named."""
    absent = [one for one in text.questions if one.id not in found.questions]
    new = [one for one in absent if before and one.id not in before]
    if new:
        site.construction.ask_more(id, new, found.items)
        report.made += [f"pertanyaan {one.title} di formulir {text.title}" for one in new]
    if lost := [one.title for one in absent if one not in new]:
        report.problems.append(
            f"Formulir {text.title}: pertanyaan {', '.join(lost)} dihapus orang; jawabannya kosong."
        )


def _share(site: Site, folders: Mapping[str, str], workbook: str, editors: Editors, report: SetupReport) -> None:
    folder_people = editors.people[Owner.SERVICE_OFFICER] | editors.people[Owner.HEAD_OF_OFFICE]
    inside = site.construction.shared_with(folders["root"])
    for what, id, wanted, there in (
        ("folder kantor", folders["root"], folder_people, inside),
        ("buku kerja", workbook, editors.people[Owner.ANYONE] - folder_people, None),
    ):
        known = (there if there is not None else site.construction.shared_with(id)) | {editors.job}
        for email in sorted(wanted - known):
            try:
                site.drive.share(id, email, "writer")
            except Refused as error:
                report.problems.append(f"{what} belum dapat dibagikan kepada {email}: {error}")
            else:
                report.made.append(f"akses {email} ke {what}")


def _next_steps(site: Site) -> list[str]:
    known = places_known(site)
    steps = []
    for form in FORMS:
        if site.construction.form(known[Place.form(form)]).linked_to == known[Place.WORKBOOK]:
            continue
        steps.append(
            f"Tautkan formulir {FORM_NAMES[form]}: buka {form_editor(site, known, form)} → Jawaban → "
            f"Tautkan ke Spreadsheet → Pilih spreadsheet yang ada → {_workbook_name(site)}."
        )
    if steps:
        steps.append("Tanpa tautan itu pun sistem berjalan; dengan tautan, setiap tick lebih hemat panggilan.")
    return steps


def form_editor(site: Site, places: Mapping[Place, str], form: str) -> str:
    """Give the address where people edit a form."""
    base = site.settings.google.base_address or "https://docs.google.com"
    return f"{base}/forms/d/{places[Place.form(form)]}/edit"
