"""`doctor --lingkup`: what an admin console is to be told of this office, ready to paste."""

from __future__ import annotations

from automation.google.access import SCOPES, client_id_of
from automation.jobs.signing_in import wording
from automation.settings.values import AccessMode, GoogleSettings


def console_lines(google: GoogleSettings) -> tuple[str, ...]:
    """Return the lines: where to click, the client id, and the scopes as the admin console takes them."""
    scopes = ",".join(SCOPES)
    if google.mode is AccessMode.USER:
        return wording.scopes_of_a_person(scopes)
    client_id = client_id_of(google) if google.mode is AccessMode.SERVICE_ACCOUNT else ""
    return wording.scopes_to_paste(client_id=client_id, service_account=google.service_account, scopes=scopes)
