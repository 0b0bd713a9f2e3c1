"""The people of the sample office, and what they do: only what people can do, over the wire, as themselves."""

from __future__ import annotations

import base64
import email
import email.policy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import requests

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MANY = 500
#: Seconds; a busy machine may take its time over a large file.
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person: the name that the story tells them by, and their address."""

    name: str
    email: str


RATNA = Somebody("Ratna (Kepala Balai)", "kepala@bspji-samarinda.example")
INDRA = Somebody("Indra (wakil Kepala Balai)", "indra@bspji-samarinda.example")
DEWI = Somebody("Dewi (petugas pelayanan)", "dewi@bspji-samarinda.example")
FAUZI = Somebody("Fauzi (petugas pelayanan)", "fauzi@bspji-samarinda.example")
BAMBANG = Somebody("Bambang (Ketua Pokja Pengujian)", "bambang@bspji-samarinda.example")
HENDRA = Somebody("Hendra (Ketua Pokja Kalibrasi)", "hendra@bspji-samarinda.example")
MAYA = Somebody("Maya (wakil Ketua Pokja Kalibrasi)", "maya@bspji-samarinda.example")
YOHANES = Somebody("Yohanes (Ketua Pokja Sertifikasi dan Inspeksi)", "yohanes@bspji-samarinda.example")
AGUS = Somebody("Agus (Ketua Pokja Pelatihan dan Konsultansi)", "agus@bspji-samarinda.example")
OFFICE = Somebody("Akun kantor", "layanan@bspji-samarinda.example")

#: Who can be chosen on the workspace's pages, with full names.
STAFF: Mapping[Somebody, str] = {
    RATNA: "Ratna Wulandari – Kepala Balai",
    INDRA: "Indra Kusuma – wakil Kepala Balai",
    DEWI: "Dewi Lestari – petugas pelayanan",
    FAUZI: "Ahmad Fauzi – petugas pelayanan",
    BAMBANG: "Bambang Sutrisno – Ketua Pokja Pengujian",
    HENDRA: "Hendra Gunawan – Ketua Pokja Kalibrasi",
    MAYA: "Maya Sari – wakil Ketua Pokja Kalibrasi",
    YOHANES: "Yohanes Lampung – Ketua Pokja Sertifikasi dan Inspeksi",
    AGUS: "Agus Salim – Ketua Pokja Pelatihan dan Konsultansi",
    OFFICE: "Layanan BSPJI Samarinda – akun kantor",
}


class Refused(Exception):
    """The workspace did not let somebody do what they tried; the text is its answer."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        super().__init__(f"{status}: {text}")


@dataclass(frozen=True, slots=True)
class DriveFile:
    """A file as Drive lists it."""

    id: str
    name: str
    mime_type: str
    note: str = ""
    md5: str = ""


