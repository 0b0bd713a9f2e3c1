"""How numbers, dates and money are written where a spreadsheet is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "it": [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    "pt": [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
}
_ENGLISH_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
_DAYS = {
    "id": ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    "de": ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
    "fr": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    "es": ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    "nl": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    "it": ["domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"],
    "pt": ["domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"],
}
# (decimal, thousands, order of a date, its default pattern, currency sign, where the sign stands)
_LANGUAGES = {
    "en": (".", ",", "mdy", "M/d/yyyy", "$", "before"),
    "id": (",", ".", "dmy", "dd/MM/yyyy", "Rp", "before"),
    "de": (",", ".", "dmy", "dd.MM.yyyy", "€", "after"),
    "fr": (",", "\u202f", "dmy", "dd/MM/yyyy", "€", "after"),
    "es": (",", ".", "dmy", "d/M/yyyy", "€", "after"),
    "nl": (",", ".", "dmy", "d-M-yyyy", "€", "before"),
    "it": (",", ".", "dmy", "dd/MM/yyyy", "€", "after"),
    "pt": (",", ".", "dmy", "dd/MM/yyyy", "R$", "before"),
    "ja": (".", ",", "ymd", "yyyy/MM/dd", "¥", "before"),
    "zh": (".", ",", "ymd", "yyyy/M/d", "¥", "before"),
    "ko": (".", ",", "ymd", "yyyy. M. d", "₩", "before"),
    "ru": (",", "\u00a0", "dmy", "dd.MM.yyyy", "₽", "after"),
    "pl": (",", "\u00a0", "dmy", "dd.MM.yyyy", "zł", "after"),
    "sv": (",", "\u00a0", "ymd", "yyyy-MM-dd", "kr", "after"),
}
_COUNTRIES = {
    "en_GB": (".", ",", "dmy", "dd/MM/yyyy", "£", "before"),
    "en_AU": (".", ",", "dmy", "dd/MM/yyyy", "$", "before"),
    "en_CA": (".", ",", "ymd", "yyyy-MM-dd", "$", "before"),
    "en_IN": (".", ",", "dmy", "dd/MM/yyyy", "₹", "before"),
    "en_SG": (".", ",", "dmy", "dd/MM/yyyy", "$", "before"),
    "de_CH": (".", "’", "dmy", "dd.MM.yyyy", "CHF", "before"),
    "es_MX": (".", ",", "dmy", "d/M/yyyy", "$", "before"),
}
_BOOLEANS = {"de": ("WAHR", "FALSCH"), "fr": ("VRAI", "FAUX"), "es": ("VERDADERO", "FALSO"), "nl": ("WAAR", "ONWAAR")}


@dataclass(frozen=True, slots=True)
class Locale:
    """How one locale writes numbers, dates and money.

    Attributes:
        decimal: the decimal mark.
        thousands: what groups digits by three.
        date_order: "mdy", "dmy" or "ymd".
        date_pattern: how a date is shown when nothing else is said.
        currency: the sign of the money.
        currency_first: whether the sign stands before the amount.
    """

    decimal: str
    thousands: str
    date_order: str
    date_pattern: str
    currency: str
    currency_first: bool
    months: tuple[str, ...]
    days: tuple[str, ...]
    true: str
    false: str

    @property
    def money_pattern(self) -> str:
        """The pattern of an amount of money with two decimals."""
        return f'"{self.currency}"#,##0.00' if self.currency_first else f'#,##0.00 "{self.currency}"'

    @property
    def date_time_pattern(self) -> str:
        """The pattern of a moment."""
        return f"{self.date_pattern} H:mm:ss"


@cache
def locale_of(name: str) -> Locale:
    """Return the ways of a locale such as `en_US`, `in_ID`, `de_DE` or `de`; unknown ones are read as English."""
    language = name.replace("-", "_").partition("_")[0].lower()
    language = {"in": "id", "ms": "id"}.get(language, language)
    found = _COUNTRIES.get(name.replace("-", "_")) or _LANGUAGES.get(language) or _LANGUAGES["en"]
    decimal, thousands, order, pattern, currency, side = found
    true, false = _BOOLEANS.get(language, ("TRUE", "FALSE"))
    return Locale(
        decimal,
        thousands,
        order,
        pattern,
        currency,
        side == "before",
        tuple(_MONTHS.get(language, _ENGLISH_MONTHS)),
        tuple(_DAYS.get(language, _ENGLISH_DAYS)),
        true,
        false,
    )


def is_known(name: str) -> bool:
    """Check whether a locale can be given to a spreadsheet."""
    language, _, country = name.replace("-", "_").partition("_")
    return 2 <= len(language) <= 3 and language.isalpha() and (not country or country.isalnum())
