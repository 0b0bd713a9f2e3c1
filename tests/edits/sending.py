"""What must hold of letters that are sent, come back from Srikandi, or are void."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from typing import TYPE_CHECKING

from automation.domain.documents import DocumentKind
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .papers import day_in, papers_in
from .returning import USED

if TYPE_CHECKING:
    from .checker import Look

REPLY = "Surat balasan atas keluhan Anda"
VOID = "Batal"
_SENT = re.compile(r"surat balasan nomor (.+?) tanggal (\d+ \w+ \d{4})")
_REPLACES = re.compile(r"menggantikan surat kami nomor (.+?) tanggal")
_VOIDED = re.compile(r"Surat balasan nomor (.+?)(?:, yang dahulu juga menjawab keluhan ini,)? dibatalkan")
_SIGNED = re.compile(r"Surat balasan tertanggal \S+ (?:dibuat|ditandatangani)")
_JOINT = re.compile(r"(KEL-2026-\d{4})/surat-bersama/(KEL-2026-\d{4})\.(\d+)\.(\w+)\.\d+")

Row = Mapping[str, object]


def letters_wrong(look: Look) -> Iterator[str]:
    """Return what is wrong with letters that came back, are void, or were sent since the last look."""
    yield from _came_back(look)
    yield from _void(look)
    yield from _replacing(look)
    for mail in look.mails:
        number, topic = str(mail["Subject"])[1:14], str(mail["Subject"]).partition("] ")[2]
        if topic == REPLY:
            yield from _sent(look, number, mail)


def void_numbers(look: Look) -> dict[str, set[str]]:
    """Return the numbers of letters that no longer count, by complaint."""
    found = defaultdict[str, set[str]](set)
    for row in look.archive:
        if str(row["Keterangan"]).startswith(VOID) and row["Nomor surat"]:
            found[str(row["Nomor"])].add(str(row["Nomor surat"]))
    return found


def numbers_used_twice(look: Look) -> set[str]:
    """Return the numbers that Srikandi gave to a second letter: of them Arsip alone tells which letter is meant."""
    return {back.letter for back in look.office.returned.values() if USED in back.says}


def _came_back(look: Look) -> Iterator[str]:
    """Whatever bears an electronic signature is what somebody signed, byte for byte, under its own number."""
    bearers = defaultdict[str, set[str]](set)
    for row in look.archive:
        if not row["Ditandatangani elektronik oleh"]:
            continue
        back = look.office.returned.get(str(row["SHA-256"]))
        if back is None:
            yield f"{row['Nama berkas']}: nobody signed these bytes"
            continue
        joint = _JOINT.match(str(row["Kode sistem"]))
        if back.complaint != (joint[2] if joint else row["Nomor"]):
            yield f"{row['Nama berkas']} is the letter of {back.complaint}"
        bears = str(row["Nomor surat"])
        if USED not in back.says:
            bearers[back.letter].add(str(row["SHA-256"]))
        if bears and bears != back.letter:
            yield f"{row['Nomor']}: Arsip says {bears}, the letter {back.letter}"
        if bears and day_in(row["Tanggal surat"]) != back.on:
            yield f"{row['Nomor']}: Arsip dates {bears} {row['Tanggal surat']}, the letter {back.on}"
    yield from (f"{len(those)} letters bear the number {bears}" for bears, those in bearers.items() if len(those) > 1)


def _void(look: Look) -> Iterator[str]:
    """Riwayat tells of each void letter, and each letter that it calls void is marked."""
    told, issued = defaultdict[str, set[str]](set), set[str]()
    for row in look.history:
        if _SIGNED.match(str(row["Kejadian"])):
            issued.add(str(row["Menjadi"]))
        if found := _VOIDED.match(str(row["Kejadian"])):
            told[str(row["Nomor"])].add(found[1])
    marked, used_twice = void_numbers(look), numbers_used_twice(look)
    for row in look.archive:
        number, bears = str(row["Nomor"]), str(row["Nomor surat"])
        void = str(row["Keterangan"]).startswith(VOID)
        if void and not str(row["Nama berkas"]).startswith("BATAL - "):
            yield f"{row['Nama berkas']} is void by Arsip, and its name does not say so"
        if bears and bears in told[number] - used_twice and not void:
            yield f"{number}: Riwayat calls {bears} void, {row['Nama berkas']} still counts"
    for number, numbers in marked.items():
        # Of two that came back in one tick the later one is the letter; the other was never issued.
        if untold := numbers & issued - told[number] - used_twice:
            yield f"{number}: {sorted(untold)} are void by Arsip, and Riwayat does not tell of it"


def _replacing(look: Look) -> Iterator[str]:
    """A letter that replaces another names one that is void and had been sent."""
    void = set[str]().union(*void_numbers(look).values()) if look.office.world.drive.printed else set()
    for document in look.office.world.drive.printed[look.office.held :]:
        for named in _REPLACES.findall(" ".join(as_text(document).split())):
            had_left = any(named in letter.mailed for letter in look.office.letters.values()) or any(
                paper.says.get("Nomor") == named for paper in papers_in(look.office.world)
            )
            if named not in void or not had_left:
                yield f"a letter replaces {named}, which is {'' if named in void else 'not '}void, {had_left=}"
    look.office.held = len(look.office.world.drive.printed)


def _sent(look: Look, number: str, mail: EmailMessage) -> Iterator[str]:
    """What is mailed is in Arsip, counts, was approved as it stands, and is called by what it bears."""
    letter, text = look.office.letters[number], " ".join(text_of(mail).split())
    theirs = {number, look.one_person.get(number, number)}
    files = [hashlib.sha256(bytes(part.get_content())).hexdigest() for part in mail.iter_attachments()]
    rows = [row for row in look.archive if row["Nomor"] in theirs and row["SHA-256"] in files]
    named = _SENT.search(text)
    if len(files) != 1 or not rows or named is None:
        yield f"{number}: a reply is sent with {len(files)} files, {len(rows)} of them in Arsip, named {named}"
        return
    if all(str(row["Keterangan"]).startswith(VOID) for row in rows):
        yield f"{number}: the void letter {named[1]} is sent"
    bears = {str(row["Nomor surat"]): row for row in look.archive if row["Nomor"] in theirs and row["Nomor surat"]}
    if named[1] not in bears or day_in(bears[named[1]]["Tanggal surat"]) != day_in(named[2]):
        yield f"{number}: a mail names {named[1]} of {named[2]}, Arsip has {sorted(bears)}"
    if back := look.office.returned.get(files[0]):
        approved = look.office.letters[back.complaint].approved
        if back.says not in approved:
            yield f"{number}: {back.letter} says {sorted(back.says)}, approved were {list(map(sorted, approved))}"
    yield from _replaced(look, number, named[1], _REPLACES.search(text))
    letter.mailed.append(named[1])


def _replaced(look: Look, number: str, sent: str, named: re.Match[str] | None) -> Iterator[str]:
    """A mail says of a letter that it replaces a void one where that had come to its complainant, and only there."""
    theirs, all_void = {number, look.one_person.get(number, number)}, void_numbers(look)
    void = set[str]().union(*(all_void[one] for one in theirs))
    before = [one for one in look.office.letters[number].mailed if one != sent]
    elsewhere = {one for other in theirs - {number} for one in look.office.letters[other].mailed}
    handed_over = {
        paper.says["Nomor"]
        for paper in papers_in(look.office.world)
        if paper.number in theirs and paper.kind is DocumentKind.NOTULEN
    }
    if named and (named[1] not in void or named[1] not in {*before, *elsewhere, *handed_over}):
        yield f"{number}: a mail says that {sent} replaces {named[1]}; void are {sorted(void)}, it had {before}"
    # A letter that was handed over in between took the void one's place by itself.
    between = handed_over - {*before, sent}
    if not named and before and before[-1] in void and not between:
        yield f"{number}: a mail does not say that {sent} replaces {before[-1]}"
