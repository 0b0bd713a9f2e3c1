"""The SOP as one reads it: where a complaint stands after what people typed."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tests.year.seen import Somebody, Value

from .clock import DAY, WITA, Clock, day_of
from .officials import Officials

_ADDRESS = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>]+")
_MINUTES = {2: 10, 3: 30, 8: 30, 9: 30}
_DAYS = {4: 1, 5: 1, 6: 1, 7: 3}
_ENDINGS = ("Bukan keluhan", "Di luar kewenangan", "Duplikat", "Dicabut pelapor")
_HANDLED = ("Keluhan", "Banding")
#: What the office decides itself, so that somebody may appeal against it.
_DECIDED = ("Sertifikasi produk", "Inspeksi teknis")
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


#: A reopening makes old all that was done since step 4.
_AFTER_REOPENING = (
    (("Hasil kajian",), ("Hasil kajian",)),
    (
        ("Perlu rapat", "Tanggal rapat", "Tempat rapat", "Agenda rapat", "Peserta rapat"),
        ("Tanggal rapat",),
    ),
    *_AFTER_INEFFECTIVE,
    (("Isi balasan",), ("Isi balasan",)),
    *_AFTER_RETURN,
    (("No. surat keluar", "Tanggal surat"), ("No. surat keluar",)),
    (
        ("Cara kirim", "Tanggal diterima pelanggan", "Diterima oleh", "Diserahkan oleh"),
        ("Cara kirim", "Tanggal diterima pelanggan", "Diterima oleh"),
    ),
)
_REOPENING = (("Buka kembali",), ("Buka kembali",))
_PROPOSAL = (("Usul buka kembali",), ("Usul buka kembali",))
_MAY_PROPOSE = 30


class Pokja:
    """The working groups as their tab shows them; a row of Pejabat beats the lead on its days."""

    def __init__(self, office: Officials) -> None:
        self.office = office
        self.rows = {str(row["Pokja"]): dict(row) for row in office.base.groups}

    def named(self, name: str) -> str:
        return next((one for one in self.rows if one.casefold() == name.casefold()), "")

    def handling(self, service: str) -> list[str]:
        return [name for name, row in self.rows.items() if service in str(row["Layanan"]).split("; ")]

    def hearing(self, service: str) -> list[str]:
        """Give who may decide an appeal: a marked group that does not take such decisions."""
        marked = [name for name, row in self.rows.items() if row.get("Menangani banding") == "Ya"]
        return [name for name in marked if name not in self.handling(service)]

    def lead(self, name: str, on: date | None = None) -> Somebody:
        written = Somebody(str(self.rows[name]["Ketua"]), str(self.rows[name]["Surel ketua"]))
        return self.office.appointed(f"Ketua {name}", on or self.office.today) or written

    def deputies(self) -> dict[str, Somebody]:
        rows = self.rows.items()
        return {name: Somebody(str(row["Wakil"]), str(row["Surel wakil"])) for name, row in rows if row.get("Wakil")}

    def leader(self, name: str, workers: list[str], on: date) -> Somebody | None:
        """Give who leads a case: the deputy where the lead did the work or is away."""
        row = self.rows[name]
        deputy = Somebody(str(row["Wakil"]), str(row["Surel wakil"])) if row.get("Wakil") else None
        lead = self.lead(name, on)
        if deputy and deputy.name in workers:
            deputy = None
        if lead.name in workers:
            return deputy
        first, last = (
            day_of(cell) if (cell := row.get(f"Ketua absen {which}", "")) else None for which in ("dari", "sampai")
        )
        away = first is not None and first <= on and (last is None or on <= last)
        away = away and lead.email == row["Surel ketua"]  # Those days are the lead's of Pokja.
        return deputy if away and deputy else lead


@dataclass
class Turn:
    """One turn of a step; `late` is known from when it was first seen late, `holds` are those known at its end."""

    step: int
    began: datetime
    due: datetime | None
    ended: datetime | None = None
    late: bool = False
    holds: tuple[tuple[datetime, datetime | None], ...] = ()


@dataclass
class Case:
    """One complaint; `look` brings it up to a moment."""

    number: str
    received: datetime
    email: str
    phone: str
    clock: Clock
    pokja: Pokja
    office: Officials
    submitted: datetime
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
    former: str = ""
    drafted: bool = False
    signer: str = ""
    draft_known: bool = False
    decided: str = ""
    decided_unread: bool = False
    printed: bool = False
    signed: bool = False
    first: str = ""
    joined: int = 0
    ended: str = ""
    ended_at: datetime | None = None
    channel: str = ""
    stated: str = ""
    brought: datetime | None = None
    is_appeal: bool = False
    turns: list[Turn] = field(default_factory=list)
    ends: list[tuple[datetime, str]] = field(default_factory=list)
    resumed: list[datetime] = field(default_factory=list)
    proposal: str = ""
    reopened: list[str] = field(default_factory=list)
    reopened_at: datetime | None = None
    answered: datetime | None = None
    studied_before: int = 0
    decided_before: int = 0
    came: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.came = self.received
        self.began = self.brought or self.received
        self.due = self._norm_end()
        self.turns.append(Turn(self.step, self.began, self.due))

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
    def mail(self) -> str:
        """Where mails go: to the corrected address where it is one."""
        corrected = self.text("Surel (dibetulkan)")
        return corrected if _ADDRESS.fullmatch(corrected) else self.email.strip()

    @property
    def mobile(self) -> str:
        """The digits that chats go to; "" where the number is none of a mobile."""
        numbers = (re.sub(r"\D", "", one) for one in (self.text("Telepon (dibetulkan)"), self.phone))
        return next((one for one in numbers if one.startswith(("08", "628")) and len(one) >= 10), "")

    @property
    def workers(self) -> list[str]:
        return [name.strip() for name in self.text("Pelaksana pekerjaan").split(";") if name.strip()]

    @property
    def names_nobody(self) -> bool:
        """Whether an appeal leaves open who took part in the decision, so that nobody can keep away."""
        return self.is_appeal and not self.workers

    def resting(self, now: datetime) -> bool:
        return any(since <= now and (until is None or now < until) for since, until in self.holds)

    # -- the way on

    @property
    def entered(self) -> datetime:
        """From when the office's figures know of it."""
        return self.brought or self.received

    @property
    def was_past(self) -> bool:
        """Whether it was over when it was taken over: then its first end is nothing of this register's."""
        first = self.ends[0][0] if self.ends else self.ended_at
        return self.brought is not None and first is not None and first <= self.brought

    @property
    def is_past(self) -> bool:
        """Whether it was over when it was taken over, and has not gone on since."""
        return self.was_past and not self.ends

    def look(self, now: datetime) -> None:
        self.old = [
            (kept, telling)
            for kept, telling in self.old
            if all(self.cells.get(name, "") == kept[name] for name in telling)
        ]
        self._note_receipt()
        if not self.ended:
            self._hold(now)
        self._note_decision()
        self._note_reopening(now)
        self._end_or_reopen(now)
        while not self.ended and self._one_step(now):
            pass
        if not self.ended and self.due is not None and now > self.due:
            self.broken = True
        self._book(now)

    def _book(self, now: datetime) -> None:
        """Keep for the reports what this look has found of the running turn."""
        turn = self.turns[-1]
        if not self.ended:
            turn.due, turn.late = self.due, turn.late or self.broken
        elif turn.ended is None:
            self._book_end(now)

    def _book_end(self, now: datetime) -> None:
        turn = self.turns[-1]
        if turn.ended is None:
            turn.due, turn.ended, turn.holds = self.due, now, tuple(self.holds)
            turn.late = turn.late or (self.due is not None and now > self.due)

    def _note_receipt(self) -> None:
        """Take the time of receipt as officers put it right; one after the complaint was written down is none."""
        stated = _moment(self.text("Diterima (dibetulkan)"))
        received = stated if stated and stated <= self.submitted else self.came
        if received == self.received:
            return
        self.received = received
        if self.brought is None:
            turn = self.turns[0]
            turn.began, turn.due = received, self.clock.minutes_after(received, _MINUTES[2], sorted(self.holds))
            turn.ended, turn.holds = turn.ended and max(turn.ended, received), tuple(self.holds)
            turn.late = bool(turn.ended and turn.due and turn.ended > turn.due)
            if self.step == 2 and self.rounds[2] == 1 and not self.ended:
                self.began, self.broken, self.due = received, False, turn.due

    def _note_reopening(self, now: datetime) -> None:
        """Begin anew at step 4 where a settled complaint is reopened; note what an officer proposes in time."""
        if self.ended != "Selesai" or self.ended_at is None:
            return
        proposed, reason = self.text("Usul buka kembali"), self.text("Buka kembali")
        if reason and reason not in self.reopened:
            self._make_old((*_AFTER_REOPENING, _REOPENING, _PROPOSAL))
            self.reopened.append(reason)
            self.reopened_at = self.answered = now
            self._go_on(now)
            self.proposal = ""
            self.drafted = self.draft_known = self.printed = self.signed = self.by_table = False
            self.given, self.given_at, self.former = self.given + 1, now, ""
            self.studied_before, self.decided_before = self.rounds.get(5, 0), self.rounds.get(9, 0)
            self._hold(now)
            self._enter(4 if self.group else 3, now)
        elif proposed and now.date() <= self.ended_at.date() + _MAY_PROPOSE * DAY:
            self.proposal = proposed

    def _note_decision(self) -> None:
        """Note whether a decision was typed before there was a draft to decide on."""
        stated = str(self.cells.get("Keputusan", ""))
        if stated != self.decided:
            self.decided, self.decided_unread = stated, not self.draft_known
        self.draft_known = self.drafted

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
        stated = self.one_of("Klasifikasi", *_HANDLED, *_ENDINGS)
        if stated in _HANDLED:
            self.is_appeal = stated == "Banding"
        if self.ended == "Selesai":
            return
        if self.ended == "Duplikat" and self._follow_first(stated, now):
            return
        if self.ended and stated in _HANDLED:
            self._go_on(now)
            self._hold(now)
            self._enter(self.step, now)
        elif stated in _ENDINGS and stated != self.ended and self._may_end(stated):
            # Another ending than before is told anew, but the case was over already.
            self.ended_at = self.ended_at if self.ended else now
            self.ended = stated
            self._book_end(now)
            if stated == "Duplikat":
                self._join()

    def _may_end(self, stated: str) -> bool:
        if not self.ended and self.step == 10:
            return False
        if stated == "Di luar kewenangan":
            return bool(self.text("Alasan bagi pelapor"))
        return stated != "Duplikat" or self._duplicate_stands()

    def _duplicate_stands(self) -> bool:
        known = self.others.get(self.text("Duplikat dari"))
        if known is None or known is self or known.ended not in ("", "Selesai"):
            return False
        claims = known.one_of("Klasifikasi", *_ENDINGS) == "Duplikat" and known.text("Duplikat dari").startswith(
            "KEL-"
        )
        return bool(known.ended) or not claims

    def _join(self) -> None:
        self.first = self.text("Duplikat dari")
        self.joined += 1

    def _follow_first(self, stated: str, now: datetime) -> bool:
        """Judge a duplicate by its first complaint as it is now; tell whether it comes back to sorting."""
        if stated == "Duplikat" and self.text("Duplikat dari") != self.first and self._duplicate_stands():
            self._join()
        first = self.others[self.first]
        if first.ended in ("", "Selesai"):
            return False
        if first.answered and self.ended_at and self.ended_at <= first.answered:
            return False  # It was told what came of the first before that ended otherwise.
        self._go_on(now)
        self._hold(now)
        self._enter(2, now)
        return True

    def _go_on(self, now: datetime) -> None:
        assert self.ended_at is not None
        self.ends.append((self.ended_at, self.ended))
        self.resumed.append(now)
        self.ended, self.ended_at = "", None

    others: dict[str, "Case"] = field(default_factory=dict)

    def _one_step(self, now: datetime) -> bool:
        match self.step:
            case 2:
                service = self.one_of("Jenis layanan", *_SERVICES)
                stated = self.one_of("Klasifikasi", *_HANDLED)
                may_be = stated == "Keluhan" or service in _DECIDED
                return self._on_when(stated and service and may_be, 3, now)
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
                return self._initialled(now)
            case 9:
                return self._signed(now)
            case _:
                self._delivered(now)
                return False

    def _initialled(self, now: datetime) -> bool:
        if self.text("Isi balasan") and not self.drafted:
            self.drafted, self.signer = True, self.office.head.name
        if not (self.text("Isi balasan") and self.text("Paraf")):
            return False
        if self.text("Keputusan") and self.decided_unread:
            self._make_old(_AFTER_RETURN[1:])
        return self._on_when(True, 9, now)

    def _on_when(self, done: object, step: int, now: datetime) -> bool:
        if done:
            self._enter(step, now)
        return bool(done)

    def _enter(self, step: int, now: datetime) -> None:
        self._book_end(now)
        self.step, self.began, self.broken = step, now, False
        self.rounds[step] = self.rounds.get(step, 0) + 1
        self.due = self._norm_end()
        self.turns.append(Turn(step, now, self.due))

    def _norm_end(self) -> datetime | None:
        holds = sorted(self.holds, key=lambda hold: hold[0])
        if self.step == 2 and self.began == self.brought:
            return None  # Nobody is late with what lay there before.
        if self.step in _MINUTES:
            return self.clock.minutes_after(self.began, _MINUTES[self.step], holds)
        return self.clock.days_after(self.began, _DAYS[self.step], holds) if self.step in _DAYS else None

    def _disposed(self, now: datetime) -> bool:
        stated, able = self.pokja.named(self.text("Disposisi kepada")), self._able()
        if (not stated and len(able) != 1) or (self.is_appeal and stated and stated not in able):
            return False
        self._give(stated or able[0], now, by_table=not stated)
        return self._on_when(True, 4, now)

    def _able(self) -> list[str]:
        service = self.one_of("Jenis layanan", *_SERVICES)
        return self.pokja.hearing(service) if self.is_appeal else self.pokja.handling(service)

    def _give(self, group: str, now: datetime, *, by_table: bool) -> None:
        self.former = "" if group == self.group else self.group
        self.group, self.given_at, self.by_table = group, now, by_table
        self.given += 1

    def _moved(self, now: datetime) -> bool:
        stated = self.pokja.named(self.text("Disposisi kepada"))
        if not stated or stated == self.group or (self.is_appeal and stated not in self._able()):
            return False
        self._give(stated, now, by_table=False)
        return self._on_when(self.step == 4, 4, now)

    def _verified(self, now: datetime) -> bool:
        effective = self.one_of("Efektif", "Ya", "Tidak")
        ready = self.day("Tanggal penerapan") and self.text("Hasil verifikasi") and self.text("Diverifikasi oleh")
        if not effective or not ready or self.text("Diverifikasi oleh") in self.workers or self.names_nobody:
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
        return None if who is None or who.name in self.workers or self.names_nobody else who

    def approved(self) -> bool:
        return self.one_of("Keputusan", "Setuju", "Kembalikan") == "Setuju" and self.approver() is not None

    def names_signer(self) -> bool:
        """Tell whether the draft names who signs today, as far as it was written for who signed then."""
        return self.signer == self.office.head.name

    def numbered(self) -> bool:
        """Tell whether number and date can be a letter's: one of before a reopening is the former letter's."""
        day, anew = self.day("Tanggal surat"), self.reopened_at
        return bool(self.text("No. surat keluar") and day and not (anew and day < anew.date()))

    def _signed(self, now: datetime) -> bool:
        if self.one_of("Keputusan", "Setuju", "Kembalikan") == "Kembalikan":
            known = self.text("Disetujui oleh") in ("", self.office.head.name, self.office.head_deputy.name)
            if not known or not self.text("Catatan") or self.printed:
                return False
            self._make_old(_AFTER_RETURN)
            return self._on_when(True, 8, now)
        if not self.approved():
            return False
        self.printed = self.printed or (self.numbered() and self.names_signer())
        return self._on_when(self.signed, 10, now)

    def returned(self) -> bool:
        """Tell whether the draft came back and was not initialled anew."""
        was_decided = self.rounds.get(9, 0) > self.decided_before
        return self.step == 8 and was_decided and any(telling == ("Paraf",) for _, telling in self.old)

    def _delivered(self, now: datetime) -> None:
        day = self.day("Tanggal diterima pelanggan")
        if day is not None and self.began.date() <= day <= now.date():
            # The letter was there by the end of that day; the case ends when the job sees it.
            received = datetime.combine(day, time(23, 59), WITA)
            self._book_end(max(self.began, min(now, received)))
            self.ended, self.ended_at, self.answered = "Selesai", now, now
            self._make_old(tuple(one for one in (_REOPENING, _PROPOSAL) if str(self.cells.get(one[1][0], ""))))

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
            case 9 if not self.printed and not self.names_signer():
                return "signer"
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


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=WITA)
    except ValueError:
        return None


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
