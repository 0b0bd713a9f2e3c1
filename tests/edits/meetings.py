"""What people edit of meetings, letters that are wrong, and papers that shall be made anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from automation.workflow.phase import Phase
from automation.workflow.phase_wording import STATES

from .papers import newest

if TYPE_CHECKING:
    from .office import EditedOffice

AT_WORK = tuple(
    STATES[phase] for phase in (Phase.REVIEW, Phase.CAUSE, Phase.ACTION, Phase.APPLICATION, Phase.VERIFICATION)
)
_LETTER_THERE = (
    *(STATES[phase] for phase in (Phase.SIGNED_SCAN, Phase.SIGNED_PDF, Phase.SIGNED_UNREAD, Phase.DELIVERY)),
    STATES[Phase.CLOSED],
)
_GUESTS = ("", "Siti Aminah", "rudi@lab.example; Siti Aminah", "Bambang Sutrisno")
#: What stands in a row that a paper repeats, by the paper's name.
_SOURCES = {"Laporan": "cause", "Undangan": "meeting_place", "Lembar Disposisi": "instruction"}


def calls_a_meeting(office: EditedOffice) -> None:
    """Call a meeting, or move one to another day or room."""
    number = office.some_number(*AT_WORK)
    if number is None:
        return
    office.counted += 1
    at = office.world.now + timedelta(hours=office.chance.randrange(-2, 60))
    day, room = f"{at:%d/%m/%Y %H}:30", f"Ruang {office.counted}"
    office.types(
        number,
        **office.chance.choice(
            (
                {"meeting_needed": "Ya", "meeting_at": day, "meeting_place": room},
                {"meeting_needed": "Ya", "meeting_at": day, "meeting_place": room},
                {"meeting_place": room},
                {"meeting_at": day, "meeting_participants": office.chance.choice(_GUESTS)},
                {"meeting_needed": "Tidak"},
            )
        ),
    )


def voids_a_letter(office: EditedOffice) -> None:
    """Declare a letter void: before it left, on its way, or after its complaint was closed; each for a new reason."""
    if number := office.some_number(*_LETTER_THERE):
        office.counted += 1
        office.types(number, replacement=f"Keliru {office.counted}")


def asks_for_papers_anew(office: EditedOffice) -> None:
    """Put right what a paper was made from, and mostly ask for a new version of it."""
    name = office.chance.choice(sorted(_SOURCES))
    there = sorted({number for number, kind in newest(office.world) if kind.title.startswith(name)})
    numbers = [number for number in there if office.is_open(number)]
    if not numbers:
        return
    office.counted += 1
    cells = {_SOURCES[name]: f"Dibetulkan {office.counted}"}
    if office.chance.random() < 0.7:
        cells["remake"] = f"{name}: keliru {office.counted}"
    office.types(office.chance.choice(numbers), **cells)


#: All of these, each as often as it stands here.
ACTS = (
    calls_a_meeting,
    calls_a_meeting,
    voids_a_letter,
    voids_a_letter,
    asks_for_papers_anew,
    asks_for_papers_anew,
)
