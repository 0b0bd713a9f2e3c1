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
    BIN_LOOKED: ClassVar[Note]
    LOOKUPS_BROKEN: ClassVar[Note]
    FAILING_SINCE: ClassVar[Note]
    UNHEARD: ClassVar[Note]
    DAYS_TOLD: ClassVar[Note]
    PING_ANSWERED: ClassVar[Note]
    PING_FAILED: ClassVar[Note]

    @classmethod
    def asked(cls, form: str) -> Note:
        """Name when a form was last asked."""
        return cls(f"forms.asked.{form}")

    @classmethod
    def newest(cls, form: str) -> Note:
        """Name when a form's newest answer was sent."""
        return cls(f"forms.newest.{form}")

    @classmethod
    def length(cls, form: str) -> Note:
        """Name how many answers a form's raw tab had."""
        return cls(f"forms.length.{form}")

    @classmethod
    def seen(cls, tab: str) -> Note:
        """Name how many rows a tab had at the last tick."""
        return cls(f"terlihat.{tab}")

    @classmethod
    def scan_aside(cls, effect: str) -> Note:
        """Name what is owed of a scan set aside, by its effect's printed key."""
        return cls(f"{_ASIDE}{effect}")

    @classmethod
    def mail_news(cls, message: str) -> Note:
        """Name what is owed of a mail that came in, by the mailbox's id of it."""
        return cls(f"{_NEWS}{message}")

    @property
    def aside(self) -> str | None:
        """The printed key of the scan's effect that this is about; None where it is about none."""
        return self.removeprefix(_ASIDE) if self.startswith(_ASIDE) else None

    @property
    def message(self) -> str | None:
        """The id of the mail that this is about; None where it is about none."""
        return self.removeprefix(_NEWS) if self.startswith(_NEWS) else None


_ASIDE, _NEWS = "tinjau.", "surel.kabar."

#: A rebuild is on its way: a ledger that bears it knows too little to act.
Note.REBUILDING = Note("rebuild.unfinished")
#: When the last tick was, and how many there were each day.
Note.TICKS = Note("putaran")
#: From which line on Riwayat shows seals: lines of an older program have none.
Note.SEALED_FROM = Note("riwayat.segel")
Note.FORMS_LOOKED = Note("forms.looked")
Note.MAILBOX_READ = Note("surel.dibaca")
Note.BIN_LOOKED = Note("sampah.dilihat")
#: While it stands, the Register's lookups are written anew: a deleted tab breaks the formulas that named it.
Note.LOOKUPS_BROKEN = Note("rumus.rusak")
Note.FAILING_SINCE = Note("gagal.sejak")
#: What the supervisor could not be told.
Note.UNHEARD = Note("gagal.terdengar")
Note.DAYS_TOLD = Note("harian.sampai")
Note.PING_ANSWERED = Note("ping.terjawab")
Note.PING_FAILED = Note("ping.gagal")
