"""What people usually do with a complaint, step by step of the SOP, as scenes of a script."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.text.paragraph import Paragraph

from automation.domain.address import EmailAddress
from automation.domain.dates import long_date
from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Channel, Delivery, Outcome

from .cases import WHOLE_FILE, Branch, Case
from .people import DEWI, RATNA, Refused, Somebody
from .script import Script, moment
from .stage import Disarray, Stage


@dataclass(frozen=True, slots=True)
class Casework:
    """One complaint in a script; each method adds the scene of one step."""

    script: Script
    case: Case

    # -- step 1

    def by_form(self, when: str, **answers: str) -> None:
        """Have the complainant send the public form themselves."""
        given = {"subject": self.case.subject, **answers}
        who = answers["company"] if answers.get("company") else _shortened(answers["complainant"], 40)
        self.script.at(
            when,
            f"{who} mengirim formulir daring: “{self.case.subject}”",
            lambda stage: stage.answer_form("public", given),
        )

    def edits(self, when: str, who: str, **answers: str) -> None:
        """Have the complainant send the public form's answer again, with other texts."""
        self.does(when, f"{who} menyunting jawaban formulirnya", lambda stage: stage.edit_answer(self.case, answers))

    def by_officer(self, when: str, who: Somebody, received: str, **answers: str) -> None:
        """Have an officer write a complaint down that came some other way."""
        given = {
            "channel": self.case.channel.value,
            "received_at": moment(received).isoformat(),
            "subject": self.case.subject,
            **answers,
        }
        self.script.at(
            when,
            f"{who.name} mencatat keluhan dari {_CAME[self.case.channel]}: “{self.case.subject}”",
            lambda stage: stage.answer_form("officer", given),
        )

    def writes(self, when: str, who: Somebody, what: str, text: str, **papers_along: bytes) -> None:
        """Have the complainant write a mail: their complaint, or an answer; PDFs by their names."""
        named = {f"{name}.pdf": content for name, content in papers_along.items()}
        self.does(when, f"{who.name} {what}", lambda stage: stage.write_mail(who, self.case, text, named))

    # -- steps 2 to 10

    def sorted(self, when: str, service: str, level: str = "Sedang", who: Somebody = DEWI, **more: str) -> None:
        """Step 2: a complaint about one of the office's services."""
        cells = {"classification": "Keluhan", "service": service, "level": level, **more}
        self.fills(when, who, f"memilah: keluhan {level.lower()} tentang {service}", **cells)

    def reviewed(self, when: str, who: Somebody, findings: str, **more: str) -> None:
        """Step 4; nobody of the office did the work unless it is said."""
        self.fills(when, who, "menulis hasil kajian", **{"workers": "tidak ada", "findings": findings, **more})

    def explained(self, when: str, who: Somebody, cause: str, category: str = "Metode") -> None:
        """Step 5; the category is one of the office's list."""
        self.fills(when, who, "menulis penyebab", cause=cause, cause_category=category)

    def decided(self, when: str, who: Somebody, corrective: str, preventive: str) -> None:
        """Step 6."""
        cells = {"corrective_action": corrective, "preventive_action": preventive}
        self.fills(when, who, "menetapkan tindakan koreksi dan pencegahan", **cells)

    def applied(self, when: str, who: Somebody) -> None:
        """Step 7: the action is applied today."""
        self.fills(when, who, "mencatat tindakan telah diterapkan", applied_on=f"{moment(when):%d/%m/%Y}")

    def verified(self, when: str, who: Somebody, result: str, by: str, effective: str = "Ya") -> None:
        """Step 7: somebody else checks whether it worked."""
        what = "mencatat hasil verifikasi: " + ("efektif" if effective == "Ya" else "tidak efektif")
        self.fills(when, who, what, verification=result, verified_by=by, effective=effective)

    def drafted(self, when: str, who: Somebody, text: str) -> None:
        """Step 8: what the reply should say."""
        self.fills(when, who, "menulis isi balasan", reply_text=text)

    def edited(self, when: str, who: Somebody, sentence: str) -> None:
        """Step 8: the draft is opened in Drive, and a paragraph added."""
        self.case.letter_says.append(sentence)
        self.does(
            when,
            f"{who.name} menyunting konsep surat di folder kasus",
            lambda stage: stage.edit_draft(who, self.case, lambda draft: with_paragraph(draft, sentence)),
        )

    def initialled(self, when: str, who: Somebody, initials: str) -> None:
        """Step 8: the draft is ready."""
        day = moment(when)
        self.fills(when, who, "memaraf konsep surat", initials=f"{initials} {day.day}/{day.month}")

    def approved(self, when: str, who: Somebody = RATNA, **more: str) -> None:
        """Step 9."""
        self.fills(when, who, "menyetujui konsep surat", **{"decision": "Setuju", **more})

    def numbered(self, when: str, number: str, who: Somebody = DEWI) -> None:
        """Step 9: the number from Srikandi."""
        cells = {"letter_number": number, "letter_date": f"{moment(when):%d/%m/%Y}"}
        self.fills(when, who, f"mengisi nomor surat {number}", **cells)

    def voided(self, when: str, why: str, who: Somebody = RATNA) -> None:
        """Step 9: the numbered letter is wrong; another one takes its place."""
        self.case.replaced += 1
        self.fills(when, who, f"membatalkan surat: {why}", replacement=why)

    def reopened(self, when: str, why: str, who: Somebody = RATNA) -> None:
        """After the end: the case goes on at step 4, with a letter of its own."""

        def act(stage: Stage) -> None:
            stage.fill(who, self.case, {"reopening": why})
            self.case.reopened += 1

        self.does(when, f"{who.name} membuka kembali keluhan: {why}", act)

    def scanned(self, when: str, how: str, who: Somebody = DEWI, name: str = "scan.pdf", **options: Any) -> None:
        """Step 9: the letter is printed, signed and scanned, as well as the machine can."""
        kind = "image/jpeg" if options.get("as_picture") else "application/pdf"
        self.does(
            when,
            f"{who.name} memindai surat bertanda tangan ({how})",
            lambda stage: stage.drop_scan(who, name, stage.scan(who, self.case, **options), kind),
        )

    def signed_in_srikandi(self, when: str, number: str, who: Somebody = DEWI) -> None:
        """Step 9: the letter gets its number and signature in Srikandi, and its PDF comes back."""
        on = long_date(moment(when))

        def act(stage: Stage) -> None:
            letter = stage.signed_in_srikandi(who, self.case, number, on)
            stage.drop_scan(who, "unduhan srikandi.pdf", letter)

        self.does(when, f"{who.name} mengunggah naskah ke Srikandi, lalu menaruh PDF bertanda tangan {number}", act)

    def delivered(self, when: str, way: Delivery, recipient: str, who: Somebody = DEWI, response: str = "") -> None:
        """Step 10."""
        day = f"{moment(when):%d/%m/%Y}"
        cells = {"sent_by": way.value, "delivered_on": day, "recipient": recipient, "handed_over_by": who.name}
        cells |= {"response": response} if response else {}
        self.fills(when, who, f"mencatat surat diterima pelanggan ({way.value.lower()})", **cells)

    def rated(self, when: str, who: str, marks: tuple[int, ...], suggestion: str = "") -> None:
        """After the end: the complainant follows the closing mail's link, and says how it pleased."""
        self.case.marks = marks
        self.does(when, f"{who} mengisi survei kepuasan", lambda stage: stage.answer_survey(self.case, suggestion))

    def acts(self, when: str, who: Somebody, code: str, what: str, **cells: str) -> None:
        """Have somebody write into the row of an action in the tab Tindakan."""
        self.does(
            when, f"{who.name} {what} (tindakan {code})", lambda stage: stage.fill_action(who, code, self.case, cells)
        )

    def answered_with(self, when: str, who: Somebody, lead: Casework, what: str = "surat keluhan lain") -> None:
        """Step 8: the letter of another complaint answers this one, too."""
        self.does(
            when,
            f"{who.name} menjawabnya dengan {what}",
            lambda stage: stage.fill(who, self.case, {"joint_letter": stage.number(lead.case)}),
        )

    # -- anything else

    def corrected(self, when: str, who: Somebody, **contact: str) -> None:
        """Put contact data of the complainant right: name, email, phone or address."""
        cells = {f"corrected_{key}": text for key, text in contact.items()}
        self.fills(when, who, "membetulkan data pelapor", **cells)

    def fills(self, when: str, who: Somebody, what: str, **cells: str) -> None:
        """Have somebody type into the case's row."""
        self.does(when, f"{who.name} {what}", lambda stage: stage.fill(who, self.case, cells))

    def is_refused(self, when: str, who: Somebody, what: str, **cells: str) -> None:
        """Have somebody try cells that are not theirs; going through would end the story."""

        def act(stage: Stage) -> None:
            try:
                stage.fill(who, self.case, cells)
            except Refused as refusal:
                if "protected" not in str(refusal):
                    raise
                stage.noted.append(f"{stage.number(self.case)}: {Branch.REFUSED_EDIT.value}")
            else:
                raise Disarray(f"{who.name} dapat mengisi kolom yang bukan miliknya.")

        self.does(when, f"{who.name} {what}", act)

    def does(self, when: str, what: str, act: Callable[[Stage], None]) -> None:
        """Add any other scene of this case."""
        self.script.at(when, what, act, self.case)


