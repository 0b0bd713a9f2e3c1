"""The words of a mail: HTML without its tags, an answer without what it repeats."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 500_000
_SILENT = frozenset({"style", "script", "head", "title", "template", "noscript"})
_ON_A_LINE_OF_ITS_OWN = frozenset(
    {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "hr", "ul", "ol"}
)
_INTRODUCTION = re.compile(r"(?:On|Pada|Am|Le)\s.{4,250}\b(?:wrote|menulis|schrieb|a écrit)\s*:", re.DOTALL)
_ORIGINAL = re.compile(r"-{2,}\s*(?:Original Message|Pesan Asli|Original Appointment)\s*-{2,}", re.IGNORECASE)
_HEADER_BLOCK = (
    re.compile(r"\*?(?:From|Dari)\s?:\*?\s"),
    re.compile(r"\*?(?:Sent|Date|Dikirim|Terkirim|Tanggal)\s?:\*?\s"),
    re.compile(r"\*?(?:To|Kepada|Untuk|Ke)\s?:\*?\s"),
    re.compile(r"\*?(?:Subject|Perihal|Subjek)\s?:\*?\s"),
)
_LONGEST_SIGNATURE = 12


def words_of_html(source: str) -> str:
    """Give the words of an HTML text; nothing it points to is looked at, and what it quotes bears ">"."""
    reader = _Words()
    try:
        reader.feed(source[:LONGEST])
        reader.close()
    except (ValueError, AssertionError, RecursionError):
        return re.sub(r"<[^>]{0,2000}>", " ", source[:LONGEST])
    return reader.text()


class _Words(HTMLParser):
    """Collects lines, each with how deep in quotations it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, list[str]]] = [(0, [])]
        self._silent = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a browser would."""
        if tag in _SILENT:
            self._silent += 1
        if tag == "blockquote":
            self._quoted += 1
        if tag in _ON_A_LINE_OF_ITS_OWN:
            self._lines.append((self._quoted, []))

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
        if tag in _ON_A_LINE_OF_ITS_OWN and tag != "br":
            self._lines.append((self._quoted, []))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._silent:
            self._lines[-1][1].append(data)

    def text(self) -> str:
        """Give the lines, never more than one blank between two."""
        lines: list[str] = []
        for quoted, words in self._lines:
            line = " ".join("".join(words).split())
            if line:
                lines.append("> " * min(quoted, 3) + line)
            elif lines and lines[-1]:
                lines.append("")
        return "\n".join(lines).strip()


def without_history(text: str) -> str:
    """Give an answer without what it quotes below itself and without its signature.

    In doubt nothing is cut: an answer between the quoted lines stays whole, and so does one that would be empty.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = _without_signature(lines[: _end_of_answer(lines)])
    return "\n".join(kept).strip() or text.strip()


def _end_of_answer(lines: list[str]) -> int:
    for at, line in enumerate(lines):
        stripped = line.strip()
        if _ORIGINAL.fullmatch(stripped) or _begins_header_block(lines[at : at + 8]):
            return at
        if _is_introduction(lines[at : at + 3]) and _all_quoted(_after_introduction(lines, at)):
            return at
        if line.startswith(">") and _all_quoted(lines[at:]):
            return at
    return len(lines)


def _is_introduction(lines: list[str]) -> bool:
    """Tell whether a line says who wrote what follows; mail programs fold it."""
    if not lines or not lines[0].strip():
        return False
    return any(_INTRODUCTION.fullmatch(" ".join(lines[:count]).strip()) for count in (1, 2, 3))


def _after_introduction(lines: list[str], at: int) -> list[str]:
    end = next(place for place in range(at, at + 3) if lines[place].rstrip().endswith(":"))
    return lines[end + 1 :]


def _all_quoted(lines: list[str]) -> bool:
    """Tell whether nothing but quotation follows, and some of it."""
    said = [line for line in lines if line.strip()]
    return bool(said) and all(line.startswith(">") for line in said)


def _begins_header_block(lines: list[str]) -> bool:
    first, *others = _HEADER_BLOCK
    rest = [line.strip() for line in lines]
    return bool(rest) and bool(first.match(rest[0])) and all(any(map(one.match, rest[1:])) for one in others)


def _without_signature(lines: list[str]) -> list[str]:
    """Cut from the line "-- " (RFC 3676) on, where what follows is short enough to be a signature."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at] in ("-- ", "--"):
            return lines[:at] if len(lines) - at <= _LONGEST_SIGNATURE else lines
    return lines
