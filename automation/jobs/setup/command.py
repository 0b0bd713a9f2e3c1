"""`setup`: makes the office's folders, workbook and forms; run again, it makes only what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from automation.domain.addresses import Addresses
from automation.domain.documents import template_titles
from automation.domain.effects import Deed, EffectKey
from automation.domain.layout import FormText, FoundForm
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.own_lists import SERVICES, known_list, offered
from automation.jobs.setup import wording
from automation.jobs.setup.answer_book import arrange_answers
from automation.jobs.setup.ground import check_ground
from automation.jobs.setup.opening import open_form
from automation.jobs.setup.region import settle_region
from automation.jobs.setup.setup_context import SetupContext, SetupReport, folders_of, places_known, remember
from automation.jobs.setup.sharing import share
from automation.jobs.setup.wording import FORM_NAMES
from automation.jobs.setup.workbook import arranged, protect
from automation.jobs.trouble import fingerprint
from automation.ledger import mark_of
from automation.ports import Missing
from automation.register.lines import folded
from automation.register.other_texts import FORMS, form_text
from automation.settings.office_toml import create_code_key
from automation.shipped import shipped

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Forms whose answers few may see: what is linked to the workbook, all who open that can read.
UNLINKED = ("survey", "survey_paper")
_TEMPLATES = shipped("doc_templates")


def set_up(setup: SetupContext, today: date) -> SetupReport:
    """Make what is missing of the office's folders, templates, workbook and forms.

    Raises:
        Missing: something that setup made before was deleted; the text names it.
        Refused: Google refuses a step that the rest stands on; the text names it.
        NotAllowed, TryLater: as the ports say; run again, it goes on where it stopped.
    """
    report = SetupReport()
    setup.progress.begin(
        wording.BUILDING, 3 + len(folders_of(setup.settings)) + len(template_titles()) + 2 + len(FORMS)
    )
    setup.ledger.claim(mark_of(create_code_key(setup.settings.letters.code_key_file).value))
    account = setup.construction.account()
    check_ground(setup, report)
    folders = _folders(setup, report)
    _templates(setup, folders["templates"], report)
    workbook = _native(
        setup, Place.WORKBOOK, "workbook", wording.workbook_name(setup.settings.office.name), folders["root"], report
    )
    settle_region(setup, workbook, report)
    name = wording.answers_name(setup.settings.office.name)
    answers = _native(setup, Place.ANSWERS, "workbook", name, folders["root"], report)
    arrange_answers(setup, answers, account, report)
    _find_year_books(setup, folders["root"])
    setup.progress.step(wording.TABS)
    made = arranged(setup, workbook, account, today, report)
    setup = replace(setup, settings=made.settings)
    setup.progress.step(wording.ACCESS)
    protect(setup, made, share(setup, folders, workbook, made.editors, report), report)
    for form in FORMS:
        _form(setup, form, folders["forms"], account, report)
    report.next_steps += _next_steps(setup)
    return report


def _folders(setup: SetupContext, report: SetupReport) -> dict[str, str]:
    root = _folder(setup, "root", setup.settings.archive.root_folder, setup.construction.home(), report)
    return {"root": root} | {
        key: _folder(setup, key, name, root, report) for key, name in folders_of(setup.settings).items()
    }


def _folder(setup: SetupContext, key: str, name: str, parent: str, report: SetupReport) -> str:
    def create(id: str, properties: Mapping[str, str]) -> None:
        setup.drive.create_folder(id, name, parent, properties)

    return _with_id(setup, Place.folder(key), wording.folder(name), parent, create, report)


def _templates(setup: SetupContext, folder: str, report: SetupReport) -> None:
    for key, title in template_titles().items():
        source = _TEMPLATES / f"{key}.docx"
        name = f"{title}.docx"

        def create(
            id: str, properties: Mapping[str, str], name: str = name, content: bytes = source.read_bytes()
        ) -> None:
            setup.drive.upload(id, name, folder, DOCX, content, properties)

        _with_id(setup, Place.template(key), wording.template(name), folder, create, report)


def _with_id(
    setup: SetupContext,
    place: Place,
    what: str,
    parent: str,
    create: Callable[[str, Mapping[str, str]], None],
    report: SetupReport,
) -> str:
    """Return the id of a thing whose id is chosen before it is made; makes it if needed."""
    setup.progress.step(what)
    if found := _known(setup, place, what, parent, report):
        return found
    key = _key(place)
    id = _begun(setup).get(str(key)) or setup.drive.new_ids(1)[0]
    setup.ledger.begin(key, "Setup", None, "{}", id)
    create(id, _properties(setup, place))
    setup.ledger.remember_place(place, id)
    setup.ledger.finish(key, id)
    report.made.append(what)
    return id


def _native(setup: SetupContext, place: Place, kind: str, name: str, parent: str, report: SetupReport) -> str:
    """Return the id of a file of Google's own kind; its mark, made in the same call, shows that it was made."""
    setup.progress.step(name)
    if found := _known(setup, place, name, parent, report):
        return found
    id = setup.construction.make(kind, name, parent, _properties(setup, place))
    setup.ledger.remember_place(place, id)
    report.made.append(name)
    return id


def _find_year_books(setup: SetupContext, root: str) -> None:
    """Know the yearly workbooks again by their marks; a tick makes them where they are needed."""
    known = places_known(setup)
    for marked in setup.construction.marked(root, setup.office_mark):
        place = Place(marked.place)
        if place.year_mark and place not in known:
            setup.ledger.remember_place(place, marked.id)


