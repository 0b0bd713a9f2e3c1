"""Whether a mail asks where the complaint stands, and nothing else."""

from __future__ import annotations

import re

from automation.domain.incoming_mail import IncomingMail

from . import wording
from .mail_text import parted

_SIGNED = re.compile(rf"--|(?:{wording.SENT_FROM})\b.{{0,80}}", re.IGNORECASE)


def asks_for_status(mail: IncomingMail) -> bool:
    """Return whether all that is new in a mail is the one word; programs' own lines at its end do not count."""
    if mail.enclosures or mail.refused:
        return False
    new, _ = parted(mail.text)
    said = [line.strip() for line in new.splitlines() if line.strip()]
    first = said[0].strip(" .!?*“”\"'").casefold() if said else ""
    return first == wording.STATUS and (len(said) == 1 or (len(said) <= 4 and bool(_SIGNED.fullmatch(said[1]))))
