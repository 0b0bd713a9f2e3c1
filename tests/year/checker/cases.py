"""The SOP as one reads it: where a complaint stands after what people typed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from tests.year.seen import Office, Somebody, Value

from .clock import DAY, WITA, Clock, day_of

_MINUTES = {2: 10, 3: 30, 8: 30, 9: 30}
_DAYS = {4: 1, 5: 1, 6: 1, 7: 3}
_ENDINGS = ("Bukan keluhan", "Di luar kewenangan", "Duplikat", "Dicabut pelapor")
_SERVICES = (
    "Pengujian",
    "Kalibrasi",
    "Sertifikasi produk",
    "Inspeksi teknis",
    "Pelatihan",
    "Konsultansi",
    "Layanan umum",
)

#: Cells that must be renewed after a return, and by which of them one sees that they were.
_AFTER_INEFFECTIVE = (
    (("Penyebab",), ("Penyebab",)),
    (("Tindakan koreksi", "Tindakan pencegahan"), ("Tindakan koreksi", "Tindakan pencegahan")),
    (("Tanggal penerapan",), ("Tanggal penerapan",)),
    (("Hasil verifikasi", "Efektif", "Diverifikasi oleh"), ("Hasil verifikasi", "Efektif")),
)
_AFTER_RETURN = (
    (("Paraf",), ("Paraf",)),
    (("Keputusan", "Catatan", "Disetujui oleh"), ("Keputusan", "Catatan")),
)


class Pokja:
    """The working groups as their tab shows them."""

    def __init__(self, office: Office) -> None:
        self.rows = {str(row["Pokja"]): dict(row) for row in office.groups}

    def named(self, name: str) -> str:
        return next((one for one in self.rows if one.casefold() == name.casefold()), "")

    def handling(self, service: str) -> list[str]:
        return [name for name, row in self.rows.items() if service in str(row["Layanan"]).split("; ")]

    def lead(self, name: str) -> Somebody:
        return Somebody(str(self.rows[name]["Ketua"]), str(self.rows[name]["Surel ketua"]))

    def leader(self, name: str, workers: list[str], on: date) -> Somebody | None:
        """Give who leads a case: the deputy where the lead did the work or is away."""
        row = self.rows[name]
        deputy = Somebody(str(row["Wakil"]), str(row["Surel wakil"])) if row.get("Wakil") else None
        lead = self.lead(name)
        if deputy and deputy.name in workers:
            deputy = None
        if lead.name in workers:
            return deputy
        first, last = (
            day_of(cell) if (cell := row.get(f"Ketua absen {which}", "")) else None for which in ("dari", "sampai")
        )
        away = first is not None and first <= on and (last is None or on <= last)
        return deputy if away and deputy else lead


@dataclass
class Case:
    """One complaint; `look` brings it up to a moment."""

    number: str
    received: datetime
    email: str
    phone: str
    clock: Clock
    pokja: Pokja
    office: Office
    cells: dict[str, Value] = field(default_factory=dict)
    step: int = 2
    rounds: dict[int, int] = field(default_factory=lambda: {2: 1})
    began: datetime = field(init=False)
    due: datetime | None = None
    broken: bool = False
    holds: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    old: list[tuple[dict[str, Value], tuple[str, ...]]] = field(default_factory=list)
    group: str = ""
    given_at: datetime | None = None
    given: int = 0
    by_table: bool = False
    printed: bool = False
    signed: bool = False
    ended: str = ""
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        self.began = self.received
        self.due = self._norm_end()

    # -- reading cells

    def text(self, heading: str) -> str:
        """Give a cell that counts; what an earlier round left behind does not."""
        if any(heading in kept for kept, _ in self.old):
            return ""
        return str(self.cells.get(heading, "")).strip()

    def day(self, heading: str) -> date | None:
        return day_of(self.cells[heading]) if self.text(heading) else None

    def one_of(self, heading: str, *choices: str) -> str:
        wanted = self.text(heading).casefold()
        return next((one for one in choices if one.casefold() == wanted), "")

    @property
    def workers(self) -> list[str]:
        return [name.strip() for name in self.text("Pelaksana pekerjaan").split(";") if name.strip()]

    def resting(self, now: datetime) -> bool:
        return any(since <= now and (until is None or now < until) for since, until in self.holds)

    # -- the way on

    def look(self, now: datetime) -> None:
        self.old = [
            (kept, telling)
            for kept, telling in self.old
            if all(self.cells.get(name, "") == kept[name] for name in telling)
        ]
        if not self.ended:
            self._hold(now)
        self._end_or_reopen(now)
        while not self.ended and self._one_step(now):
            pass
        if not self.ended and self.due is not None and now > self.due:
            self.broken = True

    def _hold(self, now: datetime) -> None:
        since, until = self.day("Ditunda sejak"), self.day("Ditunda sampai")
        before = list(self.holds)
        lasting = bool(self.holds) and self.resting_in(self.holds[-1], now)
        if since is None or not self.text("Alasan") or (until is not None and until < since):
            if lasting:
                self.holds[-1] = (self.holds[-1][0], now)
        else:
            stated = (_midnight(since), _midnight(until + DAY) if until else None)
            same = next((place for place, hold in enumerate(self.holds) if hold[0] == stated[0]), None)
            if same is not None:
                self.holds[same] = stated
            elif lasting:
                self.holds[-1] = stated
            else:
                self.holds.append(stated)
        if self.holds != before:
            self.due = self._norm_end()

    @staticmethod
    def resting_in(hold: tuple[datetime, datetime | None], now: datetime) -> bool:
        return hold[0] <= now and (hold[1] is None or now < hold[1])

    def _end_or_reopen(self, now: datetime) -> None:
        stated = self.one_of("Klasifikasi", "Keluhan", *_ENDINGS)
        if self.ended == "Selesai":
            return
        if self.ended and stated == "Keluhan":
            self.ended, self.ended_at = "", None
            self._hold(now)
            self._enter(self.step, now)
        elif stated in _ENDINGS and stated != self.ended and self._may_end(stated):
            # Another ending than before is told anew, but the case was over already.
            self.ended_at = self.ended_at if self.ended else now
            self.ended = stated

    def _may_end(self, stated: str) -> bool:
        if not self.ended and self.step == 10:
            return False
        return stated != "Duplikat" or self._duplicate_stands()

    def _duplicate_stands(self) -> bool:
        first = self.text("Duplikat dari")
        known = self.others.get(first)
        return known is not None and known is not self and known.ended != "Duplikat"

    others: dict[str, "Case"] = field(default_factory=dict)

    def _one_step(self, now: datetime) -> bool:
        match self.step:
            case 2:
                service = self.one_of("Jenis layanan", *_SERVICES)
                return self._on_when(self.one_of("Klasifikasi", "Keluhan") and service, 3, now)
            case 3:
                return self._disposed(now)
            case 4:
                return self._moved(now) or self._on_when(self.text("Hasil kajian"), 5, now)
            case 5:
                return self._moved(now) or self._on_when(self.text("Penyebab"), 6, now)
            case 6:
                done = self.text("Tindakan koreksi") and self.text("Tindakan pencegahan")
                return self._moved(now) or self._on_when(done, 7, now)
            case 7:
                return self._moved(now) or self._verified(now)
            case 8:
                return self._on_when(self.text("Isi balasan") and self.text("Paraf"), 9, now)
            case 9:
                return self._signed(now)
            case _:
                self._delivered(now)
                return False

    def _on_when(self, done: object, step: int, now: datetime) -> bool:
        if done:
            self._enter(step, now)
        return bool(done)

    def _enter(self, step: int, now: datetime) -> None:
        self.step, self.began, self.broken = step, now, False
        self.rounds[step] = self.rounds.get(step, 0) + 1
        self.due = self._norm_end()

    def _norm_end(self) -> datetime | None:
        holds = sorted(self.holds, key=lambda hold: hold[0])
        if self.step in _MINUTES:
            return self.clock.minutes_after(self.began, _MINUTES[self.step], holds)
        return self.clock.days_after(self.began, _DAYS[self.step], holds) if self.step in _DAYS else None

    def _disposed(self, now: datetime) -> bool:
        stated = self.pokja.named(self.text("Disposisi kepada"))
        able = self.pokja.handling(self.one_of("Jenis layanan", *_SERVICES))
        if not stated and len(able) != 1:
            return False
        self._give(stated or able[0], now, by_table=not stated)
        return self._on_when(True, 4, now)

    def _give(self, group: str, now: datetime, *, by_table: bool) -> None:
        self.group, self.given_at, self.by_table = group, now, by_table
        self.given += 1

    def _moved(self, now: datetime) -> bool:
        stated = self.pokja.named(self.text("Disposisi kepada"))
        if not stated or stated == self.group:
            return False
        self._give(stated, now, by_table=False)
        return self._on_when(self.step == 4, 4, now)

    def _verified(self, now: datetime) -> bool:
        effective = self.one_of("Efektif", "Ya", "Tidak")
        ready = self.day("Tanggal penerapan") and self.text("Hasil verifikasi") and self.text("Diverifikasi oleh")
        if not effective or not ready or self.text("Diverifikasi oleh") in self.workers:
            return False
        if effective == "Ya":
            return self._on_when(True, 8, now)
        self._make_old(_AFTER_INEFFECTIVE)
        return self._on_when(True, 5, now)

    def _make_old(self, groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]) -> None:
        stay = [one for one in self.old if one[1] not in [telling for _, telling in groups]]
        self.old = stay + [({name: self.cells.get(name, "") for name in names}, telling) for names, telling in groups]

    def approver(self) -> Somebody | None:
        """Give who decides, if they may: the head, or the deputy where the head did the work."""
        head, deputy = self.office.head, self.office.head_deputy
        stated = self.text("Disetujui oleh")
        who = {"": head, head.name: head, deputy.name: deputy}.get(stated)
        return None if who is None or who.name in self.workers else who

    def approved(self) -> bool:
        return self.one_of("Keputusan", "Setuju", "Kembalikan") == "Setuju" and self.approver() is not None

    def numbered(self) -> bool:
        return bool(self.text("No. surat keluar") and self.day("Tanggal surat"))

    def _signed(self, now: datetime) -> bool:
        if self.one_of("Keputusan", "Setuju", "Kembalikan") == "Kembalikan":
            known = self.text("Disetujui oleh") in ("", self.office.head.name, self.office.head_deputy.name)
            if not known or not self.text("Catatan") or self.printed:
                return False
            self._make_old(_AFTER_RETURN)
            return self._on_when(True, 8, now)
        if not self.approved():
            return False
        self.printed = self.printed or self.numbered()
        return self._on_when(self.signed, 10, now)

    def returned(self) -> bool:
        """Tell whether the draft came back and was not initialled anew."""
        return self.step == 8 and any(telling == ("Paraf",) for _, telling in self.old)

    def _delivered(self, now: datetime) -> None:
        day = self.day("Tanggal diterima pelanggan")
        if day is not None and self.began.date() <= day <= now.date():
            self.ended, self.ended_at = "Selesai", now

    # -- who must act

    def phase(self) -> str:
        match self.step:
            case 2:
                return "sorting"
            case 3:
                return "ask head"
            case 4:
                return "review"
            case 5:
                return "cause"
            case 6:
                return "action"
            case 7:
                return "verification" if self.day("Tanggal penerapan") else "application"
            case 8:
                return "initials" if self.text("Isi balasan") else "reply text"
            case 9 if not self.approved():
                return "decision"
            case 9:
                return "signed scan" if self.printed else "letter number"
            case _:
                return "delivery"

    def responsible(self, now: datetime) -> tuple[Somebody, ...]:
        """Give who must act now; nobody while it rests or where nobody may."""
        if self.ended or self.resting(now):
            return ()
        match self.phase():
            case "sorting" | "letter number" | "signed scan" | "delivery":
                return self.office.officers
            case "ask head":
                return (self.office.head,)
            case "decision":
                return (self.office.head_deputy if self.office.head.name in self.workers else self.office.head,)
            case _:
                leader = self.pokja.leader(self.group, self.workers, now.date())
                return (leader,) if leader else ()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), WITA)


def meeting_in(case: Case) -> datetime | None:
    """Read Tanggal rapat, day and hour."""
    value = case.cells.get("Tanggal rapat", "")
    if isinstance(value, datetime):
        return value.replace(tzinfo=WITA)
    try:
        return datetime.strptime(str(value), "%d/%m/%Y %H:%M").replace(tzinfo=WITA)
    except ValueError:
        return None