def a_case(script: Script, subject: str, channel: Channel, *branches: Branch, **more: Any) -> Casework:
    """Add a case to a script; one that is settled has the whole file, others what `documents` says."""
    outcome = more.get("outcome", Outcome.SETTLED)
    documents = frozenset({DocumentKind.FORM_PENGADUAN}) if outcome is not Outcome.SETTLED else WHOLE_FILE
    topics = _TOPICS[outcome] if more.get("reader") else ()
    case = Case(subject, channel, frozenset(branches), **{"documents": documents, "topics": topics, **more})
    script.cases.append(case)
    return Casework(script, case)


def topics_at(address: str) -> tuple[str, ...]:
    """Return what a corrected address must be sent of a settled case, which it hears of from step 4 on."""
    mark = EmailAddress.parse(address).mark
    return tuple(f"{topic}@{mark}" for topic in _TOPICS[Outcome.SETTLED])


def with_paragraph(draft: bytes, sentence: str) -> bytes:
    """Add a paragraph after the reply's text, as somebody does who edits the draft in a word processor."""
    document = docx.Document(BytesIO(draft))
    written = [one for one in document.paragraphs if one.text.strip()]
    closing = next(place for place, one in enumerate(written) if one.text.startswith(_CLOSING))
    before = written[closing - 1]
    added = copy.deepcopy(before._p)
    before._p.addnext(added)
    paragraph = Paragraph(added, before._parent)
    for run in paragraph.runs[1:]:
        paragraph._p.remove(run._r)
    paragraph.runs[0].text = sentence
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _shortened(text: str, length: int = 46) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


#: How the letter template's paragraph after the reply's own text begins.
_CLOSING = "Kami mohon maaf atas ketidaknyamanan"

_CAME = {
    Channel.FORM: "formulir daring",
    Channel.LETTER: "surat",
    Channel.COUNTER: "loket",
    Channel.WHATSAPP: "WhatsApp",
    Channel.EMAIL: "surel",
    Channel.BOX: "kotak pengaduan",
    Channel.SOCIAL_MEDIA: "media sosial",
    Channel.PHONE: "telepon",
    Channel.LAPOR: "SP4N-LAPOR!",
}

#: The mails that a complainant must have had, by the detail of their keys, in order.
_TOPICS: dict[Outcome, tuple[str, ...]] = {
    Outcome.SETTLED: ("penerimaan", "dikaji", "ditetapkan", "balasan", "akhir.settled"),
    Outcome.NOT_A_COMPLAINT: ("penerimaan", "akhir.not_a_complaint"),
    Outcome.OUT_OF_SCOPE: ("penerimaan", "akhir.out_of_scope"),
    Outcome.DUPLICATE: ("penerimaan", "akhir.duplicate"),
    Outcome.WITHDRAWN: ("penerimaan", "akhir.withdrawn"),
}
