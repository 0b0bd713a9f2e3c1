"""Nothing of a complainant, and nothing secret, in anything that the job prints or writes beside the workspace.

Marked values go in by every way, errors of every kind are provoked, every command is run, and all that was printed or
written is searched. `explain` alone may tell of a case: staff ask it about one, and see the same in the Register.
"""

import base64
import json
import logging
import warnings
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy.exc import OperationalError

from automation import bug_report as bugs
from automation import commands, wiring
from automation.domain.vocabulary import Channel
from automation.google.transport import SignedSession
from automation.job_log import Style, logging_as
from automation.ledger import Locked, UnusableLedger, open_ledger
from automation.register.schema import tabs
from demo.office import SETTINGS
from demo.people import BAMBANG, DEWI, OFFICE, Refused, Somebody
from tests.builders import wita
from tests.intake.mails import a_mail, attached
from tests.wired import Told, WiredOffice, a_wired_office

#: Each stands in nothing else; all begin alike.
MARK = "Zyx"
CUSTOMER = Somebody("", "zyxsurat@x.example")
ANSWER = {
    "complainant": "Zyxnama Zyxmarga",
    "company": "PT Zyxusaha",
    "email": "zyxformulir@x.example",
    "phone": "081299887766",
    "address": "Jalan Zyxalamat 7",
    "stated_service": "Pengujian",
    "order_reference": "Zyxpesanan",
    "subject": "Zyxperihal terlambat",
    "description": "Zyxuraian panjang",
    "remedy": "Zyxharapan",
}
MARKS = (MARK.casefold(), "81299887766")


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        settings = office.folder / "office.toml"
        text = settings.read_text(encoding="utf-8")
        head, table, rest = text.partition("[surel_masuk]\n")
        settings.write_text(head + table + rest.replace("aktif = false", "aktif = true", 1), encoding="utf-8")
        office.ask("POST", "/_workspace/people", json=[{"email": CUSTOMER.email, "name": "Zyxnama"}])
        yield office


class Searched:
    """Runs commands and keeps all that they told."""

    def __init__(self, office: WiredOffice) -> None:
        self.office = office
        self.told: dict[str, str] = {}
        self.statuses: set[int] = set()
        self.at = wita(2, 9)

    def run(self, *arguments: str) -> Told:
        told = self.office.run(*arguments)
        self.told[f"{len(self.told)} {' '.join(arguments)}"] = told.out + told.err
        self.statuses.add(told.status)
        return told

    def sync(self, *more: str) -> Told:
        self.at += timedelta(minutes=1)
        self.office.stage.set_clock(self.at)
        return self.run("sync", "--now", self.at.isoformat(), *more)

    def search(self, marks) -> None:
        for file in self.office.folder.glob("*"):
            if file.suffix in (".csv", ".json", ".log", ".txt"):
                self.told[file.name] = file.read_text(encoding="utf-8")
            if file.suffix == ".xlsx":
                book = openpyxl.load_workbook(BytesIO(file.read_bytes()))
                self.told[file.name] = "\n".join(str(row) for sheet in book for row in sheet.values)
        assert len(self.told) > 3
        for where, text in self.told.items():
            for mark in marks:
                assert mark not in text.casefold(), f"{mark} in {where}:\n{text}"


def play(office: WiredOffice) -> None:
    """Let marked values in by every way."""
    office.stage.answer_form("public", ANSWER)
    office.stage.answer_form("public", {**ANSWER, "phone": "Zyxtelepon", "email": "zyx bukan alamat"})
    office.stage.answer_form("officer", {**ANSWER, "channel": "Surat", "received_at": "2026-11-02T08:05"})
    mail = a_mail("Zyxisi", From=f"Zyxnama <{CUSTOMER.email}>", Subject="Zyxperihal surel")
    raw = attached(attached(mail, "Zyxlampiran.pdf", b"%PDF-1.4 x"), "Zyxprogram.exe", b"MZ").as_bytes()
    body = {"raw": base64.urlsafe_b64encode(raw).decode()}
    office.stage.hands(CUSTOMER).ask("POST", "/gmail/v1/users/me/messages/send", json=body)
    for name in ("Zyxpindaian.pdf", "KEL-2026-0001 Zyxpindaian.docx"):
        office.stage.drop_scan(DEWI, name, b"no scan")


