"""Opening many things one after another, and counting what became of each."""

from __future__ import annotations

import hashlib
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from automation.ports import CannotOpen, Sandbox
from tests.intake.mails import LIMIT, received

from .drafts import CODE

LETTER_NUMBER = "B/1234/BSKJI/BSPJI-Samarinda/XI/2026"
DAY = date(2026, 11, 16)


@dataclass
class Tally:
    """What became of many things."""

    outcomes: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    longest: tuple[float, str] = (0.0, "")

    def told(self) -> str:
        (seconds, name), read, refused = self.longest, self.outcomes["read"], self.outcomes["refused"]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return (
            f"{read} read, {refused} refused; longest {seconds * 1000:.0f} ms ({name}); "
            f"peak of this process {peak / 1000:.0f} MB; {len(self.violations)} violations"
        )


def tried(things: Iterable[tuple[str, bytes]], opening: Callable[[bytes], None]) -> Tally:
    """Open each: it is read or refused, and nothing else."""
    tally = Tally()
    for name, content in things:
        began = time.monotonic()
        try:
            opening(content)
            tally.outcomes["read"] += 1
        except CannotOpen as refusal:
            tally.outcomes["refused"] += 1
            if not str(refusal).endswith("."):
                tally.violations.append(f"{name}: refused without a sentence: {refusal}")
        except Exception as error:  # noqa: BLE001 (whatever else is raised is what is looked for)
            tally.violations.append(f"{name}: {error!r}")
        tally.longest = max(tally.longest, (time.monotonic() - began, name))
    return tally


def numbering(sandbox: Sandbox) -> Callable[[bytes], None]:
    """Number a draft."""

    def opening(draft: bytes) -> None:
        assert sandbox.numbered(draft, CODE, LETTER_NUMBER, DAY).startswith(b"PK")

    return opening


def reading(sandbox: Sandbox) -> Callable[[bytes], None]:
    """Read a mail and have its files given."""

    def opening(content: bytes) -> None:
        mail = received(content)
        found = sandbox.read_mail(mail, LIMIT)
        files = sandbox.leaves(mail, [one.place for one in found.enclosures])
        assert [hashlib.sha256(file).hexdigest() for file in files] == [one.sha256 for one in found.enclosures]

    return opening
