"""What letters say holds for every value there is."""

import pytest

from automation.domain.letter_wording import way_in
from automation.domain.vocabulary import Channel


@pytest.mark.parametrize("channel", Channel)
def test_a_letter_can_say_how_any_complaint_came(channel: Channel) -> None:
    assert way_in(channel)
