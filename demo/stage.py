"""The stage: an embedded workspace, the office's job over its real clients, and one simulated time for all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import requests

from automation.domain.columns import column_letters
from automation.domain.documents import PERIODIC_TITLE, DocumentKind
from automation.domain.memory import HistoryLine, Memory
from automation.domain.places import Place
from automation.domain.rules import DispositionMode
from automation.jobs.job_context import JobContext
from automation.jobs.tick.sync import TickReport, sync
from automation.register.other_texts import FORMS
from automation.register.schema import tabs
from local_workspace import srikandi
from local_workspace.drive.rendering.typesetting import pdf as typeset
from local_workspace.scanner import scan, signed

from . import letters, office, papers
from .cases import Case
from .people import DEWI, OFFICE, PATIENCE, DriveFile, Hands, Somebody

_SURVEY_LINK = re.compile(r"https?://\S+/viewform\?usp=pp_url\S+")
FOLDER_TYPE = "application/vnd.google-apps.folder"
#: Google lets an idle tick cost so many calls when the forms are linked.
IDLE_CALLS = 3


class Disarray(Exception):
    """The story cannot go on: something that people rely on is not there."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What one tick did, and what it cost; `warnings` are those not seen before, with their complaints' numbers."""

    at: datetime
    report: TickReport
    reads: int
    writes: int
    news: tuple[HistoryLine, ...]
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def calls(self) -> int:
        """Its API calls in all."""
        return self.reads + self.writes


