"""A workspace asked without a network: each answer is held to its discovery schema."""

import json
from urllib.parse import quote, urlencode

from local_workspace.workspace import Workspace

OWNER = "pemilik@office.example"


class Refused(Exception):
    """A call that was refused, with its status and Google's text."""

    def __init__(self, status, message):
        super().__init__(f"{status} {message}")
        self.status = status
        self.message = message


class Office:
    """A workspace and somebody who calls it."""

    def __init__(self, folder):
        self.workspace = Workspace(folder)
        self.workspace.api.check_answers = True

    def ask(self, verb, path, body=None, who=OWNER, **query):
        headers = {"authorization": f"Bearer local:{who}", "content-type": "application/json"}
        content = b"" if body is None else json.dumps(body).encode()
        answer = self.workspace.gateway.call(verb, path, urlencode(query, doseq=True), headers, content)
        said = json.loads(answer.content) if answer.content else {}
        if answer.status >= 400:
            raise Refused(answer.status, said["error"]["message"])
        return said

    def spreadsheet(self, title="Buku", **rest):
        made = self.ask("POST", "/v4/spreadsheets", {"properties": {"title": title}, **rest})
        return Spreadsheet(self, made["spreadsheetId"])

    def close(self):
        self.workspace.close()


class Spreadsheet:
    """One spreadsheet, asked as its owner unless said otherwise."""

    def __init__(self, office, id):
        self.office = office
        self.id = id
        self.path = f"/v4/spreadsheets/{id}"

    def get(self, who=OWNER, **query):
        return self.office.ask("GET", self.path, who=who, **query)

    def values(self, range="Sheet1", who=OWNER, **query):
        return self.office.ask("GET", f"{self.path}/values/{quote(range)}", who=who, **query).get("values", [])

    def put(self, range, values, option="RAW", who=OWNER, **query):
        path = f"{self.path}/values/{quote(range)}"
        return self.office.ask("PUT", path, {"values": values}, who, valueInputOption=option, **query)

    def type(self, range, values, **rest):
        return self.put(range, values, "USER_ENTERED", **rest)

    def append(self, range, values, option="RAW", **query):
        path = f"{self.path}/values/{quote(range)}:append"
        return self.office.ask("POST", path, {"values": values}, valueInputOption=option, **query)

    def do(self, *requests, who=OWNER, **rest):
        return self.office.ask("POST", f"{self.path}:batchUpdate", {"requests": list(requests), **rest}, who)[
            "replies"
        ]

    def share(self, email, role="writer"):
        body = {"type": "user", "role": role, "emailAddress": email}
        self.office.ask("POST", f"/drive/v3/files/{self.id}/permissions", body)


def area(rows=None, columns=None, sheet=0):
    """Give a GridRange; rows and columns as (first, after)."""
    found = {"sheetId": sheet}
    if rows:
        found |= {"startRowIndex": rows[0], "endRowIndex": rows[1]}
    if columns:
        found |= {"startColumnIndex": columns[0], "endColumnIndex": columns[1]}
    return found


def span(dimension, first, after, sheet=0):
    """Give a DimensionRange."""
    return {"sheetId": sheet, "dimension": dimension, "startIndex": first, "endIndex": after}


def text(value):
    """Give CellData of a text."""
    return {"userEnteredValue": {"stringValue": value}}


def formula(value):
    """Give CellData of a formula."""
    return {"userEnteredValue": {"formulaValue": value}}
