"""What comes with the program and is no code: `sheets_schema/`, `doc_templates/`, `office.example.toml`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return where a shipped folder or file lies: in an installed package, or else at the top of a checkout."""
    installed = _PACKAGE / "shipped_files" / name
    return installed if installed.exists() else _PACKAGE.parent / name
