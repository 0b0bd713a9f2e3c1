"""What setup builds with: files found by our mark, the workbook's layout, the forms' questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from googleapiclient.errors import HttpError
from gspread.http_client import HTTPClient

from automation.domain.layout import FormText, FoundForm, FoundTab, LayoutChange, Marked, Protection, Question

from . import wording
from .charts import rows_drawn
from .drive import ALL_DRIVES, LISTED, having, quoted
from .errors import answered, translated
from .layout import requests_for
from .retry_policy import RetryPolicy

_MIME_TYPES = {
    "workbook": "application/vnd.google-apps.spreadsheet",
    "form": "application/vnd.google-apps.form",
}
_LAYOUT = (
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),basicFilter(range),conditionalFormats(ranges(sheetId)),"
    "protectedRanges(protectedRangeId,description,editors(users),range),charts(chartId,spec(basicChart(domains))))"
)
_WRITERS = {"writer", "fileOrganizer", "organizer", "owner"}


class GoogleConstruction:
    """Keeps the promises of `automation.ports.Construction`."""

    def __init__(
        self, sheets: HTTPClient, drive: Any, forms: Any, retry_policy: RetryPolicy, shared_drive: str
    ) -> None:
        self._sheets = sheets
        self._drive = drive
        self._forms = forms.forms()
        self._retry_policy = retry_policy
        self._shared_drive = shared_drive

    def account(self) -> str:
        """Return the e-mail address that the job acts as."""
        with translated("masuk ke Google"):
            found = self._repeated(self._drive.about().get(fields="user(emailAddress)"))
        return str(found["user"]["emailAddress"]).lower()

    def storage(self) -> tuple[int, int | None]:
        """Return how many bytes the account uses, and of how many."""
        with translated(wording.ASKING_FOR_DRIVE):
            found = self._repeated(self._drive.about().get(fields="storageQuota(usage,limit)"))
        quota = found.get("storageQuota", {})
        return int(quota.get("usage", 0)), int(quota["limit"]) if "limit" in quota else None

    def home(self) -> str:
        """Return the folder where the office's root folder belongs."""
        return self._shared_drive or "root"

    def marked(self, parent: str, office: str) -> tuple[Marked, ...]:
        """Return what lies in a folder under this office's mark, oldest first."""
        query = f"{quoted(parent)} in parents and trashed = false and {having({'kantor': office})}"
        found: list[Marked] = []
        token = None
        while True:
            request = self._drive.files().list(
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
                found.append(Marked(file["id"], file["name"], file.get("appProperties", {}).get("tanggap", "")))
            token = answer.get("nextPageToken")
            if not token:
                return tuple(found)

    def state(self, id: str) -> str:
        """Return whether a file is "present", in the "bin", or "gone"."""
        with translated(wording.CHECKING_FILES):
            try:
                found = self._repeated(self._drive.files().get(fileId=id, fields="trashed", **ALL_DRIVES))
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
            request = self._drive.files().create(body=body, fields="id", **ALL_DRIVES)
            return str(self._retry_policy.careful(request.execute)["id"])

    def shared_with(self, id: str) -> frozenset[str]:
        """Return the addresses that may write in a file or folder."""
        fields = "permissions(emailAddress,role)"
        with translated(wording.CHECKING_EDITORS):
            found = self._repeated(
                self._drive.permissions().list(fileId=id, fields=fields, pageSize=100, **ALL_DRIVES)
            )
        return frozenset(
            one["emailAddress"].lower()
            for one in found.get("permissions", ())
            if one.get("role") in _WRITERS and one.get("emailAddress")
        )

    def layout(self, workbook: str) -> tuple[FoundTab, ...]:
        """Return the tabs of a workbook as they are."""
        params: dict[str, Any] = {"fields": _LAYOUT}
        with translated(wording.READING_STRUCTURE):
            found = self._retry_policy.repeated(lambda: self._sheets.fetch_sheet_metadata(workbook, dict(params)))
        return tuple(_tab(sheet) for sheet in found["sheets"])

    def arrange(self, workbook: str, changes: Sequence[LayoutChange]) -> None:
        """Make all changes or none, in one call."""
        if not changes:
            return
        body = {"requests": [request for change in changes for request in requests_for(change)]}
        with translated(wording.BUILDING_WORKBOOK):
            self._retry_policy.careful(lambda: self._sheets.batch_update(workbook, body))

    def form(self, id: str) -> FoundForm:
        """Return a form as it is."""
        with translated(wording.READING_FORM):
            found = self._repeated(self._forms.get(formId=id))
        questions = {
            item["questionItem"]["question"]["questionId"]: item.get("title", "")
            for item in found.get("items", ())
            if "questionItem" in item
        }
        # A form without publish settings is one of the old kind, always open.
        state = found.get("publishSettings", {"publishState": {"isPublished": True, "isAcceptingResponses": True}})
        published = state.get("publishState", {})
        return FoundForm(
            questions=questions,
            published=bool(published.get("isPublished") and published.get("isAcceptingResponses")),
            linked_to=found.get("linkedSheetId", ""),
            address=found.get("responderUri", ""),
            items=len(found.get("items", ())),
        )

    def ask(self, id: str, text: FormText) -> None:
        """Write a form's title and questions, all or none."""
        told = {"info": {"title": text.title, "description": text.description}, "updateMask": "title,description"}
        items = [
            {"createItem": {"item": _item(question), "location": {"index": place}}}
            for place, question in enumerate(text.questions)
        ]
        # A Workspace account's form would otherwise make customers sign in.
        open_to_all = {"settings": {"emailCollectionType": "DO_NOT_COLLECT"}, "updateMask": "emailCollectionType"}
        body = {"requests": [{"updateFormInfo": told}, {"updateSettings": open_to_all}, *items]}
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
        """Open a form to everybody who knows its address; done already is done."""
        state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
        body = {"publishSettings": state}
        anyone = {"type": "anyone", "role": "reader", "view": "published"}
        permissions = self._drive.permissions()
        with translated(wording.PUBLISHING_FORM):
            self._repeated(self._forms.setPublishSettings(formId=id, body=body))
            # Whoever fills it needs no account: Drive keeps the circle of responders.
            self._repeated(permissions.create(fileId=id, body=anyone, fields="id", **ALL_DRIVES))

    def _repeated(self, request: Any) -> Any:
        return self._retry_policy.repeated(request.execute)


def _tab(sheet: Mapping[str, Any]) -> FoundTab:
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
        charts={one["chartId"]: rows_drawn(one.get("spec", {})) for one in sheet.get("charts", ())},
    )


def _columns(area: Mapping[str, int], width: int) -> tuple[int, int] | None:
    """Return the columns (from, to) of a range; None for all of them."""
    if "startColumnIndex" not in area and "endColumnIndex" not in area:
        return None
    return area.get("startColumnIndex", 0), area.get("endColumnIndex", width)


def _item(question: Question) -> dict[str, Any]:
    match question.kind:
        case "choice" | "radio":
            kind: dict[str, Any] = {
                "choiceQuestion": {
                    "type": "RADIO" if question.kind == "radio" else "DROP_DOWN",
                    "options": [{"value": choice} for choice in question.choices],
                }
            }
        case "datetime":
            kind = {"dateQuestion": {"includeTime": True, "includeYear": True}}
        case _:
            kind = {"textQuestion": {"paragraph": question.kind == "long_text"}}
    asked = {"questionId": question.id, "required": question.required, **kind}
    return {"title": question.title, "description": question.help, "questionItem": {"question": asked}}
