"""Which refusal of Google's is about what: one object, the office's access, or the moment; and what to do about it.

From the error guides of Drive and Gmail, RFC 6749 for the token endpoint, and what others recorded. The first entry
that fits counts. An unknown 4xx is about the object of its call: everything else goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

from automation.ports import Missing, NotAllowed, Refusal, Refused, TryLater, UnreadableWorkbook

from . import refusals_wording as texts
from .answers import Answered, masked


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
    Entry(kind=TryLater, advice=texts.GOOGLE_BUSY, statuses=frozenset({408, 429, 500, 501, 502, 503, 504})),
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
    _for(NotAllowed, texts.SERVICE_OFF, "domainPolicy", "accessDisabledByAdmin", "ACCOUNT_STATE_INVALID"),
    _for(
        NotAllowed,
        texts.SERVICE_OFF,
        words=("Mail service not enabled", "Active session is invalid", "not installed the app"),
    ),
    _for(NotAllowed, texts.SIGN_IN_OVER, words=("Delegation denied",)),
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
    _for(Refused, texts.NO_GOOGLE_ACCOUNT, "invalidSharingRequest"),
    _for(Refused, texts.SHARED_ENOUGH_TODAY, "sharingRateLimitExceeded"),
    _for(
        Refused,
        texts.SHARING_FORBIDDEN,
        "shareOutNotPermitted",
        "shareInNotPermitted",
        "publishOutNotPermitted",
        "cannotShareTeamDriveWithNonGoogleAccounts",
        "teamDriveDomainUsersOnlyRestriction",
        "teamDriveTeamMembersOnlyRestriction",
        "fileOwnerNotMemberOfTeamDrive",
        "fileOwnerNotMemberOfWriterDomain",
        "fileWriterTeamDriveMoveInDisabled",
    ),
    # -- one object: files
    _for(Refused, texts.STORAGE_FULL, "storageQuotaExceeded", "teamDriveFileLimitExceeded"),
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
    _for(Refused, texts.NO_ACCESS, status=403),
)

_TOKENS: tuple[tuple[str, str, str], ...] = (
    ("unauthorized_client", "", texts.DELEGATION_MISSING),
    ("invalid_grant", "short-lived", texts.CLOCK_WRONG),
    ("invalid_grant", "valid email", texts.SUBJECT_UNKNOWN),
    ("invalid_request", "impersonation", texts.SUBJECT_GONE),
    ("invalid_grant", "account has been deleted", texts.SUBJECT_DELETED),
    ("invalid_grant", "Robot is disabled", texts.ACCOUNT_DISABLED),
    ("invalid_grant", "account not found", texts.ACCOUNT_DELETED),
    ("invalid_grant", "Invalid JWT Signature", texts.KEY_DELETED),
    ("invalid_grant", "expired or revoked", texts.SIGN_IN_WITHDRAWN),
    ("invalid_grant", "invalid_rapt", texts.SIGN_IN_AGAIN),
    ("invalid_client", "", texts.CLIENT_UNKNOWN),
    ("deleted_client", "", texts.CLIENT_DELETED),
    ("disabled_client", "", texts.CLIENT_DISABLED),
    ("admin_policy_enforced", "", texts.FORBIDDEN_BY_ADMIN),
    ("org_internal", "", texts.OTHER_ORGANISATION),
    ("access_denied", "", texts.APP_FORBIDDEN),
)


def refusal_for(answer: Answered, doing: str) -> Refusal | None:
    """Return the refusal for an answer of Google's; None when the call itself was misspelt, which is our fault."""
    if answer.is_foreign:
        return TryLater(texts.not_google(doing), answer.said)
    if answer.status == 400 and "Invalid JSON payload received" in answer.message:
        return None
    if answer.is_busy:
        return TryLater(texts.failed(doing=doing, advice=_TABLE[0].advice), answer.said)
    entry = next((one for one in _TABLE if one.fits(answer)), None)
    kind, advice = (entry.kind, entry.advice) if entry else (_unknown(answer.status), texts.UNKNOWN)
    return kind(texts.failed(doing=doing, advice=advice.replace("{message}", masked(answer.message))), answer.said)


def _unknown(status: int) -> type[Refusal]:
    return Refused if 400 <= status < 500 else TryLater


def sign_in_refusal(code: str, description: str, doing: str) -> NotAllowed:
    """Return the refusal for an error of the token endpoint (RFC 6749, 5.2), by its true cause."""
    advice = next(
        (advice for known, words, advice in _TOKENS if known == code and words.lower() in description.lower()),
        texts.SIGN_IN_REFUSED,
    )
    return NotAllowed(texts.failed(doing=doing, advice=advice), " ".join(f"{code}: {description}".split())[:300])
