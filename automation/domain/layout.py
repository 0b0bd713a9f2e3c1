"""How the workbook and the forms look, as values: what setup finds, and what it wants done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from .cells import Written
from .columns import column_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """A protected range as found; `name` tells ours apart. `columns` (from, to) are None where it holds them all."""

    id: int
    name: str
    editors: frozenset[str]
    columns: tuple[int, int] | None = None


class Shows(Enum):
    """Which rows a filter view shows, by what stands in one of their cells."""

    FILLED = "filled"
    WITH = "with"
    WITHOUT = "without"
    PAST_MONTH = "past_month"
    """A date of the last month, counted back from the day on which somebody looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView:
    """Some rows of a tab in an order of their own, for whoever opens it; the rows themselves stay where they are.

    Attributes:
        id: of our choice.
        columns: how many it spans, from the first.
        shows: which rows, by column: what its cell must hold, and the text that this is about.
        order: the column by which they are sorted, and whether from the largest down; None as they stand.
        is_whole: it spans all rows; one that was made for fewer leaves new ones out.
    """

    id: int
    tab: int
    title: str
    columns: int
    shows: Mapping[int, tuple[Shows, str]] = field(default_factory=dict)
    order: tuple[int, bool] | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Cells that are one, printed as "B2:B3"; rows and columns from 0, the ends excluded."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top + 1}:{column_letters(self.right - 1)}{self.bottom}"

    def covers(self, row: int, column: int) -> bool:
        """Return whether what a cell shows is kept in another one, the first of the area."""
        is_within = self.top <= row < self.bottom and self.left <= column < self.right
        return is_within and (row, column) != (self.top, self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTab:
    """A tab of the workbook as found.

    Attributes:
        rows, columns: of its grid, empty ones among them.
        charts: by id the rows that each draws, the end excluded.
        views: filter views by id, people's own among them.
        merged: its areas that are one cell.
        groups: the columns of each group that folds, the end excluded.
    """

    id: int
    title: str
    rows: int
    columns: int
    protections: tuple[Protection, ...] = ()
    has_filter: bool = False
    rules: int = 0
    charts: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    views: Mapping[int, FilterView] = field(default_factory=dict)
    merged: tuple[MergedArea, ...] = ()
    groups: tuple[tuple[int, int], ...] = ()


#: The codes of Indonesian, the likelier first: Google keeps old codes of ISO 639 and may ignore a new one in silence.
INDONESIAN = ("in_ID", "id_ID")


@dataclass(frozen=True, slots=True)
class Region:
    """The locale that a workbook reads typed dates by, such as `in_ID`, and its time zone, such as Asia/Makassar."""

    locale: str
    zone: str

    @property
    def is_indonesian(self) -> bool:
        """Whether 03/12/2026, typed into a cell, becomes the third of December."""
        return self.locale.replace("-", "_").partition("_")[0].lower() in ("in", "id")


@dataclass(frozen=True, slots=True)
class SetRegion:
    """Make the workbook count and date as an office of this region does."""

    region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTab:
    """Make a tab under an id of our choice; `first` is left of all others, and what people see when they open it."""

    tab: int
    title: str
    rows: int
    columns: int
    frozen_rows: int = 0
    frozen_columns: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class AddRows:
    """Add empty rows at a tab's end."""

    tab: int
    count: int


@dataclass(frozen=True, slots=True)
class AddColumns:
    """Add empty columns at a tab's end."""

    tab: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FillColumn:
    """Put one formula into a number of cells of a column, from a row on; it names no row of its own."""

    tab: int
    column: int
    row: int
    rows: int
    formula: str


@dataclass(frozen=True, slots=True)
class RemoveTab:
    """Remove the empty tab that every new workbook has."""

    tab: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column's heading, with its note and width in pixels."""

    tab: int
    column: int
    text: str
    note: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveColumn:
    """Move a column, with all that belongs to it, before another one or to the end; counted as they stand now."""

    tab: int
    column: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRows:
    """Write rows of a fresh tab from a row on; `strong` rows (0 is the first given) are headings."""

    tab: int
    row: int
    rows: tuple[tuple[Written, ...], ...]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DropDown:
    """Offer choices in a column, or those that stand in `source` (a range); what is typed stays, with a mark."""

    tab: int
    column: int
    choices: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ExpectDates:
    """Mark what is no date in a column; the cell offers a calendar."""

    tab: int
    column: int


#: The pattern under which whatever people type stays a text, and 1/12 no date.
PLAIN_TEXT = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """Show a column's numbers by a pattern ("" for as they are, `PLAIN_TEXT`), and wrap long texts."""

    tab: int
    column: int
    pattern: str = ""
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class AddFilter:
    """Set filter buttons on a tab's heading, up to a column; they replace a filter that was there."""

    tab: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Protect:
    """Let only editors write in columns (all when `columns` is None) from a row on, or in the rows before `until`."""

    tab: int
    name: str
    editors: frozenset[str]
    columns: tuple[int, int] | None = None
    row: int = 0
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Reprotect:
    """Change who may write in a protected range; `name` tells people which it is."""

    id: int
    editors: frozenset[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Unprotect:
    """Take a protected range away. Where it is gone already, all that is asked together with this is refused."""

    id: int


@dataclass(frozen=True, slots=True)
class DeleteRows:
    """Delete rows of a tab, counted from 0 as they stand before any of them is deleted."""

    tab: int
    rows: tuple[int, ...]

    def runs(self) -> Iterator[tuple[int, int]]:
        """Return the first of each run of neighbours and the one after its last, the lowest of the tab first."""
        rows = sorted(set(self.rows), reverse=True)
        while rows:
            end = first = rows.pop(0)
            while rows and rows[0] == first - 1:
                first = rows.pop(0)
            yield first, end + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """Colour columns of the rows for which a formula, written for the first row below the heading, is true.

    `strong` makes their words bold too: on paper without colours the rows still differ.
    """

    tab: int
    formula: str
    background: str
    columns: int
    first: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar for each of some rows of a tab; or, with `across`, columns along a row of heads, a colour for each row.

    Attributes:
        id: of our choice.
        rows: the first, and the one after the last; across, that of the heads.
        columns: where the bars' names stand, and where their lengths; across, the column of the rows' names, and the
            one after the last, in all rows alike.
        across: the rows that are drawn across, none of a chart of bars.
        corner: row and column of the cell beneath its upper left corner.
    """

    id: int
    tab: int
    title: str
    rows: tuple[int, int]
    columns: tuple[int, int]
    corner: tuple[int, int]
    across: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceChart:
    """Put a chart that is not there yet into its tab."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class AimChart:
    """Let a chart that is there draw the rows it should; where people moved it, it stays."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class GroupColumns:
    """Let columns be folded away together, from the first up to an end; as yet they are all in sight."""

    tab: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class PutView:
    """Make a filter view, or make the one that is there what it should be."""

    view: FilterView
    is_there: bool


LayoutChange = (
    SetRegion
    | AddTab
    | AddRows
    | AddColumns
    | FillColumn
    | RemoveTab
    | Heading
    | MoveColumn
    | PutRows
    | DropDown
    | ExpectDates
    | ColumnLook
    | AddFilter
    | Protect
    | Reprotect
    | Unprotect
    | DeleteRows
    | Colour
    | PlaceChart
    | AimChart
    | PutView
    | GroupColumns
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Something on Drive that bears our mark; `place` is the name setup gave it."""

    id: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Section:
    """A page of a form that begins with a question; `id` is of our choice, eight hexadecimal digits."""

    id: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form.

    Attributes:
        key: its name in the code.
        id: eight hexadecimal digits; the field of the public page is its decimal value.
        kind: "text", "long_text", "choice" (a drop-down), "radio" (all choices seen at once) or "datetime".
        other_titles: what people call it who make it anew.
        own_list: the key of the office's own list that it offers; "" where its choices are the program's.
        begins: the page that begins with it; None where it stands on the page of the question before.
        ways: the pages that its choices lead to, by choice.
        sends: whatever is chosen, nothing is asked after its page.
    """

    key: str
    id: str
    title: str
    kind: str
    required: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    own_list: str = ""
    begins: Section | None = None
    ways: Mapping[str, str] = field(default_factory=dict)
    sends: bool = False

    def is_called(self, title: str) -> bool:
        """Return whether a question of this title asks the same, whatever its id is."""
        return _folded(title) in map(_folded, (self.title, *self.other_titles))


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold().rstrip(" *:?.")


@dataclass(frozen=True, slots=True)
class FormText:
    """What a form says; with `signs_in` it takes the address that who answers has signed in with."""

    title: str
    description: str
    questions: tuple[Question, ...]
    signs_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """A form as found.

    Attributes:
        questions: titles by question id.
        published: whether it is published and accepts answers; who may answer it is another matter.
        items: how many things it shows, questions among them.
        asks_to_sign_in: whether who answers must be signed in, whoever may.
        linked_to: the workbook its answers go to; "" when it is not linked.
        address: where people fill it.
        choices: what a question offers, by question id; a choice of one's own is not among them.
        dated: ids of the questions that ask for a date with its hour.
    """

    questions: Mapping[str, str]
    published: bool
    linked_to: str
    address: str
    items: int
    asks_to_sign_in: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveRights:
    """What the job's account may do in the office's shared drive, which has a name of its own."""

    name: str
    may_add: bool
    may_trash: bool


@dataclass(frozen=True, slots=True, order=True)
class Responder:
    """Who may answer a form: "anyone", a "domain" by its name, or a "user" by an address in small letters."""

    kind: str
    address: str = ""

    @classmethod
    def anyone(cls) -> Responder:
        """Everybody who knows the form's address, signed in or not."""
        return cls("anyone")
