"""Whether people have linked the forms to the workbook: then the raw tabs show when to ask the forms."""

from __future__ import annotations

from datetime import datetime, timedelta

from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.job_context import JobContext
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import survey
from automation.register.other_texts import FORMS

LOOK_EVERY = timedelta(minutes=15)
#: What Google calls a raw tab, in English and Indonesian workbooks.
RAW_TITLES = ("Form Responses", "Form responses", "Respons Formulir", "Jawaban Formulir", "Tanggapan Formulir")

_KNOWN_BY = {
    "decisions": "kode tindak lanjut",
    "officer": "kanal",
    "survey": "kode survei",
    "survey_paper": "lembar survei",
}


def look_for(job: JobContext, memory: Memory, snapshot: Snapshot) -> None:
    """Look for raw tabs of forms that are not known to be linked: at first, then now and then, or after an answer.

    Those of the survey are not to be linked, since few may read its answers.
    """
    meant = (one for one in snapshot.arrivals.asked if one not in survey.FORMS)
    unlinked = [one for one in meant if one not in snapshot.arrivals.raw_lengths]
    looked = memory.notes.get(Note.FORMS_LOOKED)
    due = looked is None or not timedelta() <= snapshot.now - datetime.fromisoformat(looked) < LOOK_EVERY
    if not unlinked or not due:
        return
    find(job, memory)
    job.ledger.note_memory(Note.FORMS_LOOKED, snapshot.now.isoformat())


def find(job: JobContext, memory: Memory) -> tuple[str, ...]:
    """Match raw tabs with forms and remember them; returns the places that are linked now.

    A raw tab's headings are the form's questions: the signed form alone asks for its code, the officer's form for the
    channel, the survey for its code, and the one for sheets of paper for the number on the sheet.
    """
    known = {memory.places.get(Place.raw(form)) for form in FORMS}
    titles = [title for title in job.workbook.tabs() if title.startswith(RAW_TITLES) and title not in known]
    if not titles:
        return ()
    quoted = ["'{}'".format(title.replace("'", "''")) for title in titles]
    found = job.workbook.read([f"{title}!{cells}" for title in quoted for cells in ("1:1", "A:A")])
    linked = []
    for place, title in enumerate(titles):
        first_row, answers = found[2 * place], found[2 * place + 1]
        headings = {str(cell).casefold() for cell in first_row[0]} if first_row else set()
        form = next((form for form, word in _KNOWN_BY.items() if any(word in one for one in headings)), "public")
        job.ledger.remember_place(Place.raw(form), title)
        # These answers were asked for in this very tick; one that came in between is found by the regular asking.
        job.ledger.note_memory(Note.length(form), str(max(0, len(answers) - 1)))
        linked.append(Place.raw(form))
    return tuple(linked)
