"""Whether everything ended as it must: each fault is a sentence that names its case."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO

import docx
import pypdfium2 as pdfium
from docx.document import Document

from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document as Filed
from automation.domain.places import Place
from automation.domain.signatures import TextCheck
from automation.ports import KEY_HEADER
from automation.register.schema import answers_tab, tabs
from automation.report.period import Period
from automation.report.wording import COUNTED

from .cases import Branch, Case
from .people import DEWI, OFFICE, RATNA, STAFF, Somebody
from .script import Script
from .stage import IDLE_CALLS, Stage, Tick

Mails = dict[str, tuple[EmailMessage, ...]]


def mails_of(stage: Stage, script: Script) -> dict[str, tuple[tuple[bytes, EmailMessage], ...]]:
    """Read every mailbox of the story; the office's own, which holds copies of what it sent, is left out."""
    addresses = [who.email for who in STAFF if who is not OFFICE] + [
        case.reader for case in script.cases if case.reader
    ]
    return {address: stage.hands(Somebody("", address)).mails() for address in dict.fromkeys(addresses)}


def faults(stage: Stage, script: Script, mails: Mails, idle: Tick) -> tuple[str, ...]:
    """Give everything that is not as it must be; nothing when all is well."""
    found: list[str] = []
    for case in script.cases:
        number = stage.numbers.get(case.subject)
        if number is None:
            found.append(f"“{case.subject}”: tidak tercatat di Register.")
            continue
        found += [f"{number} “{case.subject}”: {fault}" for fault in _case_faults(stage, case, number, mails)]
    if len(stage.numbers) != len(script.cases):
        found.append(f"Ada {len(stage.numbers)} keluhan, padahal seharusnya {len(script.cases)}.")
    found += _mail_faults(mails)
    found += [
        f"{who.name} tidak pernah disurati “{text}”."
        for who, text in script.told
        if not any(text in str(mail["Subject"]) for mail in mails.get(who.email, ()))
    ]
    found += _archive_faults(stage)
    found += _survey_faults(stage, script)
    found += _report_faults(stage, script)
    found += _quiet_faults(idle)
    if (line := stage.job.ledger.verify_history()) is not None:
        found.append(f"Riwayat: baris {line} tidak cocok dengan rantainya.")
    found += [
        f"Tick {tick.at:%d/%m %H.%M} berhenti: {tick.report.later}" for tick in stage.ticks if tick.report.later
    ]
    return tuple(found)


def _case_faults(stage: Stage, case: Case, number: str, mails: Mails) -> Iterator[str]:
    kept = next(one for one in stage.memory.cases.values() if str(one.number) == number)
    if kept.outcome is not case.outcome:
        ended = kept.outcome.value if kept.outcome else "belum selesai"
        yield f"berakhir sebagai “{ended}”, bukan “{case.outcome.value}”."
    if (shown := stage.shown(case, "status")) != case.outcome.value:
        yield f"Register menunjukkan status “{shown}”."
    if kept.intake.channel is not case.channel:
        yield f"kanalnya {kept.intake.channel.value}, bukan {case.channel.value}."
    documents = [one for one in stage.memory.documents if str(one.number) == number]
    yield from _document_faults(stage, case, documents)
    yield from _customer_faults(case, number, mails)
    yield from _relation_faults(stage, case)
    for text in case.warned:
        if not any(text in warning for warning in stage.warned[number]):
            yield f"tidak pernah ada peringatan “{text}”."
    for text in case.told:
        if not any(text in part for part in _told_of(number, mails)):
            yield f"staf tidak pernah dikabari “{text}”."


def _document_faults(stage: Stage, case: Case, documents: list[Filed]) -> Iterator[str]:
    kinds = {one.kind for one in documents}
    for kind in sorted(case.documents - kinds):
        yield f"{kind.title} tidak ada."
    for kind in sorted(kinds - case.documents - {DocumentKind.SURAT_PENGADUAN, DocumentKind.LEMBAR_DISPOSISI}):
        yield f"{kind.title} ada, padahal tidak seharusnya."
    there = {file.name for file in stage.hands(DEWI).inside(stage.folder_of(DEWI, case))}
    for one in documents:
        if one.name not in there:
            yield f"“{one.name}” tercatat di Arsip, tetapi tidak ada di folder kasus."
    if DocumentKind.SURAT_BALASAN in case.documents:
        yield from _letter_faults(stage, case, documents)


