"""What setup builds with: files found by our mark, the workbook's layout, the forms' questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from googleapiclient.errors import HttpError
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient

from automation.domain.layout import (
    DriveRights,
    FormText,
    FoundForm,
    FoundTab,
    LayoutChange,
    Marked,
    MergedArea,
    Protection,
    Question,
    Responder,
)
from automation.ports import StepRefused

from . import wording
from .charts import rows_drawn
from .drive import ALL_DRIVES, FOLDER, LISTED, having, quoted
from .errors import answered, translated
from .forms import takes_verified_addresses
from .layout import requests_for
from .refusals import refusal_for
from .retry_policy import RetryPolicy
from .roles import roles_on
from .views import found_view

_MIME_TYPES = {
    "workbook": "application/vnd.google-apps.spreadsheet",
    "form": "application/vnd.google-apps.form",
}
LAYOUT_FIELDS = (
    "sheets("
    "properties(sheetId,title,gridProperties(rowCount,columnCount)),"
    "basicFilter(range),"
    "conditionalFormats(ranges(sheetId)),"
    "protectedRanges(protectedRangeId,description,editors(users),range),"
    "charts(chartId,spec(basicChart(domains))),"
    "filterViews(filterViewId,title,range,criteria,filterSpecs,sortSpecs),"
    "columnGroups(range(startIndex,endIndex)),"
    "merges)"
)
#: The property that every file of ours bears; properties of a program are seen by its own project alone.
_MARK = "tanggap"
#: Drive's name of the view that a form's responders have.
_RESPONDERS = "published"
_WRITERS = {"writer", "fileOrganizer", "organizer", "owner"}
#: Where a refused batch names the request at fault.
_NAMED = re.compile(r"requests\[(\d+)\]")


class GoogleConstruction:
    """Keeps the promises of `automation.ports.Construction`."""

    def __init__(
        self, sheets: HTTPClient, drive: Any, forms: Any, retry_policy: RetryPolicy, shared_drive: str
    ) -> None:
        self._sheets = sheets
        # Google's client builds a resource anew, with a function for each method, whenever it is asked for one.
        self._about, self._drives = drive.about(), drive.drives()
        self._files, self._permissions = drive.files(), drive.permissions()
        self._forms = forms.forms()
        self._retry_policy = retry_policy
        self._shared_drive = shared_drive

    def account(self) -> str:
        """Return the e-mail address that the job acts as."""
        with translated(wording.SIGNING_IN):
            found = self._repeated(self._about.get(fields="user(emailAddress)"))
        return str(found["user"]["emailAddress"]).lower()

    def owner_of(self, id: str) -> str | None:
        """Return who owns a file; "" where a shared drive does, None where this account does not see it."""
        with translated(wording.CHECKING_FILES):
            try:
                asked = self._files.get(fileId=id, fields="owners(emailAddress)", **ALL_DRIVES)
                found = self._repeated(asked)
            except HttpError as error:
                answer = answered(error)
                if answer is None or answer.status != 404:
                    raise
                return None
        return next((str(one["emailAddress"]).lower() for one in found.get("owners", ())), "")

    def storage(self) -> tuple[int, int | None]:
        """Return how many bytes the account uses, and of how many."""
        with translated(wording.ASKING_FOR_DRIVE):
            found = self._repeated(self._about.get(fields="storageQuota(usage,limit)"))
        quota = found.get("storageQuota", {})
        return int(quota.get("usage", 0)), int(quota["limit"]) if "limit" in quota else None

    def home(self) -> str:
        """Return the folder where the office's root folder belongs."""
        return self._shared_drive or "root"

    def shared_drive(self) -> DriveRights | None:
        """Return what the account may do in the shared drive of the settings; None where these name none."""
        if not self._shared_drive:
            return None
        asked = self._drives.get(
            driveId=self._shared_drive, fields="name,capabilities(canAddChildren,canTrashChildren)"
        )
        with translated(wording.CHECKING_SHARED_DRIVE):
            found = self._repeated(asked)
        may = found.get("capabilities", {})
        return DriveRights(
            name=found.get("name", ""),
            may_add=bool(may.get("canAddChildren")),
            may_trash=bool(may.get("canTrashChildren")),
        )

    def sees_mark(self, id: str) -> bool:
        """Return whether a file bears a mark that this project of Google Cloud sees."""
        with translated(wording.CHECKING_FILES):
            found = self._repeated(self._files.get(fileId=id, fields="appProperties", **ALL_DRIVES))
        return _MARK in found.get("appProperties", {})

    def has_unmarked_folder(self, parent: str, name: str) -> bool:
        """Return whether a folder of this name lies in another one without a mark that this project sees."""
        kind = f"mimeType = {quoted(FOLDER)} and trashed = false"
        query = f"name = {quoted(name)} and {quoted(parent)} in parents and {kind}"
        asked = self._files.list(q=query, fields="files(id,appProperties)", pageSize=100, **LISTED)
        with translated(wording.FINDING_OFFICE_FILES):
            found = self._repeated(asked)
        return any(_MARK not in file.get("appProperties", {}) for file in found.get("files", ()))

    def marked(self, parent: str, office: str) -> tuple[Marked, ...]:
        """Return what lies in a folder under this office's mark, oldest first."""
        query = f"{quoted(parent)} in parents and trashed = false and {having({'kantor': office})}"
        found: list[Marked] = []
        token = None
        while True:
            request = self._files.list(
                q=query,
                fields="nextPageToken,files(id,name,appProperties)",
                orderBy="createdTime",
                pageSize=200,
                pageToken=token,
                **LISTED,
            )
            with translated(wording.FINDING_OFFICE_FILES):
                answer = self._repeated(request)
            for file in answer.get("files", ()):
                found.append(Marked(file["id"], file["name"], file.get("appProperties", {}).get(_MARK, "")))
            token = answer.get("nextPageToken")
            if not token:
                return tuple(found)

    def state(self, id: str) -> str:
        """Return whether a file is "present", in the "bin", or "gone"."""
        with translated(wording.CHECKING_FILES):
            try:
                found = self._repeated(self._files.get(fileId=id, fields="trashed", **ALL_DRIVES))
            except HttpError as error:
                answer = answered(error)
                if answer is None or answer.status != 404:
                    raise
                return "gone"
        return "bin" if found.get("trashed") else "present"

    def make(self, kind: str, name: str, parent: str, properties: Mapping[str, str]) -> str:
        """Make a "workbook" or a "form", empty, and return its id."""
        body = {
            "name": name,
            "mimeType": _MIME_TYPES[kind],
            "parents": [parent],
            "appProperties": dict(properties),
        }
        with translated(wording.creating(name)):
            # Google's own kinds cannot have an id beforehand: whoever repeats this looks for the mark first.
            request = self._files.create(body=body, fields="id", **ALL_DRIVES)
            return str(self._retry_policy.careful(request.execute)["id"])

    def shared_with(self, id: str) -> frozenset[str]:
        """Return the addresses that may write in a file or folder."""
        with translated(wording.CHECKING_EDITORS):
            found = list(roles_on(self._permissions, self._repeated, id, "emailAddress,role"))
        return frozenset(
            one["emailAddress"].lower() for one in found if one.get("role") in _WRITERS and one.get("emailAddress")
        )

    def layout(self, workbook: str) -> tuple[FoundTab, ...]:
        """Return the tabs of a workbook as they are."""
        params: dict[str, Any] = {"fields": LAYOUT_FIELDS}
        with translated(wording.READING_STRUCTURE):
            found = self._retry_policy.repeated(lambda: self._sheets.fetch_sheet_metadata(workbook, dict(params)))
        return tuple(map(found_tab, found["sheets"]))

    def arrange(self, workbook: str, changes: Sequence[LayoutChange]) -> None:
        """Make all changes or none, in one call."""
        if not changes:
            return
        made = [(place, request) for place, change in enumerate(changes) for request in requests_for(change)]
        body = {"requests": [request for _, request in made]}
        with translated(wording.BUILDING_WORKBOOK):
            try:
                self._retry_policy.careful(lambda: self._sheets.batch_update(workbook, body))
            except APIError as error:
                if refusal := _step_refused(error, [place for place, _ in made]):
                    raise refusal from error
                raise

    def form(self, id: str) -> FoundForm:
        """Return a form as it is."""
        with translated(wording.READING_FORM):
            found = self._repeated(self._forms.get(formId=id))
        items = [item for item in found.get("items", ()) if "questionItem" in item]
        asked = {one["questionId"]: one for one in (item["questionItem"]["question"] for item in items)}
        # A form without publish settings is one of the old kind, always open.
        state = found.get("publishSettings", {"publishState": {"isPublished": True, "isAcceptingResponses": True}})
        published = state.get("publishState", {})
        return FoundForm(
            questions={item["questionItem"]["question"]["questionId"]: item.get("title", "") for item in items},
            choices={id: _choices(one) for id, one in asked.items() if "choiceQuestion" in one},
            dated=frozenset(id for id, one in asked.items() if one.get("dateQuestion", {}).get("includeTime")),
            published=bool(published.get("isPublished") and published.get("isAcceptingResponses")),
            linked_to=found.get("linkedSheetId", ""),
            address=found.get("responderUri", ""),
            items=len(found.get("items", ())),
            asks_to_sign_in=takes_verified_addresses(found),
        )

    def ask(self, id: str, text: FormText) -> None:
        """Write a form's title and questions, all or none."""
        named = {
            "info": {"title": text.title, "description": text.description},
            "updateMask": "title,description",
        }
        # A Workspace account's form would otherwise make customers sign in.
        collected = "VERIFIED" if text.signs_in else "DO_NOT_COLLECT"
        settings = {"settings": {"emailCollectionType": collected}, "updateMask": "emailCollectionType"}
        body = {"requests": [{"updateFormInfo": named}, {"updateSettings": settings}, *_created(text.questions)]}
        with translated(wording.building_form(text.title)):
            self._retry_policy.careful(self._forms.batchUpdate(formId=id, body=body).execute)

    def ask_more(self, id: str, questions: Sequence[Question], after: int) -> None:
        """Add questions below the first `after` items of a form, all or none."""
        items = [
            {"createItem": {"item": _item(question), "location": {"index": after + place}}}
            for place, question in enumerate(questions)
        ]
        with translated(wording.ADDING_QUESTIONS):
            self._retry_policy.careful(self._forms.batchUpdate(formId=id, body={"requests": items}).execute)

    def publish(self, id: str) -> None:
        """Publish a form and let it accept answers; done already is done."""
        # Google takes both or neither.
        state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
        with translated(wording.PUBLISHING_FORM):
            self._repeated(self._forms.setPublishSettings(formId=id, body={"publishSettings": state}))

    def responders(self, id: str) -> frozenset[Responder]:
        """Return who may answer a form: Drive keeps them as permissions of a view that no list shows unasked."""
        fields, view = "type,emailAddress,domain,view", {"includePermissionsForView": _RESPONDERS}
        with translated(wording.CHECKING_RESPONDERS):
            found = list(roles_on(self._permissions, self._repeated, id, fields, **view))
        return frozenset(
            Responder(one["type"], (one.get("emailAddress") or one.get("domain") or "").lower())
            for one in found
            if one.get("view") == _RESPONDERS
        )

    def admit(self, id: str, responder: Responder) -> None:
        """Let somebody answer a form; done already is done."""
        body = {"type": responder.kind, "role": "reader", "view": _RESPONDERS}
        named: dict[str, Any] = {}
        match responder.kind:
            case "user":
                body["emailAddress"] = responder.address
                named["sendNotificationEmail"] = False
            case "domain":
                body["domain"] = responder.address
            case _:
                pass
        with translated(wording.ADMITTING_RESPONDER):
            self._repeated(self._permissions.create(fileId=id, body=body, fields="id", **named, **ALL_DRIVES))

    def _repeated(self, request: Any) -> Any:
        return self._retry_policy.repeated(request.execute)