def fill(office: WiredOffice, row: int = 2) -> None:
    """Type marked values into every column that staff may fill, whatever belongs there."""
    workbook = office.stage.place("workbook")
    heading = office.stage.hands(DEWI).table(workbook, ["Register!1:1"])[0][0]
    for column in tabs()["register"].columns:
        for who in (DEWI, BAMBANG, OFFICE):
            try:
                place = f"Register!R{row}C{heading.index(column.heading) + 1}"
                if column.owner.value != "job":
                    office.stage.hands(who).type_cells(workbook, {place: "Zyxsel"})
                break
            except Refused:
                continue


#: What Google says of a call that is misspelt: our own fault, a bug.
MISSPELT = "Invalid JSON payload received. Unknown name Zyxnama"
FAULTS = (
    {
        "kind": "status",
        "status": 400,
        "message": MISSPELT,
        "match": {"method": "sheets.spreadsheets.values.batchGet"},
    },
    {"kind": "status", "status": 400, "message": MISSPELT, "match": {"method": "gmail.users.drafts.create"}},
    {"kind": "status", "status": 503, "times": 300},
    {"kind": "status", "status": 403, "times": 1, "match": {"method": "drive.*"}},
    {"kind": "status", "status": 400, "times": 1, "match": {"verb": "POST"}},
    {"kind": "status", "status": 404, "times": 1, "match": {"method": "gmail.*"}},
    {"kind": "status", "status": 400, "times": 1, "match": {"method": "gmail.*", "verb": "GET"}},
    {"kind": "status", "status": 401, "times": 3},
    {"kind": "reset", "times": 300, "match": {"method": "gmail.users.drafts.send"}, "when": "after"},
    {"kind": "reset", "times": 300},
)


def test_no_word_of_a_complainant_is_printed_by_any_command(office, monkeypatch):
    searched = Searched(office)
    searched.sync()  # The mailbox is read from its first tick on.
    play(office)
    searched.sync("--dry-run")
    searched.sync("--dry-run", "--json")
    for fault in FAULTS:
        office.break_calls(**fault)
        searched.sync()
        searched.sync("--json")
        office.heal_calls()
        office.stage.answer_form("public", ANSWER)
    assert searched.sync("--json", "--yakin").status in (0, 1)
    with office.opened() as opened:
        channels = {case.intake.channel for case in opened.ledger.memory().cases.values()}
    assert channels == {Channel.FORM, Channel.LETTER, Channel.EMAIL}
    fill(office)
    searched.sync("--json")
    searched.sync("--dry-run")
    for period in ("2026-11", "2026"):
        searched.run("report", "--period", period, "--file", str(office.folder / f"{period}.csv"))
        searched.run("report", "--period", period, "--file", str(office.folder / f"{period}.xlsx"))
    searched.run("doctor")
    searched.run("setup")
    searched.run("rebuild")
    for ledger in office.folder.glob("tanggap.db*"):
        ledger.rename(office.folder / f"dahulu-{ledger.name}")
    searched.run("rebuild")
    office.stage.hands(OFFICE).ask(
        "POST",
        f"/v4/spreadsheets/{office.stage.place('workbook')}/values:batchUpdate",
        json={"valueInputOption": "RAW", "data": [{"range": "Register!A1", "values": [["Zyxjudul"]]}]},
    )
    searched.sync("--json")
    assert searched.statuses == {0, 1, 2, 3}
    assert any("Kesalahan program" in told for told in searched.told.values())
    searched.search(MARKS)


def test_no_word_of_a_complainant_is_in_the_log_of_a_run(office, capsys):
    searched = Searched(office)
    searched.sync()
    play(office)
    capsys.readouterr()
    with logging_as(Style.JSON), wiring.KeptOffice(office.folder / SETTINGS) as kept:
        for fault in FAULTS:
            office.break_calls(**fault)
            logged(searched, kept, capsys)
            office.heal_calls()
            office.stage.answer_form("public", ANSWER)
        fill(office)
        logged(searched, kept, capsys)
    told = "\n".join(searched.told.values())
    assert "Kesalahan program" in told
    assert "KEL-2026-0001" in told
    searched.search(MARKS)
    lines = [json.loads(line) for logged in list(searched.told.values())[1:] for line in logged.splitlines()]
    assert {line["event"] for line in lines} >= {"tick", "refusal", "bug"}


