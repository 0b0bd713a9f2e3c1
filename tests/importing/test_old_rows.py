"""Rows of an old register are read as people meant them, or named with their place and what to do."""

from datetime import date, datetime

import pytest

from automation.domain.complaint import ExtraAnswer
from automation.domain.vocabulary import Channel, Outcome
from automation.jobs.importing.old_file import Area, Unusable, WrongRegister
from automation.jobs.importing.old_rows import OldComplaint, OldRegister, register_of
from automation.register.wording import SERVICES
from tests.builders import WITA, wita
from tests.importing.registers import a_map, a_row, a_sheet, an_open_row

NOW = wita(2)


def read(*rows: dict[str, object], columns=None, merged=()) -> OldRegister:
    return register_of(a_sheet(*rows, merged=merged), columns or a_map(), SERVICES, NOW, WITA)


def the_one(*rows: dict[str, object], columns=None) -> OldComplaint:
    found = read(*rows, columns=columns)
    assert found.faults == ()
    (one,) = found.complaints
    return one


def faults(*rows: dict[str, object], columns=None, merged=()) -> list[str]:
    return [str(one) for one in read(*rows, columns=columns, merged=merged).faults]


@pytest.mark.parametrize(
    ("written", "month"), [("5 Pebruari 2025", 2), ("5 nop. 2024", 11), ("5 Agt 2025", 8), ("5-Oct-24", 10)]
)
def test_months_are_known_by_their_former_and_english_names(written: str, month: int) -> None:
    one = the_one(a_row(received_at=written, ended_on=date(2026, 1, 5)))
    assert (one.intake.received_at.day, one.intake.received_at.month) == (5, month)


@pytest.mark.parametrize("written", ["31/02/2025", "13/13/25", "5 Kuartal 25", "05/03/2025 08.30 WIB"])
def test_what_names_no_day_is_a_fault(written: str) -> None:
    assert faults(a_row(received_at=written)) == [
        "Baris 2, kolom “Tanggal”: bukan tanggal; tulis seperti 31/12/2025."
    ]


@pytest.mark.parametrize("nothing", ["-", "–", "--", " - ", "..."])
def test_a_dash_says_nothing(nothing: str) -> None:
    one = the_one(an_open_row(email=nothing, ended_on=nothing))
    assert (one.intake.email, one.ended_on, one.outcome) == ("", None, None)
    assert "Baris 2, kolom “Nama Pelanggan”: kosong" in str(faults(a_row(complainant=nothing)))


def test_what_is_open_may_say_that_it_has_not_ended_and_what_ended_may_not() -> None:
    assert the_one(an_open_row(ended_on="Belum selesai")).outcome is None
    assert "Tgl Selesai" in str(faults(a_row(ended_on="belum")))


def test_a_number_with_leading_zeros_or_a_decimal_point_is_the_same_number() -> None:
    said = faults(a_row("KEL-007/2025"), a_row("KEL-7/2025"), a_row(8), a_row("8.0"))
    assert [one.partition(":")[0] for one in said] == ["Baris 3, kolom “No”", "Baris 5, kolom “No”"]


def test_a_mail_address_that_is_a_link_is_an_address() -> None:
    assert the_one(a_row(email="mailto:hasan@lama.example")).intake.email == "hasan@lama.example"


def test_a_row_becomes_what_the_public_said_and_how_it_ended() -> None:
    one = the_one(a_row(7))
    assert one.intake.former_number == "7"
    assert one.intake.complainant == "Hasan Basri"
    assert one.intake.subject == one.intake.description == "Sertifikat nomor 7 terlambat terbit."
    assert one.intake.received_at == one.intake.submitted_at == datetime(2025, 3, 5, tzinfo=WITA)
    assert (one.outcome, one.ended_on) == (Outcome.SETTLED, date(2025, 3, 20))
    assert one.cells == {"classification": "Keluhan", "service": "Sertifikasi produk"}


@pytest.mark.parametrize(
    "written",
    [
        date(2025, 3, 5),
        datetime(2025, 3, 5),
        "05/03/2025",
        "5-3-2025",
        "5.3.2025",
        "2025-03-05",
        "5 Maret 2025",
        "Rabu, 5 Mar 2025",
        "Rabu, 05/03/2025",
        "5/3/25",
        "05 Mar 25",
        "5-Mar-2025",
        "5 March 2025",
        "2025.03.05",
        " 05 / 03 / 2025 ",
        "05/03/2025 00.00 WITA",
        45721,
        45721.0,
        "45721",
    ],
)
def test_a_day_is_read_however_it_is_written(written: object) -> None:
    assert the_one(a_row(received_at=written)).intake.received_at == datetime(2025, 3, 5, tzinfo=WITA)


