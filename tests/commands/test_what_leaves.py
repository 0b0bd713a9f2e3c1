"""What leaves the office is what was approved, and records say what is known: `sync` over the wire."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from automation import wiring
from automation.domain.places import Place
from automation.domain.vocabulary import Channel, Delivery
from demo import office as the_office
from demo.cases import Case
from demo.checks import pdf_text
from demo.people import BAMBANG, DEWI, RATNA, Refused, Somebody
from local_workspace.drive.rendering import Renderer
from local_workspace.scanner import scan, signed
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text
from tests.letters.test_content import rsids, split_runs
from tests.wired import WiredOffice, a_wired_office

SITI = Somebody("Siti Aminah", "siti@kayu.example")
ONE, TWO = "KEL-2026-0001", "KEL-2026-0002"
CASE = Case("Hasil uji salah", Channel.FORM, frozenset())
REPLY, PDF = f"{ONE} Surat Balasan", f"{ONE} Surat Balasan.pdf"
FIRST, SECOND = "B/120/BSPJI/XI/2026", "B/131/BSPJI/XI/2026"
ADDED = "Biaya pengujian kami kembalikan."
SORTED = {"classification": "Keluhan", "service": "Pengujian", "level": "Sedang"}
DONE = {
    "findings": "Tertukar",
    "cause": "Label",
    "corrective_action": "Uji ulang",
    "preventive_action": "Label ganda",
    "applied_on": "02/11/2026",
    "verification": "Sesuai",
    "verified_by": "Hendra Gunawan",
    "effective": "Ya",
    "workers": "tidak ada",
    "reply_text": "Hasilnya kami perbaiki.",
}


class Day:
    """An office over the wire, and the day of its complaints."""

    def __init__(self, office: WiredOffice) -> None:
        self.office, self.stage = office, office.stage
        self.now = wita(2, 9)

    def tick(self, more: timedelta = timedelta(minutes=5)) -> None:
        self.now += more
        told = self.office.sync(self.now)
        assert told.status == 0, told.out + told.err

    def complain(self, case: Case = CASE, number: str = ONE, /, **answers: str) -> None:
        usual = {"complainant": SITI.name, "email": SITI.email, "stated_service": "Pengujian"}
        usual |= {"subject": case.subject, "description": "Keliru."}
        self.stage.answer_form("officer" if "channel" in answers else "public", {**usual, **answers})
        self.tick()
        self.stage.numbers[case.subject] = number

    def fill(self, who: Somebody, case: Case = CASE, /, **cells: str) -> None:
        self.stage.fill(who, case, cells)
        self.tick()

    def shown(self, key: str, case: Case = CASE) -> str:
        return self.stage.shown(case, key)

    def table(self, tab: str) -> list[dict[str, Any]]:
        ((heading, *rows),) = self.stage.hands(DEWI).table(self.stage.place(Place.WORKBOOK), [tab])
        return [dict(zip(heading, [*row, *[""] * len(heading)], strict=False)) for row in rows if row]

    def mailed(self, who: Somebody) -> str:
        """All that somebody was mailed, each mail on one line, the latest last."""
        mails = [mail for _, mail in self.stage.hands(who).mails()]
        return "\n".join(" ".join(f"{mail['Subject']} {text_of(mail)}".split()) for mail in mails)

    def files(self, case: Case = CASE) -> set[str]:
        return {one.name for one in self.stage.hands(DEWI).inside(self.stage.folder_of(DEWI, case))}

    def content(self, name: str, case: Case = CASE) -> bytes:
        hands = self.stage.hands(DEWI)
        (file,) = [one for one in hands.inside(self.stage.folder_of(DEWI, case)) if one.name == name]
        return hands.download(file.id)

    def edit(self, change: Callable[[Any], None]) -> None:
        def saved(content: bytes) -> bytes:
            document = docx.Document(BytesIO(content))
            change(document)
            out = BytesIO()
            document.save(out)
            return out.getvalue()

        self.stage.edit_draft(BAMBANG, CASE, saved)

    def to_decision(self) -> None:
        """Take the complaint to the head's decision."""
        self.complain()
        self.fill(DEWI, **SORTED)
        self.fill(BAMBANG, **DONE)
        self.fill(BAMBANG, initials="BS 2/11")
        assert self.shown("status") == "Menunggu keputusan Kepala Balai"

    def sign(self, name: str) -> None:
        """Print a letter, have it signed, and scan it."""
        self.scan(signed(self.content(name)))

    def scan(self, paper: bytes) -> None:
        """Put a scan of some paper into the folder of scans."""
        self.stage.drop_scan(DEWI, "scan.pdf", scan(paper, seed=3))
        self.tick()
        self.tick()


