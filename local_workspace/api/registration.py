"""API methods as marked Python methods: a class a resource, its methods named as Google names them.

    class CommentsApi:
        @serves("drive.comments.delete")
        def delete(self, call: Call) -> None:
            ...

`endpoints_of` gathers what is marked. What many methods have in common is said in the mark and done here: `fields`
that must be given, the fields that are given when none are asked for, and the empty answer of a method that
returns None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from local_workspace.core.answers import Answer

from . import discovery, fields
from .calls import Call, Handler
from .errors import Refusal

MARK = "_serves"
# Gmail names a type even for an answer without content.
TYPE_OF_NOTHING = {"gmail": "application/octet-stream"}
Marked = TypeVar("Marked", bound=Callable[..., "dict[str, Any] | Answer | None"])


class UnknownMethod(ValueError):
    """A class claims to serve a method that no discovery document has, or that another one serves already."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What `serves` says of a Python method."""

    ids: tuple[str, ...]
    whole: bool
    fields_required: bool
    default_fields: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What answers one API method.

    Attributes:
        id: the method's discovery id.
        handler: gives the answer, trimmed to the default fields, or raises `Refusal`.
        whole: whether it runs as one transaction; False for a slow one that opens its own.
    """

    id: str
    handler: Handler
    whole: bool


def serves(
    *ids: str, whole: bool = True, fields_required: bool = False, default_fields: str = ""
) -> Callable[[Marked], Marked]:
    """Mark a Python method as the one that answers these API methods.

    The marked method takes a `Call` and returns the JSON answer, an `Answer` for anything else, or None for an
    empty answer (status 204). It raises `Refusal` for what Google would refuse.

    Args:
        ids: discovery ids, such as `drive.comments.create`.
        whole: run it as one transaction; False for a slow method that opens its own.
        fields_required: refuse a call without `fields`.
        default_fields: the mask that holds when a call names no `fields`; "" gives everything.
    """

    def mark(method: Marked) -> Marked:
        setattr(method, MARK, Mark(ids, whole, fields_required, default_fields))
        return method

    return mark


def endpoints_of(*resources: object) -> Mapping[str, Endpoint]:
    """Gather the marked methods of resources, by discovery id.

    Raises:
        UnknownMethod: for an id that discovery does not know, or that is marked twice.
    """
    found: dict[str, Endpoint] = {}
    for resource in resources:
        for endpoint in _endpoints_of(resource):
            if endpoint.id not in discovery.ids():
                raise UnknownMethod(f"{type(resource).__name__}: no discovery document knows {endpoint.id}")
            if endpoint.id in found:
                raise UnknownMethod(f"{type(resource).__name__}: {endpoint.id} is served already")
            found[endpoint.id] = endpoint
    return found


def _endpoints_of(resource: object) -> Iterator[Endpoint]:
    for name in dir(type(resource)):
        method = getattr(type(resource), name)
        mark = getattr(method, MARK, None)
        if isinstance(mark, Mark):
            for id in mark.ids:
                yield Endpoint(id, _handler(getattr(resource, name), mark, id), mark.whole)


def _handler(method: Callable[[Call], dict[str, Any] | Answer | None], mark: Mark, id: str) -> Handler:
    def handler(call: Call) -> dict[str, Any] | Answer:
        if mark.fields_required and "fields" not in call.params:
            raise _fields_required()
        made = method(call)
        if made is None:
            return Answer(b"", TYPE_OF_NOTHING.get(id.partition(".")[0], ""), 204)
        if isinstance(made, Answer) or not mark.default_fields or "fields" in call.params:
            return made
        trimmed: dict[str, Any] = fields.masked(made, mark.default_fields)
        return trimmed

    return handler


def _fields_required() -> Refusal:
    return Refusal(
        400,
        "The 'fields' parameter is required for this method.",
        reason="required",
        location="fields",
        location_type="parameter",
    )
