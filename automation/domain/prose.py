"""What a mail says, as paragraphs of lines: its plain text and its HTML are two ways to show the very same words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Look(Enum):
    """How a line stands out."""

    PLAIN = "plain"
    HEADING = "heading"
    TITLE = "title"
    SMALL = "small"
    QUOTE = "quote"
    """What somebody wrote, told apart from what the mail says."""
    BUTTON = "button"
    """A link that is the next thing to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail.

    Attributes:
        text: its words; an address among them stays text, since they may be the public's.
        label: what the text is; neighbouring lines with labels stand as a small table.
        link: an address of our own making, after the text.
        link_name: what the link is called where links have names; where they have none, the address shows.
        look: how it stands out.
        indent: by how many signs it stands to the right in plain text.
    """

    text: str = ""
    label: str = ""
    link: str = ""
    link_name: str = ""
    look: Look = Look.PLAIN
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]
