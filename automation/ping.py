"""One call to a monitoring service: the job is alive. A service that hears nothing for a while tells somebody."""

from __future__ import annotations

import requests

#: Seconds to wait for a connection, and for an answer.
TIME_LIMIT = 5
_MOST_REDIRECTS = 2


def ping(address: str) -> str:
    """Ask an address once, sending nothing; returns what was wrong, without the address, or "" when it answered."""
    with requests.Session() as session:
        session.max_redirects = _MOST_REDIRECTS
        session.headers["User-Agent"] = "Tanggap"
        # Without this a password of the machine's .netrc would go out.
        session.auth = _nobody
        try:
            with session.get(address, timeout=TIME_LIMIT, stream=True) as answer:
                return "" if answer.ok else f"jawabannya {answer.status_code}"
        except requests.Timeout:
            return f"tidak menjawab dalam {TIME_LIMIT} detik"
        except (requests.RequestException, OSError, ValueError):
            # Its words would name the address.
            return "tidak terjangkau"


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
