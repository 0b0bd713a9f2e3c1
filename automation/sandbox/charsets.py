"""The charsets of mails, loaded while files can be opened: Python loads each when it is first asked for."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

_NAMES = (
    # The library decodes names and bodies by way of the first.
    *("raw_unicode_escape", "ascii", "latin_1", "utf_7", "utf_8", "utf_8_sig"),
    *("utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"),
    *(f"iso8859_{number}" for number in range(1, 17) if number != 12),
    *(f"cp{number}" for number in (437, 720, 737, 775, *range(850, 853), 855, 857, 858, *range(860, 867), 869, 874)),
    *(f"cp{number}" for number in range(1250, 1259)),
    *("koi8_r", "koi8_u", "tis_620", "mac_roman", "mac_cyrillic", "mac_greek", "mac_latin2", "mac_turkish"),
    *("gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp950", "euc_kr", "cp949", "johab", "iso2022_kr"),
    *("shift_jis", "cp932", "euc_jp", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext"),
)


def load_charsets() -> None:
    """Load them; one that this Python was built without is unknown, and its texts are read as UTF-8."""
    for name in _NAMES:
        with suppress(ImportError):
            import_module(f"encodings.{name}")
