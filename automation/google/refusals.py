"""Which refusal of Google's is about what: one object, the office's access, or the moment; and what to do about it.

From the error guides of Drive and Gmail, RFC 6749 for the token endpoint, and what others recorded. The first entry
that fits counts. An unknown 4xx is about the object of its call: everything else goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

from automation.ports import Missing, NotAllowed, Refusal, Refused, TryLater, UnreadableWorkbook

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
        """Tell whether an answer is meant."""
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
    """Give a machine word as it is compared: the guides and the answers differ in case and underscores."""
    return reason.replace("_", "").lower()


_SCOPES = "izin (scope) yang diberikan kurang. Beri izin Sheets, Drive, Forms dan Gmail seperti di panduan."
_API_OFF = "API belum diaktifkan di proyek Google Cloud. Aktifkan API Sheets, Drive, Forms dan Gmail di sana."
_SIGN_IN = "izin masuk ke Google tidak berlaku lagi. Perbarui kunci atau token."
_SERVICE_OFF = (
    "layanan Google ini dimatikan bagi akun yang dipakai, atau akunnya ditangguhkan. Minta admin Workspace "
    "menyalakannya di Konsol Admin, Aplikasi, Google Workspace."
)
_NO_SHARING = (
    "aturan domain atau drive bersama melarang berbagi ke alamat ini. Minta admin Workspace mengizinkannya, atau "
    "pakai alamat dari domain kantor."
)
_FOLDER_RIGHTS = (
    "akun ini tidak boleh mengubah berkas atau foldernya. Bagikan folder kantor kepadanya sebagai Editor; pada drive "
    "bersama sebagai Pengelola konten."
)
_DRIVE_FULL = "folder atau drive bersama ini penuh. Pindahkan berkas lama ke tempat lain."

_TABLE: tuple[Entry, ...] = (
    # -- the moment
    Entry(
        kind=TryLater,
        advice="Google sedang sibuk atau kuota habis. Coba lagi beberapa menit lagi.",
        statuses=frozenset({408, 429, 500, 501, 502, 503, 504}),
    ),
    Entry(
        kind=TryLater,
        advice="Google membatalkannya di tengah jalan. Dicoba lagi dengan sendirinya.",
        statuses=frozenset({409}),
        words=("aborted",),
    ),
    # -- the office's access
    _for(NotAllowed, _API_OFF, "accessNotConfigured", "SERVICE_DISABLED", "CONSUMER_INVALID", "API_KEY_INVALID"),
    _for(NotAllowed, _SCOPES, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    _for(NotAllowed, _SCOPES, words=("insufficient authentication scopes",)),
    _for(NotAllowed, _SCOPES, "insufficientPermissions"),
    _for(
        NotAllowed,
        "proyek Google Cloud ini ditutup, ditangguhkan, atau tidak boleh dipakai akun ini. Periksa di Google Cloud.",
        "USER_PROJECT_DENIED",
        "BILLING_DISABLED",
        "CONSUMER_SUSPENDED",
        "SECURITY_POLICY_VIOLATED",
        "vpcServiceControls",
    ),
    _for(NotAllowed, _SERVICE_OFF, "domainPolicy", "accessDisabledByAdmin", "ACCOUNT_STATE_INVALID"),
    _for(
        NotAllowed,
        _SERVICE_OFF,
        words=("Mail service not enabled", "Active session is invalid", "not installed the app"),
    ),
    _for(NotAllowed, _SIGN_IN, words=("Delegation denied",)),
    _for(NotAllowed, _SIGN_IN, status=401),
    # -- one object: Sheets
    Entry(
        kind=UnreadableWorkbook,
        advice="sebuah lembar tidak ada lagi di buku kerja ({message}). Kembalikan nama lembarnya, atau jalankan "
        "`setup` bila lembarnya terhapus.",
        statuses=frozenset({400}),
        words=("Unable to parse range", "No grid with id"),
    ),
    Entry(
        kind=UnreadableWorkbook,
        advice="buku kerja bukan spreadsheet Google. Buka berkasnya, lalu File, Simpan sebagai Google Spreadsheet.",
        statuses=frozenset({400}),
        words=("must not be an Office file", "not supported for this document"),
    ),
    _for(
        Refused,
        "sel yang dilindungi tidak boleh ditulis akun ini. Jalankan `setup` agar perlindungan lembar diperbarui.",
        words=("protected",),
    ),
    _for(Refused, "isinya lebih dari 50.000 karakter untuk satu sel.", words=("maximum of 50000 characters",)),
    _for(
        Refused,
        "buku kerja sudah penuh (10 juta sel). Hapus baris dan kolom kosong, atau lembar yang tidak dipakai.",
        words=("number of cells in the workbook",),
    ),
    # -- one object: sharing
    _for(
        Refused,
        "alamat ini belum punya akun Google, jadi folder tidak dapat dibagikan kepadanya. Betulkan alamatnya di "
        "lembar Pokja, atau minta orangnya membuat akun Google dengan alamat itu.",
        "invalidSharingRequest",
    ),
    _for(
        Refused,
        "batas berbagi Google hari ini tercapai; dicoba lagi nanti dengan sendirinya.",
        "sharingRateLimitExceeded",
    ),
    _for(
        Refused,
        _NO_SHARING,
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
    _for(
        Refused,
        "ruang simpan Google habis. Akun layanan tidak punya ruang simpan sendiri: isi drive_bersama atau atas_nama "
        "di bagian [google] pengaturan; selain itu kosongkan Sampah atau tambah ruangnya.",
        "storageQuotaExceeded",
        "teamDriveFileLimitExceeded",
    ),
    _for(
        Refused,
        "PDF-nya lebih besar daripada yang diekspor Google (10 MB). Kecilkan gambar di dalam dokumen itu.",
        "exportSizeLimitExceeded",
    ),
    _for(
        Refused,
        "berkas ini dokumen Google atau pintasan, bukan berkas yang dapat diunduh. Unduh sebagai PDF, lalu taruh "
        "PDF-nya di tempat yang sama.",
        "fileNotDownloadable",
        "fileNotExportable",
    ),
    _for(
        Refused,
        "Google menganggap berkas ini berbahaya. Jangan dibuka; pindai ulang kertasnya, atau minta berkas baru dari "
        "pengirimnya.",
        "cannotDownloadAbusiveFile",
    ),
    _for(
        Refused,
        "berkas ini tidak boleh diunduh akun ini: pemiliknya mematikan unduhan. Minta pemiliknya mengizinkan, atau "
        "taruh salinan milik kantor sebagai gantinya.",
        "cannotDownloadFile",
        "cannotCopyFile",
    ),
    _for(Refused, "berkasnya terlalu besar bagi Google. Kecilkan, lalu ulangi.", "uploadTooLarge"),
    _for(Refused, "berkasnya terlalu besar bagi Google. Kecilkan, lalu ulangi.", status=413),
    _for(
        Refused,
        _DRIVE_FULL,
        "numChildrenInNonRootLimitExceeded",
        "activeItemCreationLimitExceeded",
        "teamDriveHierarchyTooDeep",
        "myDriveHierarchyDepthLimitExceeded",
    ),
    _for(
        Refused,
        _FOLDER_RIGHTS,
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
        "alamat surelnya tidak dapat dibaca Google. Betulkan alamatnya.",
        words=("Invalid To header", "Recipient address required", "Invalid Cc header", "Invalid Bcc header"),
    ),
    _for(
        Refused,
        "suratnya lebih besar daripada yang dapat dikirim Gmail (25 MB). Sampaikan lampirannya dengan cara lain.",
        words=("Message too large", "exceeds the limit"),
    ),
    # -- one object, whichever
    _for(
        Missing,
        "tidak ditemukan di Google. Mungkin dihapus, dipindah ke Sampah, atau tidak dibagikan lagi kepada akun ini; "
        "pulihkan dari Sampah, atau jalankan `doctor` untuk melihat apa yang kurang.",
        status=404,
    ),
    _for(Missing, "sudah dihapus di Google.", status=410),
    _for(
        Refused,
        "akun ini tidak diberi akses. Bagikan folder kantor kepadanya sebagai Editor, lalu ulangi.",
        status=403,
    ),
)
_UNKNOWN = (
    "Google menolaknya. Periksa datanya; bila tidak jelas, laporkan kata-kata Google di `doctor` kepada pengembang."
)

_TOKENS: tuple[tuple[str, str, str], ...] = (
    (
        "unauthorized_client",
        "",
        "akses seluruh domain belum diberikan kepada akun layanan ini, atau scope-nya kurang. Di Konsol Admin buka "
        "Keamanan, Kontrol API, Penyerahan wewenang seluruh domain, lalu tambahkan client ID dan scope-nya.",
    ),
    ("invalid_grant", "short-lived", "jam mesin ini meleset dari jam Google. Nyalakan penyelarasan waktu (NTP)."),
    ("invalid_grant", "valid email", "alamat atas_nama di bagian [google] tidak dikenal Google. Betulkan."),
    ("invalid_request", "impersonation", "alamat atas_nama di bagian [google] tidak ada lagi di Google. Betulkan."),
    ("invalid_grant", "account has been deleted", "akun atas_nama sudah dihapus. Pulihkan, atau ganti di [google]."),
    ("invalid_grant", "Robot is disabled", "akun layanan ini dimatikan. Nyalakan lagi di Google Cloud."),
    ("invalid_grant", "account not found", "akun layanan ini sudah dihapus. Buat akun layanan dan kunci baru."),
    ("invalid_grant", "Invalid JWT Signature", "kunci akun layanan ini sudah dihapus. Buat kunci baru."),
    ("invalid_grant", "expired or revoked", "token sudah dicabut atau habis masanya. Buat token baru."),
    ("invalid_grant", "invalid_rapt", "Google meminta masuk ulang (aturan sesi Workspace). Masuk lagi sekali."),
    ("invalid_client", "", "client OAuth ini tidak dikenal lagi. Buat kunci atau client baru di Google Cloud."),
    ("deleted_client", "", "client OAuth ini sudah dihapus. Buat kunci atau client baru di Google Cloud."),
    ("disabled_client", "", "client OAuth ini dimatikan. Nyalakan lagi di Google Cloud."),
    ("admin_policy_enforced", "", "aturan admin Workspace menolak aplikasi ini. Minta admin mempercayainya."),
    ("org_internal", "", "aplikasi ini hanya untuk organisasi lain. Pakai akun dari organisasi itu."),
    ("access_denied", "", "akun ini tidak boleh memakai aplikasi ini. Minta admin Workspace mengizinkannya."),
)
_SIGN_IN_REFUSED = (
    "izin masuk ke Google ditolak. Kunci akun layanan atau token mungkin dicabut, atau akses seluruh domain belum "
    "diberikan. Buat kunci baru di Google Cloud dan sesuaikan [google] di pengaturan."
)


def refusal_for(answer: Answered, doing: str) -> Refusal | None:
    """Give the refusal for an answer of Google's; None when the call itself was misspelt, which is our fault."""
    if answer.is_foreign:
        return TryLater(
            f"Gagal {doing}: yang menjawab bukan Google, melainkan jaringan atau proksi. Periksa jaringan.",
            answer.said,
        )
    if answer.status == 400 and "Invalid JSON payload received" in answer.message:
        return None
    if answer.is_busy:
        return TryLater(f"Gagal {doing}: {_TABLE[0].advice}", answer.said)
    entry = next((one for one in _TABLE if one.fits(answer)), None)
    kind, advice = (entry.kind, entry.advice) if entry else (_unknown(answer.status), _UNKNOWN)
    return kind(f"Gagal {doing}: {advice.replace('{message}', masked(answer.message))}", answer.said)


def _unknown(status: int) -> type[Refusal]:
    return Refused if 400 <= status < 500 else TryLater


def sign_in_refusal(code: str, description: str, doing: str) -> NotAllowed:
    """Give the refusal for an error of the token endpoint (RFC 6749, 5.2), by its true cause."""
    advice = next(
        (advice for known, words, advice in _TOKENS if known == code and words.lower() in description.lower()),
        _SIGN_IN_REFUSED,
    )
    return NotAllowed(f"Gagal {doing}: {advice}", " ".join(f"{code}: {description}".split())[:300])
