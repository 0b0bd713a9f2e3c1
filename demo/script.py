"""The nouns of the story: scenes in time, cases with the branches they take, and how each must end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Channel, Outcome

if TYPE_CHECKING:
    from .stage import Stage

WITA = ZoneInfo("Asia/Makassar")
YEAR = 2026


class Branch(Enum):
    """A way that the SOP may take; the value is what the table at the end says."""

    PLAIN = "jalan biasa"
    BY_MAIL = "datang dan dilengkapi lewat surel"
    NOT_A_COMPLAINT = "bukan keluhan"
    OUT_OF_SCOPE = "di luar kewenangan"
    DUPLICATE = "duplikat"
    WITHDRAWN = "dicabut pelapor"
    ON_HOLD = "ditunda, lalu dilanjutkan"
    DATA_WANTED = "data pelapor diminta"
    HEAD_ASKED = "tidak ada pokja: Kepala Balai ditanya"
    OVERRIDDEN = "disposisi dialihkan Kepala Balai"
    CONFIRMED = "disposisi dikonfirmasi Kepala Balai"
    MEETING = "rapat dengan undangan"
    INEFFECTIVE = "tidak efektif, kembali ke langkah 5"
    RETURNED = "konsep dikembalikan ke langkah 8"
    LEAD_INVOLVED = "ketua pokja terlibat: wakil memverifikasi"
    HEAD_INVOLVED = "Kepala Balai terlibat: wakil menyetujui"
    WHATSAPP_ONLY = "pelapor hanya punya WhatsApp"
    HOSTILE_TEXT = "isian aneh tetap teks biasa"
    LATE = "terlambat: pengingat dan eskalasi"
    BAD_CELL = "sel salah isi, lalu dibetulkan"
    DELETED_ROW = "baris terhapus, lalu kembali"
    REFUSED_EDIT = "mengisi kolom orang lain ditolak"
    EDITED_DRAFT = "konsep surat disunting orang"
    BATCH_SCAN = "satu berkas pindaian dipisah"
    NIGHT = "masuk di luar jam kerja"


#: Papers of a complaint that went all ten steps.
WHOLE_FILE: frozenset[DocumentKind] = frozenset(
    {
        DocumentKind.FORM_PENGADUAN,
        DocumentKind.LEMBAR_DISPOSISI,
        DocumentKind.LAPORAN_TINDAKAN,
        DocumentKind.SURAT_BALASAN,
        DocumentKind.NOTULEN,
    }
)


@dataclass(slots=True)
class Case:
    """One complaint of the story, known by its subject until it has a number.

    Attributes:
        subject: Perihal; no two cases share one.
        reader: the complainant's address; "" where there is none that can be written to.
        outcome: how it must end.
        documents: the kinds of paper that must be in its folder.
        topics: what its complainant must have been written, subjects in order without the number.
        warned: what warnings must have stood beside its row at some time (parts of their texts).
        letter_says: what the final letter must hold, such as what people wrote into its draft.
        told: what staff must have read of it in their mails (parts of the texts).
        marks: what the complainant says in the survey, U1 to U9; empty where they leave it.
    """

    subject: str
    channel: Channel
    branches: frozenset[Branch]
    outcome: Outcome = Outcome.SETTLED
    reader: str = ""
    documents: frozenset[DocumentKind] = WHOLE_FILE
    topics: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    letter_says: list[str] = field(default_factory=list)
    told: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody does something; afterwards the job ticks.

    Attributes:
        what: the whole sentence that is told, with who does it; "" for what is not told.
        case: whom it concerns, where it is one complaint.
    """

    at: datetime
    what: str
    act: Callable[[Stage], None]
    case: Case | None = None


@dataclass(slots=True)
class Script:
    """All cases and scenes; scenes are played in the order of time, and of writing within a minute."""

    cases: list[Case] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)

    def at(self, when: str, what: str, act: Callable[[Stage], None], case: Case | None = None) -> None:
        """Add a scene; `when` is written "30/11 08.05", in the office's time."""
        self.scenes.append(Scene(moment(when), what, act, case))

    def tick(self, when: str) -> None:
        """Let the job tick although nobody did anything."""
        self.at(when, "", lambda stage: None)

    def in_order(self) -> Iterator[tuple[datetime, list[Scene]]]:
        """Give the scenes of each minute together."""
        minutes: dict[datetime, list[Scene]] = {}
        for scene in sorted(self.scenes, key=lambda one: one.at):
            minutes.setdefault(scene.at, []).append(scene)
        yield from minutes.items()

    @property
    def begins(self) -> datetime:
        """The moment of the first scene."""
        return min(scene.at for scene in self.scenes)


def moment(when: str) -> datetime:
    """Read "30/11 08.05" as a moment of the story's year, in the office's time."""
    return datetime.strptime(f"{when} {YEAR}", "%d/%m %H.%M %Y").replace(tzinfo=WITA)