def _key(place: Place) -> EffectKey:
    return EffectKey.of(None, Deed.SETUP, place)


def _known(setup: SetupContext, place: Place, what: str, parent: str, report: SetupReport) -> str | None:
    kept = setup.ledger.places().get(place)
    if kept:
        _require_present(setup, kept, what)
        _finish(setup, place, kept)
        report.kept.append(what)
        return kept
    for marked in setup.construction.marked(parent, setup.office_mark):
        if marked.place == place:
            setup.ledger.remember_place(place, marked.id)
            _finish(setup, place, marked.id)
            report.kept.append(what)
            return marked.id
    return None


def _finish(setup: SetupContext, place: Place, id: str) -> None:
    """Finish what a setup that died had begun and made."""
    key = _key(place)
    if str(key) in _begun(setup):
        setup.ledger.finish(key, id)


def _begun(setup: SetupContext) -> Mapping[str, str]:
    """Return the id given to each thing that was begun and not finished, by key."""
    return {effect.key: effect.token for effect in setup.ledger.begun()}


def _require_present(setup: SetupContext, id: str, what: str) -> None:
    match setup.construction.state(id):
        case "bin":
            raise Missing(wording.in_bin(what))
        case "gone":
            raise Missing(wording.gone(what))
        case _:
            return


def _properties(setup: SetupContext, place: Place) -> dict[str, str]:
    return {"tanggap": place, "kantor": setup.office_mark}


def _form(setup: SetupContext, form: str, folder: str, account: str, report: SetupReport) -> None:
    place = Place.form(form)
    office = setup.settings.office
    name = wording.form_file(form=FORM_NAMES[form], office=office.name)
    id = _native(setup, place, "form", name, folder, report)
    steps = wording.how_handled(setup.settings.norms)
    text = form_text(form, office.name, office.email, steps=steps)
    keys = {question.id: question.key for question in text.questions}
    found = setup.construction.form(id)
    if not keys.keys() & found.questions.keys():
        names = offered(known_list(SERVICES, setup.ledger.memory().notes))
        asked = _offering(text, names)
        setup.construction.ask(id, asked)
        if any(one.own_list for one in text.questions):
            setup.ledger.note_memory(Note.offered(form), fingerprint(*names))
        report.made.append(wording.questions(text.title))
    else:
        _complete_questions(setup, id, text, found, _asked_before(setup, form), report)
        if text.signs_in and not found.asks_to_sign_in:
            report.problems.append(wording.must_sign_in(FORM_NAMES[form]))
    remember(setup, Place.questions(form), json.dumps(keys, sort_keys=True))
    open_form(setup, form, id, found, account, report)
    if found.address:
        remember(setup, Place.address(form), found.address)


def _offering(text: FormText, services: Sequence[str]) -> FormText:
    """Return what a new form says where it offers the services that the office lists."""
    names = tuple(services)
    questions = tuple(replace(one, choices=names) if one.own_list == SERVICES.tab else one for one in text.questions)
    return replace(text, questions=questions)


def _asked_before(setup: SetupContext, form: str) -> frozenset[str]:
    """Return the ids of the questions that setup wrote; none for a form that the ledger does not know."""
    kept = places_known(setup).get(Place.questions(form))
    return frozenset(json.loads(kept)) if kept else frozenset()


def _complete_questions(
    setup: SetupContext, id: str, text: FormText, found: FoundForm, before: frozenset[str], report: SetupReport
) -> None:
    """Add the questions that a newer version asks; one that was there before was removed by people, and is named."""
    # One that people made anew has another id, and is known by its words.
    titles = {folded(title) for title in found.questions.values()}
    absent = [one for one in text.questions if one.id not in found.questions and folded(one.title) not in titles]
    new = [one for one in absent if before and one.id not in before]
    if new:
        setup.construction.ask_more(id, new, found.items)
        report.made += [wording.new_question(question=one.title, form=text.title) for one in new]
    if lost := [one.title for one in absent if one not in new]:
        report.problems.append(wording.questions_deleted(form=text.title, questions=lost))


def _next_steps(setup: SetupContext) -> list[str]:
    known = places_known(setup)
    steps = []
    for form in FORMS:
        is_linked = setup.construction.form(known[Place.form(form)]).linked_to == known[Place.WORKBOOK]
        if is_linked != (form in UNLINKED):
            continue
        editor, workbook = form_editor(setup, known, form), wording.workbook_name(setup.settings.office.name)
        told = wording.unlink_form if form in UNLINKED else wording.link_form
        steps.append(told(form=FORM_NAMES[form], editor=editor, workbook=workbook))
    if steps:
        steps.append(wording.WITHOUT_LINKS)
    return steps + _where_people_go(setup, known)


def _where_people_go(setup: SetupContext, known: Mapping[Place, str]) -> list[str]:
    """Return the addresses that an office gives to customers and staff; a form's is known once Google told it."""
    addresses = Addresses(setup.settings.google.base_address)
    shared = [
        wording.form_at(audience=wording.AUDIENCES[form], address=known[Place.address(form)])
        for form in FORMS
        if form in wording.AUDIENCES and Place.address(form) in known
    ]
    return [*shared, wording.workbook_at(addresses.workbook(known[Place.WORKBOOK]))]


def form_editor(setup: SetupContext, places: Mapping[Place, str], form: str) -> str:
    """Return the address where people edit a form."""
    base = setup.settings.google.base_address or "https://docs.google.com"
    return f"{base}/forms/d/{places[Place.form(form)]}/edit"
