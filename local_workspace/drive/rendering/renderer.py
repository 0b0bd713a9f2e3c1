"""The choice of the engine, and a memory of what was made."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from . import libreoffice, typesetting

REMEMBERED = 64


class Renderer:
    """Makes PDF from .docx; the same bytes are typeset once.

    Args:
        plain: typeset plainly even where LibreOffice is installed.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self.plain = plain
        self._made: OrderedDict[tuple[str, bool], bytes] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def pdf(self, content: bytes) -> bytes:
        """Return the PDF of a .docx."""
        key = (hashlib.sha256(content).hexdigest(), self.plain)
        with self._one_at_a_time:
            if key not in self._made:
                self._made[key] = self._typeset(content)
                while len(self._made) > REMEMBERED:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]

    def _typeset(self, content: bytes) -> bytes:
        if not self.plain and libreoffice.is_installed():
            made = libreoffice.pdf(content)
            if made is not None:
                return made
        return typesetting.pdf(content)
