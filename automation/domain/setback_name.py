"""The names under which the ledger keeps what could not be done; old rows bear them, so none ever changes."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from .effects import EffectKey
from .numbers import ComplaintNumber

#: A name is cut here, however long the cell that it is made of.
_LONGEST = 250


class Thing(Enum):
    """What else than an effect can fail; the value is the beginning of a printed name, so it never changes."""

    CASE = "kasus"
    ROW = "baris"
    MAIL = "surel"
    SCAN = "pindaian"
    DRAFT = "konsep"
    ANSWER = "jawaban"
    TAKING_IN = "jawaban/dicatat"
    FORM = "formulir"
    MAILBOX = "kotak-surat"
    FOLDER = "folder"
    DIGEST = "kabar"
    DAY = "harian"
    REPORTS = "laporan"
    OFFER = "pilihan"


class SetbackName(str):
    """The name of one thing that fails, as it is printed: an effect's key, or a `Thing` and which one of these.

    Printed as `KEL-2026-0042/pdf/1` or `kasus/KEL-2026-0042`; only this class takes a printed name apart.
    """

    __slots__ = ()

    NEW_IDS: ClassVar[SetbackName]
    WATCHED: ClassVar[SetbackName]
    TEMPLATES: ClassVar[SetbackName]
    SCANS: ClassVar[SetbackName]
    CASE_FOLDERS: ClassVar[SetbackName]
    LINKS: ClassVar[SetbackName]
    ARRIVED: ClassVar[SetbackName]
    IDS_OF_MAILS: ClassVar[SetbackName]
    REVIEWED: ClassVar[SetbackName]

    @classmethod
    def of(cls, thing: Thing, which: str = "") -> SetbackName:
        """Name one thing of its kind."""
        return cls(f"{thing.value}/{which}")

    @classmethod
    def effect(cls, key: EffectKey | str) -> SetbackName:
        """Name an effect by its key, printed or not."""
        return cls(key)

    @classmethod
    def case(cls, number: ComplaintNumber) -> SetbackName:
        """Name the derivation of a case."""
        return cls.of(Thing.CASE, str(number))

    @classmethod
    def mail(cls, message: str) -> SetbackName:
        """Name the reading of a mail that came in, by the mailbox's id of it."""
        return cls.of(Thing.MAIL, message)

    @classmethod
    def scan(cls, file: str) -> SetbackName:
        """Name the reading of a scan, by its file's id."""
        return cls.of(Thing.SCAN, file)

    @classmethod
    def taking_in(cls, response: str) -> SetbackName:
        """Name what makes a complaint of an answer that was read."""
        return cls.of(Thing.TAKING_IN, response)

    @classmethod
    def row(cls, title: str, key: str) -> SetbackName:
        """Name a row by its tab's title and what stands in its first cell, the key of most tabs."""
        return cls(cls.of(Thing.ROW, f"{title}/{key}")[:_LONGEST])

    @classmethod
    def answers(cls, form: str) -> SetbackName:
        """Name all answers of a form together; the name of each lies within it."""
        return cls.of(Thing.ANSWER, form)

    @classmethod
    def answer(cls, form: str, response: str) -> SetbackName:
        """Name one answer of a form."""
        return cls(f"{cls.answers(form)}/{response}")

    @classmethod
    def offer(cls, form: str) -> SetbackName:
        """Name what a form offers of the office's services."""
        return cls.of(Thing.OFFER, form)

    @classmethod
    def case_folder(cls, number: ComplaintNumber) -> SetbackName:
        """Name the looking into a case's folder."""
        return cls(f"{cls.CASE_FOLDERS}/{number}")

    @property
    def thing(self) -> Thing | None:
        """What fails; None for an effect."""
        found = [one for one in Thing if self.startswith(f"{one.value}/")]
        return max(found, key=lambda one: len(one.value), default=None)

    @property
    def which(self) -> str:
        """Which one of its kind; "" for an effect, whose key says it."""
        return self.removeprefix(f"{self.thing.value}/") if self.thing else ""

    @property
    def key(self) -> EffectKey | None:
        """The effect's key; None where it is none, or one that this version does not know."""
        return None if self.thing else EffectKey.read(self)

    @property
    def tab_and_row(self) -> tuple[str, str]:
        """The tab's title and the key of its row, "" where the name is a whole tab's; for the name of a row."""
        title, _, key = self.which.partition("/")
        return title, key

    def is_within(self, other: Thing | SetbackName) -> bool:
        """Return whether it is of this kind, or is the other name or continues it."""
        if isinstance(other, Thing):
            return self.thing is other
        return self == other or self.startswith(f"{other}/")

    def names(self, number: ComplaintNumber) -> bool:
        """Return whether a complaint's number is one of its parts."""
        return str(number) in self.split("/")


#: What a tick asks for only where it needs it: what did not fail in a tick is no trouble any more.
SetbackName.NEW_IDS = SetbackName.of(Thing.FOLDER, "nomor-berkas")
SetbackName.WATCHED = SetbackName.of(Thing.FOLDER, "diawasi")
SetbackName.TEMPLATES = SetbackName.of(Thing.FOLDER, "templat")
SetbackName.LINKS = SetbackName.of(Thing.FORM, "tautan")
#: Looked at in each tick, or in each that reads the mailbox.
SetbackName.SCANS = SetbackName.of(Thing.FOLDER, "pindaian-masuk")
SetbackName.CASE_FOLDERS = SetbackName.of(Thing.FOLDER, "kasus")
SetbackName.ARRIVED = SetbackName.of(Thing.MAILBOX, "daftar")
SetbackName.IDS_OF_MAILS = SetbackName.of(Thing.MAILBOX, "nomor-berkas")
SetbackName.REVIEWED = SetbackName.of(Thing.MAILBOX, "perlu-ditinjau")
