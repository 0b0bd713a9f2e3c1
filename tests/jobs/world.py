"""An office in memory: fakes for Google, a real ledger, real templates; people act, the job ticks."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from docx.oxml.ns import qn

from automation.domain.actions import FREE_ROWS, ActionKey, ActionKind
from automation.domain.documents import PERIODIC_REPORT, DocumentKind, template_titles
from automation.domain.national_holidays import default_holidays
from automation.domain.places import Place
from automation.jobs.job_context import JobContext
from automation.jobs.officials import terms_set
from automation.jobs.tick.sync import TickReport, sync
from automation.lanes import OneByOne
from automation.leaflets import TypesetLeaflets
from automation.ledger import Ledger, open_ledger
from automation.ports import Lanes, Sandbox
from automation.register.other_texts import form_text
from automation.register.schema import ANSWERS, answers_tab, tabs
from automation.settings.office_toml import settings_from
from automation.settings.values import OfficeSettings, Secret
from local_workspace.scanner import scan, signed
from tests.builders import wita
from tests.fakes import (
    FakeCharts,
    FakeDrive,
    FakeForms,
    FakeInbox,
    FakeMailbox,
    FakeSandbox,
    FakeWorkbook,
    FakeYearBooks,
    Faults,
)

ROOT = Path(__file__).resolve().parents[2]
SECRET = b"rahasia-untuk-uji-saja"
PUBLIC, OFFICER, SURVEY, SURVEY_PAPER = "form-public", "form-officer", "form-survey", "form-survey_paper"
JOB = "otomasi@office.example"
SURVEY_PAGE = "https://docs.google.com/forms/d/e/1Survei/viewform"
FOLDERS = ("root", "cases", "scans", "originals", "review", "templates", "reports", "pages")

ANSWER = {
    "complainant": "Siti Aminah",
    "company": "PT Kayu Lestari",
    "email": "siti@kayu.example",
    "phone": "081234567890",
    "stated_service": "Pengujian",
    "subject": "Hasil uji terlambat",
    "description": "Hasil uji air belum kami terima.",
    "remedy": "Mohon segera dikirim.",
}


def the_settings(**changes: Any) -> OfficeSettings:
    content = tomllib.loads((ROOT / "office.example.toml").read_text(encoding="utf-8"))
    for name, value in changes.items():
        table, _, key = name.partition("__")
        content[table][key] = value
    settings = settings_from(content, ROOT)
    return replace(settings, letters=replace(settings.letters, code_key=Secret(SECRET)))


@cache
def bare_template() -> bytes:
    """Return a template without a look: the library's own has 400 kB of styles, which take longer than the words."""
    document = docx.Document()
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:styleId")) != "Normal":
            styles.remove(style)
    for name, relation in list(document.part.rels.items()):
        if "stylesWithEffects" in relation.reltype or "theme" in relation.reltype:
            del document.part.rels[name]
    document.add_paragraph("{{ nomor_keluhan }} {{ perihal }}")
    document.add_paragraph("{{ qr }}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def new_ledger() -> bytes:
    """Return the file of a ledger that was opened once: making its tables takes longer than most ticks."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "tanggap.db"
        open_ledger(f"sqlite:///{file}").close()
        return file.read_bytes()


@lru_cache(32)
def _scanned(letter: bytes, **how: Any) -> bytes:
    """Sign a letter and scan it; the scanner is the same every time."""
    return scan(signed(letter), seed=7, **how)


class World:
    """One office; `tick` runs the job once at a moment. With `plain`, its templates are bare, and quick to fill."""

    new_faults: Callable[[], Faults] = Faults

    def __init__(self, folder: Path, *, plain: bool = False, **settings: Any) -> None:
        self.folder = folder
        self.plain = plain
        self.settings = the_settings(**settings)
        self.faults = self.new_faults()
        self.workbook = FakeWorkbook(self.faults)
        self.answers = FakeWorkbook(self.faults, described={ANSWERS: answers_tab()})
        self.year_books = FakeYearBooks(self.faults, JOB)
        self.forms = FakeForms(PUBLIC, OFFICER, SURVEY, SURVEY_PAPER, faults=self.faults)
        for id, form in ((PUBLIC, "public"), (OFFICER, "officer")):
            self.forms.asked[id] = {one.id: one.title for one in form_text(form, "", "").questions}
        self.drive = FakeDrive(self.faults)
        self.mailbox = FakeMailbox(self.faults)
        self.inbox = FakeInbox(self.mailbox, self.faults)
        self.sandbox: Sandbox = FakeSandbox()
        self.lanes: Lanes = OneByOne()
        folder.mkdir(exist_ok=True)
        (folder / "tanggap.db").write_bytes(new_ledger())
        self.ledger: Ledger = open_ledger(f"sqlite:///{folder / 'tanggap.db'}")
        self.now = wita(2, 9)
        self._set_up()
        self.faults.forget()

    @property
    def job(self) -> JobContext:
        return JobContext(
            settings=self.settings,
            ledger=self.ledger,
            workbook=self.workbook,
            forms=self.forms,
            drive=self.drive,
            mailbox=self.mailbox,
            code_secret=SECRET,
            inbox=self.inbox,
            sandbox=self.sandbox,
            charts=FakeCharts(),
            leaflets=TypesetLeaflets(),
            lanes=self.lanes,
            answers=self.answers,
            year_books=self.year_books,
        )

    def tick(self, at: datetime | None = None, **options: Any) -> TickReport:
        self.now = at or self.now
        return sync(self.job, self.now, **options)

    def reborn(self) -> None:
        """Start anew after a kill: only what was kept is known."""
        self.faults.heal()
        self.ledger.close()
        self.ledger = open_ledger(f"sqlite:///{self.folder / 'tanggap.db'}")

    # -- what people do

    def complain(self, form: str = PUBLIC, **answers: Any) -> str:
        return self.forms.submit(form, self.now, {**ANSWER, **answers})

    def fill(self, number: str, **cells: Any) -> None:
        row = self.row_of(number)
        for key, value in cells.items():
            self.workbook.type("Register", row, tabs()["register"].column(key).heading, value)

    def row_of(self, number: str) -> int:
        return self.workbook.row_of("Register", number)

    def drop_scan_of(self, number: str, name: str = "scan001.pdf", *, letter: int = 1, **how: Any) -> str:
        """Print the reply, have it signed, and put its scan into the folder."""
        again = f" ({letter})" if letter > 1 else ""
        pdf = next(file for file in self.drive.files.values() if file.name == f"{number} Surat Balasan{again}.pdf")
        return self.drive.drop("folder-scans", name, _scanned(pdf.content, **how))

    def print_form(self, number: str) -> str:
        """Print the Form Pengaduan, sign it, and put its scan into the folder."""
        form = next(file for file in self.drive.files.values() if file.name == f"{number} Form Pengaduan.docx")
        return self.drive.drop("folder-scans", "scan.pdf", scan(self.drive.as_pdf(form.content, "form"), seed=3))

    # -- what people see

    def shown(self, number: str, heading: str) -> Any:
        return self.workbook.shown("Register", self.row_of(number), heading)

    def subjects(self, address: str) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mailbox.to(address)]

    def files_of(self, number: str) -> set[str]:
        folder = next(id for id, file in self.drive.files.items() if file.name == number)
        return {file.name for file in self.drive.inside(folder)}

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold that nothing is written meanwhile."""
        self.faults.forget()
        yield
        assert self.faults.writes == []

    # -- setup, as its result

    def _set_up(self) -> None:
        remember = self.ledger.remember_place
        remember(Place.WORKBOOK, "book")
        for key in tabs():
            remember(Place.tab(key), "1")
        remember(Place.form("public"), PUBLIC)
        remember(Place.form("officer"), OFFICER)
        remember(Place.form("survey"), SURVEY)
        remember(Place.form("survey_paper"), SURVEY_PAPER)
        remember(Place.address("survey"), SURVEY_PAGE)
        remember(Place.ANSWERS, "answers")
        for name in FOLDERS:
            self.drive.files[f"folder-{name}"] = replace(self.drive.files["root"], id=f"folder-{name}", name=name)
            remember(Place.folder(name), f"folder-{name}")
        for name in template_titles():
            template = ROOT / "doc_templates" / f"{name}.docx"
            bare = self.plain and name not in (DocumentKind.SURAT_BALASAN.value, PERIODIC_REPORT)
            content = bare_template() if bare else template.read_bytes()
            id = self.drive.drop("folder-templates", template.name, content)
            remember(Place.template(name), id)
        for group in self.settings.disposition.groups:
            self.workbook.add_row(
                "Pokja",
                name=group.name,
                services="; ".join(group.services),
                lead=group.lead.name,
                lead_email=group.lead.email,
                deputy=group.deputy.name if group.deputy else "",
                deputy_email=group.deputy.email if group.deputy else "",
            )
        for term in terms_set(self.settings):
            self.workbook.add_row("Pejabat", post=term.post.value, name=term.name, nip=term.nip, email=term.email)
        for place in range(1, FREE_ROWS + 1):
            free = ActionKey(None, ActionKind.IMPROVEMENT, place)
            self.workbook.add_row("Tindakan", action=str(free), kind=free.kind.value)
        for row in default_holidays([2026, 2027]):
            cells = {"day": row.first, "kind": row.kind, "description": row.description, "until": row.last}
            self.workbook.add_row("Hari Libur", **{key: value for key, value in cells.items() if value is not None})
