"""The form and the mail as people use them, in Chromium."""

import base64
from email.message import EmailMessage

import pytest
import requests

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.forms.asking import a_form, asked, choice, text
from tests.local_workspace.pages.chromium import PHONE, a_page, chromium

OWNER, OFFICER = "pemilik@office.example", "petugas@office.example"

#: One browser at a time: two are more than a small machine has memory and time for.
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        yield running


def test_a_customer_fills_the_form_on_a_phone(serving, browser):
    with client(serving, "forms", OWNER) as built, a_page(browser, serving.address, size=PHONE) as page:
        forms = built.forms()
        form = a_form(
            forms,
            text("Nama", required=True),
            choice("Layanan", "Uji", "Kalibrasi", other=True, required=True),
            choice("Bukti", "Foto", "Surat", kind="CHECKBOX"),
            asked("Tanggal", dateQuestion={"includeYear": True}),
            text("Uraian", paragraph=True, required=True),
        )
        page.goto(form["responderUri"])
        page.get_by_role("button", name="Kirim").click()
        assert page.get_by_text("Pertanyaan ini wajib dijawab.").locator("visible=true").count() == 3
        assert page.evaluate("document.activeElement.name").startswith("entry.")
        page.get_by_label("Nama").fill("Siti Aminah")
        page.get_by_label("Yang lain, untuk Layanan").fill("Konsultasi")
        page.get_by_label("Foto").check()
        page.get_by_label("Surat").check()
        page.get_by_label("Tanggal").fill("2026-11-02")
        page.get_by_label("Uraian").fill("Hasil terlambat.\nMohon kabar.")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("button", name="Kirim").click()
        page.get_by_text("Tanggapan Anda telah direkam.").wait_for()
        [response] = forms.responses().list(formId=form["formId"]).execute()["responses"]
        texts = [
            [one["value"] for one in answer["textAnswers"]["answers"]] for answer in response["answers"].values()
        ]
        assert texts == [
            ["Siti Aminah"],
            ["Konsultasi"],
            ["Foto", "Surat"],
            ["2026-11-02"],
            ["Hasil terlambat.\nMohon kabar."],
        ]


def test_an_officer_reads_a_mail_downloads_its_attachment_and_answers(serving, browser, tmp_path):
    mail = EmailMessage()
    mail["To"], mail["Subject"] = OFFICER, "Keluhan baru"
    mail.set_content("Mohon dipilah.")
    mail.add_alternative(
        "<p>Mohon <b>dipilah</b>.</p><script>parent.document.title = 'diambil'</script>", subtype="html"
    )
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Form Pengaduan.pdf")
    with client(serving, "gmail", OWNER) as gmail, a_page(browser, serving.address, OFFICER) as page:
        raw = base64.urlsafe_b64encode(mail.as_bytes()).decode()
        gmail.users().messages().send(userId="me", body={"raw": raw}).execute()
        page.goto(f"{serving.address}/mail/{OFFICER}")
        page.get_by_role("link", name="Belum dibaca: pemilik").click()
        frame = page.frame_locator("iframe")
        assert frame.get_by_text("Mohon dipilah.").inner_text() == "Mohon dipilah."
        assert "diambil" not in page.title()
        with page.expect_download() as download:
            page.get_by_role("link", name="Form Pengaduan.pdf").click()
        download.value.save_as(tmp_path / "a.pdf")
        assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7"
        page.get_by_role("link", name="Balas").click()
        page.get_by_label("Isi").fill("Sudah saya pilah.")
        page.get_by_role("button", name="Kirim").click()
        page.get_by_text("Sudah saya pilah.").wait_for()
        [answer] = gmail.users().messages().list(userId="me", q=f"from:{OFFICER}").execute()["messages"]
        thread = gmail.users().threads().get(userId="me", id=answer["threadId"]).execute()
        assert len(thread["messages"]) == 2


def test_somebody_elses_mailbox_stays_closed_until_one_signs_in_as_them(serving, browser):
    with a_page(browser, serving.address, OFFICER) as page:
        page.goto(f"{serving.address}/mail/kepala@office.example")
        page.get_by_role("button", name="Masuk sebagai kepala@office.example").click()
        page.get_by_role("heading", name="Kotak masuk").wait_for()
        assert page.get_by_label("Anda masuk sebagai").input_value() == "kepala@office.example"


def test_an_editor_links_a_form_to_a_workbook_in_two_clicks(serving, browser):
    with client(serving, "forms", OWNER) as forms, client(serving, "sheets", OWNER) as sheets:
        form = a_form(forms.forms(), text("Nama"), title="Pengaduan daring")
        workbook = sheets.spreadsheets().create(body={"properties": {"title": "Register"}}).execute()
        with a_page(browser, serving.address, OWNER) as page:
            page.goto(f"{serving.address}/forms/d/{form['formId']}/edit")
            page.get_by_label("Pilih lembar kerja").select_option(workbook["spreadsheetId"])
            page.get_by_role("button", name="Tautkan", exact=True).click()
            page.get_by_text("Tertaut ke Register").wait_for()
        linked = forms.forms().get(formId=form["formId"]).execute()["linkedSheetId"]
        assert linked == workbook["spreadsheetId"]
        assert requests.get(form["responderUri"], timeout=60).ok