@contextmanager
def a_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    monkeypatch.setattr(wiring, "now", lambda: wita(6, 16))
    with a_wired_office(folder, wita(2, 8), monkeypatch) as office:
        yield Day(office)


def a_sentence(document: Any) -> None:
    next(one for one in document.paragraphs if "mohon maaf" in one.text.lower()).add_run(f" {ADDED}")


def test_words_added_after_setuju_wait_until_lead_and_head_have_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_day(tmp_path, monkeypatch) as day:
        day.to_decision()
        day.edit(split_runs)
        day.edit(rsids)
        day.fill(RATNA, decision="Setuju")
        assert day.shown("status") == "Menunggu nomor surat"
        day.edit(a_sentence)
        day.fill(DEWI, letter_number=FIRST, letter_date="02/11/2026")
        assert day.shown("status") == "Menunggu paraf"
        assert PDF not in day.files()
        assert FIRST not in as_text(day.content(f"{REPLY}.docx"))
        day.tick()
        assert f"ditambah “{ADDED}”" in day.mailed(BAMBANG)
        assert "Biaya" not in day.mailed(SITI)
        day.fill(BAMBANG, initials="BS 2/11 siang")
        assert day.shown("status") == "Menunggu keputusan Kepala Balai"
        (row,) = day.table("Status")
        version = str(row["Versi konsep"])
        assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", version)
        day.tick()
        told = day.mailed(RATNA)
        assert f"Versi konsep: {version}" in told
        assert f"ditambah “{ADDED}”" in told
        day.fill(RATNA, decision="Setuju ulang")
        day.tick()
        assert day.shown("status") == "Menunggu pindaian bertanda tangan"
        printed = " ".join(pdf_text(day.content(PDF)).split())
        assert ADDED in printed
        assert FIRST in printed
        before = day.content(PDF)
        day.edit(lambda document: document.add_paragraph("Sesudah dicetak."))
        day.tick()
        day.tick()
        assert "konsep" in day.shown("warning").lower()
        edited = [row for row in day.table("Riwayat") if "disunting sesudah" in str(row["Kejadian"])]
        assert len(edited) == 1
        assert day.content(PDF) == before


