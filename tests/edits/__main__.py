"""`python -m tests.edits`: edit anything at any step, and count what contradicts itself."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.watching import watched

from .office import EditedOffice
from .playing import played

#: So many steps are taken in one office; then the next seed opens another.
STEPS_EACH = 250


def reached(office: EditedOffice) -> Counter[str]:
    """Count what the edits brought about, so that one sees what was tried."""
    world = office.world
    told = Counter(str(row["Kejadian"]).partition(":")[0] for row in world.workbook.rows("Riwayat"))
    shown = [str(row["Tindakan"]) for row in world.workbook.rows("Status")]
    return Counter(
        {
            "letters": len(world.drive.printed),
            "joint copies": sum("/surat-bersama/" in str(row["Kode sistem"]) for row in world.workbook.rows("Arsip")),
            "reopenings": sum(len(case.reopenings) for case in world.ledger.memory().cases.values()),
            "duplicates": sum(len(case.firsts) for case in world.ledger.memory().cases.values()),
            "officials told": sum("sebagai" in str(one.message["Subject"]) for one in world.mailbox.mails),
            "checked actions": sum(text.count("sudah diperiksa") for text in shown),
            "sheets": sum(
                file.name.endswith("Label Map.docx") or "Lembar Sampul" in file.name
                for file in world.drive.files.values()
            ),
            "lines of Riwayat": told.total(),
        }
    )


def main() -> int:
    """Play and check; gives 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.edits", description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began, wrong, counts = time.process_time(), 0, Counter[str]()
    offices = -(-options.steps // STEPS_EACH)
    with watched("offices", offices) as step:
        for place in range(offices):
            steps = min(STEPS_EACH, options.steps - place * STEPS_EACH)
            with tempfile.TemporaryDirectory() as folder:
                office, found = played(Path(folder), options.seed + place, steps)
                counts += reached(office)
            wrong += len(found)
            for line in found:
                print(f"seed {options.seed + place}: {line}", flush=True)
            step()
    print(f"{options.steps} steps, {wrong} violations, {time.process_time() - began:.0f} s CPU")
    print("reached: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
