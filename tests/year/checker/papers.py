"""A report as it was filed: every figure of it is held against what one counts at that moment."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from tests.year.seen import Filed, Value

from .reports import FEW, Span
from .words import MONTHS

_PROCEDURE = "SOP penanganan keluhan"
_FEW_EACH = "Lainnya (masing-masing kurang dari lima)"
_FLOW = ("Sisa dari masa sebelumnya", "Diterima", "Dibuka kembali", "Dipindahkan dari register lama", "Berakhir")
_BALANCE = (*_FLOW, "Masih ditangani pada akhir masa")
_STATED = (*_BALANCE, "Melewati norma suatu langkah", "Pernah ditunda")
_SHARES = {
    "Langkah": ("dikerjakan", "tepat waktu", "tepat waktu (%)"),
    "Pelaksana": ("dikerjakan", "tepat waktu", "tepat waktu (%)"),
    "Batas": ("jatuh tempo", "ditepati"),
}
#: What is open at the end of the period stands by its code in a table of its own.
_OPEN = (
    "Belum selesai pada akhir masa",
    "Efektif sementara: menunggu pemeriksaan kemudian",
    "Peninjauan ulang belum selesai",
)
Lines = Sequence[tuple[str, ...]]
#: Counts a period, its end excluded, as the books stand now.
Count = Callable[[date, date], Span]


class Papers:
    """All reports that were filed so far, and what they stated."""

    def __init__(self) -> None:
        self.stated: dict[str, dict[str, Value | None]] = {}
        self.told: dict[str, dict[str, Value | None]] = {}
        self.figures = 0

    def read(self, filed: Filed, count: Count) -> Iterator[str]:
        """Give each figure of a report that is counted otherwise."""
        span = count(*_days(filed.title))
        rows, seen = span.rows(), set()
        corrected: dict[str, Value | None] = {}
        for head, *lines in filed.tables:
            kind = head[0]
            if not lines or kind == _PROCEDURE:
                continue  # The letterhead, the place to sign, and what the office's SOP is.
            seen.add(kind)
            if kind in span.came():
                found = _counted(lines, _few_together(span.came()[kind]))
            elif kind == "Masa":
                found = self._corrections(lines, count)
                corrected = {f"{line[0]} {line[1]}": _number(line[3]) for line in lines}
            elif kind == "Bulan":
                found = self._months(lines, count)
            elif kind == "Nomor":
                found = self._listed(lines, span)
            elif kind == "Kode tindakan":
                found = self._open(lines, rows)
            elif kind == "Keluhan":
                found = _differ("Kambuh", len(lines), rows["Dinyatakan kambuh"])
            elif kind in _SHARES:
                found = self._shares(kind, lines, rows)
            elif len(head) == 3:
                found = self._balance(head, lines, count)
            elif kind in ("Ukuran", "Hasil", "Umur"):
                found = _counted(lines, {line[0]: rows.get(line[0]) for line in lines})
            else:
                found = iter((f"a table that nobody counts: {head}",))
            self.figures += sum(len(line) - 1 for line in lines)
            yield from (f"{filed.title} {one}" for one in found)
        for kind in {"Ukuran", "Hasil", "Umur", "Langkah", "Pelaksana", "Batas"} - seen:
            yield f"{filed.title} has no table {kind}"
        yield from self._left_uncorrected(filed.title, corrected, count)
        self.stated[filed.title] = {name: rows[name] for name in _STATED}
        self.told[filed.title] = dict(self.stated[filed.title])

    def _balance(self, head: Sequence[str], lines: Lines, count: Count) -> Iterator[str]:
        for place, title in enumerate(head[1:], 1):
            rows = count(*_days(title)).rows()
            yield from _counted([(line[0], line[place]) for line in lines], {name: rows[name] for name in _BALANCE})

    def _months(self, lines: Lines, count: Count) -> Iterator[str]:
        for line in lines:
            short, _, year = line[0].partition(" ")
            month = next(place for place, name in enumerate(MONTHS, 1) if name.startswith(short))
            rows = count(*_month(int(year), month, 1)).rows()
            for name, text in zip(_BALANCE, line[1:], strict=True):
                yield from _differ(f"{line[0]} {name}", _number(text), rows[name])

    def _shares(self, kind: str, lines: Lines, rows: Mapping[str, Value | None]) -> Iterator[str]:
        for line in lines:
            numbers = line[-3:]
            for name, text in zip(_SHARES[kind], numbers, strict=False):
                yield from _differ(f"{line[0]}: {name}", _number(text), rows.get(f"{line[0]}: {name}", 0))
            due, kept = (int(one.replace(".", "")) for one in numbers[:2])
            yield from _differ(f"{line[0]}: share", _number(numbers[2]), round(100 * kept / due, 1) if due else None)

    def _listed(self, lines: Lines, span: Span) -> Iterator[str]:
        ours = {case.number: case for case in span.cases if span.was_open(case)}
        if sorted(ours) != sorted(line[0] for line in lines):
            yield f"lists {len(lines)} complaints, we know {len(ours)}"
            return
        for number, came, _, service, cause, ended in lines:
            case = ours[number]
            told = (case.received.strftime("%d/%m/%Y"), span.service(case), span.cause(case) or "–", span.told(case))
            if told != (came, service, cause, ended):
                yield f"{number} is listed as {(came, service, cause, ended)}, we know {told}"

    def _open(self, lines: Lines, rows: Mapping[str, Value | None]) -> Iterator[str]:
        yield from _differ("open actions", len(lines), sum(int(str(rows[name])) for name in _OPEN))

    def _corrections(self, lines: Lines, count: Count) -> Iterator[str]:
        for title, name, reported, now in lines:
            yield from _differ(f"{title} {name}, as reported", _number(reported), self.told[title][name])
            yield from _differ(f"{title} {name}, as it is now", _number(now), count(*_days(title)).rows()[name])

    def _left_uncorrected(self, title: str, corrected: Mapping[str, Value | None], count: Count) -> Iterator[str]:
        """What was reported of an earlier period as long as this one, is other now, and was not corrected before."""
        length = title.partition(" ")[0] if title[0].islower() else ""
        for earlier, stated in self.told.items():
            if earlier == title or (earlier.partition(" ")[0] if earlier[0].islower() else "") != length:
                continue
            rows = count(*_days(earlier)).rows()
            for name, told in stated.items():
                if rows[name] != told and f"{earlier} {name}" not in corrected:
                    yield f"{title} does not correct {earlier} {name}: {told}, we count {rows[name]}"
                stated[name] = rows[name]


def _counted(lines: Iterable[Sequence[str]], ours: Mapping[str, Value | None]) -> Iterator[str]:
    theirs = {line[0]: _number(line[1]) for line in lines}
    for name in dict.fromkeys((*ours, *theirs)):
        yield from _differ(name, theirs.get(name), ours.get(name))


def _differ(name: str, theirs: Value | None, ours: Value | None) -> Iterator[str]:
    if theirs != ours:
        yield f"{name}: {theirs}, we count {ours}"


def _few_together(counts: Mapping[str, int]) -> dict[str, Value | None]:
    told: dict[str, Value | None] = {name: count for name, count in counts.items() if count >= FEW}
    if few := sum(count for count in counts.values() if count < FEW):
        told[_FEW_EACH] = few
    return told


def _number(text: str) -> Value | None:
    """Read a number as Indonesians write it; a dash is none."""
    if text == "–":
        return None
    plain = text.replace(".", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _days(title: str) -> tuple[date, date]:
    """Give a period's first day and the one after its last."""
    first, *_, year = title.split()
    if first in MONTHS:
        return _month(int(year), MONTHS.index(first) + 1, 1)
    if first == "tahun":
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    return _month(int(year), 3 * int(title.split()[1]) - 2, 3)


def _month(year: int, month: int, length: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + length
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)
