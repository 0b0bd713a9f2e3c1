"""The ledger of an old office."""

import tempfile

from automation.ledger import open_ledger
from tests.bench.measuring import measured
from tests.builders import wita
from tests.ledger.cases import a_closed_case


def remembering() -> None:
    print("\nThe ledger of an old office")
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/tanggap.db") as ledger:
        ledger.save([a_closed_case(number) for number in range(1, 2001)], [], wita(2))
        measured("memory() of 2,000 closed cases", ledger.memory)
