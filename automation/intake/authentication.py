"""Authentication-Results read as RFC 8601 has it: comments, quoted strings, several methods. Wrong ones say nothing.

No library: the one there is (authres) takes no `;` at the end, which some servers write, and recurses into comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from automation.domain.authentication import MOST_DOMAINS, MOST_RESULTS, AuthenticationResults

from .mail_parts import Parts

_DOMAIN = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9])?")
_QUOTED = r'"(?:[^"\\]|\\.)*"'
#: What stands outside of comments, and in them what opens, closes or hides one.
_PLAIN = re.compile(rf'(?:{_QUOTED}|[^"()])+', re.DOTALL)
_IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
#: Who says it, behind which a version may stand.
_SERVER = re.compile(rf"\s*({_QUOTED}|[^\s;=\"]+)(?:\s+[0-9]+)?\s*(?=;|$)")
#: One `name=value`; a value may be quoted in part, as the local part of an address.
_PAIR = re.compile(rf"\s*([A-Za-z0-9][A-Za-z0-9._/-]*)\s*=\s*((?:{_QUOTED}|[^\s;\"])*)(?=[\s;]|$)")
_NOTHING = re.compile(r"\s*(?:none\s*)?(?=;|$)", re.IGNORECASE)
_END = re.compile(r"\s*(?=;|$)")
_HOST, _WORD = re.compile(r"[a-z0-9._-]{1,253}"), re.compile(r"[a-z]{1,20}")
_LONGEST = 20_000
#: Where each method says for which domain it passed, the first that is there.
_ABOUT = {
    "spf": ("smtp.mailfrom", "smtp.mail"),
    "dkim": ("header.d", "header.i"),
    "dmarc": ("header.from",),
}
_Properties = dict[str, str]


class _Wrong(ValueError):
    """It is not written as RFC 8601 has it."""


def authentications_in(parts: Parts) -> tuple[AuthenticationResults, ...]:
    """Return what such headers of a mail say, the topmost first."""
    return tuple(map(results_in, parts.all_raw("authentication-results")[:MOST_RESULTS]))


def results_in(header: str) -> AuthenticationResults:
    """Read one header, unfolded; of one that is written wrongly nothing counts but who wrote it."""
    plain, server = "", ""
    try:
        plain = _uncommented(header[:_LONGEST])
        server, begun = _server(plain)
        return _verdict(server, list(_results(plain, begun)))
    except _Wrong:
        return AuthenticationResults(server=server or _server_before(header))


def _verdict(server: str, results: list[tuple[str, str, _Properties]]) -> AuthenticationResults:
    methods = [method for method, _, _ in results]
    if any(methods.count(method) > 1 for method in ("spf", "dmarc")):
        raise _Wrong  # A mailbox checks these once: somebody smuggled another in.
    passed = (_domain(method, about) for method, result, about in results if result == "pass" and method != "dmarc")
    dmarc = next(
        ((result, _domain(method, about)) for method, result, about in results if method == "dmarc"), ("", "")
    )
    known = tuple(dict.fromkeys(domain for domain in passed if domain))[:MOST_DOMAINS]
    return AuthenticationResults(server=server, passed=known, dmarc=dmarc[0], dmarc_domain=dmarc[1])


def _uncommented(header: str) -> str:
    """Take out the comments, which may hold others; a quoted string holds none."""
    kept, at = [], 0
    while at < len(header):
        if header[at] == "(":
            kept.append(" ")
            at = _end_of_comment(header, at)
        elif plain := _PLAIN.match(header, at):
            kept.append(plain[0])
            at = plain.end()
        else:
            raise _Wrong
    return "".join(kept)


def _end_of_comment(header: str, begun: int) -> int:
    depth = 0
    for sign in _IN_COMMENT.finditer(header, begun):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == ")":
            return sign.end()
    raise _Wrong


def _server(plain: str) -> tuple[str, int]:
    """Return who says it, and where the results begin."""
    found = _SERVER.match(plain)
    if found is None:
        raise _Wrong
    return _fitting(_HOST, _unquoted(found[1])), found.end()


def _server_before(header: str) -> str:
    first = re.match(r"\s*([A-Za-z0-9._-]{1,253})(?=[\s;(]|$)", header)
    return first[1].lower() if first else ""


def _results(plain: str, at: int) -> Iterator[tuple[str, str, _Properties]]:
    """Return methods, their results and properties: `spf=pass reason="…" smtp.mailfrom=siti@kayu.example`."""
    while at < len(plain):
        at += 1  # the semicolon
        if nothing := _NOTHING.match(plain, at):
            at = nothing.end()
            continue
        pairs: list[tuple[str, str]] = []
        while pair := _PAIR.match(plain, at):
            pairs.append((pair[1].lower(), _unquoted(pair[2])))
            at = pair.end()
        end = _END.match(plain, at)
        if end is None:
            raise _Wrong
        at = end.end()
        yield _result(pairs)


def _result(pairs: list[tuple[str, str]]) -> tuple[str, str, _Properties]:
    (method, result), *others = pairs
    about = dict(others)
    if len(about) < len(others) or any("." not in name and name != "reason" for name in about):
        raise _Wrong
    return method.partition("/")[0], _fitting(_WORD, result), about


def _domain(method: str, about: _Properties) -> str:
    value = next((about[name] for name in _ABOUT.get(method, ()) if name in about), "")
    return _fitting(_DOMAIN, value.rpartition("@")[2].rstrip("."))


def _fitting(kind: re.Pattern[str], value: str) -> str:
    return value.lower() if value.isascii() and kind.fullmatch(value.lower()) else ""


def _unquoted(value: str) -> str:
    return re.sub(_QUOTED, lambda quoted: re.sub(r"\\(.)", r"\1", quoted[0][1:-1]), value)
