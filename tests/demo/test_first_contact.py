"""How `kontak` asks people for a hand, and what it says of a comparison."""

from __future__ import annotations

import io

import pytest

from automation.contact import wording
from automation.contact.comparison import Compared
from automation.contact.site import Deed
from automation.contact.values import Answered, Need, NotTried
from demo.first_contact import ConsoleHand, comparison_lines

PENGUJI = "penguji@kontak.example"


@pytest.mark.parametrize(("typed", "done"), [("\n", True), ("l\n", False), ("L \n", False), ("", False)])
@pytest.mark.parametrize(
    ("deed", "said"), [(Deed.PUT_FILE, PENGUJI), (Deed.EDIT_DRAFT, "Draf disimpan"), (Deed.SEND_DRAFT, "Kirim")]
)
def test_a_hand_is_asked_for_and_may_be_refused(
    typed: str,
    done: bool,
    deed: Deed,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert ConsoleHand(PENGUJI).do(deed, "Uji 7") is done
    shown = capsys.readouterr().out
    assert said in shown
    assert "Uji 7" in shown


def test_a_difference_shows_both_answers_and_what_was_not_tried_its_reason() -> None:
    rows = (
        Compared("typed-date", Answered({"read as": "month first"}), Answered({"read as": "day first"})),
        Compared("form-publish", Answered({"state": "open"}), Answered({"state": "open"})),
        Compared("draft-sent-by-hand", NotTried(Need.HAND), Answered({"its id leads to": "404 notFound"})),
    )
    text = "\n".join(comparison_lines(rows))
    assert "1 anggapan BERBEDA dari ruang kerja lokal, 1 sama, 1 tidak dicoba" in text
    assert "di sini: terbaca: bulan dahulu" in text
    assert "ruang kerja lokal: terbaca: hari dahulu" in text
    assert "Draf dikirim orang di Gmail: perlu tangan orang" in text


def test_without_a_comparison_it_says_what_to_install() -> None:
    assert list(comparison_lines(())) == [wording.NOT_COMPARED]
