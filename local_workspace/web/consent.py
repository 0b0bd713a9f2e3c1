"""Google's pages of consent: who is there, the warning of an app that is not verified, the boxes to tick."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.auth.accounts import Accounts
from local_workspace.auth.consent import AuthorizationRefusal, Codes, ConsentRequest, read_request
from local_workspace.auth.oauth_app import BLOCKED, STATUSES, OAuthApp
from local_workspace.auth.tokens import known_scopes
from local_workspace.core.routes import Routes

from .base import POLICY, Pages, signed_in

# Chromium holds the redirect after a form to `form-action` as well; the answer goes to the app on this machine.
_POLICY = POLICY.replace("form-action 'self'", "form-action 'self' http://127.0.0.1:* http://localhost:*")
_ASKED = (
    *("client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method"),
    *("access_type", "prompt", "login_hint"),
)
_AUTH = "https://www.googleapis.com/auth/"
_EVERYTHING = "Melihat, mengedit, membuat, dan menghapus semua"
#: What stands beside each box.
_TITLES = {
    "spreadsheets": f"{_EVERYTHING} spreadsheet Google Spreadsheet Anda",
    "drive": f"{_EVERYTHING} file Google Drive Anda",
    "forms.body": f"{_EVERYTHING} formulir Google Formulir Anda",
    "forms.responses.readonly": "Melihat semua respons terhadap formulir Google Formulir Anda",
    "gmail.compose": "Mengelola draf dan mengirim email",
    "gmail.readonly": "Melihat pesan dan setelan email Anda",
}


class ConsentPages:
    """Answers at the authorization addresses."""

    def __init__(self, routes: Routes, pages: Pages, accounts: Accounts, codes: Codes, app: OAuthApp) -> None:
        self._pages = pages
        self._accounts = accounts
        self._codes = codes
        self._app = app
        for rule in ("/o/oauth2/auth", "/o/oauth2/v2/auth"):
            routes.add(rule, self.ask)
        routes.add("/signin/oauth/consent", self.answer, ("POST",))
        routes.add("/signin/oauth/error", self.error)

    def ask(self, request: Request) -> Response:
        """Show what the app asks for, once it is known who is there and that the app may ask."""
        try:
            asked = self._read(request.args)
            who = signed_in(request)
            if not who:
                return self._pages.ask_who(request)
            self._let_in(who)
        except AuthorizationRefusal as refusal:
            return redirect(refusal.address, 302, Response)
        fields = {name: request.args[name] for name in _ASKED if name in request.args}
        warned = self._app.state.verified or request.args.get("lanjut") == "1"
        shown = self._pages.render(
            request,
            "consent/ask.html" if warned else "consent/unverified.html",
            fields=fields,
            scopes=[(scope, _TITLES.get(scope.removeprefix(_AUTH), scope)) for scope in asked.scopes],
            on=request.full_path + "&lanjut=1",
            wrong_person=asked.hint and asked.hint.lower() != who and asked.hint,
        )
        shown.headers["Content-Security-Policy"] = _POLICY
        return shown

    def answer(self, request: Request) -> Response:
        """Send the person back to the app, with a code or with a refusal."""
        try:
            asked = self._read(request.form)
            who = signed_in(request)
            if not who:
                return self._pages.ask_who(request)
            self._let_in(who)
        except AuthorizationRefusal as refusal:
            return redirect(refusal.address, 302, Response)
        ticked = [scope for scope in asked.scopes if scope in request.form.getlist("izin")]
        if request.form.get("jawaban") != "lanjutkan" or not ticked:
            return redirect(asked.back(error="access_denied"), 302, Response)
        code = self._codes.give(asked, who, ticked)
        return redirect(asked.back(code=code, scope=" ".join(ticked)), 302, Response)

    def error(self, request: Request) -> Response:
        """Show why Google lets nobody go on."""
        code, message, status = _unpacked(request.args.get("authError", ""))
        values = {"code": code, "message": message, "number": status}
        return self._pages.render(request, "consent/error.html", status=400, **values)

    def _read(self, asked: Mapping[str, str]) -> ConsentRequest:
        return read_request(asked, self._accounts.clients(), known_scopes())

    def _let_in(self, who: str) -> None:
        code = self._app.state.refusal_of(who)
        if code:
            raise AuthorizationRefusal(code, BLOCKED[code], STATUSES.get(code, 401))


def _unpacked(told: str) -> tuple[str, str, int]:
    try:
        raw = base64.b64decode(told + "=" * (-len(told) % 4))
    except (binascii.Error, ValueError):
        raw = b""
    found = re.fullmatch(rb"\n.([a-z_]+)\x12(?:[\x80-\xff]*[\x00-\x7f])(.*)\x20([\x80-\xff])(.)", raw, re.DOTALL)
    if found is None:
        return "invalid_request", "", 400
    return found[1].decode(), found[2].decode("utf-8", "replace"), found[3][0] & 0x7F | found[4][0] << 7
