"""What a reader sees of a letter's draft, and the seal that an approval puts on it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from . import letter_wording

#: So many changes are named, each with so many words; who wants to see all compares the versions in Drive.
_MOST_CHANGES = 6
_MOST_WORDS = 14
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Seal:
    """Stands for one content, whatever the bytes that hold it; `digest` is a SHA-256, "" for none."""

    digest: str

    @property
    def name(self) -> str:
        """The name of this version for people, such as `3F9A-12BC`."""
        return f"{self.digest[:4]}-{self.digest[4:8]}".upper() if self.digest else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """What a reader sees of a draft, without number, date, signature variables and our code.

    Attributes:
        lines: paragraph by paragraph in reading order, with list numbers; a picture is a line with its hash.
        leftovers: words of a template and dots that nobody filled in, and comments that nobody resolved.
        is_tracked: there are changes that nobody accepted or rejected.
        outside: what it takes from elsewhere, or runs, each with what to do, in Indonesian; it becomes no letter.
    """

    lines: tuple[str, ...]
    leftovers: tuple[str, ...] = ()
    is_tracked: bool = False
    outside: tuple[str, ...] = ()

    @property
    def seal(self) -> Seal:
        """What an approval of this content is bound to."""
        return Seal(hashlib.sha256("\n".join(self.lines).encode()).hexdigest())


def frame_of(lines: Iterable[str], reply: str) -> str:
    """Return the words of a draft that are not its reply's: what every letter says around what it has to say."""
    return " ".join((_words(lines) - _words([reply])).elements())


def says_nothing_beyond(frame: str, lines: Iterable[str]) -> bool:
    """Return whether of a draft its frame alone is left, or less; never where the frame is not known."""
    return bool(frame) and not _words(lines) - Counter(frame.split())


def _words(lines: Iterable[str]) -> Counter[str]:
    return Counter(word for line in lines for word in _WORD.findall(line.casefold()))


def entry(lines: tuple[str, ...], label: str) -> str:
    """Return what the head of a letter says behind a label such as "Hal"; "" where it has no such line."""
    for place, line in enumerate(lines):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if name == label and colon:
            return value
        if line == label and lines[place + 1 : place + 2] == (":",):
            return "".join(lines[place + 2 : place + 3])
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """The names of the variables that Srikandi fills into a letter, without `${` and `}`."""

    number: str = "nomor_naskah"
    date: str = "tanggal_naskah"
    signature: str = "ttd_pengirim"


@dataclass(frozen=True, slots=True)
class SeenDraft:
    """A draft as the job saw it last: its bytes by checksum, and what a reader sees of it."""

    md5: str
    content: LetterContent


@dataclass(frozen=True, slots=True)
class Sealed:
    """The content that was initialled; of one told again by Riwayat the lines are not known."""

    seal: Seal
    lines: tuple[str, ...] = ()


def changes_between(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """Return which words changed, each change as a sentence people can read; nothing where one side is not known."""
    if not before or not after:
        return ()
    old, new = "\n".join(before).split(), "\n".join(after).split()
    found = list(_changes(old, new))
    rest = len(found) - _MOST_CHANGES
    return (*found[:_MOST_CHANGES], *([letter_wording.more_changes(rest)] if rest > 0 else []))


def differences(missing: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    """Return which words are missing and which are too many, each as a sentence people can read."""
    if missing and added:
        return changes_between(missing, added)
    told = [letter_wording.words_removed(_shown(line.split())) for line in missing]
    told += [letter_wording.words_added(_shown(line.split())) for line in added]
    rest = len(told) - _MOST_CHANGES
    return (*told[:_MOST_CHANGES], *([letter_wording.more_changes(rest)] if rest > 0 else []))


def _changes(old: list[str], new: list[str]) -> Iterator[str]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        match tag:
            case "replace":
                yield letter_wording.words_replaced(_shown(old[i:j]), _shown(new[k:m]))
            case "insert":
                yield letter_wording.words_added(_shown(new[k:m]))
            case "delete":
                yield letter_wording.words_removed(_shown(old[i:j]))
            case _:
                pass


def _shown(words: list[str]) -> str:
    return " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
