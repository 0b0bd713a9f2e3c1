"""`rebuild`: a lost ledger, restored from Register, Riwayat, Arsip, the forms' answers and the sent mail.

The other way round needs no command: each tick makes the job's tabs show what the ledger holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from automation.domain.case import Case, Event
from automation.domain.cells import Cell
from automation.domain.complaint import Intake
from automation.domain.documents import DocumentKind
from automation.domain.effects import Document, Effect, EffectKey, SendMail, ShareCaseFolder
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Channel
from automation.intake.taking_in import intake_of
from automation.jobs.desk import Desk
from automation.jobs.office_view import rules_of
from automation.jobs.post import rebuilding as rebuild_post
from automation.jobs.telling.digests import AT_ONCE
from automation.jobs.tick import survey
from automation.jobs.tick.decide import decide
from automation.jobs.tick.gather import INTAKES, gather
from automation.jobs.tick.paperwork import FOLDER, NUMBERED
from automation.jobs.tick.snapshot import Snapshot
from automation.jobs.watch.diary import SEALED_FROM
from automation.register.history_tab import differences, shown_history
from automation.register.projection import CAME_IN
from automation.register.reading import Line, lines_of, moment_of, staff_cells
from automation.register.schema import tabs
from automation.workflow.replay import replayed
from automation.workflow.surroundings import Surroundings

_FILE = re.compile(r"/file/d/([\w-]+)")
_FOLDER = re.compile(r"/folders/([\w-]+)")
_CAME_IN = re.compile(rf" \(({'|'.join(CAME_IN)})\)\Z")
#: What carries the notices that count as told after a rebuild.
RESTORED_NEWS = EffectKey("kantor", AT_ONCE, "disusun-ulang")
LOST_LINE = "Baris riwayat ini tidak ada di lembar Riwayat"


class LedgerNotEmpty(Exception):
    """There is a ledger already; nothing is overwritten."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and what could not; `gaps` are for people to read."""

    complaints: int
    documents: int
    events: int
    mails: int
    gaps: tuple[str, ...]
    answers: int = 0

    def lines(self) -> list[str]:
        """Give it all as lines."""
        return [
            f"Dipulihkan: {self.complaints} keluhan, {self.documents} dokumen, {self.events} kejadian, "
            f"{self.mails} surel yang sudah terkirim, {self.answers} jawaban survei.",
            *(f"! {gap}" for gap in self.gaps),
            "Periksa dengan `sync --dry-run`, lalu jalankan `sync`.",
        ]


def restore(desk: Desk, now: datetime) -> Restored:
    """Fill an empty ledger, whose places `setup` has found again, from the workspace.

    Raises:
        LedgerNotEmpty: it holds complaints.
    """
    with desk.ledger.lock():
        memory = desk.ledger.memory()
        if memory.cases:
            raise LedgerNotEmpty(
                f"Buku besar berisi {len(memory.cases)} keluhan, jadi tidak disusun ulang. "
                "Bila memang rusak, pindahkan berkasnya lebih dahulu."
            )
        snapshot = gather(desk, replace(memory, notes={}), now)
        return _Restoring(desk, snapshot).run()


