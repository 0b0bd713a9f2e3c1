"""Why an address in a mail cannot be trusted, in Indonesian."""

from __future__ import annotations

ADDRESS_AMBIGUOUS = "alamat surel dapat dibaca sebagai alamat lain"
ADDRESS_UNREADABLE = "alamat surel tidak dapat dibaca kembali dari suratnya"
