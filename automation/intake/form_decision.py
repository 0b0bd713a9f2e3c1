"""An answer of the signed form becomes what it says of the Register's columns; its code must be of our making."""

from __future__ import annotations

from automation.domain.form_decisions import DECIDED_IN_FORM, FormDecision, turn_in
from automation.ports import FormAnswer, Refused

from . import wording
from .taking_in import text_of

CODE, STEP = "turn_code", "turn_step"
_PREFIX = "by_form_"


def form_decision_of(answer: FormAnswer, secret: bytes) -> FormDecision:
    """Read one answer.

    Raises:
        Refused: its code is none of ours.
    """
    turn = turn_in(text_of(answer.answers.get(CODE, ())), secret)
    if turn is None:
        raise Refused(wording.TURN_UNKNOWN)
    said = {
        key: text
        for key in DECIDED_IN_FORM.get(turn.step, ())
        if (text := text_of(answer.answers.get(_PREFIX + key, ())).strip())
    }
    by = answer.respondent.strip().casefold()
    return FormDecision(response=answer.response, at=answer.submitted_at, by=by, turn=turn, cells=said)
