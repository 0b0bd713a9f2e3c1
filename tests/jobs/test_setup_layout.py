"""Which tabs setup makes, and how a new one looks below its headings."""

import pytest

from automation.domain.layout import AddTab, ColumnLook, FoundTab, RemoveTab
from automation.jobs.setup.columns import There
from automation.jobs.setup.layout import new_tab, tab_id
from automation.jobs.setup.plan import layout_changes
from automation.register.other_texts import guide
from automation.register.schema import tabs


def test_petunjuk_stays_as_it_is_and_comes_back_anew_once_it_is_deleted() -> None:
    kept = {
        key: There(
            found=FoundTab(id=tab_id(key), title=tab.title, rows=1000, columns=len(tab.columns)),
            headings=tuple(one.heading for one in tab.columns),
            given=None,
            dressed=1000,
        )
        for key, tab in tabs().items()
    }
    found = [one.found for one in kept.values()]
    petunjuk = FoundTab(id=tab_id("guide"), title="Petunjuk", rows=40, columns=1)
    with_it = layout_changes([petunjuk, *found], kept, guide(), {})
    without = layout_changes(found, kept, guide(), {})
    assert [one.tab for one in with_it if isinstance(one, AddTab)] == []
    assert [one.tab for one in without if isinstance(one, AddTab)] == [petunjuk.id]
    assert [one for one in without if isinstance(one, RemoveTab)] == []


@pytest.mark.parametrize("key", ["register", "status"])
def test_every_column_begins_at_the_top_of_a_tall_row(key):
    tab = tabs()[key]
    looks = [change.column for change in new_tab(key, tab, ()) if isinstance(change, ColumnLook)]
    assert looks == list(range(len(tab.columns)))