def _step_refused(error: APIError, places: Sequence[int]) -> StepRefused | None:
    """Return which change a refused batch is about: Google names the place of a request, counted from 0."""
    found = answered(error)
    if found is None or found.status != 400 or found.is_foreign or not (named := _NAMED.search(found.message)):
        return None
    refusal, at = refusal_for(found, wording.BUILDING_WORKBOOK), int(named[1])
    step = places[at] if at < len(places) else None
    return StepRefused(str(refusal or wording.request_wrong(wording.BUILDING_WORKBOOK)), found.said, step)


def found_tab(sheet: Mapping[str, Any]) -> FoundTab:
    """Read a sheet as `LAYOUT_FIELDS` bring it."""
    properties = sheet["properties"]
    grid = properties.get("gridProperties", {})
    columns = grid.get("columnCount", 0)
    return FoundTab(
        id=properties.get("sheetId", 0),
        title=properties["title"],
        rows=grid.get("rowCount", 0),
        columns=columns,
        protections=tuple(
            Protection(
                id=one["protectedRangeId"],
                name=one.get("description", ""),
                editors=frozenset(email.lower() for email in one.get("editors", {}).get("users", ())),
                columns=_columns(one.get("range", {}), columns),
            )
            for one in sheet.get("protectedRanges", ())
        ),
        has_filter="basicFilter" in sheet,
        rules=len(sheet.get("conditionalFormats", ())),
        merged=tuple(map(merged_area, sheet.get("merges", ()))),
        groups=tuple(
            (one["range"].get("startIndex", 0), one["range"].get("endIndex", columns))
            for one in sheet.get("columnGroups", ())
        ),
        views={one["filterViewId"]: found_view(one, grid.get("rowCount", 0)) for one in sheet.get("filterViews", ())},
        charts={one["chartId"]: rows_drawn(one.get("spec", {})) for one in sheet.get("charts", ())},
    )


