"""What complainants read. Polite, complete, and without a word that only insiders know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from automation.domain.dates import long_date
from automation.domain.prose import Line, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import CustomerCase, Message, ReplyLetter, Sender

from .phrases import contacts, greeting, lines, moment, paragraphs, perihal, quoted_lines, small

_ASK_PROGRESS = "Untuk menanyakan perkembangan"
_ASK_MORE = "Bila ada pertanyaan"
#: What the page is called that says how complaints are handled.
PROCEDURE = "Cara kami menangani keluhan"
FURTHER_WAYS = (
    "Bila Anda tidak puas dengan penanganan kami, Anda dapat menyampaikannya melalui SP4N-LAPOR! (www.lapor.go.id) "
    "atau kepada Ombudsman Republik Indonesia (ombudsman.go.id)."
)
_AUTOMATIC = "Surel ini dikirim otomatis. Anda tetap dapat membalasnya; petugas kami yang akan membaca."


def acknowledgement(case: CustomerCase, sender: Sender, working_days: int = 6) -> Message:
    """Confirm that a complaint has arrived, and say what comes next."""
    return to_customer(
        case,
        sender,
        "Keluhan Anda telah kami terima",
        [
            f"Terima kasih telah menyampaikan keluhan kepada {sender.name}. Keluhan Anda telah kami terima dan "
            "catat:",
            _receipt(case, sender),
            "Petugas kami memeriksa keluhan ini dan meneruskannya kepada tim yang berwenang. Kami mengabari Anda "
            "setelah keluhan selesai dikaji, setelah tindakan perbaikan ditetapkan, dan saat surat balasan resmi "
            f"kami kirim. Sampai surat balasan biasanya diperlukan sekitar {working_days} hari kerja.",
            "Bila ada keterangan atau bukti tambahan, kirimkan dengan membalas surel ini.",
        ],
    )


def data_wanted(case: CustomerCase, sender: Sender, wanted: str) -> Message:
    """Ask for what is missing, in the officer's own words."""
    return to_customer(
        case,
        sender,
        "Mohon lengkapi data keluhan Anda",
        [
            f"Keluhan Anda tentang “{perihal(case.subject)}” sedang kami tangani. Agar dapat kami tindak lanjuti "
            "dengan tepat, mohon kirimkan:",
            lines(*quoted_lines(wanted)),
            "Cukup balas surel ini; foto atau berkas boleh dilampirkan. Tanpa data itu, penanganan keluhan Anda "
            "mungkin tertunda.",
        ],
    )


def studied(case: CustomerCase, sender: Sender, group: str) -> Message:
    """Tell that the working group has studied the complaint (SOP step 4)."""
    return to_customer(
        case,
        sender,
        "Keluhan Anda telah kami kaji",
        [
            f"Keluhan Anda tentang “{perihal(case.subject)}” telah dikaji oleh {one_line(group, 100)}. Tim itu kini "
            "mencari penyebab masalah dan menetapkan tindakan perbaikan.",
            "Anda tidak perlu melakukan apa pun. Kami mengabari Anda lagi setelah tindakan perbaikan ditetapkan.",
        ],
    )


def action_set(case: CustomerCase, sender: Sender) -> Message:
    """Tell that the action has been decided (SOP step 6) and is now applied and checked."""
    return to_customer(
        case,
        sender,
        "Tindakan perbaikan telah ditetapkan",
        [
            f"Penyebab masalah dalam keluhan Anda tentang “{perihal(case.subject)}” telah kami temukan, dan tindakan "
            "perbaikannya telah kami tetapkan.",
            "Kami sedang menerapkan tindakan itu dan memastikan bahwa masalahnya benar-benar selesai. Anda tidak "
            "perlu melakukan apa pun; hasil lengkapnya kami sampaikan dalam surat balasan resmi.",
        ],
    )


