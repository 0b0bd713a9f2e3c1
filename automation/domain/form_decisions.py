"""What is decided through the signed form: the turn that a link names, what an answer says, what became of it.

A link's code is `KEL-2026-0042/9.1.3F9A-12BC/…`: the complaint, step, round and version of the draft, and an
HMAC-SHA256 cut to 10 bytes. So nobody can make a link of another turn out of the one that they have.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from urllib.parse import quote

from . import happening_wording, wording
from .numbers import ComplaintNumber
from .vocabulary import Step

_SEAL_BYTES = 10
_SHORTEST_SECRET = 16
_FAMILY = "tindak-lanjut/"
_SHAPE = re.compile(
    r"(?P<body>(?P<number>[A-Z]+-\d+-\d+)/(?P<step>\d+)\.(?P<round>\d+)\.(?P<version>[0-9A-F-]*))/(\S+)"
)

#: The steps that are decided in the form, with the columns of the Register that its answers stand for.
DECIDED_IN_FORM: Mapping[Step, tuple[str, ...]] = {
    Step.SORTING: ("classification", "service", "level", "reason_given"),
    Step.VERIFICATION: ("verification", "effective"),
    Step.SIGNATURE: ("decision", "decision_note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a link was made for: a turn of a step, and the version of the draft; "" where it is about none."""

    number: ComplaintNumber
    step: Step
    round: int
    version: str = ""

    def signed(self, secret: bytes) -> str:
        """Print the code of this turn.

        Raises:
            ValueError: the secret is too short.
        """
        body = f"{self.number}/{self.step.value}.{self.round}.{self.version}"
        return f"{body}/{_seal(body, secret)}"


def turn_in(text: str, secret: bytes) -> Turn | None:
    """Return the turn that a code names; None where it is not of our making."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None or not hmac.compare_digest(_seal(found["body"], secret).encode(), found[6].encode()):
        return None
    return Turn(
        number=ComplaintNumber.parse(found["number"]),
        step=Step(int(found["step"])),
        round=int(found["round"]),
        version=found["version"],
    )


def _seal(body: str, secret: bytes) -> str:
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"the secret of the form's codes is shorter than {_SHORTEST_SECRET} bytes")
    digest = hmac.new(secret, (_FAMILY + body).encode("ascii"), hashlib.sha256).digest()
    return base64.b32encode(digest[:_SEAL_BYTES]).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDecision:
    """One answer of the form.

    Attributes:
        response: the form's own id of it.
        by: the verified address of who answered, in small letters.
        cells: what it says, by column of the Register.
    """

    response: str
    at: datetime
    by: str
    turn: Turn
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """What an answer says in place of one cell.

    Attributes:
        text: as the column would say it.
        base: what the cell itself said then: empty, or what no longer counted.
        by: the address of who answered.
    """

    text: str
    base: str
    by: str
    step: Step
    round: int


class FormRefusal(Enum):
    """Why an answer counts for nothing; the value stands in Riwayat and never changes."""

    MOVED = happening_wording.FORM_STEP_MOVED
    VERSION = happening_wording.FORM_VERSION_CHANGED
    STRANGER = happening_wording.FORM_NOT_AUTHORIZED
    EMPTY = happening_wording.FORM_EMPTY


@dataclass(frozen=True, slots=True)
class HeardAnswer:
    """An answer that was looked at, for ever; `refused` says why it counts for nothing, None where it does."""

    response: str
    by: str
    step: Step
    refused: FormRefusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingForm:
    """Where staff decide, and how a link names the turn.

    Attributes:
        address: of the page.
        code, step: the names of these fields on it, `entry.N`.
    """

    address: str
    code: str
    step: str
    secret: bytes = field(repr=False)

    def link_for(self, turn: Turn) -> str:
        """Return the address of the page with a turn filled in."""
        joint = "&" if "?" in self.address else "?"
        code, step = quote(turn.signed(self.secret), safe=""), quote(wording.FORM_STEPS[turn.step.name], safe="")
        return f"{self.address}{joint}usp=pp_url&{self.code}={code}&{self.step}={step}"
