"""How many versions a document of a case has had."""

from __future__ import annotations

from automation.domain.case import Case
from automation.domain.documents import DocumentKind


def versions_before(kind: DocumentKind, case: Case, beginning: str = "") -> int:
    """Return how many documents of a kind were replaced; `beginning` counts those of one meeting only."""
    return sum(one.kind is kind and one.replaced.startswith(beginning) for one in case.remade)
