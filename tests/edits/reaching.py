"""What edits brought about, counted from what is there, so that one sees what was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Step

from .office import EditedOffice
from .papers import papers_in
from .scanning import MINUTES
from .sending import REPLY, VOID

#: What is done again in a later round: the cause, and the draft.
_AGAIN = (Step.CAUSE, Step.REPLY_DRAFT)
_CHECKED = {
    "Teks sesuai": "signed in Srikandi as approved",
    "Teks berbeda": "signed with other words",
    "Teks tidak": "signed without text",
}
#: What twenty offices come to, and more: whatever none of them reaches is not tried at all.
EXPECTED = frozenset(
    {
        *(
            "letters printed",
            "replies mailed",
            "reopenings",
            "duplicates",
            "duplicates that came back",
            "rounds again",
        ),
        *("addresses left", "officials told", "checked actions", "sheets", "lists of what is related"),
        *("lines of Riwayat", "joint copies", "letters void after they left", "letters void before they left"),
        *_CHECKED.values(),
        *("mails of a letter that replaces another", "invitations", "Notulen by Surel", "Notulen by WhatsApp"),
        *("Notulen by Diambil langsung", "Notulen by Pos/kurir", "Laporan Tindakan Perbaikan made anew"),
        *("Lembar Disposisi made anew", "Undangan Rapat made anew", "meetings that lack a paper"),
        *("a meeting's papers scanned alone", "a meeting's papers scanned in one pile"),
        *("attachments that officers named", "scans set aside"),
    }
)


def reached(office: EditedOffice) -> Counter[str]:
    """Count what the edits of one office came to."""
    world = office.world
    shown = [str(row["Tindakan"]) for row in world.workbook.rows("Status")]
    cases = world.ledger.memory().cases.values()
    topics = [str(one.message["Subject"]) for one in world.mailbox.mails]
    names = [file.name for file in world.drive.files.values()]
    return Counter(
        {
            "letters printed": len(world.drive.printed),
            "replies mailed": sum(topic.endswith(REPLY) for topic in topics),
            "reopenings": sum(len(case.reopenings) for case in cases),
            "duplicates": sum(len(case.firsts) for case in cases),
            "duplicates that came back": sum(len(case.firsts) - (case.first is not None) for case in cases),
            "rounds again": sum(case.round_of(step) - 1 for case in cases for step in _AGAIN if case.round_of(step)),
            "addresses left": sum(len(case.former) for case in cases),
            "officials told": sum("sebagai" in topic for topic in topics),
            "checked actions": sum(text.count("sudah diperiksa") for text in shown),
            "sheets": sum(name.endswith("Label Map.docx") or "Lembar Sampul" in name for name in names),
            "lists of what is related": sum("Keluhan Terkait" in name for name in names),
            "lines of Riwayat": len(world.workbook.rows("Riwayat")),
        }
    ) + Counter([*_of_letters(office), *_of_papers(office), *_of_scans(office)])


def _of_letters(office: EditedOffice) -> Iterator[str]:
    for row in office.world.workbook.rows("Arsip"):
        is_joint, is_void = "/surat-bersama/" in str(row["Kode sistem"]), str(row["Keterangan"]).startswith(VOID)
        checked = str(row["Pemeriksaan tanda tangan"])
        yield from ("joint copies",) if is_joint else ()
        yield from (what for begins, what in _CHECKED.items() if checked.startswith(begins) and not is_joint)
        if is_void and row["Nomor surat"] and not is_joint:
            left = row["Nomor surat"] in office.letters[str(row["Nomor"])].mailed
            yield "letters void after they left" if left else "letters void before they left"
    for one in office.world.mailbox.mails:
        body = one.message.get_body(("plain",))
        if body is not None and "menggantikan surat kami" in str(body.get_content()):
            yield "mails of a letter that replaces another"


def _of_scans(office: EditedOffice) -> Iterator[str]:
    for row in office.world.workbook.rows("Arsip"):
        if str(row["Jenis dokumen"]).startswith(tuple(kind.title for kind in MINUTES)):
            code = str(row["Kode sistem"])
            yield (
                "a meeting's papers scanned in one pile" if "/berkas/" in code else "a meeting's papers scanned alone"
            )
    for row in office.world.workbook.rows("Riwayat"):
        if str(row["Kejadian"]).startswith("Pindaian ditetapkan petugas"):
            yield "attachments that officers named"
    yield from ("scans set aside" for _ in office.world.drive.inside("folder-review"))
    asked = [str(row["Kelengkapan berkas"]) for row in office.world.workbook.rows("Register")]
    yield from ("meetings that lack a paper" for said in asked if any(kind.title in said for kind in MINUTES))


def _of_papers(office: EditedOffice) -> Iterator[str]:
    for paper in papers_in(office.world):
        if paper.kind is DocumentKind.NOTULEN:
            yield f"Notulen by {paper.says['Cara']}"
        elif paper.kind is DocumentKind.UNDANGAN_RAPAT:
            yield "invitations"
        if paper.is_marked and paper.kind is not DocumentKind.NOTULEN:
            yield f"{paper.kind.title} made anew"
