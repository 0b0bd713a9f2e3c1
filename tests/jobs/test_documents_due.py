"""What stands in the documents because of where a case stands."""

from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn

from tests.builders import wita

from .test_sync import ONE
from .world import World

HEAD, DEPUTY = "Ratna Wulandari, S.T., M.T.", "Indra Kusuma"


def the_draft(world: World) -> str:
    file = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    body = docx.Document(BytesIO(file.content)).element.body
    return "\n".join("".join(part.text or "" for part in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))


def drafted(world: World, **cells: str) -> str:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang", **cells)
    world.fill(ONE, findings="Contoh uji tertukar", cause="Label terlepas")
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda", applied_on="02/11/2026")
    world.fill(ONE, verification="Hasil sesuai", verified_by="Siti Aminah", effective="Ya")
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(2, 14))
    return the_draft(world)


def test_the_head_of_office_signs_the_reply(tmp_path: Path) -> None:
    draft = drafted(World(tmp_path, plain=True))
    assert HEAD in draft
    assert "Plh." not in draft


def test_the_deputy_signs_where_the_head_did_the_work_complained_of(tmp_path: Path) -> None:
    draft = drafted(World(tmp_path, plain=True), workers="kepala@bspji-samarinda.example")
    assert DEPUTY in draft
    assert "Plh. Kepala Balai" in draft
    assert HEAD not in draft


def test_the_reply_names_the_groups_lead_and_the_archive_as_getting_copies(tmp_path: Path) -> None:
    lines = drafted(World(tmp_path, plain=True)).splitlines()
    place = lines.index("Tembusan:")
    assert lines[place + 1 : place + 3] == ["1. Ketua Pokja Pengujian", "2. Arsip"]
