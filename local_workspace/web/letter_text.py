"""The text of a .docx, paragraph by paragraph: read for a page, and changed without losing form or pictures.

A paragraph is a row of letters and of other things (pictures, fields). Only words that changed are replaced, each in
the form of what stood there, so the rest keeps its own. A line break in the text is a line
break in Word; an empty line begins a new paragraph like the one it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from difflib import SequenceMatcher
from io import BytesIO
from itertools import accumulate
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from local_workspace.drive.rendering import lenient

Element = Any
BREAK, TAB, NEW_PARAGRAPH = "\n", "\t", "\u2029"
MARK = "new-paragraph"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff\u2029]")


class Damaged(Exception):
    """The bytes are no .docx."""


class OtherText(Exception):
    """A paragraph no longer says what the person saw; nothing was changed.

    Attributes:
        keys: the paragraphs.
    """

    def __init__(self, keys: list[int]) -> None:
        super().__init__(f"paragraphs {keys}")
        self.keys = keys


class Change(NamedTuple):
    """A paragraph's text as the person saw it, and as it shall be."""

    before: str
    after: str


def opened(content: bytes) -> Document:
    """Open a .docx.

    Raises:
        Damaged: it is none.
    """
    try:
        return lenient.opened(content)
    except Exception as error:  # python-docx lets the faults of zip, XML and its own parts through.
        raise Damaged from error


def saved(document: Document) -> bytes:
    """Return the bytes of a document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(document: Document) -> list[Element]:
    """Return the body's paragraphs in order, those of tables among them; their places are their keys."""
    return list(document.element.body.iter(qn("w:p")))


def text_of(paragraph: Element) -> str:
    """Return a paragraph's letters."""
    return "".join(token for run in runs_of(paragraph) for token in _tokens(run) if isinstance(token, str))


def changed(content: bytes, changes: Mapping[int, Change]) -> bytes:
    """Return the document with some paragraphs saying something else.

    Raises:
        Damaged: it is no .docx.
        OtherText: a paragraph does not say what `before` tells.
    """
    document = opened(content)
    found = paragraphs(document)
    wrong = [
        key for key, change in changes.items() if not 0 <= key < len(found) or text_of(found[key]) != change.before
    ]
    if wrong:
        raise OtherText(wrong)
    for key, change in changes.items():
        write(found[key], change.after)
    return saved(document)


def write(paragraph: Element, text: str) -> None:
    """Make a paragraph say `text`; empty lines make new paragraphs after it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    new = re.sub(r"\n{2,}", NEW_PARAGRAPH, _NOT_XML.sub("", text).strip("\n"))
    old = text_of(paragraph)
    if new == old:
        return
    # From the back, so that the places before stay true.
    for start, end, words in reversed(list(_differences(old, new))):
        _replace(paragraph, start, end, words)
    _split(paragraph)


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Return what to put between which places of `old`, word by word."""
    before, after = (re.findall(r"\w+|\W", text) for text in (old, new))
    places = [0, *accumulate(len(word) for word in before)]
    for kind, first, last, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield places[first], places[last], "".join(after[low:high])


def runs_of(paragraph: Element) -> Iterator[Element]:
    """Return the runs of a paragraph itself: not those of a text box in it, nor deleted ones."""
    for run in paragraph.iter(qn("w:r")):
        for above in run.iterancestors():
            if above is paragraph:
                yield run
                break
            if above.tag in (qn("w:p"), qn("w:del"), qn("w:moveFrom")):
                break


def _tokens(run: Element) -> Iterator[str | Element]:
    for child in run:
        if child.tag == qn("w:t"):
            yield from child.text or ""
        elif child.tag == qn("w:tab"):
            yield TAB
        elif child.tag == qn("w:cr") or (
            child.tag == qn("w:br") and child.get(qn("w:type")) in (None, "textWrapping")
        ):
            yield BREAK
        elif child.tag == qn("w:noBreakHyphen"):
            yield "\u2011"
        elif child.tag != qn("w:rPr"):
            yield child


def _replace(paragraph: Element, start: int, end: int, new: str) -> None:
    runs = list(runs_of(paragraph))
    if not runs:
        runs = [_first_run(paragraph)]
    place, written = 0, False
    for run in runs:
        tokens: list[str | Element] = []
        for token in _tokens(run):
            if not isinstance(token, str):
                tokens.append(token)
                continue
            if place == start and not written and end > start:
                tokens.extend(new)
                written = True
            if not start <= place < end:
                tokens.append(token)
            place += 1
            # Typed at the end of something, text takes its form from what stands before it.
            if place == start == end and not written:
                tokens.extend(new)
                written = True
        _fill(run, tokens)
    if not written:
        _fill(runs[0], [*new, *_tokens(runs[0])])


def _first_run(paragraph: Element) -> Element:
    run = OxmlElement("w:r")
    marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    if marks is not None:
        form = OxmlElement("w:rPr")
        form.extend(deepcopy(list(marks)))
        run.append(form)
    paragraph.append(run)
    return run


def _fill(run: Element, tokens: list[str | Element]) -> None:
    for child in list(run):
        if child.tag != qn("w:rPr"):
            run.remove(child)
    letters: list[str] = []

    def put_letters() -> None:
        if letters:
            text = OxmlElement("w:t")
            text.text = "".join(letters)
            text.set(qn("xml:space"), "preserve")
            run.append(text)
            letters.clear()

    for token in tokens:
        if isinstance(token, str) and token not in (BREAK, TAB, NEW_PARAGRAPH):
            letters.append(token)
            continue
        put_letters()
        if token == BREAK:
            run.append(OxmlElement("w:br"))
        elif token == TAB:
            run.append(OxmlElement("w:tab"))
        elif token == NEW_PARAGRAPH:
            run.append(run.makeelement(MARK, {}))
        else:
            run.append(token)
    put_letters()


def _split(paragraph: Element) -> None:
    """Begin new paragraphs where `_fill` left a mark; within a link or the like, where none fits, break the line."""
    for mark in list(paragraph.iter(MARK)):
        run: Element = mark.getparent()
        if run.getparent().tag != qn("w:p"):
            for _ in range(2):
                mark.addprevious(OxmlElement("w:br"))
            run.remove(mark)
            continue
        holder = run.getparent()
        follower = OxmlElement("w:p")
        properties = holder.find(qn("w:pPr"))
        if properties is not None:
            follower.append(deepcopy(properties))
            for section in follower.findall(f"{qn('w:pPr')}/{qn('w:sectPr')}"):
                follower[0].remove(section)
        rest = OxmlElement("w:r")
        form = run.find(qn("w:rPr"))
        if form is not None:
            rest.append(deepcopy(form))
        rest.extend(list(mark.itersiblings()))
        after = list(run.itersiblings())
        run.remove(mark)
        follower.append(rest)
        follower.extend(after)
        holder.addnext(follower)
