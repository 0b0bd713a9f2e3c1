"""Pages for everybody who has their link, printed as small PDFs."""

from .printing import TypesetLeaflets

__all__ = ["TypesetLeaflets"]
