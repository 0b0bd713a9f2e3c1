"""What Google, or something on the way, may answer instead of doing a call, and what that means.

Written from Google's error guides and from what others recorded, not from the product's own table, which is held
against this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

#: The token endpoint, as faults name it.
TOKEN = "oauth2.token"


class About(Enum):
    """What a refusal is about."""

    OBJECT = "one object"
    WORKBOOK = "the workbook"
    ACCESS = "the office's access"
    MOMENT = "the moment"


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One answer.

    Attributes:
        name: for people.
        fault: what `POST /_workspace/faults` takes, without what it meets.
        about: what it means.
        words: what must be told of it: a regular expression.
        never: what must not be told of it, for it would send people the wrong way.
        methods: the calls that Google gives it to, by their names with `*`.
        documented: whether it stands in Google's guides for these methods, rather than being any status.
    """

    name: str
    fault: Mapping[str, Any]
    about: About
    words: str
    never: str = ""
    methods: tuple[str, ...] = ("*",)
    documented: bool = True

    def fits(self, method: str) -> bool:
        """Tell whether a call may be answered so."""
        return any(fnmatchcase(method, one) for one in self.methods)


def answers_to(method: str, about_workbook: bool) -> Iterator[Spoilt]:
    """Give every answer that a call may meet; what is refused of the workbook is refused of the whole office."""
    if method == TOKEN:
        yield from TOKENS
        return
    garbled = () if any(fnmatchcase(method, one) for one in _WITHOUT_JSON) else NO_JSON
    for one in (*DOCUMENTED, *_statuses(), *CUT, *garbled):
        if one.fits(method):
            one = _done_already(one) if method in _KEYED else one
            # Who may not write into a spreadsheet may write none of its rows; nor may anybody where it is gone.
            whole = about_workbook or (method.startswith("sheets.") and one.fault.get("status") in (403, 404))
            yield _of_the_workbook(one) if whole else one


#: Creations under an id of ours: that it is there already is Google's answer to a second one.
_KEYED = ("drive.files.create:folder", "drive.files.create:upload")


def _done_already(one: Spoilt) -> Spoilt:
    return replace(one, fault={**one.fault, "when": "after"}) if one.fault.get("status") == 409 else one


def _of_the_workbook(one: Spoilt) -> Spoilt:
    """Take a refusal for one of the whole office: the object is its workbook."""
    if one.about is not About.OBJECT:
        return one
    status = one.fault.get("status")
    about = About.WORKBOOK if status == 404 else About.ACCESS
    return replace(one, about=about, never="")


_ACCESS_WORDS = r"(?i)bagikan|akses|izin"
_NOT_ACCESS = r"(?i)tidak diberi akses|bagikan folder kantor|scope|API belum"
_BUSY = r"(?i)sibuk|kuota|nanti|sebentar|sendirinya"
#: Of what nobody knows: Google's own words, and who may make sense of them.
UNKNOWN = r"(?i)“.+”.*bagian TI"
_NETWORK = r"(?i)jaringan|proksi|terpotong"
#: Of a workspace on this machine, a connection that is reset tells no more than that it does not answer.
_RESET = rf"{_NETWORK}|ruang kerja lokal di \S+ tidak menjawab"


def _refused(
    reason: str,
    message: str,
    about: About,
    words: str,
    *methods: str,
    status: int = 403,
    never: str = "",
    name: str = "",
) -> Spoilt:
    fault = {"kind": "status", "status": status, "reason": reason, "message": message}
    return Spoilt(name or f"{status} {reason}", fault, about, words, never, methods)


_OBJECT, _ACCESS, _MOMENT = About.OBJECT, About.ACCESS, About.MOMENT
_ANY_DRIVE, _ANY_GMAIL, _ANY_SHEETS, _ANY_FORMS = "drive.*", "gmail.*", "sheets.*", "forms.*"
_WRITES = ("drive.files.create*", "drive.files.update*", "drive.files.delete", "drive.permissions.create")

