"""`demo`: plays the story, checks how it ended, and leaves a folder to look into."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from automation import terminal
from automation.domain.vocabulary import Outcome
from automation.jobs.job_context import UNWATCHED
from automation.ports import Progress
from automation.report.period import Period
from automation.report.survey import discreet, grade_of, judged, satisfaction
from local_workspace.__main__ import unusable_port
from local_workspace.server import Serving, serve
from local_workspace.web.spreadsheet import CARDS

from . import USUAL_PORT, checks, leaving, office, wording
from .cases import Branch
from .people import BAMBANG, DEWI, RATNA, STAFF, Refused
from .row_cards import row_cards
from .script import WITA, Script
from .shortest import shortest
from .stage import Disarray, Stage, Tick, opened
from .story import whole_story
from .telling import Teller

DEFAULT_FOLDER = Path("hasil-demo")


def demo(
    folder: Path = DEFAULT_FOLDER, *, short: bool = False, port: int | None = None, program: str = "python main.py"
) -> int:
    """Play the whole SOP (or with `short` its smallest journey) in a folder of its own.

    Args:
        folder: what it leaves; an earlier demo's is replaced.
        short: only one complaint, from the form's answer to the filed reply.
        port: of the workspace; None takes the usual one where it is free.
        program: what people type before a command's name.

    Returns:
        0 when every case ended as it must; 1 when one did not; 2 when it could not start.
    """
    teller = Teller()
    try:
        leaving.fresh(folder)
    except leaving.NotADemo as refusal:
        teller.say(str(refusal))
        return 2
    try:
        served = _served(folder / office.WORKSPACE, port)
    except OSError as error:
        teller.say(unusable_port(port or USUAL_PORT, error))
        return 2
    began = time.monotonic()
    script = shortest() if short else whole_story()
    with served as serving:
        _introduce(serving, folder)
        teller.say(f"Ruang kerja lokal: {serving.address} (terbuka selama demo berjalan)")
        with opened(serving.address, folder, script.begins - timedelta(hours=1)) as stage:
            try:
                with terminal.progress() as shown:
                    idle = play(stage, script, teller, shown)
            except (Disarray, Refused) as reason:
                teller.say(f"\nDemo terhenti pada {stage.now:%d/%m %H.%M}: {reason}")
                return 1
            mailboxes = checks.mails_of(stage, script)
            mails = {address: tuple(mail for _, mail in found) for address, found in mailboxes.items()}
            found = checks.faults(stage, script, mails, idle)
            left = leaving.leave(stage, mailboxes)
            _sum_up(teller, stage, script, left, idle, time.monotonic() - began)
        # The workspace's time goes on from here: answers to the form must be younger than those of the story.
        serving.workspace.clock.run_from(stage.now)
        serving.workspace.store.remember("pages.guide", _guide(folder, stage.now, program))
    _farewell(teller, folder, serving.workspace.base, program)
    if found:
        teller.say("\nTIDAK SESUAI HARAPAN:")
        for fault in found:
            teller.say(f"  ✗ {fault}")
        return 1
    teller.say("\nSemua keluhan berakhir sebagaimana mestinya.")
    return 0


def play(stage: Stage, script: Script, teller: Teller, progress: Progress = UNWATCHED) -> Tick:
    """Play all scenes in order, with a tick after each minute that has some; give an idle tick at the end."""
    stage.tick()
    stage.link_forms()
    stage.set_clock(stage.now + timedelta(minutes=16))
    stage.tick()
    acts = list(script.in_order())
    progress.begin(wording.PLAYING, len(acts))
    for at, scenes in acts:
        progress.step()
        stage.set_clock(at)
        for scene in scenes:
            if scene.what:
                number = stage.numbers.get(scene.case.subject, "") if scene.case else ""
                teller.event(at, number, scene.what)
            scene.act(stage)
        stage.set_clock(at + timedelta(minutes=1))
        teller.reaction(stage.tick())
    stage.set_clock(stage.now + timedelta(minutes=1))
    teller.reaction(stage.tick())
    stage.set_clock(stage.now + timedelta(minutes=1))
    return stage.tick()


def _served(folder: Path, port: int | None) -> Serving:
    if port is not None:
        return serve(folder, port)
    try:
        return serve(folder, USUAL_PORT)
    except OSError:
        return serve(folder)


def _introduce(serving: Serving, folder: Path) -> None:
    """Write the settings, and make the people known."""
    office.write_settings(folder, serving.address)
    serving.workspace.store.remember(CARDS, row_cards())
    for who, name in STAFF.items():
        serving.workspace.people.add(who.email, name)


def _guide(folder: Path, now: datetime, program: str) -> Mapping[str, object]:
    """What the workspace's start page says."""
    later = (now + timedelta(minutes=5)).isoformat(timespec="minutes")
    return {
        "title": wording.GUIDE_TITLE,
        "text": wording.GUIDE,
        "steps": [
            *wording.GUIDE_STEPS,
            wording.guide_to_sync(f"{program} sync --office {folder / office.SETTINGS} --now {later}"),
        ],
    }