def logged(searched: Searched, kept: wiring.KeptOffice, capsys) -> None:
    """Let a run tick once more, and keep what it logged."""
    searched.at += timedelta(minutes=1)
    searched.office.stage.set_clock(searched.at)
    assert commands.ticked(kept, searched.at)
    searched.told[f"{len(searched.told)} run"] = "".join(capsys.readouterr())


@pytest.mark.parametrize("style", list(Style), ids=lambda style: style.value)
@pytest.mark.filterwarnings("default")
def test_what_a_library_logs_is_told_by_its_place_and_not_by_its_words(style, capsys):
    with logging_as(style):
        logging.getLogger("urllib3.connectionpool").warning("Retrying after %s: /q=Zyxperihal", "Zyxnama")
        warnings.warn("Zyxnama", UserWarning, stacklevel=1)
        try:
            int("Zyxnama")
        except ValueError:
            logging.getLogger("automation.x").exception("Gagal")
    told = "".join(capsys.readouterr())
    assert "urllib3.connectionpool" in told
    assert "py.warnings" in told
    assert "ValueError" in told
    assert MARK not in told


@pytest.mark.bugs_kept  # That nobody can be told of it either is a second one.
def test_a_bug_is_told_by_its_place_and_not_by_its_words(office, monkeypatch):
    play(office)

    def broken(*given, **named):
        try:
            int("Zyxnama")
        except ValueError as error:
            raise RuntimeError("https://x.example/?q=Zyxperihal") from error

    monkeypatch.setattr(SignedSession, "request", broken)
    told = office.sync(wita(2, 9))
    assert told.status == 1
    assert "RuntimeError" in told.err
    assert "ValueError" in told.err
    assert "automation/google/workbook.py:" in told.err
    assert "Kesalahan program" in told.err
    assert MARK not in told.out + told.err


def test_a_statement_that_the_database_refuses_is_told_without_its_values():
    with (
        open_ledger("sqlite://") as ledger,
        ledger._engine.begin() as connection,
        pytest.raises(OperationalError, match="parameters hidden") as told,
    ):
        connection.exec_driver_sql("insert into nowhere values (?)", ("Zyxnama",))
    assert MARK not in str(told.value)


# -- secrets


def test_nothing_secret_is_printed_whatever_goes_wrong(office):
    searched = Searched(office)
    key = json.loads((office.folder / "ruang-kerja" / "service-account.json").read_text())
    secrets = [key["private_key"].splitlines()[3], key["private_key_id"]]
    code_key = next(office.folder.glob("rahasia/*"))
    secrets += [code_key.read_text().strip(), *tokens(office)]
    assert all(len(secret) >= 8 for secret in secrets)
    searched.run("doctor")
    searched.sync("--json")
    office.stage.answer_form("public", ANSWER)
    for fault in FAULTS:
        office.break_calls(**fault)
        searched.sync("--json")
        office.heal_calls()
    file = office.folder / "ruang-kerja" / "service-account.json"
    whole = file.read_text()
    for broken in (whole[:-40], whole.replace("BEGIN", "MULAI"), whole.replace('"client_email"', '"surel"')):
        file.write_text(broken)
        assert searched.sync("--json").status == 2
    file.write_text(whole)
    file.chmod(0o644)
    assert searched.sync().status == 2
    file.chmod(0o600)
    code_key.write_text("!!" + code_key.read_text())
    searched.sync()
    searched.run("doctor")
    searched.search([secret.casefold() for secret in secrets])


def tokens(office: WiredOffice) -> list[str]:
    """Give the access token of the job's own session."""
    with office.opened() as opened:
        opened.connection.construction.account()
        return [opened.connection._session.credentials.token]


@pytest.mark.parametrize(
    "url", ["postgresql://u:Zyxsandi@127.0.0.1:9/x", "tidakada://u:Zyxsandi@h/x", "sqlite://u:Zyxsandi@/x"]
)
def test_the_password_of_the_database_is_not_told(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises((UnusableLedger, Locked)) as told, open_ledger(url):
        pass
    assert "Zyxsandi" not in str(told.value)
    assert "Zyxsandi" not in bugs.bug_report(told.value)
