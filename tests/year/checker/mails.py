"""A mail to staff taken apart again: what it says of which complaint."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from . import words

_HEADING = re.compile(r"(?P<name>[^\n]+?) – (?P<subject>[^\n]*)\n-+\n(?P<rest>.*)", re.DOTALL)
#: What many complaints share to do, with those of them that are named and the number of the others.
_TABLE = re.compile(r"(?!KEL-|TND-)(?P<title>[^\n]+): (?P<count>\d+)\n-+\n(?P<rest>.*)", re.DOTALL)
_ROW = re.compile(r"(?P<about>[^:.\n]+?) *: (?P<told>(?P<subject>[^;]*).*)")
_OTHERS = re.compile(r"… dan (\d+) lagi\.")
_UNTIL = re.compile(r"tenggat (\d\d)/(\d\d) (\d\d)\.(\d\d)")
_WRITTEN = re.compile(r" per \w+, (?P<day>\d+) (?P<month>\w+) (?P<year>\d{4}) pukul ")
_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """One matter as it stands in a mail; `others` are those that it counts without naming them."""

    about: str
    subject: str
    title: str
    below: str
    others: int = 0


def matters_in(text: str) -> list[Said]:
    """Give the matters of a digest, in their order."""
    found: list[Said] = []
    for paragraph in re.split(r"\n\n+", text):
        if table := _TABLE.fullmatch(paragraph.strip()):
            found += _rows(table["title"], int(table["count"]), table["rest"].splitlines(), text)
            continue
        match = _HEADING.fullmatch(paragraph.strip())
        if match is None:
            continue
        parts = _NUMBERED.split(match["rest"])
        for part in parts[1:] if len(parts) > 1 else parts:
            title, _, below = part.partition("\n")
            found.append(Said(match["name"], match["subject"], title.strip(), below))
    return found


def _rows(title: str, count: int, lines: list[str], text: str) -> Iterator[Said]:
    """Give the rows, which stand last, as many as the table counts; what all share above may read like one."""
    others = _OTHERS.search("\n".join(lines))
    read = [match for line in lines if (match := _ROW.fullmatch(line))]
    rows = read[max(0, len(read) - count + (int(others[1]) if others else 0)) :]
    shared = [line for line in lines if line not in {row[0] for row in rows}]
    for row in rows:
        below = "\n".join([*shared, row["told"], *(words.moment(at) for at in _untils(row["told"], text))])
        yield Said(row["about"], row["subject"], title, below)
    if others:
        yield Said("", "", title, "", int(others[1]))


def _untils(told: str, text: str) -> Iterator[datetime]:
    """Give the deadlines of a row: of its day and month the one nearest to when the mail was written."""
    written = _WRITTEN.search(text)
    if written is None:
        return
    for day, month, hour, minute in _UNTIL.findall(told):
        at = datetime(int(written["year"]), words.MONTHS.index(written["month"]) + 1, int(written["day"]))
        years = [at.replace(year=at.year + more, month=int(month), day=int(day)) for more in (-1, 0, 1)]
        nearest = min(years, key=lambda one: abs(one - at))
        yield nearest.replace(hour=int(hour), minute=int(minute))
