"""What the guides for each role name is what people see: columns, choices, tabs, folders, questions, pictures."""

import re
from pathlib import Path

import pytest

from automation.domain.columns import Owner
from automation.jobs.setup.wording import FOLDERS, FORM_NAMES
from automation.register.other_texts import FORMS, form_text
from automation.register.schema import tabs

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "panduan"
FILES = sorted(GUIDES.glob("*.md"))
ROLES = ("pelanggan", "petugas-pelayanan", "ketua-pokja", "kepala-balai", "penyelia", "arsip")
BOLD, PICTURE = re.compile(r"\*\*([^*]+)\*\*"), re.compile(r"!\[[^\]]+\]\(gambar/([\w-]+\.png)\)")
#: A picture on a phone's connection.
LARGEST = 150_000


def seen_by_people() -> set[str]:
    found = {tab.title for tab in tabs().values()} | {*FOLDERS.values(), *FORM_NAMES.values()}
    for tab in tabs().values():
        for column in tab.columns:
            found |= {column.heading, *column.choices}
    for form in FORMS:
        for question in form_text(form, "Balai", "a@b.example").questions:
            found |= {question.title, *question.choices}
    return found


def names(text: str) -> list[str]:
    return [name for name in BOLD.findall(text) if name != "ditebalkan"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_name_in_bold_is_one_that_people_see(file) -> None:
    assert [name for name in names(file.read_text(encoding="utf-8")) if name not in seen_by_people()] == []


def test_a_name_that_nobody_sees_is_found() -> None:
    assert names("Isi **Klasifikasinya** dahulu.") == ["Klasifikasinya"]
    assert "Klasifikasinya" not in seen_by_people()


@pytest.mark.parametrize(
    ("owner", "role"),
    [
        (Owner.SERVICE_OFFICER, "petugas-pelayanan"),
        (Owner.GROUP_LEAD, "ketua-pokja"),
        (Owner.HEAD_OF_OFFICE, "kepala-balai"),
    ],
    ids=str,
)
def test_every_column_of_a_role_is_in_its_guide(owner: Owner, role: str) -> None:
    told = names((GUIDES / f"{role}.md").read_text(encoding="utf-8"))
    columns = [column.heading for column in tabs()["register"].columns if column.owner is owner]
    assert len(columns) > 3
    assert [heading for heading in columns if heading not in told] == []


def test_every_role_has_a_guide_with_a_picture_and_the_list_leads_to_it() -> None:
    listed = (GUIDES / "README.md").read_text(encoding="utf-8")
    for role in ROLES:
        assert f"({role}.md)" in listed
        assert PICTURE.search((GUIDES / f"{role}.md").read_text(encoding="utf-8")), role


def test_every_picture_is_shown_and_small() -> None:
    shown = {name for file in FILES for name in PICTURE.findall(file.read_text(encoding="utf-8"))}
    there = {file.name: file.stat().st_size for file in (GUIDES / "gambar").iterdir()}
    assert shown == set(there)
    assert {name: size for name, size in there.items() if size >= LARGEST} == {}