@dataclass(slots=True)
class Stage:
    """What scenes act on.

    Attributes:
        calls: the job's API calls since the beginning, by kind.
        warned: every warning that ever stood beside a case's row, by number.
        numbers: the complaints' numbers by their subjects.
        noted: what happened on the way that the checks look at, in its order.
    """

    address: str
    folder: Path
    job: JobContext
    now: datetime
    session: requests.Session
    calls: Counter[str] = field(default_factory=Counter)
    ticks: list[Tick] = field(default_factory=list)
    warned: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[str, str] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    _shown: int = 0

    # -- time and the job

    def set_clock(self, now: datetime) -> None:
        """Move everybody's time on."""
        self.now = now
        self._ask("POST", "/_workspace/clock", json={"stop_at": now.isoformat()})

    def tick(self) -> Tick:
        """Let the job tick once, and count its calls."""
        self._ask("DELETE", "/_workspace/requests")
        report = sync(self.job, self.now)
        counters = self._ask("GET", "/_workspace/requests").json()["counters"]
        memory = self.memory
        self.numbers = {case.intake.subject: str(number) for number, case in memory.cases.items()}
        warnings = tuple(
            (number, text)
            for number, texts in report.warnings.items()
            for text in texts
            if text not in self.warned[number]
        )
        for number, text in warnings:
            self.warned[number].add(text)
        news = self.job.ledger.history(self._shown + 1)
        self._shown = memory.history_length
        self.calls.update(reads=counters["reads"], writes=counters["writes"])
        tick = Tick(self.now, report, counters["reads"], counters["writes"], news, warnings)
        self.ticks.append(tick)
        return tick

    def choose_disposition(self, mode: DispositionMode) -> None:
        """Change the office's settings, as whoever keeps them does in the file."""
        office.write_settings(self.folder, self.address, mode)
        self.job = replace(self.job, settings=office.read_settings(self.folder))

    def sign_electronically(self, electronic: bool) -> None:
        """Change in the settings how letters are signed; one that was begun otherwise stays so."""
        office.choose_signing(self.folder, electronic=electronic)
        self.job = replace(self.job, settings=office.read_settings(self.folder))

    def read_mail(self, reads: bool) -> None:
        """Switch the complaints mailbox on or off in the settings."""
        office.write_settings(self.folder, self.address, reads_mail=reads)
        self.job = replace(self.job, settings=office.read_settings(self.folder))

    def write_mail(self, who: Somebody, case: Case, text: str, papers_along: Mapping[str, bytes]) -> None:
        """Have a complainant write to the office: a new mail, or an answer to the office's latest one in the case."""
        hands = self.hands(who)
        mail = letters.mail_of(who, case.subject, text, papers_along)
        if case.subject in self.numbers:
            letters.answer(mail, [one for _, one in hands.mails()], self.number(case))
        hands.send(mail)

    @property
    def memory(self) -> Memory:
        """What the ledger remembers now."""
        return self.job.ledger.memory()

    def link_forms(self) -> None:
        """Link the forms to the workbook, as two clicks in each form's page do."""
        for form in FORMS:
            path = f"/_workspace/forms/{self.place(Place.form(form))}/link"
            self.hands(OFFICE).ask("POST", path, json={"spreadsheetId": self.place(Place.WORKBOOK)})

    # -- people

    def hands(self, who: Somebody) -> Hands:
        """Give what somebody does."""
        return Hands(self.address, who, self.session)

    def answer_form(self, form: str, answers: Mapping[str, str]) -> None:
        """Fill in a form's public page and send it, officers signed in and others not; answers by `sheets_schema`.

        Raises:
            Disarray: the page does not take it.
        """
        page = self.hands(OFFICE).ask("GET", f"/v1/forms/{self.place(Place.form(form))}").json()
        fields = dict(_fields(page, form, answers))
        to = page["responderUri"].replace("/viewform", "/formResponse")
        signed_in = {"workspace_identity": quote(DEWI.email)} if form == "officer" else {}
        answer = self.session.post(to, data=fields, cookies=signed_in, timeout=PATIENCE)
        if not answer.ok:
            raise Disarray(f"Formulir tidak menerima isian ({answer.status_code}).")

    def edit_answer(self, case: Case, answers: Mapping[str, str]) -> None:
        """Send a case's answer of the public form again, by its editing link, with some answers changed.

        Raises:
            Disarray: there is no such answer, or the page does not take it.
        """
        hands, form = self.hands(OFFICE), self.place(Place.form("public"))
        hands.ask("POST", f"/_workspace/forms/{form}/response-editing", json={"allowed": True})
        page = hands.ask("GET", f"/v1/forms/{form}").json()
        sent = hands.ask("GET", f"/v1/forms/{form}/responses").json().get("responses", ())
        theirs = [one for one in sent if case.subject in str(one["answers"])]
        if len(theirs) != 1:
            raise Disarray(f"Ada {len(theirs)} jawaban formulir tentang {case.subject}.")
        fields = {
            f"entry.{int(id, 16)}": one["textAnswers"]["answers"][0]["value"]
            for id, one in theirs[0]["answers"].items()
        }
        fields |= {**dict(_fields(page, "public", answers)), "edit2": theirs[0]["responseId"]}
        to = page["responderUri"].replace("/viewform", "/formResponse")
        if not self.session.post(to, data=fields, timeout=PATIENCE).ok:
            raise Disarray("Formulir tidak menerima suntingan.")

    def answer_survey(self, case: Case, suggestion: str) -> None:
        """Follow the link in the closing mail to the survey, and give the case's marks.

        Raises:
            Disarray: there is no such link, or its page is not filled in.
        """
        mails = [mail for _, mail in self.hands(Somebody("", case.reader)).mails()]
        bodies = [body.get_content() for mail in mails if (body := mail.get_body(("plain",)))]
        links = [link for body in bodies for link in _SURVEY_LINK.findall(body)]
        if len(links) != 1:
            raise Disarray(f"Pelapor {self.number(case)} menemukan {len(links)} tautan survei dalam surelnya.")
        ((code,),) = (values for key, values in parse_qs(urlsplit(links[0]).query).items() if key != "usp")
        if code not in self.session.get(links[0], timeout=PATIENCE).text:
            raise Disarray(f"Halaman survei {self.number(case)} tidak terisi kodenya.")
        chosen = {f"u{place}": office.choice("survey", f"u{place}", mark) for place, mark in enumerate(case.marks, 1)}
        self.answer_form("survey", {"survey_code": code, **chosen, "suggestion": suggestion})

    def fill(self, who: Somebody, case: Case, cells: Mapping[str, str]) -> None:
        """Type into a case's row of the Register, columns by the keys of `sheets_schema`.

        Raises:
            Refused: this person may not write there.
            Disarray: the case has no row.
        """
        hands, workbook = self.hands(who), self.place(Place.WORKBOOK)
        heading, numbers = hands.table(workbook, ["Register!1:1", "Register!A:A"])
        row = self._row(case, numbers)
        places = {column.key: heading[0].index(column.heading) for column in tabs()["register"].columns}
        typed = {f"Register!{column_letters(places[key])}{row + 1}": text for key, text in cells.items()}
        hands.type_cells(workbook, typed)

    def fill_action(self, who: Somebody, code: str, case: Case, cells: Mapping[str, str]) -> None:
        """Type into the row of a case's action, `K1` or `P1`, in the tab Tindakan."""
        hands, workbook, tab = self.hands(who), self.place(Place.WORKBOOK), tabs()["actions"]
        ((heading, *rows),) = hands.table(workbook, [tab.title])
        key = f"{self.number(case)}/{code}"
        row = next(place for place, one in enumerate(rows, start=1) if one and one[0] == key)
        places = {name: heading.index(tab.column(name).heading) for name in cells}
        typed = {f"{tab.title}!{column_letters(places[name])}{row + 1}": text for name, text in cells.items()}
        hands.type_cells(workbook, typed)

    def appoint(self, who: Somebody, cells: Mapping[str, str]) -> None:
        """Write a row below the last one of the tab Pejabat, columns by the keys of `sheets_schema`."""
        hands, workbook, tab = self.hands(who), self.place(Place.WORKBOOK), tabs()["officials"]
        (table,) = hands.table(workbook, [tab.title])
        places = {column.key: table[0].index(column.heading) for column in tab.columns}
        row = len(table) + 1
        hands.type_cells(
            workbook, {f"{tab.title}!{column_letters(places[key])}{row}": text for key, text in cells.items()}
        )

    def delete_row(self, who: Somebody, case: Case) -> None:
        """Delete a case's row from the Register."""
        hands, workbook = self.hands(who), self.place(Place.WORKBOOK)
        (numbers,) = hands.table(workbook, ["Register!A:A"])
        hands.delete_row(workbook, hands.tabs(workbook)["Register"], self._row(case, numbers))

    def shown(self, case: Case, key: str) -> str:
        """Give what a case's row shows in a column."""
        hands, workbook = self.hands(DEWI), self.place(Place.WORKBOOK)
        (table,) = hands.table(workbook, ["Register"])
        place = table[0].index(tabs()["register"].column(key).heading)
        row = table[self._row(case, table)]
        return str(row[place]) if place < len(row) else ""

    def _row(self, case: Case, numbers: list[list[Any]]) -> int:
        number = self.number(case)
        for row, cells in enumerate(numbers):
            if cells and cells[0] == number:
                return row
        raise Disarray(f"Baris {number} tidak ada di Register.")

    def edit_draft(self, who: Somebody, case: Case, change: Callable[[bytes], bytes]) -> None:
        """Open the reply's draft from the case's folder, change it, and save it."""
        draft = self.file_of(who, case, f"{DocumentKind.SURAT_BALASAN.file_word}.docx")
        hands = self.hands(who)
        hands.upload_again(draft.id, change(hands.download(draft.id)))

    def printed(self, who: Somebody, case: Case) -> bytes:
        """Give the reply's PDF, which the officer prints and has signed."""
        letters = 1 + case.replaced + case.reopened
        again = f" ({letters})" if letters > 1 else ""
        file = self.file_of(who, case, f"{DocumentKind.SURAT_BALASAN.file_word}{again}.pdf")
        return self.hands(who).download(file.id)

    def printed_sheet(self, who: Somebody, case: Case, title: str) -> bytes:
        """Give what comes out of the printer of a document in the case's folder."""
        file = self.file_of(who, case, f"{title}.docx")
        return typeset(self.hands(who).download(file.id))

    def drop_scan(self, who: Somebody, name: str, content: bytes, mime_type: str = "application/pdf") -> None:
        """Put a file into the folder where scans go."""
        self.hands(who).drop(self.place(Place.folder("scans")), name, content, mime_type)

    def drop_letter(self, who: Somebody, case: Case) -> None:
        """Scan a customer's own letter, which bears no code of ours: its file's name says what it is."""
        name = f"{self.number(case)} {DocumentKind.SURAT_PENGADUAN.file_word}.pdf"
        self.drop_scan(who, name, papers.customers_letter())

    def scan(self, who: Somebody, case: Case, **how: Any) -> bytes:
        """Print the reply, have it signed, and scan it."""
        return scan(signed(self.printed(who, case)), **how)

    def signed_in_srikandi(self, who: Somebody, case: Case, number: str, on: str) -> bytes:
        """Take the copy that was made ready for Srikandi, have it numbered and signed there, and download its PDF."""
        copy = self.file_of(who, case, f"{DocumentKind.SURAT_BALASAN.file_word} (untuk Srikandi).docx")
        values = {"${nomor_naskah}": number, "${tanggal_naskah}": on, "${ttd_pengirim}": srikandi.STAMP}
        signer = self.job.settings.letters.signer.name
        return srikandi.signed(self.hands(who).download(copy.id), values, signer, self.now)

    def file_of(self, who: Somebody, case: Case, ending: str) -> DriveFile:
        """Find a file in the case's folder, as this person sees it.

        Raises:
            Disarray: it is not there, or not for this person.
        """
        name = f"{self.number(case)} {ending}"
        for file in self.hands(who).inside(self.folder_of(who, case)):
            if file.name == name:
                return file
        raise Disarray(f"{who.name} tidak menemukan “{name}” di folder kasus.")

    def report_of(self, who: Somebody, ending: str) -> DriveFile:
        """Find a report of the office in the folder Laporan, as this person sees it, by the end of its name.

        Raises:
            Disarray: it is not there, or not for this person.
        """
        for file in self.hands(who).inside(self.place(Place.folder("reports"))):
            if file.name == f"{PERIODIC_TITLE} {ending}":
                return file
        raise Disarray(f"{who.name} tidak menemukan laporan “{ending}” di folder Laporan.")

    def return_report(self, who: Somebody, period: str, note: str) -> None:
        """Write a note beside a report's row in Arsip."""
        hands, workbook, tab = self.hands(who), self.place(Place.WORKBOOK), tabs()["archive"]
        ((heading, *rows),) = hands.table(workbook, [tab.title])
        name, place = (heading.index(tab.column(key).heading) for key in ("name", "heads_note"))
        row = next(at for at, one in enumerate(rows, start=2) if one[name] == f"{PERIODIC_TITLE} {period}.docx")
        hands.type_cells(workbook, {f"{tab.title}!{column_letters(place)}{row}": note})

    def folder_of(self, who: Somebody, case: Case) -> str:
        """Find a case's folder by its name, as this person sees it."""
        number = self.number(case)
        found = self.hands(who).files(f"name = '{number}' and mimeType = '{FOLDER_TYPE}'")
        if not found:
            raise Disarray(f"{who.name} tidak dapat membuka folder kasus {number}.")
        return found[0].id

    # -- what is known

    def number(self, case: Case) -> str:
        """Give a case's number.

        Raises:
            Disarray: it was never registered.
        """
        try:
            return self.numbers[case.subject]
        except KeyError:
            raise Disarray(f"Keluhan “{case.subject}” tidak tercatat.") from None

    def place(self, name: str) -> str:
        """Give the id of something that setup made."""
        return self.memory.places[Place(name)]

    def _ask(self, method: str, path: str, **how: Any) -> requests.Response:
        answer = self.session.request(method, self.address + path, timeout=PATIENCE, **how)
        answer.raise_for_status()
        return answer


def _fields(page: Mapping[str, Any], form: str, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the page's fields, `entry.N`; a date is asked for in its parts."""
    keys = office.titles(form)
    ids = {
        keys[item["title"]]: item["questionItem"]["question"]["questionId"]
        for item in page["items"]
        if item.get("title") in keys
    }
    for key, text in answers.items():
        entry = f"entry.{int(ids[key], 16)}"
        if key == "received_at":
            at = datetime.fromisoformat(text)
            for part in ("year", "month", "day", "hour", "minute"):
                yield f"{entry}_{part}", str(getattr(at, part))
        else:
            yield entry, text


@contextmanager
def opened(address: str, folder: Path, now: datetime) -> Iterator[Stage]:
    """Set the office up in a served workspace, and open its desk."""
    with requests.Session() as session:
        session.post(
            f"{address}/_workspace/clock", json={"stop_at": now.isoformat()}, timeout=PATIENCE
        ).raise_for_status()
        with office.open_job(folder, now) as job:
            yield Stage(address, folder, job, now, session)
