"""Where people open what the job made: Google's own pages, or those of the workspace that the office tries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links to files, folders and the workbook; `base` is "" for Google itself."""

    base: str = ""

    def file(self, id: str) -> str:
        """Return the page of a file."""
        return f"{self.base or 'https://drive.google.com'}/file/d/{id}/view"

    def folder(self, id: str) -> str:
        """Return the page of a folder."""
        return f"{self.base or 'https://drive.google.com'}/drive/folders/{id}"

    def workbook(self, id: str) -> str:
        """Return the page of a spreadsheet."""
        return f"{self.base or 'https://docs.google.com'}/spreadsheets/d/{id}/edit"

    def tab(self, id: str, tab: str, view: str = "") -> str:
        """Return a spreadsheet's page opened at a tab, through one of its filter views.

        Never at a row: once somebody has sorted the tab, another complaint stands there.
        """
        return f"{self.workbook(id)}#gid={tab}" + (f"&fvid={view}" if view else "")
