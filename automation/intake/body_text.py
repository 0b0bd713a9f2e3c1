"""Which text a mail has: all that a person would read of it, in order, and of each choice the best one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from .html_text import LONGEST, source_of, words_of_html
from .mail_parts import Parts, is_read

#: More pages of HTML than these are left out.
_MOST_PAGES = 20
#: Longer texts are not gone through line by line for what another said.
_MOST_LINES = 300
_PAGES = ("text/html", "application/xhtml+xml")
_ENRICHED = ("text/enriched", "text/richtext")
_CALENDAR = "text/calendar"
_PARAMETER = re.compile(r"<param>[^<]{0,1000}</param>", re.IGNORECASE)
_COMMAND = re.compile(r"<(?:(<)|/?[A-Za-z0-9-]{1,60}>)")
_LINE_ENDS = re.compile(r"\n+")
_SAID_IN_CALENDARS = re.compile(
    r"^(?:SUMMARY|LOCATION|DESCRIPTION|COMMENT)\b[^:\n]{0,300}:(.*)", re.IGNORECASE | re.MULTILINE
)
_ESCAPED = re.compile(r"\\([nN,;\\])")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one part says; `rank` is 0 for plain text, 1 for HTML, 2 for a calendar's entry."""

    rank: int
    text: str

    @property
    def bare(self) -> str:
        """What of it is seen: its letters and digits, or where it has none its signs, as of a lone "???"."""
        return _bare(self.text)

    @property
    def length(self) -> int:
        """How much of it is seen."""
        return len(self.bare)


def words_of(parts: Parts) -> str:
    """Return the text of a mail, up to `html_text.LONGEST` signs; so many are gone through in all."""
    left, pages = LONGEST, 0
    read: list[tuple[tuple[tuple[int, int], ...], _Said]] = []
    for leaf in parts.leaves:
        if leaf.is_attachment or not is_read(leaf.kind) or left <= 0:
            continue
        pages += leaf.kind in _PAGES
        if pages <= _MOST_PAGES or leaf.kind not in _PAGES:
            source = source_of(leaf.text, left) if leaf.kind in _PAGES else leaf.text[:left]
            left -= len(source)
            read.append((leaf.branch, _said(leaf.kind, source)))
    return _together(_chosen(read, 0))[:LONGEST]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)) or "".join(filter(_is_seen, text))


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf", "Cn", "Cs", "Co", "Mn")


def _said(kind: str, source: str) -> _Said:
    if kind in _PAGES:
        return _Said(1, words_of_html(source))
    if kind in _ENRICHED:
        return _Said(0, words_of_enriched(source))
    return _Said(2, words_of_calendar(source)) if kind == _CALENDAR else _Said(0, source.strip())


def _chosen(read: Sequence[tuple[tuple[tuple[int, int], ...], _Said]], depth: int) -> list[_Said]:
    """Return what is said, in order; of an alternative's choices one, and of the choices within it likewise."""
    found: list[_Said] = []
    for alternative, inside in groupby(read, key=lambda one: one[0][depth][0] if len(one[0]) > depth else 0):
        if not alternative:
            found += [said for _, said in inside]
            continue
        choices = groupby(inside, key=lambda one: one[0][depth][1])
        found += _best([_chosen(list(one), depth + 1) for _, one in choices])
    return found


def _best(choices: list[list[_Said]]) -> list[_Said]:
    """Return the plainest choice that is no stub, as "Please use a newer program" is beside a page of words."""
    longest = max((_length(one) for one in choices if _rank(one) < 2), default=0)
    fitting = [
        one for one in choices if _length(one) and (2 * _length(one) >= longest if _rank(one) < 2 else not longest)
    ]
    return min(fitting, key=_rank, default=[])


def _rank(choice: list[_Said]) -> int:
    return max((said.rank for said in choice), default=0)


def _length(choice: list[_Said]) -> int:
    return sum(said.length for said in choice)


def _together(said: Iterable[_Said]) -> str:
    """Join texts; of one that repeats another, as some programs write a mail in two forms, only what is new in it."""
    kept: list[str] = []
    seen: list[str] = []
    for one in said:
        bare = one.bare
        if bare and (text := _new_in(one.text, bare, seen)):
            kept.append(text)
            seen.append(bare)
    return "\n\n".join(kept)


def _new_in(text: str, bare_text: str, seen: Sequence[str]) -> str:
    """Return a text, or where most of it was said before the lines of it that were not."""
    if any(bare_text in other for other in seen):
        return ""
    if not seen or text.count("\n") > _MOST_LINES:
        return text
    lines = [(line, _bare(line)) for line in text.split("\n")]
    new = [(line, bare) for line, bare in lines if bare and not any(bare in other for other in seen)]
    is_repeated = 10 * sum(len(bare) for _, bare in new) < len(bare_text)
    return "\n".join(line for line, _ in new) if is_repeated else text


def words_of_enriched(text: str) -> str:
    """Return the words of text/enriched (RFC 1896): of each run of line ends one is none, and "<<" is a sign."""
    bare = _COMMAND.sub(lambda found: found[1] or "", _PARAMETER.sub("", text))
    return _LINE_ENDS.sub(lambda run: "\n" * (len(run[0]) - 1) or " ", bare).strip()


def words_of_calendar(text: str) -> str:
    """Return what a calendar's entry says to people (RFC 5545)."""
    unfolded = re.sub(r"\n[ \t]", "", text)
    said = (
        _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], found)
        for found in _SAID_IN_CALENDARS.findall(unfolded)
    )
    return "\n".join(dict.fromkeys(filter(None, map(str.strip, said))))
