"""Every hostile value through every way in: it stays text, it stops nothing, and the tick after is quiet.

A new way in is a function in `WAYS_IN`.
"""

import base64
import re
import tomllib
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from automation.domain.cells import Formula
from automation.domain.columns import StaffColumn
from automation.register.schema import tabs
from automation.settings import WrongSettings
from automation.settings.office_toml import settings_from
from tests.builders import wita
from tests.hostile import HOSTILE
from tests.intake.mails import OFFICE, PDF

from .world import OFFICER, ROOT, World

TEXTS = (
    "complainant",
    "company",
    "phone",
    "address",
    "stated_service",
    "order_reference",
    "subject",
    "description",
    "remedy",
)
#: So many values come in together, each beside an honest complaint of its own: a whole office for each takes minutes.
TOGETHER = 6


def by_the_public_form(world: World, value: str, place: int) -> None:
    world.complain(**dict.fromkeys(TEXTS, value), email="pelapor@x.example")
    world.complain(email=value)


def by_the_officers_form(world: World, value: str, place: int) -> None:
    world.complain(OFFICER, **dict.fromkeys((*TEXTS, "channel", "received_at", "email"), value))


def by_cells_of_staff(world: World, value: str, place: int) -> None:
    below = {key: len(world.workbook.sheets.get(tab.title, ())) for key, tab in tabs().items()}
    for tab in tabs().values():
        for column in tab.columns:
            if isinstance(column, StaffColumn) and tab.title in world.workbook.sheets:
                row = place if tab.key in ("register", "archive") else below[tab.key]
                world.workbook.type(tab.title, row, column.heading, value)


def by_mail(world: World, value: str, place: int) -> None:
    word = f"=?utf-8?b?{base64.b64encode(value.encode('utf-8', 'surrogatepass')).decode()}?="
    body = base64.encodebytes(value.encode("utf-8", "surrogatepass")).decode()
    file = base64.encodebytes(PDF).decode()
    world.inbox.receive(
        (
            f"From: {word} <orang@x.example>\r\nTo: {OFFICE}\r\nSubject: {word}\r\n"
            f"Message-ID: <{place}@x.example>\r\n"
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b\r\n"
            f'Content-Type: application/pdf; name="{word}"\r\nContent-Disposition: attachment; filename="{word}"\r\n'
            f"Content-Transfer-Encoding: base64\r\n\r\n{file}\r\n--b--\r\n"
        ).encode(),
        world.now,
    )


def by_names_of_scans(world: World, value: str, place: int) -> None:
    world.drive.drop("folder-scans", value, b"no scan at all")
    form = next(
        file for file in world.drive.files.values() if file.name == f"KEL-2026-{place:04} Form Pengaduan.docx"
    )
    world.drive.drop("folder-scans", value + ".pdf", world.drive.as_pdf(form.content, "form"))


