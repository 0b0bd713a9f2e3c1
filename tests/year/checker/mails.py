"""A mail to staff taken apart again: what it says of which complaint."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(?P<name>[^\n]+?) – (?P<subject>[^\n]*)\n-+\n(?P<rest>.*)", re.DOTALL)
_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """One matter as it stands in a mail."""

    about: str
    subject: str
    title: str
    below: str


def matters_in(text: str) -> list[Said]:
    """Give the matters of a digest, in their order."""
    found = []
    for paragraph in re.split(r"\n\n+", text):
        match = _HEADING.fullmatch(paragraph.strip())
        if match is None:
            continue
        parts = _NUMBERED.split(match["rest"])
        for part in parts[1:] if len(parts) > 1 else parts:
            title, _, below = part.partition("\n")
            found.append(Said(match["name"], match["subject"], title.strip(), below))
    return found