DOCUMENTED: tuple[Spoilt, ...] = (
    # -- Drive: one file
    _refused(
        "fileNotDownloadable",
        "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
        _OBJECT,
        r"unduh",
        "drive.files.get:media",
        never=_NOT_ACCESS,
    ),
    _refused(
        "cannotDownloadAbusiveFile",
        "This file has been identified as malware or spam and cannot be downloaded.",
        _OBJECT,
        r"(?i)virus.*berkas baru",
        "drive.files.get:media",
        never=rf"{_NOT_ACCESS}|pindai ulang",
    ),
    _refused(
        "exportSizeLimitExceeded",
        "This file is too large to be exported.",
        _OBJECT,
        r"10 MB|besar",
        "drive.files.export",
        never=_NOT_ACCESS,
    ),
    _refused(
        "storageQuotaExceeded",
        "The user's Drive storage quota has been exceeded.",
        _OBJECT,
        r"(?i)ruang",
        "drive.files.create*",
        "drive.files.update:content",
        never=_NOT_ACCESS,
    ),
    _refused(
        "numChildrenInNonRootLimitExceeded",
        "The limit for this folder's number of children (files and folders) has been exceeded.",
        _OBJECT,
        r"penuh",
        "drive.files.create*",
        "drive.files.update:move",
        never=_NOT_ACCESS,
    ),
    _refused(
        "insufficientFilePermissions",
        "The user does not have sufficient permissions for this file.",
        _OBJECT,
        r"Editor|Pengelola",
        *_WRITES,
        never=r"scope|API belum",
    ),
    _refused(
        "invalidSharingRequest",
        'Bad Request. User message: "You are trying to invite bambang@bspji-samarinda.example. Since there is no '
        'Google account associated with this email address, you must check the \\"Notify people\\" box."',
        _OBJECT,
        r"ketua .+ \(.+@.+\)\. .*akun Google",
        "drive.permissions.create",
        status=400,
        never=_NOT_ACCESS,
    ),
    _refused(
        "sharingRateLimitExceeded",
        'Rate limit exceeded. User message: "Sorry, you have exceeded your sharing quota."',
        _OBJECT,
        r"(?i)berbagi",
        "drive.permissions.create",
        never=_NOT_ACCESS,
    ),
    _refused(
        "shareOutNotPermitted",
        "The domain administrators have disabled sharing outside the domain.",
        _OBJECT,
        r"domain",
        "drive.permissions.create",
        never=r"scope|API belum",
    ),
    _refused(
        "notFound", "File not found: .", _OBJECT, r"(?i)ditemukan|Sampah", _ANY_DRIVE, status=404, never="scope"
    ),
    # -- Drive: access, and the moment
    _refused(
        "domainPolicy", "The domain administrators have disabled Drive apps.", _ACCESS, r"(?i)admin", _ANY_DRIVE
    ),
    _refused(
        "accessNotConfigured",
        "Google Drive API has not been used in project 000000000000 before or it is disabled.",
        _ACCESS,
        r"API",
        _ANY_DRIVE,
    ),
    _refused("insufficientPermissions", "Insufficient Permission", _ACCESS, r"scope|izin", _ANY_DRIVE),
    _refused("userRateLimitExceeded", "User Rate Limit Exceeded", _MOMENT, _BUSY, _ANY_DRIVE),
    _refused(
        "dailyLimitExceeded",
        "Daily Limit Exceeded",
        _MOMENT,
        r"(?i)kuota harian",
        _ANY_DRIVE,
        never=r"beberapa menit",
    ),
    # -- Gmail
    _refused(
        "invalidArgument",
        "Invalid To header",
        _OBJECT,
        r"(?i)alamat",
        "gmail.users.drafts.create",
        "gmail.users.drafts.send",
        status=400,
        never=_NOT_ACCESS,
        name="400 Invalid To header",
    ),
    _refused(
        "uploadTooLarge",
        "Request Entity Too Large",
        _OBJECT,
        r"(?i)besar",
        "gmail.users.drafts.create",
        status=413,
        never=_NOT_ACCESS,
        name="413 uploadTooLarge",
    ),
    _refused(
        "notFound",
        "Requested entity was not found.",
        _OBJECT,
        r"(?i)ditemukan",
        _ANY_GMAIL,
        status=404,
        never="scope",
        name="404 of Gmail",
    ),
    _refused(
        "failedPrecondition",
        "Mail service not enabled",
        _ACCESS,
        r"(?i)tidak menyala",
        _ANY_GMAIL,
        status=400,
        name="400 Mail service not enabled",
    ),
    _refused(
        "forbidden",
        "Delegation denied for layanan@bspji-samarinda.example",
        _ACCESS,
        r"tidak boleh membuka kotak surat",
        _ANY_GMAIL,
        name="403 Delegation denied",
    ),
    _refused(
        "userRateLimitExceeded",
        "User-rate limit exceeded.  Retry after 2026-12-03T02:00:00.000Z",
        _MOMENT,
        _BUSY,
        _ANY_GMAIL,
        name="403 User-rate limit exceeded",
    ),
    # -- Sheets
    _refused(
        "",
        "Invalid requests[0].updateCells: You are trying to edit a protected cell or object. Please contact the "
        "spreadsheet owner to remove protection if you need to edit.",
        _OBJECT,
        r"(?i)dilindungi|perlindungan",
        "sheets.spreadsheets.batchUpdate",
        status=400,
        never=_NOT_ACCESS,
        name="400 protected cell",
    ),
    _refused(
        "",
        "Your input contains more than the maximum of 50000 characters in a single cell.",
        _OBJECT,
        r"50\.000",
        "sheets.spreadsheets.batchUpdate",
        status=400,
        never=_NOT_ACCESS,
        name="400 50000 characters",
    ),
    _refused(
        "",
        "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
        _OBJECT,
        r"10 juta|penuh",
        "sheets.spreadsheets.batchUpdate",
        status=400,
        never=_NOT_ACCESS,
        name="400 10000000 cells",
    ),
    _refused(
        "",
        "Unable to parse range: 'Status'",
        About.WORKBOOK,
        r"(?i)lembar",
        "sheets.spreadsheets.values.*",
        status=400,
        never=_NOT_ACCESS,
        name="400 Unable to parse range",
    ),
    _refused(
        "PERMISSION_DENIED",
        "The caller does not have permission",
        _ACCESS,
        _ACCESS_WORDS,
        _ANY_SHEETS,
        name="403 of Sheets",
    ),
    _refused(
        "SERVICE_DISABLED",
        "Google Sheets API has not been used in project 000000000000 before or it is disabled.",
        _ACCESS,
        r"API",
        _ANY_SHEETS,
        _ANY_FORMS,
    ),
    # -- Forms
    _refused(
        "PERMISSION_DENIED",
        "The caller does not have permission",
        _OBJECT,
        _ACCESS_WORDS,
        _ANY_FORMS,
        name="403 of Forms",
    ),
    _refused(
        "NOT_FOUND",
        "Requested entity was not found.",
        _OBJECT,
        r"(?i)ditemukan",
        _ANY_FORMS,
        status=404,
        never="scope",
        name="404 of Forms",
    ),
)


