"""Partial answers: the `fields` parameter, such as `files(id,name),nextPageToken` or `sheets.properties`."""

from __future__ import annotations

from typing import Any

from .errors import Refusal

Mask = dict[str, "Mask"]


def parsed(text: str) -> Mask:
    """Read a field mask; `{}` at a leaf means everything below it.

    Raises:
        Refusal: 400 for a mask that does not parse.
    """
    position = 0

    def names() -> Mask:
        nonlocal position
        found: Mask = {}
        while True:
            name, here, leaf = "", found, found
            while position < len(text) and text[position] not in ",()":
                if text[position] in "./":
                    leaf = here.setdefault(name.strip(), {})
                    here, name = leaf, ""
                else:
                    name += text[position]
                position += 1
            if not name.strip():
                raise Refusal(
                    400,
                    f"Invalid field selection {text}",
                    reason="invalidParameter",
                    location="fields",
                )
            leaf = here.setdefault(name.strip(), {})
            if position < len(text) and text[position] == "(":
                position += 1
                leaf.update(names())
                if position >= len(text) or text[position] != ")":
                    raise Refusal(
                        400, f"Invalid field selection {text}", reason="invalidParameter", location="fields"
                    )
                position += 1
            if position < len(text) and text[position] == ",":
                position += 1
                continue
            return found

    mask = names()
    if position < len(text):
        raise Refusal(400, f"Invalid field selection {text}", reason="invalidParameter", location="fields")
    return mask


def masked(body: Any, mask: str | Mask) -> Any:
    """Return the part of `body` that the mask names."""
    if isinstance(mask, str):
        mask = parsed(mask)
    if not mask or ("*" in mask and not mask["*"]):
        return body
    if isinstance(body, list):
        return [masked(item, mask) for item in body]
    if not isinstance(body, dict):
        return body
    everywhere = mask.get("*", {})
    return {
        name: masked(value, {**everywhere, **mask.get(name, {})})
        for name, value in body.items()
        if name in mask or "*" in mask
    }
