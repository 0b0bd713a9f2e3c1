"""A command under what compose.yaml asks for: nothing can be written but /data and /tmp, and no right is left.

Takes root and util-linux (`unshare`, `setpriv`): a mount namespace of its own, in which `/` is read-only, the folder
of the image beside it, /data on top of that, and a /tmp of its own without programs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

_SEALED = """
mount --bind "$1" "$1"
mount --bind "$1/data" "$1/data"
mount -o remount,ro,bind /
mount -o remount,ro,bind "$1"
mount -t tmpfs -o mode=1777,size=512m,noexec,nosuid,nodev tmpfs "$1/tmp"
cd "$1/data"
user="$2"
shift 2
exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
"""


@cache
def can_seal() -> bool:
    """Return whether this machine lets us make such a place."""
    if os.getuid() != 0 or not shutil.which("setpriv") or not shutil.which("unshare"):
        return False
    tried = ["unshare", "--mount", "sh", "-ec", "mount -o remount,ro,bind /"]
    return subprocess.run(tried, capture_output=True).returncode == 0


def sealed(folder: Path, user: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the command that runs these words in the folder of an image, sealed."""
    return ("unshare", "--mount", "sh", "-ec", _SEALED, "sh", str(folder), str(user), *words)