def test_a_day_may_have_a_time() -> None:
    nine = datetime(2025, 3, 5, 9, 30, tzinfo=WITA)
    for written in (datetime(2025, 3, 5, 9, 30), "05/03/2025 09.30", 45721 + 9.5 / 24):
        assert the_one(a_row(received_at=written)).intake.received_at == nine


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"received_at": "12/31/2025"}, "Baris 2, kolom “Tanggal”: bukan tanggal; tulis seperti 31/12/2025."),
        ({"received_at": "=TODAY()"}, "Baris 2, kolom “Tanggal”: bukan tanggal; tulis seperti 31/12/2025."),
        (
            {"received_at": date(2026, 12, 1), "ended_on": None},
            "Baris 2, kolom “Tanggal”: tanggalnya di masa depan; betulkan.",
        ),
        ({"ended_on": date(2025, 3, 4)}, "Baris 2, kolom “Tgl Selesai”: lebih awal daripada tanggal diterima"),
        ({"ended_on": "sudah"}, "Baris 2, kolom “Tgl Selesai”: bukan tanggal"),
        ({"complainant": " "}, "Baris 2, kolom “Nama Pelanggan”: kosong; isi, atau hapus barisnya"),
        ({"received_at": None}, "Baris 2, kolom “Tanggal”: kosong;"),
        ({"description": None}, "Baris 2, kolom “Uraian Keluhan”: kosong;"),
        ({"former_number": ""}, "Baris 2, kolom “No”: kosong;"),
        ({"status": "Entah"}, "kolom “Status”: status “Entah” belum ada artinya; tambahkan di peta"),
        ({"status": "Proses"}, "kolom “Tgl Selesai”: menurut status masih ditangani"),
        ({"email": Unusable.FORMULA}, "kolom “Email”: berisi rumus yang belum dihitung"),
        ({"email": Unusable.ERROR}, "kolom “Email”: berisi galat rumus"),
    ],
)
def test_what_cannot_be_read_is_named_with_row_column_and_what_to_do(changes: dict[str, object], said: str) -> None:
    (fault,) = faults(a_row(**changes))
    assert said in fault


@pytest.mark.parametrize("cell", [Unusable.FORMULA, Unusable.ERROR], ids=["a formula", "an error"])
@pytest.mark.parametrize("key", ["former_number", "received_at", "complainant", "description", "status", "ended_on"])
def test_a_cell_without_a_value_is_named_once(key: str, cell: Unusable) -> None:
    (fault,) = faults(a_row(**{key: cell}))
    assert fault.endswith(f"{cell.value}.")


def test_all_faults_of_a_sheet_are_named_at_once() -> None:
    assert len(faults(a_row(1, received_at="x"), a_row(2, complainant=""), a_row(3, status="?"))) == 3


def test_a_number_that_stands_twice_in_a_year_is_a_fault_and_in_two_years_is_none() -> None:
    (fault,) = faults(a_row("A-1"), a_row(" a-1 ", complainant="Lain"))
    assert "Baris 3, kolom “No”: nomor a-1 sudah ada di baris 2 pada tahun yang sama" in fault
    last_year = a_row("A-1", received_at=date(2024, 3, 5), ended_on=date(2024, 4, 1))
    found = read(a_row("A-1"), last_year)
    assert found.faults == ()
    assert len({one.intake.response for one in found.complaints}) == 2


def test_a_row_of_which_the_first_column_alone_says_something_is_a_title_and_told() -> None:
    found = read({"No": "JANUARI"}, a_row())
    assert (found.titles, found.faults, len(found.complaints)) == ((2,), (), 1)
    reaching = (Area(first_row=2, last_row=3, first_column=2, last_column=2),)
    assert read(a_row(), {"No": "8"}, merged=reaching).titles == ()


def test_empty_rows_between_others_are_left_out_and_counted() -> None:
    found = read(a_row(1), dict.fromkeys(a_row(1)), a_row(2))
    assert [one.row for one in found.complaints] == [2, 4]
    assert found.empty == 1


def test_a_line_of_sums_below_is_a_fault_and_no_complaint() -> None:
    sums = {**dict.fromkeys(a_row(1)), "Uraian Keluhan": "Jumlah: 1"}
    assert {one.row for one in read(a_row(1), sums).faults} == {3}


