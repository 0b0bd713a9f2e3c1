"""A copy of a file kept as what differs from another copy, which lies packed beside it.

Format, packed by gzip: one line of JSON, `{"from": name, "size": bytes, "sha256": hex}`, then each block of
`BLOCK` bytes that differs, or that the other copy has not, behind its place as eight bytes. SQLite rewrites pages in
their places, so that of a large ledger few differ from one day to the next.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from . import wording

#: As large as SQLite's usual page, or a part of a larger one.
BLOCK = 4096
_PLACE = 8


def write(base: Path, whole: Path, part: Path) -> bool:
    """Write what a file has that a packed copy has not, and read it back.

    Args:
        base: the packed copy.
        whole: the file.
        part: an empty file to write into.

    Returns:
        Whether less than half of the file differs; else the difference is not worth keeping.

    Raises:
        OSError, EOFError, zlib.error: the copy is damaged, or the disk refused.
    """
    size, differing = whole.stat().st_size, 0
    digest = _digest(whole)
    head = {"from": base.name, "size": size, "sha256": digest}
    with gzip.open(base) as before, whole.open("rb") as now, part.open("r+b") as target:
        with gzip.GzipFile("", "wb", fileobj=target, mtime=0) as packed:
            packed.write(json.dumps(head).encode() + b"\n")
            for place, block in _blocks(now):
                if block != before.read(BLOCK):
                    packed.write(place.to_bytes(_PLACE, "big") + block)
                    differing += len(block)
        target.flush()
        os.fsync(target.fileno())
    for _ in _restored(base, part):
        pass
    return differing * 2 < size


def restore(copy: Path, target: BinaryIO) -> None:
    """Write what a difference and the copy beside it make together.

    Raises:
        OSError, EOFError, zlib.error: one of them is not there, is damaged, or is not what the other was made for.
    """
    for block in _restored(base_of(copy), copy):
        target.write(block)


def base_of(copy: Path) -> Path:
    """Return the copy that a difference rests on, beside it.

    Raises:
        OSError, EOFError, zlib.error: the difference cannot be read.
    """
    with gzip.open(copy) as packed:
        return copy.with_name(Path(str(_head(packed)["from"])).name)


def _restored(base: Path, copy: Path) -> Iterator[bytes]:
    """Return the blocks of the file, and raise after the last one where it is not what it was."""
    digest = hashlib.sha256()
    with gzip.open(copy) as packed, gzip.open(base) as before:
        head = _head(packed)
        differing = _next(packed)
        for place in range(-(-int(str(head["size"])) // BLOCK)):
            block = before.read(BLOCK)
            if differing is not None and differing[0] == place:
                block, differing = differing[1], _next(packed)
            digest.update(block)
            yield block
    if digest.hexdigest() != head["sha256"]:
        raise OSError(wording.COPY_DIFFERS)


def _head(packed: gzip.GzipFile) -> dict[str, object]:
    try:
        head = json.loads(packed.readline(1 << 12))
    except ValueError as error:
        raise OSError(wording.COPY_DIFFERS) from error
    if not isinstance(head, dict) or not {"from", "size", "sha256"} <= head.keys():
        raise OSError(wording.COPY_DIFFERS)
    return head


def _next(packed: gzip.GzipFile) -> tuple[int, bytes] | None:
    place = packed.read(_PLACE)
    return (int.from_bytes(place, "big"), packed.read(BLOCK)) if place else None


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    place = 0
    while block := stream.read(BLOCK):
        yield place, block
        place += 1


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
