"""What Gmail writes on a mail that reaches it about where it came from, by what is set for the sender's domain."""

from __future__ import annotations

import re
from typing import Literal, get_args

from local_workspace.core.store import Store

TABLES = "create table if not exists mail_origin (domain text primary key, found text not null);"
Found = Literal["pass", "fail", "permerror", "none"]
FOUND: tuple[Found, ...] = get_args(Found)
#: As Gmail's own headers read, without its `header.b`; of a domain that publishes nothing they say little.
_STAMPS: dict[str, str] = {
    "pass": "dkim=pass header.i=@{domain} header.s=local; spf=pass (google.com: domain of {sender} designates "
    "192.0.2.1 as permitted sender) smtp.mailfrom={mailfrom}; dmarc=pass (p=NONE sp=NONE dis=NONE) "
    "header.from={domain}",
    "fail": "spf=fail (google.com: domain of {sender} does not designate 192.0.2.1 as permitted sender) "
    "smtp.mailfrom={mailfrom}; dmarc=fail (p=NONE sp=NONE dis=NONE) header.from={domain}",
    "permerror": "spf=permerror (google.com: permanent error in processing during lookup of {sender}) "
    "smtp.mailfrom={mailfrom}; dmarc=permerror header.from={domain}",
    "none": "spf=none (google.com: {sender} does not designate permitted sender hosts) smtp.mailfrom={mailfrom}",
}


class Origins:
    """What Gmail is to find of mails from each domain: that they pass, where nothing else is set."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def set(self, domain: str, found: Found) -> None:
        """Say what is found of mails from a domain from now on."""
        self._store.do("insert or replace into mail_origin values (?, ?)", domain.lower(), found)

    def stamp(self, sender: str) -> str:
        """Return the value of Authentication-Results for a mail from an address."""
        domain = sender.rpartition("@")[2].lower()
        row = self._store.one("select found from mail_origin where domain = ?", domain)
        mailfrom = sender if re.fullmatch(r"[\w.@+-]+", sender) else f'"{sender}"'
        said = _STAMPS[row["found"] if row else "pass"].format(sender=sender, mailfrom=mailfrom, domain=domain)
        return f"mx.google.com; {said}"
