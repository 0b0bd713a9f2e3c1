"""A signed letter's pages held against what was approved: number and date as they stand there, and what differs.

The text of a page comes in no sure order: headers before or behind the body, cells beside each other. So each
approved paragraph is looked for and struck out; what is left over, or was not found, is a difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from automation.domain.dates import date_in
from automation.domain.letter_content import differences

from . import wording

#: Fewer signs than this share of the approved ones are no letter: a picture of one, with a stamp.
_LEAST = 0.5
#: More pages than a reply ever has are for a person to read.
_MOST_PAGES = 30
#: Shorter paragraphs than this are looked for as whole words only.
_SHORT = 8
_NUMBER_LENGTH = 120
#: Of a line of the head, to be known again.
_SHORTEST_LINE = 4
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_DAY = r"(?P<day>\d{1,2} [A-Za-z]+ \d{4})"
_VARIABLE = re.compile(r"\$\{[^{}\s]{1,60}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLetter:
    """What the pages of a signed letter say.

    Attributes:
        is_readable: they have a text, with number and date where the approved letter has them.
        number, on: as they stand there; "" and None where they are not readable.
        changes: what differs from what was approved, each as a sentence; empty where nothing does.
        unfilled: what nobody filled in: variables as they stand there, or the number.
    """

    is_readable: bool
    number: str = ""
    on: date | None = None
    changes: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()


def printed_letter(pages: Sequence[str], approved: Sequence[str], besides: Iterable[str]) -> PrintedLetter:
    """Hold the text of a letter's pages against its approved content.

    Args:
        pages: the text of each page.
        approved: the content's lines (`LetterContent.lines`).
        besides: what may stand there too: who signed, and what Srikandi prints of its own.
    """
    if len(pages) > _MOST_PAGES:
        return PrintedLetter(is_readable=False)
    shown = [_shown(page) for page in pages]
    lines = [line for line in approved if not wording.SAYS_HOW_IT_LOOKS.fullmatch(line)]
    text = "\n".join(shown)
    if unfilled := tuple(dict.fromkeys(_VARIABLE.findall(text))):
        return PrintedLetter(is_readable=True, unfilled=unfilled)
    if len(_bare(text)) < _LEAST * len(_bare("".join(lines))):
        return PrintedLetter(is_readable=False)
    number, day = _number_in(text, lines), _day_in(text, lines)
    if number and _is_of_another_line(number, lines):
        return PrintedLetter(is_readable=True, unfilled=(wording.THE_NUMBER,))
    on = date_in(day)
    if not number or on is None:
        return PrintedLetter(is_readable=False)
    filled = [line.replace(wording.A_NUMBER, number, 1).replace(wording.A_DATE, day, 1) for line in lines]
    return PrintedLetter(is_readable=True, number=number, on=on, changes=_changes(shown, filled, besides))


def _shown(page: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", page.replace("\r\n", "\n").replace("\r", "\n")))


def _bare(text: str) -> str:
    return "".join(text.split())


# -- number and date


def _number_in(text: str, lines: Sequence[str]) -> str:
    before, after = _around(lines, wording.A_NUMBER)
    ends = [r"\n", r"\Z", *([_loose(after)] if after else [])]
    place, _ = _around(lines, wording.A_DATE)
    ends += [_loose(place)] if place else []
    if not before:
        return ""
    found = re.search(rf"{_loose(before)}\s*(?P<number>\S[^\n]{{0,{_NUMBER_LENGTH}}}?)\s*(?:{'|'.join(ends)})", text)
    return " ".join(found["number"].split()) if found else ""


def _is_of_another_line(number: str, lines: Sequence[str]) -> bool:
    """Return whether what follows the word for the number is the head's next line: then nothing was filled in."""
    others = (_bare(line.partition(wording.A_DATE)[0]) for line in lines if wording.A_NUMBER not in line)
    return any(len(other) >= _SHORTEST_LINE and _bare(number).startswith(other) for other in others)


def _day_in(text: str, lines: Sequence[str]) -> str:
    place, _ = _around(lines, wording.A_DATE)
    found = re.search(rf"{_loose(place)}\s*{_DAY}", text) if place else None
    return found["day"] if found else ""


