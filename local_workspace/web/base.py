"""What every page shares: the layout, who is signed in, the static files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.core.clock import Clock
from local_workspace.core.people import People
from local_workspace.core.routes import Routes

from .local_links import locally_linked

HERE = Path(__file__).parent
COOKIE = "workspace_identity"
TIME_ZONE = ZoneInfo("Asia/Makassar")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; frame-src 'self' blob:; object-src 'self' blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


def signed_in(request: Request) -> str:
    """Return the address, in small letters, of whoever uses this browser; "" before anyone was chosen."""
    return unquote(request.cookies.get(COOKIE, "")).strip().lower()


class Pages:
    """Renders pages in the common layout and lets people choose who they are.

    A page's view calls `render(request, "its/template.html", **values)`; templates lie in `web/templates`, styles
    and scripts in `web/static` (served under `/_workspace/static/`), and no script or style stands within a page.
    """

    def __init__(self, routes: Routes, people: People, clock: Clock) -> None:
        self._people = people
        self._clock = clock
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(date=date_of, moment=moment_of, time=time_of, locally_linked=_linked)
        routes.add("/_workspace/static/<path:name>", self._static)
        routes.add("/_workspace/sign-in", self._sign_in, ("POST",))

    def render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a page.

        Args:
            request: tells who is signed in and where to return after choosing another identity.
            template: a file in `web/templates` that extends `layout.html`.
            status: the HTTP status.
            values: what the template shows; `who` (a Person, or None), `people`, `now` and `is_real_time` are always
                there.
        """
        email = signed_in(request)
        shown = self._templates.get_template(template).render(
            who=self._people.named(email) if email else None,
            people=self._people.all(),
            now=self._clock.now(),
            is_real_time=self._clock.is_real,
            here=request.full_path.rstrip("?"),
            **values,
        )
        return Response(
            shown,
            status,
            {
                "Content-Security-Policy": POLICY,
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "same-origin",
                "Cache-Control": "no-store",
            },
            content_type="text/html; charset=utf-8",
        )

    def ask_who(self, request: Request) -> Response:
        """Return the page that asks who is there, for addresses that need to know."""
        return self.render(request, "who.html", status=401)

    def refuse(self, request: Request, message: str, status: int = 403) -> Response:
        """Return a page that says what cannot be done and why."""
        return self.render(request, "refused.html", status=status, message=message)

    def _static(self, request: Request, name: str) -> Response:
        folder = (HERE / "static").resolve()
        file = (folder / name).resolve()
        if not file.is_relative_to(folder) or not file.is_file() or file.suffix not in KINDS:
            return Response("Not Found\n", 404)
        return Response(
            file.read_bytes(),
            headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"},
            content_type=f"{KINDS[file.suffix]}; charset=utf-8",
        )

    def _sign_in(self, request: Request) -> Response:
        email = request.form.get("email", "").strip().lower()
        back = request.form.get("back", "/")
        if not back.startswith("/") or back.startswith("//") or urlsplit(back).netloc:
            back = "/"
        response = redirect(back, 303, Response)
        if "@" in email:
            self._people.meet(email)
            response.set_cookie(COOKIE, quote(email), max_age=timedelta(days=365), httponly=True, samesite="Strict")
        else:
            response.delete_cookie(COOKIE)
        return response


def _linked(words: Markup) -> Markup:
    return Markup(locally_linked(words))  # noqa: S704 (what urlize has escaped)


def local(instant: datetime) -> datetime:
    """Return an instant in the office's time (WITA)."""
    return instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(TIME_ZONE)


def date_of(instant: datetime) -> str:
    """Print the day as `2 November 2026`."""
    here = local(instant)
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}"


def time_of(instant: datetime) -> str:
    """Print the time of day as `09.30`."""
    return local(instant).strftime("%H.%M")


def moment_of(instant: datetime) -> str:
    """Print day and time as `2 November 2026 pukul 09.30 WITA`."""
    return f"{date_of(instant)} pukul {time_of(instant)} WITA"