def reply_sent(case: CustomerCase, sender: Sender, letter: ReplyLetter) -> Message:
    """Send the reply letter."""
    return to_customer(
        case,
        sender,
        "Surat balasan atas keluhan Anda",
        [
            f"Bersama surel ini kami sampaikan surat balasan nomor {one_line(letter.number, 100)} tanggal "
            f"{long_date(letter.date)} atas keluhan Anda tentang “{perihal(case.subject)}”. Surat terlampir dalam "
            "bentuk PDF.",
            *_signed(letter),
            *_replaces(letter),
            "Mohon balas surel ini untuk menyatakan bahwa surat telah Anda terima. Bila penyelesaian yang kami "
            "sampaikan belum sesuai, tuliskan tanggapan Anda dalam balasan yang sama.",
        ],
    )


def _signed(letter: ReplyLetter) -> list[str]:
    """Say who signed it electronically: a print of it proves nothing."""
    if not letter.signed_by:
        return []
    return [
        # A name may end in a title, "M.T.", whose full stop is the sentence's too.
        f"Surat itu ditandatangani secara elektronik oleh {one_line(letter.signed_by, 200).rstrip('.')}. Simpan "
        "berkas PDF-nya apa adanya: keasliannya hanya dapat diperiksa pada berkas itu, bukan pada cetakannya."
    ]


def _replaces(letter: ReplyLetter) -> list[str]:
    """Say which letter this one replaces, where one went before."""
    old = letter.replaces
    if old is None:
        return []
    return [
        f"Surat ini menggantikan surat kami nomor {one_line(old.number, 100)} tanggal {long_date(old.date)}, yang "
        "tidak berlaku lagi. Mohon gunakan surat yang terlampir ini."
    ]


def closed(
    case: CustomerCase, sender: Sender, closed_at: datetime, survey: str = "", until: date | None = None
) -> Message:
    """Give formal notice that the handling has ended; `until` is when an answer may still lead to a reopening."""
    return to_customer(
        case,
        sender,
        "Penanganan keluhan Anda telah selesai",
        [
            f"Dengan ini kami beri tahukan bahwa penanganan keluhan Anda tentang “{perihal(case.subject)}” "
            f"dinyatakan selesai pada {moment(closed_at, sender)}. Seluruh dokumennya kami simpan sebagai arsip.",
            lines(
                "Mohon luangkan dua menit untuk menilai layanan kami melalui survei kepuasan berikut:",
                Line(link=survey, link_name="Isi survei kepuasan"),
            )
            if survey
            else "",
            f"Bila menurut Anda masalahnya belum selesai, balas surel ini paling lambat {long_date(until)}; kami "
            "memeriksa apakah penanganannya perlu dibuka kembali."
            if until
            else "",
            "Bila masalah yang sama muncul lagi, sampaikan keluhan baru dengan menyebut nomor ini.",
            FURTHER_WAYS,
            "Terima kasih atas masukan Anda; masukan itu membantu kami memperbaiki layanan.",
        ],
        ask=_ASK_MORE,
    )


def reopened(case: CustomerCase, sender: Sender) -> Message:
    """Tell that a complaint that was settled is handled again."""
    return to_customer(
        case,
        sender,
        "Keluhan Anda kami tangani kembali",
        [
            f"Penanganan keluhan Anda tentang “{perihal(case.subject)}”, yang telah kami nyatakan selesai, kami buka "
            "kembali. Kami mengkajinya sekali lagi dan menyampaikan hasilnya dalam surat balasan yang baru.",
            "Anda tidak perlu melakukan apa pun. Bila ada keterangan tambahan, kirimkan dengan membalas surel ini.",
        ],
    )


def resumed(case: CustomerCase, sender: Sender) -> Message:
    """Tell that a complaint goes on of which it was told that it ended without a reply."""
    return to_customer(
        case,
        sender,
        "Penanganan keluhan Anda kami lanjutkan",
        [
            f"Keluhan Anda tentang “{perihal(case.subject)}”, yang sebelumnya kami tutup tanpa surat balasan, kami "
            "tangani lagi, dan kami mengabari Anda tentang hasilnya.",
            "Anda tidak perlu melakukan apa pun. Bila ada keterangan tambahan, kirimkan dengan membalas surel ini.",
        ],
    )