def _around(lines: Sequence[str], mark: str) -> tuple[str, str]:
    """Return what stands before a mark, and behind it in its line; in a table the cells before it are its line."""
    place = next((place for place, line in enumerate(lines) if mark in line), None)
    if place is None:
        return "", ""
    before, _, after = lines[place].partition(mark)
    before = before.partition(wording.A_NUMBER)[2] or before if mark == wording.A_DATE else before
    if not before.strip():
        before = " ".join(lines[max(0, place - 2) : place])
    return before.strip(), after.partition(wording.A_DATE)[0].strip()


def _loose(text: str) -> str:
    """Return a pattern of a text whose spaces may be new lines, or none."""
    return r"\s*".join(map(re.escape, re.findall(r"\w+|[^\w\s]", text)))


# -- what differs


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of the pages, with the word it belongs to."""

    text: str
    word: int
    page: int


def _changes(pages: Sequence[str], approved: Sequence[str], besides: Iterable[str]) -> tuple[str, ...]:
    rest = _Rest(pages)
    missing = rest.strike_all(approved)
    missing = [line for line in missing if not rest.strike_counting_pages(line)]
    for line in approved:
        if line not in missing:
            rest.strike_again(line, len(pages) - 1)
    missing = rest.strike_all(missing)  # What a page's end cut apart stands together by now.
    for line in besides:
        rest.strike_again(line, len(pages) + 1)
    return differences(tuple(missing), tuple(rest.left()))


class _Rest:
    """What was not struck out yet of a letter's pages."""

    def __init__(self, pages: Sequence[str]) -> None:
        self.words: list[str] = []
        self._signs: list[_Sign] = []
        for page, text in enumerate(pages, start=1):
            for word in text.split():
                self._signs += [_Sign(sign, len(self.words), page) for sign in word]
                self.words.append(word)
        self._text = "".join(sign.text for sign in self._signs)

    def strike_all(self, lines: Iterable[str]) -> list[str]:
        """Strike each line out once, the longest first; return those that are not there, in their order."""
        wanted = list(lines)
        order = sorted(range(len(wanted)), key=lambda place: -len(_bare(wanted[place])))
        absent = {place for place in order if not self._strike(_bare(wanted[place]))}
        return [line for place, line in enumerate(wanted) if place in absent]

    def strike_again(self, line: str, times: int) -> None:
        """Strike out what stands on each page, such as a header, or is repeated in a stamp."""
        for _ in range(times):
            if not self._strike(_bare(line)):
                return

    def strike_counting_pages(self, line: str) -> bool:
        """Strike out a line of the kind "Halaman 1 dari 2", whose numbers each page has of its own."""
        words = re.findall(r"\w+", line.casefold())
        if not words or not set(words) <= wording.WORDS_OF_PAGE_NUMBERS:
            return False
        pattern = r"\d{0,3}".join(["", *map(re.escape, re.findall(r"\w+|[^\w\s]", line)), ""])
        found = re.search(pattern, self._text)
        is_there = found is not None
        while found is not None and found.end() > found.start():
            self._remove(found.start(), found.end())
            found = re.search(pattern, self._text)
        return is_there

    def left(self) -> Iterator[str]:
        """Return what is left, as runs of words; a page's own number is none of it."""
        run: list[int] = []
        pages: set[int] = set()
        for sign in self._signs:
            if run and sign.word > run[-1] + 1:
                yield from self._shown_run(run, pages)
                run, pages = [], set()
            if not run or sign.word != run[-1]:
                run.append(sign.word)
            pages.add(sign.page)
        if run:
            yield from self._shown_run(run, pages)

    def _shown_run(self, run: Sequence[int], pages: set[int]) -> Iterator[str]:
        text = " ".join(self.words[place] for place in run)
        if text.strip("-– ") not in {str(page) for page in pages}:
            yield text

    def _remove(self, start: int, end: int) -> None:
        del self._signs[start:end]
        self._text = self._text[:start] + self._text[end:]

    def _strike(self, bare: str) -> bool:
        if not bare:
            return True
        start = self._found(bare)
        if start < 0:
            return False
        self._remove(start, start + len(bare))
        return True

    def _found(self, bare: str) -> int:
        """Return where a text stands, first of all as whole words; -1 where it does not."""
        text, start = self._text, -1
        while (start := text.find(bare, start + 1)) >= 0:
            if self._is_whole(start, start + len(bare)):
                return start
        return text.find(bare) if len(bare) >= _SHORT else -1

    def _is_whole(self, start: int, end: int) -> bool:
        signs = self._signs
        begins = start == 0 or signs[start - 1].word != signs[start].word
        return begins and (end == len(signs) or signs[end].word != signs[end - 1].word)
