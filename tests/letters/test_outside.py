"""A draft that fetches something from elsewhere, runs something or fills itself in becomes no letter."""

import re
import zipfile
from io import BytesIO

import pytest

from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.letters.late import draft_faults
from tests.letters.samples import NUMBER, SECRET, filled

REPLY = filled(DocumentKind.SURAT_BALASAN)
CODE = DocumentCode(NUMBER, DocumentKind.SURAT_BALASAN).signed(SECRET)
RELATIONS = "word/_rels/document.xml.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(part: str, before: str, after: str, draft: bytes = REPLY) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(draft)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == part:
                content = re.sub(before, after, content, count=1)
                assert after[:20] in content
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
    return out.getvalue()


def with_relation(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed(RELATIONS, "</Relationships>", relation + "</Relationships>")


def with_object(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"/>'
    draft = changed(RELATIONS, "</Relationships>", relation + "</Relationships>")
    ending = target.rpartition(".")[2]
    kinds = f'<Override PartName="/word/{target}" ContentType="application/{ending}"/></Types>'
    out = BytesIO(changed("[Content_Types].xml", "</Types>", kinds, draft))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(f"word/{target}", "<x/>")
    return out.getvalue()


def with_field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return changed("word/document.xml", "</w:p>", runs + "</w:p>")


def fields(*instructions: str) -> bytes:
    """Return the letter with these fields in one paragraph, each between its own marks."""
    runs = "".join(
        f"{mark('begin')}<w:r><w:instrText>{one}</w:instrText></w:r>{mark('separate')}<w:r><w:t>1</w:t></w:r>{mark('end')}"
        for one in instructions
    )
    return changed("word/document.xml", "</w:p>", runs + "</w:p>")


def mark(does: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{does}"/></w:r>'


def within_another() -> bytes:
    inner = f"{mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{mark('end')}"
    outer = f"{mark('begin')}<w:r><w:instrText> INCLUDE</w:instrText></w:r>{inner}"
    runs = f"{outer}<w:r><w:instrText>PICTURE x</w:instrText></w:r>{mark('end')}"
    return changed("word/document.xml", "</w:p>", runs + "</w:p>")


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        (with_relation("image", "http://pelacak.example/1.png"), "pelacak.example/1.png"),
        (with_relation("attachedTemplate", "file:////10.0.0.1/normal.dotm"), "10.0.0.1"),
        (with_relation("oleObject", "file:///C:/data.xlsx"), "data.xlsx"),
        (with_relation("subDocument", "bab2.docx"), "bab2.docx"),
        (with_field(' INCLUDEPICTURE "http://x.example/a.png"'), "INCLUDEPICTURE"),
        (fields(" PAGE ", ' INCLUDEPICTURE "http://x.example/a.png"'), "INCLUDEPICTURE"),
        (within_another(), "INCLUDEPICTURE"),
        (with_field(" DDE", "AUTO cmd "), "DDEAUTO"),
        (fields(" PAGE ", ' DATE \\@ "d MMMM yyyy"'), "DATE"),
        (with_field(" FILENAME "), "FILENAME"),
        (with_relation("aFChunk", "bab2.docx"), "sisipan"),
        (with_object("oleObject", "embeddings/oleObject1.bin"), "objek dari program lain"),
        (with_object("package", "embeddings/Microsoft_Excel_Sheet1.xlsx"), "objek dari program lain"),
        (with_object("control", "activeX/activeX1.xml"), "objek dari program lain"),
        (
            changed(
                "[Content_Types].xml",
                "</Types>",
                '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            ),
            "makro",
        ),
    ],
    ids=[
        "picture",
        "template",
        "object",
        "document",
        "field",
        "second field",
        "field around another",
        "field in pieces",
        "field of today",
        "field of the file",
        "document inside",
        "embedded object",
        "embedded sheet",
        "control",
        "macros",
    ],
)
def test_what_comes_from_outside_is_a_fault_that_names_it(draft: bytes, named: str) -> None:
    [fault] = draft_faults(draft, CODE)
    assert named in fault


def test_the_numbers_of_a_chart_are_no_fault() -> None:
    numbers = f'<Relationship Id="rId1" Type="{OFFICE}/package" Target="../embeddings/Microsoft_Excel_Sheet1.xlsx"/>'
    relations = f'<Relationships xmlns="{PACKAGE}">{numbers}</Relationships>'
    out = BytesIO(REPLY)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/charts/_rels/chart1.xml.rels", relations)
    assert draft_faults(out.getvalue(), CODE) == ()


def test_a_link_and_a_page_number_are_no_fault() -> None:
    assert draft_faults(with_relation("hyperlink", "http://balai.example"), CODE) == ()
    assert draft_faults(fields(" PAGE ", " NUMPAGES "), CODE) == ()
    assert draft_faults(REPLY, CODE) == ()
