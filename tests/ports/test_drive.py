"""One suite for the Drive in memory and the adapter over the wire."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import requests
from docx import Document

from automation.google.drive import DOCX, FOLDER, GoogleDrive
from automation.ports import Missing
from tests.fakes import FakeDrive

from .served import JOB, connected


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as both:
        yield both


@pytest.fixture(scope="module")
def wire(workspace):
    return workspace[1]


@pytest.fixture(params=["memory", "wire"])
def drive(request):
    return FakeDrive() if request.param == "memory" else request.getfixturevalue("wire").drive({})


@pytest.fixture
def folder(drive):
    [id] = drive.new_ids(1)
    drive.create_folder(id, "Kasus", "root", {"tanggap": "folder.cases"})
    return id


def put(drive, folder: str, name: str, content: bytes = b"isi") -> str:
    [id] = drive.new_ids(1)
    drive.upload(id, name, folder, "application/pdf", content, {"tanggap": name})
    return id


def test_ids_are_all_different(drive):
    assert len(set(drive.new_ids(3) + drive.new_ids(2))) == 5


def test_a_creation_repeated_makes_nothing_twice(drive, folder):
    [id] = drive.new_ids(1)
    for content in (b"satu", b"dua"):
        drive.create_folder(folder, "Kasus", "root", {})
        drive.upload(id, "it's.pdf", folder, "application/pdf", content, {})
    assert [(file.id, file.name, file.size) for file in drive.listing(folder)] == [(id, "it's.pdf", 4)]
    assert drive.download(id) == b"satu"


def test_a_listing_gives_files_oldest_first_and_no_folders(drive, folder):
    first, second = put(drive, folder, "b.pdf"), put(drive, folder, "a.pdf")
    [inner] = drive.new_ids(1)
    drive.create_folder(inner, "dalam", folder, {})
    put(drive, inner, "c.pdf")
    assert [file.id for file in drive.listing(folder)] == [first, second]
    assert {file.mime_type for file in drive.listing(folder)} == {"application/pdf"}
    assert FOLDER not in {file.mime_type for file in drive.listing(folder)}


def test_contents_are_kept_and_replaced(drive, folder):
    large = bytes(range(256)) * 25_000
    id = put(drive, folder, "besar.pdf", large)
    assert drive.download(id) == large
    drive.replace(id, b"baru", "application/pdf")
    assert drive.download(id) == b"baru"


def test_a_file_moves_under_another_name_and_moving_again_is_done(drive, folder):
    id = put(drive, "root", "scan0001.pdf")
    for _ in range(2):
        drive.move(id, folder, "KEL-2026-0001 Surat Balasan.pdf", "alasan")
    assert [(file.id, file.name) for file in drive.listing(folder)] == [(id, "KEL-2026-0001 Surat Balasan.pdf")]
    assert id not in {file.id for file in drive.listing("root")}


def test_what_is_not_there_is_missing(drive, folder):
    for act in (
        lambda: drive.download("1tidakada"),
        lambda: drive.move("1tidakada", folder, "x"),
        lambda: drive.replace("1tidakada", b"", "text/plain"),
        lambda: drive.share("1tidakada", "siti@office.example", "writer"),
        lambda: drive.listing("1tidakada"),
        lambda: put(drive, "1tidakada", "x"),
    ):
        with pytest.raises(Missing):
            act()


def test_sharing_again_is_done(drive, folder):
    for role in ("writer", "writer", "reader"):
        drive.share(folder, "Siti@office.example", role)
    if isinstance(drive, GoogleDrive):
        found = drive._permissions.list(fileId=folder, fields="permissions(emailAddress,role)").execute()
        roles = [one["role"] for one in found["permissions"] if one["emailAddress"] == "siti@office.example"]
        assert roles == ["writer"]


def test_a_letter_becomes_a_pdf_and_nothing_is_left_behind(drive, folder):
    letter = Document()
    letter.add_paragraph("Dengan hormat")
    content = io.BytesIO()
    letter.save(content)
    before = {file.id for file in drive.listing("root")}
    assert drive.as_pdf(content.getvalue(), "Surat").startswith(b"%PDF")
    assert {file.id for file in drive.listing("root")} == before


def test_a_copy_that_a_killed_run_left_is_swept_away(wire):
    drive = wire.drive({})
    letter = io.BytesIO()
    Document().save(letter)
    body = {"name": "sisa", "parents": ["root"], "appProperties": {"tanggap": "salinan-sementara"}}
    left = drive._files.create(body=body, fields="id").execute()["id"]
    drive.as_pdf(letter.getvalue(), "Surat")
    assert left not in {file.id for file in drive.listing("root")}
    assert DOCX.endswith("document")


def test_who_changed_a_file_between_two_moments_is_told_without_ourselves(request, drive):
    since, until = datetime.now(UTC), datetime.now(UTC) + timedelta(minutes=1)
    book = _edited_by(request, drive, "dewi@office.example", "budi@office.example")
    assert drive.edited_by(book, since, until) == {"dewi@office.example", "budi@office.example"}
    assert drive.edited_by(book, until, until + timedelta(minutes=1)) == frozenset()
    assert drive.edited_by(book, since, since) is None


def _edited_by(request, drive, *people) -> str:
    """Have ourselves and people write in a spreadsheet."""
    if isinstance(drive, FakeDrive):
        for person in people:
            drive.note_edit("book", datetime.now(UTC), person)
        return "book"
    serving, connection = request.getfixturevalue("workspace")
    book = connection.construction.make("workbook", "Register", "root", {})
    for person in (JOB, *people):
        serving.workspace.people.add(person)
        connection.drive({}).share(book, person, "writer")
        answer = requests.put(
            f"{serving.address}/v4/spreadsheets/{book}/values/A1?valueInputOption=RAW",
            json={"values": [["x"]]},
            headers={"Authorization": f"Bearer local:{person}"},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
    return book