def _letter_faults(stage: Stage, case: Case, documents: list[Filed]) -> Iterator[str]:
    forms = {one.form.value for one in documents if one.kind is DocumentKind.SURAT_BALASAN}
    own = set() if case.joint else {"docx"}
    made = "srikandi" if case.electronic else "pdf"
    for form in sorted({*own, made, "pindaian"} - forms):
        yield f"Surat Balasan ({form}) tidak ada."
    if case.electronic:
        yield from _electronic_faults(stage, documents)
    if "pdf" in forms:
        text = _squeezed(pdf_text(stage.printed(DEWI, case)))
        for sentence in case.letter_says:
            if _squeezed(sentence) not in text:
                yield f"surat akhir tidak memuat “{sentence}”."


def _electronic_faults(stage: Stage, documents: list[Filed]) -> Iterator[str]:
    """The letter came back signed by the signer, with the words that were approved."""
    signer = stage.job.settings.letters.signer.name
    if not any(one.signed_by == signer and one.text_check is TextCheck.MATCHES for one in documents):
        yield f"tidak ada surat bertanda tangan elektronik {signer} yang sesuai konsep."


def _customer_faults(case: Case, number: str, mails: Mails) -> Iterator[str]:
    if not case.reader:
        return
    begins = f"{number}/surel/"
    keys = [str(mail[KEY_HEADER]) for mail in mails[case.reader] if mail[KEY_HEADER]]
    had = tuple(key.removeprefix(begins) for key in keys if key.startswith(begins))
    if had != case.topics:
        yield f"pelapor menerima {', '.join(had) or 'tidak satu surel pun'}; seharusnya {', '.join(case.topics)}."
    for mail in mails[case.reader]:
        if str(mail[KEY_HEADER]).partition("@")[0] == f"{begins}balasan" and not list(mail.iter_attachments()):
            yield "surel balasan tanpa lampiran surat."


def _relation_faults(stage: Stage, case: Case) -> Iterator[str]:
    """What is related stands in the folder as it stands in the row."""
    shown, hands = stage.shown(case, "relations").splitlines(), stage.hands(OFFICE)
    inside = hands.inside(stage.folder_of(OFFICE, case))
    texts = [hands.download(file.id).decode("utf-8-sig") for file in inside if "Keluhan Terkait" in file.name]
    listed = [line.removeprefix("- ") for text in texts for line in text.splitlines() if line.startswith("- ")]
    if sorted(listed) != sorted(shown) or len(texts) > 1:
        yield f"foldernya menyebut keluhan terkait {listed}, Register {shown}."


def _told_of(number: str, mails: Mails) -> Iterator[str]:
    for who in STAFF:
        for mail in mails.get(who.email, ()):
            body = mail.get_body(("plain",))
            if number in (text := f"{mail['Subject']}\n{body.get_content() if body else ''}"):
                yield text


def _mail_faults(mails: Mails) -> Iterator[str]:
    """Each mail once: no key reaches anybody twice."""
    for address, received in mails.items():
        keys = Counter(
            str(mail[KEY_HEADER]) for mail in received if mail[KEY_HEADER] and address in str(mail["To"]).lower()
        )
        for key, times in keys.items():
            if times > 1:
                yield f"{address} menerima surel “{key}” {times} kali."


