"""The system calls that a unit's `SystemCallFilter=` lines leave, laid upon a process as systemd lays them."""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

#: seccomp.h: SCMP_ACT_ALLOW, and SCMP_ACT_ERRNO(EPERM) as `SystemCallErrorNumber=EPERM` has it.
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


def can_filter() -> bool:
    """Return whether this machine has what it takes: systemd's lists, and libseccomp."""
    return bool(shutil.which("systemd-analyze") and ctypes.util.find_library("seccomp"))


def calls_of(group: str) -> frozenset[str]:
    """Return the calls of one of systemd's groups, those of the groups within it among them."""
    told = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True)
    words = [
        line.strip() for line in told.stdout.splitlines()[1:] if line.strip() and not line.strip().startswith("#")
    ]
    inner = [calls_of(word) for word in words if word.startswith("@")]
    return frozenset(word for word in words if not word.startswith("@")).union(*inner)


def left_by(lines: Iterable[str]) -> frozenset[str]:
    """Return the calls that `SystemCallFilter=` lines leave: the first names what is allowed, a `~` takes away."""
    left = calls_of("@default")
    for line in (one.partition("=")[2] for one in lines if one.startswith("SystemCallFilter=")):
        groups = [calls_of(word) for word in line.removeprefix("~").split()]
        left = left.difference(*groups) if line.startswith("~") else left.union(*groups)
    return left | calls_of("@default")


def filter_of(unit: Path) -> Callable[[], None]:
    """Return what a child calls before it starts its program, to be held to a unit's filter for good."""
    library = ctypes.CDLL(ctypes.util.find_library("seccomp"), use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    rules = library.seccomp_init(_REFUSE)
    for name in left_by(unit.read_text(encoding="utf-8").splitlines()):
        if (number := library.seccomp_syscall_resolve_name(name.encode())) >= 0:
            library.seccomp_rule_add(ctypes.c_void_p(rules), ctypes.c_uint32(_ALLOW), number, 0)

    def hold() -> None:
        if failed := library.seccomp_load(ctypes.c_void_p(rules)):
            raise OSError(-failed, "seccomp_load")

    return hold
