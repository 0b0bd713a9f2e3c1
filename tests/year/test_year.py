"""Some weeks of an office: nobody is told twice, wrongly, at night or not at all; the checker sees it when one is.

`make year` plays 500 complaints over a year.
"""

import ast
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from .checker.counting import FILED, Year
from .checker.reports import differences
from .play import Play, Played
from .seen import Entry, Filed, Office, SeenMail, Tick, Typed
from .telling import put_right, told

#: One process plays the weeks for all of them.
pytestmark = pytest.mark.xdist_group("year")
HERE = Path(__file__).parent
#: Weeks with two holidays, 16 and 17 February 2026, and the beginning of Ramadan.
FIRST, DAYS = date(2026, 2, 9), 23


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Play(tmp_path_factory.mktemp("year"), seed=1, complaints=16, days=DAYS, first=FIRST).run()


def wrong_in(office: Office, entries: Iterable[Entry]) -> set[str]:
    year = Year(office)
    year.read(entries)
    return set(year.violations)


def with_mails(entries: Iterable[Entry], change: Callable[[Tick, SeenMail], tuple[SeenMail, ...]]) -> list[Entry]:
    """Give the year with other mails."""
    return [
        replace(one, mails=tuple(new for mail in one.mails for new in change(one, mail)))
        if isinstance(one, Tick)
        else one
        for one in entries
    ]


def test_in_some_weeks_of_an_office_nobody_is_told_wrongly_or_twice_or_left_out(played: Played) -> None:
    year = Year(played.office)
    year.read(played.entries)
    assert dict(year.violations) == {}
    assert {"start", "soon", "due", "late", "escalation", "to customers"} <= year.reminders.keys()
    assert any("mails on a working day" in line for line in told(played, year))


def test_in_some_weeks_something_of_each_kind_is_put_right_or_begun_again(played: Played) -> None:
    year = Year(played.office)
    year.read(played.entries)
    found = put_right(played, year)
    assert {what: count for what, count in found.items() if not count} == {}


def test_the_report_of_each_month_says_what_the_checker_counts(played: Played) -> None:
    year = Year(played.office)
    year.read(played.entries)
    assert played.reports
    assert list(differences(played.reports, year.cases.values(), year.clock, year.actions)) == []


@pytest.mark.parametrize(
    "measure",
    [
        "Diterima",
        "Dipindahkan dari register lama",
        "Berakhir",
        "Banding: diterima",
        "Melewati norma suatu langkah",
        "Median",
        "Tindakan baru",
        "Tindakan selesai dikerjakan",
    ],
)
def test_a_report_that_counts_otherwise_is_seen(played: Played, measure: str) -> None:
    year = Year(played.office)
    year.read(played.entries)
    report = played.reports[0]
    wrong = replace(report, rows={**report.rows, measure: float(str(report.rows[measure])) + 1})
    (line,) = differences([wrong], year.cases.values(), year.clock, year.actions)
    assert f" {measure}: " in line