def test_cells_merged_over_rows_or_columns_that_count_are_faults() -> None:
    over_rows, over_columns = Area(2, 3, 2, 2), Area(2, 2, 3, 4)
    said = faults(a_row(1), a_row(2), merged=[over_rows, over_columns])
    assert [one for one in said if one.startswith("Baris 2, kolom “Tanggal”: sel digabung; pisahkan")]
    assert [one for one in said if one.startswith("Baris 3, kolom “Tanggal”: sel digabung")]
    assert [one for one in said if one.startswith("Baris 2, kolom “Nama Pelanggan”: sel digabung")]
    assert faults(a_row(1), merged=[Area(2, 2, 1, 1)]) == []


def test_a_heading_that_is_merged_down_from_the_row_above_counts() -> None:
    sheet = a_sheet(a_row(1))
    above, below = list(sheet.rows[0]), list(sheet.rows[0])
    below[0] = None
    two_lines = type(sheet)(title="R", rows=(tuple(above), tuple(below), *sheet.rows[1:]), merged=(Area(1, 2, 1, 1),))
    found = register_of(two_lines, a_map(heading_row=2), SERVICES, NOW, WITA)
    assert [one.intake.former_number for one in found.complaints] == ["1"]


def test_a_formula_as_text_stays_text() -> None:
    assert the_one(a_row(description="=1+1")).intake.description == "=1+1"


def test_without_a_column_of_status_a_day_of_the_end_tells() -> None:
    columns = {key: heading for key, heading in a_map().columns.items() if key != "status"}
    by_day = a_map()
    by_day = type(by_day)(sheet="", heading_row=1, columns=columns, statuses={})
    assert the_one(a_row(), columns=by_day).outcome is Outcome.SETTLED
    assert the_one(an_open_row(), columns=by_day).outcome is None


def test_who_ended_without_a_day_has_none() -> None:
    one = the_one(a_row(ended_on=None))
    assert (one.outcome, one.ended_on) == (Outcome.SETTLED, None)


WORK = {"cause": "Penyebab", "letter_number": "No Surat", "letter_date": "Tgl Surat"}
DONE = {"Penyebab": "Alat rusak", "No Surat": "B/7/2025", "Tgl Surat": "1 April 2025", "Petugas": "Sari"}


def test_work_of_what_is_over_stands_in_its_columns_and_of_what_is_open_beside_what_was_said() -> None:
    columns = a_map(columns=WORK, kept=("Petugas",))
    over = the_one(a_row(**DONE), columns=columns)
    assert over.cells["cause"] == "Alat rusak"
    assert over.cells["letter_number"] == "B/7/2025"
    assert over.cells["letter_date"] == "2025-04-01"
    assert over.intake.extras == (ExtraAnswer("Petugas", "Sari"),)
    still_open = the_one(an_open_row(**DONE), columns=columns)
    assert still_open.cells == {}
    assert [one.answer for one in still_open.intake.extras] == ["Sari", "Alat rusak", "B/7/2025", "1 April 2025"]


def test_a_day_that_nobody_needs_and_nobody_can_read_is_kept_as_words() -> None:
    found = read(a_row(**{**DONE, "Tgl Surat": "awal April"}), columns=a_map(columns=WORK))
    assert found.faults == ()
    assert found.unread == {"Tgl Surat": 1}
    assert found.complaints[0].intake.extras == (ExtraAnswer("Tgl Surat", "awal April"),)


@pytest.mark.parametrize(
    ("said", "channel"), [("WA", Channel.WHATSAPP), ("E-mail", Channel.EMAIL), ("surat", Channel.LETTER)]
)
def test_ways_in_are_known_by_what_old_registers_call_them(said: str, channel: Channel) -> None:
    one = the_one(a_row(Media=said), columns=a_map(columns={"channel": "Media"}))
    assert (one.intake.channel, one.intake.channel_words) == (channel, "")


def test_an_unknown_way_in_is_kept_in_its_words() -> None:
    one = the_one(a_row(Media="Burung dara"), columns=a_map(columns={"channel": "Media"}))
    assert (one.intake.channel, one.intake.channel_words) == (Channel.UNKNOWN, "Burung dara")


def test_a_map_that_does_not_fit_the_sheet_is_refused() -> None:
    with pytest.raises(WrongRegister, match="Baris 1: tidak ada kolom berjudul “Ket”"):
        read(a_row(1), columns=a_map(kept=("Ket",)))
    twice = a_sheet(a_row(1))
    twice = type(twice)(title="R", rows=(("No", *twice.rows[0]), *((None, *row) for row in twice.rows[1:])))
    with pytest.raises(WrongRegister, match="judul “No” ada di kolom A dan B"):
        register_of(twice, a_map(), SERVICES, NOW, WITA)
