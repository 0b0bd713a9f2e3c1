"""LibreOffice as the typesetter, with a throw-away profile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PATIENCE = 90


@cache
def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def is_installed() -> bool:
    """Check whether LibreOffice is on this machine."""
    return _program() is not None


def pdf(content: bytes) -> bytes | None:
    """Return the PDF of a .docx, or None when LibreOffice fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="soffice-") as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(content)
        command = [
            _program() or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(source)),
        ]
        _finish(command)
        made = folder / "document.pdf"
        return made.read_bytes() if made.exists() else None


def _finish(command: list[str]) -> None:
    # A session of its own, so that what soffice starts dies with it.
    with subprocess.Popen(  # noqa: S603 (the command is our own)
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