def test_a_wrong_letter_is_void_and_the_customer_learns_which_letter_replaces_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_day(tmp_path, monkeypatch) as day:
        day.to_decision()
        day.fill(RATNA, decision="Setuju")
        day.fill(DEWI, letter_number=FIRST, letter_date="02/11/2026")
        day.sign(PDF)
        assert f"surat balasan nomor {FIRST} tanggal 2 November 2026" in day.mailed(SITI)
        day.fill(DEWI, letter_number="B/999/BSPJI/XI/2026")
        assert f"sudah dibuat dengan nomor {FIRST}" in day.shown("warning")
        assert day.shown("letter") == f"{FIRST} tanggal 2 November 2026"
        with pytest.raises(Refused):
            day.stage.fill(DEWI, CASE, {"replacement": "Bukan hak petugas"})
        day.fill(RATNA, replacement="Nomor sertifikat keliru")
        day.tick()
        assert {f"BATAL - {PDF}", f"BATAL - {REPLY}.docx", f"{REPLY} (2).docx"} <= day.files()
        (void,) = [row for row in day.table("Arsip") if row["Nama berkas"] == f"BATAL - {PDF}"]
        assert (void["Nomor surat"], "Nomor sertifikat keliru" in str(void["Keterangan"])) == (FIRST, True)
        day.fill(BAMBANG, initials="BS 2/11 sore")
        day.fill(RATNA, decision="Setuju ulang")
        day.fill(DEWI, letter_number=FIRST)
        assert f"{FIRST} sudah dipakai" in day.shown("warning")
        assert f"{REPLY} (2).pdf" not in day.files()
        day.fill(DEWI, letter_number=SECOND)
        day.sign(f"{REPLY} (2).pdf")
        latest = day.mailed(SITI).splitlines()[-1]
        assert f"surat balasan nomor {SECOND} tanggal 2 November 2026" in latest
        assert f"menggantikan surat kami nomor {FIRST} tanggal 2 November 2026" in latest
        day.fill(DEWI, sent_by=Delivery.EMAIL.value, delivered_on="02/11/2026", recipient=SITI.name)
        day.tick()
        assert day.shown("status") == "Selesai"
        notulen = as_text(day.content(f"{ONE} Notulen Penyerahan (2).docx"))
        assert SECOND in notulen
        assert FIRST not in notulen
        second = " ".join(pdf_text(day.content(f"{REPLY} (2).pdf")).split())
        assert SECOND in second
        assert f"Surat ini menggantikan surat kami nomor {FIRST} tanggal 2 November 2026" in second
        told = [(row["Kejadian"], row["Menjadi"]) for row in day.table("Riwayat")]
        assert [new for what, new in told if str(what).endswith("dibuat") and "balasan" in str(what)] == [
            FIRST,
            SECOND,
        ]


def test_records_say_nothing_that_nobody_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = {"email": "", "channel": "Surat", "received_at": "2026-11-02T08:00:00+08:00"}
    other = Case("Bukan urusan kami", Channel.FORM, frozenset())
    with a_day(tmp_path, monkeypatch) as day:
        day.complain(**silent)
        day.complain(other, TWO)
        day.fill(DEWI, other, classification="Di luar kewenangan")
        assert day.shown("status", other) == "Menunggu pemilahan"
        reason = "Diurus Dinas Perdagangan Kota Samarinda."
        day.fill(DEWI, other, reason_given=reason)
        day.tick()
        assert day.shown("status", other) == "Ditutup: di luar kewenangan"
        assert reason in day.mailed(SITI)
        day.fill(DEWI, **SORTED)
        day.fill(DEWI, level="Berat", remake="")
        assert "Lembar Disposisi" in day.shown("warning")
        day.fill(DEWI, remake="Lembar Disposisi: tingkatnya dibetulkan")
        day.tick()
        former = f"DIGANTI - {ONE} Lembar Disposisi.docx"
        assert {former, f"{ONE} Lembar Disposisi (2).docx"} <= day.files()
        (old,) = [row for row in day.table("Arsip") if row["Nama berkas"] == former]
        assert old["Keterangan"]
        day.fill(BAMBANG, **DONE)
        day.fill(BAMBANG, initials="BS 2/11")
        day.fill(RATNA, decision="Setuju")
        day.fill(DEWI, letter_number=FIRST, letter_date="02/11/2026")
        day.sign(PDF)
        day.fill(DEWI, delivered_on="02/11/2026")
        assert day.shown("status") == "Menunggu cara kirim"
        assert "Cara kirim" in day.shown("warning")
        assert f"{ONE} Notulen Penyerahan.docx" not in day.files()
        day.fill(DEWI, sent_by=Delivery.POST.value)
        day.tick()
        assert day.shown("status") == "Selesai"
        notulen = as_text(day.content(f"{ONE} Notulen Penyerahan.docx"))
        assert "Pos/kurir" in notulen
        assert "Surel" not in notulen
        assert "Anonim" not in notulen


