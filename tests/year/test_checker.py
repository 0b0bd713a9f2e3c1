"""What the checker reckons of entries that are written out here."""

from datetime import datetime

from .checker.clock import WITA
from .checker.counting import Year
from .seen import BroughtOver, Entry, Office, Somebody, Tick, Typed

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
