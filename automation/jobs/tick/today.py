"""The tab Hari Ini: what waits for each of the staff, as this tick sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.cells import Change, Formula
from automation.domain.groups import Person
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.domain.texts import cut
from automation.domain.vocabulary import Role, Urgency
from automation.jobs.setup.wording import VIEW_TITLES
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling.heading import view_of
from automation.jobs.telling.to_owners import ActionToDo
from automation.jobs.tick import deciding, wording
from automation.jobs.tick.plan import CaseView
from automation.register.keyed import placed_changes
from automation.register.lines import as_text
from automation.register.projection import local
from automation.register.schema import tabs
from automation.register.today_tab import Block, Links, Target, Waiting, today_rows
from automation.register.wording import IN_ACTIONS, in_view, office_line
from automation.settings.values import OfficeSettings
from automation.workflow.actions import ActionState
from automation.workflow.form_cells import turn_of
from automation.workflow.phase import Phase
from automation.workflow.phase_columns import FIRST_COLUMN

TAB = "today"
#: What the program itself is about to do: it waits for nobody.
_OF_THE_JOB = (Phase.LETTER, Phase.CLOSING, Phase.CLOSED)
_ORDER = (Role.HEAD_OF_OFFICE, Role.SERVICE_OFFICER, Role.GROUP_LEAD)
_MOST_OF_A_SUBJECT, _MOST_OF_AN_ACTION = 90, 200
#: Which cell of Tindakan is filled next; of a plan that lacks its owner or its day, that one.
_NEXT_CELL = {ActionState.AT_WORK: "done_on", ActionState.PROVISIONAL: "result", ActionState.TO_REVIEW: "result"}


def today_changes(
    snapshot: Snapshot,
    memory: Memory,
    views: Sequence[CaseView],
    to_do: Sequence[ActionToDo],
    settings: OfficeSettings,
) -> tuple[Change, ...]:
    """Return the changes that make Hari Ini show what waits for whom; none where an office has no such tab yet."""
    if not snapshot.workbook.today:
        return ()
    links = links_of(snapshot, memory, settings)
    blocks = (*_blocks(views, memory, settings), *_blocks_of_actions(to_do, links, settings.hours.zone))
    rows = today_rows(_office(views), blocks, links)
    anew = memory.notes.get(Note.TODAY) != links.shape
    return placed_changes(tabs()[TAB], snapshot.workbook.today, rows, anew=anew)


def links_of(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Links:
    """Return where the links of Hari Ini lead."""
    addresses, places = Addresses(settings.google.base_address), memory.places
    book, actions = places[Place.WORKBOOK], snapshot.workbook.actions
    register = addresses.tab(book, places[Place.tab("register")])
    targets = {"register": Target(register, "number", snapshot.workbook.headings.places)}
    if actions is not None and actions.headings is not None:
        address = addresses.tab(book, places[Place.tab("actions")])
        targets["actions"] = Target(address, "action", actions.headings.places)
    form = places.get(Place.address(deciding.FORM), "")
    return Links(today=addresses.tab(book, places[Place.tab(TAB)]), targets=targets, form=form)


def _blocks(views: Sequence[CaseView], memory: Memory, settings: OfficeSettings) -> Iterator[Block]:
    """Return a block for each of those for whom anything waits: of one person, or of all who may do it."""
    addresses, places = Addresses(settings.google.base_address), memory.places
    theirs: dict[tuple[Role, str], list[tuple[CaseView, Waiting]]] = defaultdict(list)
    for view in views:
        status = view.status
        if status.role is None or status.urgency is Urgency.ON_HOLD or status.phase in _OF_THE_JOB:
            continue
        theirs[status.role, _whose(status.role, status.people)].append((view, _waiting(view, settings.hours.zone)))
    for (_, whose), found in sorted(theirs.items(), key=lambda one: (_ORDER.index(one[0][0]), one[0][1])):
        shown_by = view_of(found[0][0].status)
        view_id = places.get(Place.filter_view(shown_by), "")
        yield Block(
            whose=whose,
            waiting=tuple(waiting for _, waiting in found),
            view=addresses.tab(places[Place.WORKBOOK], places[Place.tab("register")], view_id),
            others=in_view(VIEW_TITLES[shown_by]),
        )


def _blocks_of_actions(to_do: Iterable[ActionToDo], links: Links, zone: tzinfo) -> Iterator[Block]:
    """Return a block for each of those who are to plan, do or check an action."""
    if "actions" not in links.targets:
        return
    theirs: dict[str, list[Waiting]] = defaultdict(list)
    for one in to_do:
        theirs[wording.whose_actions([person.name for person in one.people])].append(_action(one, zone))
    for whose, waiting in sorted(theirs.items()):
        yield Block(whose=whose, waiting=tuple(waiting), view=links.targets["actions"].address, others=IN_ACTIONS)


def _action(one: ActionToDo, zone: tzinfo) -> Waiting:
    standing = one.standing
    unplanned = "due" if standing.facts.owner else "owner"
    return Waiting(
        number=standing.action.key,
        about=cut(" ".join(as_text(standing.what).split()), _MOST_OF_AN_ACTION),
        task=wording.ACTION_TASKS[standing.state],
        due=local(one.due, zone) if one.due else None,
        is_late=one.is_late,
        column=_NEXT_CELL.get(standing.state, unplanned),
        has_draft=False,
        has_folder=False,
        tab="actions",
    )


def _whose(role: Role, people: Sequence[Person]) -> str:
    return wording.whose([one.name for one in people], role.value)


def _waiting(view: CaseView, zone: tzinfo) -> Waiting:
    case, status, turn = view.case, view.status, turn_of(view.case)
    # What a link leads to rests on its row's number and step, and on the round and version that it shows.
    shown = wording.form_shown(turn.round, turn.version)
    return Waiting(
        number=str(case.number),
        about=_about(case),
        task=status.task,
        due=local(status.due, zone) if status.due else None,
        is_late=status.urgency is Urgency.OVERDUE,
        column=FIRST_COLUMN[status.phase],
        has_draft=bool(view.reply),
        has_folder=bool(view.folder),
        form=Formula(f'=HYPERLINK("{view.form}";"{shown}")', shows=shown) if view.form else None,
    )


def _about(case: Case) -> str:
    subject = cut(" ".join(as_text(case.stated.subject).split()), _MOST_OF_A_SUBJECT)
    return wording.about(subject, case.contact.complainant, case.stated.company)


def _office(views: Sequence[CaseView]) -> str:
    """Return the office's line: how much is open, and what of it is how."""
    opened = [view for view in views if view.status.phase is not Phase.CLOSED]
    return office_line(
        open=len(opened),
        new=sum(view.status.phase is Phase.SORTING for view in opened),
        late=sum(view.status.urgency is Urgency.OVERDUE for view in opened),
        asked=sum(_is_asked(view.case.cells) for view in opened),
        resting=sum(view.status.urgency is Urgency.ON_HOLD for view in opened),
    )


def _is_asked(cells: Mapping[str, str]) -> bool:
    """Return whether the complainant was asked for data that is not there yet."""
    return bool(cells.get("data_wanted")) and not cells.get("complete_since")
