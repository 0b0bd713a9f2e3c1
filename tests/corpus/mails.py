"""Mails of a folder, received by an office in memory that has one complaint: what became of each."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from automation.domain.incoming_mail import RESPONSE
from automation.domain.mail_fate import Fate
from automation.jobs.incoming_mail.arrivals import MAILS_A_TICK, key_of
from tests.fakes.inbox import message_id_of
from tests.intake.mails import CUSTOMER, OFFICE
from tests.jobs.mail_world import ACKNOWLEDGED, MailWorld, complained

from .ours import as_ours
from .outcomes import Outcome, Run, done_again

_CALLED = {
    Fate.FILED.value: "filed in a case",
    Fate.KEPT.value: "left to a person",
    Fate.BOUNCED.value: "bounce, of which complaint nobody knows",
    Fate.PASSED.value: "left alone",
    Fate.OVER.value: "beyond the cap",
    "": "not dealt with",
}
COMPLAINT, LINKED = "complaint", "bounce of a complaint"
#: The first line of a file of many mails, as some corpora keep it.
_MBOX = re.compile(rb"\AFrom [^\n]*\n")


def run(files: Sequence[Path], folder: Path, *, ours: bool = False) -> Run:
    """Receive the mails of files; with `ours`, reports return the acknowledgement of the office's complaint."""
    world = complained(folder, surel_masuk__batas_sehari=1_000)
    acknowledged = next(mail for mail in world.mailbox.mails if mail.key == ACKNOWLEDGED)
    known: dict[str, tuple[bool, bool]] = {}
    ids: dict[str, str] = {}
    for place, file in enumerate(files):
        content = _MBOX.sub(b"", file.read_bytes())
        if ours:
            replaced = as_ours(content, message_id_of(acknowledged), CUSTOMER)
            content, known[file.name] = replaced.content, (replaced.id, replaced.recipient)
        delivered = f"Delivered-To: {OFFICE}\r\n".encode() + content
        ids[file.name] = world.receive(delivered, world.now + timedelta(seconds=place + 1))
    began = time.perf_counter()
    world.now += timedelta(seconds=len(files) + 60)
    for _ in range(2 + len(files) // MAILS_A_TICK):
        world.tick(world.now + timedelta(minutes=1))
    took = 1000 * (time.perf_counter() - began) / max(len(files), 1)
    again = done_again(world)
    outcomes = tuple(_outcome(world, name, id, known.get(name, (False, False))) for name, id in ids.items())
    return Run(outcomes=outcomes, again=again, milliseconds=took)


def _outcome(world: MailWorld, name: str, id: str, known: tuple[bool, bool]) -> Outcome:
    memory = world.ledger.memory()
    fate = memory.results.get(str(key_of(id)), "").partition(" ")[0]
    rows = [row for row in world.workbook.rows("Riwayat") if row["Semula"] == f"{RESPONSE}{id}"]
    became = _CALLED[fate]
    if f"{RESPONSE}{id}" in memory.responses:
        became = COMPLAINT
    elif fate == Fate.BOUNCED.value and any(row["Nomor"] for row in rows):
        became = LINKED
    reason = str(rows[0]["Menjadi"]) if rows else ""
    return Outcome(name=name, became=became, reason=reason, has_id=known[0], has_recipient=known[1])
