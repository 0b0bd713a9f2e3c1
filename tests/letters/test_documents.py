"""The eight documents: their templates, their words, and their text as people read it."""

import importlib.util
import os
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from automation.domain.documents import DocumentKind, template_titles
from automation.letters.filling import words_in
from tests.letters.letter_lines import as_text
from tests.letters.samples import COMPLAINT, TEMPLATES, all_words, an_intake, filled, template

GOLDEN = Path(__file__).parent / "golden"
KINDS = list(all_words())
DESCRIBED = tomllib.loads((TEMPLATES / "templates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_a_document_reads_as_its_golden_text(kind):
    text, golden = as_text(filled(kind)), GOLDEN / f"{kind.value}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_a_template_asks_only_for_words_that_are_described_and_given(kind):
    described = DESCRIBED["templat"][kind.value]
    assert described["judul"] == kind.title
    assert set(described["kata"]) == {"qr", "logo", *all_words()[kind]}
    assert words_in(template(kind)) <= set(described["kata"])


def test_corrected_contact_data_stand_in_every_paper_but_the_form_the_complainant_wrote() -> None:
    facts = replace(COMPLAINT.facts, corrected_name="Nama Baru", corrected_email="baru@kayu.example")
    corrected = replace(COMPLAINT, facts=replace(facts, corrected_address="Jalan Baru 1"))
    words, written = all_words(corrected), all_words()
    assert words[DocumentKind.FORM_PENGADUAN] == written[DocumentKind.FORM_PENGADUAN]
    assert words[DocumentKind.SURAT_BALASAN]["penerima_surat"].startswith("Bapak/Ibu Nama Baru\n")
    assert words[DocumentKind.SURAT_BALASAN]["penerima_surat"].endswith("\nJalan Baru 1")
    assert {words[kind]["nama_pelapor"] for kind in words if kind is not DocumentKind.FORM_PENGADUAN} == {"Nama Baru"}


def test_every_word_is_explained_and_belongs_to_a_template():
    used = {word for each in DESCRIBED["templat"].values() for word in each["kata"]}
    assert used == set(DESCRIBED["kata"])


def test_there_is_a_template_for_each_document_that_the_office_writes():
    ours = set(template_titles())
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == ours == set(DESCRIBED["templat"])


def test_the_templates_are_those_that_the_script_builds():
    spec = importlib.util.spec_from_file_location("build_templates", TEMPLATES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, build in script.TEMPLATES.items():
        assert script.packed(build()) == (TEMPLATES / f"{name}.docx").read_bytes(), (
            f"run doc_templates/build.py: {name}"
        )


def test_a_complaint_with_nothing_but_a_name_fills_every_document():
    bare = an_intake(
        company="", email="", phone="", address="", stated_service="", order_reference="", subject="", description="",
        remedy="", attachments=(),
    )  # fmt: skip
    for kind in KINDS:
        text = as_text(filled(kind, replace(COMPLAINT, intake=bare, facts=type(COMPLAINT.facts)())))
        assert "None" not in text
        assert "{{" not in text


def test_a_subject_of_several_lines_stays_one_line():
    many = replace(COMPLAINT, intake=an_intake(subject="satu\ndua\u2028tiga", complainant="Siti\r\nYth. Budi"))
    assert "perihal “satu dua tiga”" in as_text(filled(DocumentKind.SURAT_BALASAN, many))
    assert "\nYth. Bapak/Ibu Siti Yth. Budi\n" in as_text(filled(DocumentKind.SURAT_BALASAN, many))


def test_times_are_those_of_the_office_s_own_zone():
    late = replace(COMPLAINT, intake=an_intake(received_at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC)))
    assert "Selasa, 3 November 2026 pukul 07.30 WITA" in as_text(filled(DocumentKind.FORM_PENGADUAN, late))