def merged_area(area: Mapping[str, int]) -> MergedArea:
    """Read a merged range; Google leaves out what is 0."""
    return MergedArea(
        area.get("startRowIndex", 0),
        area.get("startColumnIndex", 0),
        area.get("endRowIndex", 1),
        area.get("endColumnIndex", 1),
    )


def _columns(area: Mapping[str, int], width: int) -> tuple[int, int] | None:
    """Return the columns (from, to) of a range; None for all of them."""
    if "startColumnIndex" not in area and "endColumnIndex" not in area:
        return None
    return area.get("startColumnIndex", 0), area.get("endColumnIndex", width)


def _choices(question: Mapping[str, Any]) -> tuple[str, ...]:
    options = question["choiceQuestion"].get("options", ())
    return tuple(str(one["value"]) for one in options if "value" in one)


def _created(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Return the requests that make a form's items: its pages first, since choices lead to them."""
    begun = [one.begins for one in questions if one.begins]
    pages = [
        {"itemId": page.id, "title": page.title, "description": page.help, "pageBreakItem": {}} for page in begun
    ]
    made = [{"createItem": {"item": page, "location": {"index": place}}} for place, page in enumerate(pages)]
    before = 0
    for place, question in enumerate(questions):
        before += question.begins is not None
        made.append({"createItem": {"item": _item(question), "location": {"index": place + before}}})
    return made


def _option(question: Question, choice: str) -> dict[str, Any]:
    if question.sends:
        return {"value": choice, "goToAction": "SUBMIT_FORM"}
    to = question.ways.get(choice)
    return {"value": choice, "goToSectionId": to} if to else {"value": choice}


def _item(question: Question) -> dict[str, Any]:
    match question.kind:
        case "choice" | "radio":
            kind: dict[str, Any] = {
                "choiceQuestion": {
                    "type": "RADIO" if question.kind == "radio" else "DROP_DOWN",
                    "options": [_option(question, choice) for choice in question.choices],
                }
            }
        case "datetime":
            kind = {"dateQuestion": {"includeTime": True, "includeYear": True}}
        case _:
            kind = {"textQuestion": {"paragraph": question.kind == "long_text"}}
    asked = {"questionId": question.id, "required": question.required, **kind}
    return {"title": question.title, "description": question.help, "questionItem": {"question": asked}}
