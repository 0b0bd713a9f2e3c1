"""What can keep an office from being set up: each with a message of its own, each time, and whole once it is gone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from automation.google import connect
from automation.jobs.setup.layout import tab_id
from automation.ports import Refusal
from local_workspace.server import serve
from tests.golden import GoldenTexts
from tests.ports.served import JOB, QUICK

from .test_doctor import ill
from .test_setup import Office

#: What setup says of each.
TOLD = GoldenTexts(Path(__file__).parent / "setup_refusals.txt")
OWNER = "pengelola@office.example"
OFFICER = "dewi@bspji-samarinda.example"
FOLDERS = "application/vnd.google-apps.folder"


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def ask(office, method: str, path: str, body: Any = None, who: str = OWNER) -> Any:
    headers = {"Authorization": f"Bearer local:{who}"}
    answer = requests.request(method, f"{office.serving.address}{path}", json=body, headers=headers, timeout=60)
    answer.raise_for_status()
    return answer.json() if answer.content else {}


@dataclass(frozen=True)
class Case:
    """One thing that goes wrong.

    Attributes:
        click: the place to click that the message names; for what passes by itself, the time.
        fault: what the workspace is told, without its kind and times.
        begin, end: what somebody does instead; `end` gets what `begin` gave.
        made_first: whether the office was set up before.
        like: the case whose message it shares, since Google gives both one answer.
    """

    name: str
    click: str
    fault: dict[str, Any] = field(default_factory=dict)
    begin: Callable[[Any], Any] | None = None
    end: Callable[[Any, Any], None] = lambda office, begun: None
    made_first: bool = False
    like: str = ""


def refused(name: str, reason: str, method: str, click: str, *, status: int = 403, message: str = "", body: str = ""):
    fault = {"status": status, "reason": reason, "match": {"method": method, "body": body}}
    return Case(name, click, fault | ({"message": message} if message else {}))


def switched_off(api: str, reason: str, method: str):
    """Google's answer where an API was not enabled; it names the page to open."""
    page = f"https://console.developers.google.com/apis/api/{api}.googleapis.com/overview?project=42"
    said = f"API has not been used in project 42 before or it is disabled. Enable it by visiting {page} then retry."
    return refused(f"the API {api} is off", reason, method, f"Buka {page}, klik Aktifkan", message=said)


# -- what people do


def in_shared_drive(role: str) -> Callable[[Any], Any]:
    """Let the office use a shared drive in which its account has a role; none for ""."""

    def begin(office):
        drive = ask(office, "POST", "/drive/v3/drives?requestId=1", {"name": "Keluhan"})["id"]
        if role:
            member = {"type": "user", "role": role, "emailAddress": JOB}
            ask(office, "POST", f"/drive/v3/files/{drive}/permissions?supportsAllDrives=true", member)
        office.settings = replace(office.settings, google=replace(office.settings.google, shared_drive=drive))
        reopen(office)
        return drive

    return begin


def made_manager(office, drive: str) -> None:
    member = {"type": "user", "role": "organizer", "emailAddress": JOB}
    ask(office, "POST", f"/drive/v3/files/{drive}/permissions?supportsAllDrives=true", member)


def reopen(office) -> None:
    office.connection.close()
    office.connection = connect(office.settings.google, QUICK)


def mistyped_drive(office):
    office.settings = replace(office.settings, google=replace(office.settings.google, shared_drive="0Atakada"))
    reopen(office)


def without_drive(office, begun) -> None:
    office.settings = replace(office.settings, google=replace(office.settings.google, shared_drive=""))
    reopen(office)


def trash(place: str) -> Callable[[Any], Any]:
    return lambda office: put(office, office.places[place], {"trashed": True})


def untrash(place: str) -> Callable[[Any, Any], None]:
    return lambda office, begun: put(office, office.places[place], {"trashed": False})


def put(office, id: str, body: dict[str, Any]) -> None:
    ask(office, "PATCH", f"/drive/v3/files/{id}?supportsAllDrives=true", body, who=JOB)


def sheets(office, *wanted: dict[str, Any]) -> None:
    ask(office, "POST", f"/v4/spreadsheets/{office.places['workbook']}:batchUpdate", {"requests": list(wanted)}, JOB)


