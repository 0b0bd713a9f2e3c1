"""`rebuild`: a lost ledger, restored from Register, Riwayat, Arsip, the forms' answers and the sent mail.

An old copy of the ledger is completed in the same way: what it knows stays, what happened since is replayed.
The other direction needs no command: each tick makes the job's tabs show what the ledger holds.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from automation.domain.actions import Action
from automation.domain.case import Case, Event
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import CompleteForm, Deed, Document, Effect, EffectKey, SendMail, ShareCaseFolder
from automation.domain.happenings import LedgerRebuilt, LineLost, PeriodCorrected, PeriodReported, Verbatim
from automation.domain.memory import HistoryLine, Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.sentences import sentence_of
from automation.domain.survey import SurveyAnswer
from automation.exit_status import CannotStart
from automation.jobs.documents_due import marking_of, numbering_of, stating_of
from automation.jobs.incoming_mail.rebuilding import results_of_counted, results_of_mails
from automation.jobs.job_context import JobContext
from automation.jobs.officials import in_force
from automation.jobs.periodic.due import ENDINGS
from automation.jobs.periodic.publishing import PAGE_FOUND, PAGE_MARK
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import succession, survey
from automation.jobs.tick.customer_pages import EVERYBODY, page_found, page_mark, reach_of
from automation.jobs.tick.decide import decide
from automation.jobs.tick.gather import gather
from automation.jobs.tick.ledger_guard import is_older
from automation.jobs.tick.plan import Plan
from automation.jobs.tick.related_lists import list_found, list_of
from automation.jobs.watch.daily import note_what_was_sent
from automation.ledger import COPY
from automation.ports import NotAllowed, UnreadableWorkbook
from automation.register.answers_back import answers_in
from automation.register.history_tab import differences, shown_history
from automation.register.lines import WrongHeadings
from automation.register.schema import answers_tab, tabs
from automation.report.wording import NO_CODE, NO_NUMBER
from automation.settings.values import CustomerPageSettings

from . import wording
from .actions import actions_shown
from .retelling import Retelling
from .shown_files import documents_shown, folders_shown, reports_shown
from .year_books import AllBooks, known_again

#: The effect that carries the notices that count as delivered after a rebuild.
RESTORED_NEWS = EffectKey.of(None, Deed.DIGEST, "disusun-ulang")
#: A number in Riwayat that comes so much later than the one before, and than all lines together could explain, was
#: typed by a person.
WIDEST_GAP = 1_000


class LedgerNotEmpty(CannotStart):
    """There is a ledger already, as new as the workspace; nothing is overwritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back, and what could not; `gaps` are for people to read."""

    complaints: int
    documents: int
    events: int
    mails: int
    gaps: tuple[str, ...]
    answers: int = 0

    def lines(self) -> list[str]:
        """Return it all as lines."""
        return [
            wording.restored(
                complaints=self.complaints,
                documents=self.documents,
                events=self.events,
                mails=self.mails,
                answers=self.answers,
            ),
            *map(wording.gap, self.gaps),
            wording.WHAT_NEXT,
        ]


def restore(job: JobContext, now: datetime) -> Restored:
    """Fill an empty ledger, whose places `setup` has found again, from the workspace, or complete an old one.

    Args:
        job: the office.
        now: the moment.

    Raises:
        LedgerNotEmpty: it holds complaints, and Riwayat shows nothing that it lacks.
    """
    with job.ledger.lock():
        memory = job.ledger.memory()
        books = AllBooks(job, memory)
        job = replace(job, workbook=books)
        snapshot = gather(job, replace(memory, notes={}), now)
        if memory.cases and Note.REBUILDING not in memory.notes and not is_older(snapshot, memory):
            raise LedgerNotEmpty(wording.ledger_not_empty(complaints=len(memory.cases)))
        return _Restoring(job, snapshot, memory, books).run()


def _is_page(printed: str) -> bool:
    key = EffectKey.read(printed)
    return key is not None and key.what in (Deed.PAGE, Deed.FIGURES_PAGE)


class _Restoring:
    """One rebuild in progress."""

    def __init__(self, job: JobContext, snapshot: Snapshot, memory: Memory, books: AllBooks) -> None:
        self.job = job
        self.books = books
        self.snapshot = snapshot
        self.memory = memory
        self.shown: dict[int, HistoryLine] = {}
        self.gaps: list[str] = []

    def run(self) -> Restored:
        self.job.progress.begin(wording.RESTORING, 3)
        self.job.progress.step(wording.HISTORY)
        self.job.ledger.note_memory(Note.REBUILDING, self.snapshot.now.isoformat())
        opened = self.job
        self._officials()
        history = self._history()
        whole = all(line.happening != LineLost() for line in history)
        retelling = Retelling(opened, self.snapshot, self.memory, history, whole=whole)
        self.job.progress.step(wording.CASES)
        # What an interrupted rebuild has kept of the history says nothing of the cases.
        cases = retelling.cases(everything=self.memory.notes.get(Note.REBUILDING, COPY) != COPY)
        self.gaps += retelling.gaps
        documents = self._documents({*self.memory.cases, *(case.number for case in cases)})
        answers = self._answers()
        self.job.ledger.save(cases, (), self.snapshot.now, survey=answers, actions=self._actions(history))
        self._keep(history)
        self.job.progress.step(wording.DOCUMENTS)
        # What a copy knows of a document is more than Arsip shows.
        known = {one.effect for one in self.memory.documents}
        fresh = [one for one in documents if one.effect not in known]
        self.job.ledger.keep_documents(fresh)
        self._effects(cases, documents)
        self._reports(history)
        self._lists()
        self._figures()
        self._pages()
        counted = results_of_counted(self.job, history, self.memory.results)
        for key, result in dict([*results_of_mails(history, documents), *counted]).items():
            self._done(key, None, result)
        self.job.ledger.save((), [Event(None, LedgerRebuilt())], self.snapshot.now)
        known_again(self.job, self.books, self.snapshot.now)
        self.gaps += dict.fromkeys(self.books.gaps)
        mails = self._mails()
        note_what_was_sent(self.job, self.snapshot.now)
        self.job.ledger.forget_note(Note.REBUILDING)
        events = len(history) - self.memory.history_length
        return Restored(
            complaints=len(cases),
            documents=len(fresh),
            events=events,
            mails=mails,
            gaps=tuple(self.gaps),
            answers=len(answers),
        )

    # -- history

    def _answers(self) -> list[SurveyAnswer]:
        """Return the survey's answers that are not known: from the forms, and else from their workbook.

        What officers typed from paper, or a form's answers that somebody cleared away, stand there alone.
        """
        heard = {one.response for one in self.memory.survey}
        found = [one for one in survey.all_answers(self.job, self.memory) if one.response not in heard]
        heard |= {one.response for one in found}
        return [*found, *(one for one in self._answers_shown() if one.response not in heard)]

    def _answers_shown(self) -> tuple[SurveyAnswer, ...]:
        if self.job.answers is None:
            return ()
        try:
            (table,) = self.job.answers.read([f"'{answers_tab().title}'"])
            return answers_in(table, self.job.settings.hours.zone, (NO_CODE, NO_NUMBER))
        except (UnreadableWorkbook, WrongHeadings, NotAllowed) as fault:
            self.gaps.append(wording.answers_unreadable(str(fault)))
            return ()

    def _history(self) -> list[HistoryLine]:
        """Read Riwayat after what the ledger holds; a line that is gone is replaced by one that says so."""
        (table,) = self.job.workbook.read([f"'{tabs()['history'].title}'"])
        self.shown = dict(shown_history(table, self.job.settings.hours.zone))
        kept = {line.sequence: line for line in self.job.ledger.history()}
        numbers, end = sorted({*self.shown, *kept}), 0
        for sequence in numbers:
            if sequence - end > WIDEST_GAP + len(numbers):
                self.gaps.append(wording.not_a_line(sequence))
                self.shown.pop(sequence, None)
            else:
                end = sequence
        found = {**self.shown, **kept}
        missing = [sequence for sequence in range(1, max(found, default=0)) if sequence not in found]
        if missing:
            self.gaps.append(wording.lines_missing(len(missing)))
        gap = sentence_of(LineLost())
        lost = {
            sequence: HistoryLine(
                sequence=sequence, at=self.snapshot.now, number="", what=gap.what, old=gap.old, new=gap.new
            )
            for sequence in missing
        }
        return [line for _, line in sorted({**found, **lost}.items())]

    def _keep(self, history: Sequence[HistoryLine]) -> None:
        """Keep Riwayat's lines in their order, and compare their seals with those that are shown."""
        for line in history[self.memory.history_length :]:
            # Its words exactly: its seal covers them.
            words = Verbatim(line.what, line.old, line.new)
            event = Event(ComplaintNumber.read(line.number), words, since=line.since, who=line.who)
            self.job.ledger.save((), [event], line.at)
        sealed_from = min((number for number, line in self.shown.items() if line.seal), default=len(history) + 1)
        wrong = [number for number, _ in differences(self.job.ledger.history(), self.shown, sealed_from)]
        if wrong:
            self.gaps.append(wording.wrong_seal(wrong[0]))
        self.job.ledger.note_memory(Note.SEALED_FROM, str(len(history) + 1 if wrong else sealed_from))

    # -- officials

    def _officials(self) -> None:
        """Know again who holds which office: those who do now count as let in and told."""
        officials = self.snapshot.workbook.officials
        if officials.note:
            self.job.ledger.note_memory(Note.OFFICIALS, officials.note)
        elif officials.problems:
            self.gaps.append(wording.OFFICIALS_UNREAD)
        self.job = in_force(self.job, officials)
        succession.begun(self.job, self.snapshot, self.job.ledger.memory())

    def _actions(self, history: Sequence[HistoryLine]) -> Iterator[Action]:
        """Know the actions again that an old copy does not: its rows stand in the tab."""
        if self.snapshot.workbook.actions is None:
            return iter(())
        (table,) = self.job.workbook.read([f"'{tabs()['actions'].title}'"])
        shown = actions_shown(self.snapshot.workbook, table, history, self.snapshot.now)
        return (one for one in shown if one.key not in self.memory.actions)

    # -- documents and effects

    def _documents(self, numbers: Container[ComplaintNumber]) -> list[Document]:
        found = list(documents_shown(self.snapshot, numbers, self.job.settings.hours.zone))
        self.gaps += [one for one in found if isinstance(one, str)]
        return [one for one in found if isinstance(one, Document)]

    def _effects(self, cases: Sequence[Case], documents: Sequence[Document]) -> None:
        """Mark done what the archive and the case folders prove to be done."""
        for document in documents:
            self._done(document.effect, document.number, document.file)
            if document.kind is DocumentKind.SURAT_BALASAN and document.form is DocumentForm.PDF:
                self._done(str(numbering_of(document.number, document.sequence)), document.number, document.file)
            if document.signed_by and document.letter_number:
                self._done(str(stating_of(document)), document.number, document.file)
            if document.remark and document.kind.is_ours:
                self._done(str(marking_of(document)), document.number, document.file)
        folders = folders_shown(self.snapshot)
        known = {**self.memory.cases, **{case.number: case for case in cases}}
        for number in sorted(known):
            key = str(EffectKey.of(number, Deed.FOLDER))
            if str(number) in folders:
                self._done(key, number, folders[str(number)])
            elif key not in self.memory.results and not known[number].ended_before_import:
                self.gaps.append(wording.folder_unknown(number))

    def _reports(self, history: Sequence[HistoryLine]) -> None:
        """Know again which periods were reported, with which figures: none of them is reported twice."""
        shown = {one.effect: one for one in reports_shown(self.snapshot, self.job.settings.hours.zone)}
        known = {one.effect for one in self.memory.office_documents}
        self.job.ledger.keep_office_documents(one for key, one in shown.items() if key not in known)
        for report in dict.fromkeys(key.removesuffix(f".{ending}") for key in shown for ending in ENDINGS):
            files = [shown[name].file for ending in ENDINGS if (name := f"{report}.{ending}") in shown]
            if files:
                self._done(report, None, " ".join(files))
        for line in history:
            match line.happening:
                case PeriodReported(period, figures) | PeriodCorrected(period, _, figures):
                    self.job.ledger.note_memory(Note.reported(period), figures)
                case _:
                    pass

    def _lists(self) -> None:
        """Know again, by their marks, the files that list what is related; the next tick lets them say what is so."""
        memory = self.job.ledger.memory()
        listed = {key.number for one in memory.results if (key := EffectKey.read(one)) and key.what is Deed.RELATED}
        lost = {str(list_of(number)): number for number in memory.cases if number not in listed}
        if not lost:
            return
        _, found = self.job.drive.contents_with(memory.places[Place.folder("templates")], list(lost))
        for mark, entry in reversed(found):  # The oldest is ours: copies that people made bear its mark too.
            self._done(str(list_found(lost[mark])), lost[mark], entry.id)

    def _pages(self) -> None:
        """Know again, by their marks, the complainants' own pages; the next tick lets them say what is so."""
        memory = self.job.ledger.memory()
        if Place.folder("pages") not in memory.places or not self.job.settings.customer_pages.are_made:
            return
        known = {key.number for one in memory.results if (key := EffectKey.read(one)) and key.what is Deed.PAGE}
        since = self.snapshot.now - timedelta(days=self.job.settings.customer_pages.kept_days + 1)
        lately = (one for one in memory.cases.values() if one.outcome is None or (one.closed_at or since) > since)
        wanted = {case.number: reach_of(case) for case in lately}
        pages: list[tuple[ComplaintNumber | None, str]] = [(None, EVERYBODY), *wanted.items()]
        marks = {str(page_mark(*one)): one for one in pages if one[0] not in known}
        _, found = self.job.drive.contents_with(memory.places[Place.folder("templates")], list(marks))
        for mark, entry in reversed(found):
            self._done(str(page_found(*marks[mark])), marks[mark][0], entry.id)
        if strangers := self._unknown_pages():
            self.gaps.append(wording.pages_unknown(strangers))

    def _figures(self) -> None:
        """Know again, by its mark, the public file of figures; it stays as it is until the next issue."""
        memory = self.job.ledger.memory()
        if not self.job.settings.public_figures.is_on or str(PAGE_FOUND) in memory.results:
            return
        _, found = self.job.drive.contents_with(memory.places[Place.folder("templates")], [str(PAGE_MARK)])
        for _, entry in found[-1:]:
            self._done(str(PAGE_FOUND), None, entry.id)

    def _unknown_pages(self) -> int:
        """Count the files among the pages that nobody knows: former ones, and what people put there."""
        memory = self.job.ledger.memory()
        pages = {memory.results[one] for one in memory.results if _is_page(one)}
        return sum(one.id not in pages for one in self.job.drive.listing(memory.places[Place.folder("pages")]))

    def _mails(self) -> int:
        """Look in the mailbox for each mail that would go out; what was sent is never sent again.

        Notices that held when the ledger was lost count as delivered: a sent digest does not show which notices it
        carried, and whatever still waits is reminded of by the next rung of its ladder.
        """
        memory = self.job.ledger.memory()
        # Mails that would wait for a page to be made may have been sent all the same.
        settings = replace(self.job.settings, customer_pages=CustomerPageSettings())
        plan = decide(self.snapshot, memory, settings, sure=True)
        self._shares(plan.effects, memory.results)
        self._forms(plan, memory.results)
        sent, wanted = 0, (*plan.effects, *plan.waiting)
        self.job.progress.begin(wording.MAILS, len(wanted))
        for effect in wanted:
            self.job.progress.step()
            if not isinstance(effect, SendMail) or (effect.number is None and effect.key.what is not Deed.OFFICIAL):
                continue
            message = self.job.mailbox.sent(str(effect.key), effect.subject)
            if message is not None:
                self._done(str(effect.key), effect.number, message)
                sent += 1
        # What people wrote since is for the next tick, as always.
        news = {str(event.number) for event in plan.events}
        told = [str(key) for notice in plan.notices if notice.item.case.number not in news for key in notice.keys]
        self.job.ledger.begin(str(RESTORED_NEWS), "Restored", None, "{}", covers=told)
        self.job.ledger.finish(str(RESTORED_NEWS), "")
        return sent

    def _forms(self, plan: Plan, results: Mapping[str, str]) -> None:
        """Know which forms were completed after the sorting; what people sorted since is for the next tick."""
        news = {event.number for event in plan.events}
        for effect in plan.effects:
            if isinstance(effect, CompleteForm) and effect.number not in news and str(effect.form) in results:
                self._done(str(effect.key), effect.number, results[str(effect.form)])

    def _shares(self, effects: Sequence[Effect], results: Mapping[str, str]) -> None:
        """Share the case folders again with whom they are shared already: that changes nothing, and is then known."""
        for effect in effects:
            if isinstance(effect, ShareCaseFolder) and (
                folder := results.get(str(EffectKey.of(effect.number, Deed.FOLDER)))
            ):
                self.job.drive.share(folder, effect.email, "writer")
                self._done(str(effect.key), effect.number, effect.email)

    def _done(self, key: str, number: ComplaintNumber | None, result: str) -> None:
        if key in self.memory.results:
            return
        self.job.ledger.begin(key, "Restored", number, "{}", result)
        self.job.ledger.finish(key, result)
