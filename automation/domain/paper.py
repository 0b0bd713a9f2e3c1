"""A document as its parts: headings, sentences, tables and charts, whoever lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class BlockKind(Enum):
    """What a part is; the value is what the ledger keeps."""

    HEADING = "judul"
    TEXT = "teks"
    NOTE = "catatan"
    TABLE = "tabel"
    CHART = "grafik"


class ChartKind(Enum):
    """How a chart shows its numbers; the value is what the ledger keeps."""

    COLUMNS = "kolom"
    PARETO = "pareto"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one kind, one for each label of a chart."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of numbers; of a Pareto chart the one series is in falling order."""

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part.

    Attributes:
        text: of a heading or sentence; of a chart what is told to who cannot see it.
        headings, rows: of a table, as people read them.
        widths: of its columns, in parts of the page's width.
        numeric: which of its columns are numbers, from 0.
        chart: of a chart.
    """

    kind: BlockKind
    text: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    numeric: tuple[int, ...] = ()
    chart: Chart | None = None


def heading(text: str) -> Block:
    """Return a heading."""
    return Block(kind=BlockKind.HEADING, text=text)


def sentence(text: str) -> Block:
    """Return running text."""
    return Block(kind=BlockKind.TEXT, text=text)


def remark(text: str) -> Block:
    """Return small print."""
    return Block(kind=BlockKind.NOTE, text=text)


def table(
    headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...], *, words: int = 1
) -> Block:
    """Return a table whose first columns hold words and whose others hold numbers."""
    numeric = tuple(range(words, len(headings)))
    return Block(kind=BlockKind.TABLE, headings=headings, rows=rows, widths=widths, numeric=numeric)


def picture(chart: Chart, text: str) -> Block:
    """Return a chart with what it says in words."""
    return Block(kind=BlockKind.CHART, chart=chart, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """A page or a few for everybody who has its link; all of it is ours, or was written to be published.

    Attributes:
        title: what its file's properties say, and nothing else does.
        office: whose it is.
    """

    title: str
    office: str
    blocks: tuple[Block, ...]
