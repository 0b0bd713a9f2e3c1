"""Who may read and write, and protected ranges that hold."""

import pytest

from tests.local_workspace.sheets.asking import OWNER, Refused, area, span, text

STAFF, READER, STRANGER = "petugas@office.example", "pembaca@office.example", "tamu@office.example"


@pytest.fixture
def shared(book):
    book.share(STAFF, "writer")
    book.share(READER, "reader")
    book.put("A1", [["a", "b"]])
    book.do({"addProtectedRange": {"protectedRange": {"range": area(columns=(0, 1)), "editors": {"users": [OWNER]}}}})
    return book


def refused(*arguments, **named):
    with pytest.raises(Refused) as refusal:
        arguments[0](*arguments[1:], **named)
    return refusal.value.status


def test_roles_decide(shared):
    assert shared.values(who=READER) == [["a", "b"]]
    assert refused(shared.put, "B1", [["x"]], who=READER) == 403
    assert refused(shared.values, who=STRANGER) == 403
    assert refused(shared.office.ask, "GET", "/v4/spreadsheets/entah") == 404


def test_protected_cells_are_refused_by_every_way_of_writing(shared):
    cells = {"rows": [{"values": [text("x")]}], "fields": "userEnteredValue"}
    assert refused(shared.put, "A1", [["x"]], who=STAFF) == 400
    for request in (
        {"updateCells": {"start": {"sheetId": 0}, **cells}},
        {"appendCells": {"sheetId": 0, **cells}},
        {"deleteDimension": {"range": span("ROWS", 0, 1)}},
        {"repeatCell": {"range": area((0, 1), (0, 2)), "cell": text("x"), "fields": "userEnteredValue"}},
        {"sortRange": {"range": area((0, 2), (0, 2)), "sortSpecs": [{"dimensionIndex": 1}]}},
        {"deleteSheet": {"sheetId": 0}},
        {"findReplace": {"find": "a", "replacement": "x", "allSheets": True}},
    ):
        with pytest.raises(Refused, match=r"protected cell or object|remove all the visible"):
            shared.do(request, who=STAFF)
    shared.put("B1", [["boleh"]], who=STAFF)
    shared.put("A1", [["pemilik"]])
    assert shared.values() == [["pemilik", "boleh"]]


def test_who_may_not_edit_may_not_lift_the_protection_either(shared):
    id = shared.get()["sheets"][0]["protectedRanges"][0]["protectedRangeId"]
    assert refused(shared.do, {"deleteProtectedRange": {"protectedRangeId": id}}, who=STAFF) == 400
    seen = shared.get(who=STAFF)["sheets"][0]["protectedRanges"][0]
    assert "requestingUserCanEdit" not in seen
    assert "editors" not in seen


def test_editors_named_and_unprotected_parts_may_be_written(shared):
    shared.do(
        {
            "addProtectedRange": {
                "protectedRange": {
                    "range": area(columns=(2, 4)),
                    "unprotectedRanges": [area((0, 1), (2, 3))],
                    "editors": {"users": [OWNER]},
                }
            }
        }
    )
    shared.do(
        {
            "addProtectedRange": {
                "protectedRange": {"range": area(columns=(5, 6)), "editors": {"users": [OWNER, STAFF]}}
            }
        }
    )
    shared.put("C1", [["x"]], who=STAFF)
    shared.put("F1", [["x"]], who=STAFF)
    assert refused(shared.put, "C2", [["x"]], who=STAFF) == 400


def test_a_protection_that_only_warns_refuses_nobody(shared):
    shared.do({"addProtectedRange": {"protectedRange": {"range": area(columns=(1, 2)), "warningOnly": True}}})
    shared.put("B1", [["x"]], who=STAFF)
