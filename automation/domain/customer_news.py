"""What complainants are told, each once: the one list that mail, chat and `explain` go by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from . import wording


class News(Enum):
    """One kind of news; the value is part of its mail's key in the journal, so it never changes."""

    title: str
    """What it is, for staff."""

    presses: bool
    """An officer sends it by chat today; other news waits for the officer's daily digest."""

    def __new__(cls, value: str, title: str, presses: bool) -> News:
        """Make a kind with its title and its urgency beside its value."""
        kind = object.__new__(cls)
        kind._value_ = value
        kind.title = title
        kind.presses = presses
        return kind

    ACKNOWLEDGEMENT = "penerimaan", wording.NEWS_OF_RECEIPT, True
    STUDIED = "dikaji", wording.NEWS_OF_REVIEW, False
    ACTION_SET = "ditetapkan", wording.NEWS_OF_ACTION, False
    DATA_WANTED = "data", wording.NEWS_OF_DATA_WANTED, True
    REPLY = "balasan", wording.NEWS_OF_REPLY, True
    ENDED = "akhir", wording.NEWS_OF_END, False
    REOPENED = "dibuka-kembali", wording.NEWS_OF_REOPENING, False
    JOINED_END = "hasil-gabungan", wording.NEWS_OF_JOINED_END, False
    JOINED_REOPENED = "gabungan-dibuka", wording.NEWS_OF_REOPENING, False
    JOINED_REPLY = "balasan-gabungan", wording.NEWS_OF_REPLY, True
    RESUMED = "dilanjutkan", wording.NEWS_OF_RESUMPTION, False
    SEPARATED = "dipisah", wording.NEWS_OF_SEPARATION, False
    STATUS = "status", wording.NEWS_OF_STATUS, False
    ADDRESS_CHANGED = "alamat-diubah", wording.NEWS_OF_ADDRESS, False


@dataclass(frozen=True, slots=True)
class NewsName:
    """The name of one piece of news within its complaint: `penerimaan`, `akhir.settled` or `balasan@3f2a9c01b4de`.

    Attributes:
        which: tells news of one kind apart: the outcome, or what stands for the data asked for.
        to: stands for the address or number it goes to, where that is not the one that came in.
    """

    news: News
    which: str = ""
    to: str = ""

    def __str__(self) -> str:
        which, to = f".{self.which}" if self.which else "", f"@{self.to}" if self.to else ""
        return f"{self.news.value}{which}{to}"

    @classmethod
    def parse(cls, text: str) -> NewsName:
        """Read a printed name.

        Raises:
            ValueError: it names no news.
        """
        name, _, to = text.partition("@")
        kind, _, which = name.partition(".")
        for news in News:
            if news.value == kind:
                return cls(news, which, to)
        raise ValueError(f"no news: {text!r}")

    @classmethod
    def read(cls, text: str) -> NewsName | None:
        """Read what may be a printed name; None where it names no news."""
        try:
            return cls.parse(text)
        except ValueError:
            return None
