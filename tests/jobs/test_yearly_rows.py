"""Rows of complaints as they are found in a workbook, by the names of their columns."""

from automation.jobs.yearly.rows import column_names


def test_columns_of_one_name_are_told_apart_whatever_others_are_called() -> None:
    assert column_names(["Catatan", "Catatan (2)", "Catatan", ""], ()) == (
        "Catatan",
        "Catatan (2)",
        "Catatan (3)",
        "(kolom D)",
    )