WAYS_IN = (by_the_public_form, by_the_officers_form, by_cells_of_staff, by_mail, by_names_of_scans)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give an office with an honest complaint for each value."""
    world = World(tmp_path, plain=True, surel_masuk__aktif=True, surel__batas_tidak_biasa=1000)
    world.tick(wita(2, 8))
    for place in range(TOGETHER):
        world.complain(email=f"pelapor{place}@x.example")
    world.tick(wita(2, 9))
    return world


NAMES = tuple(HOSTILE)


@pytest.mark.parametrize(
    "names",
    [NAMES[first : first + TOGETHER] for first in range(0, len(NAMES), TOGETHER)],
    ids=lambda names: f"{names[0]} to {names[-1]}",
)
def test_they_stay_text_and_stop_nobody(world: World, names: tuple[str, ...]) -> None:
    for place, name in enumerate(names, 1):
        for way_in in WAYS_IN:
            way_in(world, HOSTILE[name], place)
    world.complain(subject="Yang jujur", email="jujur@x.example")
    world.tick(world.now + timedelta(minutes=1))
    assert_harmless(world)
    assert "Yang jujur" in [row["Perihal"] for row in world.workbook.rows("Register")]
    assert world.mailbox.to("jujur@x.example")
    for minutes in range(1, 7):  # What the longest values fill, a tick shows 1.5 MB of.
        world.tick(world.now + timedelta(minutes=minutes))
    with world.quiet():
        world.tick(world.now + timedelta(minutes=1))
    assert_harmless(world)


#: What a TOML file can carry: it is UTF-8.
IN_A_FILE = {
    name: value for name, value in HOSTILE.items() if not any("\ud800" <= sign <= "\udfff" for sign in value)
}


@pytest.mark.parametrize("name", IN_A_FILE)
def test_in_the_settings_it_is_refused_or_stays_text(tmp_path: Path, name: str) -> None:
    content = tomllib.loads((ROOT / "office.example.toml").read_text(encoding="utf-8"))
    for place in (
        ("kantor",),
        ("kantor", "kepala_balai"),
        ("kantor", "petugas_pelayanan", 0),
        ("disposisi", "pokja", 0),
    ):
        table: Any = content
        for step in place:
            table = table[step]
        for key in [key for key, value in table.items() if isinstance(value, str)]:
            usual, table[key] = table[key], HOSTILE[name]
            try:
                settings_from(content, ROOT)
            except WrongSettings:
                table[key] = usual
    world = World(tmp_path, plain=True)
    world.settings = settings_from(content, ROOT)
    world.complain()
    world.tick(wita(2, 9))
    assert [row["Perihal"] for row in world.workbook.rows("Register")] == ["Hasil uji terlambat"]
    assert_harmless(world)


def assert_harmless(world: World) -> None:
    assert_no_formula_but_ours(world)
    for mail in world.mailbox.mails:
        assert_headers_are_ours(mail.message)
        assert mail.reached == {str(mail.message["To"]).casefold()}
    for file in world.drive.files.values():
        if file.id.startswith("file-"):
            assert_name_is_harmless(file.name)


#: In quotation marks stand our own addresses, numbers and labels: nobody's words.
OURS = {
    "Register": re.compile(r'=IFERROR\(INDEX\(Status!\$[^"]*\);""\)'),
    "Hari Ini": re.compile(
        r'=(HYPERLINK\(("https://docs\.google\.com/spreadsheets/d/book/edit#[^"]*"(&MATCH\("[A-Z0-9]+-[0-9-]+(/[A-Z]\d+)?";[^"]*\))?'
        r'|INDEX\(Status![^"]*MATCH\("[A-Z0-9]+-[0-9-]+";[^"]*\)\));'
        r'"([A-Z0-9]+-[0-9-]+(/[A-Z]\d+)?|Baris \d+|Lainnya|Konsep|Folder)"\)|IF.*)'
    ),
}


def assert_no_formula_but_ours(world: World) -> None:
    for title, rows in world.workbook.sheets.items():
        for row in rows[1:]:
            for cell in row:
                if isinstance(cell, Formula):
                    assert OURS[title].fullmatch(cell.text), cell


HEADERS = {
    *("To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type", "X-Tanggap-Kunci", "Reply-To"),
    *("In-Reply-To", "References", "Content-Transfer-Encoding"),
}


def assert_headers_are_ours(message: EmailMessage) -> None:
    assert set(message.keys()) <= HEADERS
    assert len(message["To"].addresses) == 1
    assert "korban" not in str(message["To"])
    assert len(message.keys()) == len(set(message.keys()))
    assert str(message["Subject"]).isprintable() or all(
        c.isprintable() or c in "\u200d" for c in str(message["Subject"])
    )
    parts = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert parts == ["text/plain", "text/html"]


def assert_name_is_harmless(name: str) -> None:
    assert 0 < len(name) <= 255
    assert not set(name) & set('/\\:*?"<>|'), name
    assert name.isprintable(), name
    assert not name.startswith("."), name
    name.encode()
