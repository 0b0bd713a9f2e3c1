"""What doctor says of the clock, of estimated holidays, of the last tick and of what is used up."""

from dataclasses import replace
from datetime import UTC, date, timedelta

from automation.domain.holidays_tab import HolidayKind
from automation.domain.layout import FoundTab
from automation.domain.notes import Note
from automation.jobs.tick.diary import Diary
from automation.jobs.watch import vital_signs
from automation.jobs.watch.finding import Finding
from automation.register.lines import Line
from tests.builders import WITA, a_calendar, wita

NOW = wita(2, 9)


def said(findings) -> str:
    return "\n".join(map(str, findings))


def test_the_office_time_is_told_whether_open_or_until_when_closed():
    (is_open,) = vital_signs.clock(NOW.astimezone(UTC), None, a_calendar())
    assert str(is_open) == "✓ Jam kantor Senin, 2 November 2026 pukul 09.00 WITA, kantor sedang buka"
    (closed,) = vital_signs.clock(wita(6, 20), None, a_calendar())
    assert str(closed).endswith("kantor tutup sampai Senin, 9 November 2026 pukul 07.30 WITA")


def test_a_clock_outside_the_known_years_names_the_year():
    (finding,) = vital_signs.clock(wita(1, 9, year=2029, month=6), None, a_calendar())
    assert not finding.well
    assert "2029" in finding.advice


def test_a_machine_that_is_minutes_off_is_told_and_some_seconds_are_no_matter():
    assert said(vital_signs.clock(NOW, NOW - timedelta(seconds=59), a_calendar())).count("✓") == 2
    for wrong in (timedelta(minutes=3), timedelta(minutes=-3)):
        assert "meleset 180 detik" in said(vital_signs.clock(NOW, NOW + wrong, a_calendar()))


def test_estimated_days_to_come_are_named_and_passed_or_decreed_ones_are_not():
    lines = [
        Line(1, {"day": "10/03/2026", "description": "Hari Raya Idul Fitri (perkiraan)"}),
        Line(2, {"day": "2027-03-10", "description": "Hari Raya Idul Fitri (Perkiraan)"}),
        Line(3, {"day": "20/10/2026", "until": "18/11/2026", "description": "Jam kerja Ramadan (perkiraan)"}),
        Line(4, {"day": "17/08/2027", "description": "HUT RI", "kind": HolidayKind.NATIONAL.value}),
    ]
    (finding,) = vital_signs.estimates(lines, date(2026, 11, 2))
    assert finding.well
    assert "2 tanggal" in finding.what
    assert "10/03/2027 (baris 3), 20/10/2026 (baris 4)" in finding.remark
    assert list(vital_signs.estimates(lines, date(2027, 12, 1))) == []


def test_the_last_tick_is_told_and_a_silence_of_hours_is_not_well():
    quiet = {Note.TICKS: Diary().with_tick(NOW, WITA, 3).text()}
    assert "✓ Putaran terakhir 5 menit yang lalu" in said(vital_signs.ticks(quiet, (), NOW + timedelta(minutes=5)))
    assert "! Putaran terakhir 3 jam yang lalu" in said(vital_signs.ticks(quiet, (), NOW + timedelta(hours=3)))
    assert "belum pernah" in said(vital_signs.ticks({}, (), NOW))


def test_ticks_that_fail_since_long_and_what_they_left_behind_are_not_well():
    notes = {Note.FAILING_SINCE: (NOW - timedelta(days=3)).isoformat()}
    told = said(
        vital_signs.ticks(
            notes, ("KEL-2026-0001/berbagi/budi@kantor.example", "KEL-2026-0001/berbagi/a@b.example"), NOW
        )
    )
    assert "! Putaran tidak gagal berturut-turut: gagal sejak 3 hari yang lalu" in told
    assert "! Tidak ada pekerjaan yang tertinggal di tengah jalan: KEL-2026-0001/berbagi." in told
    assert said(vital_signs.ticks({}, (), NOW)).count("✓") == 3


def test_what_the_supervisor_could_not_be_told_by_mail_is_not_well():
    told = said(vital_signs.ticks({Note.UNHEARD: "Lembar Status tidak ada."}, (), NOW))
    assert (
        "! Semua gangguan sudah disampaikan kepada penyelia: surel kepada penyelia gagal terkirim. Yang belum "
        "didengarnya: Lembar Status tidak ada." in told
    )


def test_the_cells_of_a_workbook_are_told_and_not_well_long_before_they_are_all_used():
    raw = FoundTab(id=7, title="Jawaban Formulir 1", rows=200_000, columns=26)
    history = FoundTab(id=8, title="Riwayat", rows=50_000, columns=9)
    assert said(vital_signs.cells([raw, history])) == "✓ Buku kerja memakai 56% dari 10 juta sel"
    told = said(vital_signs.cells([replace(raw, rows=220_000), history]))
    assert told.startswith("! Buku kerja memakai 61% dari 10 juta sel: Buku kerja Google menampung paling banyak")
    assert told.endswith("Yang terbesar: Jawaban Formulir 1, Riwayat.")


def test_quotas_are_told_and_nearly_used_ones_are_not_well():
    fine = said(vital_signs.quotas(12, "layanan@kantor.example", 3_200_000_000, 15_000_000_000))
    assert fine == "✓ 12 dari 2000 surel hari ini terkirim\n✓ Ruang Drive terpakai 3,2 GB dari 15,0 GB"
    assert "! 450 dari 500" in said(vital_signs.quotas(450, "orang@gmail.com", 0, None))
    assert "! Ruang Drive" in said(vital_signs.quotas(0, "layanan@kantor.example", 14, 15))


def test_a_remark_is_no_fault():
    assert str(Finding(well=True, what="Putaran", remark="belum ada")) == "~ Putaran: belum ada"
    assert str(Finding(well=False, what="Putaran", advice="jalankan")) == "! Putaran: jalankan"
