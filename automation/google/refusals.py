"""Which refusal of Google's is about what: one object, the office's access, or the moment; and what to do about it.

From the error guides of Drive and Gmail, and what others recorded; `signin_refusals` has those of the token endpoint.
The first entry that fits counts. An unknown 4xx is about the object of its call: everything else goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

from automation.ports import (
    EnoughShared,
    Missing,
    NoAccount,
    NotAllowed,
    Refusal,
    Refused,
    TryLater,
    Unexplained,
    UnreadableWorkbook,
)

from . import refusals_wording as texts
from .answers import BUSY_REASONS, SPENT_REASONS, Answered, masked


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the table; what is left empty fits any answer.

    Attributes:
        kind: what such a refusal is about.
        advice: what it means and what to do, to follow "Gagal …: "; {message} stands for Google's own.
        statuses: HTTP statuses.
        reasons: machine words, any of which is enough.
        words: what Google's message holds, any of which is enough.
    """

    kind: type[Refusal]
    advice: str
    statuses: frozenset[int] = frozenset()
    reasons: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def fits(self, answer: Answered) -> bool:
        """Return whether an answer is meant."""
        return (
            (not self.statuses or answer.status in self.statuses)
            and (not self.reasons or not self.reasons.isdisjoint(map(_plain, answer.reasons)))
            and (not self.words or any(words in answer.message for words in self.words))
        )


def _for(kind: type[Refusal], advice: str, *reasons: str, words: tuple[str, ...] = (), status: int = 0) -> Entry:
    return Entry(
        kind=kind,
        advice=advice,
        statuses=frozenset({status} - {0}),
        reasons=frozenset(map(_plain, reasons)),
        words=words,
    )


def _plain(reason: str) -> str:
    """Return a machine word as it is compared: the guides and the answers differ in case and underscores."""
    return reason.replace("_", "").lower()


