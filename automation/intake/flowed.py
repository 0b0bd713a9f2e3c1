"""Text whose lines were broken by the program that sent it, joined again (RFC 3676, `format=flowed`)."""

from __future__ import annotations

_SIGNATURE = "-- "


def joined_again(text: str, *, without_space: bool) -> str:
    """Return a text with its paragraphs on one line each; what is quoted stays as it is.

    Args:
        text: with lines as we end them.
        without_space: whether the space at a broken line's end was put there for that alone (`delsp=yes`).
    """
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        is_quoted = line.startswith(">")
        shown = line if is_quoted else line.removeprefix(" ")
        if goes_on and not is_quoted and shown != _SIGNATURE:
            lines[-1] = (lines[-1][:-1] if without_space else lines[-1]) + shown
        else:
            lines.append(shown)
        goes_on = shown.endswith(" ") and not is_quoted and shown != _SIGNATURE
    return "\n".join(lines)
