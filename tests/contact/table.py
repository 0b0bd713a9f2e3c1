"""The table of beliefs in docs/fidelity.md, made from the probes and the recordings: `make beliefs`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from automation.contact.catalogue import BELIEFS
from automation.contact.comparison import Compared, Verdict
from automation.contact.record import Record, read_record
from automation.contact.values import Answer, Answered, Belief, Ground
from demo.mirror import workspace_outcome

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "fidelity.md"
RECORDINGS = Path(__file__).resolve().parent / "recordings"
_BEGIN = "<!-- `make beliefs` writes from here -->\n"
_END = "<!-- to here -->\n"


def recordings(folder: Path = RECORDINGS) -> tuple[Record, ...]:
    """Read what was given back, the oldest first."""
    found = [read_record(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return tuple(sorted((one for one in found if one.against == "google"), key=lambda one: one.day))


def table(given: Sequence[Record], workspace: Mapping[str, Answer]) -> str:
    """Return the table.

    Args:
        given: recordings, the oldest first.
        workspace: what the embedded workspace answers; needed where anything was recorded.
    """
    rows = (_row(belief, given, workspace) for belief in BELIEFS)
    return "\n".join(["| Belief | What is believed | How it is known |", "|---|---|---|", *rows, ""])


def _row(belief: Belief, given: Sequence[Record], workspace: Mapping[str, Answer]) -> str:
    return f"| `{belief.name}` | {belief.sentence} | {'; '.join(_known(belief, given, workspace))} |"


def _known(belief: Belief, given: Sequence[Record], workspace: Mapping[str, Answer]) -> Iterator[str]:
    source = f"[{belief.source.ground.value}]({belief.source.url})"
    measured = [one for one in given if isinstance(one.answers.get(belief.name), Answered)]
    if not measured:
        yield source if belief.source.ground is Ground.DOCUMENTED else f"believed, {source}"
        return
    newest = measured[-1]
    yield f"measured on {newest.day}, {newest.account}, {newest.place}"
    row = Compared(belief.name, newest.answers[belief.name], workspace.get(belief.name))
    if row.verdict is Verdict.DIFFERS:
        yield "the workspace answers otherwise"
    yield source


def shown(page: Path = PAGE) -> str:
    """Return the table as it stands in the page."""
    return page.read_text(encoding="utf-8").partition(_BEGIN)[2].partition(_END)[0]


def write(text: str, page: Path = PAGE) -> None:
    """Put a table in the place of the one in the page."""
    whole = page.read_text(encoding="utf-8")
    head, _, rest = whole.partition(_BEGIN)
    page.write_text(head + _BEGIN + text + _END + rest.partition(_END)[2], encoding="utf-8")


def current() -> str:
    """Return the table as it should stand; the workspace is asked only where there is something to compare."""
    given = recordings()
    if not given:
        return table(given, {})
    with TemporaryDirectory() as folder:
        return table(given, workspace_outcome(Path(folder), shared=False).answers)


if __name__ == "__main__":
    write(current())
