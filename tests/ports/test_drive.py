"""One suite for the Drive in memory and the adapter over the wire."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests
from docx import Document

from automation.google.drive import DOCUMENT, DOCX, FOLDER, GoogleDrive, marked
from automation.ports import Drive, EntryKind, Missing, NoAccount, Refused, TryLater
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


class Hands:
    """What people do in the Drive over the wire, and what the line does to downloads."""

    def __init__(self, serving, connection) -> None:
        self.serving, self._retry_policy = serving, connection.retry_policy
        self._files = connection.drive({})._files

    def drop(self, folder, name, content, mime_type):
        body = {"name": name, "parents": [folder], "mimeType": mime_type}
        return self._files.create(body=body, fields="id").execute()["id"]

    def trash(self, id) -> None:
        self._files.update(fileId=id, body={"trashed": True}).execute()

    def lock(self, id, *, locked=True) -> None:
        self._files.update(fileId=id, body={"contentRestrictions": [{"readOnly": locked}]}).execute()

    def spoil(self, id, times) -> None:
        self.let(kind="short", times=times, match={"method": "drive.files.get", "path": id})

    def let(self, **fault) -> None:
        """Have the next calls meet a fault."""
        requests.post(f"{self.serving.address}/_workspace/faults", json=fault, timeout=60).raise_for_status()

    def rest(self) -> None:
        requests.delete(f"{self.serving.address}/_workspace/faults", timeout=60).raise_for_status()
        self._retry_policy.renew()


@pytest.fixture
def hands(request, drive):
    if isinstance(drive, FakeDrive):
        yield drive
        return
    yield (hands := Hands(*request.getfixturevalue("workspace")))
    hands.rest()


@pytest.fixture
def folder(drive):
    [id] = drive.new_ids(1)
    drive.create_folder(id, "Kasus", "root", {"tanggap": "folder.cases"})
    return id


def put(drive: Drive, folder: str, name: str, content: bytes = b"isi") -> str:
    [id] = drive.new_ids(1)
    drive.upload(id, name, folder, "application/pdf", content, {"tanggap": name})
    return id


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def test_ids_are_all_different(drive):
    assert len(set(drive.new_ids(3) + drive.new_ids(2))) == 5


def test_a_creation_repeated_makes_nothing_twice(drive, folder):
    [id] = drive.new_ids(1)
    for content, is_new in ((b"satu", True), (b"dua", False)):
        drive.create_folder(folder, "Kasus", "root", {})
        assert drive.upload(id, "it's.pdf", folder, "application/pdf", content, {}) is is_new
    assert [(file.id, file.name, file.size) for file in drive.listing(folder)] == [(id, "it's.pdf", 4)]
    assert drive.download(id) == b"satu"


def test_ids_come_in_any_number_and_none_asks_nothing(drive):
    assert drive.new_ids(0) == ()
    assert len(set(drive.new_ids(1001))) == 1001


#: What a mail, or any file of anybody's, may hold.
ANY_BYTES = {
    "8-bit": b"Subject: Pengaduan caf\xe9\r\n\r\nisi \xff\xfe\x80\r\n",
    "utf-8": "Perihal: “Hasil uji” 😀\n".encode(),
    "bare line ends": b"satu\ndua\rtiga\r\nempat\n\r\n",
    "nul": b"\x00\x00\x1a\x00",
    "From": b"From a@b.example Mon Nov  2\nFrom: x\n>From y\n",
    "boundaries": b"--==\r\n--===============123==--\r\n--tanggap--\r\n--\r\n",
    "ends with CR": b"isi\r",
    "begins with an empty line": b"\r\n\r\n--\r\n",
    "empty": b"",
    "every byte": bytes(range(256)) * 3,
}


@pytest.mark.parametrize(
    "mime_type",
    [
        "message/rfc822",
        "message/delivery-status",
        "text/plain",
        "application/pdf",
        "application/octet-stream",
        "multipart/mixed",
        "bukan tipe",
    ],
)
def test_what_is_uploaded_arrives_byte_for_byte(drive, folder, mime_type):
    for name, content in ANY_BYTES.items():
        [id] = drive.new_ids(1)
        drive.upload(id, name, folder, mime_type, content, {"tanggap": name})
        assert drive.download(id) == content, name
        drive.replace(id, content + b"\xe9\r", mime_type)
        assert drive.download(id) == content + b"\xe9\r", name


def test_a_listing_tells_size_md5_and_age_of_files_and_what_else_lies_there(drive, folder, hands):
    full, empty = put(drive, folder, "a.pdf"), put(drive, folder, "b.pdf", b"")
    native = hands.drop(folder, "Surat", b"", DOCUMENT)
    shortcut = hands.drop(folder, "Pintasan", b"", "application/vnd.google-apps.shortcut")
    [inner] = drive.new_ids(1)
    drive.create_folder(inner, "dalam", folder, {})
    found = drive.contents(folder)
    assert [(one.id, one.kind) for one in found] == [
        (full, EntryKind.FILE),
        (empty, EntryKind.FILE),
        (native, EntryKind.NATIVE),
        (shortcut, EntryKind.SHORTCUT),
        (inner, EntryKind.FOLDER),
    ]
    assert [one.size for one in found] == [3, 0, 0, 0, 0]
    assert [one.md5 for one in found] == [md5(b"isi"), md5(b""), "", "", ""]
    assert all(one.modified_at and one.modified_at.tzinfo for one in found)
    assert drive.listing(folder) == found[:-1]


def test_folders_are_listed_together_each_thing_with_the_folder_it_lies_in(drive, folder, hands):
    inner, gone, bin = drive.new_ids(3)
    drive.create_folder(inner, "dalam", folder, {})
    drive.create_folder(bin, "buangan", folder, {})
    outside, within, thrown = put(drive, folder, "a.pdf"), put(drive, inner, "b.pdf"), put(drive, bin, "c.pdf")
    hands.trash(bin)
    draft = drive.new_ids(1)[0]
    drive.upload(draft, "konsep", inner, DOCX, b"isi", {"tanggap": "KEL-2026-0001/surat_balasan/1"})
    here, made = drive.contents_with(folder, ["KEL-2026-0001/surat_balasan/1"], [inner, bin])
    assert {(one.id, one.parent) for one in here} == {
        (inner, folder),
        (outside, folder),
        (within, inner),
        (draft, inner),
    }
    assert [entry.id for _, entry in made] == [draft]
    assert thrown not in {one.id for one in here}
    with pytest.raises(Missing):
        drive.contents_with(folder, [], [gone])


@pytest.mark.parametrize(
    ("mime_type", "words"),
    [
        (DOCUMENT, "dokumen Google"),
        ("application/vnd.google-apps.spreadsheet", "Google"),
        ("application/vnd.google-apps.shortcut", "pintasan"),
        (FOLDER, "folder"),
    ],
)
def test_what_is_no_file_is_refused_with_what_it_is(drive, folder, hands, mime_type, words):
    id = hands.drop(folder, "Surat", b"", mime_type)
    [entry] = drive.contents(folder)
    for known in (None, entry):
        with pytest.raises(Refused, match=words) as told:
            drive.download(id, known)
        assert type(told.value) is Refused
    drive.move(id, "root", "Bukan pindaian")
    assert drive.contents(folder) == ()


def test_a_file_in_the_bin_is_missing_and_said_to_be_there(drive, folder, hands):
    id = put(drive, folder, "a.pdf")
    hands.trash(id)
    assert drive.contents(folder) == ()
    with pytest.raises(Missing, match=r"Sampah\. Pulihkan"):
        drive.download(id)


def test_a_file_known_from_a_listing_costs_one_call(wire):
    drive = wire.drive({})
    [folder] = drive.new_ids(1)
    drive.create_folder(folder, "Kasus", "root", {})
    id = put(drive, folder, "a.pdf")
    [entry] = drive.listing(folder)
    before = wire.counts.as_mapping()["reads"]
    assert drive.download(id, entry) == b"isi"
    assert wire.counts.as_mapping()["reads"] - before == 1


def test_a_download_is_what_drive_says_there_is(drive, folder, hands):
    id = put(drive, folder, "a.pdf", b"isi yang benar")
    [entry] = drive.listing(folder)
    for known in (None, entry):
        hands.spoil(id, 1)
        assert drive.download(id, known) == b"isi yang benar"
        hands.spoil(id, 2)
        with pytest.raises(TryLater, match="tidak sama"):
            drive.download(id, known)


def test_a_file_that_grew_since_it_was_listed_is_given_as_it_is_now(drive, folder):
    id = put(drive, folder, "a.pdf", b"setengah")
    [entry] = drive.listing(folder)
    drive.replace(id, b"setengah dan sisanya", "application/pdf")
    assert drive.download(id, entry) == b"setengah dan sisanya"


def test_a_large_upload_that_is_cut_goes_on_and_is_made_once(wire):
    drive = wire.drive({})
    content = bytes(range(256)) * 24_000
    for cut in (Cut.IN_THE_MIDDLE, Cut.AT_THE_END):
        [folder, id] = drive.new_ids(2)
        drive.create_folder(folder, "Kasus", "root", {})
        with Cut(wire, cut) as line:
            drive.upload(id, "besar.pdf", folder, "message/rfc822", content, {})
        assert line.sent < 1.6 * len(content)
        assert [file.id for file in drive.listing(folder)] == [id]
        assert drive.download(id) == content


def test_a_large_upload_whose_session_google_forgot_begins_anew(wire):
    drive = wire.drive({})
    content = bytes(range(256)) * 24_000
    [folder, id] = drive.new_ids(2)
    drive.create_folder(folder, "Kasus", "root", {})
    with Cut(wire, Cut.FORGOTTEN):
        drive.upload(id, "besar.pdf", folder, "application/pdf", content, {})
    assert [file.id for file in drive.listing(folder)] == [id]
    assert drive.download(id) == content


class Cut:
    """Loses the line once in a large upload."""

    IN_THE_MIDDLE, AT_THE_END, FORGOTTEN = range(3)

    def __init__(self, connection, where) -> None:
        self._session, self._where, self._done = connection._session, where, False
        self.sent = 0

    def __enter__(self):
        self._ask, self._session.request = self._session.request, self._request
        return self

    def __exit__(self, *_) -> None:
        self._session.request = self._ask

    def _request(self, method, url, data=None, headers=None, **named):
        self.sent += len(data or b"")
        if self._done or "upload_id" not in url:
            return self._ask(method, url, data=data, headers=headers, **named)
        self._done = True
        half = len(data) // 2
        if self._where == self.FORGOTTEN:
            self._ask("DELETE", url)
        elif self._where == self.IN_THE_MIDDLE:
            self.sent -= len(data) - half
            some = {**headers, "Content-Length": str(half), "Content-Range": f"bytes 0-{half - 1}/{len(data)}"}
            self._ask(method, url, data=data[:half], headers=some, **named)
        else:
            self._ask(method, url, data=data, headers=headers, **named)
        raise requests.exceptions.ConnectionError("cut")


def test_a_listing_gives_files_oldest_first_and_no_folders(drive, folder):
    first, second = put(drive, folder, "b.pdf"), put(drive, folder, "a.pdf")
    [inner] = drive.new_ids(1)
    drive.create_folder(inner, "dalam", folder, {})
    put(drive, inner, "c.pdf")
    assert [file.id for file in drive.listing(folder)] == [first, second]
    assert {file.mime_type for file in drive.listing(folder)} == {"application/pdf"}
    assert FOLDER not in {file.mime_type for file in drive.listing(folder)}


def test_a_folder_in_the_bin_holds_nothing_and_it_and_what_it_held_are_in_the_bin(drive, folder, hands):
    id = put(drive, folder, key := f"{folder} a.pdf")
    assert (drive.is_in_bin(folder), drive.is_in_bin(id)) == (False, False)
    hands.trash(folder)
    assert (drive.is_in_bin(folder), drive.is_in_bin(id)) == (True, True)
    assert drive.contents(folder) == ()
    assert drive.contents_with(folder, [key]) == ((), ())


def test_a_published_file_is_read_by_its_link_until_it_is_withdrawn_and_both_done_twice_change_nothing(
    drive, folder, workspace
):
    id = put(drive, folder, "halaman.pdf")
    for _ in range(2):
        drive.publish(id)
    assert is_public(drive, workspace, id)
    for _ in range(2):
        drive.withdraw(id)
    with pytest.raises(Missing):
        drive.is_in_bin(id)


def is_public(drive, workspace, id) -> bool:
    if isinstance(drive, FakeDrive):
        return drive.files[id].is_public
    given = drive._permissions.list(fileId=id, fields="permissions(type,role)").execute()["permissions"]
    return {"type": "anyone", "role": "reader"} in given


def test_where_files_may_not_be_read_by_link_that_is_refused(drive, folder, hands):
    id = put(drive, folder, "halaman.pdf")
    if isinstance(drive, FakeDrive):
        drive.keeps_links = True
    else:
        hands.let(
            kind="status",
            status=403,
            reason="publishOutNotPermitted",
            match={"method": "drive.permissions.create", "body": "anyone"},
        )
    with pytest.raises(Refused):
        drive.publish(id)


def test_whether_what_is_gone_for_good_is_in_the_bin_is_not_said(drive):
    with pytest.raises(Missing):
        drive.is_in_bin("1tidakada")


def test_files_are_found_by_their_keys_wherever_they_were_put_and_beside_the_contents(drive, folder, hands):
    [elsewhere] = drive.new_ids(1)
    drive.create_folder(elsewhere, "Lain", "root", {})
    here, moved, binned = (put(drive, folder, f"{folder} {name}") for name in ("di sini", "pindah", "dibuang"))
    put(drive, folder, "tanpa kunci ini")
    drive.move(moved, elsewhere, "nama lain.pdf")
    hands.trash(binned)
    keys = [f"{folder} {name}" for name in ("di sini", "pindah", "dibuang", "tidak pernah dibuat")]
    contents, made = drive.contents_with(folder, keys)
    assert contents == tuple(replace(entry, parent=folder) for entry in drive.contents(folder))
    assert {(key, file.id) for key, file in made} == {(keys[0], here), (keys[1], moved)}
    assert drive.contents_with(folder, []) == (contents, ())


def test_more_keys_than_one_search_takes_are_all_looked_for(drive, folder):
    keys = [f"{folder} {place}" for place in range(45)]
    wanted = {key: put(drive, folder, key) for key in (keys[0], keys[19], keys[20], keys[44])}
    contents, made = drive.contents_with(folder, keys)
    assert {file.id for file in contents} == set(wanted.values())
    assert {key: file.id for key, file in made} == wanted


def test_a_key_longer_than_drive_keeps_is_found_as_it_was_cut(drive, folder):
    [id] = drive.new_ids(1)
    drive.upload(id, "a.pdf", folder, "application/pdf", b"isi", marked(key := f"{folder} " + "panjang/" * 20))
    assert [(found, file.id) for found, file in drive.contents_with(folder, [key])[1]] == [(key, id)]


def test_a_locked_file_is_moved_where_its_name_stays(drive, folder, hands):
    id = put(drive, "root", "terkunci.pdf")
    hands.lock(id)
    drive.move(id, folder, "terkunci.pdf", "Kode QR tidak terbaca.")
    assert [file.id for file in drive.listing(folder)] == [id]


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


def test_what_was_shared_is_taken_back_and_again_is_done(drive, folder):
    drive.share(folder, "Siti@office.example", "writer")
    drive.share(folder, "budi@office.example", "writer")
    for _ in range(2):
        drive.unshare(folder, "siti@OFFICE.example")
    if isinstance(drive, GoogleDrive):
        found = drive._permissions.list(fileId=folder, fields="permissions(emailAddress,role)").execute()
        left = {one["emailAddress"]: one["role"] for one in found["permissions"]}
    else:
        left = drive.files[folder].shares
    assert "siti@office.example" not in left
    assert left["budi@office.example"] == "writer"


def test_an_owner_stays_and_what_a_folder_above_gives_too(drive, folder):
    drive.share(folder, "siti@office.example", "writer")
    (inner,) = drive.new_ids(1)
    drive.create_folder(inner, "Kasus", folder, {})
    drive.unshare(inner, "siti@office.example")
    drive.unshare(inner, JOB)
    if isinstance(drive, GoogleDrive):
        found = drive._permissions.list(fileId=inner, fields="permissions(emailAddress,role)").execute()
        assert {"siti@office.example", JOB} <= {one["emailAddress"] for one in found["permissions"]}


def test_what_is_shared_on_a_file_outlasts_the_folder_above(drive, folder):
    if not isinstance(drive, GoogleDrive):
        pytest.skip("The fake notes nothing that a folder above gives: who takes that back, shares again.")
    inner, other = drive.new_ids(2)
    for id in (inner, other):
        drive.create_folder(id, "Kasus", folder, {})
    drive.share(folder, "siti@office.example", "writer")
    drive.share(inner, "siti@office.example", "writer")
    drive.unshare(folder, "siti@office.example")
    seen = {}
    for id in (inner, other):
        found = drive._permissions.list(fileId=id, fields="permissions(emailAddress)").execute()
        seen[id] = "siti@office.example" in {one["emailAddress"] for one in found["permissions"]}
    assert seen == {inner: True, other: False}


def test_of_more_people_than_a_page_holds_the_last_is_taken_out_too(drive, folder):
    [shared] = drive.new_ids(1)
    drive.create_folder(shared, "Ramai", folder, {})
    people = [f"orang{place}@office.example" for place in range(120)]
    for email in people:
        drive.share(shared, email, "reader")
    for email in people:
        drive.unshare(shared, email)
    if isinstance(drive, GoogleDrive):
        left = drive._permissions.list(fileId=shared, fields="permissions(emailAddress)").execute()["permissions"]
        assert {one["emailAddress"] for one in left} == {JOB}


def test_a_letter_becomes_a_pdf_and_nothing_is_left_behind(drive, folder):
    letter = Document()
    letter.add_paragraph("Dengan hormat")
    content = io.BytesIO()
    letter.save(content)
    before = {file.id for file in drive.listing("root")}
    assert drive.as_pdf(content.getvalue(), "Surat").startswith(b"%PDF")
    assert {file.id for file in drive.listing("root")} == before


@pytest.mark.parametrize(("role", "left"), [("organizer", 0), ("fileOrganizer", 0), ("writer", 1)])
@pytest.mark.parametrize("place", ["memory", "wire"])
def test_a_letter_becomes_a_pdf_whatever_may_become_of_its_copy(request, place, role, left):
    drive, folder = _placed_as(request, place, role)
    for _ in range(2):
        assert drive.as_pdf(a_letter(), "Surat").startswith(b"%PDF")
    assert len(drive.contents(folder)) == 2 * left


def a_letter() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def _placed_as(request, place, role):
    """Give a Drive whose account has a role on a shared drive, and where it works there."""
    if place == "memory":
        return FakeDrive(role=role), "root"
    serving, connection = request.getfixturevalue("workspace")

    def as_chief(path, body):
        head = {"Authorization": "Bearer local:kepala@office.example"}
        answer = requests.post(f"{serving.address}{path}", json=body, headers=head, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    serving.workspace.people.add("kepala@office.example")
    folder = as_chief(f"/drive/v3/drives?requestId={role}", {"name": "Arsip"})
    grant = {"type": "user", "role": role, "emailAddress": JOB}
    as_chief(f"/drive/v3/files/{folder}/permissions?supportsAllDrives=true", grant)
    return connection.drive({"folder.root": folder}), folder


def test_a_copy_that_resists_costs_no_letter_and_is_swept_later(wire, workspace):
    hands = Hands(*workspace)
    before = wire.drive({}).contents("root")
    hands.let(kind="status", status=503, times=-1, match={"method": "drive.files.delete"})
    assert wire.drive({}).as_pdf(a_letter(), "Surat").startswith(b"%PDF")
    assert len(wire.drive({}).contents("root")) == len(before) + 1
    hands.rest()
    wire.drive({}).as_pdf(a_letter(), "Surat")
    assert wire.drive({}).contents("root") == before


def test_an_address_without_an_account_is_refused_and_harms_no_other(drive, folder, hands):
    stranger = "tanpa.akun@luar.example"
    if isinstance(hands, Hands):
        hands.serving.workspace.people.add(stranger, account=False)
    else:
        hands.without_account.add(stranger)
    with pytest.raises(NoAccount, match="akun Google"):
        drive.share(folder, stranger, "writer")
    drive.invite(folder, stranger, "writer")
    drive.share(folder, stranger, "writer")
    drive.share(folder, "siti@office.example", "writer")


def test_a_pdf_larger_than_google_exports_is_the_refusal_of_that_letter(drive, hands):
    if isinstance(hands, Hands):
        match = {"method": "drive.files.export"}
        hands.let(kind="status", status=403, reason="exportSizeLimitExceeded", message="Too large.", match=match)
    else:
        hands.largest_export = 10
    before = drive.contents("root")
    with pytest.raises(Refused, match="daripada yang diekspor Google") as told:
        drive.as_pdf(a_letter(), "Surat")
    assert type(told.value) is Refused
    assert drive.contents("root") == before


def test_what_its_owner_or_google_withholds_is_refused(drive, folder, hands):
    id = put(drive, folder, "a.pdf")
    [entry] = drive.listing(folder)
    if isinstance(hands, Hands):
        match = {"method": "drive.files.get", "path": id, "query": "alt=media"}
        hands.let(kind="status", status=403, reason="cannotDownloadFile", times=2, match=match)
    else:
        hands.withhold(id)
    for known in (None, entry):
        with pytest.raises(Refused, match="tidak boleh diunduh"):
            drive.download(id, known)


def test_a_file_larger_than_may_be_is_refused_by_name_before_it_is_fetched(drive, folder):
    id = put(drive, folder, "besar.pdf", b"seribu")
    [entry] = drive.listing(folder)
    assert drive.download(id, entry, largest=6) == drive.download(id, largest=6) == b"seribu"
    for known in (None, entry, replace(entry, size=312_000_000)):
        with pytest.raises(Refused, match=r"besar\.pdf.* MB") as told:
            drive.download(id, known, largest=5)
        assert type(told.value) is Refused
    with pytest.raises(Refused, match=r"besar\.pdf"):
        drive.download(id, replace(entry, size=312_000_000))


def test_a_file_larger_than_may_be_costs_no_download(wire):
    drive = wire.drive({})
    [folder] = drive.new_ids(1)
    drive.create_folder(folder, "Kasus", "root", {})
    put(drive, folder, "besar.pdf")
    [entry] = drive.listing(folder)
    before = wire.counts.as_mapping()["reads"]
    with pytest.raises(Refused, match=r"“besar\.pdf” 312 MB, padahal yang dibuka paling banyak 100 MB"):
        drive.download(entry.id, replace(entry, size=312_000_000))
    assert wire.counts.as_mapping()["reads"] == before


def test_a_file_that_staff_locked_is_told_to_be_locked_until_it_is_not(drive, folder, hands):
    id = put(drive, folder, "konsep.docx")
    hands.lock(id)
    for change in (
        lambda: drive.replace(id, b"baru", "application/pdf"),
        lambda: drive.move(id, folder, "Surat Balasan.docx"),
    ):
        with pytest.raises(Refused, match=r"konsep\.docx.*kunci") as told:
            change()
        assert type(told.value) is Refused
    assert drive.download(id) == b"isi"
    hands.lock(id, locked=False)
    drive.replace(id, b"baru", "application/pdf")
    assert drive.download(id) == b"baru"


def test_a_change_refused_for_another_cause_is_told_with_that_cause_and_the_files_name(wire, workspace):
    drive, hands = wire.drive({}), Hands(*workspace)
    id = put(drive, "root", "konsep.docx")
    hands.let(kind="status", status=403, reason="insufficientFilePermissions", match={"method": "drive.files.update"})
    with pytest.raises(Refused, match=r"memperbarui berkas “konsep\.docx”: .*Editor"):
        drive.replace(id, b"baru", "application/pdf", called="berkas “konsep.docx”")
    hands.rest()


def test_a_file_that_is_gone_is_named_as_it_was_called(drive):
    with pytest.raises(Missing, match="templat Surat Balasan"):
        drive.download("1tidakada", called="templat Surat Balasan")


def test_a_copy_that_a_killed_run_left_is_swept_away(wire):
    drive = wire.drive({})
    body = {"name": "sisa", "parents": ["root"], "appProperties": {"tanggap": "salinan-sementara"}}
    left = drive._files.create(body=body, fields="id").execute()["id"]
    drive.as_pdf(a_letter(), "Surat")
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
    book: str = connection.construction.make("workbook", "Register", "root", {})
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
