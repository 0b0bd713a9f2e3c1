"""Google's errors as refusals of the ports, each with what a person can do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import HttpError
from gspread.exceptions import APIError

from automation.ports import Missing, NotAllowed, TryLater, UnreadableWorkbook

_SPENT_REASONS = {"dailyLimitExceeded", "dailyLimitExceededUnreg"}
_BUSY_REASONS = {
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "RATE_LIMIT_EXCEEDED",
    "quotaExceeded",
    *_SPENT_REASONS,
}
_SCOPE_REASONS = {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}
#: What Google's clients raise over a call.
CLIENT_ERRORS = (HttpError, APIError, GoogleAuthError, requests.exceptions.RequestException)
_UNREACHABLE = (requests.exceptions.ConnectionError, requests.exceptions.Timeout, TransportError)


@dataclass(frozen=True, slots=True)
class Answered:
    """What Google said no with."""

    status: int
    message: str
    reasons: frozenset[str]

    @property
    def is_busy(self) -> bool:
        """Whether the call was certainly not done, because there were too many."""
        return self.status == 429 or (self.status == 403 and bool(self.reasons & _BUSY_REASONS))

    @property
    def is_spent_for_today(self) -> bool:
        """Whether no more is to be had before tomorrow."""
        return bool(self.reasons & _SPENT_REASONS)

    @property
    def is_passing(self) -> bool:
        """Whether the same call may succeed soon; it may have been done."""
        return self.is_busy or self.status in (500, 502, 503, 504)


def answered(error: BaseException) -> Answered | None:
    """Give what Google answered, if an error is an answer of Google's."""
    if isinstance(error, HttpError):
        return _read(int(error.resp.status), error.content)
    if isinstance(error, APIError):
        return _read(error.response.status_code, error.response.content)
    return None


def is_unreachable(error: BaseException) -> bool:
    """Whether a call failed on its way; it may have been done."""
    return isinstance(error, _UNREACHABLE)


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turn the errors of Google's clients into refusals.

    Args:
        doing: what was tried, in Indonesian, to follow "Gagal ".

    Raises:
        TryLater, NotAllowed, Missing, UnreadableWorkbook: as the ports say.
    """
    try:
        yield
    except (HttpError, APIError) as error:
        found = answered(error)
        refusal = refusal_for(found, doing) if found else None
        if refusal is None:
            raise
        raise refusal from error
    except RefreshError as error:
        if getattr(error, "retryable", False):
            raise TryLater(f"Gagal {doing}: Google belum memberi izin masuk. Coba lagi sebentar lagi.") from error
        raise NotAllowed(
            f"Gagal {doing}: izin masuk ke Google ditolak. Kunci akun layanan atau token mungkin dicabut, atau akses "
            "seluruh domain belum diberikan. Buat kunci baru di Google Cloud dan sesuaikan [google] di pengaturan."
        ) from error
    except _UNREACHABLE as error:
        raise TryLater(f"Gagal {doing}: Google tidak terjangkau. Periksa jaringan, lalu coba lagi.") from error
    except GoogleAuthError as error:
        raise NotAllowed(f"Gagal {doing}: kunci masuk Google tidak dapat dipakai ({error}).") from error


def refusal_for(answer: Answered, doing: str) -> Exception | None:
    """Give the refusal for an answer of Google's; None when the call itself was wrong, which is our fault."""
    if answer.is_passing:
        return TryLater(f"Gagal {doing}: Google sedang sibuk atau kuota habis. Coba lagi beberapa menit lagi.")
    match answer.status:
        case 401:
            return NotAllowed(f"Gagal {doing}: izin masuk ke Google tidak berlaku lagi. Perbarui kunci atau token.")
        case 403:
            return NotAllowed(f"Gagal {doing}: {_why_forbidden(answer)}")
        case 404:
            return Missing(f"Gagal {doing}: tidak ditemukan di Google. {_MISSING_ADVICE}")
        case 400 if "Unable to parse range" in answer.message or "No grid with id" in answer.message:
            return UnreadableWorkbook(
                f"Gagal {doing}: sebuah lembar tidak ada lagi di buku kerja ({answer.message}). "
                "Kembalikan nama lembarnya, atau jalankan `setup` bila lembarnya terhapus."
            )
        case _:
            return None


_MISSING_ADVICE = (
    "Mungkin dihapus, dipindah ke Sampah, atau tidak dibagikan lagi kepada akun ini; pulihkan dari Sampah, "
    "atau jalankan `doctor` untuk melihat apa yang kurang."
)


def _why_forbidden(answer: Answered) -> str:
    if "storageQuotaExceeded" in answer.reasons:
        return (
            "ruang simpan Google habis. Akun layanan tidak punya ruang simpan sendiri: isi drive_bersama atau "
            "atas_nama di bagian [google] pengaturan."
        )
    if answer.reasons & _SCOPE_REASONS:
        return "izin (scope) yang diberikan kurang. Beri izin Sheets, Drive, Forms dan Gmail seperti di panduan."
    if {"accessNotConfigured", "SERVICE_DISABLED"} & answer.reasons:
        return f"API belum diaktifkan di proyek Google Cloud. {answer.message}"
    if "protected" in answer.message:
        return (
            "sel yang dilindungi tidak boleh ditulis akun ini. Jalankan `setup` agar perlindungan lembar diperbarui."
        )
    return "akun ini tidak diberi akses. Bagikan folder kantor kepadanya sebagai Editor, lalu ulangi."


def _read(status: int, content: bytes | str) -> Answered:
    try:
        error: Any = json.loads(content)["error"]
    except (ValueError, KeyError, TypeError):
        return Answered(status, "", frozenset())
    if not isinstance(error, dict):
        return Answered(status, str(error), frozenset())
    parts = [*error.get("errors", ()), *error.get("details", ())]
    reasons = frozenset(str(part["reason"]) for part in parts if isinstance(part, dict) and "reason" in part)
    return Answered(status, str(error.get("message", "")), reasons)
