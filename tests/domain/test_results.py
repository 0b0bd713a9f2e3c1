"""Results are found by their complaint, or by the office's deed, as they are in a plain mapping."""

from hypothesis import given
from hypothesis import strategies as st

from automation.domain.effects import Deed, EffectKey, keys_of
from automation.domain.numbers import ComplaintNumber
from automation.domain.results import Results

NUMBERS = (None, ComplaintNumber(2026, 1), ComplaintNumber(2026, 10), ComplaintNumber(2026, 100))
DEEDS = (Deed.SHARE, Deed.MAIL, Deed.SCAN, Deed.FOLDER)
KEYS = st.builds(
    EffectKey.of, st.sampled_from(NUMBERS), st.sampled_from(DEEDS), st.sampled_from(("", "1", "1.2", "a/b"))
)
SOME = st.dictionaries(KEYS.map(str), st.sampled_from(("x", "y")), max_size=6)


@given(st.lists(SOME, min_size=1, max_size=4), st.integers(0, 3))
def test_results_say_what_a_plain_mapping_says_however_they_grew(parts, looked_after):
    plain, results = dict(parts[0]), Results(dict(parts[0]))
    for place, part in enumerate(parts[1:]):
        if place == looked_after:
            assert list(results.beginning("kantor/pindaian/")) == [
                key for key in plain if key.startswith("kantor/pindaian/")
            ]
        plain, results = {**plain, **part}, results.with_done(part)
    assert dict(results) == plain
    assert list(results) == list(plain)
    for number in NUMBERS:
        for deed in DEEDS:
            assert list(keys_of(results, number, deed)) == list(keys_of(plain, number, deed))


def test_results_of_before_stay_as_they_were():
    before = Results({"kantor/akses/a": "x"})
    assert list(before.beginning("kantor/akses/"))
    before.with_done({"kantor/akses/b": "y"})
    assert list(before.beginning("kantor/akses/")) == ["kantor/akses/a"]
    assert "kantor/akses/b" not in before
