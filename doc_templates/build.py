"""Write the ten Word templates afresh: `python doc_templates/build.py`.

An office edits its own copies in Drive with Word. The copies in this repository come from here, so that a change to
them can be read as text; a test holds both in step.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
FONT = "Arial"
#: Official letters leave 3 cm at the left, for the holes of a binder.
LEFT, RIGHT = 30, 20
TEXT_WIDTH = 210 - LEFT - RIGHT
LOGO_WIDTH = 27
SOFT = RGBColor(0x55, 0x55, 0x55)
SHADE = "EFEFEF"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


# --- the parts that letters and forms are made of -------------------------------------------------------------------


def blank(title: str, *, code: bool = True) -> Document:
    """An empty A4 page with the letterhead, and the QR code twice at the foot of every page where it has one."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Tanggap"
    document.core_properties.comments = ""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(15), Mm(40 if code else 22)
    section.footer_distance = Mm(9)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.rPr.append(language)
    as_word_2013(document)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    letterhead(document)
    (footer if code else plain_footer)(document, title)
    return document


def as_word_2013(document: Document) -> None:
    """Lay tables with their lines on the margin, in Word, LibreOffice and Google Docs alike."""
    compatibility, mode = OxmlElement("w:compat"), OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{name}"), value)
    compatibility.append(mode)
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    settings.insert_element_before(
        compatibility,
        "w:docVars",
        "w:rsids",
        "m:mathPr",
        "w:themeFontLang",
        "w:clrSchemeMapping",
        "w:shapeDefaults",
        "w:decimalSymbol",
        "w:listSeparator",
    )


def letterhead(document: Document) -> None:
    """The logo, and the office's name and address beside it, over a double rule; without a logo its cell is gone."""
    lines = (
        ("{{ kop_kementerian }}", 12, True),
        ("{{ kop_unit }}", 11, True),
        ("{{ kop_balai }}", 12, True),
        ("{{ kop_alamat }}", 8.5, False),
        ("{{ kop_kontak }}", 8.5, False),
    )
    table = document.add_table(1, 2)
    widths(table, (LOGO_WIDTH, TEXT_WIDTH - LOGO_WIDTH))
    borders(table, bottom="thinThickSmallGap")
    padding(table, 30, 0)
    left, right = table.rows[0].cells
    for cell in (left, right):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    write(left.paragraphs[0], "{{ logo }}")
    for position, (text, size, bold) in enumerate(lines):
        line = right.add_paragraph() if position else right.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(line, text, size=size, bold=bold)
        line.paragraph_format.space_after = Pt(1)
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(10)


def footer(document: Document, title: str) -> None:
    """Case, document and page in small print between two prints of the QR code: what covers one leaves the other."""
    place = document.sections[0].footer
    place.paragraphs[0]._p.getparent().remove(place.paragraphs[0]._p)
    table = place.add_table(1, 3, Mm(TEXT_WIDTH))
    widths(table, (27, TEXT_WIDTH - 54, 27))
    borders(table, top="single")
    padding(table, 0, 0)
    left, words, right = table.rows[0].cells
    small = words.paragraphs[0]
    small.paragraph_format.space_before = Pt(5)
    write(small, "{{ nomor_keluhan }}", size=9, bold=True)
    write(small, f"  ·  {title}", size=9)
    page = words.add_paragraph()
    write(page, "Halaman ", size=8, color=SOFT)
    field(page, "PAGE")
    write(page, " dari ", size=8, color=SOFT)
    field(page, "NUMPAGES")
    note = words.add_paragraph()
    note.paragraph_format.space_before = Pt(4)
    write(
        note,
        "Kedua kode QR menyatakan nomor keluhan dan jenis dokumen ini. Jangan ditutupi atau dipotong: "
        "pindaian dokumen ini dimasukkan ke arsip berdasarkan kode tersebut.",
        size=7.5,
        color=SOFT,
    )
    for cell, side in ((left, WD_ALIGN_PARAGRAPH.LEFT), (right, WD_ALIGN_PARAGRAPH.RIGHT)):
        picture = cell.paragraphs[0]
        picture.alignment = side
        picture.paragraph_format.space_before = Pt(3)
        write(picture, "{{ qr }}")
    end = place.add_paragraph()
    end.paragraph_format.line_spacing = Pt(1)


