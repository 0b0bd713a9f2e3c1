"""`python -m local_workspace --data FOLDER --port PORT`."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence
from pathlib import Path

from .core.lock import FolderInUse
from .server import run


def unusable_port(port: int, error: OSError) -> str:
    """Say why nothing can be served at a port, and what to do; never in the system's own words and language."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} sudah dipakai program lain, mungkin ruang kerja yang masih berjalan. Hentikan dulu, atau "
            "pilih port lain dengan --port."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} tidak boleh dipakai oleh pengguna ini. Pilih port lain, misalnya --port 8085."
    return f"Port {port} tidak dapat dipakai. Pilih port lain dengan --port."


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a folder until told to stop; 2 when it cannot start."""
    parser = argparse.ArgumentParser(
        prog="python -m local_workspace", description="Menjalankan ruang kerja Google lokal dari satu folder data."
    )
    parser.add_argument("--data", type=Path, default=Path("workspace-data"), help="folder data (bawaan: %(default)s)")
    parser.add_argument("--port", type=int, default=8085, help="port di 127.0.0.1 (bawaan: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        run(options.data, options.port)
    except FolderInUse as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{unusable_port(options.port, error)}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
