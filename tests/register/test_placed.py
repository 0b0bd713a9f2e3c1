"""Rekap's rows keep their places, whatever stood there before."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.cells import AppendRows, Change, NewRows, UpdateRow
from automation.register.keyed import placed_changes
from automation.register.schema import tabs

RECAP = tabs()["recap"]
HEAD = tuple(column.heading for column in RECAP.columns)


def rows(*given):
    return [{"measure": measure, "value": value} for measure, value in given]


def applied(table, changes: Iterable[Change]):
    shown = [list(row) for row in table]
    for change in changes:
        match change:
            case UpdateRow(row=row):
                shown += [[] for _ in range(row + 1 - len(shown))]
                for place, values in change.runs():
                    shown[row] += [""] * (place + len(values) - len(shown[row]))
                    shown[row][place : place + len(values)] = ["" if value is None else value for value in values]
            case AppendRows() | NewRows():
                raise AssertionError("a row without a place")
    while shown and not any(cell != "" for cell in shown[-1]):
        shown.pop()
    return tuple(tuple(row) for row in shown)


def test_a_figure_stands_where_it_belongs_although_another_stood_there():
    shown = (HEAD, ("Kanal: Surat", 3), ("Lama", 7), ("Lebih lama", 8))
    changes = placed_changes(RECAP, shown, rows(("Keluhan diterima", 3), ("Kanal: Surat", 3)))
    assert applied(shown, changes) == (HEAD, ("Keluhan diterima", 3), ("Kanal: Surat", 3))


MEASURES = st.lists(st.tuples(st.sampled_from("ABCDE"), st.none() | st.integers(0, 9)), max_size=6)


@settings(derandomize=True, max_examples=200)
@given(MEASURES, MEASURES)
def test_after_the_changes_nothing_is_left_to_change(before, wanted):
    shown = applied((HEAD,), placed_changes(RECAP, (HEAD,), rows(*before)))
    after = applied(shown, placed_changes(RECAP, shown, rows(*wanted)))
    assert placed_changes(RECAP, after, rows(*wanted)) == ()
    assert [row[0] for row in after[1:]] == [measure for measure, _ in wanted]
