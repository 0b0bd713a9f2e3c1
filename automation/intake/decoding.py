"""Bytes become text as a browser would read them: by their label where it fits them, else by what they are."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

#: So much of a text is looked at to find out how it is written.
_LOOKED_AT = 20_000
#: Labels that programs write, by what they mean: the WHATWG's Encoding Standard has most of them.
_MEANT = {
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "iso2022_jp": "iso2022_jp_ext",
}
_UNKNOWN_TO_PYTHON = {
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "cp-850": "cp850",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
}
#: They say nothing: bytes beyond ASCII are not in it. Of the others some take the square of time to decode.
_SAY_NOTHING = frozenset(
    {"ascii", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "mbcs", "oem", "undefined"}
)
#: What bytes without a fitting label may be.
_LIKELY = (
    *("cp1252", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
    *("cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1256", "cp874"),
)
_MANY_BYTES = frozenset({"gb18030", "big5", "big5hkscs", "cp950", "cp932", "euc_jp", "cp949", "johab"})
_IN_PAGE = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_BEYOND_ASCII, _LETTER = re.compile(rb"[\x80-\xff]+"), re.compile(rb"[A-Za-z]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_in(content: bytes, label: str = "", *, page: bool = False) -> str:
    """Return bytes as text, with lines as we end them.

    Args:
        content: the bytes; whatever they are gives a text.
        label: the charset that they claim; "" where they claim none.
        page: it is HTML, which may name its charset itself.
    """
    named = _IN_PAGE.search(content[:4_000]) if page else None
    codec = _codec_of(label) or _codec_of(named[1].decode("ascii") if named else "")
    return _decoded(content, codec).replace("\r\n", "\n").replace("\r", "\n")


def _codec_of(label: str) -> str:
    """Return what a label means to Python; "" where it says nothing."""
    plain = label.strip().lower().partition("*")[0]
    try:
        name = codecs.lookup(_UNKNOWN_TO_PYTHON.get(plain, plain)).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _SAY_NOTHING or not _is_of_text(name) else _MEANT.get(name, name)


def _is_of_text(name: str) -> bool:
    """Return whether a codec makes text: Python knows others, as for Base64."""
    try:
        return isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, ValueError):
        return False


def _decoded(content: bytes, codec: str) -> str:
    for mark, written in _MARKS:
        if content.startswith(mark):
            return content.decode(written, "replace")
    if b"\x1b$" in content or b"\x1b(" in content:
        shifted = _strictly(content, codec if codec.startswith("iso2022") else "iso2022_jp_ext")
        if shifted is not None:
            return shifted
    if codec in ("utf-7", "hz"):
        return content.decode(codec, "replace")
    if codec.startswith(("utf-16", "utf-32")):
        return content.decode("utf-8" if content.isascii() and b"\0" not in content else codec, "replace")
    if written := _two_bytes_each(content):
        return content.decode(written, "replace")
    return content.decode("ascii") if content.isascii() else _beyond_ascii(content, codec)


def _two_bytes_each(content: bytes) -> str:
    """Return how a text is written of which every second byte is none, as in UTF-16; "" where it is otherwise."""
    looked_at = content[:_LOOKED_AT]
    half = len(looked_at) // 2
    first, second = looked_at[::2].count(0), looked_at[1::2].count(0)
    if not half or max(first, second) < 0.7 * half or min(first, second) > 0.1 * half:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _beyond_ascii(content: bytes, codec: str) -> str:
    as_utf8 = content.decode("utf-8", "replace")
    strange = as_utf8.count("\ufffd")
    said = sum(not sign.isascii() for sign in as_utf8) - strange
    labelled = _strictly(content, codec) if codec else None
    # What is UTF-8 is hardly anything else by chance, but for a few signs in a charset that uses several bytes too.
    if said > 2 * strange and not (labelled is not None and codec in _MANY_BYTES and said < 3):
        return as_utf8
    if said and codec == "utf-8":
        return as_utf8
    return labelled if labelled is not None else _guessed(content)


def _guessed(content: bytes) -> str:
    """Decode bytes by what they look like; a letter here and there is a Western language's."""
    looked_at = content[:_LOOKED_AT]
    runs = [len(run) for run in _BEYOND_ASCII.findall(looked_at)]
    if max(runs, default=0) == 1 or 2 * sum(runs) < len(_LETTER.findall(looked_at)):
        return content.decode("cp1252", "replace")
    found = from_bytes(looked_at, cp_isolation=list(_LIKELY)).best()
    return content.decode(found.encoding if found else "cp1252", "replace")


def _strictly(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (LookupError, ValueError):
        return None
