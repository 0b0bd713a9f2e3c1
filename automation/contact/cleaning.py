"""Cleans up after a run: what its notes name or its mark shows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from automation.google.answers import answered
from automation.google.drive import ALL_DRIVES, FOLDER, LISTED, quoted

from .notebook import Notebook
from .refusals import REFUSALS
from .site import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a run leaves: counts of what stays, and where it lies.

    Attributes:
        files: things in our folders that are not ours, or that could not be deleted.
        folders: links to our folders that stay.
        drafts: how many could not be deleted.
    """

    files: int = 0
    folders: tuple[str, ...] = ()
    drafts: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is left."""
        return not (self.files or self.folders or self.drafts)


def clean(world: World) -> Left:
    """Delete what a run's notes name; what cannot be deleted stays noted for the next time."""
    notebook = world.notebook
    _each(notebook, "keys", partial(_discard_by_key, world))
    _each(notebook, "drafts", partial(_discard, world))
    _each(notebook, "files", partial(_delete, world))
    for folder in reversed(notebook.noted.folders):
        _clean_folder(world, folder)
    stay = notebook.noted.folders
    left = Left(
        files=sum(found["id"] not in stay for folder in stay for found in _contents(world, folder)),
        folders=tuple(f"https://drive.google.com/drive/folders/{folder}" for folder in stay),
        drafts=len(notebook.noted.drafts) + len(notebook.noted.keys),
    )
    notebook.close()
    return left


def _each(notebook: Notebook, kind: str, gone: Callable[[str], bool]) -> None:
    for id in reversed(getattr(notebook.noted, kind)):
        if _managed(partial(gone, id)):
            notebook.drop(kind, id)


def _managed(call: Callable[[], bool]) -> bool:
    try:
        return call()
    except REFUSALS:
        return False


def _discard_by_key(world: World, key: str) -> bool:
    draft = world.connection.mailbox.drafted(key)
    return draft is None or _discard(world, draft)


def _discard(world: World, draft: str) -> bool:
    # What is not there any more, or was sent, is no draft to clean up.
    world.connection.mailbox.discard(draft)
    return True


def _clean_folder(world: World, folder: str) -> None:
    """Delete a folder of ours with what bears this run's mark; where something else lies in it, both stay."""
    for found in _contents(world, folder):
        if _is_ours(world, found):
            _managed(partial(_delete, world, str(found["id"])))
    if not _contents(world, folder) and _managed(partial(_delete, world, folder)):
        world.notebook.drop("folders", folder)


def _is_ours(world: World, found: Mapping[str, Any]) -> bool:
    """Whether a run made it; the adapter's copies for printing bear a mark of their own.

    A folder never counts: with it would go what others put into it. Each of ours is noted, and cleaned by itself.
    """
    if found.get("mimeType") == FOLDER:
        return False
    properties = found.get("appProperties", {})
    return properties.get("kontak") in world.notebook.noted.runs or properties.get("tanggap") == "salinan-sementara"


def _contents(world: World, folder: str) -> tuple[Mapping[str, Any], ...]:
    asked = world.connection.clients.drive.files().list(
        q=f"{quoted(folder)} in parents and trashed = false",
        fields="files(id,mimeType,appProperties)",
        pageSize=200,
        **LISTED,
    )
    try:
        return tuple(world.connection.retry_policy.repeated(asked.execute).get("files", ()))
    except REFUSALS as refusal:
        # A folder that was noted and never made holds nothing.
        found = answered(refusal)
        return () if found and found.status == 404 else ({"id": ""},)


def _delete(world: World, id: str) -> bool:
    """Delete a file for good, or put it into the bin where no more is allowed."""
    files, repeated = world.connection.clients.drive.files(), world.connection.retry_policy.repeated
    try:
        repeated(files.delete(fileId=id, **ALL_DRIVES).execute)
    except REFUSALS as refusal:
        found = answered(refusal)
        if found is None or found.status not in (403, 404):
            raise
        if found.status == 403:
            repeated(files.update(fileId=id, body={"trashed": True}, fields="id", **ALL_DRIVES).execute)
    return True
