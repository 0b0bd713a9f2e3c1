"""Addresses that are not API methods: pages, the public form, the workspace's own controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, RequestRedirect, Rule
from werkzeug.wrappers import Request, Response

from .store import Store

View = Callable[..., Response]


class Routes:
    """A table of addresses and what answers them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._map = Map(strict_slashes=False, merge_slashes=False)
        self._views: dict[str, tuple[View, bool]] = {}

    def add(self, rule: str, view: View, methods: Iterable[str] = ("GET",), *, whole: bool = True) -> None:
        """Let `view(request, **parts of the address)` answer `rule`, such as `/forms/d/e/<id>/viewform`.

        Args:
            rule: an address in Werkzeug's routing syntax.
            view: gives the response; may raise `Refusal`.
            methods: the HTTP methods answered.
            whole: run the view as one transaction of the store; False for views that wait or stream.
        """
        name = f"{rule} {','.join(methods)}"
        self._views[name] = (view, whole)
        self._map.add(Rule(rule, endpoint=name, methods=list(methods)))

    def answer(self, request: Request) -> Response | None:
        """Answer a request, or return None when no rule knows its address."""
        adapter = self._map.bind_to_environ(request.environ)
        try:
            name, values = adapter.match()
        except MethodNotAllowed:
            return Response("Method Not Allowed\n", 405)
        except RequestRedirect as moved:
            return Response("", moved.code, {"Location": moved.new_url})
        except HTTPException:
            return None
        if _comes_from_elsewhere(request):
            return Response("Permintaan dari situs lain ditolak.\n", 403)
        view, whole = self._views[name]
        if not whole:
            return view(request, **values)
        with self._store.transaction():
            return view(request, **values)


def _comes_from_elsewhere(request: Request) -> bool:
    """Check whether another site sends this: it may send a public form, but press no buttons here."""
    origin = request.headers.get("Origin", "")
    if request.method in ("GET", "HEAD") or not origin or request.path.startswith("/forms/d/e/"):
        return False
    return urlsplit(origin).netloc != request.host
