"""Whether a mail comes from its author's domain, by what the mailbox itself wrote on it."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList

from automation.domain.authentication import AuthenticationResults, Origin
from automation.domain.incoming_mail import IncomingMail


def origin_of(mail: IncomingMail, server: str) -> Origin:
    """Return where a mail comes from by the topmost results that bear the mailbox's own name.

    Copies below it are the sender's, whatever they say. SPF or DKIM count for the author's own domain, or one of the
    same organisation (relaxed alignment, RFC 7489, 3.1); `dmarc=pass` means that the mailbox found one so.
    """
    own = next((one for one in mail.authentications if one.server == server), None)
    if own is None:
        return Origin.SILENT
    if own.dmarc == "fail":
        return Origin.FALSE
    sent_by = mail.through or mail.sender
    return Origin.PROVEN if _is_aligned(own, sent_by.rpartition("@")[2]) else Origin.UNPROVEN


def _is_aligned(own: AuthenticationResults, domain: str) -> bool:
    if not domain:
        return False
    if domain in own.passed or (own.dmarc == "pass" and own.dmarc_domain in (domain, "")):
        return True
    return any(_organisation(one) == _organisation(domain) for one in own.passed)


def _organisation(domain: str) -> str:
    """Return the domain that an organisation registered; of what nobody could register, itself."""
    return _suffixes().privatesuffix(domain) or domain


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
