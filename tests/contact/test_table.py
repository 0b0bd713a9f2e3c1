"""The table of beliefs is in step with the probes, and says of each how it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from automation.contact import wording
from automation.contact.catalogue import BELIEFS
from automation.contact.record import Record
from automation.contact.values import Answered, Ground, Need, NotTried
from tests.contact import table as t

LOCALE = "locale-old-code"


def a_record(**changes: object) -> Record:
    record = Record(
        day=date(2027, 1, 4),
        against="google",
        place="my drive",
        account="consumer",
        version="0.2.0",
        calls=100,
        answers={LOCALE: Answered({"read back": "in_ID"}), "typed-date": NotTried(Need.HAND)},
    )
    return replace(record, **changes)  # type: ignore[arg-type]  # (each by its own name)


def row_of(name: str, text: str) -> str:
    (row,) = (line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
    return row


def test_the_table_in_the_page_is_the_one_that_is_made() -> None:
    assert t.shown() == t.current(), "make beliefs"


def test_each_belief_has_a_name_of_its_own_a_sentence_a_public_source_and_a_title() -> None:
    names = [belief.name for belief in BELIEFS]
    assert len(set(names)) == len(names) > 35
    assert set(wording.TITLES) == set(names)
    assert [one.name for one in BELIEFS if not one.sentence.endswith(".") or "|" in one.sentence] == []
    assert [one.name for one in BELIEFS if not one.source.url.startswith("https://")] == []
    assert set(wording.WANTS) == set(Need)


def test_what_nobody_measured_is_documented_or_believed() -> None:
    text = t.table((), {})
    for belief in BELIEFS:
        documented = belief.source.ground is Ground.DOCUMENTED
        assert ("| believed, [" in row_of(belief.name, text)) is not documented


def test_what_was_measured_says_on_which_day_and_whether_the_workspace_differs() -> None:
    same = t.table([a_record()], {LOCALE: Answered({"read back": "in_ID"})})
    assert "measured on 2027-01-04, consumer, my drive; [" in row_of(LOCALE, same)
    assert "measured" not in row_of("typed-date", same)
    other = t.table([a_record()], {LOCALE: Answered({"read back": "id_ID"})})
    assert "measured on 2027-01-04, consumer, my drive; the workspace answers otherwise; [" in row_of(LOCALE, other)


def test_the_newest_recording_counts_and_one_of_the_workspace_does_not(tmp_path: Path) -> None:
    for name, record in (
        ("b", a_record()),
        ("a", a_record(day=date(2027, 3, 1))),
        ("c", a_record(against="workspace", day=date(2027, 5, 1))),
    ):
        (tmp_path / f"{name}.json").write_text(record.as_json(), encoding="utf-8")
    found = t.recordings(tmp_path)
    assert [one.day for one in found] == [date(2027, 1, 4), date(2027, 3, 1)]
    assert "measured on 2027-03-01" in row_of(LOCALE, t.table(found, {}))


def test_writing_the_table_leaves_the_rest_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(t.PAGE.read_text(encoding="utf-8").replace(t.shown(), "old\n"), encoding="utf-8")
    t.write(t.table((), {}), page)
    assert page.read_text(encoding="utf-8") == t.PAGE.read_text(encoding="utf-8").replace(t.shown(), t.table((), {}))
