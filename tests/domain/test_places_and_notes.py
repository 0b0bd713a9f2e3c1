"""The names under which the ledger keeps places and notes: an office's ledger bears them for ever."""

import pytest

from automation.domain.notes import Note
from automation.domain.places import Place

PLACES = {
    "workbook": Place.WORKBOOK,
    "folder.root": Place.ROOT,
    "folder.scans": Place.folder("scans"),
    "tab.register": Place.tab("register"),
    "columns.register": Place.columns("register"),
    "rows.register": Place.rows("register"),
    "form.public": Place.form("public"),
    "form.public.address": Place.address("public"),
    "form.public.questions": Place.questions("public"),
    "raw.public": Place.raw("public"),
    "template.notulen": Place.template("notulen"),
}
NOTES = {
    "rebuild.unfinished": Note.REBUILDING,
    "putaran": Note.TICKS,
    "riwayat.segel": Note.SEALED_FROM,
    "forms.looked": Note.FORMS_LOOKED,
    "forms.asked.public": Note.asked("public"),
    "forms.newest.public": Note.newest("public"),
    "forms.length.public": Note.length("public"),
    "surel.dibaca": Note.MAILBOX_READ,
    "surel.tanda": Note.MAILBOX_MARK,
    "surel.tanda.berikut": Note.MAILBOX_NEXT,
    "sampah.dilihat": Note.BIN_LOOKED,
    "rumus.rusak": Note.LOOKUPS_BROKEN,
    "gagal.sejak": Note.FAILING_SINCE,
    "gagal.sampai": Note.FAILED_UNTIL,
    "gagal.terdengar": Note.UNHEARD,
    "harian.sampai": Note.DAYS_TOLD,
    "ping.terjawab": Note.PING_ANSWERED,
    "ping.gagal": Note.PING_FAILED,
    "terlihat.pokja": Note.seen("pokja"),
    "tinjau.kantor/pindaian/a.1": Note.scan_aside("kantor/pindaian/a.1"),
    "surel.kabar.18c2": Note.mail_news("18c2"),
}


@pytest.mark.parametrize(("printed", "name"), [*PLACES.items(), *NOTES.items()])
def test_a_place_or_note_is_named_as_ever(printed: str, name: str) -> None:
    assert str(name) == printed


def test_a_place_tells_what_it_names() -> None:
    assert [place.tab_key for place in PLACES.values() if place.tab_key] == ["register"]
    assert [place.questions_of for place in PLACES.values() if place.questions_of] == [Place.form("public")]
    assert [place for place in PLACES.values() if place.is_file] == [
        Place.WORKBOOK,
        Place.ROOT,
        Place.folder("scans"),
        Place.template("notulen"),
    ]


def test_a_note_tells_what_it_is_about() -> None:
    assert [note.aside for note in NOTES.values() if note.aside] == ["kantor/pindaian/a.1"]
    assert [note.message for note in NOTES.values() if note.message] == ["18c2"]
