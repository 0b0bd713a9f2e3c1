"""An office whose people edit whatever they like at any step: cells, drafts and papers, in any order, by one seed."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import docx

from automation.domain.cells import Cell
from automation.domain.columns import StaffColumn
from automation.domain.scans import HeldScan
from automation.register.schema import tabs
from automation.register.wording import SERVICES
from automation.workflow.phase import Phase
from automation.workflow.phase_wording import STATES
from local_workspace.scanner import scan, signed
from tests.fakes import FakeSandbox
from tests.fakes.drive import FakeFile
from tests.jobs.world import World

from . import meetings, scanning
from .beside import ACTS, heeds_the_draft
from .papers import made_readable
from .returning import Returned, signs_letter_of, signs_some_letter
from .signers import LastGood

REGISTER = tabs()["register"]
HEADINGS = {column.key: column.heading for column in REGISTER.columns if isinstance(column, StaffColumn)}
#: A sentence that somebody adds to a draft; each has a number of its own.
_ADDED = re.compile(r"Tambahan nomor (\d+)\.")
_DECIDES = frozenset({"decision", "decision_note"})
_APPROVES = ("Setuju", "Setuju ulang")

_DRAFT = re.compile(r"(KEL-2026-\d{4}) Surat Balasan(?: \(\d+\))?\.docx")
_PRINTED = re.compile(r"(KEL-2026-\d{4}) Surat Balasan(?: \(\d+\))?\.pdf")
_CLOSED, _JOINS, _SCAN, _INITIALS, _SIGNER, _SRIKANDI = (
    STATES[phase]
    for phase in (
        *(Phase.CLOSED, Phase.JOINT_LETTER, Phase.SIGNED_SCAN, Phase.INITIALS, Phase.SIGNER_CHANGED),
        Phase.SIGNED_PDF,
    )
)
_WAYS = ("Surel", "WhatsApp", "Diambil langsung", "Pos/kurir")

Cells = Mapping[str, Cell]
_VERIFIER: Cells = {"verified_by": "Siti Aminah"}


@dataclass
class Watched:
    """What people know of one complaint's letter.

    Attributes:
        named: the sentences added to its draft, as the last tick had seen them.
        approved: the same of each version that somebody decided to let out, the latest last.
        addresses: mail addresses that its row has named so far.
        sheets: what its row has asked to be printed so far.
        heard: what its complainant was told by mail, by subject.
        said: all that its row has said so far, by column key.
        returned: what the letter says that came back from Srikandi, as the last tick had seen it.
        mailed: the numbers of the letters that its complainant was sent.
    """

    named: frozenset[str] = frozenset()
    approved: list[frozenset[str]] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    sheets: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)
    said: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    returned: frozenset[str] | None = None
    mailed: list[str] = field(default_factory=list)


@cache
def added_in(document: bytes) -> frozenset[str]:
    """Return the numbers of the sentences that were added to a draft."""
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(document)).paragraphs)
    return frozenset(_ADDED.findall(text))


@cache
def _scanned(letter: bytes, seed: int) -> bytes:
    return scan(signed(letter), seed=seed, dpi=100)


class _QuickSandbox(FakeSandbox):
    """Looks at each scan of another letter than it is held against, and at one of those that are of that very letter.

    A look takes most of a step's time. `made_of` tells of which letter each scan was made.
    """

    def __init__(self) -> None:
        self.made_of: dict[bytes, bytes] = {}
        self._held: dict[int, HeldScan] = {}

    def held_against(self, scan: bytes, pages: Sequence[int], letter: bytes, names: Sequence[str]) -> HeldScan:
        if self.made_of.get(scan) != letter:
            return super().held_against(scan, pages, letter, names)
        if len(pages) not in self._held:
            self._held[len(pages)] = super().held_against(scan, pages, letter, names)
        return self._held[len(pages)]


class EditedOffice:
    """A few complaints at a time; each step is one thing that somebody does, and then a tick."""

    def __init__(self, folder: Path, seed: int, most: int = 8, *, electronic: bool = False) -> None:
        self.world = World(folder, plain=True, **({"surat__tanda_tangan": "srikandi"} if electronic else {}))
        made_readable(self.world)
        self.electronic = electronic
        #: Letters that came back from Srikandi, by their SHA-256.
        self.returned: dict[str, Returned] = {}
        self.scanned: list[scanning.Scanned] = []
        #: Arsip's rows by their document, as the last tick found them.
        self.found: dict[str, Mapping[str, Cell]] = {}
        self.sandbox = self.world.sandbox = _QuickSandbox()
        self.chance = Random(seed)
        self.most = most
        #: `read` counts the mails that the checker has read, `held` the letters that it has held against others.
        self.complaints = self.counted = self.read = self.held = 0
        self.letters: defaultdict[str, Watched] = defaultdict(Watched)
        self.done: list[str] = []
        #: Complaints that somebody wants to see through now, such as two that one letter shall answer.
        self.urged: tuple[str, ...] = ()
        self.officials_at_first = len(self.world.workbook.rows("Pejabat"))
        self.officials = LastGood()
        #: Each letter that was printed, with who was to sign that day, and who else might.
        self.printed: list[tuple[bytes, frozenset[str]]] = []

    # -- one step

    def step(self) -> None:
        """Do one thing, let some time pass, and tick."""
        acts = (
            *[self.goes_on] * 32,
            *[self.edits_a_cell] * 5,
            *[self.edits_a_draft] * 2,
            self.complains,
            self.complains,
            self.complains,
            self.scans,
            self.renames_a_lead,
            *[lambda act=act: act(self) for act in (*ACTS, *meetings.ACTS, *scanning.ACTS)],
            lambda: signs_some_letter(self),
        )
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            act: Callable[[], None] = self.chance.choice(acts) if self.complaints > 1 else self.complains
            act()
        self.world.now += timedelta(minutes=self.chance.choice((1, 7, 30, 120, 1000)))
        self.tick()

    def tick(self) -> None:
        """Let the job look; what drafts say is what people were told of."""
        seen = self.drafts()
        groups = [str(row["Pokja"]) for row in self.world.workbook.rows("Pokja")]
        self.officials.look(self.world.workbook.rows("Pejabat"), groups)
        before = len(self.world.drive.printed)
        self.found = {str(row["Kode sistem"]): row for row in self.world.workbook.rows("Arsip")}
        self.world.tick()
        may_sign = self.officials.may_sign(self.world.now.date())
        self.printed += [(letter, may_sign) for letter in self.world.drive.printed[before:]]
        for number, draft in self.drafts().items():
            self.letters[number].named = added_in(seen.get(number, draft))
        if self.returned:
            self._see_what_came_back()

    def _see_what_came_back(self) -> None:
        found: dict[str, frozenset[str]] = {}
        for row in self.world.workbook.rows("Arsip"):
            back = self.returned.get(str(row["SHA-256"]))
            if back and row["Nomor"] == back.complaint and not row["Keterangan"]:
                found[back.complaint] = back.says
        for number, letter in self.letters.items():
            letter.returned = found.get(number)

    # -- what is there

    def numbers(self) -> list[str]:
        """Return the complaints in the Register."""
        return [str(row["Nomor"]) for row in self.world.workbook.rows("Register")]

    def states(self) -> dict[str, str]:
        """Return how each complaint stands, in the words of Status."""
        return {str(row["Nomor"]): str(row["Status"]) for row in self.world.workbook.rows("Status") if row["Nomor"]}

    def draft_file(self, number: str) -> FakeFile | None:
        """Return the file of the draft of the complaint's latest letter."""
        found = [file for file in self.world.drive.files.values() if file.name.startswith(f"{number} Surat Balasan")]
        return next((file for file in reversed(found) if _DRAFT.fullmatch(file.name)), None)

    def drafts(self) -> dict[str, bytes]:
        """Return the draft of each complaint's latest letter, where there is one."""
        found = [(_DRAFT.fullmatch(file.name), file.content) for file in self.world.drive.files.values()]
        return {name[1]: content for name, content in found if name}

    def is_open(self, number: str) -> bool:
        """Return whether a complaint is at work."""
        return not self.states().get(number, _CLOSED).startswith((_CLOSED, "Ditutup"))

    def some_number(self, *states: str) -> str | None:
        """Return some complaint's number: of those that stand so, where a state is given."""
        numbers = [number for number, state in self.states().items() if not states or state in states]
        return self.chance.choice(numbers) if numbers else None

    # -- what people do

    def types(self, number: str, **cells: Cell) -> None:
        """Type into a row, and remember what was decided on which version."""
        row = self.world.row_of(number)
        for key, value in cells.items():
            before = self.world.workbook.shown("Register", row, HEADINGS[key])
            self.world.workbook.type("Register", row, HEADINGS[key], value)
            self.letters[number].said[key].add(str(self.world.workbook.shown("Register", row, HEADINGS[key])))
            if key in _DECIDES and value != before:
                decision = self.world.workbook.shown("Register", row, HEADINGS["decision"])
                if decision in _APPROVES:
                    letter = self.letters[number]
                    letter.approved.append(letter.named)
                    letter.approved += [letter.returned] if letter.returned is not None else []
            if key == "corrected_email" and "@" in str(value):
                self.letters[number].addresses.add(str(value))
            if key == "to_print":
                self.letters[number].sheets.update(part.strip() for part in str(value).split(";"))
        self.done.append(f"{self.world.now:%d/%m %H.%M} {number}: {cells}")

    def complains(self) -> None:
        """Send the public form."""
        if self.complaints < self.most:
            self.complaints += 1
            email = f"pelapor{self.complaints}@contoh.example"
            self.world.complain(email=email, subject=f"Hal {self.complaints}")
            self.letters[f"KEL-2026-{self.complaints:04d}"].addresses.add(email)

    def goes_on(self) -> None:
        """Type what a complaint waits for."""
        states = self.states()
        urged = [one for one in self.urged if self.is_open(one) and states[one] != _JOINS]
        number = self.chance.choice(urged) if urged and self.chance.random() < 0.7 else self.some_number()
        state = states.get(number or "", "")
        if number is None or (state in (_INITIALS, _SIGNER) and heeds_the_draft(self, number)):
            return
        if state == _SCAN:
            self.scans_letter_of(number)
        elif state == _SRIKANDI:
            signs_letter_of(self, number)
        elif cells := self._next(number, state):
            self.types(number, **cells)

    def _next(self, number: str, state: str) -> Cells:
        self.counted += 1
        text, day = f"Keterangan {self.counted}", f"{self.world.now:%d/%m/%Y}"
        found: dict[Phase, Cells] = {
            Phase.SORTING: {"classification": "Keluhan", "service": "Pengujian", "level": "Sedang"},
            Phase.ASK_HEAD: {"assigned_to": "Pokja Kalibrasi"},
            Phase.REVIEW: {"findings": text, "workers": "tidak ada"},
            Phase.CAUSE: {"cause": text, "cause_category": "Bahan"},
            Phase.ACTION: {"corrective_action": text, "preventive_action": f"{text}!"},
            Phase.APPLICATION: {"applied_on": day},
            Phase.VERIFICATION: {"verification": text, "effective": self._mostly("Ya", "Tidak"), **_VERIFIER},
            Phase.REPLY_TEXT: {"reply_text": text},
            Phase.INITIALS: {"initials": f"BS {self.counted}"},
            Phase.DECISION: {"decision": self._mostly(*_APPROVES, "Kembalikan"), "decision_note": text},
            Phase.LETTER_NUMBER: {"letter_number": f"B/{self.counted}/BSPJI/2026", "letter_date": day},
            Phase.SIGNED_UNREAD: self._as_it_bears(number) if state == STATES[Phase.SIGNED_UNREAD] else {},
            Phase.DELIVERY: {
                "sent_by": self.chance.choice((*_WAYS, "")),
                "recipient": self.chance.choice(("Pelapor", f"Penerima {self.counted}", "")),
                "delivered_on": day,
            },
            Phase.CLOSING: {"sent_by": self.chance.choice(_WAYS)},
            Phase.CLOSED: {self.chance.choice(("reopening", "reopening_proposed", "replacement")): text},
        }
        return next((cells for phase, cells in found.items() if STATES[phase] == state), {})

    def _as_it_bears(self, number: str) -> Cells:
        """Return number and date as the letter shows them that came back as a picture."""
        theirs = [one for one in self.returned.values() if one.complaint == number and one.is_picture]
        if not theirs:
            return {}
        # Whoever states what it bears has compared it, and answers for what it says.
        self.letters[number].approved.append(theirs[-1].says)
        return {"letter_number": theirs[-1].letter, "letter_date": f"{theirs[-1].on:%d/%m/%Y}"}

    def _mostly(self, *choices: str) -> str:
        """Return one of these, the last of them seldom."""
        return self.chance.choice((*choices[:-1] * 6, choices[-1]))

    def edits_a_cell(self) -> None:
        """Type anything anywhere: another fact, nonsense, or nothing."""
        number = self.some_number()
        if number is None:
            return
        key = self.chance.choice(sorted(HEADINGS))
        column = next(column for column in REGISTER.columns if column.key == key)
        self.counted += 1
        other = self.some_number() or number
        anything: tuple[Cell, ...] = ("", f"Sembarang {self.counted}", 46357, False, other, "#REF!")
        day = f"{self.world.now + timedelta(days=self.chance.randrange(-9, 9)):%d/%m/%Y}"
        choices = SERVICES if key == "service" else column.choices
        fitting: tuple[Cell, ...] = choices or (day, f"Isi {self.counted}", "Siti Aminah", other)
        if key == "corrected_email":
            fitting = (f"betul{self.counted}@contoh.example",)
        self.types(number, **{key: self.chance.choice((*fitting, *fitting, *fitting, *anything))})

    def edits_a_draft(self) -> None:
        """Add a sentence to a draft, take one out, save it as it is, or throw it away and fetch it back."""
        number = self.some_number()
        draft = self.draft_file(number) if number else None
        if draft is None:
            return
        document = docx.Document(io.BytesIO(draft.content))
        added = [one for one in document.paragraphs if _ADDED.search(one.text)]
        if added and self.chance.random() < 0.4:
            added[-1].clear()
        elif self.chance.random() < 0.8:
            self.counted += 1
            document.paragraphs[-1].insert_paragraph_before(f"Tambahan nomor {self.counted}.")
        out = io.BytesIO()
        document.save(out)
        self.world.drive.edit(draft.id, out.getvalue())
        self.done.append(f"{self.world.now:%d/%m %H.%M} {number}: konsep {sorted(added_in(out.getvalue()))}")

    def scans(self) -> None:
        """Print some letter, at times one that is void by now, have it signed, and scan it."""
        letters = [file.content for file in self.world.drive.files.values() if _PRINTED.search(file.name)]
        if letters:
            self._scan(self.chance.choice(letters))

    def scans_letter_of(self, number: str) -> None:
        """Print the latest letter of a complaint, have it signed, and scan it."""
        named = [(_PRINTED.fullmatch(file.name), file.content) for file in self.world.drive.files.values()]
        if letters := [content for name, content in named if name and name[1] == number]:
            self._scan(letters[-1])

    def _scan(self, letter: bytes) -> None:
        scanned = _scanned(letter, self.chance.randrange(4))
        self.sandbox.made_of[scanned] = letter
        self.world.drive.drop("folder-scans", "scan.pdf", scanned)

    def renames_a_lead(self) -> None:
        """Write another person into the tab Pokja."""
        rows = len(self.world.workbook.rows("Pokja"))
        row = 1 + self.chance.randrange(rows)
        lead = self.chance.choice(("Bambang Sutrisno", "Rudi Hartono, S.T.", "Wakil Baru"))
        self.world.workbook.type("Pokja", row, "Ketua", lead)