def not_a_complaint(case: CustomerCase, sender: Sender) -> Message:
    """Tell that the message asks or suggests something rather than complains."""
    return to_customer(
        case,
        sender,
        "Pesan Anda kami teruskan",
        [
            f"Terima kasih atas pesan Anda tentang “{perihal(case.subject)}”. Setelah kami periksa, pesan ini berupa "
            "pertanyaan, permintaan, atau saran, bukan keluhan atas layanan kami, sehingga tidak diproses dengan "
            "prosedur penanganan keluhan.",
            "Petugas layanan kami akan menanggapi pesan Anda secara langsung.",
            "Bila yang Anda maksud memang keluhan, balas surel ini dengan menjelaskan layanan mana yang tidak "
            "sesuai; kami akan memeriksanya kembali.",
            FURTHER_WAYS,
        ],
        ask=_ASK_MORE,
    )


def address_changed(case: CustomerCase, sender: Sender) -> Message:
    """Tell an address that is left, and not where the news goes instead."""
    return to_customer(
        case,
        sender,
        "Alamat surel untuk keluhan Anda diubah",
        [
            f"Petugas kami mengubah alamat surel untuk keluhan Anda tentang “{perihal(case.subject)}”. Kabar "
            "berikutnya tidak lagi kami kirim ke alamat ini, dan surel dari alamat ini tidak lagi masuk sendiri ke "
            "berkas keluhan.",
            "Bila Anda yang meminta perubahan ini, Anda tidak perlu melakukan apa pun.",
        ],
        ask="Bila perubahan ini keliru",
    )


def out_of_scope(case: CustomerCase, sender: Sender, reason: str = "") -> Message:
    """Tell that the matter belongs to another body, and why, in the officer's own words."""
    return to_customer(
        case,
        sender,
        "Keluhan di luar kewenangan kami",
        [
            f"Keluhan Anda tentang “{perihal(case.subject)}” telah kami periksa. Hal yang Anda keluhkan tidak "
            f"berkaitan dengan layanan {sender.name}, sehingga kami tidak berwenang menanganinya.",
            lines(*quoted_lines(reason)),
            "Mohon sampaikan keluhan ini kepada instansi atau perusahaan yang memberikan layanan itu.",
            "Bila menurut Anda keluhan ini memang berkaitan dengan layanan kami, balas surel ini dengan nomor order, "
            "sertifikat, atau laporan yang dimaksud; kami akan memeriksanya kembali.",
            FURTHER_WAYS,
        ],
        ask=_ASK_MORE,
    )


def duplicate(case: CustomerCase, sender: Sender, first: str, *, is_settled: bool = False) -> Message:
    """Tell that the matter is handled under an earlier number, or was: what came of it is then told by itself."""
    waits = "Keterangan baru dalam keluhan ini ikut kami perhatikan, dan kami mengabari Anda setelah selesai."
    return to_customer(
        case,
        sender,
        f"Digabung dengan {first}",
        [
            f"Keluhan Anda tentang “{perihal(case.subject)}” membahas hal yang sama dengan keluhan {first} yang "
            "sudah kami tangani. Agar tidak diproses dua kali, keduanya kami gabung.",
            *([] if is_settled else [waits]),
        ],
        ask=_ASK_MORE,
    )


def joined_end(case: CustomerCase, sender: Sender, ended: datetime) -> Message:
    """Tell in general words what came of the complaint that this one was joined to: of nobody else, and no paper."""
    return to_customer(
        case,
        sender,
        "Hasil penanganan keluhan Anda",
        [
            f"Hal yang Anda sampaikan dalam keluhan tentang “{perihal(case.subject)}” telah selesai kami tangani "
            f"pada {moment(ended, sender)}, bersama keluhan lain tentang hal yang sama. Penyebabnya telah kami cari, "
            "tindakan perbaikan telah kami terapkan, dan hasilnya telah kami periksa.",
            "Bila Anda masih mengalami masalah itu, balas surel ini; kami akan memeriksa keluhan Anda tersendiri.",
            FURTHER_WAYS,
        ],
        ask=_ASK_MORE,
    )