def plain_footer(document: Document, title: str) -> None:
    """Document, period and page in small print."""
    small = document.sections[0].footer.paragraphs[0]
    write(small, f"{title}  ·  {{{{ masa }}}}  ·  Halaman ", size=8, color=SOFT)
    field(small, "PAGE")
    write(small, " dari ", size=8, color=SOFT)
    field(small, "NUMPAGES")


def heading(document: Document, *lines: str) -> None:
    """The document's title in capitals, centred."""
    for position, text in enumerate(lines):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        write(line, text, size=13 if position == 0 else 10, bold=position == 0)
    line.paragraph_format.space_after = Pt(8)


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    color: RGBColor | None = None,
) -> None:
    """Add a run of text."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.italic = italic or None
    run.underline = underline or None
    if size is not None:
        run.font.size = Pt(size)
        bidi_size = OxmlElement("w:szCs")
        bidi_size.set(qn("w:val"), str(int(size * 2)))
        for latin_size in run._r.get_or_add_rPr().findall(qn("w:sz")):
            latin_size.addnext(bidi_size)
    if color is not None:
        run.font.color.rgb = color


def field(paragraph: Paragraph, instruction: str) -> None:
    """A page number that the word processor fills in."""
    for step in ("begin", instruction, "separate", "1", "end"):
        write(paragraph, "1" if step == "1" else "", size=8, color=SOFT)
        run = paragraph.runs[-1]._r
        if step == instruction:
            code = OxmlElement("w:instrText")
            code.text = f" {instruction} "
            run.append(code)
        elif step != "1":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), step)
            run.append(mark)


def edge(side: str, kind: str, size: int = 4, space: int = 0, color: str = "000000") -> Any:
    """One side of a border."""
    element = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(size)), ("space", str(space)), ("color", color)):
        element.set(qn(f"w:{name}"), value)
    return element


def borders(table: Table, **sides: str) -> None:
    """The lines of a table; a side that is not named has none."""
    element = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind = sides.get(side, "nil")
        heavy = kind.startswith("thin")
        element.append(edge(side, kind, 24 if heavy else 4, color="000000" if heavy else "7F7F7F"))
    table._tbl.tblPr.append(element)


def boxed(table: Table) -> None:
    """Lines around every cell."""
    borders(table, **dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single"))


def widths(table: Table, millimetres: Sequence[float]) -> None:
    """Fixed widths of the columns."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def padding(table: Table, top: int = 50, side: int = 90) -> None:
    """Room between text and lines, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for name, value in (("top", top), ("left", side), ("bottom", top), ("right", side)):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:w"), str(value))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(margins)


def shade(cell: _Cell) -> None:
    """A light grey ground."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        element.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(element)


