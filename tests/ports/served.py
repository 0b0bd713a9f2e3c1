"""An embedded workspace to hold the adapters to their promises over the wire."""

import contextlib
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from automation.google import Connection, connect
from automation.google.retry_policy import Clock
from automation.settings.values import AccessMode, GoogleSettings
from local_workspace.server import Serving, serve

JOB = "otomasi@office.example"
#: Waits without letting time pass.
QUICK = Clock(now=lambda: datetime.now(UTC), seconds=time.monotonic, sleep=lambda seconds: None, chance=lambda: 0.5)


def settings_for(serving: Serving, folder: Path, email: str = JOB) -> GoogleSettings:
    """Give settings that sign in as a person of the workspace through a token file."""
    from automation.google.access import SCOPES

    token = folder / f"token-{email}.json"
    serving.workspace.people.add(email)
    token.write_text(json.dumps(serving.workspace.accounts.authorized_user(email, SCOPES)))
    token.chmod(0o600)
    return GoogleSettings(
        mode=AccessMode.USER,
        key_file=None,
        subject="",
        token_file=token,
        base_address=serving.address,
        shared_drive="",
    )


@contextlib.contextmanager
def connected(folder: Path) -> Iterator[tuple[Serving, Connection]]:
    """Serve a workspace and sign in to it."""
    with serve(folder / "data", check_answers=True) as serving:
        connection = connect(settings_for(serving, folder), QUICK)
        try:
            yield serving, connection
        finally:
            connection.close()
