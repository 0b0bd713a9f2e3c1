"""All that is believed, in the order in which it is asked: what is shared comes before what others do with it."""

from __future__ import annotations

from . import drive_probes, forms_probes, mail_probes, sharing_probes, sheets_probes
from .probe import Probe
from .values import Belief

PROBES: tuple[Probe, ...] = (
    *sheets_probes.PROBES,
    *sharing_probes.PROBES,
    *drive_probes.PROBES,
    *forms_probes.PROBES,
    *mail_probes.PROBES,
)
BELIEFS: tuple[Belief, ...] = tuple(probe.belief for probe in PROBES)