def titled(title: str) -> dict[str, Any]:
    return {"updateSheetProperties": {"properties": {"sheetId": tab_id("status"), "title": title}, "fields": "title"}}


def headed(text: str) -> dict[str, Any]:
    start = {"sheetId": tab_id("register"), "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def ignoring(*codes: str) -> Callable[..., Any]:
    return lambda office, begun=None: ask(office, "POST", "/_workspace/sheets", {"ignored_locales": list(codes)})


def has_account(yes: bool) -> Callable[..., Any]:
    person = {"email": OFFICER, "account": yes}
    return lambda office, begun=None: ask(office, "POST", "/_workspace/people", person)


def of_project(name: str) -> Callable[..., Any]:
    return lambda office, begun=None: ask(office, "POST", "/_workspace/drive", {"project": name})


def asks_to_sign_in(office):
    settings = {"settings": {"emailCollectionType": "VERIFIED"}, "updateMask": "emailCollectionType"}
    collected(office, settings)


def asks_nobody(office, begun) -> None:
    collected(office, {"settings": {"emailCollectionType": "DO_NOT_COLLECT"}, "updateMask": "emailCollectionType"})


def collected(office, update: dict[str, Any]) -> None:
    form = office.places["form.public"]
    ask(office, "POST", f"/v1/forms/{form}:batchUpdate", {"requests": [{"updateSettings": update}]}, JOB)


def folder_of_that_name(office):
    body = {"name": office.settings.archive.root_folder, "mimeType": FOLDERS}
    return ask(office, "POST", "/drive/v3/files", body, JOB)["id"]


SHARES, RESPONDERS = '"role": "writer"', '"view": "published"'
CASES = (
    # -- the account
    switched_off("drive", "accessNotConfigured", "drive.about.get"),
    switched_off("sheets", "SERVICE_DISABLED", "sheets.spreadsheets.get"),
    switched_off("forms", "SERVICE_DISABLED", "forms.forms.get"),
    refused(
        "a scope is missing",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "forms.forms.batchUpdate",
        "Kelola Delegasi Tingkat Domain",
    ),
    refused(
        "Drive is switched off",
        "domainPolicy",
        "drive.about.get",
        "Drive SDK",
        message="The domain administrators have disabled Drive apps.",
    ),
    refused("a service is switched off", "domainPolicy", "drive.about.get", "Aplikasi, Google Workspace"),
    refused("Google is busy", "backendError", "drive.files.create", "beberapa menit lagi", status=503),
    # -- Drive
    refused("no storage", "storageQuotaExceeded", "drive.files.create", "drive_bersama atau atas_nama"),
    refused("the folder is full", "numChildrenInNonRootLimitExceeded", "drive.files.create", "Pindahkan"),
    refused("the shared drive is full", "teamDriveFileLimitExceeded", "drive.files.create", "mengosongkan Sampah"),
    refused(
        "the folder belongs to others",
        "insufficientParentPermissions",
        "drive.files.create",
        "sebagai Pengelola konten",
    ),
    Case("a mistyped shared drive", "Kelola anggota", begin=mistyped_drive, end=without_drive),
    Case(
        "no member of the shared drive",
        "Kelola anggota",
        begin=in_shared_drive(""),
        end=made_manager,
        like="a mistyped shared drive",
    ),
    Case("a reader of the shared drive", "Kelola anggota", begin=in_shared_drive("reader"), end=made_manager),
    Case("a contributor of the shared drive", "Kelola anggota", begin=in_shared_drive("writer"), end=made_manager),
    Case(
        "a folder of the office's name",
        "ganti namanya di Drive",
        begin=folder_of_that_name,
        end=lambda office, id: put(office, id, {"name": "Lain"}),
    ),
    Case(
        "another project of Google Cloud",
        "kunci dari proyek semula",
        begin=of_project("lain"),
        end=of_project(""),
        made_first=True,
    ),
    Case("a folder in the bin", "Pulihkan", {}, trash("folder.scans"), untrash("folder.scans"), True),
    Case("the workbook in the bin", "Pulihkan", {}, trash("workbook"), untrash("workbook"), True),
    # -- the workbook
    Case("neither code of Indonesian", "File › Setelan › Lokalitas", {}, ignoring("in_ID", "id_ID"), ignoring()),
    refused(
        "a step of the workbook",
        "badRequest",
        "sheets.spreadsheets.batchUpdate",
        "Buku kerja, lembar Petunjuk",
        status=400,
        message="Invalid requests[0].addSheet: x",
        body="addSheet",
    ),
    refused(
        "a protection",
        "badRequest",
        "sheets.spreadsheets.batchUpdate",
        "Buku kerja, perlindungan Status",
        status=400,
        body="Tanggap: Status",
    ),
    Case(
        "a renamed tab",
        "Kembalikan namanya menjadi Status",
        begin=lambda office: sheets(office, titled("Keadaan")),
        end=lambda office, begun: sheets(office, titled("Status")),
        made_first=True,
    ),
    Case(
        "a renamed column",
        "judul kolom “Nomor” tidak ditemukan",
        begin=lambda office: sheets(office, headed("No.")),
        end=lambda office, begun: sheets(office, headed("Nomor")),
        made_first=True,
    ),
    # -- sharing
    Case("an officer without an account", "`setup --undang", {}, has_account(False), has_account(True)),
    refused(
        "sharing outside the domain",
        "shareOutNotPermitted",
        "drive.permissions.create",
        "Drive dan Dokumen, Setelan berbagi",
        body=SHARES,
    ),
    refused(
        "a shared drive for the domain alone",
        "teamDriveDomainUsersOnlyRestriction",
        "drive.permissions.create",
        "Izinkan orang di luar organisasi",
        body=SHARES,
    ),
    refused(
        "a shared drive for members alone",
        "teamDriveTeamMembersOnlyRestriction",
        "drive.permissions.create",
        "Izinkan orang yang bukan anggota drive bersama",
        body=SHARES,
    ),
    refused(
        "a shared drive for accounts alone",
        "cannotShareTeamDriveWithNonGoogleAccounts",
        "drive.permissions.create",
        "membuat akun Google",
        body=SHARES,
    ),
    refused("shared enough", "sharingRateLimitExceeded", "drive.permissions.create", "hari ini", body=SHARES),
    # -- forms
    refused("publishing", "forbidden", "forms.forms.setPublishSettings", "sebagai Editor"),
    refused(
        "publishing outside the domain",
        "publishOutNotPermitted",
        "drive.permissions.create",
        "memublikasikan berkas di web",
        body=RESPONDERS,
    ),
    Case(
        "a form that asks to sign in",
        "Kumpulkan alamat email: Jangan kumpulkan",
        begin=asks_to_sign_in,
        end=asks_nobody,
        made_first=True,
    ),
)


def told(office) -> str:
    try:
        report = office.set_up()
    except Refusal as refusal:
        return str(refusal)
    return "\n".join((*report.problems, *report.later))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_each_refusal_is_told_and_once_it_is_gone_the_office_is_whole(office, case):
    if case.made_first:
        office.set_up()
    if case.fault:
        ask(office, "POST", "/_workspace/faults", {"kind": "status", "times": -1, **case.fault})
    begun = case.begin(office) if case.begin else None
    said, again = told(office), told(office)
    TOLD.expect(case.like or case.name, said)
    assert case.click in said
    assert again == said
    ask(office, "DELETE", "/_workspace/faults")
    case.end(office, begun)
    assert told(office) == ""
    assert ill(office) == ""
    assert {name: count for name, count in office.files().items() if count > 1} == {}


def test_no_two_of_them_are_told_in_the_same_words():
    texts = TOLD.all()
    assert set(texts) == {case.like or case.name for case in CASES}
    assert len(texts) >= 25
    assert len({_reason(text) for text in texts.values()}) == len(texts)


def _reason(text: str) -> str:
    """What is said of the cause; where Google's words are passed on, what they are about belongs to it."""
    first = text.splitlines()[0]
    return first if "Buku kerja, " in first else first.partition("Gagal ")[2].partition(": ")[2] or first
