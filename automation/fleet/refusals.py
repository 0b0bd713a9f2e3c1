"""Why a command of the fleet, or a worker, cannot go on."""

from __future__ import annotations

from automation.exit_status import CannotStart, NeedsAPerson


class NoFleet(CannotStart):
    """The fleet's database or key is not named, not prepared, or of another version. Exit status 2."""


class NoSuchOffice(NeedsAPerson):
    """The fleet has no office of that name, or one already. Exit status 1."""
