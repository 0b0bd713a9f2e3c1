"""What is believed of sharing: with an address that was given for it, and with nobody else."""

from __future__ import annotations

from functools import partial

from automation.google.drive import ALL_DRIVES

from .drive_probes import inner_folder
from .probe import Probe
from .refusals import refused_with
from .site import Site
from .sources import DRIVE_ERRORS, PERMISSION_CREATE
from .values import Belief, Facts, Ground, Need, Source


def _shared(site: Site, need: Need, *, told: bool) -> Facts:
    email = site.tester() if need is Need.ADDRESS else site.stranger()
    # Into the throw-away folder itself the tester puts a file later on.
    folder = site.folder if need is Need.ADDRESS and not told else inner_folder(site)
    grant = site.clients.drive.permissions().create(
        fileId=folder,
        body={"type": "user", "role": "writer", "emailAddress": email},
        sendNotificationEmail=told,
        fields="id",
        **ALL_DRIVES,
    )
    return {"answer": refused_with(lambda: site.write(grant)) or "granted"}


def _probe(name: str, sentence: str, source: Source, need: Need, *, told: bool) -> Probe:
    return Probe(Belief(name, sentence, source), partial(_shared, need=need, told=told), frozenset({need}))


PROBES = (
    _probe(
        "share-silently",
        "A folder is shared with a Google account without a mail.",
        Source(Ground.DOCUMENTED, PERMISSION_CREATE),
        Need.ADDRESS,
        told=False,
    ),
    _probe(
        "share-with-a-mail",
        "The same with a mail.",
        Source(Ground.DOCUMENTED, PERMISSION_CREATE),
        Need.ADDRESS,
        told=True,
    ),
    _probe(
        "share-silently-with-a-stranger",
        "With an address that has no Google account it is refused without a mail: 400 `invalidSharingRequest`.",
        Source(Ground.INFERRED, DRIVE_ERRORS),
        Need.STRANGER,
        told=False,
    ),
    _probe(
        "share-with-a-stranger-by-mail",
        "With a mail such an address can be invited.",
        Source(Ground.INFERRED, PERMISSION_CREATE),
        Need.STRANGER,
        told=True,
    ),
)
