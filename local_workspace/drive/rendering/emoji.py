"""Emoji for paper: printed where this machine has a font of them, spelled where it has none."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PICTURE = "[\U0001f000-\U0001faff]"
_JOINED = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
#: One picture with what changes its look, others that are joined to it, or two letters that make a flag.
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}{_JOINED}*(?:\u200d(?:{_PICTURE}|[\u2600-\u27bf]){_JOINED}*)*"
)
_OTHER = "emoji"
_NAMES = {
    "senyum": "😀😃😄😁😆😊🙂😉☺🤗😇😍🥰",
    "tertawa": "😂🤣😅",
    "sedih": "😞😔🙁😟😕🥺😥😓",
    "menangis": "😢😭",
    "marah": "😠😡🤬😤",
    "bingung": "🤔😐😑🙄😶",
    "terkejut": "😮😲😱😳",
    "jempol": "👍",
    "jempol ke bawah": "👎",
    "salam": "🙏🤝👋",
    "tepuk tangan": "👏🙌",
    "hati": "💔💕💖💗💙💚💛💜🧡",
    "api": "🔥",
    "seratus": "💯",
    "telepon": "📞📱",
    "surel": "📧📩📨",
    "dokumen": "📄📃📑📝📎",
    "lokasi": "📍",
    "waktu": "🕐🕑🕒🕓🕔🕕",
    "uang": "💰💵",
}
_SPELLED = {sign: name for name, signs in _NAMES.items() for sign in signs}


def is_printed_by(families: Iterable[str]) -> bool:
    """Check whether one of these families of fonts holds emoji."""
    return any("emoji" in family.casefold() for family in families)


def spelled(text: str) -> str:
    """Return a text with a word in brackets in place of each emoji."""
    return _EMOJI.sub(lambda found: f"({_SPELLED.get(found[0][0], _OTHER)})", text)
