"""`explain NUMBER`: a complaint's way so far, what it waits for, and why each thing did or did not happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from automation.domain.case import StepRecord
from automation.domain.dates import date_and_time, short_date
from automation.domain.effects import Effect, SendMail
from automation.domain.memory import HistoryLine, Memory
from automation.domain.numbers import ComplaintNumber
from automation.workflow.wording import STEP_NAMES

from .decide import Plan, View, decide
from .desk import Desk
from .gather import gather
from .to_customer import ACKNOWLEDGEMENT


class UnknownComplaint(Exception):
    """No complaint has this number; the text says what to do."""


def explain(desk: Desk, number: ComplaintNumber, now: datetime) -> str:
    """Tell a complaint's way in Indonesian; nothing is written.

    Raises:
        UnknownComplaint: the ledger has no such complaint.
    """
    memory = desk.ledger.memory()
    if number not in memory.cases:
        raise UnknownComplaint(f"Keluhan {number} tidak ada di buku besar. Periksa nomornya di lembar Register.")
    plan = decide(gather(desk, memory, now), memory, desk.settings)
    lines = _told(plan, memory, number, desk.ledger.history_of(number), desk.settings.hours.zone)
    return "\n".join(lines)


def _told(
    plan: Plan, memory: Memory, number: ComplaintNumber, history: tuple[HistoryLine, ...], zone: tzinfo
) -> Iterator[str]:
    view = plan.views[number]
    intake = view.case.intake
    yield f"{number} – kanal {intake.channel.value}, diterima {_moment(intake.received_at, zone)}"
    yield f"Status: {view.standing.state}"
    yield ""
    yield "Perjalanan:"
    yield from (f"  {_passage(record, zone)}" for record in view.case.steps)
    yield ""
    yield from _waiting(view, zone)
    yield from _undone(plan, memory, number)
    yield from _done(memory, number)
    yield "Riwayat:"
    for line in history:
        change = f": “{_short(line.old)}” → “{_short(line.new)}”" if line.old or line.new else ""
        yield f"  {_moment(line.at, zone)}  {line.what}{change}"


def _passage(record: StepRecord, zone: tzinfo) -> str:
    again = f" (putaran {record.round})" if record.round > 1 else ""
    began = _moment(record.began, zone)
    ended = f"selesai {_moment(record.ended, zone)}" if record.ended else "berjalan"
    due = f", tenggat {_moment(record.due, zone)}" if record.due else ""
    late = ", TERLAMBAT" if record.breached else ""
    return f"Langkah {record.step.value} {STEP_NAMES[record.step]}{again}: mulai {began}, {ended}{due}{late}"


def _waiting(view: View, zone: tzinfo) -> Iterator[str]:
    standing = view.standing
    if view.case.outcome is not None:
        yield f"Ditutup {_moment(standing.since, zone)}; tidak ada yang ditunggu."
    else:
        yield f"Yang ditunggu: {standing.task}"
        yield f"Dari: {standing.responsible}"
        if standing.due:
            yield f"Paling lambat: {_moment(standing.due, zone)}"
    if view.case.disposition:
        held = view.case.disposition
        yield f"Disposisi: {held.group}, oleh {held.by}, {_moment(held.at, zone)}"
    for hold in view.case.holds:
        until = (
            f"sampai {short_date(hold.until.astimezone(zone).date())}"
            if hold.until
            else "sampai kolomnya dikosongkan"
        )
        began = short_date(hold.began.astimezone(zone).date())
        yield f"Penundaan: sejak {began} {until}; selama itu tenggat berhenti."
    for warning in view.warnings:
        yield f"Peringatan: {warning}"
    yield ""


def _undone(plan: Plan, memory: Memory, number: ComplaintNumber) -> Iterator[str]:
    """Tell what the next tick will do, and why it was not done yet."""
    pending = [effect for effect in (*plan.effects, *plan.held_back) if _concerns(effect, number)]
    if not pending:
        return
    yield "Belum dilakukan:"
    for effect in pending:
        key = str(effect.key)
        if effect in plan.held_back:
            why = "ditahan, karena terlalu banyak surel sekaligus; lihat `sync --dry-run`"
        else:
            why = memory.failures.get(key, "dilakukan pada `sync` berikutnya")
        yield f"  {_name(key, number)}: {why}"
    yield ""


def _done(memory: Memory, number: ComplaintNumber) -> Iterator[str]:
    done = [key for key in memory.results if key.startswith(f"{number}/")]
    yield "Sudah dilakukan, masing-masing sekali untuk selamanya:"
    yield from (f"  {_name(key, number)}" for key in done)
    told = sum(1 for key in memory.covered if key.startswith(f"{number}/"))
    yield f"  {told} kabar kepada petugas, digabung per orang"
    yield ""


def _concerns(effect: Effect, number: ComplaintNumber) -> bool:
    if isinstance(effect, SendMail) and any(key.startswith(f"{number}/") for key in effect.covers):
        return True
    return effect.key.subject == str(number)


def _name(key: str, number: ComplaintNumber) -> str:
    what = key.removeprefix(f"{number}/")
    return "surel penerimaan" if what.endswith(ACKNOWLEDGEMENT) else what.replace("/", " ").replace("_", " ")


def _moment(at: datetime, zone: tzinfo) -> str:
    return date_and_time(at.astimezone(zone))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
