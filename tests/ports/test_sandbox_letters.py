"""Drafts and templates opened: in this process, and in one apart that may die of them."""

import time
from datetime import date
from io import BytesIO

import pytest

from automation.domain.documents import DocumentKind
from automation.letters.filling import fill
from automation.letters.logo import logo_of
from automation.ports import CannotOpen
from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits
from tests.archive.paper import a_picture, a_sheet
from tests.damage.drafts import (
    BOMBS,
    CODE,
    a_bomb_of_blanks,
    a_draft,
    a_draft_of_a_row_of_many_cells,
    a_draft_that_laughs,
    damaged_drafts,
    parts_of,
    with_part,
)
from tests.damage.trials import numbering, tried
from tests.fakes import FakeSandbox
from tests.letters.letter_lines import as_text
from tests.letters.samples import COMPLAINT, all_words, code_of, filled, template
from tests.letters.test_late import edited

NUMBER, DAY = "B/120/BSPJI/XI/2026", date(2026, 11, 4)
FORM = DocumentKind.FORM_PENGADUAN
WORDS = all_words(COMPLAINT)[FORM]
WHY = {"a bomb that lies": "bukan lagi dokumen", "entities": "bukan lagi dokumen", "a giant picture": "Kode QR"}


@pytest.fixture(scope="module")
def apart():
    sandbox = ProcessSandbox(time.monotonic)
    yield sandbox
    sandbox.rest()


@pytest.fixture(params=["here", "apart"])
def sandbox(request, apart):
    return FakeSandbox() if request.param == "here" else apart


# -- what both promise


@pytest.mark.parametrize("kind", all_words(COMPLAINT))
def test_a_template_is_filled_with_its_words_and_code(sandbox, kind):
    content = sandbox.filled(template(kind), all_words(COMPLAINT)[kind], code_of(kind), kind.title)
    assert content == filled(kind)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF"])
def test_a_logo_is_opened_and_stands_in_the_document(sandbox, kind):
    logo = a_picture(a_sheet().resize((90, 60)), kind)
    content = sandbox.filled(template(FORM), WORDS, code_of(FORM), "Form", logo)
    assert content == fill(template(FORM), WORDS, code_of(FORM), logo=logo_of(logo))


def test_a_damaged_logo_is_named_and_not_the_template(sandbox):
    with pytest.raises(CannotOpen, match="Logo kop surat"):
        sandbox.filled(template(FORM), WORDS, code_of(FORM), "Form", a_picture(a_sheet(), "PNG")[:40])


def test_words_longer_than_a_line_of_the_pipe_are_filled_in(sandbox):
    words = {**WORDS, "uraian": "é😀" * 200_000, "harapan": "\ud800 tetap"}
    assert "é😀é😀" in as_text(sandbox.filled(template(FORM), words, code_of(FORM), "Form"))


def test_a_template_that_asks_for_what_nobody_knows_is_refused_by_its_word(sandbox):
    words = {name: text for name, text in WORDS.items() if name not in ("perihal", "uraian")}
    with pytest.raises(CannotOpen, match=r"Templat Form .*\{\{ perihal \}\} .*\{\{ uraian \}\} "):
        sandbox.filled(template(FORM), words, code_of(FORM), "Form")


def test_the_words_that_a_template_asks_for_are_told(sandbox):
    assert {"qr", "perihal", "uraian"} < sandbox.words_asked(template(FORM), "Form")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", template(FORM)[:5_000]])
def test_what_is_no_word_document_is_refused_by_name(sandbox, content):
    with pytest.raises(CannotOpen, match="Templat Form bukan lagi"):
        sandbox.filled(content, WORDS, code_of(FORM), "Form")
    with pytest.raises(CannotOpen, match="Templat Form bukan lagi"):
        sandbox.words_asked(content, "Form")
    with pytest.raises(CannotOpen, match="Konsep surat balasan bukan lagi"):
        sandbox.numbered(content, CODE, NUMBER, DAY)


def test_a_draft_gets_its_number_and_date_once(sandbox):
    once = sandbox.numbered(a_draft(), CODE, NUMBER, DAY)
    assert f"{NUMBER} | Samarinda, 4 November 2026" in as_text(once)
    assert sandbox.numbered(once, CODE, NUMBER, DAY) == once


def test_a_draft_that_lost_something_is_refused_by_what_it_lost(sandbox):
    with pytest.raises(CannotOpen, match="kode QR dokumen lain"):
        sandbox.numbered(a_draft(), code_of(FORM), NUMBER, DAY)
    with pytest.raises(CannotOpen, match=r"No\. surat keluar"):
        sandbox.numbered(a_draft(), CODE, " ", DAY)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_no_time(sandbox, name):
    began = time.monotonic()
    with pytest.raises(CannotOpen, match=WHY.get(name, "terlalu besar untuk dibuka")):
        sandbox.numbered(BOMBS[name](), CODE, NUMBER, DAY)
    assert time.monotonic() - began < 18


@pytest.mark.parametrize("bomb", [a_bomb_of_blanks, a_draft_that_laughs])
def test_a_bomb_for_a_template_is_refused_by_name(sandbox, bomb):
    with pytest.raises(CannotOpen, match="Templat Form "):
        sandbox.filled(bomb(), WORDS, code_of(FORM), "Form")


def test_a_damaged_photograph_in_a_draft_harms_nobody(sandbox):
    draft = edited(a_draft(), lambda document: document.add_picture(BytesIO(a_picture(a_sheet(), "JPEG"))))
    (photograph,) = [name for name in parts_of(draft) if name.endswith(".jpg")]
    broken = with_part(draft, photograph, parts_of(draft)[photograph][:300])
    assert sandbox.numbered(broken, CODE, NUMBER, DAY)


# -- what only a process apart can promise


def test_a_hundred_and_fifty_damaged_drafts_are_each_read_or_refused(apart):
    tally = tried(damaged_drafts(150, seed=20), numbering(apart))
    assert not tally.violations
    assert tally.outcomes["refused"] > 100
    assert tally.outcomes["read"] > 0


def test_a_draft_that_takes_too_long_is_given_up_and_the_next_is_numbered():
    sandbox = ProcessSandbox(time.monotonic, Limits(letter_seconds=2))
    with pytest.raises(CannotOpen, match=r"terlalu lama dibuka.*Kelola versi"):
        sandbox.numbered(a_draft_of_a_row_of_many_cells(), CODE, NUMBER, DAY)
    assert sandbox.numbered(a_draft(), CODE, NUMBER, DAY)
    sandbox.rest()
