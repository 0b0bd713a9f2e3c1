"""Everybody's mail in the browser: lists, threads, attachments, and answering."""

from __future__ import annotations

import html
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.core.clock import Clock
from local_workspace.core.people import People
from local_workspace.core.routes import Routes
from local_workspace.gmail.content import Content, Part
from local_workspace.gmail.headers import BadAddress, Headers, printed_address
from local_workspace.gmail.mailboxes import BIN, Mail, mailbox_of
from local_workspace.gmail.messages import newest_of_threads, searched
from local_workspace.gmail.search import parsed
from local_workspace.gmail.service import Gmail

from .base import Pages, moment_of, signed_in
from .local_links import locally_linked

FOLDERS = {
    "masuk": ("Kotak masuk", "INBOX"),
    "terkirim": ("Terkirim", "SENT"),
    "draf": ("Draf", "DRAFT"),
    "semua": ("Semua surel", ""),
    "sampah": ("Sampah", "TRASH"),
}
A_PAGE = 50
# A mail's own HTML runs nothing, loads nothing and sends nothing.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail as a page shows it; `quoted` is what it repeats of earlier mails."""

    mail: Mail
    sender: str
    recipients: str
    text: str
    quoted: str
    has_html: bool
    attachments: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail being written."""

    to: str = ""
    cc: str = ""
    subject: str = ""
    text: str = ""
    answers: str = ""


class MailPages:
    """Shows a mailbox to whoever is signed in as its owner."""

    def __init__(self, routes: Routes, pages: Pages, clock: Clock, people: People, gmail: Gmail) -> None:
        self._pages = pages
        self._clock = clock
        self._people = people
        self._gmail = gmail
        self._mailboxes = gmail.mailboxes
        add = routes.add
        add("/mail/<address>", self._list)
        add("/mail/<address>/tulis", self._write)
        add("/mail/<address>/kirim", self._send, ("POST",))
        add("/mail/<address>/<thread>", self._thread)
        add("/mail/<address>/<thread>/tandai", self._mark, ("POST",))
        add("/mail/<address>/<id>/draf", self._draft, ("POST",))
        add("/mail/<address>/<id>/html", self._html)
        add("/mail/<address>/<id>/lampiran/<part>", self._attachment)

    def _refused(self, request: Request, address: str) -> Response | None:
        """Return the page that offers to sign in, unless the mailbox is one's own."""
        who = signed_in(request)
        if who and mailbox_of(who) == mailbox_of(address):
            return None
        return self._pages.render(request, "mail/other.html", status=403, address=mailbox_of(address))

    def _list(self, request: Request, address: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        mailbox, folder, words = mailbox_of(address), request.args.get("folder", "masuk"), request.args.get("q", "")
        title, label = FOLDERS.get(folder, FOLDERS["masuk"])
        names = self._gmail.labels.names(mailbox)
        try:
            query = parsed(words, self._clock.now())
        except Refusal:
            return self._pages.refuse(request, "Kata pencarian ini tidak dapat dibaca.", 400)
        every = self._mailboxes.mails(mailbox)
        wanted = [
            mail
            for mail in every
            if (words or not label or label in mail.labels)
            and (label == "TRASH" or query.everywhere or not BIN & set(mail.labels))
            and query.test(searched(mail, names))
        ]
        threads = newest_of_threads(wanted)
        begin = max(request.args.get("mulai", 0, type=int), 0)
        return self._pages.render(
            request,
            "mail/list.html",
            mailbox=mailbox,
            folder=folder,
            folders=FOLDERS,
            title="Hasil pencarian" if words else title,
            words=words,
            rows=[self._row(mailbox, every, mail) for mail in threads[begin : begin + A_PAGE]],
            before=max(begin - A_PAGE, 0) if begin else None,
            after=begin + A_PAGE if begin + A_PAGE < len(threads) else None,
            unread=self._mailboxes.unread(mailbox),
        )

    @staticmethod
    def _row(mailbox: str, every: list[Mail], newest: Mail) -> dict[str, object]:
        mails = [mail for mail in every if mail.thread == newest.thread and not BIN & set(mail.labels)] or [newest]
        own = [bool({"SENT", "DRAFT"} & set(mail.labels)) for mail in mails]
        if all(own):
            people = [f"Kepada: {_names(newest.recipients)}"]
        else:
            people = ["saya" if mine else _names(mail.sender) for mail, mine in zip(mails, own, strict=True)][::-1]
        return {
            "mail": newest,
            "people": ", ".join(dict.fromkeys(people)),
            "count": len(mails),
            "is_unread": any(mail.is_unread for mail in mails),
            "is_draft": any("DRAFT" in mail.labels for mail in mails),
            "has_attachment": any(mail.filenames for mail in mails),
            "snippet": html.unescape(newest.snippet),
        }

    def _thread(self, request: Request, address: str, thread: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        mailbox = mailbox_of(address)
        try:
            mails = self._mailboxes.thread(mailbox, thread)
        except Refusal:
            return self._pages.refuse(request, "Surel ini tidak ada, atau sudah dihapus.", 404)
        for mail in mails:
            self._mailboxes.relabel(mail, (), ("UNREAD",))
        return self._pages.render(
            request,
            "mail/thread.html",
            mailbox=mailbox,
            subject=mails[0].subject,
            mails=[self._shown(mail) for mail in mails],
            thread=thread,
            in_bin=any("TRASH" in mail.labels for mail in mails),
        )

    def _shown(self, mail: Mail) -> Shown:
        content = Content.read(self._mailboxes.raw(mail))
        text, quoted = _unquoted(content.text)
        copied = f"; tembusan: {mail.cc}" if mail.cc else ""
        return Shown(
            mail,
            mail.sender,
            f"{mail.recipients}{copied}",
            text,
            quoted,
            bool(content.of_type("text/html")),
            content.attachments,
        )

    def _mark(self, request: Request, address: str, thread: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        add, remove = {
            "belum-dibaca": (("UNREAD",), ()),
            "sampah": (("TRASH",), ("INBOX",)),
            "pulihkan": (("INBOX",), ("TRASH",)),
        }.get(request.form.get("sebagai", ""), ((), ()))
        for mail in self._mailboxes.thread(mailbox_of(address), thread):
            self._mailboxes.relabel(mail, add, remove)
        return redirect(f"/mail/{quote(mailbox_of(address))}", 303, Response)

    def _draft(self, request: Request, address: str, id: str) -> Response:
        """Send or delete a draft by hand."""
        if refused := self._refused(request, address):
            return refused
        mailbox, gmail = mailbox_of(address), self._gmail
        draft = gmail.drafts.ids(mailbox).get(id)
        if draft is None:
            return self._pages.refuse(request, "Draf ini tidak ada, sudah dihapus, atau sudah dikirim.", 404)
        mail = self._mailboxes.mail(mailbox, id)
        if request.form.get("lakukan") != "kirim":
            self._mailboxes.remove(mail)
            return redirect(f"/mail/{quote(mailbox)}?folder=draf", 303, Response)
        try:
            sent = gmail.post_office.send(
                signed_in(request), self._mailboxes.raw(mail), self._clock.now(), mail.thread
            )
        except Refusal:
            problem = (
                "Draf ini belum dapat dikirim: alamat tujuannya kosong atau tidak dapat dibaca, atau surel ini lebih "
                "besar dari 25 MB."
            )
            return self._pages.refuse(request, problem, 400)
        gmail.drafts.close(draft, mail, sent, by_hand=True)
        return redirect(f"/mail/{quote(mailbox)}/{sent.thread}#{sent.id}", 303, Response)

    def _html(self, request: Request, address: str, id: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        content = Content.read(self._mailboxes.raw(self._mailboxes.mail(mailbox_of(address), id)))
        style = "<style>body{font:16px/1.5 system-ui,sans-serif;margin:0;overflow-wrap:anywhere}</style>"
        shown = locally_linked(content.of_type("text/html"))
        page = f'<!doctype html><meta charset="utf-8"><base target="_blank">{style}{shown}'
        return Response(
            page,
            headers={"Content-Security-Policy": MAIL_POLICY, "X-Content-Type-Options": "nosniff"},
            content_type="text/html; charset=utf-8",
        )

    def _attachment(self, request: Request, address: str, id: str, part: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        content = Content.read(self._mailboxes.raw(self._mailboxes.mail(mailbox_of(address), id)))
        for found in content.attachments:
            if found.attachment_id == part:
                name = quote(found.filename or "lampiran")
                return Response(
                    found.content,
                    headers={
                        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                        "X-Content-Type-Options": "nosniff",
                        "Content-Security-Policy": "sandbox",
                    },
                    content_type=found.mime_type,
                )
        return self._pages.refuse(request, "Lampiran ini tidak ada.", 404)

    def _write(self, request: Request, address: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        answered = request.args.get("balas", "")
        draft = (
            self._answer_to(mailbox_of(address), answered) if answered else MailDraft(to=request.args.get("ke", ""))
        )
        return self._compose(request, address, draft)

    def _compose(self, request: Request, address: str, draft: MailDraft, problem: str = "") -> Response:
        return self._pages.render(
            request,
            "mail/compose.html",
            status=400 if problem else 200,
            mailbox=mailbox_of(address),
            draft=draft,
            problem=problem,
        )

    def _answer_to(self, mailbox: str, id: str) -> MailDraft:
        mail = self._mailboxes.mail(mailbox, id)
        headers = Headers.read(self._mailboxes.raw(mail))
        to = mail.recipients if "SENT" in mail.labels else headers.text("Reply-To") or mail.sender
        subject = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
        quoted = "\n".join(f"> {line}" for line in mail.words.strip().splitlines())
        said = f"\n\nPada {moment_of(mail.received_at)}, {_names(mail.sender)} menulis:\n{quoted}\n"
        return MailDraft(to, "", subject, said, mail.id)

    def _send(self, request: Request, address: str) -> Response:
        if refused := self._refused(request, address):
            return refused
        with request:  # closes the files that were sent
            form = request.form
            draft = MailDraft(*(form.get(name, "") for name in ("to", "cc", "subject", "text", "answers")))
            try:
                mail = self._mail_of(request, mailbox_of(address), draft)
                sent = self._gmail.post_office.send(signed_in(request), mail.as_bytes(policy=SMTP), self._clock.now())
            except (BadAddress, Refusal):
                problem = (
                    "Alamat tujuan tidak dapat dibaca. Tulis seperti nama@contoh.id; beberapa alamat dipisah koma."
                )
                return self._compose(request, address, draft, problem)
        return redirect(f"/mail/{quote(mailbox_of(address))}/{sent.thread}#{sent.id}", 303, Response)

    def _mail_of(self, request: Request, mailbox: str, draft: MailDraft) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        person = self._people.named(signed_in(request))
        mail["From"] = printed_address(person.name, person.email)
        for name, value in (("To", draft.to), ("Cc", draft.cc)):
            pairs = Headers(((name, " ".join(value.split())),), b"").addresses(name)
            if pairs:
                mail[name] = ", ".join(printed_address(shown, one) for shown, one in pairs)
        mail["Subject"] = " ".join(draft.subject.split())
        if draft.answers:
            answered = Headers.read(self._mailboxes.raw(self._mailboxes.mail(mailbox, draft.answers)))
            about = answered.first("Message-ID")
            mail["In-Reply-To"] = about
            mail["References"] = f"{answered.first('References')} {about}".strip()
        mail.set_content(draft.text.replace("\r\n", "\n"))
        for file in request.files.getlist("files"):
            if file.filename:
                main, _, sub = (file.mimetype or "application/octet-stream").partition("/")
                content = file.read()
                if main in ("text", "multipart", "message"):
                    main, sub = "application", "octet-stream"
                mail.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=file.filename)
        return mail


def _names(header: str) -> str:
    """Name the people of an address header shortly."""
    try:
        pairs = Headers((("To", header),), b"").addresses("To")
    except BadAddress:
        return header
    return ", ".join(shown or address for shown, address in pairs) or header


def _unquoted(text: str) -> tuple[str, str]:
    """Part a text from the quotation at its end, with the line that announces it."""
    lines = text.rstrip().splitlines()
    at = len(lines)
    while at and (lines[at - 1].startswith(">") or not lines[at - 1].strip()):
        at -= 1
    if at == len(lines) or not any(line.startswith(">") for line in lines[at:]):
        return text.strip(), ""
    if at and lines[at - 1].rstrip().endswith(("menulis:", "wrote:")):
        at -= 1
    return "\n".join(lines[:at]).strip(), "\n".join(lines[at:]).strip()