_TABLE: tuple[Entry, ...] = (
    # -- the moment
    _for(TryLater, texts.SPENT_FOR_TODAY, *SPENT_REASONS),
    Entry(kind=TryLater, advice=texts.GOOGLE_BUSY, statuses=frozenset({408, 429, 500, 501, 502, 503, 504})),
    _for(TryLater, texts.GOOGLE_BUSY, *BUSY_REASONS, status=403),
    Entry(kind=TryLater, advice=texts.ABORTED, statuses=frozenset({409}), words=("aborted",)),
    # -- the office's access
    _for(NotAllowed, texts.API_OFF, "accessNotConfigured", "SERVICE_DISABLED", "CONSUMER_INVALID", "API_KEY_INVALID"),
    _for(NotAllowed, texts.SCOPES_MISSING, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    _for(NotAllowed, texts.SCOPES_MISSING, words=("insufficient authentication scopes",)),
    _for(NotAllowed, texts.SCOPES_MISSING, "insufficientPermissions"),
    _for(
        NotAllowed,
        texts.PROJECT_CLOSED,
        "USER_PROJECT_DENIED",
        "BILLING_DISABLED",
        "CONSUMER_SUSPENDED",
        "SECURITY_POLICY_VIOLATED",
        "vpcServiceControls",
    ),
    _for(NotAllowed, texts.GMAIL_OFF, words=("Mail service not enabled",)),
    _for(NotAllowed, texts.DRIVE_OFF, "domainPolicy", words=("disabled Drive apps.",)),
    _for(NotAllowed, texts.LICENCE_MISSING, words=("not have a license", "not licensed", "license is required")),
    _for(NotAllowed, texts.SERVICE_OFF, "domainPolicy", "accessDisabledByAdmin", "ACCOUNT_STATE_INVALID"),
    _for(NotAllowed, texts.SERVICE_OFF, words=("Active session is invalid", "not installed the app")),
    _for(NotAllowed, texts.DELEGATION_DENIED, words=("Delegation denied",)),
    _for(NotAllowed, texts.SIGN_IN_OVER, status=401),
    # -- one object: Sheets
    Entry(
        kind=UnreadableWorkbook,
        advice=texts.TAB_GONE,
        statuses=frozenset({400}),
        words=("Unable to parse range", "No grid with id"),
    ),
    Entry(
        kind=UnreadableWorkbook,
        advice=texts.NOT_A_SPREADSHEET,
        statuses=frozenset({400}),
        words=("must not be an Office file", "not supported for this document"),
    ),
    _for(Refused, texts.CELLS_PROTECTED, words=("protected",)),
    _for(Refused, texts.CELL_TOO_LONG, words=("maximum of 50000 characters",)),
    _for(Refused, texts.WORKBOOK_FULL, words=("number of cells in the workbook",)),
    # -- one object: sharing
    _for(NoAccount, texts.NO_GOOGLE_ACCOUNT, "invalidSharingRequest"),
    _for(EnoughShared, texts.SHARED_ENOUGH_TODAY, "sharingRateLimitExceeded"),
    _for(
        Refused,
        texts.SHARING_FORBIDDEN,
        "shareOutNotPermitted",
        "shareOutNotPermittedToUser",
        "shareInNotPermitted",
        "fileOwnerNotMemberOfWriterDomain",
    ),
    _for(Refused, texts.PUBLISHING_FORBIDDEN, "publishOutNotPermitted"),
    _for(Refused, texts.SHARED_DRIVE_FOR_ACCOUNTS, "cannotShareTeamDriveWithNonGoogleAccounts"),
    _for(Refused, texts.SHARED_DRIVE_FOR_DOMAIN, "teamDriveDomainUsersOnlyRestriction"),
    _for(Refused, texts.SHARED_DRIVE_FOR_MEMBERS, "teamDriveTeamMembersOnlyRestriction"),
    _for(
        Refused,
        texts.SHARED_DRIVE_KEEPS_MOVES_OUT,
        "fileOwnerNotMemberOfTeamDrive",
        "fileWriterTeamDriveMoveInDisabled",
    ),
    # -- one object: files
    _for(Refused, texts.STORAGE_FULL, "storageQuotaExceeded"),
    _for(Refused, texts.SHARED_DRIVE_FULL, "teamDriveFileLimitExceeded"),
    _for(Refused, texts.PDF_TOO_LARGE, "exportSizeLimitExceeded"),
    _for(Refused, texts.NOT_DOWNLOADABLE, "fileNotDownloadable", "fileNotExportable"),
    _for(Refused, texts.DANGEROUS_FILE, "cannotDownloadAbusiveFile"),
    _for(Refused, texts.DOWNLOAD_FORBIDDEN, "cannotDownloadFile", "cannotCopyFile"),
    _for(Refused, texts.FILE_TOO_LARGE, "uploadTooLarge"),
    _for(Refused, texts.FILE_TOO_LARGE, status=413),
    _for(
        Refused,
        texts.FOLDER_FULL,
        "numChildrenInNonRootLimitExceeded",
        "activeItemCreationLimitExceeded",
        "teamDriveHierarchyTooDeep",
        "myDriveHierarchyDepthLimitExceeded",
    ),
    _for(
        Refused,
        texts.FOLDER_RIGHTS_MISSING,
        "insufficientFilePermissions",
        "insufficientParentPermissions",
        "cannotAddParent",
        "cannotModifyInheritedTeamDrivePermission",
        "teamDriveMembershipRequired",
        "appNotAuthorizedToFile",
        "appNotAuthorizedToChild",
        "parentNotAFolder",
    ),
    # -- one object: mail
    _for(
        Refused,
        texts.ADDRESS_UNREADABLE,
        words=("Invalid To header", "Recipient address required", "Invalid Cc header", "Invalid Bcc header"),
    ),
    _for(Refused, texts.MAIL_TOO_LARGE, words=("Message too large", "exceeds the limit")),
    # -- one object, whichever
    _for(Missing, texts.NOT_FOUND, status=404),
    _for(Missing, texts.DELETED, status=410),
    _for(Refused, texts.NO_ACCESS, "forbidden", "PERMISSION_DENIED", "userAccess", status=403),
    _for(Refused, texts.NO_ACCESS, words=("does not have permission", "do not have permission"), status=403),
)


def refusal_for(answer: Answered, doing: str) -> Refusal | None:
    """Return the refusal for an answer of Google's; None when the call itself was misspelt, which is our fault."""
    if answer.is_foreign:
        return TryLater(texts.not_google(doing=doing, status=answer.status), answer.said)
    if answer.status == 400 and "Invalid JSON payload received" in answer.message:
        return None
    entry = next((one for one in _TABLE if one.fits(answer)), None)
    kind, advice = (entry.kind, entry.advice) if entry else (_unknown(answer.status), texts.UNKNOWN)
    # Where Google says nothing, its status is all there is to pass on.
    message = masked(answer.message) or answer.said
    advice = advice.replace("{message}", message).replace("{place}", answer.place or texts.LIBRARY)
    return kind(texts.failed(doing=doing, advice=advice), answer.said)


def _unknown(status: int) -> type[Refusal]:
    return Unexplained if 400 <= status < 500 else TryLater