def _sum_up(teller: Teller, stage: Stage, script: Script, left: leaving.Left, idle: Tick, seconds: float) -> None:
    teller.say("\n")
    cases = {case.intake.subject: case for case in stage.memory.cases.values()}
    rows = []
    for one in script.cases:
        case = cases.get(one.subject)
        if case is None:
            continue
        ended = case.closed_at or stage.now
        days = (ended.date() - case.intake.received_at.date()).days
        way = "; ".join(branch.value for branch in Branch if branch in one.branches)
        end = case.outcome.value if case.outcome else "belum selesai"
        rows.append((str(case.number), one.channel.value, one.subject[:48], way[:70], end, str(days)))
    teller.table(("Nomor", "Kanal", "Perihal", "Jalan yang ditempuh", "Akhir", "Hari"), sorted(rows))
    settled = sum(case.outcome is Outcome.SETTLED for case in cases.values())
    teller.say(
        f"\n{len(cases)} keluhan, {settled} di antaranya selesai dengan surat balasan; "
        f"{left.documents} dokumen, {left.scans} pindaian, {left.mails} surel diterima."
    )
    teller.say(_pleased(stage, script))
    teller.say(
        f"{len(stage.ticks)} kali sistem berjalan: {stage.calls['reads']} panggilan baca dan "
        f"{stage.calls['writes']} panggilan tulis; bila tidak ada perubahan, {idle.reads} baca dan "
        f"{idle.writes} tulis. Lama demo {seconds:.0f} detik."
    )


def _pleased(stage: Stage, script: Script) -> str:
    """Tell the index of the survey, as Rekap does."""
    outcomes = {number: case.outcome for number, case in stage.memory.cases.items()}
    found = discreet(satisfaction(judged(stage.memory.survey, outcomes), Period.year(script.begins.year), WITA))
    if found.index is None:
        told = "indeksnya disebut sejak lima jawaban" if found.counted else "belum ada yang dihitung"
        return f"Survei kepuasan: {found.counted} jawaban, {told}."
    index = str(found.index).replace(".", ",")
    return f"Survei kepuasan: {found.counted} jawaban, indeks {index}, mutu {grade_of(found.index).value}."


def _farewell(teller: Teller, folder: Path, address: str, program: str) -> None:
    port = address.rpartition(":")[2]
    where = f"{program} workspace --data {folder / office.WORKSPACE}"
    if port != str(USUAL_PORT):
        where += f" --port {port}"
    teller.say(
        f"""
Hasilnya ada di folder {folder}:
  {leaving.LETTERS}/          surat dan formulir tiap keluhan (.docx dan PDF)
  {leaving.MAILS}/          surel di tiap kotak surat (.eml)
  {leaving.SCANS}/       pindaian yang diarsipkan, dan yang perlu ditinjau
  {leaving.REPORTS}/        laporan bulanan, triwulanan, dan tahunan (.docx, PDF, dan gambar tiap halaman)
  {leaving.REGISTER}   buku kerja
  tanggap.db      buku besar (basis data)
  {office.SETTINGS}     pengaturan kantor contoh; semua perintah berjalan dengan --office {folder / office.SETTINGS}

Buka ruang kerja yang sama di peramban:
  {where}
lalu buka {address} dan pilih siapa Anda, misalnya {STAFF[DEWI]}, {STAFF[BAMBANG]}, atau {STAFF[RATNA]}."""
    )
