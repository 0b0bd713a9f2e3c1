from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.setup_context import SetupContext
from automation.jobs.watch.doctor import DoctorContext, examine, known_words
from automation.register.schema import tabs
from local_workspace.server import serve
from tests.builders import WITA
from tests.fakes import FakeSandbox

from .test_setup import TODAY, Office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor")
    with serve(folder / "data") as serving:
        made = Office(folder, serving)
        made.set_up()
        yield made
        made.close()


def ill(office, today: date = TODAY) -> str:
    """Give what is not well, but for what people link by hand and the key that settings read when they begin."""
    setup = SetupContext(
        settings=office.settings,
        ledger=office.ledger,
        construction=office.connection.construction,
        drive=office.connection.drive({}),
        open_workbook=office.connection.workbook,
    )
    findings = examine(
        DoctorContext(setup=setup, mailbox=office.connection.mailbox, sandbox=FakeSandbox()),
        datetime.combine(today, time(9), WITA),
    )
    assert len(findings) > 1
    return "\n".join(
        str(one) for one in findings if not one.well and "tertaut" not in one.what and "Kunci kode QR" not in one.what
    )


def sheets(office, *requests) -> None:
    office.connection._sheets.batch_update(office.places["workbook"], {"requests": list(requests)})


def test_a_new_office_is_well_and_looking_changes_nothing(office):
    office.writes = 0
    assert ill(office) == ""
    assert office.writes == 0


def test_the_offices_own_account_tells_its_clock_and_its_storage(office):
    setup = SetupContext(
        settings=office.settings,
        ledger=office.ledger,
        construction=office.connection.construction,
        drive=office.connection.drive({}),
        open_workbook=office.connection.workbook,
    )
    context = DoctorContext(
        setup=setup,
        mailbox=office.connection.mailbox,
        sandbox=FakeSandbox(),
        google_time=office.connection.google_time,
    )
    told = "\n".join(map(str, examine(context, datetime.combine(TODAY, time(9), WITA))))
    assert "Jam mesin cocok dengan jam Google" in told
    assert "Ruang Drive terpakai" in told
    assert "0 dari 2000 surel hari ini terkirim" in told
    assert "tanggal di Hari Libur masih perkiraan" in told
    assert "~ Putaran terakhir: belum pernah ada" in told


def test_a_year_without_holidays_is_named(office):
    assert "2028, 2029" in ill(office, date(2028, 11, 1))
    assert "2028" not in ill(office, date(2027, 10, 1))


def test_what_people_changed_is_named_and_its_mending_seen(office):
    register = tab_id("register")

    def heading(text):
        cell = {"userEnteredValue": {"stringValue": text}}
        start = {"sheetId": register, "rowIndex": 0, "columnIndex": tabs()["register"].position("classification")}
        return {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}

    def title(text):
        properties = {"sheetId": tab_id("status"), "title": text}
        return {"updateSheetProperties": {"properties": properties, "fields": "title"}}

    sheets(office, heading("Jenis keluhan"), title("Keadaan"))
    told = ill(office)
    assert "Klasifikasi" in told
    assert "kini bernama Keadaan" in told
    sheets(office, heading("Klasifikasi"), title("Status"))
    assert ill(office) == ""


def test_a_template_with_an_unknown_word_is_named(office):
    drive, id = office.connection.drive({}), office.places["template.notulen"]
    good = drive.download(id)
    drive.replace(id, b"bukan docx", "text/plain")
    assert "Templat Notulen" in ill(office)
    drive.replace(id, good, "text/plain")
    assert ill(office) == ""


def remarks(office) -> str:
    """Give what is well and yet to be minded, of an office with a logo."""
    letters = replace(office.settings.letters, logo=b"a picture")
    setup = SetupContext(
        settings=replace(office.settings, letters=letters),
        ledger=office.ledger,
        construction=office.connection.construction,
        drive=office.connection.drive({}),
        open_workbook=office.connection.workbook,
    )
    context = DoctorContext(setup=setup, mailbox=office.connection.mailbox, sandbox=FakeSandbox())
    found = examine(context, datetime.combine(TODAY, time(9), WITA))
    return "\n".join(str(one) for one in found if one.well and one.remark)


