"""Contact data that change: the old ones are kept, and a settled case is woken where news goes elsewhere."""

from dataclasses import replace

from automation.domain.case import Case
from automation.domain.contact import FormerContact
from automation.workflow.contacts import with_cells
from tests.builders import a_number, an_intake, wita


def settled_case() -> Case:
    return Case(number=a_number(), intake=an_intake(), registered_at=wita(1), settled=True)


def test_a_settled_case_is_woken_by_another_address_or_number_and_by_nothing_else() -> None:
    for key, text, rests in (
        ("corrected_email", "baru@kayu.example", False),
        ("corrected_phone", "0813 1111 2222", False),
        ("corrected_name", "Siti A.", True),
        ("corrected_address", "Jalan Baru 1", True),
        ("corrected_email", "bukan alamat", True),
        ("hold_reason", "apa saja", True),
    ):
        assert with_cells(settled_case(), {key: text}, wita(2)).settled is rests, (key, text)


def test_each_change_keeps_what_counted_until_then() -> None:
    case = settled_case()
    first = case.contact
    case = with_cells(case, {"corrected_name": "Siti A."}, wita(2))
    case = with_cells(case, {"corrected_name": "Siti A.", "findings": "x"}, wita(3))
    case = with_cells(case, {}, wita(4))
    assert case.contact == first
    assert case.former == (
        FormerContact(first, wita(2)),
        FormerContact(replace(first, complainant="Siti A."), wita(4)),
    )
