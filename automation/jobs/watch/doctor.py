"""`doctor`: checks everything the job depends on, and says of each thing whether it is well or what to do."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from automation.domain.cells import Cell
from automation.domain.documents import template_titles
from automation.domain.groups import WorkingGroup
from automation.domain.layout import FoundForm, FoundTab, Responder
from automation.domain.notes import Note
from automation.domain.officials import standing_on
from automation.domain.places import Place
from automation.jobs.officials import groups_on, known_terms, names_of_groups, settings_on
from automation.jobs.own_lists import SERVICES
from automation.jobs.periodic.publishing import public_address
from automation.jobs.setback_words import setback_line
from automation.jobs.setup.columns import There, as_found, protection_changes
from automation.jobs.setup.command import UNLINKED, form_editor
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.opening import STAFF_FORMS, wanted
from automation.jobs.setup.region import dates_to_check
from automation.jobs.setup.setup_context import SetupContext, folders_of
from automation.jobs.setup.sharing import who_cannot_open
from automation.jobs.setup.wording import FORM_NAMES, MARKS_UNSEEN, must_sign_in, responder, shared_drive_role
from automation.jobs.setup.workbook import editors_for
from automation.jobs.tick.diary import diary_of
from automation.jobs.watch import vital_signs, wording
from automation.jobs.watch.finding import Finding
from automation.jobs.watch.form_meaning import meaning
from automation.jobs.watch.officials import officials_found
from automation.jobs.watch.pings import pings
from automation.jobs.watch.remaking import merged_in
from automation.jobs.wording import with_google_words
from automation.ports import Mailbox, Refusal, Refused, Sandbox
from automation.register.history_tab import differences, shown_history
from automation.register.lines import WrongHeadings, headings_of, lines_of
from automation.register.other_texts import FORMS, form_text
from automation.register.own_list_tab import names_in
from automation.register.projection import SEAL_SHOWN
from automation.register.routing import office_calendar, working_groups
from automation.register.schema import ANSWERS, Tab, answers_tab, tabs
from automation.register.typed_dates import TypedDates
from automation.settings.values import AccessMode, OfficeSettings, Signing
from automation.shipped import shipped

#: From this month on, the next year's holidays should be known: the joint decree appears in autumn.
_NEXT_YEAR_FROM = 11
#: So many failing things are named in full.
_SHOWN = 10
Table = Sequence[Sequence[Cell]]
_WORDS = shipped("doc_templates") / "templates.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorContext:
    """What doctor works with: setup's means, the mailbox, what opens templates, Google's own clock.

    Attributes:
        sign_in_ends: when Google ends the sign-in; None where it does not, or nobody knows.
        doubtful_disk: the name of what the ledger lies on, where that is nothing to rely on; else "".
    """

    setup: SetupContext
    mailbox: Mailbox
    sandbox: Sandbox
    google_time: Callable[[], datetime | None] = lambda: None
    sign_in_ends: Callable[[], datetime | None] = lambda: None
    doubtful_disk: str = ""


def examine(context: DoctorContext, now: datetime) -> tuple[Finding, ...]:
    """Look at everything, changing nothing; what cannot be looked at is itself a finding."""
    setup = context.setup
    today = setup.settings.hours.day_of(now)
    findings = [*_checked(wording.LEDGER, lambda: _ledger(context)), *_ticks(setup, now)]
    signed_in = list(_checked(wording.SIGN_IN, lambda: _account(setup)))
    findings += signed_in
    if not all(finding.well for finding in signed_in):
        return tuple(findings)
    places = setup.ledger.places()
    findings += vital_signs.sign_in(context.sign_in_ends(), now, setup.settings.hours.zone)
    findings += _places_known(places, setup.settings)
    findings += _checked(wording.DRIVE_FILES, lambda: _files(setup, places))
    findings += _checked(wording.SHARED_DRIVE, lambda: _ground(setup, places))
    findings += _checked(wording.WORKBOOK_CHECK, lambda: _workbook(context, places, now))
    findings += _checked(wording.ANSWERS_CHECK, lambda: _answers(setup, places))
    standing = standing_on(terms, today) if (terms := known_terms(setup.ledger.memory().notes).terms) else None
    setup = replace(setup, settings=settings_on(setup.settings, standing))
    findings += _checked(wording.HISTORY, lambda: _seals(setup, places))
    for form in FORMS:
        findings += _checked(wording.form(FORM_NAMES[form]), partial(_form, setup, places, form))
    findings += _checked(wording.TEMPLATES, lambda: _templates(context, places))
    findings += _checked(wording.FIGURES_PUBLIC, lambda: _figures(setup))
    findings += _checked(wording.MAILS, lambda: _mailbox(context))
    findings += _checked(wording.MAILS, lambda: _left_alone(setup, today))
    findings += _checked(wording.QUOTAS, lambda: _quotas(setup, today))
    return tuple(findings)


def _checked(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from list(look())
    except WrongHeadings as wrong:
        yield Finding(well=False, what=what, advice=str(wrong))
    except Refusal as refusal:
        yield Finding(well=False, what=what, advice=with_google_words(text=str(refusal), said=refusal.said))


def _ledger(context: DoctorContext) -> Iterator[Finding]:
    setup = context.setup
    if context.doubtful_disk:
        yield Finding(well=False, what=wording.LEDGER_DISK, advice=wording.doubtful_disk(context.doubtful_disk))
    fault = setup.ledger.verify_history()
    yield Finding(
        well=fault is None,
        what=wording.LEDGER_WHOLE,
        advice=wording.ledger_changed(line=fault),
    )
    setbacks = setup.ledger.setbacks()
    shown = "; ".join(setback_line(one, setup.settings.hours.zone) for one in list(setbacks.values())[:_SHOWN])
    more = wording.and_others(len(setbacks) - _SHOWN) if len(setbacks) > _SHOWN else ""
    yield Finding(well=not setbacks, what=wording.NOTHING_FAILS, advice=f"{shown}{more}")
    key = setup.settings.letters.code_key
    yield Finding(well=key is not None, what=wording.CODE_KEY, advice=wording.CODE_KEY_ADVICE)
    if setup.settings.letters.signing is Signing.SRIKANDI:
        names = setup.settings.srikandi.variables
        what = wording.through_srikandi((names.number, names.date, names.signature))
        remark = "" if setup.settings.srikandi.roots else wording.CHAIN_UNCHECKED
        yield Finding(well=True, what=what, remark=remark)


def _seals(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    """Compare the ledger's history with Riwayat, whose seals the job alone cannot change."""
    kept = setup.ledger.history()
    (table,) = setup.open_workbook(places).read([f"'{tabs()['history'].title}'"])
    sealed_from = int(setup.ledger.noted(Note.SEALED_FROM) or len(kept) + 1)
    faults = list(differences(kept, shown_history(table, setup.settings.hours.zone), sealed_from))
    faulty = "; ".join(wording.history_line(sequence=sequence, fault=what) for sequence, what in faults[:5])
    end = wording.NO_LINE
    if kept:
        end = wording.sealed_line(sequence=kept[-1].sequence, seal=kept[-1].seal[:SEAL_SHOWN])
    yield Finding(
        well=not faults,
        what=wording.history_matches(end=end),
        advice=wording.history_differs(faulty),
    )