class Hands:
    """What one person does in the workspace, signed in as themselves."""

    def __init__(self, address: str, who: Somebody, session: requests.Session) -> None:
        self._address = address
        self._session = session
        self._signed_in = {"Authorization": f"Bearer local:{who.email}"}

    def ask(self, method: str, path: str, **how: Any) -> requests.Response:
        """Make one call as this person.

        Raises:
            Refused: the workspace says no.
        """
        headers = {**self._signed_in, **how.pop("headers", {})}
        answer = self._session.request(method, self._address + path, headers=headers, timeout=PATIENCE, **how)
        if not answer.ok:
            raise Refused(answer.status_code, answer.text[:400])
        return answer

    # -- the workbook

    def table(self, workbook: str, ranges: Sequence[str]) -> list[list[list[Any]]]:
        """Read ranges as they are shown."""
        found = self.ask("GET", f"/v4/spreadsheets/{workbook}/values:batchGet", params={"ranges": list(ranges)})
        return [one.get("values", []) for one in found.json()["valueRanges"]]

    def type_cells(self, workbook: str, cells: Mapping[str, str]) -> None:
        """Type into cells, by A1 address, as if at the keyboard."""
        data = [{"range": place, "values": [[text]]} for place, text in cells.items()]
        body = {"valueInputOption": "USER_ENTERED", "data": data}
        self.ask("POST", f"/v4/spreadsheets/{workbook}/values:batchUpdate", json=body)

    def delete_row(self, workbook: str, tab: int, row: int) -> None:
        """Delete a row; 0 is the heading."""
        place = {"sheetId": tab, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
        body = {"requests": [{"deleteDimension": {"range": place}}]}
        self.ask("POST", f"/v4/spreadsheets/{workbook}:batchUpdate", json=body)

    def tabs(self, workbook: str) -> dict[str, int]:
        """Give the ids of the tabs by their titles."""
        found = self.ask("GET", f"/v4/spreadsheets/{workbook}", params={"fields": "sheets.properties"}).json()
        return {one["properties"]["title"]: one["properties"]["sheetId"] for one in found["sheets"]}

    # -- Drive

    def files(self, query: str) -> tuple[DriveFile, ...]:
        """List the files that a search finds, oldest first."""
        params: dict[str, Any] = {
            "q": f"{query} and trashed = false",
            "fields": "nextPageToken,files(id,name,mimeType,description,md5Checksum)",
            "orderBy": "createdTime",
            "pageSize": _MANY,
        }
        found: list[DriveFile] = []
        while True:
            page = self.ask("GET", "/drive/v3/files", params=params).json()
            found += [
                DriveFile(
                    one["id"],
                    one["name"],
                    one["mimeType"],
                    one.get("description", ""),
                    one.get("md5Checksum", ""),
                )
                for one in page["files"]
            ]
            if "nextPageToken" not in page:
                return tuple(found)
            params["pageToken"] = page["nextPageToken"]

    def inside(self, folder: str) -> tuple[DriveFile, ...]:
        """List what lies in a folder."""
        return self.files(f"'{folder}' in parents")

    def download(self, file: str) -> bytes:
        """Give a file's contents."""
        return self.ask("GET", f"/drive/v3/files/{file}", params={"alt": "media"}).content

    def upload_again(self, file: str, content: bytes, mime_type: str = DOCX) -> None:
        """Give a file new contents, as saving it does."""
        path = f"/upload/drive/v3/files/{file}"
        self.ask("PATCH", path, params={"uploadType": "media"}, data=content, headers={"Content-Type": mime_type})

    def drop(self, folder: str, name: str, content: bytes, mime_type: str) -> None:
        """Put a file into a folder."""
        made = self.ask("POST", "/drive/v3/files", json={"name": name, "parents": [folder], "mimeType": mime_type})
        self.upload_again(made.json()["id"], content, mime_type)

    # -- mail

    def mails(self) -> tuple[tuple[bytes, EmailMessage], ...]:
        """Read the whole mailbox, oldest first: each mail as it came, and parsed."""
        return tuple(map(self.mail, self.mail_ids()))

    def mail_ids(self) -> tuple[str, ...]:
        """List the whole mailbox, oldest first."""
        ids: list[str] = []
        params: dict[str, Any] = {"maxResults": _MANY}
        while True:
            page = self.ask("GET", "/gmail/v1/users/me/messages", params=params).json()
            ids += [one["id"] for one in page.get("messages", [])]
            if "nextPageToken" not in page:
                break
            params["pageToken"] = page["nextPageToken"]
        return tuple(reversed(ids))

    def mail(self, id: str) -> tuple[bytes, EmailMessage]:
        """Read a mail, as it came and parsed."""
        found = self.ask("GET", f"/gmail/v1/users/me/messages/{id}", params={"format": "raw"}).json()
        raw = base64.urlsafe_b64decode(found["raw"])
        return raw, _parsed(raw)

    def send(self, message: EmailMessage) -> None:
        """Send a mail."""
        raw = base64.urlsafe_b64encode(message.as_bytes(policy=email.policy.SMTP)).decode("ascii")
        self.ask("POST", "/gmail/v1/users/me/messages/send", json={"raw": raw})


def _parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise TypeError("the default policy gives an EmailMessage")
    return message