def test_a_scan_that_nobody_signed_or_that_says_other_words_goes_to_an_officer_and_the_signed_one_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_day(tmp_path, monkeypatch) as day:
        day.to_decision()
        day.fill(RATNA, decision="Setuju")
        day.fill(DEWI, letter_number=FIRST, letter_date="02/11/2026")
        day.scan(day.content(PDF))
        assert day.shown("status") == "Menunggu pindaian bertanda tangan"
        assert "tidak tampak goresan pena" in day.shown("warning")
        other = docx.Document(BytesIO(day.content(f"{REPLY}.docx")))
        (run,) = [run for one in other.paragraphs for run in one.runs if "perbaiki" in run.text]
        run.text = run.text.replace("perbaiki", "batalkan")
        out = BytesIO()
        other.save(out)
        day.scan(signed(Renderer().pdf(out.getvalue())))
        assert "perbaiki" in day.shown("warning")
        day.tick()
        told = day.mailed(DEWI)
        assert "belum dianggap sama" in told
        assert FIRST not in day.mailed(SITI)
        day.sign(PDF)
        assert day.shown("status") == "Menunggu diterima pelanggan"
        assert f"surat balasan nomor {FIRST} tanggal 2 November 2026" in day.mailed(SITI)
        (kept,) = [row for row in day.table("Arsip") if row["Nama berkas"].startswith(f"{REPLY} (pindaian)")]
        assert kept["Keterangan"] == ""


def test_papers_are_made_anew_from_what_was_put_right_and_own_numbers_count_by_rule_and_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Case("Sertifikat salah", Channel.FORM, frozenset())
    with a_day(tmp_path, monkeypatch) as day:
        settings = tmp_path / the_office.SETTINGS
        text = settings.read_text(encoding="utf-8").replace("penomoran_sendiri = false", "penomoran_sendiri = true")
        pattern = "{urut}/BSPJI-SMD/{tahun}/{bulan}"
        settings.write_text(the_office._set(text, "surat", "pola_nomor", pattern), encoding="utf-8")
        day.complain()
        day.complain(other, TWO)
        for case in (CASE, other):
            day.fill(DEWI, case, **SORTED)
        meeting = {"meeting_needed": "Ya", "meeting_at": "03/11/2026 09.00", "meeting_place": "Aula"}
        day.fill(BAMBANG, **meeting, meeting_agenda="Label yang tertukar", meeting_participants="Hendra Gunawan")
        invitation = as_text(day.content(f"{ONE} Undangan Rapat.docx"))
        for said in ("Aula", "Label yang tertukar", "Hendra Gunawan", "Bambang"):
            assert said in invitation
        day.fill(BAMBANG, meeting_place="Ruang rapat lantai 2")
        assert "Undangan Rapat dibuat sebelum" in day.shown("warning")
        day.fill(BAMBANG, meeting_needed="Tidak")
        for case in (CASE, other):
            day.fill(BAMBANG, case, **DONE)
        day.fill(BAMBANG, cause="Label terlepas")
        assert "Laporan Tindakan Perbaikan dibuat sebelum" in day.shown("warning")
        day.fill(DEWI, remake="Laporan: penyebabnya dibetulkan")
        day.tick()
        report = f"{ONE} Laporan Tindakan Perbaikan"
        assert {f"DIGANTI - {report}.docx", f"{report} (2).docx"} <= day.files()
        assert "Label terlepas" in as_text(day.content(f"{report} (2).docx"))
        for case in (CASE, other):
            day.fill(BAMBANG, case, initials="BS 2/11")
            day.fill(RATNA, case, decision="Setuju")
            day.tick()
        first, second = "1/BSPJI-SMD/2026/XI", "2/BSPJI-SMD/2026/XI"
        assert day.shown("letter") == f"{first} tanggal 2 November 2026"
        assert day.shown("letter", other) == f"{second} tanggal 2 November 2026"
        assert first in pdf_text(day.content(PDF))
        day.fill(RATNA, replacement="Keliru")
        day.fill(BAMBANG, initials="BS 2/11 sore")
        day.fill(RATNA, decision="Setuju ulang")
        day.tick()
        assert day.shown("letter") == "3/BSPJI-SMD/2026/XI tanggal 2 November 2026"
        assert "menggantikan" not in pdf_text(day.content(f"{REPLY} (2).pdf"))
