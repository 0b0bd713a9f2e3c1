"""What comes with the program and is no code: `sheets_schema/`, `doc_templates/`, `office.example.toml`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "shipped_files"


def shipped(name: str) -> Path:
    """Return where a shipped folder or file lies: in an installed package, or else at the top of a checkout."""
    installed = _INSTALLED / name
    return installed if installed.exists() else _PACKAGE.parent / name


def found_by_people(name: str) -> str:
    """Return how to tell people of a shipped file: by its name in a checkout, by its whole path once installed."""
    place = shipped(name)
    return str(place) if place.is_relative_to(_INSTALLED) else name
