"""How each service keeps the contents of its own kind of file (spreadsheets, forms, documents)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .file import File


def _nothing(*_: object) -> None:
    """Do nothing: folders and unknown kinds keep no content of their own."""


@dataclass(frozen=True, slots=True)
class Native:
    """What Drive asks of the service that owns a kind of file; each call happens inside a transaction.

    Attributes:
        created: a file of this kind was made through Drive, empty.
        copied: `copied(source_id, file)`: `file` is new and must get the source's content.
        deleted: a file is gone for good.
        exports: what a file can be exported as: bytes by MIME type, given the file's id.
        imports: what an upload can be converted from: `imports[mime](file, content)` fills the new file.
    """

    created: Callable[[File], None] = _nothing
    copied: Callable[[str, File], None] = _nothing
    deleted: Callable[[str], None] = _nothing
    exports: Mapping[str, Callable[[str], bytes]] = field(default_factory=dict)
    imports: Mapping[str, Callable[[File, bytes], None]] = field(default_factory=dict)


class Natives:
    """The kinds of native files, by MIME type."""

    def __init__(self) -> None:
        self._kinds: dict[str, Native] = {}

    def register(self, mime_type: str, native: Native) -> None:
        """Let a service answer for a kind of file."""
        self._kinds[mime_type] = native

    def of(self, mime_type: str) -> Native:
        """Return what is known of a kind; a kind nobody registered keeps nothing."""
        return self._kinds.get(mime_type, Native())
