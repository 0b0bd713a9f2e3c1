"""All that people and the ledger can see, with the names that chance gave taken out, so that two worlds compare."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BytesIO

import docx
import pypdfium2 as pdfium

from automation.ports import KEY_HEADER
from demo.people import DOCX, OFFICE, STAFF, DriveFile, Hands, Somebody
from demo.stage import FOLDER_TYPE, Stage

#: Things by where they are found: a file by its path, a mail by its mailbox, a row by its tab or table.
World = Mapping[str, Counter[str]]

READER = Somebody("", "siti.rahma@kayulestari.example")
#: What of the ledger must agree; ids given by chance, counts of failed tries and the like need not.
TABLES = {
    "complaint": "number, status, outcome, settled, closed_at, complainant, memory",
    "response": "id, number",
    "passage": "number, step, round, began, due, ended, breached",
    "history": "at, number, what, old, new",
    "effect": "key, kind, number, done",
    "cover": "notice",
    "document": "number, kind, sequence, form, name, sha256, pages",
    "action": "key, number, memory",
    "office_document": "effect, name",
    "place": "name",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read before and cannot change: mails by mailbox and id, contents of files by id and checksum.

    A mail is its recipients, its key, and its line.
    """

    mails: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    contents: dict[tuple[str, str], str] = field(default_factory=dict)


#: Asks a ledger one query and gives its rows.
Asked = Callable[[str], Iterable[tuple[object, ...]]]


def world_of(stage: Stage, asked: Asked, seen: Seen, readers: Sequence[Somebody] = (READER,)) -> World:
    """Look everywhere; what is new is added to what was seen."""
    files = _paths(stage.hands(OFFICE))
    names = {id: path for id, (path, _) in files.items()}

    def told(text: str) -> str:
        text = _SHA256.sub("<sha256>", text)
        return _ID.sub(lambda found: f"<{names[found[0]]}>" if found[0] in names else found[0], text)

    world: dict[str, Counter[str]] = {
        "Drive": Counter(f"{path} {_content(stage.hands(OFFICE), file, seen)}" for path, file in files.values())
    }
    workbook = stage.place("workbook")
    hands = stage.hands(OFFICE)
    tabs = [title for title in hands.tabs(workbook) if title not in _RAW]
    for title, rows in zip(tabs, hands.table(workbook, [f"'{title}'" for title in tabs]), strict=True):
        world[f"tab {title}"] = Counter(told(" | ".join(map(str, _without_count(title, row)))) for row in rows)
    for table, columns in TABLES.items():
        kept = asked(f"select {columns} from {table}")  # noqa: S608 (our own words)
        world[f"buku besar {table}"] = Counter(
            told(" | ".join(map(str, row))) for row in kept if not str(row[0]).startswith(_DIGEST)
        )
    carried = defaultdict(list)
    for notice, effect in asked("select notice, effect from cover"):
        carried[str(effect)].append(str(notice))
    for who in (*STAFF, *readers):
        world[f"surel {who.email}"] = Counter(map(told, _mails(stage.hands(who), who, carried, seen)))
    return world


def differences(one: World, other: World) -> Iterator[str]:
    """Tell what the second world lacks (-) and has besides (+)."""
    for place in one.keys() | other.keys():
        had, has = one.get(place, Counter()), other.get(place, Counter())
        yield from (f"- {place}: {what}" for what in (had - has).elements())
        yield from (f"+ {place}: {what}" for what in (has - had).elements())


#: What bundles matters as they come: at once, or once a day.
_DIGEST = ("kantor/kabar/", "kantor/kabar-harian/")
_ID = re.compile(r"[A-Za-z0-9_-]{20,}")
#: Of files, whose words are compared instead: a PDF holds the second it was made in.
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
#: What the day's mail says of things that will be tried again by themselves, and of none.
_PASSING = re.compile(r"Menunggu tindakan:\n(?:- [^\n]*dicoba lagi sendiri[^\n]*\n)+")
_NOTHING_WAITS = "Tidak ada masalah yang menunggu tindakan.\n"
_RAW = frozenset({"Form Responses 1", "Form Responses 2"})


def _paths(hands: Hands) -> dict[str, tuple[str, DriveFile]]:
    """Give every file's path by its id."""
    files = {file.id: file for file in hands.files("'me' in owners")}
    parents: dict[str, str] = {}
    for file in files.values():
        if file.mime_type == FOLDER_TYPE:
            parents.update({inside.id: file.id for inside in hands.inside(file.id)})

    def path(id: str) -> str:
        above = f"{path(parents[id])}/" if id in parents and parents[id] in files else ""
        return above + files[id].name

    return {id: (path(id), file) for id, file in files.items()}


def _content(hands: Hands, file: DriveFile, seen: Seen) -> str:
    if file.mime_type.startswith("application/vnd.google-apps."):
        return ""
    place = (file.id, file.md5)
    if place not in seen.contents:
        seen.contents[place] = _read(hands, file)
    return seen.contents[place]


def _read(hands: Hands, file: DriveFile) -> str:
    content = hands.download(file.id)
    if file.mime_type == DOCX:
        content = "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs).encode()
    elif file.mime_type == "text/plain":
        content = _ID.sub("", content.decode()).encode()
    elif content.startswith(b"%PDF-"):
        content = _words(content).encode() or content
    return hashlib.sha256(content).hexdigest()[:16]


def _words(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "\f".join(page.get_textpage().get_text_range() for page in document).strip()


def _mails(hands: Hands, who: Somebody, carried: Mapping[str, list[str]], seen: Seen) -> Iterator[str]:
    """Give each mail; but of a digest what it tells of, since a later one may tell what another would have told."""
    for id in hands.mail_ids():
        if (who.email, id) not in seen.mails:
            seen.mails[who.email, id] = _line(hands.mail(id)[1])
        to, key, line = seen.mails[who.email, id]
        if key.startswith(_DIGEST):
            yield from (f"{to} | {notice}" for notice in carried[key] or [f"{key} tells of nothing"])
        else:
            yield line


def _line(mail: EmailMessage) -> tuple[str, str, str]:
    to, key, body = str(mail["To"]), str(mail.get(KEY_HEADER, "")), mail.get_body(("plain",))
    parts = [str(one.get_filename()) for one in mail.iter_attachments()]
    said = _PASSING.sub(_NOTHING_WAITS, body.get_content().replace("\r\n", "\n") if body else "")
    return to, key, f"{to} | {mail['Subject']} | {said} | {parts}"


def _without_count(title: str, row: list[object]) -> list[object]:
    # Its number, and who, since when and the seal depend on how often the ticks were cut off.
    return row[1:6] if title == "Riwayat" else row
