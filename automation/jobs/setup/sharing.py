"""Who can open the office's files: shared one by one, so that no single address keeps the others out."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.officials import who_opens
from automation.jobs.setup import wording
from automation.jobs.setup.layout import Editors
from automation.jobs.setup.setup_context import SetupContext, SetupReport
from automation.ports import EnoughShared, NoAccount, Refused


def share(
    setup: SetupContext, folders: Mapping[str, str], workbook: str, editors: Editors, report: SetupReport
) -> Editors:
    """Share the office's folder and the workbook; returns the editors who can open it now.

    An address without a Google account is invited by mail once a person said yes to it, and named otherwise.
    """
    sharing = _Sharing(setup, report)
    folder_people, others = who_opens(editors.people)
    outside = sharing.out(wording.OFFICE_FOLDER, folders["root"], folder_people - {editors.job})
    outside |= sharing.out(wording.WORKBOOK, workbook, others - {editors.job})
    if unknown := sorted(setup.invited - folder_people - others):
        report.problems.append(wording.nobody_to_invite(unknown))
    return editors.without(outside)


def who_cannot_open(setup: SetupContext, editors: Editors) -> frozenset[str]:
    """Return whose work the workbook needs and who cannot open it."""
    places = setup.ledger.memory().places
    in_folder, others = who_opens(editors.people)
    outside = in_folder - setup.construction.shared_with(places[Place.ROOT])
    outside |= others - setup.construction.shared_with(places[Place.WORKBOOK])
    return outside - {editors.job}


class _Sharing:
    """Shares files, until Google lets share no more for now."""

    def __init__(self, setup: SetupContext, report: SetupReport) -> None:
        self._setup = setup
        self._report = report
        self._enough = ""
        self._refused: dict[str, list[str]] = {}
        self._postponed: list[str] = []
        self._may_be_invited: list[str] = []

    def out(self, what: str, id: str, wanted: frozenset[str]) -> frozenset[str]:
        """Share a file with everybody who lacks it; returns who cannot open it yet."""
        left = sorted(wanted - self._setup.construction.shared_with(id)) if wanted else []
        outside = frozenset(email for email in left if not self._is_shared(what, id, email))
        self._tell(what)
        return outside

    def _tell(self, what: str) -> None:
        """Say once who was refused for one and the same reason: a rule of the domain's meets everybody."""
        for fault, emails in self._refused.items():
            self._report.problems.append(wording.not_shared(what=what, emails=emails, fault=fault))
        self._report.problems += map(wording.may_be_invited, self._may_be_invited)
        if self._postponed:
            self._report.later.append(wording.not_shared(what=what, emails=self._postponed, fault=self._enough))
        self._refused, self._postponed, self._may_be_invited = {}, [], []

    def _note_refusal(self, email: str, fault: Refused) -> None:
        self._refused.setdefault(str(fault), []).append(email)

    def _is_shared(self, what: str, id: str, email: str) -> bool:
        if self._enough:
            self._postponed.append(email)
            return False
        try:
            self._setup.drive.share(id, email, "writer")
        except NoAccount as error:
            return self._is_invited(what, id, email, error)
        except EnoughShared as error:
            self._enough = str(error)
            self._postponed.append(email)
            return False
        except Refused as error:
            self._note_refusal(email, error)
            return False
        self._report.made.append(wording.access(email=email, what=what))
        return True

    def _is_invited(self, what: str, id: str, email: str, fault: NoAccount) -> bool:
        """Invite somebody by mail, once for all; what Google has taken is seen as shared the next time."""
        note, ledger = Note.invited(sha256(email.encode()).hexdigest()[:12]), self._setup.ledger
        if ledger.noted(note):
            self._report.problems.append(wording.invited_before(what=what, email=email))
            return False
        if email not in self._setup.invited and not self._setup.may_invite(email):
            self._note_refusal(email, fault)
            self._may_be_invited.append(email)
            return False
        try:
            self._setup.drive.invite(id, email, "writer")
        except Refused as error:
            self._note_refusal(email, error)
            return False
        ledger.note_memory(note, "1")
        self._report.made.append(wording.invited(email=email, what=what))
        return True
