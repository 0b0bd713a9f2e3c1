"""The looks of a new spreadsheet: Google's default cell format and theme."""

from __future__ import annotations

from typing import Any

from .colors import PARTS, part_of


def _rgb(hexadecimal: str) -> dict[str, Any]:
    steps = dict(zip(PARTS, bytes.fromhex(hexadecimal), strict=True))
    return {name: part_of(step) for name, step in steps.items() if step}


DEFAULT_FORMAT: dict[str, Any] = {
    "backgroundColor": _rgb("FFFFFF"),
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _rgb("FFFFFF")},
}

THEME: dict[str, Any] = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": _rgb(color)}}
        for kind, color in (
            ("TEXT", "000000"),
            ("BACKGROUND", "FFFFFF"),
            ("ACCENT1", "4285F4"),
            ("ACCENT2", "EA4335"),
            ("ACCENT3", "FBBC04"),
            ("ACCENT4", "34A853"),
            ("ACCENT5", "FF6D01"),
            ("ACCENT6", "46BDC6"),
            ("LINK", "1155CC"),
        )
    ],
}
THEME_COLORS: dict[str, Any] = {one["colorType"]: one["color"]["rgbColor"] for one in THEME["themeColors"]}
