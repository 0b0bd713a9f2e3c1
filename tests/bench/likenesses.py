"""How well complaints that are like one another are found, and how long it takes in an office with many."""

import random
import tempfile
import time
from collections.abc import Iterator
from functools import partial

from automation.domain.likenesses import Traits
from automation.domain.numbers import ComplaintNumber
from automation.ledger import Ledger, open_ledger
from automation.workflow.likenesses import alike_to, rarest, traits_of
from tests.bench.measuring import measured
from tests.builders import wita
from tests.ledger.cases import a_closed_case
from tests.likenesses.pairs import found_in, labelled

COMPLAINTS, ASKED = 10_000, 50


def likenesses() -> None:
    print("\nComplaints that are like one another")
    for name, what in (("learned", "the half that the rule was set on"), ("held_out", "the half held out")):
        found = found_in(name)
        print(f"{what:<40} precision {found.precision:.2f}, recall {found.recall:.2f} ({found})")
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/tanggap.db") as ledger:
        many = dict(_many(random.Random(16)))
        ledger.save([a_closed_case(number.sequence) for number in many], [], wita(2))
        fill = partial(_fill, ledger, many)
        measured(f"index {COMPLAINTS:,} complaints", fill, COMPLAINTS, "complaints", time.process_time)
        asked = list(many.items())[:ASKED]
        look = partial(_look, ledger, asked)
        began = time.process_time()
        look()
        each = 1000 * (time.process_time() - began) / ASKED
        print(f"{'look for those like a new one among them':<66} {each:>8.0f} ms")


def _many(chance: random.Random) -> Iterator[tuple[ComplaintNumber, Traits]]:
    """Return complaints whose words stand as unevenly as words do: parts of two labelled ones, and rare words."""
    known = [traits_of(one.case) for name in ("learned", "held_out") for one in labelled(name)]
    rare = [f"kata{chr(97 + place % 26)}{place}" for place in range(20_000)]
    for sequence in range(1, COMPLAINTS + 1):
        one, other = chance.sample(known, 2)
        words = {*chance.sample(one.words, k=max(1, len(one.words) * 2 // 3)), *other.words[:4]}
        words |= {rare[min(19_999, int(chance.expovariate(0.0005)))] for _ in range(8)}
        yield (
            ComplaintNumber(2026, sequence),
            Traits(
                orders=(f"UJI{chance.randrange(1_000, 9_000)}",),
                customers=(f"{chance.randrange(400):016x}",),
                service=one.service,
                words=tuple(sorted(words)),
            ),
        )


def _fill(ledger: Ledger, many: dict[ComplaintNumber, Traits]) -> None:
    numbers = list(many)
    for place in range(0, len(numbers), 500):
        ledger.likenesses.keep({number: many[number] for number in numbers[place : place + 500]})


def _look(ledger: Ledger, asked: list[tuple[ComplaintNumber, Traits]]) -> None:
    for number, traits in asked:
        found = ledger.likenesses.candidates(number, traits, rarest)
        ledger.likenesses.keep_alike(number, traits.mark, alike_to(traits, found))
