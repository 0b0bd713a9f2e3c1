"""Folders and files as an office uses them, in Chromium: a scan dropped, looked at, a draft written in."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from googleapiclient.http import MediaIoBaseUpload
from PIL import Image

from local_workspace.drive.documents import DOCX
from local_workspace.drive.file import FOLDER
from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.pages.chromium import PHONE, a_page, chromium
from tests.local_workspace.pages.samples import OFFICER, OWNER, introduce
from tests.local_workspace.pages.test_letter_text import a_letter

#: One browser at a time: two are more than a small machine has memory and time for.
pytestmark = pytest.mark.xdist_group("browser")
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
DRAG = """([kinds, name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([content], name, { type: "application/pdf" }));
  for (const kind of kinds)
    document.querySelector("h1").dispatchEvent(
      new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        introduce(running)
        yield running


@pytest.fixture(scope="module")
def folder(serving):
    with client(serving, "drive", OWNER) as drive:
        id = drive.files().create(body={"name": "Pindaian Masuk", "mimeType": FOLDER}).execute()["id"]
        drive.permissions().create(
            fileId=id, body={"type": "user", "role": "writer", "emailAddress": OFFICER}
        ).execute()
    return id


def laid(serving, folder, name, content, mime_type):
    with client(serving, "drive", OWNER) as drive:
        media = MediaIoBaseUpload(BytesIO(content), mime_type)
        return drive.files().create(body={"name": name, "parents": [folder]}, media_body=media).execute()["id"]


def content_of(serving, id):
    with client(serving, "drive", OWNER) as drive:
        return drive.files().get_media(fileId=id).execute()


def a_pdf():
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 300)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def a_photograph():
    out = BytesIO()
    Image.new("RGB", (320, 240), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_scan_dropped_on_a_folder_or_chosen_from_the_disk_lies_there(serving, folder, browser):
    with a_page(browser, serving.address, OFFICER) as page:
        page.goto(f"{serving.address}/drive/folders/{folder}")
        page.evaluate(DRAG, [["dragenter", "dragover"], "pindaian-1.pdf", "%PDF-1.4 satu"])
        expect(page.get_by_text("Lepaskan untuk mengunggah ke “Pindaian Masuk”")).to_be_visible()
        page.evaluate(DRAG, [["drop"], "pindaian-1.pdf", "%PDF-1.4 satu"])
        expect(page.get_by_role("link", name="pindaian-1.pdf", exact=True)).to_be_visible()
        file = {"name": "pindaian-2.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 dua"}
        page.get_by_label("Unggah berkas").set_input_files(file)
        expect(page.get_by_role("link", name="pindaian-2.pdf", exact=True)).to_be_visible()
    with client(serving, "drive", OWNER) as drive:
        found = drive.files().list(q=f"'{folder}' in parents and name contains 'pindaian'").execute()["files"]
    assert {one["name"]: content_of(serving, one["id"]) for one in found} == {
        "pindaian-1.pdf": b"%PDF-1.4 satu",
        "pindaian-2.pdf": b"%PDF-1.4 dua",
    }


def test_a_scan_and_a_photograph_are_looked_at_and_kept(serving, folder, browser, tmp_path):
    letter = a_pdf()
    laid(serving, folder, "Surat.pdf", letter, "application/pdf")
    laid(serving, folder, "Foto.png", a_photograph(), "image/png")
    with a_page(browser, serving.address, OFFICER) as page:
        page.goto(f"{serving.address}/drive/folders/{folder}")
        with page.expect_download() as download:
            page.locator("li", has_text="Surat.pdf").get_by_role("link", name="Unduh").click()
        download.value.save_as(tmp_path / "a.pdf")
        page.get_by_role("link", name="Foto.png", exact=True).click()
        expect(page.get_by_role("img", name="Foto.png")).to_have_js_property("naturalWidth", 320)
        page.get_by_role("link", name="Folder").click()
        page.get_by_role("link", name="Surat.pdf", exact=True).click()
        expect(page.locator("#viewer iframe, #pages img").locator("visible=true")).to_have_count(1)
    assert (tmp_path / "a.pdf").read_bytes() == letter


def test_on_a_phone_a_scan_stands_as_pictures_of_its_pages(serving, folder, browser):
    id = laid(serving, folder, "Surat.pdf", a_pdf(), "application/pdf")
    with a_page(browser, serving.address, OFFICER, PHONE) as page:
        page.goto(f"{serving.address}/file/d/{id}/view")
        expect(page.get_by_role("img", name="Halaman 1 dari 1")).to_have_js_property("naturalWidth", 1000)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_paragraph_of_a_draft_written_in_the_browser_is_in_the_file(serving, folder, browser):
    id = laid(serving, folder, "Konsep.docx", a_letter(), DOCX)
    with a_page(browser, serving.address, OFFICER) as page:
        page.goto(f"{serving.address}/drive/folders/{folder}")
        page.get_by_role("link", name="Konsep.docx", exact=True).click()
        expect(page.get_by_role("button", name="Simpan")).to_be_disabled()
        page.get_by_role("textbox", name="Paragraf 1", exact=True).fill("Ditulis di peramban")
        expect(page.get_by_role("status")).to_have_text("1 paragraf belum disimpan")
        page.keyboard.press("Control+s")
        expect(page.get_by_role("status")).to_contain_text("Tersimpan")
        expect(page.get_by_role("textbox", name="Paragraf 1", exact=True)).to_have_text("Ditulis di peramban")
    words = [paragraph.text for paragraph in docx.Document(BytesIO(content_of(serving, id))).paragraphs]
    assert words[:2] == ["Ditulis di peramban", "Yth. Pelanggan, dengan hormat."]
