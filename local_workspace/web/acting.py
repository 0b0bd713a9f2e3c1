"""What pages that change something share: who acts, and files given out."""

from __future__ import annotations

from urllib.parse import quote, unquote

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal

from .base import Pages, signed_in

# A page says in this header (or form field) for whom it was made: another tab may have changed the identity since.
MADE_FOR = "X-Workspace-Identity"


def acting_as(request: Request) -> str:
    """Return the address of who acts.

    Raises:
        Refusal: 401 when nobody is signed in, 409 when the page was made for somebody else.
    """
    who = signed_in(request)
    if not who:
        raise Refusal(401, "Pilih dahulu Anda masuk sebagai siapa, lalu muat ulang halaman ini.")
    made_for = unquote(request.headers.get(MADE_FOR, "")) or request.form.get("made_for", "")
    if made_for and made_for != who:
        raise Refusal(
            409,
            f"Peramban ini sekarang masuk sebagai {who}, padahal halaman ini dibuka sebagai {made_for}. "
            "Muat ulang halaman ini, lalu ulangi.",
        )
    return who


def attachment(content: bytes, mime_type: str, name: str, *, inline: bool = False) -> Response:
    """Return a file to keep, or to show when `inline`."""
    place = "inline" if inline else "attachment"
    plain = "".join(
        letter if letter.isascii() and letter not in '"\\' and letter.isprintable() else "_" for letter in name
    )
    return Response(
        content,
        headers={
            "Content-Disposition": f"{place}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
        content_type=mime_type,
    )


def no_such_file(pages: Pages, request: Request) -> Response:
    """Return the page for a file that is not there, or not for this person."""
    return pages.refuse(
        request,
        "Berkas ini tidak ada, atau belum dibagikan kepada Anda. Mintalah kepada pemiliknya, "
        "atau pilih orang lain di kanan atas.",
        404,
    )