def _token(error: str, description: str, about: About, words: str, status: int = 400) -> Spoilt:
    return _refused(
        error, description, about, words, TOKEN, status=status, name=f"{status} {error}: {description[:40]}"
    )


TOKENS: tuple[Spoilt, ...] = (
    _token("invalid_grant", "Invalid JWT Signature.", _ACCESS, "kunci akun layanan ini sudah dihapus"),
    _token("invalid_grant", "Token has been expired or revoked.", _ACCESS, "dicabut, atau tidak berlaku lagi"),
    _token("invalid_grant", "Invalid email or User ID", _ACCESS, "bukan pengguna di domain"),
    _token("invalid_grant", "Invalid grant: account not found", _ACCESS, "akun layanan ini tidak dikenal Google"),
    _token(
        "invalid_grant",
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
        _ACCESS,
        "menolak waktu pada permintaan masuk",
    ),
    _token(
        "unauthorized_client",
        "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the "
        "scopes requested.",
        _ACCESS,
        "Kelola Delegasi Tingkat Domain",
        401,
    ),
    _token("internal_failure", "Backend Error", _MOMENT, _BUSY, 503),
)


_STATUS_ABOUT = {
    400: (_OBJECT, UNKNOWN, "badRequest", "Bad Request"),
    401: (_ACCESS, r"(?i)izin|kunci|token", "authError", "Invalid Credentials"),
    403: (_OBJECT, _ACCESS_WORDS, "forbidden", "Forbidden"),
    404: (_OBJECT, r"(?i)ditemukan", "notFound", "Not Found"),
    409: (_OBJECT, UNKNOWN, "conflict", "Conflict"),
    412: (_OBJECT, UNKNOWN, "conditionNotMet", "Precondition Failed"),
    413: (_OBJECT, r"(?i)besar", "uploadTooLarge", "Request Entity Too Large"),
    429: (_MOMENT, _BUSY, "rateLimitExceeded", "Rate Limit Exceeded"),
    500: (_MOMENT, _BUSY, "internalError", "Internal Error"),
    502: (_MOMENT, _BUSY, "backendError", "Bad Gateway"),
    503: (_MOMENT, _BUSY, "backendError", "The service is currently unavailable."),
}


def _statuses() -> Iterator[Spoilt]:
    """Give every status, in JSON and as a page of Google's and of a proxy's."""
    for status, (about, words, reason, message) in _STATUS_ABOUT.items():
        fault = {"kind": "status", "status": status, "reason": reason, "message": message}
        yield Spoilt(f"{status} in JSON", fault, about, words, documented=False)
    for status in (400, 403, 404, 413, 502):
        about, words, _, _ = _STATUS_ABOUT[status]
        # Google's page gives no reason, so nobody knows that access is missing.
        words = UNKNOWN if status == 403 else words
        fault = {"kind": "html", "page": "google", "status": status}
        yield Spoilt(f"{status}, Google's page", fault, about, words, documented=False)
    for status in (403, 407, 502):
        fault = {"kind": "html", "page": "proxy", "status": status}
        yield Spoilt(f"{status}, a proxy's page", fault, _MOMENT, _NETWORK, documented=False)


def _garbled(name: str, words: str = _NETWORK, **fault: Any) -> Spoilt:
    return Spoilt(name, fault, _MOMENT, words, documented=False)


#: What ends on its way, whatever was asked for.
CUT: tuple[Spoilt, ...] = (
    _garbled("cut in the middle", kind="cut"),
    _garbled("reset before it was done", _RESET, kind="reset"),
    _garbled("reset after it was done", _RESET, kind="reset", when="after"),
    _garbled("503 after it was done", _BUSY, kind="status", status=503, when="after"),
)
#: What is no JSON where JSON is promised. Of a download nobody can tell.
NO_JSON: tuple[Spoilt, ...] = (
    _garbled("200 with half its JSON", kind="not_json", body="half"),
    _garbled("200 with a network's page", kind="not_json", body="html"),
    _garbled("200 with nothing", kind="not_json", body="empty"),
)
_WITHOUT_JSON = ("*:media", "*.export", "*.delete")
