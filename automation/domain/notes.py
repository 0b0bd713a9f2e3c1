"""The names under which the ledger keeps small memories of the job; none ever changes."""

from __future__ import annotations

from typing import ClassVar


class Note(str):
    """The name of one small memory, as it is printed."""

    __slots__ = ()

    REBUILDING: ClassVar[Note]
    TICKS: ClassVar[Note]
    SEALED_FROM: ClassVar[Note]
    FORMS_LOOKED: ClassVar[Note]
    MAILBOX_READ: ClassVar[Note]
    MAILBOX_MARK: ClassVar[Note]
    MAILBOX_NEXT: ClassVar[Note]
    MAILBOX_SEARCH: ClassVar[Note]
    BIN_LOOKED: ClassVar[Note]
    LOCALE_LOOKED: ClassVar[Note]
    MERGED_LOOKED: ClassVar[Note]
    PROTECTION_LOOKED: ClassVar[Note]
    SCAN_FOLDERS: ClassVar[Note]
    DATES_DOUBTED: ClassVar[Note]
    DATES_KNOWN: ClassVar[Note]
    NUMBERS_SHOWN: ClassVar[Note]
    CELLS_COVERED: ClassVar[Note]
    LOOKUPS_BROKEN: ClassVar[Note]
    ANSWERS_SHOWN: ClassVar[Note]
    MONTHS_SHOWN: ClassVar[Note]
    FAILING_SINCE: ClassVar[Note]
    FAILED_UNTIL: ClassVar[Note]
    UNHEARD: ClassVar[Note]
    DAYS_TOLD: ClassVar[Note]
    PING_ANSWERED: ClassVar[Note]
    PING_FAILED: ClassVar[Note]
    OFFICIALS: ClassVar[Note]
    EVIDENCE: ClassVar[Note]
    OFFICIALS_FROM: ClassVar[Note]
    CAUSES: ClassVar[Note]
    SERVICES: ClassVar[Note]
    TODAY: ClassVar[Note]
    MOVING_LEFT: ClassVar[Note]
    RETURNS_HEARD: ClassVar[Note]

    @classmethod
    def asked(cls, form: str) -> Note:
        """Name when a form was last asked."""
        return cls(f"forms.asked.{form}")

    @classmethod
    def newest(cls, form: str) -> Note:
        """Name when a form's newest answer was sent."""
        return cls(f"forms.newest.{form}")

    @classmethod
    def offered(cls, form: str) -> Note:
        """Name what a form offers of the office's services: a hash of their names."""
        return cls(f"forms.offered.{form}")

    @classmethod
    def whole(cls, form: str) -> Note:
        """Name on which day all answers of a form were read: edits of old ones may come without a newer time."""
        return cls(f"forms.whole.{form}")

    @classmethod
    def length(cls, form: str) -> Note:
        """Name how many answers a form's raw tab had."""
        return cls(f"forms.length.{form}")

    @classmethod
    def seen(cls, tab: str) -> Note:
        """Name how many rows a tab had at the last tick."""
        return cls(f"terlihat.{tab}")

    @classmethod
    def away(cls, tab: str) -> Note:
        """Name how many rows of a tab stood in yearly workbooks at the last tick."""
        return cls(f"terlihat.{tab}.pindah")

    @classmethod
    def scan_aside(cls, effect: str) -> Note:
        """Name what is owed of a scan set aside, by its effect's printed key."""
        return cls(f"{_ASIDE}{effect}")

    @classmethod
    def frame(cls, effect: str) -> Note:
        """Name what a draft says around its reply, by the printed key that made it."""
        return cls(f"{_FRAME}{effect}")

    @classmethod
    def mail_news(cls, message: str) -> Note:
        """Name what is owed of a mail that came in, by the mailbox's id of it."""
        return cls(f"{_NEWS}{message}")

    @classmethod
    def invited(cls, address: str) -> Note:
        """Name that somebody was invited by mail, by a digest of the address."""
        return cls(f"undangan.{address}")

    @classmethod
    def reported(cls, period: str) -> Note:
        """Name what was stated last of a period, by its code."""
        return cls(f"{_REPORTED}{period}")

    @classmethod
    def figures(cls, issue: str) -> Note:
        """Name what an issue of figures for everybody says, by its code."""
        return cls(f"angka.publik.{issue}")

    @property
    def period(self) -> str | None:
        """The code of the period whose figures this holds; None where it holds none."""
        return self.removeprefix(_REPORTED) if self.startswith(_REPORTED) else None

    @property
    def aside(self) -> str | None:
        """The printed key of the scan's effect that this is about; None where it is about none."""
        return self.removeprefix(_ASIDE) if self.startswith(_ASIDE) else None

    @property
    def framed(self) -> str | None:
        """The printed key of the draft that this is about; None where it is about none."""
        return self.removeprefix(_FRAME) if self.startswith(_FRAME) else None

    @property
    def message(self) -> str | None:
        """The id of the mail that this is about; None where it is about none."""
        return self.removeprefix(_NEWS) if self.startswith(_NEWS) else None


