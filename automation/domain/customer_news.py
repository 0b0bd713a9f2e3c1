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


@dataclass(frozen=True, slots=True)
class NewsName:
    """The name of one piece of news within its complaint, printed as `penerimaan` or `akhir.settled`.

    Attributes:
        which: tells news of one kind apart: the outcome, or what stands for the data asked for.
    """

    news: News
    which: str = ""

    def __str__(self) -> str:
        return f"{self.news.value}.{self.which}" if self.which else self.news.value

    @classmethod
    def parse(cls, text: str) -> NewsName:
        """Read a printed name.

        Raises:
            ValueError: it names no news.
        """
        kind, _, which = text.partition(".")
        for news in News:
            if news.value == kind:
                return cls(news, which)
        raise ValueError(f"no news: {text!r}")
