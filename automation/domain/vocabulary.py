"""The words that people choose from; each value is what the cell says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum


class Channel(Enum):
    """Kanal: how a complaint reached the office."""

    FORM = "Formulir daring"
    LETTER = "Surat"
    COUNTER = "Datang langsung"
    WHATSAPP = "WhatsApp"
    EMAIL = "Surel"
    BOX = "Kotak pengaduan"
    SOCIAL_MEDIA = "Media sosial"
    LAPOR = "SP4N-LAPOR!"
    PHONE = "Telepon"
    UNKNOWN = "Belum dikenal"
    """The form names a way that is none of these; an officer says which it was."""


class Classification(Enum):
    """Klasifikasi, decided by the Petugas Pelayanan in step 2."""

    COMPLAINT = "Keluhan"
    NOT_A_COMPLAINT = "Bukan keluhan"
    OUT_OF_SCOPE = "Di luar kewenangan"
    DUPLICATE = "Duplikat"
    WITHDRAWN = "Dicabut pelapor"
    APPEAL = "Banding"
    """Against a decision of certification or inspection; it goes through the same steps."""

    @property
    def is_handled(self) -> bool:
        """Whether it goes on to the disposition."""
        return self in (Classification.COMPLAINT, Classification.APPEAL)


class Level(Enum):
    """Tingkat: how severe a complaint is."""

    MINOR = "Ringan"
    MODERATE = "Sedang"
    SEVERE = "Berat"


class Decision(Enum):
    """Keputusan of the Kepala Balai on the draft reply; `APPROVED_AGAIN` decides anew on a draft that changed."""

    APPROVED = "Setuju"
    APPROVED_AGAIN = "Setuju ulang"
    RETURNED = "Kembalikan"

    @property
    def approves(self) -> bool:
        """Whether the draft may go out."""
        return self is not Decision.RETURNED


class EditDecision(Enum):
    """Suntingan pelapor: whether an edited answer counts; `ACCEPTED_AGAIN` decides on one that came later."""

    ACCEPTED = "Terima"
    ACCEPTED_AGAIN = "Terima ulang"
    IGNORED = "Abaikan"


class Delivery(Enum):
    """Cara kirim: how the reply reaches the customer."""

    EMAIL = "Surel"
    WHATSAPP = "WhatsApp"
    HANDED_OVER = "Diambil langsung"
    POST = "Pos/kurir"


class Publication(Enum):
    """Terbitkan: whether figures for everybody are public."""

    PUBLISHED = "Ya"
    WITHDRAWN = "Tarik kembali"


class YesNo(Enum):
    """Ya or Tidak."""

    YES = "Ya"
    NO = "Tidak"


class Duty(Enum):
    """What nobody may do who did the work complained of."""

    VERIFICATION = "verifikasi"
    APPROVAL = "persetujuan"


class Step(IntEnum):
    """The ten steps of the SOP."""

    SUBMISSION = 1
    SORTING = 2
    DISPOSITION = 3
    REVIEW = 4
    CAUSE = 5
    ACTION = 6
    VERIFICATION = 7
    REPLY_DRAFT = 8
    SIGNATURE = 9
    DELIVERY = 10


#: What people call each step.
STEP_NAMES: Mapping[Step, str] = {
    Step.SUBMISSION: "penyampaian keluhan",
    Step.SORTING: "pemilahan",
    Step.DISPOSITION: "disposisi",
    Step.REVIEW: "kajian",
    Step.CAUSE: "pencarian penyebab",
    Step.ACTION: "penetapan tindakan",
    Step.VERIFICATION: "penerapan dan verifikasi",
    Step.REPLY_DRAFT: "penyusunan surat balasan",
    Step.SIGNATURE: "penandatanganan",
    Step.DELIVERY: "penyampaian balasan",
}


class Role(Enum):
    """Who performs a step; the value is what people read."""

    SERVICE_OFFICER = "Petugas Pelayanan"
    HEAD_OF_OFFICE = "Kepala Balai"
    GROUP_LEAD = "Ketua Pokja"
    CUSTOMER = "Pelanggan"


class Urgency(Enum):
    """How pressing a case is; the Register colours its rows by it."""

    IN_TIME = "Tepat waktu"
    SOON = "Segera"
    OVERDUE = "Terlambat"
    ON_HOLD = "Ditunda"
    CLOSED = "Selesai"


class Outcome(Enum):
    """How a case ended."""

    SETTLED = "Selesai"
    NOT_A_COMPLAINT = "Ditutup: bukan keluhan"
    OUT_OF_SCOPE = "Ditutup: di luar kewenangan"
    DUPLICATE = "Ditutup: duplikat"
    WITHDRAWN = "Ditutup: dicabut pelapor"
