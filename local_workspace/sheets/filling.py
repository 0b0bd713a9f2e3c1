"""How a series goes on: 1, 2 → 3; Item 1 → Item 2; a, b → a."""

from __future__ import annotations

import re

from .entered import whole_if_possible
from .model import Cell
from .references import moved

_COUNTED = re.compile(r"(.*?)(\d+)\Z", re.DOTALL)


def continued(line: list[Cell], length: int, *, alternate: bool) -> list[Cell]:
    """Return the cells that follow a line of cells: `abs(length)` of them, backwards when `length` is negative.

    Args:
        line: the cells to go on from.
        length: how many; negative to fill before the first.
        alternate: a lone number counts on instead of being repeated, a text the other way round.
    """
    count, forward = abs(length), length > 0
    source = line if forward else line[::-1]
    values = [cell.value for cell in source]
    numbers = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    found: list[Cell] = []
    if len(numbers) == len(source) and (len(source) > 1 or alternate or _is_date(source[0])):
        step = numbers[-1] - numbers[-2] if len(numbers) > 1 else (1.0 if forward else -1.0)
        for place in range(1, count + 1):
            model = source[(place - 1) % len(source)]
            found.append(model._replace(value=whole_if_possible(numbers[-1] + step * place)))
        return found
    for place in range(count):
        model = source[place % len(source)]
        turns = place // len(source) + 1
        shift = turns * len(source) * (1 if forward else -1)
        if model.formula:
            found.append(model._replace(formula=moved(model.formula, shift, 0)))
            continue
        counted = _COUNTED.match(model.value) if isinstance(model.value, str) else None
        if counted and not alternate:
            number = str(max(0, int(counted[2]) + shift)).rjust(len(counted[2]), "0")
            found.append(model._replace(value=counted[1] + number))
        else:
            found.append(model)
    return found


def _is_date(cell: Cell) -> bool:
    return cell.format != 0 and isinstance(cell.value, int | float) and cell.value > 20_000
