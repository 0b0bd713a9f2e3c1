"""What the forms offer of the office's own list of services: they follow its tab, one read and one write a change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.domain.setback import Failure
from automation.domain.setback_name import SetbackName
from automation.jobs.boundary import attempt
from automation.jobs.job_context import JobContext
from automation.jobs.own_lists import SERVICES, OwnList, offered
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import deciding
from automation.jobs.tick.gather import INTAKES
from automation.jobs.tick.showing import Shown
from automation.jobs.trouble import Trouble, fingerprint
from automation.register.other_texts import form_text


def offer_services(job: JobContext, memory: Memory, snapshot: Snapshot, before: Shown) -> Shown:
    """Let each form that asks for a service offer those listed now; nothing in a workbook from before their tab."""
    if Place.tab(SERVICES.tab) not in memory.places:
        return before
    services = snapshot.workbook.services
    names = offered(services)
    mark = fingerprint(*names)
    for form in (*INTAKES, deciding.FORM):
        if memory.notes.get(Note.offered(form)) == mark or Place.form(form) not in memory.places:
            continue
        name = SetbackName.offer(form)
        setback = memory.setbacks.get(name)
        if setback is not None and setback.rests(snapshot.now, mark):
            before = replace(before, resting=before.resting | {name})
            continue
        done = attempt(partial(_offer, job, memory.places[Place.form(form)], form, services), job.on_bug)
        if isinstance(done, Failure):
            trouble = Trouble(name=name, failure=done, rests_on=mark)
            before = replace(before, troubles={**before.troubles, name: trouble})
        else:
            job.ledger.note_memory(Note.offered(form), mark)
    return before


def _offer(job: JobContext, id: str, form: str, services: OwnList) -> None:
    for question in form_text(form, "", "").questions:
        if question.own_list == SERVICES.tab:
            job.forms.offer(id, question, offered(services), services.known(SERVICES))
