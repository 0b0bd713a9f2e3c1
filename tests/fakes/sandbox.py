"""Files and mails opened in this very process: quick, and without limits."""

from collections.abc import Mapping, Sequence
from datetime import date

from automation.archive.binding import bound
from automation.archive.looking import look
from automation.archive.shrinking import smaller
from automation.archive.splitting import split_pdf
from automation.domain.incoming_mail import IncomingMail
from automation.domain.scans import SeenScan
from automation.intake.mail_reading import contents, read_mail
from automation.letters.opening import filled, numbered, words_asked
from automation.ports import ReceivedMail
from automation.sandbox.boundary import told
from automation.sandbox.wording import FAULTS


class FakeSandbox:
    """Keeps the promises of `automation.ports.Sandbox` for what does no harm."""

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        with told(FAULTS["look"]):
            return look(content, mime_type)

    def bound(self, content: bytes) -> bytes:
        with told(FAULTS["bind"]):
            return bound(content)

    def smaller(self, pdf: bytes, largest: int) -> bytes:
        with told(FAULTS["shrink"]):
            return smaller(pdf, largest)

    def split(self, content: bytes, ranges: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        with told(FAULTS["split"]):
            return split_pdf(content, ranges)

    def read_mail(self, mail: ReceivedMail, largest_file: int) -> IncomingMail:
        with told(FAULTS["read"]):
            return read_mail(mail, largest_file)

    def leaves(self, mail: ReceivedMail, places: Sequence[int]) -> tuple[bytes, ...]:
        with told(FAULTS["leaves"]):
            return contents(mail, places)

    def filled(self, template: bytes, words: Mapping[str, str], code: str, name: str) -> bytes:
        with told(FAULTS["fill"]):
            return filled(template, words, code, name)

    def numbered(self, draft: bytes, code: str, letter_number: str, letter_date: date) -> bytes:
        with told(FAULTS["number"]):
            return numbered(draft, code, letter_number, letter_date)

    def words_asked(self, template: bytes, name: str) -> frozenset[str]:
        with told(FAULTS["words"]):
            return words_asked(template, name)

    def rest(self) -> None:
        """Nothing was begun."""
