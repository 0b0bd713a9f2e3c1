"""What Outlook wrote as compressed RTF, read as a reader of mail shows it (MS-OXRTFCP, MS-OXRTFEX, RTF 1.9.1).

Most of it is a page of HTML in disguise, which is taken out as it was: of cells the RTF around it says nothing. No
library: striprtf 0.0.35 leaves the page hidden and takes 14 s for 26 kB of open links, RTFDE 0.1.2 needs oletools.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from compressed_rtf import decompress

#: Packed bytes that are unpacked; a megabyte takes two seconds and becomes eight at most.
LARGEST = 2_000_000
_MOST_TOKENS = 1_000_000
_BEGINNING = b"{\\rtf"
_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL)
_SIGNS = {
    **dict.fromkeys(("par", "line", "sect", "page", "row", "nestrow", "\n", "\r"), "\n"),
    **dict.fromkeys(("cell", "nestcell"), " | "),
    **{"tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " "},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": "\xa0", "_": "‑"},
    **{sign: sign for sign in "{}\\"},
}
#: Groups that readers show nothing of, besides those that begin with \\*.
_NOT_SHOWN = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "nonesttables", "xe", "tc", "fldinst"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
    )
)
#: \\fcharset, by the code page that it means.
_CHARSETS = {
    **{77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253"},
    **{162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874"},
    **{238: "cp1250", 254: "cp437", 255: "cp850"},
}


@dataclass(frozen=True, slots=True)
class RichText:
    """What it says: as text, or as the page of HTML that it was made from."""

    words: str = ""
    page: str = ""


def rich_text(packed: bytes) -> RichText:
    """Read compressed RTF; raises `ValueError` for what is broken, is none, or is too large."""
    if len(packed) > LARGEST:
        raise ValueError("too large")
    try:
        content = decompress(packed)
    except Exception as error:  # The library has no exception of its own.
        raise ValueError("not unpacked") from error
    if not content.startswith(_BEGINNING):
        raise ValueError("no RTF")
    reader = _Reader()
    for count, one in enumerate(_tokens(content)):
        if count >= _MOST_TOKENS:
            raise ValueError("too many tokens")
        reader.take(one)
        if reader.is_over:
            break
    return reader.found()


def _tokens(content: bytes) -> Iterator[re.Match[bytes]]:
    place, end = 0, len(content)
    while place < end:
        found = _TOKEN.match(content, place)
        if found is None:
            place += 1
            continue
        yield found
        skipped = max(0, int(found[2] or 0)) if found[1] == b"bin" else 0
        place = found.end() + skipped


@dataclass(frozen=True, slots=True)
class _State:
    r"""What holds within a group.

    Attributes:
        is_tag: it holds HTML that stands in no other form.
        is_doubled: it says once more, as RTF, what the HTML says.
        is_hidden: \\v, on text that nobody sees.
        skipped: how many signs follow each \\u for programs that do not know it.
    """

    is_shown: bool = True
    is_tag: bool = False
    is_doubled: bool = False
    is_hidden: bool = False
    font: int = -1
    skipped: int = 1


@dataclass(slots=True)
class _Reader:
    """Collects what is said, token by token."""

    _said: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _state: _State = field(default_factory=_State)
    _around: list[_State] = field(default_factory=list)
    _fonts: dict[int, str] = field(default_factory=dict)
    _codec: str = "cp1252"
    _usual_font: int = -1
    _to_skip: int = 0
    _has_page: bool = False
    _is_starred: bool = False

    #: Whether the last brace is closed: what stands behind it is none of it.
    is_over: bool = False

    def take(self, token: re.Match[bytes]) -> None:
        """Read on."""
        word, number, code, symbol, brace, plain = token.groups()
        if code or plain:
            self._add(bytes.fromhex(code.decode()) if code else plain)
            return
        self._flush()
        self._to_skip = 0
        if word:
            self._follow(word.decode(), None if number is None else int(number))
        elif brace == b"{":
            self._around.append(self._state)
        elif brace:
            self._state = self._around.pop() if self._around else self._state
            self.is_over = not self._around
        self._is_starred = symbol == b"*"
        self._say(_SIGNS.get(symbol.decode("latin-1"), "") if symbol else "")

    def found(self) -> RichText:
        """Return what was said, also where groups are left open."""
        self._flush()
        # A sign beyond the first 65,536 is written as two halves.
        text = "".join(self._said).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return RichText(page=text) if self._has_page else RichText(words=text.strip())

    def _follow(self, word: str, number: int | None) -> None:
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "htmltag" and self._is_starred:
            self._state = replace(self._state, is_tag=self._has_page, is_shown=self._has_page)
        elif self._is_starred or word in _NOT_SHOWN:
            self._state = replace(self._state, is_shown=False)
        elif word == "u" and number is not None:
            self._say(chr(number & 0xFFFF))
            self._to_skip = self._state.skipped
        else:
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        match word:
            case "fromhtml":
                self._has_page = number != 0
            case "htmlrtf":
                self._state = replace(self._state, is_doubled=number != 0)
            case "v":
                self._state = replace(self._state, is_hidden=number != 0)
            case "plain":
                self._state = replace(self._state, font=self._usual_font, is_hidden=False)
            case "uc" if number is not None:
                self._state = replace(self._state, skipped=min(max(number, 0), 100))
            case "f" if number is not None:
                self._state = replace(self._state, font=number)
            case "deff" if number is not None:
                self._usual_font = number
            case "ansicpg" if number is not None:
                self._codec = _codec(f"cp{number}")
            case "fcharset" if number in _CHARSETS:
                self._fonts[self._state.font] = _CHARSETS[number]
            case _:
                pass

    def _add(self, content: bytes) -> None:
        skipped = min(self._to_skip, len(content))
        self._to_skip -= skipped
        self._bytes += content[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            codec = self._codec if self._state.is_tag else self._fonts.get(self._state.font, self._codec)
            self._say(self._bytes.decode(codec, "replace"))
            self._bytes.clear()

    def _say(self, text: str) -> None:
        state = self._state
        if not text or not state.is_shown or (self._has_page and state.is_doubled):
            return
        if self._has_page:
            self._said.append(text if state.is_tag else html.escape(text, quote=False))
        elif not state.is_hidden:
            self._said.append(text)


def _codec(name: str) -> str:
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return "cp1252"
    return name
