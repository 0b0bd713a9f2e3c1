"""The figures of a period as one counts them from the complaints themselves, and where a report says otherwise."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from tests.year.seen import Reported, Value

from .actions import Actions
from .cases import _DAYS, _MINUTES, _SERVICES, Case, Turn
from .clock import DAY, WITA, Clock

_STEPS = {
    2: ("Langkah 2 pemilahan", "Petugas Pelayanan"),
    3: ("Langkah 3 disposisi", "Kepala Balai"),
    4: ("Langkah 4 kajian", "Ketua Pokja"),
    5: ("Langkah 5 pencarian penyebab", "Ketua Pokja"),
    6: ("Langkah 6 penetapan tindakan", "Ketua Pokja"),
    7: ("Langkah 7 penerapan dan verifikasi", "Ketua Pokja"),
    8: ("Langkah 8 penyusunan surat balasan", "Ketua Pokja"),
    9: ("Langkah 9 penandatanganan", "Kepala Balai"),
}
_ENDINGS = {
    "Selesai": "Selesai",
    "Bukan keluhan": "Ditutup: bukan keluhan",
    "Di luar kewenangan": "Ditutup: di luar kewenangan",
    "Duplikat": "Ditutup: duplikat",
    "Dicabut pelapor": "Ditutup: dicabut pelapor",
}
_AGES = (
    ("sampai 7 hari", 0, 7),
    ("8–14 hari", 8, 14),
    ("15–30 hari", 15, 30),
    ("31–60 hari", 31, 60),
    ("lebih dari 60 hari", 61, 10_000),
)
_CAUSES = ("Manusia", "Metode", "Peralatan", "Bahan", "Lingkungan", "Subkontraktor", "Dari pelanggan sendiri")
FEW = 5
#: All norms of the SOP together: six days of 7.5 hours and 145 minutes.
_WHOLE = timedelta(hours=6 * 7.5, minutes=145)


class Span:
    """A month, quarter or year, gone through complaint by complaint and day by day; `end` is excluded."""

    def __init__(self, first: date, end: date, cases: Iterable[Case], clock: Clock, actions: Actions) -> None:
        self.first = datetime.combine(first, time(), WITA)
        self.end = datetime.combine(end, time(), WITA)
        self.clock = clock
        self.cases = tuple(cases)
        self.followed = actions

    def opens_and_ends(self, case: Case) -> list[tuple[datetime, str]]:
        """Give in turn when it was open ("") and how it ended."""
        found = [(case.entered, "")]
        for (ended, how), on in zip(case.ends, case.resumed, strict=True):
            found += [(ended, how), (on, "")]
        found += [(case.ended_at, case.ended)] if case.ended_at else []
        # What was over when it was taken over is nothing here until it goes on.
        return found[2:] if case.was_past else found

    def state(self, case: Case, at: datetime) -> str | None:
        """Give "" where it was open just before a moment, how it had ended, or None where it was not there."""
        return next((how for when, how in reversed(self.opens_and_ends(case)) if when < at), None)

    def ended_in(self, case: Case) -> str:
        """Give how it ended in the period, of those that were open in it and not at its end."""
        return (self.state(case, self.end) or "") if self.was_open(case) else ""

    def was_open(self, case: Case) -> bool:
        begins = any(not how and self.first <= when < self.end for when, how in self.opens_and_ends(case))
        return self.state(case, self.first) == "" or begins

    def rows(self) -> dict[str, Value | None]:
        ours = [case for case in self.cases if self.was_open(case)]
        left = [case for case in ours if self.state(case, self.end) == ""]
        rows: dict[str, Value | None] = {
            **self.balance(ours),
            "Melewati norma suatu langkah": sum(self.is_late(case) for case in ours),
            "Pernah ditunda": sum(self.rested(case) for case in ours),
            "Tindakan dinyatakan tidak efektif": sum(self.returns(case, 7, 5) for case in ours),
            "Konsep surat dikembalikan": sum(self.returns(case, 9, 8) for case in ours),
        }
        appeals = self.balance([case for case in ours if case.is_appeal])
        rows |= {f"Banding: {name[0].lower()}{name[1:]}": count for name, count in appeals.items()}
        for how, name in _ENDINGS.items():
            rows[name] = sum(self.ended_in(case) == how for case in ours)
        rows |= dict(self.norms(ours))
        rows |= dict(self.durations(ours))
        rows |= dict(self.limits())
        rows |= dict(self.followed.rows_of_report(self.first.date(), (self.end - DAY).date()))
        ages = [((self.end - DAY).date() - case.received.date()).days for case in left]
        rows |= {name: sum(least <= age <= most for age in ages) for name, least, most in _AGES}
        for counted in self.came().values():
            rows |= counted
        rows |= dict(self.unanswered(ours))
        return rows

    def came(self) -> dict[str, Counter[str]]:
        """Count those that came in, by what they have in common."""
        came = [case for case in self.cases if self.was_open(case)]
        came = [case for case in came if case.brought is None and case.entered >= self.first]
        return {
            "Kanal": Counter(case.channel for case in came),
            "Layanan": Counter(self.service(case) for case in came),
            "Pokja": Counter(case.group or "(belum didisposisikan)" for case in came),
            "Kategori penyebab": Counter(cause for case in came if (cause := self.cause(case))),
        }

    def balance(self, cases: Sequence[Case]) -> dict[str, int]:
        """Count how many there were: none of them is in two of these, but for those that ended or are left."""
        before = [case for case in cases if self.state(case, self.first) == ""]
        new = [case for case in cases if case.entered >= self.first]
        return {
            "Sisa dari masa sebelumnya": len(before),
            "Diterima": sum(case.brought is None for case in new),
            "Dibuka kembali": len(cases) - len(before) - len(new),
            "Dipindahkan dari register lama": sum(case.brought is not None for case in new),
            "Berakhir": sum(bool(self.ended_in(case)) for case in cases),
            "Masih ditangani pada akhir masa": sum(self.state(case, self.end) == "" for case in cases),
        }

    def returns(self, case: Case, late: int, early: int) -> int:
        """Count how often it went back from one step to an earlier one in the period."""
        return sum(
            (before.step, after.step) == (late, early) and self.first <= after.began < self.end
            for before, after in pairwise(case.turns)
        )

    def told(self, case: Case) -> str:
        """Give how a list calls where it stood at the end."""
        return _ENDINGS[how] if (how := self.ended_in(case)) else "Masih ditangani"

    @staticmethod
    def cause(case: Case) -> str:
        stated = str(case.cells.get("Kategori penyebab", "")).strip()
        return stated if stated in _CAUSES or not stated else "(di luar daftar kategori)"

    def unanswered(self, cases: Sequence[Case]) -> Iterator[tuple[str, Value | None]]:
        """Count what the survey could have answered; nobody answers it in this play."""
        settled = Counter(self.service(case) for case in cases if self.ended_in(case) == "Selesai")
        yield "Survei: bagian yang menjawab (%)", 0.0 if settled else None
        told = {name: count for name, count in settled.items() if count >= FEW}
        if few := sum(count for count in settled.values() if count < FEW):
            told["Lainnya (masing-masing kurang dari lima)"] = few
        for name, count in told.items():
            yield f"Survei: keluhan selesai {name}", count
            yield f"Survei: bagian yang menjawab {name} (%)", 0.0

    @staticmethod
    def service(case: Case) -> str:
        named = str(case.cells.get("Jenis layanan", "")).strip() or case.stated
        return named if named in _SERVICES else "(bukan layanan kantor)"

    def is_late(self, case: Case) -> bool:
        return any(turn.late and turn.due and self.first <= turn.due < self.end for turn in case.turns)

    def rested(self, case: Case) -> bool:
        """Tell whether it rested at any time of the period before it ended."""
        over = self.end
        if self.ended_in(case):
            over = max(when for when, how in self.opens_and_ends(case) if how and when < self.end)
        return any(
            since < over and (until is None or (until > self.first and until > since)) for since, until in case.holds
        )

    def norms(self, cases: Sequence[Case]) -> Iterator[tuple[str, Value | None]]:
        turns = [
            turn
            for case in cases
            for turn in case.turns
            if turn.due and turn.ended and self.first <= turn.ended < self.end
        ]
        for step, (name, _) in _STEPS.items():
            yield from _kept(name, [turn for turn in turns if turn.step == step])
        for role in ("Petugas Pelayanan", "Kepala Balai", "Ketua Pokja"):
            yield from _kept(role, [turn for turn in turns if _STEPS[turn.step][1] == role])

    def durations(self, cases: Sequence[Case]) -> Iterator[tuple[str, Value | None]]:
        # How long it took before it was taken over nobody measured.
        took = sorted(
            self.worked(case) for case in cases if self.ended_in(case) == "Selesai" and case.brought is None
        )
        hours = [one / timedelta(hours=1) for one in took]
        yield "Keluhan yang diukur", len(took)
        middle = (hours[(len(hours) - 1) // 2] + hours[len(hours) // 2]) / 2 if hours else None
        yield "Median", None if middle is None else round(middle, 1)
        yield "Persentil ke-90", round(hours[math.ceil(len(hours) * 9 / 10) - 1], 1) if hours else None
        yield "Selesai dalam seluruh norma SOP", sum(one <= _WHOLE for one in took)

    def limits(self) -> Iterator[tuple[str, Value | None]]:
        """Count the law's limits whose last day lies in the period: 14 days for the file, 60 for the complaint."""
        for name, days in (("Kelengkapan berkas diberitahukan", 14), ("Keluhan diselesaikan", 60)):
            due = [
                case
                for case in self.cases
                if case.brought is None and self.first.date() <= case.received.date() + days * DAY < self.end.date()
            ]
            ends = [case.ends[0][0] if case.ends else case.ended_at for case in due]
            yield f"{name}: jatuh tempo", len(due)
            yield (
                f"{name}: ditepati",
                sum(
                    end is not None and end.date() <= case.received.date() + days * DAY
                    for case, end in zip(due, ends, strict=True)
                ),
            )

    def worked(self, case: Case) -> timedelta:
        """Give the office time of all turns that had ended by the end of the period, without rests."""
        return sum(
            (
                self.between(turn.began, turn.ended, turn.holds)
                for turn in case.turns
                if turn.ended and turn.ended < self.end
            ),
            timedelta(),
        )

    def between(
        self, began: datetime, ended: datetime, holds: Sequence[tuple[datetime, datetime | None]]
    ) -> timedelta:
        cuts = sorted({began, ended, *(at for hold in holds for at in hold if at and began < at < ended)})
        found = timedelta()
        for since, until in pairwise(cuts):
            if any(a <= since and (b is None or since < b) for a, b in holds):
                continue
            day = since.date()
            while day <= until.date():
                for opens, closes in self.clock.spans(day):
                    found += max(timedelta(), min(closes, until) - max(opens, since))
                day += DAY
        return found


def _kept(name: str, turns: Sequence[Turn]) -> Iterator[tuple[str, Value | None]]:
    kept = sum(not turn.late for turn in turns)
    yield f"{name}: dikerjakan", len(turns)
    yield f"{name}: tepat waktu", kept
    yield f"{name}: tepat waktu (%)", round(100 * kept / len(turns), 1) if turns else None


def differences(reports: Iterable[Reported], cases: Iterable[Case], clock: Clock, actions: Actions) -> Iterator[str]:
    """Give each measure that a report counts otherwise, leaves out, or has and nobody here counts."""
    cases = tuple(cases)
    for report in reports:
        ours = Span(report.first, report.end, cases, clock, actions).rows()
        for name in dict.fromkeys((*ours, *report.rows)):
            value, theirs = ours.get(name), report.rows.get(name)
            if theirs != value and (theirs or value or (name in ours and name in report.rows)):
                yield f"{report.title} {name}: {theirs}, we count {value}"


assert set(_MINUTES) | set(_DAYS) == set(_STEPS)
