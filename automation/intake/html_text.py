"""The words of an HTML text as a browser shows them; nothing it points to is looked at.

The text is gone through tag by tag, as HTML5 cuts it, and no tree is built: the tree of a hostile page grows with the
square of its length, by the standard's own rules.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from justhtml import stream

from automation.domain.texts import keepable

from . import wording

LONGEST = 500_000
_LONGEST_SOURCE = 10_000_000
_DEEPEST_TABLE = 8
_DEEPEST_QUOTATION = 3
_SILENT = frozenset({"style", "script", "title", "template", "noscript", "iframe", "noembed", "noframes"})
_BLOCKS = frozenset(
    {
        *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"),
        *("hr", "br", "table", "caption", "address", "article", "aside", "center", "details", "fieldset", "figure"),
        *("figcaption", "footer", "form", "header", "legend", "main", "nav", "option", "section", "summary"),
    }
)
#: A picture written into the text itself says nothing, and may be longer than all words together.
_INLINE_DATA = re.compile(r"data:[a-z0-9.+/;=-]{0,100}base64,[A-Za-z0-9+/=%\s]{200,}", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|(?<![-a-z])opacity\s{0,9}:\s{0,9}0(?:\.0{1,9})?\s{0,9}(?:;|!|$)"
)
_LAID_OUT = re.compile(r"(?<![-a-z])white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)")
_STRUCK = re.compile(r"(?<![-a-z])text-decoration(?:-line)?\s{0,9}:[^;]{0,99}line-through")
#: Raised and lowered, as far as there are signs for them: 10 to the sixth is no 106.
_RAISED = str.maketrans("0123456789+-−=()nabcdeghijklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
#: They end where the next of them begins; those after them have no end at all.
_END_BY_THEMSELVES = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
_STRIKES = frozenset({"s", "strike", "del"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def words_of_html(page: str) -> str:
    """Return the words of an HTML text; what it quotes bears ">", and the cells of a row stand beside one another.

    Where nothing would be shown though there are words, the words between the tags are given. What is longer than
    `LONGEST` signs is cut off.
    """
    source = source_of(page, LONGEST)
    return _shown(source) or _between_tags(source)


def source_of(page: str, most: int) -> str:
    """Return what is gone through of an HTML text: without pictures written into it, up to `most` signs."""
    return keepable(_INLINE_DATA.sub("", page[:_LONGEST_SOURCE])[:most])


def _shown(source: str) -> str:
    page = _Page()
    for event in stream(source):
        match event:
            case ("start", (tag, attributes)):
                style = (attributes.get("style") or "").lower()
                hidden = "hidden" in attributes or bool(_HIDDEN.search(style))
                page.start(tag, style, hidden=hidden)
                if tag == "img" and not hidden and (caption := " ".join((attributes.get("alt") or "").split())):
                    page.say(wording.picture(caption))
            case ("end", tag):
                page.end(tag)
            case ("text", text):
                page.say(text)
            case _:
                pass  # Comments and declarations are not shown.
    return page.text()


def _between_tags(source: str) -> str:
    for name in ("style", "script"):
        source = _without(name, source)
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub(" ", source)).split("\n"))
    return "\n".join(filter(None, lines))


def _without(name: str, source: str) -> str:
    """Leave out an element that never shows, where it ends: one that does not would take all that follows along."""
    first, *others = re.split(rf"<{name}\b", source, flags=re.IGNORECASE)
    kept = (re.split(rf"</{name}\b", one, maxsplit=1, flags=re.IGNORECASE)[-1] for one in others)
    return " <".join([first, *kept])


@dataclass(slots=True)
class _Line:
    quoted: int
    is_laid_out: bool = False
    pieces: list[str] = field(default_factory=list)
    is_blank: bool = True

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.is_blank = self.is_blank and text.isspace()

    def text(self) -> str:
        whole = "".join(self.pieces)
        return whole.replace("\t", "    ").rstrip() if self.is_laid_out else " ".join(whole.split())


@dataclass(slots=True)
class _Table:
    """A table that is open, and where the cells of its open row begin among the lines; None between rows."""

    cells: list[int] | None = None


class _Within:
    """Whether the text stands within an element of some kind.

    Of what is in it only elements of its own name are counted: the others end within it, whatever they are.
    """

    def __init__(self) -> None:
        self._names: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._names)

    def start(self, tag: str, *, begins: bool) -> None:
        if self._names and tag == self._names[0] and tag in _END_BY_THEMSELVES:
            self._names.clear()
        if (begins and not self._names and tag not in _VOID) or (self._names and tag == self._names[0]):
            self._names.append(tag)

    def end(self, tag: str) -> None:
        if self._names and tag == self._names[0]:
            self._names.pop()


class _Page:
    """Collects lines, each with how deep in quotations it stands."""

    def __init__(self) -> None:
        self._lines = [_Line(0)]
        self._tables: list[_Table] = []
        self._silent = 0
        self._quoted = 0
        self._hidden = _Within()
        self._laid_out = _Within()
        self._struck = _Within()
        self._raised = 0
        self._lowered = 0

    def start(self, tag: str, style: str = "", *, hidden: bool = False) -> None:
        """Begin a line where a browser would."""
        self._hidden.start(tag, begins=hidden)
        self._laid_out.start(tag, begins=tag == "pre" or bool(_LAID_OUT.search(style)))
        was_struck = bool(self._struck)
        self._struck.start(tag, begins=tag in _STRIKES or bool(_STRUCK.search(style)))
        if self._struck and not was_struck:
            self.say(wording.STRUCK_OUT)
        self._raised += tag == "sup"
        self._lowered += tag == "sub"
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
        self._end_marks(tag)
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._quoted = max(0, self._quoted - (tag == "blockquote"))
        match tag:
            case "tr":
                self._end_row()
            case "table":
                self._end_table()
            case _:
                pass
        if tag in _BLOCKS:
            self._break()

    def _end_marks(self, tag: str) -> None:
        was_struck = bool(self._struck)
        for one in (self._struck, self._laid_out):
            one.end(tag)
        if was_struck and not self._struck:
            self.say(wording.STRUCK_OUT_ENDS)
        self._hidden.end(tag)
        self._raised = max(0, self._raised - (tag == "sup"))
        self._lowered = max(0, self._lowered - (tag == "sub"))

    def say(self, text: str) -> None:
        """Keep words."""
        if self._silent or self._hidden:
            return
        first, *others = text.split("\n") if self._laid_out else [text]
        self._lines[-1].add(self._placed(first))
        for line in others:
            self._break()
            self._lines[-1].add(self._placed(line))

    def _placed(self, text: str) -> str:
        """Return words as they stand: raised or lowered where there are signs for all of them."""
        signs = _RAISED if self._raised else _LOWERED if self._lowered else {}
        return text.translate(signs) if all(ord(sign) in signs for sign in text.strip()) else text

    def text(self) -> str:
        """Return the lines, never more than one blank between two."""
        while self._tables:
            self._end_table()
        lines: list[str] = []
        for line in self._lines:
            if text := line.text():
                lines.append("> " * min(line.quoted, _DEEPEST_QUOTATION) + text)
            elif lines and lines[-1]:
                lines.append("")
        return "\n".join(lines).strip()

    def _break(self) -> None:
        self._lines.append(_Line(self._quoted, bool(self._laid_out)))

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

    def _end_table(self) -> None:
        self._end_row()
        if self._tables:
            self._tables.pop()

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
