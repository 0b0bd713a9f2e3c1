"""The command `kontak`: what Google answers, beside what the embedded workspace does."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from automation import __version__, contact_wiring, wiring
from automation.contact import answer_words, wording
from automation.contact.catalogue import PROBES
from automation.contact.comparison import Compared, Verdict, compared
from automation.contact.contact import Outcome
from automation.contact.record import recorded
from automation.contact.site import Deed, Guests
from automation.contact.values import Answer, Answered
from automation.domain.places import Place
from automation.exit_status import DONE, NEEDS_A_PERSON
from automation.ports import NotAllowed
from automation.settings.values import GoogleSettings

from . import EXTRA

#: So many calls it makes with nobody's help and no address to share with; a test holds it near the truth.
USUAL_CALLS = 115
NOTES = "kontak-sisa.json"


def first_contact(options: argparse.Namespace) -> int:
    """Make a contact, write its answers down, and show where the embedded workspace answers otherwise."""
    with wiring.open_records(options.office) as (settings, ledger):
        google, office = settings.google, ledger.places().get(Place.ROOT, "")
    guests = Guests(tester=options.alamat_uji or "", stranger=options.alamat_tanpa_akun or "")
    with contact_wiring.open_contact(google, options.office.with_name(NOTES)) as opened:
        _hold_apart(guests, opened.account)
        if not _agreed(opened.account, guests, sure=options.ya):
            _say(wording.NOT_BEGUN)
            return NEEDS_A_PERSON
        hand = None if options.ya else ConsoleHand(guests.tester)
        with _refusals_unlogged():
            outcome = opened.made(guests=guests, hand=hand, progress=_progress, home=options.folder, office=office)
        _write(outcome, opened.account, google, options.berkas)
    other = _mirrored(shared=bool(google.shared_drive))
    rows = compared(outcome.answers, other) if other is not None else ()
    _say("\n".join([*comparison_lines(rows), *_rest_lines(outcome)]))
    differs = any(row.verdict is Verdict.DIFFERS for row in rows)
    return NEEDS_A_PERSON if differs or not outcome.left.is_nothing else DONE


def _hold_apart(guests: Guests, account: str) -> None:
    for option, given in (("--alamat-uji", guests.tester), ("--alamat-tanpa-akun", guests.stranger)):
        if given == account:
            raise NotAllowed(wording.own_address(option))


@contextmanager
def _refusals_unlogged() -> Iterator[None]:
    """Keep the client library from warning of refusals: here they are answers."""
    library = logging.getLogger("googleapiclient.http")
    before = library.level
    library.setLevel(logging.ERROR)
    try:
        yield
    finally:
        library.setLevel(before)


# -- asking people


@dataclass(frozen=True, slots=True)
class ConsoleHand:
    """Asks whoever sits at the keyboard; `tester` is the address that files are shared with."""

    tester: str

    def do(self, deed: Deed, where: str) -> bool:
        """Ask for it and wait; False where it is skipped."""
        match deed:
            case Deed.PUT_FILE:
                _say(f"  {wording.put_file(where, self.tester)}")
            case Deed.EDIT_DRAFT:
                _say(f"  {wording.edit_draft(where)}")
            case Deed.SEND_DRAFT:
                _say(f"  {wording.send_draft(where)}")
        return _typed(wording.HAND_ASKED, otherwise=wording.SKIPPED_BY_HAND) != wording.SKIPPED_BY_HAND


def _agreed(account: str, guests: Guests, *, sure: bool) -> bool:
    _say(
        wording.plan(
            account=account,
            probes=len(PROBES),
            calls=USUAL_CALLS,
            tester=guests.tester,
            stranger=guests.stranger,
            waits_for_hands=not sure,
        )
    )
    return sure or _typed(wording.ASK, otherwise="") == wording.YES


def _typed(question: str, *, otherwise: str) -> str:
    try:
        return input(question).strip().lower()
    except EOFError:
        return otherwise


# -- telling people


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _progress(place: int, count: int, name: str, answer: Answer | None) -> None:
    if answer is None:
        _say(wording.asking(place, count, wording.TITLES[name]))
    else:
        _say(f"        {_shown(answer)}")


def _shown(answer: Answer | None) -> str:
    match answer:
        case Answered(facts=facts):
            return ", ".join(answer_words.fact_text(name, fact) for name, fact in facts.items())
        case None:
            return "–"
        case _:
            return wording.WANTS[answer.need]


def comparison_lines(rows: Sequence[Compared]) -> Iterator[str]:
    """Return what the comparison comes to, as lines for people; no rows where nothing was compared."""
    if not rows:
        yield wording.NOT_COMPARED
        return
    by_verdict = {verdict: [row for row in rows if row.verdict is verdict] for verdict in Verdict}
    same, others, skipped = (by_verdict[verdict] for verdict in (Verdict.SAME, Verdict.DIFFERS, Verdict.NOT_TRIED))
    if skipped:
        titles = [wording.for_want_of(title=wording.TITLES[row.name], want=_shown(row.ours)) for row in skipped]
        yield wording.not_tried(titles)
    if not others:
        yield wording.same(len(same), len(skipped))
        return
    yield wording.differs(len(others), len(same), len(skipped))
    for row in others:
        title = wording.TITLES[row.name]
        yield wording.difference(name=row.name, title=title, here=_shown(row.ours), local=_shown(row.other))


def _rest_lines(outcome: Outcome) -> Iterator[str]:
    left = outcome.left
    if left.folders:
        yield wording.files_left(count=left.files, folders=left.folders)
    else:
        yield wording.NOTHING_LEFT
    if left.drafts:
        yield wording.drafts_left(left.drafts)
    if outcome.sent:
        yield wording.mails_left(count=outcome.sent, run=outcome.run)


# -- writing down, and the other side


def _write(outcome: Outcome, account: str, google: GoogleSettings, asked: Path | None) -> None:
    now = wiring.now()
    record = recorded(
        outcome,
        day=now.date(),
        address=account,
        base=google.base_address,
        shared=bool(google.shared_drive),
        version=__version__,
    )
    file = asked or Path(f"kontak-{now:%Y-%m-%d-%H%M}.json")
    file.write_text(record.as_json(), encoding="utf-8")
    _say(wording.written(file))


def _mirrored(*, shared: bool) -> Mapping[str, Answer] | None:
    """Return what the embedded workspace answers to the same; None where it is not installed."""
    if any(find_spec(name) is None for name in EXTRA):
        return None
    from .mirror import workspace_outcome

    _say(wording.COMPARING)
    with TemporaryDirectory(prefix="tanggap-kontak-") as folder, _refusals_unlogged():
        return workspace_outcome(Path(folder), shared=shared).answers
