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
from automation.jobs.setup.setup_context import SetupContext, SetupReport, places_known, remember
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


def set_up(setup: SetupContext, today: date) -> SetupReport:
    """Make what is missing of the office's folders, templates, workbook and forms.

    Raises:
        Missing: something that setup made before was deleted; the text names it.
        NotAllowed, TryLater: as the ports say; run again, it goes on where it stopped.
    """
    report = SetupReport()
    create_code_key(setup.settings.letters.code_key_file)
    account = setup.construction.account()
    folders = _folders(setup, report)
    _templates(setup, folders["templates"], report)
    workbook = _native(setup, Place.WORKBOOK, "workbook", _workbook_name(setup), folders["root"], report)
    editors = arranged(setup, workbook, account, today, report)
    for form in FORMS:
        _form(setup, form, folders["forms"], report)
    _share(setup, folders, workbook, editors, report)
    report.next_steps += _next_steps(setup)
    return report


def _folders(setup: SetupContext, report: SetupReport) -> dict[str, str]:
    root = _folder(setup, "root", setup.settings.archive.root_folder, setup.construction.home(), report)
    return {"root": root} | {key: _folder(setup, key, name, root, report) for key, name in FOLDERS.items()}


def _folder(setup: SetupContext, key: str, name: str, parent: str, report: SetupReport) -> str:
    def create(id: str, properties: Mapping[str, str]) -> None:
        setup.drive.create_folder(id, name, parent, properties)

    return _with_id(setup, Place.folder(key), f"folder {name}", parent, create, report)


def _templates(setup: SetupContext, folder: str, report: SetupReport) -> None:
    for kind in DocumentKind:
        source = _TEMPLATES / f"{kind.value}.docx"
        if not source.is_file():
            continue
        name = f"{kind.title}.docx"

        def create(
            id: str, properties: Mapping[str, str], name: str = name, content: bytes = source.read_bytes()
        ) -> None:
            setup.drive.upload(id, name, folder, DOCX, content, properties)

        _with_id(setup, Place.template(kind.value), f"templat {name}", folder, create, report)


def _with_id(
    setup: SetupContext,
    place: Place,
    what: str,
    parent: str,
    create: Callable[[str, Mapping[str, str]], None],
    report: SetupReport,
) -> str:
    """Give the id of something that is created with an id given beforehand, made now if need be."""
    if found := _known(setup, place, what, parent, report):
        return found
    key = _key(place)
    id = setup.ledger.memory().begun.get(str(key)) or setup.drive.new_ids(1)[0]
    setup.ledger.begin(key, "Setup", None, "{}", id)
    create(id, _properties(setup, place))
    setup.ledger.remember_place(place, id)
    setup.ledger.finish(key, id)
    report.made.append(what)
    return id


def _native(setup: SetupContext, place: Place, kind: str, name: str, parent: str, report: SetupReport) -> str:
    """Give the id of a file of Google's own kind; its mark, made in the same call, tells that it was made."""
    if found := _known(setup, place, name, parent, report):
        return found
    id = setup.construction.make(kind, name, parent, _properties(setup, place))
    setup.ledger.remember_place(place, id)
    report.made.append(name)
    return id


def _key(place: Place) -> EffectKey:
    return EffectKey.of(None, Deed.SETUP, place)


def _known(setup: SetupContext, place: Place, what: str, parent: str, report: SetupReport) -> str | None:
    kept = setup.ledger.memory().places.get(place)
    if kept:
        _require_present(setup, kept, what)
        report.kept.append(what)
        return kept
    for marked in setup.construction.marked(parent, setup.office_mark):
        if marked.place == place:
            setup.ledger.remember_place(place, marked.id)
            if str(_key(place)) in setup.ledger.memory().begun:
                setup.ledger.finish(_key(place), marked.id)
            report.kept.append(what)
            return marked.id
    return None


def _require_present(setup: SetupContext, id: str, what: str) -> None:
    match setup.construction.state(id):
        case "bin":
            raise Missing(f"{what} ada di Sampah Drive. Pulihkan dari Sampah, lalu ulangi `setup`.")
        case "gone":
            raise Missing(
                f"{what} sudah dihapus dari Drive, atau tidak lagi dibagikan kepada akun ini. Minta admin Workspace "
                "memulihkannya (bisa sampai 25 hari), atau bagikan lagi sebagai Editor, lalu ulangi `setup`."
            )
        case _:
            return


