"""Letters that come back from Srikandi: which of them may be filed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from automation.archive import wording
from automation.archive.filing import File, Review
from automation.archive.scan_reading import ScanReading
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.domain.memory import Memory
from automation.domain.scans import Medium
from automation.domain.signatures import Chain, Integrity, Signature, SignedPdf
from automation.jobs.tick.signed_letters import SignedLetters
from tests.builders import a_number, wita
from tests.workflow.test_srikandi import approved, matches
from tests.workflow.walking import Walk

from .world import the_settings

WHOLE = Signature(signer="Sulaiman Hakim", at=wita(4, 13), integrity=Integrity.WHOLE, chain=Chain.TRUSTED)


@pytest.mark.parametrize(("back", "refused"), [(matches, True), (approved, False)])
def test_another_download_of_an_earlier_letter_is_set_aside_once_one_is_filed(
    back: Callable[[], Walk], refused: bool
) -> None:
    walk = back()
    case = replace(walk.case, voided=("Keliru",))
    memory = Memory(cases={case.number: case}, documents=tuple(walk.documents))
    filing = File(DocumentCode(a_number(), DocumentKind.SURAT_BALASAN, 1), "unduhan.pdf", 1)
    reading = ScanReading("0" * 64, Medium.PDF, (), SignedPdf((WHOLE,), ()))
    judged = SignedLetters(memory, the_settings(), wita(6)).judged(filing, reading)
    assert judged == (Review(wording.SIGNED_ALREADY) if refused else filing)