def test_a_template_from_before_logos_is_named_where_the_office_has_one(office):
    drive, id = office.connection.drive({}), office.places["template.notulen"]
    good = drive.download(id)
    document = Document(BytesIO(good))
    for place in document.element.iter(qn("w:t")):
        place.text = place.text.replace("{{ logo }}", "")
    older = BytesIO()
    document.save(older)
    assert "{{ logo }}" not in remarks(office)
    drive.replace(id, older.getvalue(), "text/plain")
    assert "~ Templat Notulen Penyerahan sesuai: tidak memuat {{ logo }}" in remarks(office)
    assert ill(office) == ""
    drive.replace(id, good, "text/plain")


def test_a_revoked_key_is_the_only_thing_said(office):
    google = office.settings.google
    office.connection._session.credentials._refresh_token = "1//dicabut"
    kept = office.connection._session.credentials.token
    office.connection._session.credentials.token = None
    assert "Masuk ke Google" in ill(office)
    office.connection._session.credentials.token = kept
    assert replace(google) == google


def test_every_template_has_its_words():
    assert {name for name, words in known_words().items() if "qr" not in words} == {"laporan_berkala"}


def test_what_fails_is_named_with_since_when_how_often_and_why_until_it_is_overcome(office):
    at = datetime.combine(TODAY, time(8), WITA)
    failure = Failure(Cause.REFUSED, "Drive menolak.", "403 tooLarge")
    office.ledger.set_back(
        Setback(
            name=SetbackName("KEL-2026-0001/pdf/1"),
            number=ComplaintNumber(2026, 1),
            failure=failure,
            rests_on="",
            since=at,
            tried_at=at,
            times=2,
        )
    )
    told = ill(office)
    assert "! Tidak ada pekerjaan yang gagal: KEL-2026-0001: membuat PDF surat balasan. Drive menolak. Gagal" in told
    assert "pukul 08.00 WITA, sudah 2 kali dicoba; dicoba lagi sendiri" in told
    assert "[kata Google: 403 tooLarge]" in told
    office.ledger.overcome(SetbackName("KEL-2026-0001/pdf/1"))
    assert ill(office) == ""


def test_a_workbook_without_the_sign_of_life_is_well_and_told_how_to_get_it(office):
    def heading(text):
        cells = [{"userEnteredValue": {"stringValue": text}}] if text else [{}]
        start = {"sheetId": tab_id("recap"), "rowIndex": 0, "columnIndex": tabs()["recap"].position("system")}
        return {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}}

    sheets(office, heading(""))
    assert ill(office) == ""
    assert "~ Lembar Rekap lengkap: kolom Keadaan sistem belum ada; `setup` menambahkannya." in told(office)
    sheets(office, heading("Keadaan sistem"))
    assert "✓ Lembar Rekap lengkap" in told(office)


def told(office) -> str:
    setup = SetupContext(
        settings=office.settings,
        ledger=office.ledger,
        construction=office.connection.construction,
        drive=office.connection.drive({}),
        open_workbook=office.connection.workbook,
    )
    return "\n".join(
        map(
            str,
            examine(
                DoctorContext(setup=setup, mailbox=office.connection.mailbox, sandbox=FakeSandbox()),
                datetime.combine(TODAY, time(9), WITA),
            ),
        )
    )


def test_a_service_of_a_group_that_nobody_can_choose_is_named(office):
    id, column = tab_id("groups"), tabs()["groups"].position("services")

    def typed(text):
        cell = {"userEnteredValue": {"stringValue": text}}
        at = {"sheetId": id, "rowIndex": 1, "columnIndex": column}
        sheets(office, {"updateCells": {"start": at, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}})

    typed("PENGUJIAN; Uji profisiensi")
    assert "tidak pernah terpilih: Uji profisiensi" in ill(office)
    typed("Pengujian")
    assert ill(office) == ""
