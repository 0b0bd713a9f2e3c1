"""Days as old registers write them, read more widely than cells of the office's own tabs.

Nobody can be asked to type hundreds of rows anew; whether dates were read rightly is seen from the first and last.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo

from automation.register.lines import moment_of

from .old_file import OldCell

#: Months by the first letters of what they are called: in Indonesian, in its former spelling, and in English.
_MONTHS = {
    1: "jan", 2: "feb peb", 3: "mar", 4: "apr", 5: "mei may", 6: "jun", 7: "jul", 8: "agu agt ags aug",
    9: "sep", 10: "okt oct", 11: "nov nop", 12: "des dec",
}  # fmt: skip
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words.split()}
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2}|[a-z]{3,9})\.?\s*[-/., ]\s*(?P<year>\d{4}|\d{2})(?P<rest>\D.*)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?P<rest>\D.*)?")
_WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\b\s*[,.]?\s*")


def moment_in(cell: OldCell, zone: tzinfo) -> datetime | None:
    """Read a day, with or without a time, in office time; None where a cell holds none.

    It may be typed, a serial number, or words: 5/3/25 is a day of 2025, and the day always comes before the month.
    """
    match cell:
        case datetime():
            return moment_of(f"{cell:%d/%m/%Y %H:%M}", zone)
        case date():
            return datetime.combine(cell, time(), zone)
        case str():
            return moment_of(_as_number(cell), zone) or moment_of(_plain(cell, zone), zone)
        case int() | float():
            return moment_of(cell, zone)
        case _:
            return None


def _as_number(text: str) -> str | float:
    """Return a text that is nothing but a number as that: a .csv knows no others, and 45678 is a day there too."""
    plain = text.strip()
    return float(plain.replace(",", ".")) if plain.replace(",", "").isdecimal() else text


def _plain(text: str, zone: tzinfo) -> str:
    """Return words that name a day as 05/03/2025 with what follows; "" where they name none."""
    here = str(datetime(2025, 1, 1, tzinfo=zone).tzname()).casefold()
    said = _WEEKDAY.sub("", text.strip().casefold().removesuffix(here).strip())
    found = _YEAR_FIRST.fullmatch(said) or _DAY_FIRST.fullmatch(said)
    if found is None:
        return ""
    month = found["month"] if found["month"].isdecimal() else _MONTH_OF.get(found["month"][:3], 0)
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    return f"{int(found['day']):02}/{int(month):02}/{year}{found['rest'] or ''}"
