"""An office in memory whose complaints mailbox is on: mails arrive, the job ticks."""

from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from tests.builders import wita
from tests.fakes.inbox import PASSES
from tests.fakes.mailbox import text_of
from tests.intake.mails import a_mail

from .world import World

ONE, TWO = "KEL-2026-0001", "KEL-2026-0002"
DEWI = "dewi@bspji-samarinda.example"
LEAD = "bambang@bspji-samarinda.example"
STRANGER = "orang@lain.example"


class MailWorld(World):
    """An office whose complaints mailbox is switched on and was read once."""

    def __init__(self, folder: Path, **settings: object) -> None:
        super().__init__(folder, plain=True, surel_masuk__aktif=True, **settings)
        self.tick(wita(2, 8))
        self.faults.forget()

    def receive(
        self, mail: EmailMessage | bytes, at: datetime | None = None, *, answers: str = "", found: str | None = PASSES
    ) -> str:
        """Let a mail arrive; `answers` is the key of the mail of ours whose conversation it joins."""
        ours = next((one for one in self.mailbox.mails if one.key == answers), None)
        assert bool(answers) == (ours is not None)
        return self.inbox.receive(mail, at or self.now, answers=ours, found=found)

    def in_folder(self, number: str) -> list[str]:
        return sorted(name for name in self.files_of(number) if "Surel" in name)

    def in_review(self) -> list[str]:
        return [file.name for file in self.drive.inside("folder-review")]

    def told(self, email: str) -> str:
        return "\n".join(text_of(mail) for mail in self.mailbox.to(email))

    def happened(self, number: str = "") -> list[str]:
        rows = self.workbook.rows("Riwayat")
        return [str(row["Kejadian"]) for row in rows if not number or row["Nomor"] == number]

    def warning(self, number: str) -> str:
        return str(self.shown(number, "Peringatan"))


def complained(folder: Path, **settings: object) -> MailWorld:
    """An office that has one complaint, which came by mail."""
    world = MailWorld(folder, **settings)
    world.receive(a_mail(Message_ID="<satu@kayu.example>"), wita(2, 9))
    world.tick(wita(2, 9))
    return world


def an_answer(text: str = "Foto menyusul.", **headers: object) -> EmailMessage:
    return a_mail(text, **{"Subject": f"Re: [{ONE}] Keluhan Anda telah kami terima", **headers})


ACKNOWLEDGED = f"{ONE}/surel/penerimaan"