def whole_rows(table: Table) -> None:
    """Rows that are not torn by the end of a page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def labelled(
    place: Document | _Cell, rows: Sequence[tuple[str, str]], label: float = 28, width: float = TEXT_WIDTH
) -> Table:
    """Lines of label, colon and value, without borders."""
    table = place.add_table(len(rows), 3)
    widths(table, (label, 5, width - label - 5))
    borders(table)
    padding(table, 10, 0)
    for row, (name, value) in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, (name, ":", value), strict=True):
            write(cell.paragraphs[0], text)
    return table


def form(document: Document, rows: Sequence[tuple[str, str]], label: float = 48) -> Table:
    """A boxed table of labels and values; values may run over pages."""
    table: Table = document.add_table(len(rows), 2)
    widths(table, (label, TEXT_WIDTH - label))
    boxed(table)
    padding(table)
    for row, (name, value) in zip(table.rows, rows, strict=True):
        head, body = row.cells
        shade(head)
        write(head.paragraphs[0], name, size=10)
        write(body.paragraphs[0], value, size=10)
    return table


def part(document: Document, text: str) -> None:
    """The title of a part of a form."""
    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(9), Pt(3)
    line.paragraph_format.keep_with_next = True
    write(line, text, size=10.5, bold=True)


def prose(document: Document, text: str, *, indent: bool = False, before: float = 6) -> Paragraph:
    """A paragraph of running text."""
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.space_before = Pt(before)
    line.paragraph_format.line_spacing = 1.15
    if indent:
        line.paragraph_format.first_line_indent = Mm(12.5)
    write(line, text)
    return line


def note(document: Document, text: str, *, size: float = 8.5, before: float = 8) -> None:
    """Small print."""
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.space_before = Pt(before)
    write(line, text, size=size, italic=True, color=SOFT)


def procedure(document: Document) -> None:
    """What the written procedure is called, which others it refers to and what it rests on, in small print."""
    note(document, "{{ rujukan_sop }}", size=7.5, before=4)


def signatures(
    document: Document, *blocks: tuple[str, str, str, str] | None, size: float = 11, room: float = 54
) -> None:
    """Blocks of place and date, office, name and number, side by side; None leaves its side empty.

    The line of a number goes with the number.
    """
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    gap.paragraph_format.space_after = Pt(2)
    table = document.add_table(1, len(blocks))
    widths(table, [TEXT_WIDTH / len(blocks)] * len(blocks))
    borders(table)
    padding(table, 0, 0)
    whole_rows(table)
    for cell, block in zip(table.rows[0].cells, blocks, strict=True):
        if block is None:
            continue
        where, office, name, number = block
        first = cell.paragraphs[0]
        write(first, where or " ", size=size)
        write(cell.add_paragraph(), office, size=size)
        signer = cell.add_paragraph()
        signer.paragraph_format.space_before = Pt(room)
        write(signer, name, size=size)
        if number:
            write(cell.add_paragraph(), number, size=size)


# --- the eight documents --------------------------------------------------------------------------------------------


def form_pengaduan() -> Document:
    """Step 1: what the customer says, as the office received it."""
    document = blank("Form Pengaduan")
    heading(document, "FORM PENGADUAN PELANGGAN", "Nomor keluhan: {{ nomor_keluhan }}")
    part(document, "A.  Penerimaan")
    form(document, (("Diterima", "{{ waktu_diterima }}"), ("Kanal", "{{ kanal }}")))
    part(document, "B.  Pelapor")
    form(
        document,
        (
            ("Nama", "{{ nama_pelapor }}"),
            ("Perusahaan/instansi", "{{ perusahaan }}"),
            ("Alamat", "{{ alamat }}"),
            ("Surel", "{{ surel }}"),
            ("Telepon/WhatsApp", "{{ telepon }}"),
        ),
    )
    part(document, "C.  Keluhan")
    form(
        document,
        (
            ("Layanan yang dikeluhkan", "{{ layanan }}"),
            ("Nomor order/sertifikat", "{{ nomor_order }}"),
            ("Perihal", "{{ perihal }}"),
            ("Uraian", "{{ uraian }}"),
            ("Penyelesaian yang diharapkan", "{{ harapan }}"),
            ("Lampiran", "{{ jumlah_lampiran }}"),
        ),
    )
    part(document, "D.  Diisi Petugas Pelayanan (pemilahan)")
    form(
        document,
        (
            ("Klasifikasi", "{{ pilihan_klasifikasi }}"),
            ("Tingkat", "{{ pilihan_tingkat }}"),
            ("Catatan", "{{ catatan_pemilahan }}"),
        ),
    )
    signatures(
        document,
        ("Pelapor,", "", "{{ nama_pelapor }}", ""),
        ("{{ kota }}, {{ tanggal_diterima }}", "Petugas Pelayanan,", "…………………………………", ""),
        size=10,
        room=40,
    )
    note(
        document,
        "Keluhan yang masuk secara daring tidak memerlukan tanda tangan pelapor. Data pribadi pada formulir ini "
        "hanya "
        "digunakan untuk menangani keluhan, sesuai Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data "
        "Pribadi.",
    )
    procedure(document)
    return document


def lembar_disposisi() -> Document:
    """Step 3: the Kepala Balai passes the complaint to a working group."""
    document = blank("Lembar Disposisi")
    heading(document, "LEMBAR DISPOSISI", "Penanganan Keluhan Pelanggan")
    form(
        document,
        (
            ("Nomor agenda (keluhan)", "{{ nomor_keluhan }}"),
            ("Surat dari", "{{ nama_pelapor }}, {{ perusahaan }}"),
            ("Nomor surat masuk", "{{ nomor_surat_masuk }}"),
            ("Diterima", "{{ waktu_diterima }} {{ cara_masuk }}"),
            ("Tingkat", "{{ pilihan_tingkat }}"),
            ("Layanan", "{{ layanan }}"),
            ("Hal", "{{ perihal }}"),
        ),
    )
    part(document, "Diteruskan kepada")
    form(document, (("Kelompok kerja", "{{ pilihan_pokja }}"), ("Ketua", "{{ ketua_pokja }}")))
    part(document, "Isi disposisi")
    form(
        document,
        (
            ("Dengan hormat harap", "(x) Ditindaklanjuti menurut SOP dan dilaporkan hasilnya"),
            ("Instruksi", "{{ instruksi }}"),
            ("Kajian selesai paling lambat", "{{ tenggat }}"),
        ),
    )
    part(document, "Ringkasan keluhan")
    form(document, (("Uraian", "{{ uraian }}"), ("Penyelesaian yang diharapkan", "{{ harapan }}")))
    part(document, "Keluhan lain yang mungkin serupa")
    form(document, (("Nomor, tanggal, layanan", "{{ keluhan_serupa }}"),))
    procedure(document)
    signatures(
        document,
        ("Diterima tanggal ……………………", "Ketua {{ pokja }},", "{{ ketua_pokja }}", "NIP {{ ketua_nip }}"),
        ("{{ kota }}, {{ tanggal_disposisi }}", "{{ kepala_jabatan }},", "{{ kepala_nama }}", "NIP {{ kepala_nip }}"),
        size=10,
    )
    return document


def letter_head(document: Document, rows: Sequence[tuple[str, str]], day: str) -> None:
    """Nomor, Sifat, Lampiran and Hal at the left, place and date at the right of the first line."""
    table = document.add_table(len(rows), 4)
    widths(table, (22, 5, TEXT_WIDTH - 27 - 58, 58))
    borders(table)
    padding(table, 10, 0)
    for position, (row, (name, value)) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(row.cells, (name, ":", value), strict=False):
            write(cell.paragraphs[0], text)
        if position:
            row.cells[2].merge(row.cells[3])
        else:
            where = row.cells[3].paragraphs[0]
            where.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            write(where, day)


def addressee(document: Document, text: str, *, hanging: float = 0) -> Paragraph:
    """Yth. and what follows it on its line; lines below may stand under that."""
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(14)
    if hanging:
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(hanging), Mm(-hanging)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(hanging))
    write(line, text)
    return line


def undangan_rapat() -> Document:
    """Step 4: those concerned are invited to a meeting."""
    document = blank("Undangan Rapat")
    letter_head(
        document,
        (
            ("Nomor", "{{ nomor_surat }}"),
            ("Sifat", "Segera"),
            ("Hal", "Undangan rapat pembahasan keluhan {{ nomor_keluhan }}"),
        ),
        "{{ kota }}, {{ tanggal_surat }}",
    )
    addressee(document, "Yth.\t{{ peserta_yth }}", hanging=11)
    write(document.add_paragraph(), "di tempat")
    prose(
        document,
        "Sehubungan dengan keluhan pelanggan nomor {{ nomor_keluhan }} perihal “{{ perihal }}” atas layanan {{ "
        "layanan }}, "
        "kami mengundang Saudara menghadiri rapat pembahasan yang akan diselenggarakan pada:",
        indent=True,
        before=12,
    )
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(6)
    table = labelled(
        document,
        (
            ("Hari, tanggal", "{{ hari_rapat }}"),
            ("Waktu", "{{ waktu_rapat }}"),
            ("Tempat", "{{ tempat_rapat }}"),
            ("Agenda", "{{ agenda }}"),
        ),
        label=32,
        width=TEXT_WIDTH - 13,
    )
    table.alignment = WD_TABLE_ALIGNMENT.RIGHT
    prose(
        document,
        "Mengingat pentingnya acara tersebut, kami mengharapkan kehadiran Saudara tepat waktu dengan membawa "
        "data dan "
        "rekaman yang berkaitan dengan pekerjaan yang dikeluhkan.",
        indent=True,
    )
    prose(document, "Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.", indent=True)
    signatures(document, None, ("", "Ketua {{ pokja }},", "{{ ketua_pokja }}", "NIP {{ ketua_nip }}"))
    copied(document)
    return document


def konsep_tindakan() -> Document:
    """Step 6: what is to be done, before the work; who does it and until when is written by hand or in Tindakan."""
    document = blank("Konsep Tindakan Perbaikan")
    heading(
        document, "KONSEP TINDAKAN PERBAIKAN", "Nomor keluhan: {{ nomor_keluhan }}   ·   Penanganan ke-{{ putaran }}"
    )
    form(
        document,
        (
            ("Pelanggan", "{{ nama_pelapor }}, {{ perusahaan }}"),
            ("Layanan", "{{ layanan }}"),
            ("Perihal", "{{ perihal }}"),
            ("Ditangani oleh", "{{ pokja }} (Ketua: {{ ketua_pokja }})"),
        ),
    )
    part(document, "1.  Kajian dan penyebab")
    form(
        document,
        (
            ("Hasil kajian", "{{ hasil_kajian }}"),
            ("Penyebab ketidaksesuaian", "{{ penyebab }}"),
            ("Kategori penyebab", "{{ kategori_penyebab }}"),
        ),
    )
    part(document, "2.  Tindakan yang akan diterapkan")
    form(
        document,
        (
            ("Tindakan koreksi", "{{ tindakan_koreksi }}"),
            ("Penanggung jawab dan tenggat", "………………………………"),
            ("Tindakan pencegahan", "{{ tindakan_pencegahan }}"),
            ("Penanggung jawab dan tenggat", "………………………………"),
            ("Diterapkan dan diverifikasi paling lambat", "{{ tenggat }}"),
        ),
    )
    note(
        document,
        "Penanggung jawab, tenggat, bukti, dan pemeriksaan berikutnya dicatat di lembar Tindakan pada buku kerja.",
    )
    procedure(document)
    signatures(
        document,
        ("Mengetahui,", "{{ kepala_jabatan }},", "{{ kepala_nama }}", "NIP {{ kepala_nip }}"),
        ("{{ kota }}, {{ tanggal_konsep }}", "Ketua {{ pokja }},", "{{ ketua_pokja }}", "NIP {{ ketua_nip }}"),
        size=10,
    )
    return document


def laporan_tindakan() -> Document:
    """Steps 4 to 7: review, cause, action and its verification."""
    document = blank("Laporan Tindakan Perbaikan")
    heading(
        document, "LAPORAN TINDAKAN PERBAIKAN", "Nomor keluhan: {{ nomor_keluhan }}   ·   Penanganan ke-{{ putaran }}"
    )
    form(
        document,
        (
            ("Pelanggan", "{{ nama_pelapor }}, {{ perusahaan }}"),
            ("Layanan", "{{ layanan }}"),
            ("Perihal", "{{ perihal }}"),
            ("Ditangani oleh", "{{ pokja }} (Ketua: {{ ketua_pokja }})"),
            ("Pokja pendukung", "{{ pokja_pendukung }}"),
            ("Keluhan terkait", "{{ keluhan_terkait }}"),
        ),
    )
    part(document, "1.  Uraian keluhan")
    form(document, (("Keluhan", "{{ uraian }}"),))
    part(document, "2.  Kajian dan penyebab")
    form(
        document,
        (
            ("Hasil kajian", "{{ hasil_kajian }}"),
            ("Penyebab ketidaksesuaian", "{{ penyebab }}"),
            ("Kategori penyebab", "{{ kategori_penyebab }}"),
        ),
    )
    part(document, "3.  Tindakan")
    form(
        document,
        (
            ("Tindakan koreksi", "{{ tindakan_koreksi }}"),
            ("Tindakan pencegahan", "{{ tindakan_pencegahan }}"),
            ("Tanggal penerapan", "{{ tanggal_penerapan }}"),
        ),
    )
    part(document, "4.  Verifikasi keefektifan")
    form(
        document,
        (
            ("Hasil verifikasi", "{{ hasil_verifikasi }}"),
            ("Kesimpulan", "{{ kesimpulan }}"),
            ("Berlaku", "{{ berlaku }}"),
            ("Diverifikasi oleh", "{{ diverifikasi_oleh }}"),
            ("Kualifikasi pelaksana", "{{ kualifikasi }}"),
        ),
    )
    procedure(document)
    signatures(
        document,
        ("Mengetahui,", "{{ kepala_jabatan }},", "{{ kepala_nama }}", "NIP {{ kepala_nip }}"),
        ("{{ kota }}, {{ tanggal_laporan }}", "Ketua {{ pokja }},", "{{ ketua_pokja }}", "NIP {{ ketua_nip }}"),
        size=10,
    )
    return document


def surat_balasan() -> Document:
    """Steps 8 and 9: the reply, edited by people; its number and date come last."""
    document = blank("Surat Balasan")
    letter_head(
        document,
        (
            ("Nomor", "[nomor surat]"),
            ("Sifat", "Biasa"),
            ("Lampiran", "{{ lampiran_surat }}"),
            ("Hal", "Tanggapan atas keluhan {{ nomor_keluhan }} perihal {{ perihal_singkat }}"),
        ),
        "{{ kota }}, [tanggal surat]",
    )
    addressee(document, "Yth. {{ penerima_surat }}")
    prose(
        document,
        "Menindaklanjuti keluhan Saudara perihal “{{ perihal }}” atas layanan {{ layanan }}, yang kami terima pada "
        "{{ tanggal_diterima }} {{ cara_masuk }} dan kami catat dengan nomor {{ nomor_keluhan }}, dengan hormat kami "
        "sampaikan hal-hal sebagai berikut.",
        indent=True,
        before=14,
    )
    prose(document, "{{ isi_balasan }}", indent=True)
    prose(
        document,
        "Kami mohon maaf atas ketidaknyamanan yang Saudara alami. Apabila tanggapan ini belum menyelesaikan keluhan "
        "Saudara, mohon hubungi kami kembali dengan menyebutkan nomor keluhan di atas.",
        indent=True,
    )
    prose(
        document,
        "Demikian kami sampaikan. Atas perhatian dan kepercayaan Saudara, kami ucapkan terima kasih.",
        indent=True,
    )
    signatures(document, None, ("", "{{ kepala_jabatan }},", "{{ kepala_nama }}", "NIP {{ kepala_nip }}"))
    copied(document)
    note(document, "{{ kalimat_elektronik }}")
    return document


def copied(document: Document) -> None:
    """Tembusan."""
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(14)
    title.paragraph_format.keep_with_next = True
    write(title, "Tembusan:", size=10)
    write(document.add_paragraph(), "{{ tembusan }}", size=10)


def notulen() -> Document:
    """Step 10: the customer has received the reply."""
    document = blank("Notulen Penyerahan")
    heading(document, "NOTULEN PENYERAHAN SURAT BALASAN", "Nomor keluhan: {{ nomor_keluhan }}")
    prose(
        document,
        "Pada hari {{ hari_diterima }}, surat balasan atas keluhan pelanggan telah diserahkan dengan keterangan "
        "berikut.",
    ).paragraph_format.space_after = Pt(8)
    form(
        document,
        (
            ("Pelanggan", "{{ nama_pelapor }}, {{ perusahaan }}"),
            ("Perihal keluhan", "{{ perihal }}"),
            ("Nomor surat balasan", "{{ nomor_surat }}"),
            ("Tanggal surat", "{{ tanggal_surat }}"),
            ("Cara penyampaian", "{{ cara_kirim }}"),
            ("Diterima oleh", "{{ penerima }}"),
            ("Tanggapan pelanggan", "{{ tanggapan }}"),
        ),
    )
    prose(
        document,
        "Dengan diterimanya surat balasan ini, penanganan keluhan nomor {{ nomor_keluhan }} dinyatakan selesai.",
        before=10,
    )
    procedure(document)
    signatures(
        document,
        ("Yang menerima,", "", "{{ tanda_penerima }}", ""),
        ("{{ kota }}, {{ tanggal_notulen }}", "Petugas Pelayanan,", "{{ petugas }}", "NIP {{ petugas_nip }}"),
    )
    return document


def lembar_sampul() -> Document:
    """A sheet to be scanned on top of a paper that bears no code; nothing on it names the customer."""
    document = blank("Lembar Sampul")
    heading(document, "LEMBAR SAMPUL", "{{ jenis_kertas }}")
    form(
        document,
        (
            ("Nomor keluhan", "{{ nomor_keluhan }}"),
            ("Diterima", "{{ tanggal_diterima }}"),
            ("Jenis layanan", "{{ layanan }}"),
        ),
    )
    prose(
        document,
        "Letakkan lembar ini di atas kertasnya, lalu pindai semuanya bersama ke folder Pindaian Masuk. Kode QR di "
        "kaki lembar menentukan tempatnya di arsip. Lembar ini boleh dipakai lagi untuk kertas sejenis dari keluhan "
        "yang sama.",
        before=10,
    )
    return document


def label_map() -> Document:
    """A label for the folder in the cupboard; nothing on it names the customer."""
    document = blank("Label Map")
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(24), Pt(18)
    write(line, "{{ nomor_keluhan }}", size=36, bold=True)
    form(
        document,
        (
            ("Diterima", "{{ tanggal_diterima }}"),
            ("Jenis layanan", "{{ layanan }}"),
            ("Pokja", "{{ pokja }}"),
            ("Lokasi fisik", "……………………………………"),
        ),
    )
    return document


def laporan_berkala() -> Document:
    """The report of a month, quarter or year: its parts are laid out where the one paragraph says so."""
    document = blank("Laporan Penanganan Keluhan", code=False)
    heading(document, "LAPORAN PENANGANAN KELUHAN", "Masa: {{ masa }}")
    document.add_paragraph("{{ isi }}")
    part(document, "Prosedur dan dasar hukum")
    procedure = form(
        document,
        (
            ("SOP penanganan keluhan", "{{ nomor_sop }}"),
            ("SOP terkait", "{{ sop_terkait }}"),
            ("Dasar hukum", "{{ dasar_hukum }}"),
        ),
    )
    whole_rows(procedure)
    signatures(
        document,
        None,
        ("{{ kota }}, {{ tanggal_laporan }}", "{{ kepala_jabatan }},", "{{ kepala_nama }}", "NIP {{ kepala_nip }}"),
    )
    return document


TEMPLATES = {
    "form_pengaduan": form_pengaduan,
    "lembar_disposisi": lembar_disposisi,
    "undangan_rapat": undangan_rapat,
    "konsep_tindakan": konsep_tindakan,
    "laporan_tindakan": laporan_tindakan,
    "surat_balasan": surat_balasan,
    "notulen": notulen,
    "lembar_sampul": lembar_sampul,
    "label_map": label_map,
    "laporan_berkala": laporan_berkala,
}


def lightened(document: Document) -> Document:
    """The document without what python-docx's own template brings along: 160 styles, a thumbnail, number formats."""
    parts = [document.part, *(part for part in document.part.package.iter_parts() if "footer" in str(part.partname))]
    used = {value for part in parts for value in part.element.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val")}
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1" and style.get(qn("w:styleId")) not in used:
            styles.remove(style)
    drop(document.part, "stylesWithEffects", "customXml", "numbering", "webSettings")
    drop(document.part.package, "thumbnail")
    return document


def drop(source: Any, *endings: str) -> None:
    """Take away a part's relationships of these types, and with them the parts."""
    for name, relationship in list(source.rels.items()):
        if relationship.reltype.endswith(endings):
            del source.rels[name]


def packed(document: Document) -> bytes:
    """The bytes of a document, the same whenever it is built."""
    raw, steady = BytesIO(), BytesIO()
    lightened(document)
    document.save(raw)
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as package:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, written.read(name))
    return steady.getvalue()


if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (HERE / f"{name}.docx").write_bytes(packed(build()))
