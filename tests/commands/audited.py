"""An office that was played over the wire: a complaint, its matter that came back, an appeal, a report."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests

from automation.domain.vocabulary import Channel, Delivery
from demo import office
from demo.casework import Casework, a_case
from demo.command import play
from demo.people import AGUS, BAMBANG, RATNA, STAFF
from demo.script import Script
from demo.stage import Stage, opened
from demo.telling import Teller
from local_workspace.server import serve

ANSWERED, RECURRED, APPEAL = (
    "Kadar air beras berbeda",
    "Kadar air beras lagi-lagi berbeda",
    "Sertifikat kami dibekukan",
)
SOP = "SOP/BSPJI-SMD.1/12 Penanganan Keluhan"
QUALIFICATION = "Auditor internal ISO/IEC 17025"
_VERIFIER = {
    "post": "Petugas Pelayanan",
    "name": "Nur Hidayah",
    "email": "nur@bspji-samarinda.example",
    "qualifications": QUALIFICATION,
}


def script() -> Script:
    """Give what happens from 30 November 2026 to the first working day of January."""
    found = Script()
    found.at("30/11 08.02", "", lambda stage: stage.appoint(RATNA, _VERIFIER))
    _answered(found)
    _recurred(found)
    _appeal(found)
    found.tick("04/01/2027 07.31")
    return found


def _of_rice(found: Script, subject: str) -> Casework:
    return a_case(found, subject, Channel.FORM, reader=f"{subject[-4:].strip()}@padimulia.example")


def _complains(case: Casework, when: str) -> None:
    case.by_form(
        when,
        complainant="Ibu Marlina",
        company="UD Padi Mulia",
        email=case.case.reader,
        stated_service="Pengujian",
        description="Kadar air beras menurut Balai 16,1 %, menurut laboratorium lain 13,8 %.",
    )


def _answered(found: Script) -> None:
    case = _of_rice(found, ANSWERED)
    _complains(case, "30/11 08.05")
    case.sorted("30/11 08.12", "Pengujian")
    case.reviewed("30/11 13.20", BAMBANG, "Kantong contoh bocor.", workers="Hendra Gunawan")
    case.explained("01/12 09.10", BAMBANG, "Kantong contoh tidak kedap udara.", "Bahan")
    case.decided("01/12 14.05", BAMBANG, "Diuji ulang dengan contoh baru.", "Kantong kedap dipakai untuk beras.")
    case.applied("02/12 09.00", BAMBANG)
    case.verified("02/12 13.30", BAMBANG, "Lima contoh pembanding sesuai.", "Nur Hidayah")
    case.drafted("02/12 13.40", BAMBANG, "Uji ulang menunjukkan kadar air 13,9 %.")
    case.initialled("02/12 13.52", BAMBANG, "BS")
    case.approved("02/12 14.05")
    case.numbered("02/12 14.10", "B/1201/BSPJI-Smd/XII/2026")
    case.scanned("02/12 14.16", "biasa", seed=3)
    case.delivered("03/12 09.00", Delivery.EMAIL, "Ibu Marlina")
    case.acts(
        "07/12 14.00",
        BAMBANG,
        "K1",
        "memeriksa lagi",
        result="Efektif",
        note="Sepuluh contoh sesuai",
        checked_by="Nur Hidayah",
    )


def _recurred(found: Script) -> None:
    case = _of_rice(found, RECURRED)
    _complains(case, "21/12 09.05")
    case.sorted("21/12 09.10", "Pengujian")
    case.reviewed("22/12 09.30", BAMBANG, "Kantong lama dipakai lagi.")
    case.explained("22/12 14.10", BAMBANG, "Persediaan kantong kedap habis.", "Bahan")
    case.fills("22/12 14.20", BAMBANG, "", recurrence="Ya")


def _appeal(found: Script) -> None:
    case = a_case(found, APPEAL, Channel.FORM, reader="mutu@kopikutai.example")
    case.by_form(
        "03/12 10.10",
        complainant="Rudi",
        company="Kopi Kutai",
        email=case.case.reader,
        stated_service="Sertifikasi produk",
        description="Kami berkeberatan atas keputusan pembekuan sertifikat.",
    )
    case.sorted("04/12 07.36", "Sertifikasi produk", classification="Banding")
    case.reviewed("07/12 15.20", AGUS, "Alasan hanya disampaikan lisan.", workers="Yohanes Lampung")
    case.explained("08/12 09.10", AGUS, "Formulir tidak tersedia di lapangan.")
    case.decided("09/12 10.10", AGUS, "Alasan disampaikan tertulis.", "Formulir dibawa petugas.")
    case.applied("10/12 09.00", AGUS)
    case.verified("14/12 13.20", AGUS, "Dua keputusan berikutnya disertai formulir.", "Nur Hidayah")
    case.drafted("14/12 13.30", AGUS, "Sertifikat dibekukan karena berat bersih tidak dicantumkan.")
    case.initialled("14/12 13.40", AGUS, "AS")
    case.approved("14/12 13.50", decided_by="Ratna Wulandari")


@contextmanager
def audited(folder: Path) -> Iterator[Stage]:
    """Play it in a served workspace, and leave that open."""
    story = script()
    with serve(folder / office.WORKSPACE) as serving:
        office.write_settings(folder, serving.address)
        file = folder / office.SETTINGS
        settings = file.read_text(encoding="utf-8").replace('\nnomor = ""', f'\nnomor = "{SOP}"', 1)
        file.write_text(settings, encoding="utf-8")
        people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
        requests.post(f"{serving.address}/_workspace/people", json=people, timeout=60).raise_for_status()
        with opened(serving.address, folder, story.begins - timedelta(hours=1)) as stage:
            play(stage, story, Teller())
            yield stage
