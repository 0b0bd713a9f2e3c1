"""Charts as they go through the pipe, and pictures as they come back."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from typing import Any

from automation.domain.paper import Chart, ChartKind, Series

_SIZE = struct.Struct(">Q")


def printed(charts: Iterable[Chart]) -> bytes:
    """Print charts."""
    told = [
        {
            "kind": chart.kind.value,
            "title": chart.title,
            "labels": chart.labels,
            "series": [{"name": one.name, "values": one.values} for one in chart.series],
        }
        for chart in charts
    ]
    return json.dumps(told).encode("ascii")


def charts_in(content: bytes) -> tuple[Chart, ...]:
    """Read what `printed` printed."""
    return tuple(_chart(told) for told in json.loads(content))


def _chart(told: dict[str, Any]) -> Chart:
    series = tuple(Series(one["name"], tuple(one["values"])) for one in told["series"])
    return Chart(kind=ChartKind(told["kind"]), title=told["title"], labels=tuple(told["labels"]), series=series)


def joined(pictures: Iterable[bytes]) -> bytes:
    """Put pictures one after another, each behind its size."""
    return b"".join(_SIZE.pack(len(picture)) + picture for picture in pictures)


def taken_apart(content: bytes) -> Sequence[bytes]:
    """Return the pictures that `joined` put together.

    Raises:
        ValueError: they are not whole.
    """
    found, at = [], 0
    while at < len(content):
        if at + _SIZE.size > len(content):
            raise ValueError
        (size,) = _SIZE.unpack_from(content, at)
        at += _SIZE.size
        if at + size > len(content):
            raise ValueError
        found.append(content[at : at + size])
        at += size
    return found
