"""Files and mails opened in this very process: quick, and without limits; the same bytes only once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from automation.archive.binding import bound
from automation.archive.held_against import held
from automation.archive.looking import look
from automation.archive.shrinking import smaller
from automation.archive.splitting import split_pdf
from automation.domain.incoming_mail import IncomingMail
from automation.domain.letter_content import LetterContent, Variables
from automation.domain.paper import Block
from automation.domain.scans import HeldScan, SeenScan
from automation.domain.signatures import SignedPdf
from automation.intake.mail_contents import contents, read_mail
from automation.letters.opening import filled, laid_out, numbered, prepared, seen, words_asked
from automation.ports import ReceivedMail
from automation.sandbox.boundary import refusing
from automation.sandbox.wording import FAULTS

#: What an answer rests on is all given, and whole scans take seconds: most tests scan the very same letter.
_looked = lru_cache(64)(look)
_held = lru_cache(64)(held)
_seen = lru_cache(64)(seen)
_words_asked = lru_cache(64)(words_asked)


class FakeSandbox:
    """Keeps the promises of `automation.ports.Sandbox` for what does no harm."""

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        with refusing(FAULTS["look"]):
            return _looked(content, mime_type)

    def bound(self, content: bytes) -> bytes:
        with refusing(FAULTS["bind"]):
            return bound(content)

    def smaller(self, pdf: bytes, largest: int) -> bytes:
        with refusing(FAULTS["shrink"]):
            return smaller(pdf, largest)

    def split(self, content: bytes, ranges: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        with refusing(FAULTS["split"]):
            return split_pdf(content, ranges)

    def read_mail(self, mail: ReceivedMail, largest_file: int) -> IncomingMail:
        with refusing(FAULTS["read"]):
            return read_mail(mail, largest_file)

    def leaves(self, mail: ReceivedMail, places: Sequence[int]) -> tuple[bytes, ...]:
        with refusing(FAULTS["leaves"]):
            return contents(mail, places)

    def filled(self, template: bytes, words: Mapping[str, str], code: str, name: str, logo: bytes = b"") -> bytes:
        with refusing(FAULTS["fill"]):
            return filled(template, words, code, name, logo)

    def laid_out(
        self,
        template: bytes,
        words: Mapping[str, str],
        blocks: Sequence[Block],
        pictures: Sequence[bytes],
        name: str,
        logo: bytes = b"",
    ) -> bytes:
        with refusing(FAULTS["lay out"]):
            return laid_out(template, words, blocks, pictures, name, logo)

    def numbered(self, draft: bytes, code: str, letter_number: str, letter_date: date) -> bytes:
        with refusing(FAULTS["number"]):
            return numbered(draft, code, letter_number, letter_date)

    def content_of(self, draft: bytes) -> LetterContent:
        with refusing(FAULTS["content"]):
            return _seen(draft)

    def prepared(self, draft: bytes, code: str, variables: Variables, signer: str) -> bytes:
        with refusing(FAULTS["prepare"]):
            return prepared(draft, code, variables, signer)

    def signed_pdf(self, pdf: bytes, roots: bytes, now: datetime) -> SignedPdf:
        # Heavy, and few tests need it.
        from automation.archive.signatures import signed_pdf

        with refusing(FAULTS["signed"]):
            return signed_pdf(pdf, roots, now)

    def held_against(self, scan: bytes, pages: Sequence[int], letter: bytes, names: Sequence[str]) -> HeldScan:
        with refusing(FAULTS["hold"]):
            return _held(scan, tuple(pages), letter, tuple(names))

    def words_asked(self, template: bytes, name: str) -> frozenset[str]:
        with refusing(FAULTS["words"]):
            return _words_asked(template, name)

    def rest(self) -> None:
        """Nothing was begun."""
