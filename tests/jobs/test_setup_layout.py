"""How a new tab looks below its headings."""

import pytest

from automation.domain.layout import ColumnLook
from automation.jobs.setup.layout import new_tab
from automation.register.schema import tabs


@pytest.mark.parametrize("key", ["register", "status"])
def test_every_column_begins_at_the_top_of_a_tall_row(key):
    tab = tabs()[key]
    looks = [change.column for change in new_tab(key, tab, ()) if isinstance(change, ColumnLook)]
    assert looks == list(range(len(tab.columns)))
