"""Filing: where the codes say, or to a person with the reason."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.archive.filing import AlreadyFiled, File, Filing, KnownPaper, Review, Split, filing_for, stated_in
from automation.archive.scan_reading import PageReading, ScanReading, UnreadableScan
from automation.domain.documents import DocumentKind
from automation.domain.effects import ScanPart
from automation.domain.numbers import ComplaintNumber
from automation.domain.scans import Medium
from tests.archive.paper import NUMBER, OTHER, a_code

DAY = date(2026, 11, 18)
REPLY = a_code()
MINUTES = a_code(kind=DocumentKind.NOTULEN)
FORM = a_code(OTHER, DocumentKind.FORM_PENGADUAN)
SHA = "ab" * 32


def pages(*codes) -> tuple[PageReading, ...]:
    return tuple(PageReading((code,)) if code else PageReading() for code in codes)


def filing(*read: PageReading, name="Scan_0001.pdf", medium=Medium.PDF, cases=(NUMBER, OTHER), filed=None, names=()):
    return filing_for(ScanReading(SHA, medium, read), KnownPaper(cases, filed or {}, names), name, DAY)


def reason(*read: PageReading, **circumstances) -> str:
    result = filing(*read, **circumstances)
    assert isinstance(result, Review), result
    return result.reason


def test_a_scan_of_one_document_is_filed_under_a_clear_name():
    assert filing(*pages(REPLY, None, REPLY)) == File(
        REPLY, "KEL-2026-0042 Surat Balasan (pindaian) 2026-11-18.pdf", 3
    )


def test_the_name_tells_rounds_apart_and_keeps_the_file_s_kind():
    [second] = [filing(*pages(a_code(sequence=2)), medium=Medium.JPEG)]
    assert second.name == "KEL-2026-0042 Surat Balasan 2 (pindaian) 2026-11-18.jpg"


def test_a_name_that_is_taken_gets_a_number():
    name = "KEL-2026-0042 Surat Balasan (pindaian) 2026-11-18"
    assert filing(*pages(REPLY), names=[f"{name}.pdf"]).name == f"{name} (2).pdf"
    assert filing(*pages(REPLY), names=[f"{name}.PDF", f"{name} (2).pdf"]).name == f"{name} (3).pdf"


def test_a_batch_is_split_where_a_new_document_begins():
    assert filing(*pages(REPLY, None, MINUTES, FORM, None, None)) == Split(
        (
            ScanPart(
                number=NUMBER,
                kind=DocumentKind.SURAT_BALASAN,
                sequence=1,
                first=0,
                end=2,
                name="KEL-2026-0042 Surat Balasan (pindaian) 2026-11-18.pdf",
            ),
            ScanPart(
                number=NUMBER,
                kind=DocumentKind.NOTULEN,
                sequence=1,
                first=2,
                end=3,
                name="KEL-2026-0042 Notulen Penyerahan (pindaian) 2026-11-18.pdf",
            ),
            ScanPart(
                number=OTHER,
                kind=DocumentKind.FORM_PENGADUAN,
                sequence=1,
                first=3,
                end=6,
                name="KEL-2026-0043 Form Pengaduan (pindaian) 2026-11-18.pdf",
            ),
        )
    )


@given(
    st.lists(st.tuples(st.sampled_from([REPLY, MINUTES, FORM, a_code(sequence=2)]), st.integers(0, 3)), max_size=6)
)
def test_every_page_of_a_batch_lands_in_exactly_one_part_with_its_own_code(pile):
    read = [code for code, empty in pile for code in (code, *[None] * empty)]
    result: Filing = filing(*pages(*read))
    match result:
        case Split(parts):
            assert [page for part in parts for page in range(part.first, part.end)] == list(range(len(read)))
            for part in parts:
                assert {code for code in read[part.first : part.end] if code} == {
                    a_code(part.number, part.kind, part.sequence)
                }
            assert len({part.name for part in parts}) == len(parts)
        case File(code, _, count):
            assert ({code}, count) == ({code for code in read if code}, len(read))
        case AlreadyFiled():
            raise AssertionError("nothing was filed before")
        case Review(why):
            assert not read or "bercampur" in why


def test_the_very_same_file_is_not_filed_twice():
    assert filing(*pages(REPLY), filed={SHA: "lama.pdf"}) == AlreadyFiled(SHA, "lama.pdf")


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (pages(None, REPLY), "tidak terbaca pada halaman pertama"),
        (pages(None, None), "beri nama berkas seperti “KEL-2026-0042 Surat Pengaduan.pdf”"),
        (pages(REPLY, MINUTES, REPLY), "bercampur"),
        ((PageReading((REPLY, FORM)),), "Halaman 1 memuat kode QR beberapa dokumen"),
        ((PageReading(foreign=2),), "Hanya ada kode QR lain"),
        ((PageReading(forged=1),), "tidak dibuat oleh sistem ini"),
        ((*pages(REPLY), PageReading(forged=1)), "tidak dibuat oleh sistem ini"),
        (pages(a_code(ComplaintNumber(2026, 99))), "Keluhan KEL-2026-0099 tidak ada di Register"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_in_doubt_a_person_is_asked(read, words):
    assert words in reason(*read)


def test_a_foreign_code_beside_ours_is_no_doubt():
    assert isinstance(filing(PageReading((REPLY,), foreign=3)), File)


def test_a_batch_that_cannot_be_taken_apart_is_left_to_a_person():
    assert "pindai ulang sebagai pdf" in reason(*pages(REPLY, FORM), medium=Medium.TIFF).lower()


def test_what_could_not_be_opened_goes_to_a_person_with_the_reason():
    assert filing_for(UnreadableScan(SHA, "rusak"), KnownPaper((), {}), "x", DAY) == Review("rusak")


def test_a_name_that_only_a_person_can_have_given_says_what_a_letter_without_code_is():
    letter = a_code(kind=DocumentKind.SURAT_PENGADUAN)
    for name in ("KEL-2026-0042 Surat Pengaduan.pdf", "kel-2026-0042  surat pengaduan (1).PDF"):
        assert filing(*pages(None, None), name=name).code == letter
    assert filing(*pages(None), name="KEL-2026-0042 Lampiran 3.pdf").code == a_code(
        kind=DocumentKind.LAMPIRAN, sequence=3
    )
    assert "KEL-2026-0099" in reason(*pages(None), name="KEL-2026-0099 Lampiran.pdf")


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind.is_ours], ids=lambda kind: kind.value)
def test_a_name_alone_never_makes_a_document_of_ours(kind):
    found = filing(*pages(None, None), name=f"KEL-2026-0042 {kind.title} 2.pdf")
    assert (found.code, found.pages) == (a_code(kind=DocumentKind.LAMPIRAN), 2)
    assert found.name == "KEL-2026-0042 Lampiran (pindaian) 2026-11-18.pdf"
    assert ("Ditetapkan sebagai" in found.remark) == (kind is DocumentKind.SURAT_BALASAN)
    assert "KEL-2026-0099" in reason(*pages(None), name=f"KEL-2026-0099 {kind.title}.pdf")
    if kind is not DocumentKind.LABEL_MAP:
        assert filing(*pages(a_code(kind=kind)), name=f"KEL-2026-0042 {kind.title}.pdf").remark == ""


def test_a_name_that_contradicts_the_code_is_a_reason():
    assert "Nama berkas menyebut KEL-2026-0043" in reason(*pages(REPLY), name="KEL-2026-0043 Surat Balasan.pdf")
    assert isinstance(filing(*pages(None, REPLY), name="KEL-2026-0042 Surat Balasan.pdf"), File)


@pytest.mark.parametrize(
    "name", ["Scan.pdf", "KEL-2026-0042.pdf", "Surat Pengaduan.pdf", "KEL-2026 Lampiran.pdf", ""]
)
def test_other_names_state_nothing(name):
    assert stated_in(name) is None


@given(st.text(max_size=40))
def test_any_name_is_judged_without_failing(name):
    assert stated_in(name) == stated_in(unicodedata.normalize("NFD", name))
    stated_in(f"KEL-2026-0042 Lampiran {name}")


LETTER = a_code(kind=DocumentKind.SURAT_PENGADUAN)
ATTACHED = a_code(OTHER, DocumentKind.LAMPIRAN)


def test_a_paper_below_its_cover_sheet_goes_to_its_case_with_the_sheet_as_its_first_page():
    assert filing(*pages(LETTER, None, None)) == File(
        LETTER, "KEL-2026-0042 Surat Pengaduan (pindaian) 2026-11-18.pdf", 3
    )


def test_each_cover_sheet_of_a_batch_begins_a_paper_of_its_own_though_it_is_the_same_sheet():
    found = filing(*pages(LETTER, None, ATTACHED, None, None, ATTACHED, None, REPLY))
    assert isinstance(found, Split)
    assert [(part.kind, part.first, part.end) for part in found.parts] == [
        (DocumentKind.SURAT_PENGADUAN, 0, 2),
        (DocumentKind.LAMPIRAN, 2, 5),
        (DocumentKind.LAMPIRAN, 5, 7),
        (DocumentKind.SURAT_BALASAN, 7, 8),
    ]
    assert len({part.name for part in found.parts}) == 4


@pytest.mark.parametrize("read", [pages(LETTER), pages(LETTER, ATTACHED, None), pages(REPLY, LETTER)])
def test_a_cover_sheet_with_nothing_below_it_is_no_paper(read):
    assert "tanpa kertas di bawahnya" in reason(*read)
    assert "tanpa kertas di bawahnya" in reason(*pages(LETTER), name="KEL-2026-0042 Surat Pengaduan.pdf")


def test_a_label_is_no_paper():
    assert "label map" in reason(*pages(a_code(kind=DocumentKind.LABEL_MAP), None))


def test_pages_of_ours_that_are_mixed_are_still_a_persons():
    assert reason(*pages(REPLY, MINUTES, REPLY)) == reason(*pages(REPLY, LETTER, None, REPLY))
