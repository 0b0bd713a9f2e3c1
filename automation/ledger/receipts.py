"""What stays of an effect that is done: nobody makes or sends it again, so that its words need not stay as well.

Its key, its result and the notices that it carried stay in their own columns.
"""

from __future__ import annotations

import hashlib
import json

from automation.domain.effects import FileReport, SendMail

#: What a later version of a report is made of.
_WHOLE = frozenset({FileReport.__name__})


def receipt_of(kind: str, payload: str) -> str:
    """Return what stays of an effect as it was printed: the SHA-256 of its words, and whom a mail went to.

    Args:
        kind: the name of its class.
        payload: the effect; one that says nothing, or is a receipt already, stays as it is.
    """
    if kind in _WHOLE or payload in ("", "{}"):
        return payload
    try:
        told = json.loads(payload)
    except ValueError:
        told = {}
    if "sha256_of_words" in told:
        return payload
    receipt = {"sha256_of_words": hashlib.sha256(payload.encode(errors="surrogatepass")).hexdigest()}
    if kind == SendMail.__name__:
        receipt |= {"to": str(told.get("to", ""))}
    return json.dumps(receipt, ensure_ascii=False, separators=(",", ":"))
