"""The words of an HTML text as a browser shows them; nothing it points to is looked at."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from automation.domain.texts import keepable

LONGEST = 500_000
_LONGEST_SOURCE = 10_000_000
#: So many elements within one another are a trap: each end would be looked for through all of them.
_DEEPEST = 1_000
_PIECE = 8_192
_DEEPEST_TABLE = 8
_DEEPEST_QUOTATION = 3
_SILENT = frozenset(
    {"style", "script", "title", "template", "noscript", "iframe", "noembed", "noframes", "object", "audio", "video"}
)
_BLOCKS = frozenset(
    {
        *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"),
        *("hr", "br", "table", "caption", "address", "article", "aside", "center", "details", "fieldset", "figure"),
        *("figcaption", "footer", "form", "header", "legend", "main", "nav", "option", "section", "summary"),
    }
)
#: A picture written into the text itself says nothing, and may be longer than all words together.
_INLINE_DATA = re.compile(r"data:[a-z0-9.+/;=-]{0,100}base64,[A-Za-z0-9+/=%\s]{200,}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def words_of_html(source: str) -> str:
    """Give the words of an HTML text; what it quotes bears ">", and the cells of a row stand beside one another.

    Where nothing would be shown though there are words, the words between its tags are given.
    """
    source = keepable(_INLINE_DATA.sub("", source[:_LONGEST_SOURCE])[:LONGEST])
    return _shown(source) or _between_tags(source)


def _shown(source: str) -> str:
    page = _Page()
    # Fed with a target it builds no tree: the parser tells of tags, as HTML5 knows them, and of texts.
    parser = etree.HTMLParser(target=page, huge_tree=True)  # type: ignore[arg-type]  # never bytes
    try:
        # By pieces, for what the target raises is heard between two of them alone.
        for start in range(0, len(source), _PIECE):
            parser.feed(source[start : start + _PIECE])
        return str(parser.close())
    except (etree.LxmlError, _TooDeep):
        return ""


def _between_tags(source: str) -> str:
    for name in ("style", "script"):
        source = _without(name, source)
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub(" ", source)).split("\n"))
    return "\n".join(filter(None, lines))


def _without(name: str, source: str) -> str:
    """Leave out an element that never shows, where it ends: one that does not would take all that follows along."""
    first, *others = re.split(rf"<{name}\b", source, flags=re.IGNORECASE)
    return " <".join([first, *(re.split(rf"</{name}\b", one, maxsplit=1, flags=re.IGNORECASE)[-1] for one in others)])


class _TooDeep(Exception):
    """No person's mail program writes such a text."""


@dataclass(slots=True)
class _Line:
    quoted: int
    pieces: list[str] = field(default_factory=list)
    is_blank: bool = True

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.is_blank = self.is_blank and text.isspace()

    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


@dataclass(slots=True)
class _Table:
    """A table that is open, and where the cells of its open row begin among the lines; None between rows."""

    cells: list[int] | None = None


class _Page:
    """Collects lines, each with how deep in quotations it stands."""

    def __init__(self) -> None:
        self._lines = [_Line(0)]
        self._tables: list[_Table] = []
        self._depth = 0
        self._silent = 0
        self._quoted = 0

    def start(self, tag: str, _attributes: object) -> None:
        """Begin a line where a browser would."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep
        self._silent += tag in _SILENT
        self._quoted += tag == "blockquote"
        if tag in _BLOCKS:
            self._break()
        match tag:
            case "table":
                self._tables.append(_Table())
            case "tr":
                self._begin_row()
            case "td" | "th":
                self._begin_cell()
            case _:
                pass

    def end(self, tag: str) -> None:
        """End it."""
        self._depth -= 1
        self._silent -= tag in _SILENT
        self._quoted -= tag == "blockquote"
        match tag:
            case "tr":
                self._end_row()
            case "table" if self._tables:
                self._end_row()
                self._tables.pop()
            case _:
                pass
        if tag in _BLOCKS and tag != "br":
            self._break()

    def data(self, text: str) -> None:
        """Keep words."""
        if not self._silent:
            self._lines[-1].add(text)

    def close(self) -> str:
        """Give the lines, never more than one blank between two."""
        while self._tables:
            self._end_row()
            self._tables.pop()
        lines: list[str] = []
        for line in self._lines:
            if text := line.text():
                lines.append("> " * min(line.quoted, _DEEPEST_QUOTATION) + text)
            elif lines and lines[-1]:
                lines.append("")
        return "\n".join(lines).strip()

    def _break(self) -> None:
        self._lines.append(_Line(self._quoted))

    def _begin_row(self) -> None:
        self._end_row()
        if self._tables:
            self._tables[-1].cells = []

    def _begin_cell(self) -> None:
        if self._tables and self._tables[-1].cells is None:
            self._begin_row()
        cells = self._tables[-1].cells if self._tables else None
        if cells or not self._lines[-1].is_blank:
            self._break()
        if cells is not None:
            cells.append(len(self._lines) - 1)

    def _end_row(self) -> None:
        """Put the cells of a row beside one another, where none of them has more than a line."""
        if not self._tables:
            return
        cells, self._tables[-1].cells = self._tables[-1].cells, None
        # A table in a table in a table only lays out the page, and would be gone through once for each.
        if not cells or len(self._tables) > _DEEPEST_TABLE:
            return
        ends = (*cells[1:], len(self._lines))
        said = [self._said(first, end) for first, end in zip(cells, ends, strict=True)]
        if len(said) > 1 and not any("\n" in text for text in said):
            row = _Line(self._lines[cells[0]].quoted)
            row.add(" | ".join(said).strip(" |"))
            self._lines[cells[0] :] = [row]
        if not self._lines[-1].is_blank:
            self._break()

    def _said(self, first: int, end: int) -> str:
        return "\n".join(filter(None, (line.text() for line in self._lines[first:end])))
