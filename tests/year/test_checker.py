"""What the checker reckons of entries that are written out here."""

from datetime import date, datetime

from .checker.clock import WITA
from .checker.counting import Year
from .seen import BroughtOver, Complained, Entry, Office, SeenMail, Somebody, Tick, Typed

HEAD, DEPUTY, SUPERIOR, OFFICER = (
    Somebody(name, f"{name}@kantor.example") for name in ("kepala", "wakil", "atasan", "petugas")
)
GROUP = {"Pokja": "Pokja Uji", "Ketua": "ketua", "Surel ketua": "ketua@kantor.example", "Layanan": "Pengujian"}
OFFICE = Office(HEAD, DEPUTY, SUPERIOR, (OFFICER,), (GROUP,), ())
FIRST, DUPLICATE = "KEL-2025-0001", "KEL-2025-0002"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, 7, hour, minute, tzinfo=WITA)


def typed(hour: int, number: str, **cells: str) -> list[Entry]:
    return [Typed(at(hour), number, heading.replace("_", " "), value) for heading, value in cells.items()]


def test_a_duplicate_comes_back_with_the_end_of_its_first_however_the_old_register_was_sorted() -> None:
    received = datetime(2025, 12, 1, tzinfo=WITA)
    brought = [BroughtOver(at(9), received, number, "", "Pengujian") for number in (DUPLICATE, FIRST)]
    year = Year(OFFICE)
    year.read([*brought, Tick(at(9, 1), (), {DUPLICATE: DUPLICATE, FIRST: FIRST})])
    year.read([*typed(10, DUPLICATE, Klasifikasi="Duplikat", Duplikat_dari=FIRST), Tick(at(10, 1), ())])
    assert year.cases[DUPLICATE].ended == "Duplikat"
    year.read([*typed(11, FIRST, Klasifikasi="Dicabut pelapor"), Tick(at(11, 1), ())])
    assert (year.cases[DUPLICATE].ended, year.cases[DUPLICATE].began) == ("", at(11, 1))


def test_two_limits_of_one_complaint_are_told_apart() -> None:
    """Past the second, a digest names it twice under one title."""
    year, now = Year(OFFICE), datetime(2026, 3, 11, 8, tzinfo=WITA)
    year.read([Complained(at(9), at(9), "Keluhan ke-1", "", ""), Tick(at(9, 1), (), {"Keluhan ke-1": FIRST})])
    told = [f"{FIRST} : Keluhan ke-1; Batas: sudah lewat sejak {day}." for day in ("21 Januari 2026", "8 Maret 2026")]
    text = "\n".join(["Batas menurut undang-undang lewat: 2", "------", *told])
    year.read([Tick(now, (SeenMail(HEAD.email, "[Tanggap] Giliran Anda", text, "kantor/kabar-harian/1"),))])
    missing = [line for line in year.violations["missing in a digest"] if HEAD.email in line]
    assert missing
    assert not [line for line in missing if "Batas" in line]


def test_a_number_alone_makes_no_letter_of_a_reopened_complaint() -> None:
    received, settled = datetime(2025, 12, 1, tzinfo=WITA), date(2026, 1, 2)
    year = Year(OFFICE)
    year.read([BroughtOver(at(9), received, FIRST, "", "Pengujian", "Selesai", settled)])
    year.read([Tick(at(9, 1), (), {FIRST: FIRST}), Typed(at(9, 2), FIRST, "Tanggal surat", settled)])
    year.read([*typed(10, FIRST, Buka_kembali="Belum puas"), Tick(at(10, 1), ())])
    year.read([Typed(at(11), FIRST, "No. surat keluar", "?"), Tick(at(11, 1), ())])
    assert not year.cases[FIRST].numbered()
    year.read([Typed(at(12), FIRST, "Tanggal surat", at(12).date()), Tick(at(12, 1), ())])
    assert year.cases[FIRST].numbered()


def test_who_was_invited_hears_that_a_meeting_is_off_and_on_with_its_complaint() -> None:
    """The complaint is withdrawn and goes on: its meeting is off, then on at the same time."""
    guest, kind = "tamu@kampus.example", "Rapat batal"
    year, when = Year(OFFICE), "Kamis, 8 Januari 2026 pukul 14.00 WITA"
    year.read([Complained(at(8), at(8), "Keluhan ke-1", "", ""), Tick(at(8, 1), (), {"Keluhan ke-1": FIRST})])
    meeting = {"Perlu_rapat": "Ya", "Tanggal_rapat": "08/01/2026 14:00", "Tempat_rapat": "R1", "Peserta_rapat": guest}
    year.read(typed(9, FIRST, Klasifikasi="Keluhan", Jenis_layanan="Pengujian", **meeting))

    def told(hour: int, *titles: str) -> list[str]:
        """Let the guest be sent these, and give what is wrong with that."""
        before = {kind: list(lines) for kind, lines in year.violations.items()}
        body = "\n".join(f"{FIRST} – Keluhan ke-1\n----\n{title}\n{when}" for title in titles)
        mails = (SeenMail(guest, "[Tanggap] Giliran Anda", body, f"kabar/{hour}"),) if titles else ()
        year.read([Tick(at(hour, 1), mails)])
        return [
            line
            for kind, lines in year.violations.items()
            for line in lines[len(before.get(kind, [])) :]
            if guest in line
        ]

    assert told(9, "Undangan rapat") == []
    year.read(typed(10, FIRST, Klasifikasi="Dicabut pelapor"))
    assert told(10, kind) == []
    year.read(typed(11, FIRST, Klasifikasi="Keluhan"))
    assert told(11, "Undangan rapat") == []
    year.read(typed(13, FIRST, Perlu_rapat="Tidak"))
    assert told(13) != []