def _archive_faults(stage: Stage) -> Iterator[str]:
    """Every document of the ledger stands in Arsip once, with the SHA-256 of the file as it is."""
    hands = stage.hands(DEWI)
    (table,) = hands.table(stage.place(Place.WORKBOOK), ["Arsip"])
    name, sha256 = (table[0].index(tabs()["archive"].column(key).heading) for key in ("name", "sha256"))
    rows = {row[name]: row[sha256] for row in table[1:]}
    documents, of_the_office = stage.memory.documents, stage.memory.office_documents
    filed = len(documents) + len(of_the_office)
    if len(table) - 1 != filed:
        yield f"Arsip berisi {len(table) - 1} baris, padahal ada {filed} dokumen."
    for paper in of_the_office:
        if rows.get(paper.name) != paper.sha256:
            yield f"Arsip tidak memuat “{paper.name}” dengan sidik yang benar."
    for one in documents:
        if rows.get(one.name) != one.sha256:
            yield f"Arsip tidak memuat “{one.name}” dengan sidik yang benar."
        if one.form is not DocumentForm.DOCX and hashlib.sha256(hands.download(one.file)).hexdigest() != one.sha256:
            yield f"“{one.name}” di Drive bukan lagi berkas yang diarsipkan."


def _survey_faults(stage: Stage, script: Script) -> Iterator[str]:
    """Every answer of the story stands in the workbook of the answers and counts; Survei shows how many."""
    (table,) = stage.hands(DEWI).table(stage.place(Place.ANSWERS), [answers_tab().title])
    shown = {row[0]: row for row in table[1:]}
    counted = table[0].index(answers_tab().column("counted").heading)
    (sums,) = stage.hands(DEWI).table(stage.place(Place.WORKBOOK), ["Survei"])
    tab, year = tabs()["satisfaction"], Period.year(script.begins.year).title
    whole = next((row for row in sums[1:] if row[tab.position("period")] == year), [""] * len(tab.columns))
    answered = whole[tab.position("counted")]
    if answered != (expected := str(sum(bool(case.marks) for case in script.cases))):
        yield f"Lembar Survei menghitung {answered} jawaban, seharusnya {expected}."
    for case in script.cases:
        if not case.marks:
            continue
        number = stage.number(case)
        kept = [answer.complete_marks for answer in stage.memory.survey if str(answer.number) == number]
        if kept != [case.marks]:
            yield f"{number}: jawaban surveinya {kept}, seharusnya {case.marks}."
        if number not in shown or shown[number][counted] != COUNTED:
            yield f"{number}: jawaban surveinya tidak dihitung di buku kerja Jawaban Survei."


def _report_faults(stage: Stage, script: Script) -> Iterator[str]:
    """Each report says what it must, with its charts as pictures; what a note came to says all it said."""
    for period, texts in script.reported.items():
        text = _squeezed(pdf_text(stage.hands(RATNA).download(stage.report_of(RATNA, f"{period}.pdf").id)))
        for said in texts:
            if _squeezed(said) not in text:
                yield f"laporan {period} tidak memuat “{said}”."
        document = _report_document(stage, period)
        if not document.inline_shapes:
            yield f"laporan {period} tanpa grafik."
        before = period.partition(" (versi")[0]
        if before != period and (lost := set(_lines(_report_document(stage, before))) - set(_lines(document))):
            yield f"laporan {period} tidak lagi memuat {len(lost)} baris dari versi sebelumnya."


def _report_document(stage: Stage, period: str) -> Document:
    content = stage.hands(RATNA).download(stage.report_of(RATNA, f"{period}.docx").id)
    return docx.Document(BytesIO(content))


def _lines(document: Document) -> Iterator[str]:
    yield from (" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)


def _quiet_faults(idle: Tick) -> Iterator[str]:
    if idle.writes or idle.report.effects:
        yield f"Tick tanpa perubahan menulis {idle.writes} kali."
    if idle.calls > IDLE_CALLS:
        yield f"Tick tanpa perubahan memakai {idle.calls} panggilan; seharusnya paling banyak {IDLE_CALLS}."


def pdf_text(content: bytes) -> str:
    """Give the text of a PDF."""
    with pdfium.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _squeezed(text: str) -> str:
    """Give a text without white space and hyphens, which a page breaks as it likes."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def branches_of(script: Script) -> frozenset[Branch]:
    """Give every branch that some case takes."""
    return frozenset(branch for case in script.cases for branch in case.branches)
