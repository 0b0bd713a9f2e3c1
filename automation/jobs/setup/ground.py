"""What the office is to stand on, looked at before anything is made: the shared drive, and our own marks."""

from __future__ import annotations

from automation.domain.places import Place
from automation.jobs.setup import wording
from automation.jobs.setup.setup_context import SetupContext, SetupReport, places_known
from automation.ports import Missing, Refused


def check_ground(setup: SetupContext, report: SetupReport) -> None:
    """Check the shared drive and the marks of what was made before.

    Raises:
        Missing: the account is no member of the shared drive that the settings name.
        Refused: it may add nothing there; or the office's folder is there and bears no mark that this project of
            Google Cloud sees, so that everything would be made a second time.
    """
    _check_shared_drive(setup, report)
    root = places_known(setup).get(Place.ROOT)
    if root is None:
        _check_no_other_root(setup)
    elif setup.construction.state(root) == "present" and not setup.construction.sees_mark(root):
        report.problems.append(wording.MARKS_UNSEEN)


def _check_shared_drive(setup: SetupContext, report: SetupReport) -> None:
    if not setup.settings.google.shared_drive:
        return
    try:
        rights = setup.construction.shared_drive()
    except Missing as error:
        raise Missing(wording.SHARED_DRIVE_UNKNOWN, error.said) from error
    if rights and not rights.may_add:
        raise Refused(wording.shared_drive_closed(rights.name))
    if rights and not rights.may_trash:
        report.problems.append(wording.shared_drive_role(rights.name))


def _check_no_other_root(setup: SetupContext) -> None:
    construction, name = setup.construction, setup.settings.archive.root_folder
    home = construction.home()
    is_known = any(one.place == Place.ROOT for one in construction.marked(home, setup.office_mark))
    if not is_known and construction.has_unmarked_folder(home, name):
        raise Refused(wording.folder_without_mark(name))
