from pathlib import Path

import pytest

from automation.domain.columns import Kind, Owner, column_letters
from automation.domain.vocabulary import Classification, Decision, Delivery, Level, YesNo
from automation.register.schema import SchemaFault, lookup_formula, read_tabs, tabs


def a_folder(path: Path, text: str) -> Path:
    (path / "one.toml").write_text(text, encoding="utf-8")
    return path


def test_the_shipped_schema_reads_and_what_is_mine_today_stands_left_of_the_register():
    assert list(tabs())[:2] == ["today", "register"]
    assert tabs()["register"].title == "Register"
    assert tabs()["register"].column("cause").owner is Owner.GROUP_LEAD


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("classification", Classification),
        ("level", Level),
        ("decision", Decision),
        ("sent_by", Delivery),
        ("effective", YesNo),
        ("meeting_needed", YesNo),
    ],
)
def test_each_drop_down_offers_the_words_the_code_reads(column, words):
    assert tabs()["register"].column(column).choices == tuple(word.value for word in words)


def test_a_lookup_names_its_own_row_and_the_status_columns_by_letter():
    assert lookup_formula(tabs()["register"].column("due")) == (
        '=IFERROR(INDEX(Status!$F:$F;MATCH(INDEX($A:$A;ROW());Status!$A:$A;0));"")'
    )
    assert "INDEX($C:$C;ROW())" in lookup_formula(tabs()["register"].column("status"), number_at=2)


def test_every_lookup_shows_a_status_column():
    for column in tabs()["register"].columns:
        if column.kind is Kind.LOOKUP:
            assert lookup_formula(column).startswith("=IFERROR(INDEX(Status!")


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_columns_are_lettered_as_a_spreadsheet_does(position, letters):
    assert column_letters(position) == letters


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("title = 1 2", "one.toml"),
        ("column = []", "title"),
        ('title = "T"\ncolour = 1\ncolumn = []', "colour"),
        ('title = "T"\n[[column]]\nkey = "a"\nheading = "A"\nkind = "money"\nowner = "job"', "money"),
        ('title = "T"\n[[column]]\nkey = "a"\nheading = "A"\nkind = "choice"\nowner = "job"', "pilihan"),
        (
            'title = "T"\n[[column]]\nkey = "a"\nheading = "A"\nkind = "lookup"\nowner = "job"\nshows = "x"',
            "status.x",
        ),
        (
            'title = "T"\n[[column]]\nkey = "a"\nheading = "A"\nkind = "text"\nowner = "job"\n'
            '[[column]]\nkey = "a"\nheading = "B"\nkind = "text"\nowner = "job"',
            "key",
        ),
    ],
)
def test_a_fault_of_the_schema_is_named(tmp_path, text, named):
    with pytest.raises(SchemaFault, match=named):
        read_tabs(a_folder(tmp_path, text))
