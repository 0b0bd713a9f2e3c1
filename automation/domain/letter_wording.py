"""Words of letters that more than one room must know, and how changes of words are told, in Indonesian."""

from __future__ import annotations

from .vocabulary import Channel

_WAYS_IN = {
    Channel.FORM: "melalui formulir daring",
    Channel.LETTER: "melalui surat",
    Channel.COUNTER: "secara langsung di kantor kami",
    Channel.WHATSAPP: "melalui WhatsApp",
    Channel.EMAIL: "melalui surel",
    Channel.BOX: "melalui kotak pengaduan",
    Channel.SOCIAL_MEDIA: "melalui media sosial",
    Channel.LAPOR: "melalui SP4N-LAPOR!",
    Channel.PHONE: "melalui telepon",
    Channel.UNKNOWN: "kepada kami",
}

#: What the shipped template of a reply says of its complaint, as a pattern.
OPENING_OF_REPLY = (
    r"atas layanan (?P<service>.+?), yang kami terima pada (?P<on>\d.+? \d{4}) (?P<way>\D.*?) "
    r"dan kami catat dengan nomor"
)
#: How it is told that a signed letter is as it was signed; Arsip keeps it, so it never changes.
SIGNATURE_WHOLE = "Tanda tangan utuh"


def way_in(channel: Channel) -> str:
    """Return how a complaint came, inside a sentence."""
    return _WAYS_IN[channel]


def words_replaced(old: str, new: str) -> str:
    """Say that words stand in place of others."""
    return f"“{old}” menjadi “{new}”"


def words_added(new: str) -> str:
    """Say that words were added."""
    return f"ditambah “{new}”"


def words_removed(old: str) -> str:
    """Say that words were taken away."""
    return f"dihapus “{old}”"


def more_changes(count: int) -> str:
    """Count the changes that are not named."""
    return f"dan {count} perubahan lain"