@pytest.fixture(scope="session")
def around_new_year(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("new_year")
    return Play(folder, seed=3, complaints=5, days=13, first=date(2026, 12, 23), seldom=True).run()


def test_month_quarter_and_year_are_filed_with_the_figures_that_the_checker_counts_then(
    around_new_year: Played,
) -> None:
    year = Year(around_new_year.office)
    year.read(around_new_year.entries)
    assert year.violations.get(FILED, []) == []
    assert list(year.papers.stated) == ["Desember 2026", "triwulan 4 2026", "tahun 2026"]
    assert year.papers.figures > 300
    assert list(differences(around_new_year.reports, year.cases.values(), year.clock, year.actions)) == []


def test_a_report_that_is_asked_for_again_is_the_file_that_was_filed(around_new_year: Played) -> None:
    assert len(around_new_year.filed) == 6
    assert around_new_year.given_again == around_new_year.filed


@pytest.mark.parametrize("kind", ["Ukuran", "Umur", "Kanal", "Langkah", "Pelaksana", "Batas", "Bulan", "Nomor"])
def test_a_filed_report_with_another_figure_is_seen(around_new_year: Played, kind: str) -> None:
    def altered(tables: tuple[tuple[tuple[str, ...], ...], ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
        place = next((at for at, table in enumerate(tables) if table[0][0] == kind), None)
        if place is None:
            return tables
        head, first, *rest = tables[place]
        wrong = (*first[:-1], "77")
        return (*tables[:place], (head, wrong, *rest), *tables[place + 1 :])

    entries = [
        replace(one, tables=altered(one.tables)) if isinstance(one, Filed) else one for one in around_new_year.entries
    ]
    assert FILED in wrong_in(around_new_year.office, entries)


def test_a_measure_that_the_checker_knows_nothing_of_is_seen(played: Played) -> None:
    year = Year(played.office)
    year.read(played.entries)
    strange = replace(played.reports[0], rows={**played.reports[0].rows, "Ukuran baru": 3})
    (line,) = differences([strange], year.cases.values(), year.clock, year.actions)
    assert line.endswith("Ukuran baru: 3, we count None")


def test_the_checker_shares_no_code_with_the_product() -> None:
    for file in [HERE / "seen.py", *(HERE / "checker").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [str(node.module)]
            strange = {name for name in names if name.partition(".")[0] in ("automation", "local_workspace", "demo")}
            assert not strange, file
            assert all(name.startswith("tests.year") for name in names if name.startswith("tests"))


def test_a_mail_that_goes_out_again_is_seen(played: Played) -> None:
    twice = with_mails(played.entries, lambda _, mail: (mail, replace(mail, key=mail.key + "2")))
    assert {"told twice", "two digests on a day", "a customer told twice"} <= wrong_in(played.office, twice)
    assert "a mail sent twice" in wrong_in(played.office, with_mails(played.entries, lambda _, mail: (mail, mail)))


def test_a_mail_that_does_not_go_out_is_seen(played: Played) -> None:
    lost = with_mails(played.entries, lambda _, mail: () if mail.subject.startswith("[Tanggap") else (mail,))
    assert "not told" in wrong_in(played.office, lost)
    unanswered = with_mails(played.entries, lambda _, mail: () if "kami terima" in mail.subject else (mail,))
    assert {"a customer not told", "an acknowledgement left out"} & wrong_in(played.office, unanswered)


def test_a_mail_to_the_wrong_person_is_seen(played: Played) -> None:
    lead, other = (str(row["Surel ketua"]) for row in played.office.groups[:2])
    moved = with_mails(played.entries, lambda _, mail: (replace(mail, to=other) if mail.to == lead else mail,))
    assert "told what does not hold, or not to them" in wrong_in(played.office, moved)


def test_a_mail_after_its_state_was_gone_is_seen(played: Played) -> None:
    kept: list[SeenMail] = []

    def late(tick: Tick, mail: SeenMail) -> tuple[SeenMail, ...]:
        """Hold every mail to staff back until the next tick that sends one."""
        if not mail.subject.startswith("[Tanggap"):
            return (mail,)
        kept.append(mail)
        return (kept.pop(0),) if len(kept) > 1 else ()

    seen = wrong_in(played.office, with_mails(played.entries, late))
    assert "told what does not hold, or not to them" in seen


def test_another_deadline_in_a_mail_is_seen(played: Played) -> None:
    wrong = with_mails(
        played.entries, lambda _, mail: (replace(mail, text=mail.text.replace("pukul 16.00", "pukul 15.00")),)
    )
    assert "told what does not hold, or not to them" in wrong_in(played.office, wrong)


def test_an_office_that_forgets_a_holiday_is_seen(played: Played) -> None:
    """Hari Libur holds one day more than the product knew of."""
    day = date(2026, 2, 24)
    office = replace(
        played.office, holidays=(*played.office.holidays, {"Tanggal": day, "Sampai": "", "Jenis": "Libur kantor"})
    )
    seen = wrong_in(office, played.entries)
    assert {"a mail outside office hours", "another deadline in Status"} <= seen


def test_mails_at_night_are_seen(played: Played) -> None:
    night = [
        replace(one, at=one.at.replace(hour=20) if one.at.hour == 8 else one.at) if isinstance(one, Tick) else one
        for one in played.entries
    ]
    assert "a mail outside office hours" in wrong_in(played.office, night)


def test_a_hold_that_the_office_did_not_heed_is_seen(played: Played) -> None:
    """The Register says that an open case rests, and Status goes on as if it did not."""
    place, number = next(
        (place, number)
        for place, one in enumerate(played.entries)
        if isinstance(one, Tick)
        for number, (step, due) in one.status.items()
        if step == "4/10" and due != ""
    )
    at = played.entries[place].at
    rest = [Typed(at, number, "Ditunda sejak", at.date()), Typed(at, number, "Alasan", "Menunggu contoh")]
    entries = [*played.entries[: place + 1], *rest, *played.entries[place + 1 :]]
    assert "another deadline in Status" in wrong_in(played.office, entries)
