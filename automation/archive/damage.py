"""What a damaged file does to the libraries that open it, told as what a person can do."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from PIL import Image

from automation.ports import CannotOpen

from . import wording

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, OverflowError, TypeError, KeyError)


@contextmanager
def damage_refused() -> Iterator[None]:
    """Turn what PDFium and Pillow raise over a damaged or giant file into a refusal.

    Raises:
        CannotOpen: as said.
    """
    try:
        yield
    except pdfium.PdfiumError as error:
        raise CannotOpen(wording.DAMAGED) from error
    except Image.DecompressionBombError as error:
        raise CannotOpen(wording.TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        raise CannotOpen(wording.DAMAGED) from error