def _properties(setup: SetupContext, place: Place) -> dict[str, str]:
    return {"tanggap": place, "kantor": setup.office_mark}


def _workbook_name(setup: SetupContext) -> str:
    return f"Register Keluhan – {setup.settings.office.name}"


def _form(setup: SetupContext, form: str, folder: str, report: SetupReport) -> None:
    place = Place.form(form)
    office = setup.settings.office
    id = _native(setup, place, "form", f"{FORM_NAMES[form]} – {office.name}", folder, report)
    text = form_text(form, office.name, office.email)
    keys = {question.id: question.key for question in text.questions}
    found = setup.construction.form(id)
    if not keys.keys() & found.questions.keys():
        setup.construction.ask(id, text)
        report.made.append(f"pertanyaan formulir {text.title}")
    else:
        _complete_questions(setup, id, text, found, _asked_before(setup, form), report)
    remember(setup, Place.questions(form), json.dumps(keys, sort_keys=True))
    if not found.published:
        setup.construction.publish(id)
        report.made.append(f"formulir {text.title} diterbitkan")
    if found.address:
        remember(setup, Place.address(form), found.address)


def _asked_before(setup: SetupContext, form: str) -> frozenset[str]:
    """Give the ids of the questions that setup wrote; a form that nobody remembers gives none."""
    kept = places_known(setup).get(Place.questions(form))
    return frozenset(json.loads(kept)) if kept else frozenset()


def _complete_questions(
    setup: SetupContext, id: str, text: FormText, found: FoundForm, before: frozenset[str], report: SetupReport
) -> None:
    """Add the questions that a newer version asks; one that was there before was removed by people, and is named."""
    absent = [one for one in text.questions if one.id not in found.questions]
    new = [one for one in absent if before and one.id not in before]
    if new:
        setup.construction.ask_more(id, new, found.items)
        report.made += [f"pertanyaan {one.title} di formulir {text.title}" for one in new]
    if lost := [one.title for one in absent if one not in new]:
        report.problems.append(
            f"Formulir {text.title}: pertanyaan {', '.join(lost)} dihapus orang; jawabannya kosong."
        )


def _share(
    setup: SetupContext, folders: Mapping[str, str], workbook: str, editors: Editors, report: SetupReport
) -> None:
    folder_people = editors.people[Owner.SERVICE_OFFICER] | editors.people[Owner.HEAD_OF_OFFICE]
    inside = setup.construction.shared_with(folders["root"])
    for what, id, wanted, there in (
        ("folder kantor", folders["root"], folder_people, inside),
        ("buku kerja", workbook, editors.people[Owner.ANYONE] - folder_people, None),
    ):
        known = (there if there is not None else setup.construction.shared_with(id)) | {editors.job}
        for email in sorted(wanted - known):
            try:
                setup.drive.share(id, email, "writer")
            except Refused as error:
                report.problems.append(f"{what} belum dapat dibagikan kepada {email}: {error}")
            else:
                report.made.append(f"akses {email} ke {what}")


def _next_steps(setup: SetupContext) -> list[str]:
    known = places_known(setup)
    steps = []
    for form in FORMS:
        if setup.construction.form(known[Place.form(form)]).linked_to == known[Place.WORKBOOK]:
            continue
        steps.append(
            f"Tautkan formulir {FORM_NAMES[form]}: buka {form_editor(setup, known, form)} → Jawaban → "
            f"Tautkan ke Spreadsheet → Pilih spreadsheet yang ada → {_workbook_name(setup)}."
        )
    if steps:
        steps.append("Tanpa tautan itu pun sistem berjalan; dengan tautan, setiap tick lebih hemat panggilan.")
    return steps


def form_editor(setup: SetupContext, places: Mapping[Place, str], form: str) -> str:
    """Give the address where people edit a form."""
    base = setup.settings.google.base_address or "https://docs.google.com"
    return f"{base}/forms/d/{places[Place.form(form)]}/edit"
