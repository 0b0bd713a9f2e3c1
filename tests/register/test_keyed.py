"""What makes the job's tabs show what they should, also where people moved the rows meanwhile."""

from automation.domain.cells import AppendRows, UpdateRow, laid_out
from automation.register.keyed import keyed_changes
from automation.register.schema import tabs

ARCHIVE, STATUS = tabs()["archive"], tabs()["status"]
HEAD = {tab.key: tuple(column.heading for column in tab.columns) for tab in (ARCHIVE, STATUS)}


def archived(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(column.key, "") for column in ARCHIVE.columns)


def test_beside_a_persons_cell_only_what_differs_is_written_and_the_key_never():
    said = {
        "number": "KEL-2026-0001",
        "kind": "Form Pengaduan",
        "name": "a.docx",
        "shelf": "Lemari 3",
        "document": "k1",
    }
    shown = (HEAD["archive"], archived(**said))
    row = {"document": "k1", "number": "KEL-2026-0001", "kind": "Form Pengaduan", "name": "a.docx"}
    assert keyed_changes(ARCHIVE, "document", shown, [row]) == ()
    (change,) = keyed_changes(ARCHIVE, "document", shown, [{**row, "name": "b.docx"}])
    assert isinstance(change, UpdateRow)
    assert (change.row, list(change.runs())) == (1, [(2, ("b.docx",))])


def test_in_a_tab_of_the_jobs_own_a_row_is_written_whole_so_that_it_never_shows_another_complaints_status():
    shown = (HEAD["status"], ("KEL-2026-0001", "Dikaji", "4/10"))
    row = {"number": "KEL-2026-0001", "status": "Mencari penyebab", "step": "5/10"}
    (change,) = keyed_changes(STATUS, "number", shown, [row])
    assert isinstance(change, UpdateRow)
    assert list(change.runs()) == [(0, ("KEL-2026-0001", "Mencari penyebab", "5/10"))]


def test_a_row_that_a_late_sort_left_standing_twice_is_emptied_and_the_one_it_covered_comes_back():
    first = {"number": "KEL-2026-0001", "status": "Dikaji"}
    second = {"number": "KEL-2026-0002", "status": "Dikaji"}
    shown = (HEAD["status"], ("KEL-2026-0001", "Dikaji"), ("KEL-2026-0001", "Lama"))
    emptied, added = keyed_changes(STATUS, "number", shown, [first, second])
    assert isinstance(emptied, UpdateRow)
    assert emptied.row == 2
    assert list(emptied.runs()) == [(0, (None,) * len(STATUS.columns))]
    assert isinstance(added, AppendRows)
    assert laid_out(added.rows[0]) == ("KEL-2026-0002", "Dikaji")


def test_a_twin_in_a_tab_that_people_write_in_is_left_to_them():
    row = archived(number="KEL-2026-0001", shelf="Rak 2", document="k1")
    shown = (HEAD["archive"], row, row)
    assert keyed_changes(ARCHIVE, "document", shown, [{"document": "k1", "number": "KEL-2026-0001"}]) == ()
