"""One office over the wire, as a journey through it needs it: people type, the job ticks, people read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from automation.domain.places import Place
from demo.cases import Case
from demo.checks import pdf_text
from demo.people import DEWI, RATNA, Somebody
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import WiredOffice

#: What takes a complaint from step 4 to its verification.
VERIFIED = {
    "findings": "Contoh tertukar",
    "workers": "tidak ada",
    "cause": "Label lepas",
    "corrective_action": "Uji ulang",
    "preventive_action": "Label ganda",
    "applied_on": "02/11/2026",
    "verification": "Sesuai",
    "verified_by": "Siti Aminah",
    "effective": "Ya",
}


@dataclass(frozen=True)
class Journey:
    """Who does what when, in November 2026."""

    office: WiredOffice

    def ticks(self, day: int, hour: int, minute: int = 0) -> None:
        """Let the job tick once; it must come to its end."""
        told = self.office.sync(wita(day, hour, minute))
        assert told.status == 0, told.out + told.err

    def types(self, who: Somebody, case: Case, **cells: Any) -> None:
        """Type into a case's row."""
        self.office.stage.fill(who, case, cells)

    def sends_form(self, case: Case, number: str, form: str = "public", **answers: Any) -> None:
        """Send a form; `number` is what the complaint will be called."""
        given = {"stated_service": "Pengujian", "description": "Hasilnya keliru.", **answers}
        self.office.stage.answer_form(form, {**given, "subject": case.subject})
        self.office.stage.numbers[case.subject] = number

    def read(self, who: Somebody) -> list[tuple[str, str]]:
        """Return subject and text of each mail that somebody got; what they wrote lies in their mailbox too."""
        mails = [mail for _, mail in self.office.stage.hands(who).mails()]
        return [(str(mail["Subject"]), text_of(mail)) for mail in mails if who.email not in str(mail["From"])]

    def topics(self, who: Somebody) -> list[str]:
        """Return the subjects of the mails that somebody got, without the complaint's number."""
        return [subject.rpartition("] ")[2] for subject, _ in self.read(who)]

    def history(self) -> list[list[str]]:
        """Return the rows of Riwayat."""
        hands, book = self.office.stage.hands(RATNA), self.office.stage.place(Place.WORKBOOK)
        return [list(map(str, row)) for row in hands.table(book, ["Riwayat"])[0]]

    def file(self, case: Case, ending: str) -> bytes:
        """Return a file of a case's folder."""
        stage = self.office.stage
        return stage.hands(DEWI).download(stage.file_of(DEWI, case, ending).id)

    def letter(self, case: Case, again: str = "") -> str:
        """Return what the PDF of a reply says, on one line."""
        return " ".join(pdf_text(self.file(case, f"Surat Balasan{again}.pdf")).split())