def joined_reopened(case: CustomerCase, sender: Sender) -> Message:
    """Tell that the matter which this complaint was joined to is handled again."""
    return to_customer(
        case,
        sender,
        "Keluhan Anda kami tangani kembali",
        [
            f"Hal yang Anda sampaikan dalam keluhan tentang “{perihal(case.subject)}”, yang telah kami nyatakan "
            "selesai, kami tangani kembali. Kami mengabari Anda setelah penanganannya selesai.",
            "Anda tidak perlu melakukan apa pun.",
        ],
    )


def separated(case: CustomerCase, sender: Sender) -> Message:
    """Tell that a complaint which had been joined to another one is handled by itself."""
    return to_customer(
        case,
        sender,
        "Keluhan Anda kami tangani tersendiri",
        [
            f"Keluhan Anda tentang “{perihal(case.subject)}” sebelumnya kami gabung dengan keluhan lain. Kini "
            "keluhan Anda kami periksa tersendiri, dan kami mengabari Anda tentang hasilnya.",
            "Anda tidak perlu melakukan apa pun.",
        ],
    )


def withdrawn(case: CustomerCase, sender: Sender, closed_at: datetime) -> Message:
    """Confirm that the complaint was withdrawn at the complainant's own wish."""
    return to_customer(
        case,
        sender,
        "Keluhan dicabut",
        [
            f"Sesuai permintaan Anda, keluhan tentang “{perihal(case.subject)}” kami catat sebagai dicabut pada "
            f"{moment(closed_at, sender)}, dan penanganannya kami hentikan.",
            "Bila Anda tidak merasa mencabut keluhan ini, segera balas surel ini; penanganan akan kami lanjutkan.",
        ],
        ask=_ASK_MORE,
    )


# -- the frame of every mail


def to_customer(
    case: CustomerCase,
    sender: Sender,
    topic: str,
    parts: Sequence[str | Paragraph],
    ask: str = _ASK_PROGRESS,
) -> Message:
    """Put what a mail to a complainant says between greeting and signature, with where progress can be seen."""
    return Message(
        one_line(f"[{case.number}] {topic}"),
        paragraphs(
            greeting(case.complainant),
            *parts,
            _progress_seen(case),
            f"{ask}, balas surel ini atau hubungi kami dengan menyebut nomor {case.number}.",
            lines("Hormat kami,", sender.name, *contacts(sender)),
            lines(small(_AUTOMATIC)),
        ),
    )


def _progress_seen(case: CustomerCase) -> Paragraph | str:
    """Say where the complainant sees how far it has come; "" where there is no such way."""
    if case.page:
        seen = Line("Perkembangannya dapat Anda lihat kapan saja:", link=case.page, link_name="lihat perkembangan")
        told = Line(f"{PROCEDURE}:", link=case.procedure_page, link_name="langkah dan norma waktu")
        return lines(seen, told if case.procedure_page else "")
    if case.answers_status:
        return (
            "Untuk mengetahui perkembangannya kapan saja, balas surel ini dengan satu kata saja: STATUS. Jawabannya "
            "datang sendiri."
        )
    return ""


def _receipt(case: CustomerCase, sender: Sender) -> Paragraph:
    rows = {
        "Nomor keluhan": case.number,
        "Perihal": perihal(case.subject),
        "Diterima": moment(case.received_at, sender),
        "Melalui": case.channel,
        "Lampiran": f"{case.attachments} berkas" if case.attachments else "",
    }
    return lines(*(Line(value, label=label) for label, value in rows.items() if value))
