"""What people do to a draft in Drive, over HTTP: each is told beside its row, and no wrong one becomes a letter."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from automation.domain.columns import column_letters
from automation.domain.places import Place
from automation.register.schema import tabs
from demo.people import BAMBANG, DEWI, OFFICE, RATNA, DriveFile, Hands, Somebody
from demo.script import moment
from demo.shortest import shortest
from demo.stage import Stage
from tests.builders import wita
from tests.wired import a_wired_office

ONE = "KEL-2026-0001"
NATIVE = "application/vnd.google-apps.document"
MACROS = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
PICTURE = (
    '<Relationship Id="rIdX" TargetMode="External" Target="http://pelacak.example/1.png" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
)


@dataclass
class Desk:
    """The working group's lead before a draft that was written, and the office's job."""

    stage: Stage
    minute: int = 52

    @property
    def hands(self) -> Hands:
        return self.stage.hands(BAMBANG)

    def files(self) -> dict[str, DriveFile]:
        folder = self.hands.files(f"name = '{ONE}'")[0].id
        return {file.name: file for file in self.hands.inside(folder)}

    @property
    def draft(self) -> str:
        return self.files()[f"{ONE} Surat Balasan.docx"].id

    def throw_away(self, file: str, *, by: Somebody = BAMBANG, is_back: bool = False) -> None:
        """Put a file into the bin, as its owner may, or take it out again."""
        self.stage.hands(by).ask("PATCH", f"/drive/v3/files/{file}", json={"trashed": not is_back})

    def copy(self, file: str, **fields: Any) -> str:
        return str(self.hands.ask("POST", f"/drive/v3/files/{file}/copy", json=fields).json()["id"])

    def fill(self, hands: Hands, key: str, text: str) -> None:
        book = self.stage.place(Place.WORKBOOK)
        [[headings]] = hands.table(book, ["Register!1:1"])
        place = headings.index(tabs()["register"].column(key).heading)
        hands.type_cells(book, {f"Register!{column_letters(place)}2": text})

    def told(self) -> str:
        """Let the job tick twice, of which the second changes nothing, and read what stands beside the row."""
        self.tick()
        book = self.stage.place(Place.WORKBOOK)
        shown = self.hands.table(book, ["Status"])
        self.tick()
        assert self.hands.table(book, ["Status"]) == shown
        [[headings, row]] = shown
        return str(dict(zip(headings, row, strict=False)).get("Peringatan", ""))

    def tick(self) -> None:
        self.minute += 1
        self.stage.set_clock(moment(f"02/12 {13 + self.minute // 60}.{self.minute % 60:02}"))
        self.stage.tick()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        for at, scenes in shortest().in_order():
            if at >= moment("02/12 13.52"):
                break
            office.stage.set_clock(at)
            for scene in scenes:
                scene.act(office.stage)
            office.stage.tick()
        desk = Desk(office.stage)
        desk.fill(desk.hands, "initials", "BS")
        yield desk


def with_part(docx: bytes, name: str, end: str, more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content.replace(end.encode(), more.encode()) if part == name else content)
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return out.getvalue()


def test_what_people_do_to_a_draft_is_told_and_the_one_that_was_approved_becomes_the_letter(desk: Desk) -> None:
    draft = desk.draft
    content = desk.hands.download(draft)
    for part, end, more, word in (
        ("[Content_Types].xml", "</Types>", MACROS, "makro"),
        ("word/_rels/document.xml.rels", "</Relationships>", PICTURE, "pelacak.example"),
    ):
        desk.hands.upload_again(draft, with_part(content, part, end, more))
        assert word in desk.told()
    desk.hands.upload_again(draft, content)
    assert "pelacak.example" not in desk.told()

    desk.throw_away(draft, by=OFFICE)
    assert "Pulihkan yang asli dari Sampah" in desk.told()
    desk.throw_away(draft, by=OFFICE, is_back=True)
    assert "Sampah" not in desk.told()

    for fields in ({"name": "Salinan.docx"}, {"name": "Surat Balasan final", "mimeType": NATIVE}):
        other = desk.copy(draft, **fields)
        assert f"yang mungkin dimaksud: {fields['name']}." in desk.told()
        desk.throw_away(other)
        assert "dimaksud" not in desk.told()

    desk.fill(desk.stage.hands(RATNA), "decision", "Setuju")
    desk.tick()
    for key, text in (("letter_number", "B/1201/BSPJI-Smd/XII/2026"), ("letter_date", "02/12/2026")):
        desk.fill(desk.stage.hands(DEWI), key, text)
    desk.tick()
    assert f"{ONE} Surat Balasan.pdf" in desk.files()