class _Restoring:
    """One rebuild on its way."""

    def __init__(self, desk: Desk, snapshot: Snapshot) -> None:
        self.desk = desk
        self.snapshot = snapshot
        self.zone: tzinfo = desk.settings.hours.zone
        self.gaps: list[str] = []

    def run(self) -> Restored:
        history = self._history()
        cases = self._cases(history)
        documents = self._documents({case.number for case in cases})
        answers = survey.all_answers(self.desk, self.desk.ledger.memory())
        self.desk.ledger.save(cases, (), self.snapshot.now, survey=answers)
        self._keep(history)
        self.desk.ledger.keep_documents(documents)
        self._effects(cases, documents)
        for key, result in dict(rebuild_post.settled(history, documents)).items():
            self._done(key, None, result)
        self.desk.ledger.save((), [Event(None, "Buku besar disusun ulang dari ruang kerja")], self.snapshot.now)
        mails = self._mails()
        return Restored(len(cases), len(documents), len(history), mails, tuple(self.gaps), len(answers))

    # -- history and cases

    def _history(self) -> list[HistoryLine]:
        """Read Riwayat; a line that is gone leaves its number to a line that says so."""
        (table,) = self.desk.workbook.read([f"'{tabs()['history'].title}'"])
        found = dict(shown_history(table, self.zone))
        missing = [sequence for sequence in range(1, max(found, default=0)) if sequence not in found]
        if missing:
            self.gaps.append(f"{len(missing)} baris Riwayat tidak ditemukan; urutannya dipertahankan.")
        lost = {sequence: HistoryLine(sequence, self.snapshot.now, "", LOST_LINE, "", "") for sequence in missing}
        return [line for _, line in sorted({**found, **lost}.items())]

    def _keep(self, history: Sequence[HistoryLine]) -> None:
        """Keep Riwayat's lines in their order, and hold the seals they come to against those that are shown."""
        for line in history:
            event = Event(_number(line.number), line.what, line.old, line.new, since=line.since, who=line.who)
            self.desk.ledger.save((), [event], line.at)
        sealed_from = next((line.sequence for line in history if line.seal), len(history) + 1)
        shown = {line.sequence: line for line in history}
        wrong = [number for number, _ in differences(self.desk.ledger.history(), shown, sealed_from)]
        if wrong:
            self.gaps.append(
                f"Riwayat baris {wrong[0]}: segelnya tidak cocok dengan isinya, jadi baris itu atau yang sebelumnya "
                "pernah diubah atau hilang. Segel diperiksa lagi mulai baris berikutnya."
            )
        self.desk.ledger.note_memory(SEALED_FROM, str(len(history) + 1 if wrong else sealed_from))

    def _cases(self, history: Sequence[HistoryLine]) -> list[Case]:
        register = tabs()["register"]
        keys = {column.heading: column.key for column in register.columns}
        answers = self._answers()
        cases: dict[ComplaintNumber, Case] = {}
        for line in self.snapshot.lines:
            number = _number(line.text("number"))
            if number is None or number in cases:
                continue
            told = [one for one in history if one.number == str(number)]
            by_mail = rebuild_post.intake_by_mail(self.desk, self._shown_intake(number, line), line, told)
            intake = by_mail or self._intake(number, line, answers)
            if not told:
                self.gaps.append(f"{number}: Riwayat kosong; perjalanannya dimulai lagi dari langkah 2.")
            cells = staff_cells(line, register)
            cases[number] = replace(replayed(number, intake, told, cells, keys, self._around()), row_seen=True)
        return [cases[number] for number in sorted(cases)]

    def _around(self) -> Surroundings:
        snapshot = self.snapshot
        return Surroundings(rules_of(self.desk.settings), snapshot.groups, snapshot.calendar, snapshot.now)

    def _answers(self) -> dict[tuple[str, ...], list[Intake]]:
        found: dict[tuple[str, ...], list[Intake]] = {}
        places = self.desk.ledger.memory().places
        for form in INTAKES:
            for answer in self.desk.forms.answers(places[f"form.{form}"], None):
                intake = intake_of(answer, officer=form == "officer", zone=self.zone)
                found.setdefault(_fingerprint(intake), []).append(intake)
        return found

    def _intake(self, number: ComplaintNumber, line: Line, answers: Mapping[tuple[str, ...], list[Intake]]) -> Intake:
        """Find the form's answer that a row came from; without it the row itself has to do."""
        shown = self._shown_intake(number, line)
        same = answers.get(_fingerprint(shown), [])
        nearest = min(same, key=lambda one: abs(one.received_at - shown.received_at), default=None)
        if nearest is None:
            self.gaps.append(f"{number}: jawaban formulirnya tidak ditemukan; isinya diambil dari Register.")
            return shown
        same.remove(nearest)
        return nearest

    def _shown_intake(self, number: ComplaintNumber, line: Line) -> Intake:
        received = moment_of(line.cells.get("received_at", ""), self.zone) or self.snapshot.now
        channel = next((one for one in Channel if one.value == line.text("channel")), Channel.FORM)
        texts: dict[str, Any] = {key: line.text(key) for key in _TEXTS}
        return Intake(f"tanpa-jawaban-{number}", received, received, channel, **texts)

    # -- documents and effects

    def _documents(self, numbers: set[ComplaintNumber]) -> list[Document]:
        _, lines = lines_of(tabs()["archive"], self.snapshot.archive)
        found: list[Document] = []
        for line in lines:
            number, file = _number(line.text("number")), _FILE.search(line.text("link"))
            kind = _kind(line.text("kind"))
            if number not in numbers or number is None or file is None or kind is None:
                self.gaps.append(f"Arsip baris {line.row + 1}: tidak terbaca, jadi tidak dipulihkan.")
                continue
            pages = line.cells.get("pages", "")
            found.append(
                Document(
                    effect=line.text("document"),
                    number=number,
                    kind=kind,
                    sequence=_sequence(line.text("document")),
                    form=_form(line),
                    file=file[1],
                    name=line.text("name"),
                    sha256=line.text("sha256"),
                    pages=int(pages) if isinstance(pages, int | float) else None,
                    filed_at=moment_of(line.cells.get("filed_at", ""), self.zone) or self.snapshot.now,
                )
            )
        return found

    def _effects(self, cases: Sequence[Case], documents: Sequence[Document]) -> None:
        """Mark done what the archive and the case folders prove to be done."""
        for document in documents:
            self._done(document.effect, document.number, document.file)
            if document.kind is DocumentKind.SURAT_BALASAN and document.form == "pdf":
                self._done(str(EffectKey(str(document.number), NUMBERED)), document.number, document.file)
        folders = self._folders()
        for case in cases:
            if str(case.number) in folders:
                self._done(str(EffectKey(str(case.number), FOLDER)), case.number, folders[str(case.number)])
            else:
                self.gaps.append(
                    f"{case.number}: folder kasusnya tidak disebut di lembar Status; folder baru akan dibuat."
                )

    def _folders(self) -> dict[str, str]:
        _, lines = lines_of(tabs()["status"], self.snapshot.status)
        return {line.text("number"): folder[1] for line in lines if (folder := _FOLDER.search(line.text("folder")))}

    def _mails(self) -> int:
        """Look in the mailbox for each mail that would go out; what was sent is never sent again.

        What holds for staff now counts as told: nobody can say of a digest what it told, and whatever still waits is
        told again by the next rung of its ladder.
        """
        memory = self.desk.ledger.memory()
        plan = decide(self.snapshot, memory, self.desk.settings, sure=True)
        self._shares(plan.effects, memory.results)
        sent = 0
        for effect in (*plan.effects, *plan.waiting):
            if not isinstance(effect, SendMail) or effect.number is None:
                continue
            message = self.desk.mailbox.sent(str(effect.key), effect.subject)
            if message is not None:
                self._done(str(effect.key), effect.number, message)
                sent += 1
        told = [key for notice in plan.notices for key in notice.keys]
        self.desk.ledger.begin(str(RESTORED_NEWS), "Restored", None, "{}", covers=told)
        self.desk.ledger.finish(str(RESTORED_NEWS), "")
        return sent

    def _shares(self, effects: Sequence[Effect], results: Mapping[str, str]) -> None:
        """Share the case folders again with whom they are shared already: that changes nothing, and is then known."""
        for effect in effects:
            if isinstance(effect, ShareCaseFolder) and (
                folder := results.get(str(EffectKey(str(effect.number), FOLDER)))
            ):
                self.desk.drive.share(folder, effect.email, "writer")
                self._done(str(effect.key), effect.number, effect.email)

    def _done(self, key: str, number: ComplaintNumber | None, result: str) -> None:
        self.desk.ledger.begin(key, "Restored", number, "{}", result)
        self.desk.ledger.finish(key, result)


_TEXTS = (
    "complainant",
    "company",
    "email",
    "phone",
    "address",
    "stated_service",
    "order_reference",
    "subject",
    "description",
    "remedy",
)


def _fingerprint(intake: Intake) -> tuple[str, ...]:
    return (intake.channel.value, *(getattr(intake, key) for key in _TEXTS))


def _number(text: Cell) -> ComplaintNumber | None:
    try:
        return ComplaintNumber.parse(str(text))
    except ValueError:
        return None


def _kind(title: str) -> DocumentKind | None:
    plain = _CAME_IN.sub("", title)
    return next((kind for kind in DocumentKind if kind.title == plain), None)


def _form(line: Line) -> str:
    if came_in := _CAME_IN.search(line.text("kind")):
        return came_in[1]
    return "pdf" if line.text("name").lower().endswith(".pdf") else "docx"


def _sequence(effect: str) -> int:
    last = effect.rpartition("/")[2]
    return int(last) if last.isdigit() else 1
