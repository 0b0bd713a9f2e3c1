"""What a file lies on: a disk of this machine, or one that SQLite cannot rely on.

SQLite's write-ahead log needs memory that all who open a file share, and locks that hold. Network and bucket mounts
give neither: "WAL does not work over a network filesystem" (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath, PureWindowsPath

#: Names of file systems, as the third field of /proc/mounts has them.
_REMOTE = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "davfs", "vboxsf", "vmhgfs")
) | frozenset(
    f"fuse.{name}"
    for name in (
        *("gcsfuse", "s3fs", "goofys", "mountpoint-s3", "mount-s3", "blobfuse", "blobfuse2", "rclone", "juicefs"),
        *(
            "sshfs",
            "davfs",
            "davfs2",
            "glusterfs",
            "ceph",
            "ceph-fuse",
            "curlftpfs",
            "google-drive-ocamlfuse",
            "onedriver",
        ),
        *("vmhgfs-fuse", "grpcfuse", "osxfs"),
    )
)
#: These lie over a disk of this machine.
_LOCAL_FUSE = frozenset(("fuseblk", "fuse.fuse-overlayfs", "fuse.mergerfs", "fuse.bindfs", "fuse.gocryptfs"))
_REMOTE_DRIVE = 4
_ESCAPE = re.compile(r"\\([0-7]{3})")


class Trust(Enum):
    """How far SQLite may rely on a file system."""

    FULL = auto()
    DOUBTFUL = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Disk:
    """What a file lies on; the name is the system's own, "" where it tells none."""

    name: str
    trust: Trust


def disk_in(mounts: str, file: PurePosixPath) -> Disk:
    """Return what a file lies on.

    Args:
        mounts: the text of /proc/mounts; of two mounts at one place the later one counts.
        file: absolute, with no link on its way.
    """
    name, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(_ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[1]))
        if file.is_relative_to(point) and len(point.parts) >= depth:
            name, depth = fields[2], len(point.parts)
    return Disk(name, _trust(name))


def _trust(name: str) -> Trust:
    if name in _REMOTE:
        return Trust.NONE
    is_fuse = name == "virtiofs" or name.partition(".")[0] in ("fuse", "fuseblk")
    return Trust.DOUBTFUL if is_fuse and name not in _LOCAL_FUSE else Trust.FULL


def disk_of(file: Path) -> Disk:
    """Return what a file lies on, as this machine tells; a system that tells nothing is relied on."""
    if sys.platform == "win32":
        return _drive_of(PureWindowsPath(file.resolve()))
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Disk("", Trust.FULL)
    return disk_in(mounts, PurePosixPath(file.resolve()))


def is_share(file: PureWindowsPath) -> bool:
    r"""Check whether a path of Windows names another machine, as `\\server\share` does."""
    return file.drive.startswith("\\\\") and not file.drive.startswith(("\\\\?\\", "\\\\.\\"))


def _drive_of(file: PureWindowsPath) -> Disk:
    remote = is_share(file)
    if sys.platform == "win32" and not remote:
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(file.anchor) == _REMOTE_DRIVE
    return Disk(file.drive, Trust.NONE if remote else Trust.FULL)
