"""The cards of the Register name columns that are there, and what each state is called."""

from automation.register.schema import tabs
from automation.workflow.phase_wording import STATES
from demo.row_cards import row_cards


def test_cards_name_headings_and_states_that_there_are() -> None:
    for title, card in row_cards().items():
        [tab] = [one for one in tabs().values() if one.title == title]
        headings = {column.heading for column in tab.columns}
        named = {
            card["title"],
            *card["lines"],
            *card["text"],
            *(one for each in card["fields"].values() for one in each),
        }
        assert named <= headings
        assert set(card["fields"]) | set(card["tasks"]) <= set(STATES.values())


def test_what_a_step_asks_for_stands_on_a_card() -> None:
    register = tabs()["register"]
    asked = {column.heading for column in register.columns if column.note.startswith("Langkah ")}
    assert asked <= {one for fields in row_cards()[register.title]["fields"].values() for one in fields}
