"""Mails as nobody's program writes them: bytes flipped, headers garbled, charsets lied about, nests and bombs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from tests.intake.mails import PDF, PNG, a_mail, attached

_CHARSETS = (
    *("utf-7", "utf-16", "utf-32", "iso-2022-jp", "hz", "gb18030", "big5", "koi8-r", "punycode", "idna"),
    *("rot13", "base64", "unicode_escape", "undefined", "x" * 3000, "\\x00", "cp037", "zlib", "mbcs", "latin_1"),
)
_GARBLED = (
    *(b"From: (((((((((", b"From: a@b, c@d", b"From: =?punycode?q?" + b"a" * 9000 + b"?=", b"Subject: =?x?b?!?="),
    *(b"Message-ID: <", b"Content-Type: ;", b"Content-Type: multipart/mixed", b"Content-Transfer-Encoding: uuencode"),
    *(b"Content-Disposition: attachment; filename*0*=x; filename*2=y", b"Date: Mon, 99 Foo", b"\xff\xfe: x"),
    *(b"X-Failed-Recipients: " + b"a" * 19_000, b"To: " + b"a@b," * 4_000, b"References: " + b"<a@b> " * 3_000),
    *(
        b"Auto-Submitted: ;;",
        b"Return-Path: <>",
        b"Content-Type: message/rfc822",
        b"no colon at all",
        b"To: " + b"(" * 9_000,
    ),
)
BOMBS = {
    "<a <a": b"<a " * 160_000,
    "divs": b"<div>" * 100_000 + b"isi",
    "b and i": b"<b>" * 80_000 + b"</i>" * 60_000,
    "attributes": b"<a " + b" ".join(b"a%d" % n for n in range(60_000)) + b">isi",
    "formats": b"".join(b"<b id=%d><p>" % n for n in range(30_000)),
    "tables": b"<table><tr><td>" * 30_000 + b"isi",
    "less than": b"<" * 500_000,
    "entities": b"&#x110000;" * 50_000 + b"&amp" * 50_000,
    "comments": b"<!--" * 120_000,
    "data": b"data:" * 2_000_000,
    "open style": b"<style>" * 60_000,
}
#: Headers and parts by the thousand, and names that only their order makes long to read.
HEAPS = {
    "headers": b"From: siti@kayu.example\n" + b"X: y\n" * 200_000 + b"\nisi",
    "headers of a part": b"From: siti@kayu.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    + b"X: y\n" * 50_000
    + b"\nisi",
    "parts": b"From: siti@kayu.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 15_000,
    "parameters": b'From: siti@kayu.example\nContent-Type: text/plain; name="' + b";" * 60_000 + b"\n\nisi",
    "a name": b'From: siti@kayu.example\nContent-Disposition: attachment; filename="a'
    + "\u0323\u0301".encode() * 40_000
    + b'"\n\n%PDF-1.4',
    "encoded words": b"From: siti@kayu.example\nSubject: " + b"=?utf-8?q?a" * 15_000 + b"\n\nisi",
    "no address": b"From: siti@kayu.example\nX-Failed-Recipients: " + b"a" * 19_000 + b"\n\nisi",
}


@cache
def _whole() -> tuple[bytes, ...]:
    """Mails of every kind that people and machines send."""
    rich = a_mail("Teks biasa é")
    rich.add_alternative(
        "<html><head><title>x</title></head><p>Kadar <b>0,5</b></p><table><tr><td>0,5<td>7</table>", subtype="html"
    )
    filed = attached(attached(attached(a_mail("Foto menyusul."), "a.pdf", PDF), "b.png", PNG), "c.exe", b"MZ")
    within = a_mail("Diteruskan")
    within.add_attachment(filed)
    bounce = (
        b"From: mailer-daemon@x.example\r\nReturn-Path: <>\r\nContent-Type: multipart/report; "
        b"report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nGagal\r\n--b\r\n"
        b"Content-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; siti@kayu.example\r\nAction: failed\r\n"
        b"Status: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <a@b>\r\n\r\nx\r\n--b--\r\n"
    )
    quoted = a_mail("Baik.\n\nOn Mon, 2 Nov 2026, Balai wrote:\n> a\n> b\n")
    return (*(one.as_bytes() for one in (rich, filed, within, quoted)), bounce)


def mutated_mails(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give so many mails, each with what was done to it; the same seed gives the same ones."""
    chance = random.Random(seed)
    for number in range(count):
        name, change = chance.choices(_CHANGES, _WEIGHTS)[0]
        yield f"{number} {name}", change(chance.choice(_whole()), chance)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(content)), chance.randrange(len(content))))
    return content[:start] + content[end:]


def _garbled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    for _ in range(chance.choice((1, 3))):
        lines.insert(chance.randrange(min(12, len(lines))), chance.choice(_GARBLED))
    return b"\n".join(lines)


def _in_another_charset(content: bytes, chance: random.Random) -> bytes:
    charset = chance.choice(_CHARSETS).encode()
    if b"charset=" not in content:
        return b"Content-Type: text/plain; charset=" + charset + b"\n\n" + content
    return re.sub(rb'charset="?[^";\s]+"?', lambda _: b'charset="' + charset + b'"', content)


def _nested(content: bytes, chance: random.Random) -> bytes:
    for depth in range(chance.choice((3, 25, 300))):
        head = b"From: siti@kayu.example\nContent-Type: multipart/mixed; boundary=n%d\n\n--n%d\n" % (depth, depth)
        content = head + content + b"\n--n%d--\n" % depth
    return content


def _bomb(_: bytes, chance: random.Random) -> bytes:
    head = b"From: siti@kayu.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
    return head + BOMBS[chance.choice(list(BOMBS))]


def _heap(_: bytes, chance: random.Random) -> bytes:
    return HEAPS[chance.choice(list(HEAPS))]


_CHANGES: tuple[tuple[str, Callable[[bytes, random.Random], bytes]], ...] = (
    ("bytes flipped", _flipped),
    ("cut", _cut),
    ("headers garbled", _garbled),
    ("another charset", _in_another_charset),
    ("nested", _nested),
    ("bomb", _bomb),
    ("heap", _heap),
)
_WEIGHTS = (40, 10, 20, 15, 5, 5, 5)
