"""Drive over plain HTTP, as one person or program."""

import json

import requests

FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Caller:
    """Somebody who calls Drive."""

    def __init__(self, serving, email="pemilik@office.example", token=""):
        self.address = serving.address
        self.email = email
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token or f'local:{email}'}"

    def __call__(self, verb, path, **rest):
        return self._session.request(verb, self.address + path, timeout=120, **rest)

    def ok(self, verb, path, **rest):
        answer = self(verb, path, **rest)
        assert answer.status_code in (200, 204), answer.text
        return answer.json() if answer.text else {}

    def refused(self, verb, path, **rest):
        """Give (status, reason, message) of a call that must fail."""
        answer = self(verb, path, **rest)
        assert answer.status_code >= 400, answer.text
        error = answer.json()["error"]
        return error["code"], error["errors"][0]["reason"], error["message"]

    def folder(self, name="Map", **more):
        return self.ok("POST", "/drive/v3/files", json={"name": name, "mimeType": FOLDER, **more})["id"]

    def upload(self, content=b"isi", mime_type="text/plain", query="", **metadata):
        return self.sent("POST", "/upload/drive/v3/files", content, mime_type, query, metadata)

    def sent(self, verb, path, content, mime_type, query, metadata):
        head = f"--mark\r\nContent-Type: application/json\r\n\r\n{json.dumps(metadata)}\r\n"
        body = f"{head}--mark\r\nContent-Type: {mime_type}\r\n\r\n".encode() + content + b"\r\n--mark--"
        return self(
            verb,
            f"{path}?uploadType=multipart{query}",
            data=body,
            headers={"Content-Type": "multipart/related; boundary=mark"},
        )

    def file(self, name="surat.txt", content=b"isi", **more):
        answer = self.upload(content, name=name, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def names(self, q, **params):
        found = self.ok("GET", "/drive/v3/files", params={"q": q, **params})["files"]
        return [file["name"] for file in found]

    def share(self, id, email, role):
        return self.ok(
            "POST",
            f"/drive/v3/files/{id}/permissions",
            json={"type": "user", "role": role, "emailAddress": email},
        )["id"]
