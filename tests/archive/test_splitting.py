"""Splitting: each part has its own pages, unchanged."""

from automation.archive.splitting import split_pdf
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from local_workspace.scanner import bundled
from tests.archive.paper import a_code, a_pdf, a_sheet, pages_of

REPLY, MINUTES = a_code(), a_code(kind=DocumentKind.NOTULEN)


def codes_in(content: bytes) -> list[tuple[DocumentCode, ...]]:
    return [page.codes for page in pages_of(content, "application/pdf")]


def test_parts_hold_the_pages_of_their_ranges():
    batch = bundled([a_pdf(a_sheet(REPLY), a_sheet(REPLY)), a_pdf(a_sheet(MINUTES))])
    first, second = split_pdf(batch, [(0, 2), (2, 3)])
    assert codes_in(first) == [(REPLY,), (REPLY,)]
    assert codes_in(second) == [(MINUTES,)]


def test_the_same_split_gives_the_same_bytes():
    batch = a_pdf(a_sheet(REPLY), a_sheet(MINUTES))
    assert split_pdf(batch, [(0, 1)]) == split_pdf(batch, [(0, 1)])
