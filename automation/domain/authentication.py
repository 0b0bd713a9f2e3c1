"""What a mailbox wrote on a mail about where it came from (Authentication-Results, RFC 8601)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

#: So many such headers of a mail are read, from the top.
MOST_RESULTS = 20
#: So many domains are kept of one of them.
MOST_DOMAINS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationResults:
    """One such header; anybody may write one, and only the topmost of the mailbox's own says anything.

    Attributes:
        server: who says it (authserv-id), in small letters; "" where that cannot be read.
        passed: the domains that SPF or DKIM passed for, in small letters.
        dmarc: the result of DMARC, in small letters; "" where there is none, or more than one.
        dmarc_domain: the domain of From that it is about; "" where it does not say.
    """

    server: str = ""
    passed: tuple[str, ...] = ()
    dmarc: str = ""
    dmarc_domain: str = ""


class Origin(Enum):
    """What the mailbox found of whether a mail comes from the domain of its author.

    Members:
        PROVEN: SPF or DKIM passed for that domain.
        FALSE: the domain says that it did not send it (DMARC failed).
        UNPROVEN: neither passed for that domain.
        SILENT: the mailbox wrote nothing.
    """

    PROVEN = "proven"
    FALSE = "false"
    UNPROVEN = "unproven"
    SILENT = "silent"
