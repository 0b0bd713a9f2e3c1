"""A mail as simple HTML: the words of its plain text, readable on a phone, in a bright and in a dark room.

No colour is set but that of rules, so that each reader's own colours hold; no image, no script, nothing to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from automation.domain.prose import Line, Look, Paragraph

from .plain import kept_signs

_PAGE = (
    '<!doctype html>\n<html lang="id" style="color-scheme:light dark">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta name="supported-color-schemes" content="light dark">\n'
    '<meta name="format-detection" content="telephone=no,date=no,address=no">\n'
    "<title>{title}</title>\n</head>\n"
    '<body style="margin:0;padding:0">\n'
    '<div style="max-width:600px;margin:0 auto;padding:20px 16px;font-family:Arial,Helvetica,sans-serif;'
    'font-size:16px;line-height:1.5;overflow-wrap:anywhere">\n{content}\n</div>\n</body>\n</html>\n'
)
_STYLES = {
    Look.PLAIN: "margin:0",
    Look.HEADING: "margin:0;padding:16px 0 0;border-top:1px solid #999;font-size:18px;line-height:1.3",
    Look.TITLE: "margin:8px 0 0;font-weight:bold",
    Look.SMALL: "margin:0;font-size:14px",
    Look.QUOTE: "margin:4px 0 0;padding-left:12px;border-left:3px solid #999",
    Look.BUTTON: "margin:8px 0 0",
}
_LABEL = "padding:3px 16px 3px 0;text-align:left;vertical-align:top;font-weight:normal"
#: A label of no more signs stays on one line; a longer one is broken, since it leaves no room beside it on a phone.
_SHORT = 24
_WHOLE, _BROKEN = ";white-space:nowrap", ";width:55%"
_BUTTON = (
    "display:inline-block;padding:12px 20px;border:2px solid;border-radius:6px;font-weight:bold;text-decoration:none"
)
_VALUE = "padding:3px 0;text-align:left;vertical-align:top;font-weight:bold"


def html_page(title: str, body: Sequence[Paragraph]) -> str:
    """Return the whole page; every word is escaped, and only a line's own link becomes one."""
    return kept_signs(_PAGE.format(title=escape(title), content="\n".join(map(_paragraph, body))))


def _paragraph(paragraph: Paragraph) -> str:
    parts = "\n".join(_runs(paragraph.lines))
    return f'<div style="margin:0 0 16px">\n{parts}\n</div>'


def _runs(lines: Sequence[Line]) -> Iterator[str]:
    for labelled, run in groupby(lines, key=lambda line: bool(line.label)):
        if labelled:
            rows = "\n".join(map(_row, run))
            yield f'<table style="border-collapse:collapse;font-size:16px;line-height:1.5">\n{rows}\n</table>'
        else:
            yield from map(_line, run)


def _row(line: Line) -> str:
    style = _LABEL + (_WHOLE if len(line.label) <= _SHORT else _BROKEN)
    label = f'<th scope="row" style="{style}">{escape(line.label)}</th>'
    return f'<tr>{label}<td style="{_VALUE}">{_words(line)}</td></tr>'


def _line(line: Line) -> str:
    name = "h2" if line.look is Look.HEADING else "p"
    style = _STYLES[line.look] + (";padding-left:20px" if line.indent else "")
    return f'<{name} style="{style}">{_words(line)}</{name}>'


def _words(line: Line) -> str:
    link = _link(line) if line.link else ""
    return " ".join(part for part in (escape(line.text), link) if part)


def _link(line: Line) -> str:
    if not line.link.startswith(("https://", "http://")):
        return escape(line.link)
    style = f' style="{_BUTTON}"' if line.look is Look.BUTTON else ""
    return f'<a href="{escape(line.link)}"{style}>{escape(line.link_name or line.link)}</a>'