_ASIDE, _NEWS, _REPORTED, _FRAME = "tinjau.", "surel.kabar.", "laporan.", "kerangka."

#: A rebuild is on its way: a ledger that bears it knows too little to act.
Note.REBUILDING = Note("rebuild.unfinished")
#: When the last tick was, and how many there were each day.
Note.TICKS = Note("putaran")
#: From which line on Riwayat shows seals: lines of an older program have none.
Note.SEALED_FROM = Note("riwayat.segel")
Note.FORMS_LOOKED = Note("forms.looked")
#: Up to which moment an older program had read the mailbox, and how far its history was read.
Note.MAILBOX_READ = Note("surel.dibaca")
Note.MAILBOX_MARK = Note("surel.tanda")
#: Where the mailbox is searched, the mark that is to follow, and since when it waits.
Note.MAILBOX_NEXT = Note("surel.tanda.berikut")
#: The office's search of the mailbox, behind the moment since which it is this one.
Note.MAILBOX_SEARCH = Note("surel.saringan")
Note.BIN_LOOKED = Note("sampah.dilihat")
Note.LOCALE_LOOKED = Note("lokalitas.dilihat")
Note.MERGED_LOOKED = Note("gabungan.dilihat")
Note.PROTECTION_LOOKED = Note("perlindungan.dilihat")
#: The folders within Pindaian Masuk.
Note.SCAN_FOLDERS = Note("pindaian.folder")
#: Dates that were typed while the locale was not Indonesian; and those of Pokja and Hari Libur that are believed.
Note.DATES_DOUBTED = Note("tanggal.diragukan")
Note.DATES_KNOWN = Note("tanggal.dikenal")
#: How numbers in columns of words are shown to people.
Note.NUMBERS_SHOWN = Note("angka.terlihat")
#: Which cells of the Register are merged with others, and after which edits that was looked for.
Note.CELLS_COVERED = Note("gabungan.register")
#: While it stands, the Register's lookups are written anew: a deleted tab breaks the formulas that named it.
Note.LOOKUPS_BROKEN = Note("rumus.rusak")
#: On which day the workbook of the survey's answers was seen, and what it shows.
Note.ANSWERS_SHOWN = Note("survei.jawaban")
#: What the figures of Rekap Bulanan rested on when they were seen to be shown.
Note.MONTHS_SHOWN = Note("rekap.bulanan")
Note.FAILING_SINCE = Note("gagal.sejak")
#: When a tick last ended early of those whose ending early was reported.
Note.FAILED_UNTIL = Note("gagal.sampai")
#: What the supervisor could not be told.
Note.UNHEARD = Note("gagal.terdengar")
Note.DAYS_TOLD = Note("harian.sampai")
Note.PING_ANSWERED = Note("ping.terjawab")
Note.PING_FAILED = Note("ping.gagal")
#: Which files show that actions were done, and which of them were not found.
Note.EVIDENCE = Note("tindakan.bukti")
#: The last good state of the tab Pejabat; and who held office when the job first saw it.
Note.OFFICIALS = Note("pejabat")
Note.OFFICIALS_FROM = Note("pejabat.awal")
#: Which kinds of causes the office lists, and ever listed.
Note.CAUSES = Note("kategori.penyebab")
#: Which services the office lists, and ever listed.
Note.SERVICES = Note("layanan")
#: What stands for the shape of Hari Ini's links: whatever it rests on has changed where it differs.
Note.TODAY = Note("hari.ini")
#: Which complaints were left where they are today, since something about their rows was doubtful.
Note.MOVING_LEFT = Note("pindah.ditinggal")
#: Which complaints listed in Arsip Lama were brought back already.
Note.RETURNS_HEARD = Note("pindah.kembali")
