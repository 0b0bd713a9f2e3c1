"""The same contact with the embedded workspace, whose answers Google's are held to; it has hands of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests

from automation import contact_wiring
from automation.contact.contact import Outcome
from automation.contact.site import Deed, Guests
from automation.settings.values import AccessMode, GoogleSettings
from local_workspace.server import serve

from .people import Hands, Somebody

OFFICE = Somebody("Akun kantor", "kantor@kontak.example")
TESTER = Somebody("Penguji", "penguji@kontak.example")
STRANGER = "tanpa-akun@kontak.example"


class WorkspaceHand:
    """What a person does in the workspace's pages, as the account and as the tester.

    Args:
        address: the workspace's.
        session: over which its pages are reached.
    """

    def __init__(self, address: str, session: requests.Session) -> None:
        self._address = address
        self._session = session
        self._office = Hands(address, OFFICE, session)

    def do(self, deed: Deed, where: str) -> bool:
        """Do it, and say that it was done."""
        match deed:
            case Deed.PUT_FILE:
                folder = where.rpartition("/")[2]
                Hands(self._address, TESTER, self._session).drop(folder, "catatan.txt", b"catatan", "text/plain")
            case Deed.EDIT_DRAFT:
                self._edit(self._draft(where))
            case Deed.SEND_DRAFT:
                self._send(self._draft(where))
        return True

    def _draft(self, subject: str) -> dict[str, Any]:
        found = self._office.ask("GET", "/gmail/v1/users/me/drafts", params={"q": f'subject:("{subject}")'}).json()
        return dict(found["drafts"][0])

    def _edit(self, draft: dict[str, Any]) -> None:
        """Save it with another text, as Gmail's page does while somebody types."""
        path = f"/gmail/v1/users/me/drafts/{draft['id']}"
        raw = self._office.ask("GET", path, params={"format": "raw"}).json()["message"]["raw"]
        self._office.ask("PUT", path, json={"message": {"raw": raw}})

    def _send(self, draft: dict[str, Any]) -> None:
        page = f"{self._address}/mail/{quote(OFFICE.email)}/{draft['message']['id']}/draf"
        signed_in = {"email": OFFICE.email, "back": "/"}
        self._session.post(f"{self._address}/_workspace/sign-in", data=signed_in, timeout=60).raise_for_status()
        self._session.post(page, data={"lakukan": "kirim"}, timeout=60).raise_for_status()


def prepare(address: str, folder: Path, session: requests.Session, *, shared: bool = False) -> GoogleSettings:
    """Take the account, the tester and the stranger in, and return how the account signs in.

    Args:
        address: the workspace's.
        folder: where the token is kept.
        session: over which the workspace is asked.
        shared: work in a shared drive of the account's.
    """
    people: list[dict[str, Any]] = [{"email": who.email, "name": who.name} for who in (OFFICE, TESTER)]
    people.append({"email": STRANGER, "account": False})
    session.post(f"{address}/_workspace/people", json=people, timeout=60).raise_for_status()
    consent = session.post(f"{address}/_workspace/authorized-user", json={"email": OFFICE.email}, timeout=60)
    consent.raise_for_status()
    token = folder / "token.json"
    token.touch(mode=0o600)
    token.write_text(json.dumps(consent.json()), encoding="utf-8")
    return GoogleSettings(
        mode=AccessMode.USER,
        key_file=None,
        subject="",
        token_file=token,
        base_address=address,
        shared_drive=_drive(Hands(address, OFFICE, session)) if shared else "",
    )


def _drive(hands: Hands) -> str:
    made = hands.ask("POST", "/drive/v3/drives", params={"requestId": "kontak"}, json={"name": "Kontak"}).json()
    return str(made["id"])


def workspace_outcome(folder: Path, *, shared: bool) -> Outcome:
    """Ask an embedded workspace, served for this alone, what a contact asks.

    Args:
        folder: where it keeps everything.
        shared: whether Google was asked in a shared drive.
    """
    with serve(folder / "ruang-kerja") as serving, requests.Session() as session:
        settings = prepare(serving.address, folder, session, shared=shared)
        with contact_wiring.open_contact(settings, folder / "kontak-sisa.json") as opened:
            return opened.made(
                guests=Guests(tester=TESTER.email, stranger=STRANGER),
                hand=WorkspaceHand(serving.address, session),
                progress=lambda *_: None,
            )
