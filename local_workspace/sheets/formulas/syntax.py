"""Formulas as trees: what Google's formula language says, read once per text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from local_workspace.sheets.references import Reference, reference_of

from .engine import canonical


class Constant(NamedTuple):
    """A number, a text or a truth value; None is an argument left out."""

    value: float | int | str | bool | None


class Named(NamedTuple):
    """A name standing alone: a named range."""

    name: str


class Mistake(NamedTuple):
    """An error value written out."""

    kind: str


class Call(NamedTuple):
    """A function and its arguments; operators are functions too, named by their signs."""

    name: str
    arguments: tuple[Node, ...]


Node = Constant | Named | Mistake | Call | Reference


class UnreadableError(Exception):
    """A formula that this parser does not read; the engine may."""


_TOKEN = re.compile(
    r'\s*(?:(?P<string>"(?:[^"]|"")*")'
    r"|(?P<error>#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|ERROR!))"
    r"|(?P<function>[^\W\d][\w.]*)\("
    r"|(?:(?P<title>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?P<reference>"
    r"\$?[A-Za-z]{1,3}\$?[1-9]\d*:\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\w(])"
    r"|\$?[A-Za-z]{1,3}\$?[1-9]\d*:\$?[A-Za-z]{1,3}(?![\w(])"
    r"|\$?[A-Za-z]{1,3}\$?[1-9]\d*:\$?[1-9]\d*(?![\w(.])"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?:\$?[1-9]\d*)?(?![\w(])"
    r"|\$?[1-9]\d*:\$?[1-9]\d*(?![\w(.])"
    r"|\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\w(.]))"
    r"|(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>%(),]))"
)
_STRENGTH = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 6}


@lru_cache(maxsize=20_000)
def parsed(formula: str, decimal: str) -> Node:
    """Read a formula (with its `=`) written for a locale with this decimal mark.

    Raises:
        UnreadableError: when it is not within what this parser reads.
    """
    return _Parser(canonical(formula, decimal)[1:]).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str, str]] = []
        position = 0
        text = text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise UnreadableError(text)
            kind = str(match.lastgroup)
            self._tokens.append((kind, match[kind], match["title"] or ""))
            position = match.end()
        self._at = 0

    def whole(self) -> Node:
        node = self._expression(0)
        if self._at == len(self._tokens):
            return node
        if self._tokens[self._at][0] == "sign":
            raise UnreadableError
        # Two values side by side: Excel would intersect them, Google does not read it.
        return Mistake("#ERROR!")

    def _sign(self) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "sign":
            return self._tokens[self._at][1]
        return ""

    def _expression(self, least: int) -> Node:
        left = self._unary()
        while (sign := self._sign()) in _STRENGTH and _STRENGTH[sign] > least:
            self._at += 1
            left = Call(sign, (left, self._expression(_STRENGTH[sign])))
        return left

    def _unary(self) -> Node:
        sign = self._sign()
        if sign in ("-", "+"):
            self._at += 1
            # Google, as Excel, binds the minus closer than the power: -2^2 is 4.
            inner = self._unary()
            return Call("negative", (inner,)) if sign == "-" else inner
        node = self._primary()
        while self._sign() == "%":
            self._at += 1
            node = Call("percent", (node,))
        return node

    def _primary(self) -> Node:
        if self._at >= len(self._tokens):
            raise UnreadableError
        kind, text, title = self._tokens[self._at]
        self._at += 1
        match kind:
            case "string":
                return Constant(text[1:-1].replace('""', '"'))
            case "number":
                number = float(text)
                return Constant(int(number) if number == int(number) and abs(number) < 1e15 else number)
            case "error":
                return Mistake(text)
            case "reference":
                return reference_of(_plain(title) if title else None, text)
            case "name":
                upper = text.upper()
                return Constant(upper == "TRUE") if upper in ("TRUE", "FALSE") else Named(text)
            case "function":
                return Call(text.upper(), self._arguments())
            case _:
                if text == "(":
                    node = self._expression(0)
                    self._expect(")")
                    return node
                raise UnreadableError

    def _arguments(self) -> tuple[Node, ...]:
        found: list[Node] = []
        if self._sign() == ")":
            self._at += 1
            return ()
        while True:
            found.append(Constant(None) if self._sign() in (",", ")") else self._expression(0))
            if self._sign() == ")":
                self._at += 1
                return tuple(found)
            self._expect(",")

    def _expect(self, sign: str) -> None:
        if self._sign() != sign:
            raise UnreadableError
        self._at += 1


def _plain(title: str) -> str:
    return title[1:-1].replace("''", "'") if title.startswith("'") else title
