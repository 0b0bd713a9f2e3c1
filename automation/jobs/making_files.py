"""Files that are made under ids which were journalled before: a tick that was killed may have made them already."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from automation.ports import Drive, Missing


def file_made(
    drive: Drive,
    id: str,
    name: str,
    folder: str,
    mime_type: str,
    content: bytes,
    properties: Mapping[str, str],
    *,
    exactly: bool = False,
) -> bytes:
    """Make a file and return the bytes that it holds.

    These may be others than `content` where it was made before: of other words, or as another export of the same
    document, of which no two of Google's are alike. They count, for somebody may have gone on with them.

    Args:
        drive: where it is made.
        id: its id.
        name: its name.
        folder: the folder that it is put into.
        mime_type: of what kind it is.
        content: what it shall hold.
        properties: its marks.
        exactly: it shall hold `content` whatever it held before.
    """
    if drive.upload(id, name, folder, mime_type, content, properties):
        return content
    with suppress(Missing):  # What was thrown away since is missed by whatever asks for it.
        lying = drive.download(id, called=name)
        if lying == content or not exactly:
            return lying
        drive.replace(id, content, mime_type, called=name)
    return content
