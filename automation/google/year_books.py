"""The yearly workbooks, found by their marks in the office's folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from automation.domain.places import Place
from automation.ports import Construction, Workbook


class GoogleYearBooks:
    """Keeps the promises of `automation.ports.YearBooks`.

    Args:
        construction: gives what makes and finds files, once it is needed.
        open_workbook: opens the workbook that some places name.
        places: of the office; the yearly workbooks lie in its folder.
        office: what marks the office's files.
    """

    def __init__(
        self,
        construction: Callable[[], Construction],
        open_workbook: Callable[[Mapping[Place, str]], Workbook],
        places: Mapping[Place, str],
        office: str,
    ) -> None:
        self._construction = construction
        self._open_workbook = open_workbook
        self._places = places
        self._office = office

    def made(self, mark: str, name: str) -> str:
        """Return the id of the workbook that bears a mark; it is made where there is none."""
        root, construction = self._places[Place.ROOT], self._construction()
        for found in construction.marked(root, self._office):
            if found.place == mark:
                return found.id
        return construction.make("workbook", name, root, {"tanggap": mark, "kantor": self._office})

    def opened(self, id: str) -> Workbook:
        """Return a workbook, whose tabs bear the ids of the office's own."""
        return self._open_workbook({**self._places, Place.WORKBOOK: id})

    def is_in_bin(self, id: str) -> bool:
        """Return whether a workbook lies in the bin."""
        return self._construction().state(id) == "bin"

    def account(self) -> str:
        """Return the address that the job acts as."""
        return self._construction().account().lower()
