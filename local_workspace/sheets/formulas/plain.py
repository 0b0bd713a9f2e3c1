"""Functions that need nothing but their arguments' values."""

from __future__ import annotations

import math
from collections.abc import Callable

from local_workspace.sheets.entered import whole_if_possible
from local_workspace.sheets.model import Value

from .arithmetic import ARITHMETIC
from .dates import DATES
from .texts import TEXTS

PLAIN: dict[str, Callable[..., Value]] = {**ARITHMETIC, **TEXTS, **DATES}
"""Functions of plain values: an error value among the arguments is the result."""

AGGREGATES: dict[str, Callable[[list[float]], Value]] = {
    "SUM": lambda found: whole_if_possible(math.fsum(found)),
    "MIN": lambda found: min(found, default=0),
    "MAX": lambda found: max(found, default=0),
    "COUNT": len,
    "PRODUCT": lambda found: whole_if_possible(math.prod(found)) if found else 0,
}

DATED = {"DATE", "TODAY", "EDATE", "EOMONTH", "WORKDAY", "TO_DATE", "DATEVALUE"}
"""Functions whose result is shown as a date."""

OPERATORS = {
    "+": "ADD",
    "-": "MINUS",
    "*": "MULTIPLY",
    "/": "DIVIDE",
    "^": "POW",
    "&": "CONCAT",
    "negative": "UMINUS",
    "percent": "UNARY_PERCENT",
}
"""What Google calls the operators when it complains."""
