"""Links in cells, and how a link looks."""

from __future__ import annotations

from typing import Any

from .model import Cell
from .theme import THEME_COLORS

LOOK: dict[str, Any] = {
    "foregroundColor": THEME_COLORS["LINK"],
    "foregroundColorStyle": {"rgbColor": THEME_COLORS["LINK"]},
    "underline": True,
}
"""The text format that a link brings along."""


def looking_linked(text_format: dict[str, Any]) -> dict[str, Any]:
    """Return a TextFormat, one with a link in a link's colour and underlined unless it says otherwise."""
    return {**LOOK, **text_format} if (text_format.get("link") or {}).get("uri") else text_format


def link_of(cell: Cell, format: dict[str, Any], runs: dict[str, Any]) -> str:
    """Return the one address that a cell leads to, or the empty string."""
    whole = link_of_whole(cell, format)
    if whole:
        return whole
    links = {((run.get("format") or {}).get("link") or {}).get("uri") for run in runs.get("textFormatRuns", [])}
    return str(links.pop()) if len(links) == 1 and None not in links else ""


def link_of_whole(cell: Cell, format: dict[str, Any]) -> str:
    """Return the address that a formula or the format lays over a whole cell, or the empty string."""
    if cell.formula[:11].upper() == "=HYPERLINK(" and cell.formula[11:12] == '"':
        return cell.formula[12:].partition('"')[0]
    return str(((format.get("textFormat") or {}).get("link") or {}).get("uri") or "")
