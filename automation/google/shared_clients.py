"""Google's own clients, built once in a process: what they know of an API takes ten times the room of an office."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from googleapiclient import discovery, discovery_cache
from googleapiclient.discovery import Resource
from googleapiclient.http import HttpRequest

from .transport import HttpOverSession, WholeJson


def client_over(name: str, version: str, http: HttpOverSession) -> Any:
    """Return the client of an API whose calls go out over one office's sessions.

    Args:
        name: such as "drive".
        version: such as "v3".
        http: what the calls of this office go over.
    """
    return _ClientOver(_built(name, version), http)


class _Unconnected:
    """What a client is built with that is never called by itself."""

    credentials = None

    def request(self, *_: object, **__: object) -> Any:
        raise AssertionError("a request of a shared client has an http of its own")

    def close(self) -> None:
        """Do nothing: nothing is open."""


class _SharedResource:
    """One resource of an API, and those beneath it, each built when it is first asked for."""

    def __init__(self, resource: Any) -> None:
        self._resource = resource
        self._beneath: dict[str, _SharedResource] = {}

    def method(self, name: str) -> Any:
        """Return what makes a request, or None for the name of a resource beneath."""
        if name in self._beneath:
            return None
        found: Callable[..., Any] = getattr(self._resource, name)
        if not hasattr(found, "__is_resource__"):
            return found
        self._beneath.setdefault(name, _SharedResource(found()))
        return None

    def beneath(self, name: str) -> _SharedResource:
        """Return a resource beneath, once `method` knows it."""
        return self._beneath[name]


class _ClientOver:
    """A resource whose requests go over one office's sessions."""

    def __init__(self, shared: _SharedResource, http: HttpOverSession) -> None:
        self._shared = shared
        self._http = http

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = self._shared.method(name)
        if method is None:
            return lambda: _ClientOver(self._shared.beneath(name), self._http)

        def request(*args: Any, **named: Any) -> Any:
            made = method(*args, **named)
            if isinstance(made, HttpRequest):
                made.http = self._http
            return made

        return request


@cache
def _built(name: str, version: str) -> _SharedResource:
    """Return the client of an API; what Google says of it ships with the library, so that no network is needed."""
    shipped: Any = discovery_cache
    building: Any = discovery
    described = json.loads(shipped.get_static_doc(name, version))
    made: Resource = building.build_from_document(described, http=_Unconnected(), model=WholeJson())
    return _SharedResource(made)
