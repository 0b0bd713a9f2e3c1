"""The people of the year: what each types when, in time or late, rightly or not. All chance comes from one seed."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .checker.clock import Clock
from .seen import Value

HOUR = 60.0
SERVICES = ("Pengujian", "Kalibrasi", "Sertifikasi produk", "Inspeksi teknis", "Pelatihan", "Konsultansi")
GROUPS = ("Pokja Pengujian", "Pokja Kalibrasi", "Pokja Sertifikasi dan Inspeksi", "Pokja Pelatihan dan Konsultansi")
LEVELS = ("Ringan", "Sedang", "Sedang", "Berat")
CAUSES = ("Bahan", "Bahan", "Bahan", "Manusia", "cuaca buruk")
CHANNELS = ("Surat", "Datang langsung", "WhatsApp", "Surel", "Kotak pengaduan", "Media sosial")

Cells = dict[str, Value]

#: How long each state waits for its person as a rule, in office minutes.
USUAL = {
    "Menunggu pemilahan": 6,
    "Menunggu disposisi Kepala Balai": 15,
    "Dikaji": 4 * HOUR,
    "Mencari penyebab": 6 * HOUR,
    "Menetapkan tindakan": 5 * HOUR,
    "Menerapkan tindakan": 8 * HOUR,
    "Memverifikasi tindakan": 6 * HOUR,
    "Menyusun surat balasan": 20,
    "Menunggu paraf": 15,
    "Menunggu keputusan Kepala Balai": 20,
    "Menunggu konsep disesuaikan": 30 * HOUR,
    "Menunggu nomor surat": 12,
    "Menunggu pindaian bertanda tangan": 15,
    "Menunggu diterima pelanggan": 5 * HOUR,
}
HEADS = {"Menunggu disposisi Kepala Balai", "Menunggu keputusan Kepala Balai"}
OFFICERS = {
    "Menunggu pemilahan",
    "Menunggu nomor surat",
    "Menunggu pindaian bertanda tangan",
    "Menunggu diterima pelanggan",
}


@dataclass(frozen=True)
class Row:
    """What a person sees of a complaint before they type."""

    number: str
    state: str
    group: str
    earlier: tuple[str, ...]
    is_appeal: bool


class Staff:
    """Everybody of the office, with their leave and their mistakes."""

    def __init__(self, chance: random.Random, clock: Clock, first: date, days: int) -> None:
        self.chance = chance
        self.clock = clock
        self.typed = 0
        self.leave: dict[str, list[tuple[date, date]]] = {
            who: [self._away(first, days) for _ in range(max(1, days // 120))] for who in ("head", *GROUPS)
        }
        #: Leave that nobody wrote into Pokja.
        self.unsaid = {(who, days[0]) for who in GROUPS for days in self.leave[who] if chance.random() < 0.25}

    def _away(self, first: date, days: int) -> tuple[date, date]:
        since = first + timedelta(days=self.chance.randrange(days))
        return since, since + timedelta(days=self.chance.randrange(2, 10))

    # -- when

    def acts_at(self, row: Row, now: datetime) -> datetime:
        """Give when whoever is responsible gets round to it: in office hours, and not on leave."""
        minutes = USUAL[row.state] * self.chance.lognormvariate(0, 0.9)
        if self.chance.random() < 0.08:
            minutes = minutes * 6 + 5 * HOUR  # It was forgotten, or there was more important work.
        at = self.clock.minutes_after(now, minutes)
        assert at is not None
        return self._back(self._who(row), at).replace(second=0, microsecond=0)

    def soon(self, now: datetime, minutes: float) -> datetime:
        at = self.clock.minutes_after(now, minutes * self.chance.lognormvariate(0, 0.7))
        assert at is not None
        return self.clock.next_open(at.replace(second=0, microsecond=0) + timedelta(minutes=1))

    def _who(self, row: Row) -> str:
        if row.state in HEADS:
            return "head"
        return "officers" if row.state in OFFICERS else row.group

    def _back(self, who: str, at: datetime) -> datetime:
        for since, until in sorted(self.leave.get(who, ())):
            covered = who != "head" and (who, since) not in self.unsaid and who != GROUPS[-1]
            if since <= at.date() <= until and not covered:
                at = self.clock.next_open(datetime.combine(until + timedelta(days=1), at.time(), at.tzinfo))
                at += timedelta(minutes=self.chance.randrange(5, 90))
        return self.clock.next_open(at)

    # -- what

    def _text(self, what: str) -> str:
        self.typed += 1
        return f"{what} ({self.typed})"

    def answer(self, row: Row, today: date) -> list[Cells]:
        """Give what is typed for a state: one lot of cells, or several where the first was a mistake."""
        match row.state:
            case "Menunggu pemilahan":
                return self._sorted(row, today)
            case "Menunggu disposisi Kepala Balai":
                right: Cells = {"assigned_to": self.chance.choice(GROUPS), "instruction": "Mohon ditindaklanjuti."}
                return self._perhaps(0.1, {"assigned_to": "Pokja Ajaib"}, right)
            case "Dikaji":
                return self._studied(row, today)
            case "Mencari penyebab":
                right = {"cause": self._text("Label contoh terlepas"), "cause_category": self.chance.choice(CAUSES)}
                return self._perhaps(0.1, {"cause_category": "Nasib"}, right)
            case "Menetapkan tindakan":
                right = {"corrective_action": self._text("Uji ulang"), "preventive_action": self._text("Label ganda")}
                return self._perhaps(0.15, {"corrective_action": self._text("Belum lengkap")}, right)
            case "Menerapkan tindakan":
                return self._perhaps(0.08, {"applied_on": "31/02/2026"}, {"applied_on": today})
            case "Memverifikasi tindakan":
                return self._verified(row)
            case "Menyusun surat balasan":
                return [{"reply_text": self._text("Telah kami perbaiki")}]
            case "Menunggu paraf":
                return [{"initials": self._text("BS")}]
            case "Menunggu keputusan Kepala Balai":
                return self._decided(row)
            case "Menunggu nomor surat":
                self.typed += 1
                right = {"letter_number": f"B/{row.number[-4:]}-{self.typed}/BSPJI/2026", "letter_date": today}
                return self._perhaps(0.1, {"letter_number": "?"}, right)
            case "Menunggu diterima pelanggan":
                right = {"delivered_on": today, "sent_by": "Surel", "recipient": "Pelapor"}
                return self._perhaps(0.12, {"delivered_on": today + timedelta(days=30)}, right)
            case _:
                return [{}]  # It waits until whom the draft names is back.

    def _perhaps(self, often: float, wrong: Cells, right: Cells) -> list[Cells]:
        return [wrong, right] if self.chance.random() < often else [right]

    def _sorted(self, row: Row, today: date) -> list[Cells]:
        dice = self.chance.random()
        service = "Layanan umum" if self.chance.random() < 0.06 else self.chance.choice(SERVICES)
        right: Cells = {"classification": "Keluhan", "service": service, "level": self.chance.choice(LEVELS)}
        if dice < 0.04:
            return [{"classification": "Bukan keluhan"}]
        if dice < 0.07:
            right = {"classification": "Di luar kewenangan", "reason_given": self._text("Urusan instansi lain")}
            return self._perhaps(0.3, {"classification": "Di luar kewenangan"}, right)
        if dice < 0.10 and row.earlier:
            first = self.chance.choice(row.earlier[-20:])
            return self._perhaps(
                0.4,
                {"classification": "Duplikat", "duplicate_of": "dua"},
                {"classification": "Duplikat", "duplicate_of": first},
            )
        if dice < 0.12:
            return [{"classification": "Dicabut pelapor"}]
        if dice < 0.16:
            return [{"data_wanted": self._text("Mohon foto contoh uji")}, right]
        if dice < 0.20:
            return [{"classification": "keluhann", "service": service}, right]
        if dice < 0.26:
            return [*self.correction(), right]
        if dice < 0.37:
            return self.appeal()
        if dice < 0.42:
            day = datetime.combine(today, datetime.min.time()) - timedelta(days=self.chance.randrange(3))
            at = day.replace(hour=self.chance.randrange(8, 16), minute=self.chance.randrange(60))
            return [{"corrected_received": f"{at:%d/%m/%Y %H:%M}"}, right]
        return self._perhaps(0.1, {"classification": "Keluhan"}, right)

    def appeal(self) -> list[Cells]:
        """Call it an appeal, at times before it is known against what, or who took part in the decision."""
        service = self.chance.choice(["Sertifikasi produk", "Inspeksi teknis"])
        right: Cells = {"classification": "Banding", "service": service, "level": "Sedang"}
        return self._perhaps(0.3, {"classification": "Banding", "service": "Kalibrasi"}, right)

    def correction(self) -> list[Cells]:
        """Put right how a complainant is reached, at times only at the second try, or back to what it was."""
        self.typed += 1
        right: Cells = {"corrected_email": f"dibetulkan{self.typed}@contoh.example"}
        if self.chance.random() < 0.3:
            right = {"corrected_phone": "081298765432", "corrected_name": self._text("Ibu Siti")}
        wrong: Cells = {"corrected_email": "satu@contoh.example, dua@contoh.example", "corrected_phone": "0812"}
        found = self._perhaps(0.3, wrong, {"corrected_phone": "", "corrected_email": "", **right})
        return [*found, {"corrected_email": ""}] if self.chance.random() < 0.2 else found

    def _studied(self, row: Row, today: date) -> list[Cells]:
        found: list[Cells] = []
        if self.chance.random() < 0.2:
            at = datetime.combine(today + timedelta(days=self.chance.randrange(1, 6)), datetime.min.time())
            guests = self.chance.choice(["", "ahli@kampus.example", "ahli@kampus.example; analis@bspji.example"])
            meeting: Cells = {
                "meeting_at": at.replace(hour=9),
                "meeting_participants": guests,
                "meeting_needed": "Ya",
            }
            found += self._perhaps(0.4, meeting, {**meeting, "meeting_place": "Ruang rapat lantai 2"})
        if self.chance.random() < 0.06:
            found.append({"cause": self._text("Terlalu dini")})
        if self.chance.random() < 0.04:
            found.append({"workers": "Bambang Sutrisno; Hendra Gunawan"})
        if row.is_appeal and self.chance.random() < 0.5:
            found.append({"workers": "Yohanes Lampung"})
        return [*found, {"findings": self._text("Contoh tertukar")}]

    def _verified(self, row: Row) -> list[Cells]:
        effective = "Tidak" if self.chance.random() < 0.12 else "Ya"
        right: Cells = {
            "verification": self._text("Diperiksa"),
            "verified_by": "Rudi Hartono",
            "effective": effective,
        }
        # Of an appeal nothing is verified before somebody says who took part in the decision.
        named: list[Cells] = [{"workers": "Yohanes Lampung"}] if row.is_appeal else []
        return [*self._perhaps(0.1, {"effective": effective}, right), *named]

    def _decided(self, row: Row) -> list[Cells]:
        note = self._text("Sebutkan nomor sertifikat")
        if self.chance.random() < 0.12:
            returned: Cells = {"decision": "Kembalikan", "decision_note": note}
            return self._perhaps(0.25, {"decision": "Kembalikan"}, returned)
        return [{"decision": "Setuju", "decision_note": self._text("Disetujui")}]

    def reason(self, key: str) -> Cells:
        """Give why a settled complaint goes on."""
        return {key: self._text("Pelapor belum puas")}
