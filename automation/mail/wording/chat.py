"""What complainants without an address read on WhatsApp: an officer opens a link, where it is ready to be sent."""

from __future__ import annotations

from automation.domain.dates import long_date
from automation.mail.plain import one_line
from automation.mail.values import CustomerCase, ReplyLetter, Sender

from .phrases import greeting, moment, quoted_lines


def acknowledgement(case: CustomerCase, sender: Sender) -> str:
    """Say that a complaint has arrived."""
    return _chat(
        case,
        sender,
        f"keluhan Anda telah kami terima pada {moment(case.received_at, sender)} dengan nomor {case.number}. "
        "Sebutkan nomor ini bila menanyakan perkembangannya. Kami akan mengabari Anda.",
    )


def data_wanted(case: CustomerCase, sender: Sender, wanted: str) -> str:
    """Ask for what is missing, in the officer's own words."""
    asked = "\n".join(quoted_lines(wanted))
    return _chat(
        case,
        sender,
        f"agar keluhan {case.number} dapat kami tindak lanjuti dengan tepat, mohon kirimkan:\n{asked}\n"
        "Cukup balas pesan ini; foto boleh dilampirkan.",
    )


def studied(case: CustomerCase, sender: Sender) -> str:
    """Say that the working group has studied the complaint."""
    return _chat(
        case,
        sender,
        f"keluhan {case.number} telah kami kaji. Kami kini mencari penyebabnya dan menetapkan tindakan perbaikan.",
    )


def action_set(case: CustomerCase, sender: Sender) -> str:
    """Say that the action has been decided."""
    return _chat(
        case,
        sender,
        f"tindakan perbaikan atas keluhan {case.number} telah kami tetapkan dan sedang kami terapkan. Hasilnya kami "
        "sampaikan dalam surat balasan.",
    )


def reply_sent(case: CustomerCase, sender: Sender, letter: ReplyLetter) -> str:
    """Announce the reply letter that the officer attaches to the chat."""
    return _chat(
        case,
        sender,
        f"berikut surat balasan nomor {one_line(letter.number, 100)} tanggal {long_date(letter.date)} atas keluhan "
        f"{case.number}.{_replaces(letter)} Mohon balas pesan ini bila surat sudah Anda terima.",
    )


def _replaces(letter: ReplyLetter) -> str:
    old = letter.replaces
    told = f"{one_line(old.number, 100)} tanggal {long_date(old.date)}" if old else ""
    return f" Surat ini menggantikan surat nomor {told}, yang tidak berlaku lagi." if told else ""


def closed(case: CustomerCase, sender: Sender, survey: str = "") -> str:
    """Say that the handling has ended."""
    asked = f" Mohon nilai layanan kami: {survey}" if survey else ""
    return _chat(case, sender, f"penanganan keluhan {case.number} telah selesai. Terima kasih.{asked}")


def reopened(case: CustomerCase, sender: Sender) -> str:
    """Say that a complaint that was settled is handled again."""
    return _chat(
        case,
        sender,
        f"penanganan keluhan {case.number} kami buka kembali. Kami mengkajinya sekali lagi dan menyampaikan hasilnya "
        "dalam surat balasan yang baru.",
    )


def resumed(case: CustomerCase, sender: Sender) -> str:
    """Say that a complaint goes on of which it was told that it ended without a reply."""
    return _chat(
        case,
        sender,
        f"keluhan {case.number}, yang sebelumnya kami tutup tanpa surat balasan, kami tangani lagi. Kami mengabari "
        "Anda tentang hasilnya.",
    )


def not_a_complaint(case: CustomerCase, sender: Sender) -> str:
    """Say that the message asks or suggests something rather than complains."""
    return _chat(
        case,
        sender,
        f"pesan Anda (nomor {case.number}) berupa pertanyaan, permintaan, atau saran, sehingga tidak kami proses "
        "sebagai keluhan. Petugas kami akan menanggapinya secara langsung. Bila yang Anda maksud memang keluhan, "
        "mohon balas pesan ini.",
    )


def out_of_scope(case: CustomerCase, sender: Sender, reason: str = "") -> str:
    """Say that the matter belongs to another body, and why, in the officer's own words."""
    why = " ".join(quoted_lines(reason))
    return _chat(
        case,
        sender,
        f"keluhan {case.number} tidak berkaitan dengan layanan kami, sehingga kami tidak berwenang menanganinya. "
        f"{f'{why} ' if why else ''}"
        "Mohon sampaikan kepada instansi atau perusahaan yang memberikan layanan itu. Bila menurut Anda keluhan "
        "ini berkaitan dengan layanan kami, mohon balas pesan ini.",
    )


def duplicate(case: CustomerCase, sender: Sender, first: str) -> str:
    """Say that the matter is handled under an earlier number."""
    return _chat(
        case,
        sender,
        f"keluhan {case.number} membahas hal yang sama dengan keluhan {first} yang sudah kami tangani, sehingga "
        f"keduanya kami gabung. Bila ada pertanyaan, sebutkan nomor {case.number}.",
    )


def joined_end(case: CustomerCase, sender: Sender) -> str:
    """Say in general words what came of the complaint that this one was joined to."""
    return _chat(
        case,
        sender,
        f"hal yang Anda sampaikan dalam keluhan {case.number} telah selesai kami tangani bersama keluhan lain "
        "tentang hal yang sama. Bila Anda masih mengalami masalah itu, mohon balas pesan ini.",
    )


def joined_reopened(case: CustomerCase, sender: Sender) -> str:
    """Say that the matter which this complaint was joined to is handled again."""
    return _chat(
        case,
        sender,
        f"hal yang Anda sampaikan dalam keluhan {case.number} kami tangani kembali. Kami mengabari Anda setelah "
        "penanganannya selesai.",
    )


def separated(case: CustomerCase, sender: Sender) -> str:
    """Say that a complaint which had been joined to another one is handled by itself."""
    return _chat(
        case,
        sender,
        f"keluhan {case.number}, yang sebelumnya kami gabung dengan keluhan lain, kini kami periksa tersendiri. Kami "
        "mengabari Anda tentang hasilnya.",
    )


def withdrawn(case: CustomerCase, sender: Sender) -> str:
    """Confirm that the complaint was withdrawn at the complainant's own wish."""
    return _chat(
        case,
        sender,
        f"sesuai permintaan Anda, keluhan {case.number} kami catat sebagai dicabut dan penanganannya kami hentikan. "
        "Bila Anda tidak merasa mencabutnya, mohon segera balas pesan ini.",
    )


def _chat(case: CustomerCase, sender: Sender, text: str) -> str:
    page = f"\nPerkembangannya dapat Anda lihat di {case.page}" if case.page else ""
    return f"{greeting(case.complainant)} {text}{page}\n– {sender.name}"
