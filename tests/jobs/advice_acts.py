"""What people do in an office in memory: fill cells and tabs, edit and move drafts, send forms, let days go by."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import docx
from docx.oxml import OxmlElement

from automation.domain.cells import Cell
from automation.register.schema import tabs

from .advice_stages import TWO, goes_by
from .test_sync import ONE
from .world import OFFICER, World

Act = Callable[[World], None]
NEXT_YEAR = "KEL-2027-0001"


def types(number: str = ONE, **cells: Any) -> Act:
    """Fill cells of a row."""
    return lambda world: world.fill(number, **cells)


def then(*acts: Act) -> Act:
    """Do one after another, with ticks between."""

    def all_of_them(world: World) -> None:
        for place, act in enumerate(acts):
            if place:
                goes_by(world)
            act(world)

    return all_of_them


def at_once(*acts: Act) -> Act:
    """Do several between two ticks."""

    def all_of_them(world: World) -> None:
        for act in acts:
            act(world)

    return all_of_them


def nothing(world: World) -> None:
    """The stage itself brings it up."""


def with_another(*acts: Act, **cells: Any) -> Act:
    """Let a second complaint come in, and fill its cells."""

    def come_in(world: World) -> None:
        world.complain(subject="Sertifikat salah", email="budi@besi.example", complainant="Budi", company="CV Besi")
        goes_by(world, 1)
        world.fill(TWO, **cells)

    return then(come_in, *acts)


def into(title: str, key: str, row: int, value: Cell | date) -> Act:
    """Type into a tab other than the Register, by row below the heading."""
    return lambda world: world.workbook.type(
        title, row, next(tab for tab in tabs().values() if tab.title == title).column(key).heading, value
    )


def in_action(key: str, **cells: Any) -> Act:
    """Fill cells of one action."""

    def fill(world: World) -> None:
        row = world.workbook.row_of("Tindakan", key)
        for name, value in cells.items():
            into("Tindakan", name, row, value)(world)

    return fill


def appoints(**cells: Any) -> Act:
    """Write a row into Pejabat."""
    return lambda world: world.workbook.add_row("Pejabat", **cells)


def edits_draft(change: Callable[[Any], None], name: str = f"{ONE} Surat Balasan.docx") -> Act:
    """Edit the draft of the reply."""

    def edit(world: World) -> None:
        file = next(one for one in world.drive.files.values() if one.name == name)
        document = docx.Document(io.BytesIO(file.content))
        change(document)
        out = io.BytesIO()
        document.save(out)
        world.drive.edit(file.id, out.getvalue())

    return edit


def adds(text: str) -> Act:
    """Add a sentence to the draft."""
    return edits_draft(lambda document: document.paragraphs[-1].insert_paragraph_before(text))


def replaces(before: str, after: str) -> Act:
    """Put other words into the draft, at its foot too."""

    def change(document: Any) -> None:
        parts = [part for part in document.part.package.iter_parts() if hasattr(part, "element")]
        for text in (one for part in parts for one in part.element.iter(docx.oxml.ns.qn("w:t"))):
            if text.text and before in text.text:
                text.text = text.text.replace(before, after)

    return edits_draft(change)


def track(document: Any) -> None:
    inserted = OxmlElement("w:ins")
    inserted.set(docx.oxml.ns.qn("w:author"), "Bambang")
    run = document.add_paragraph().add_run("Kalimat baru.")._r
    run.addprevious(inserted)
    inserted.append(run)


def take_changes(document: Any) -> None:
    for inserted in list(document.element.iter(docx.oxml.ns.qn("w:ins"))):
        for run in list(inserted):
            inserted.addprevious(run)
        inserted.getparent().remove(inserted)


def bins(name: str, *, is_trashed: bool) -> Act:
    def act(world: World) -> None:
        next(one for one in world.drive.files.values() if one.name == name).is_trashed = is_trashed

    return act


def copies_draft(world: World) -> None:
    draft = next(one for one in world.drive.files.values() if one.name == f"{ONE} Surat Balasan.docx")
    world.drive.drop(draft.parent, f"Salinan dari {draft.name}", draft.content)


def officers_form(**answers: Any) -> Act:
    """Let an officer write down a complaint."""
    told = {"channel": "Surat", "received_at": "2026-11-02 08:00", "email": "", "subject": "Bagian kedua", **answers}
    return lambda world: (world.complain(OFFICER, **told), None)[1]


def waits(days: int) -> Act:
    """Let days go by."""

    def wait(world: World) -> None:
        world.now += timedelta(days=days)

    return wait


def another_year(**cells: Any) -> Act:
    """Let a complaint come in after New Year, and fill its cells."""

    def come_in(world: World) -> None:
        world.complain(subject="Tahun baru", email="budi@besi.example", complainant="Budi")
        goes_by(world, 1)
        if cells:
            world.fill(NEXT_YEAR, **cells)

    return come_in


#: Whose row in Pejabat it is.
HEAD_ROW = 1


def adds_row(title: str, **cells: Any) -> Act:
    """Write a row below the last of a tab."""
    return lambda world: world.workbook.add_row(title, **cells)


def deletes_row(title: str) -> Act:
    """Delete the last row of a tab."""
    return lambda world: world.workbook.delete_row(title, len(world.workbook.rows(title)))


def renames(title: str, new: str) -> Act:
    """Rename a tab."""
    return lambda world: world.workbook.rename_tab(title, new)