def _account(setup: SetupContext) -> Iterator[Finding]:
    account, google = setup.construction.account(), setup.settings.google
    # A service account may act for an alias, whose account has another address.
    chosen = google.subject if google.mode is AccessMode.USER else ""
    advice = wording.signed_in_as_another(chosen)
    yield Finding(well=chosen.lower() in ("", account), what=wording.signed_in(account), advice=advice)


def _places_known(places: Mapping[Place, str], settings: OfficeSettings) -> Iterator[Finding]:
    wanted = [
        Place.WORKBOOK,
        Place.ANSWERS,
        *(Place.tab(key) for key in tabs()),
        *(Place.form(form) for form in FORMS),
    ]
    wanted += [Place.folder(key) for key in ("root", *folders_of(settings))]
    absent = [name for name in wanted if name not in places]
    yield Finding(well=not absent, what=wording.PLACES_KNOWN, advice=wording.places_unknown(", ".join(absent)))


def _files(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    states = {name: setup.construction.state(id) for name, id in places.items() if name.is_file}
    lost = [f"{name} ({_STATES[state]})" for name, state in states.items() if state != "present"]
    advice = wording.files_lost(", ".join(lost))
    yield Finding(well=not lost, what=wording.files_reached(len(states)), advice=advice)


def _ground(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    """Check where the files lie, what the account may do there, and whether their marks are seen."""
    rights, account = setup.construction.shared_drive(), setup.construction.account()
    if rights is None:
        yield Finding(well=True, what=wording.in_my_drive(account), remark=wording.IN_MY_DRIVE)
    else:
        well = rights.may_add and rights.may_trash
        yield Finding(well=well, what=wording.in_shared_drive(rights.name), advice=shared_drive_role(rights.name))
    if root := places.get(Place.ROOT):
        sees = setup.construction.sees_mark(root)
        yield Finding(well=sees, what=wording.MARKS_SEEN, advice=MARKS_UNSEEN)


_STATES = {"bin": wording.IN_BIN, "gone": wording.GONE}


def _workbook(context: DoctorContext, places: Mapping[Place, str], now: datetime) -> Iterator[Finding]:
    setup = context.setup
    yield from _region(setup, places)
    layout = setup.construction.layout(places.get(Place.WORKBOOK, ""))
    yield from vital_signs.cells(layout)
    merged = " ".join(merged_in(layout))
    yield Finding(well=not merged, what=wording.CELLS_APART, advice=merged)
    found = {tab.id: tab for tab in layout}
    yield from _lost_tabs(found)
    present = {key: tab for key, tab in tabs().items() if (at := found.get(tab_id(key))) and at.title == tab.title}
    ranges = [
        f"'{tab.title}'" if key in ("groups", "holidays", "officials", "services") else f"'{tab.title}'!1:1"
        for key, tab in present.items()
    ]
    tables = dict(zip(present, setup.open_workbook(places).read(ranges), strict=True))
    for key, tab in present.items():
        yield from _columns(tab, tables[key])
    as_is = {key: as_found(found[tab_id(key)], tables[key], tab) for key, tab in present.items()}
    yield from _people_and_protections(setup, tables, as_is, now)
    if "holidays" in tables:
        yield from _calendar(context, tables["holidays"], now)


def _answers(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    """Check the workbook of the survey's single answers, and who else than those of the office's folder opens it."""
    book, tab = places.get(Place.ANSWERS, ""), answers_tab()
    if not book:
        return  # It is named among the places that are not known yet.
    found = {one.id: one for one in setup.construction.layout(book)}
    there = found.get(tab_id(ANSWERS))
    yield Finding(well=there is not None, what=wording.tab(tab.title), advice=wording.RUN_SETUP)
    others = setup.construction.shared_with(book) - setup.construction.shared_with(places.get(Place.ROOT, ""))
    strangers = ", ".join(sorted(others))
    yield Finding(well=not others, what=wording.ANSWERS_KEPT, advice=wording.answers_open_to(strangers))


def _region(setup: SetupContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    """Check the locale and the time zone in force; where the former is wrong, dates may be too."""
    found, zone = setup.open_workbook(places).region(), str(setup.settings.hours.zone)
    dates = [] if found.is_indonesian else dates_to_check(setup)
    shown = "; ".join(dates[:_SHOWN]) + (wording.and_more(len(dates) - _SHOWN) if len(dates) > _SHOWN else "")
    advice = wording.locale_foreign(dates=shown)
    yield Finding(well=found.is_indonesian, what=wording.locale_in_force(found.locale), advice=advice)
    yield Finding(well=found.zone == zone, what=wording.zone_in_force(found.zone), advice=wording.zone_wrong(zone))
    doubted = sum(map(len, TypedDates.remembered(setup.ledger.memory().notes).doubted.values()))
    yield Finding(well=not doubted, what=wording.DATES_BELIEVED, advice=wording.dates_doubted(doubted))


def _lost_tabs(found: Mapping[int, FoundTab]) -> Iterator[Finding]:
    """Name the tabs that are gone, and those that have another name."""
    for key, tab in tabs().items():
        there = found.get(tab_id(key))
        if there is None:
            yield Finding(well=False, what=wording.tab(tab.title), advice=wording.TAB_MISSING)
        elif there.title != tab.title:
            yield Finding(well=False, what=wording.tab(tab.title), advice=wording.tab_renamed(there.title))


def _columns(tab: Tab, table: Table) -> Iterator[Finding]:
    """Check whether a tab has its columns; those that setup will add are a remark."""
    try:
        places = headings_of(tab, table[0] if table else ()).places
    except WrongHeadings as error:
        yield Finding(well=False, what=wording.COLUMN_HEADINGS, advice=str(error))
        return
    new = [column.heading for column in tab.columns if column.key not in places]
    remark = wording.new_columns(", ".join(new)) if new else ""
    yield Finding(well=True, what=wording.tab_complete(tab.title), remark=remark)


def _people_and_protections(
    setup: SetupContext, tables: Mapping[str, Table], there: Mapping[str, There], now: datetime
) -> Iterator[Finding]:
    groups, problems = working_groups(tabs()["groups"], tables["groups"]) if "groups" in tables else ((), ())
    yield Finding(well=not problems, what=wording.GROUPS_READ, advice=" ".join(problems))
    yield Finding(
        well=bool(groups),
        what=wording.HAS_GROUPS,
        advice=wording.GROUPS_ADVICE,
    )
    yield from _services(groups, tables.get(SERVICES.tab, ()))
    notes = setup.ledger.memory().notes
    names = names_of_groups(tables.get("groups", ()), notes, are_whole=not problems) if "groups" in tables else ()
    seen, differing = officials_found(setup, tables.get("officials"), names, now)
    yield from differing
    settings = settings_on(setup.settings, seen.standing)
    editors = editors_for(settings, groups_on(groups, seen.standing), setup.construction.account())
    outside = who_cannot_open(setup, editors)
    yield Finding(well=not outside, what=wording.OPEN_FOR_ALL, advice=wording.cannot_open(sorted(outside)))
    editors = editors.without(outside)
    wrong = [change for key, at in there.items() for change in protection_changes(key, tabs()[key], editors, at)]
    yield Finding(well=not wrong, what=wording.PROTECTED, advice=wording.wrong_protections(len(wrong)))


def _services(groups: Sequence[WorkingGroup], table: Table) -> Iterator[Finding]:
    """Check whether each service that a group handles is one of the list; one that is not is chosen by nobody."""
    listed, faults = names_in(tabs()[SERVICES.tab], table)
    known = {name.casefold() for name in listed or SERVICES.usual}
    handled = dict.fromkeys(service for group in groups for service in group.services)
    unknown = [service for service in handled if service.casefold() not in known]
    told = wording.services_unlisted(", ".join(unknown)) if unknown else ""
    yield Finding(
        well=not (faults or unknown), what=wording.SERVICES_LISTED, advice=" ".join(filter(None, [*faults, told]))
    )


def _calendar(context: DoctorContext, table: Table, now: datetime) -> Iterator[Finding]:
    setup = context.setup
    today = setup.settings.hours.day_of(now)
    _, lines = lines_of(tabs()["holidays"], table)
    calendar, problems = office_calendar(tabs()["holidays"], table, setup.settings.hours)
    yield Finding(well=not problems, what=wording.HOLIDAYS_READ, advice=" ".join(problems))
    needed = {today.year, today.year + 1} if today.month >= _NEXT_YEAR_FROM else {today.year}
    absent = sorted(needed - calendar.years)
    advice = wording.holidays_missing(", ".join(map(str, absent)))
    known = ", ".join(map(str, sorted(calendar.years)))
    yield Finding(well=not absent, what=wording.calendar_known(known), advice=advice)
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
    name = FORM_NAMES[form]
    found = setup.construction.form(places.get(Place.form(form), ""))
    yield _openness(setup, form, places.get(Place.form(form), ""), found)
    office = setup.settings.office
    yield from meaning(name, form_text(form, office.name, office.email), found)
    known = json.loads(places.get(Place.questions(form), "{}"))
    yield Finding(well=bool(known), what=wording.questions_known(name), advice=wording.RUN_SETUP)
    editor = form_editor(setup, places, form)
    is_linked = found.linked_to == places.get(Place.WORKBOOK)
    if form in UNLINKED:
        advice = wording.how_to_unlink(editor)
        yield Finding(well=not is_linked, what=wording.form_apart(name), advice=advice)
        return
    yield Finding(well=is_linked, what=wording.form_linked(name), advice=wording.how_to_link(editor))


def _openness(setup: SetupContext, form: str, id: str, found: FoundForm) -> Finding:
    """Check who can really send a form."""
    name, there = FORM_NAMES[form], setup.construction.responders(id)
    lacking = wanted(setup, form, setup.construction.account()).lacking(there)
    is_public = form not in STAFF_FORMS
    if not found.published:
        return Finding(well=False, what=wording.form_open(name), advice=wording.NOT_PUBLISHED)
    office = setup.settings.office
    if form_text(form, office.name, office.email).signs_in and not found.asks_to_sign_in:
        return Finding(well=False, what=wording.form_open(name), advice=must_sign_in(name))
    if is_public and found.asks_to_sign_in:
        return Finding(well=False, what=wording.form_open(name), advice=wording.ASKS_TO_SIGN_IN)
    whom = ", ".join(responder(one) for one in lacking)
    remark = wording.OPEN_TO_STRANGERS if not is_public and Responder.anyone() in there else ""
    return Finding(well=not lacking, what=wording.form_open(name), advice=wording.closed_to(whom), remark=remark)


def _figures(setup: SetupContext) -> Iterator[Finding]:
    """Name the link of the figures for everybody that are public now, where the office has such."""
    if not setup.settings.public_figures.is_on:
        return
    address = public_address(setup.ledger.memory(), setup.settings)
    yield Finding(well=True, what=wording.FIGURES_PUBLIC, remark=address or wording.NO_FIGURES_YET)


def known_words() -> Mapping[str, frozenset[str]]:
    """Return the words that each template may ask for, as `doc_templates/templates.toml` documents them."""
    described = tomllib.loads(_WORDS.read_text(encoding="utf-8"))["templat"]
    return {name: frozenset(template["kata"]) for name, template in described.items()}


def _templates(context: DoctorContext, places: Mapping[Place, str]) -> Iterator[Finding]:
    titles = template_titles()
    for name, known in known_words().items():
        place, title = Place.template(name), titles[name]
        if place not in places:
            yield Finding(well=False, what=wording.template(title), advice=wording.TEMPLATE_MISSING)
            continue
        try:
            template = context.setup.drive.download(places[place], called=wording.template(title))
            words = context.sandbox.words_asked(template, title)
        except Refused as error:
            advice = with_google_words(text=str(error), said=error.said)
            yield Finding(well=False, what=wording.template(title), advice=advice)
            continue
        unknown = sorted(words - known)
        advice = wording.words_unknown(", ".join(unknown))
        if "qr" in known and "qr" not in words:
            yield Finding(well=False, what=wording.template(title), advice=wording.NO_CODE)
        # A template that bears a picture of its own is in order.
        bare = context.setup.settings.letters.logo and "logo" in known and "logo" not in words
        remark = wording.NO_LOGO if bare else ""
        yield Finding(well=not unknown, what=wording.template_fits(title), advice=advice, remark=remark)


def _mailbox(context: DoctorContext) -> Iterator[Finding]:
    context.mailbox.sent("doctor", "doctor")
    yield Finding(well=True, what=wording.MAILBOX_REACHED)


def _left_alone(setup: SetupContext, today: date) -> Iterator[Finding]:
    if setup.settings.incoming.is_on:
        yield vital_signs.mails_left_alone(setup.ledger.memory(), today)
