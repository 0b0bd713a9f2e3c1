"""A chart drawn with matplotlib: its own font, no display, and the same bytes for the same numbers."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from textwrap import fill
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from automation.domain.paper import Chart, ChartKind

from . import wording

#: Told apart in grey print too, and by those who see no red or green.
COLOURS = ("#1f4e79", "#e08214", "#9aa5b1", "#4d9221")
INK, SOFT = "#222222", "#d9d9d9"
#: Inches at so many pixels each: the width of a page's text.
WIDTH, HEIGHT, DENSITY = 6.5, 2.9, 200
_STYLE: Any = {"font.family": "DejaVu Sans", "font.size": 8.5, "axes.edgecolor": "#888888", "text.color": INK}


def drawn(chart: Chart) -> bytes:
    """Return a chart as PNG."""
    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DENSITY, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        match chart.kind:
            case ChartKind.COLUMNS:
                _columns(axes, chart)
            case ChartKind.PARETO:
                _pareto(axes, chart)
        axes.set_title(chart.title, fontsize=10, fontweight="bold", loc="left")
        out = BytesIO()
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _columns(axes: Axes, chart: Chart) -> None:
    count = len(chart.series)
    width = 0.8 / max(count, 1)
    for place, series in enumerate(chart.series):
        at = [position + (place - (count - 1) / 2) * width for position in range(len(chart.labels))]
        bars = axes.bar(at, series.values, width * 0.92, label=series.name, color=COLOURS[place % len(COLOURS)])
        axes.bar_label(bars, [str(value) if value else "" for value in series.values], padding=1, fontsize=7)
    _dressed(axes, chart)
    axes.margins(y=0.12)
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=count, frameon=False, fontsize=8)


def _pareto(axes: Axes, chart: Chart) -> None:
    (series,) = chart.series
    positions = range(len(chart.labels))
    bars = axes.bar(positions, series.values, 0.7, color=COLOURS[0])
    axes.bar_label(bars, [str(value) for value in series.values], label_type="center", color="white", fontsize=8)
    _dressed(axes, chart)
    whole = sum(series.values)
    shares = [100 * sum_ / whole for sum_ in accumulate(series.values)] if whole else []
    other = axes.twinx()
    if shares:
        other.plot(positions, shares, color=COLOURS[1], marker="o", markersize=4, linewidth=1.5)
    other.set_ylim(0, 109)
    other.set_ylabel(wording.SHARE, fontsize=8)
    for side in ("top", "left"):
        other.spines[side].set_visible(False)
    axes.margins(y=0.12)


def _dressed(axes: Axes, chart: Chart) -> None:
    """Label the columns, count in whole numbers and keep only the lines that help to read."""
    axes.set_xticks(range(len(chart.labels)), [fill(label, 14) for label in chart.labels], fontsize=8)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=SOFT, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if not any(value for series in chart.series for value in series.values):
        axes.set_ylim(0, 1)
        axes.set_yticks([0])
        axes.text(0.5, 0.5, wording.EMPTY, transform=axes.transAxes, ha="center", va="center", color="#777777")
