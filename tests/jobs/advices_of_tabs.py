"""What people are told to do about cells that state nothing, and about rows and tabs: how it comes up and is done."""

from __future__ import annotations

from automation.domain.cells import Cell
from automation.register import wording

from . import advice_stages as stages
from .advice_acts import HEAD_ROW, Act, adds_row, deletes_row, in_action, into, renames, then, types
from .advices import K1, LEAD, Advice
from .test_sync import ONE

FINDING = "Contoh tertukar"


def _cell(name: str, wrong: Cell, right: Cell = FINDING, key: str = "findings", **also: Cell) -> Advice:
    """A cell of the row that states nothing, and the same as it is asked for."""
    return Advice(name, stages.disposed, types(ONE, **{key: wrong}), types(ONE, **{key: right}, **also), "", wording)


def _tab(name: str, wrong: Act, follow: Act, way: str = "") -> Advice:
    return Advice(name, stages.decided, wrong, follow, way, wording)


def _group(key: str, value: Cell) -> Act:
    return into("Pokja", key, 1, value)


def _official(row: int, **cells: Cell) -> Act:
    return then(*(into("Pejabat", key, row, value) for key, value in cells.items()))


CELLS = (
    _cell("NO_TICK_BOX", True),
    _cell("formula_failed", "#REF!"),
    _cell("NOTHING_VISIBLE", "\u200b"),
    _cell("CHIP_UNREAD", "@"),
    _cell("NUMBER_NOT_WORDS", 46357),
    _cell("A_NUMBER_NOT_A_DATE", 46357.5, "'1/12", "incoming_number"),
    _cell("write_a_date", "besok", "03/11/2026", "held_from", hold_reason="Menunggu contoh"),
    _cell("choose_some_of", "Pokja Ajaib", "Pokja Kalibrasi", "supporting_groups"),
    _cell("WRITE_A_NUMBER", "yang kemarin", "", "joint_letter"),
    _cell("correction_unreadable", "siti at kayu", "siti2@kayu.example", "corrected_email"),
)
TABS = (
    _tab("group_without_lead", _group("lead", ""), _group("lead", LEAD)),
    _tab("group_cell", _group("lead", "#REF!"), _group("lead", LEAD)),
    _tab("group_twice", into("Pokja", "name", 2, "Pokja Pengujian"), into("Pokja", "name", 2, "Pokja Kalibrasi")),
    _tab("group_address_wrong", _group("lead_email", "bukan"), _group("lead_email", "bambang@balai.example")),
    _tab("group_appeals_wrong", _group("appeals", "mungkin"), _group("appeals", "Ya"), "Ya"),
    _tab("group_appeals_wrong", _group("appeals", "mungkin"), _group("appeals", ""), "kosongkan"),
    _tab("group_absence_wrong", _group("away_from", "besok"), _group("away_from", "03/11/2026")),
    _tab(
        "action_without_key",
        adds_row("Tindakan", what="Latih petugas"),
        then(deletes_row("Tindakan"), in_action("TND-0001", what="Latih petugas")),
    ),
    _tab("action_twice", adds_row("Tindakan", action=K1), deletes_row("Tindakan")),
    _tab("ACTIONS_GONE", renames("Tindakan", "Aksi"), renames("Aksi", "Tindakan"), "kembalikan namanya"),
    _tab("CAUSES_GONE", renames("Kategori Penyebab", "Sebab"), renames("Sebab", "Kategori Penyebab"), "namanya"),
    _tab("SERVICES_GONE", renames("Jenis Layanan", "Jasa"), renames("Jasa", "Jenis Layanan"), "namanya"),
    _tab("OFFICIALS_GONE", renames("Pejabat", "Orang"), renames("Orang", "Pejabat"), "kembalikan namanya"),
    _tab("NO_HEAD_LISTED", _official(HEAD_ROW, post="Petugas"), _official(HEAD_ROW, post="Kepala Balai")),
    _tab(
        "NO_OFFICER_LISTED",
        then(_official(3, post="Ketua Pokja Pengujian"), _official(4, post="Ketua Pokja Kalibrasi")),
        _official(3, post="Petugas Pelayanan"),
    ),
    _tab("CELL_EMPTY", _official(HEAD_ROW, name=""), _official(HEAD_ROW, name="Ratna Wulandari, S.T., M.T.")),
    _tab("NIP_ROUNDED", _official(HEAD_ROW, nip=19800101200501), _official(HEAD_ROW, nip="198001012005012001")),
    _tab("NIP_WRONG", _official(HEAD_ROW, nip="1980"), _official(HEAD_ROW, nip="198001012005012001"), "perbaiki"),
    _tab("NIP_WRONG", _official(HEAD_ROW, nip="1980"), _official(HEAD_ROW, nip=""), "kosongkan"),
    _tab("NOT_A_DAY", _official(HEAD_ROW, first="kemarin"), _official(HEAD_ROW, first="01/10/2026")),
    _tab(
        "ENDS_BEFORE_IT_BEGINS",
        _official(HEAD_ROW, first="01/10/2026", last="01/09/2026"),
        _official(HEAD_ROW, last="01/12/2026"),
    ),
    _tab("post_unknown", _official(HEAD_ROW, post="Bos"), _official(HEAD_ROW, post="Kepala Balai")),
    _tab("official_cell", _official(HEAD_ROW, post="Bos"), _official(HEAD_ROW, post="Kepala Balai")),
    _tab(
        "officials_overlap",
        adds_row("Pejabat", post="Kepala Balai", name="Wulan", email="wulan@balai.example", first="03/11/2026"),
        _official(HEAD_ROW, last="02/11/2026"),
    ),
    _tab(
        "nobody_holds",
        _official(HEAD_ROW, last="01/11/2026"),
        adds_row("Pejabat", post="Plt.", name="Wulan", email="wulan@balai.example", first="02/11/2026"),
    ),
)
ALL = (*CELLS, *TABS)
#: What else the file says, and the test that does it; one that stops the tick as another does needs none of its own.
ELSEWHERE = {
    "CELL_MERGED": "tests/jobs/test_merged_cells.py::test_parted_and_filled_cells_are_facts_and_the_warning_goes",
    "headings_missing": (
        "tests/jobs/test_mishaps.py::test_a_heading_changed_before_any_call_is_named_and_nothing_of_peoples_changes"
    ),
    "headings_twice": "",
    "date_doubted": "tests/jobs/test_locale.py::test_a_doubted_date_that_was_right_counts_once_it_is_typed_anew",
}
