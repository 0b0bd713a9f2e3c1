"""The page that respondents meet, at Google's addresses."""

from __future__ import annotations

import secrets
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.core.clock import Clock
from local_workspace.core.routes import Routes
from local_workspace.drive.contents import Contents
from local_workspace.drive.file import FOLDER
from local_workspace.forms.answering import Reading, Upload, limits, read, ways_of
from local_workspace.forms.keeping import Form, Forms
from local_workspace.forms.linking import Linker
from local_workspace.forms.model import Kind, Question, all_questions, questions_of, sections_of
from local_workspace.gmail.headers import ADDRESS

from .base import MONTHS, Pages, signed_in

CLOSED = "Formulir ini tidak lagi menerima tanggapan. Hubungi pemilik formulir bila menurut Anda ini keliru."
UNPUBLISHED = "Formulir ini belum diterbitkan. Hubungi pemilik formulir bila menurut Anda ini keliru."
Fields = MultiDict[str, str]


class PublicForm:
    """Shows forms to respondents and takes their answers."""

    def __init__(
        self, routes: Routes, pages: Pages, clock: Clock, contents: Contents, forms: Forms, linker: Linker
    ) -> None:
        self._pages = pages
        self._clock = clock
        self._contents = contents
        self._forms = forms
        self._linker = linker
        routes.add("/forms/d/e/<public_id>/viewform", self.view)
        routes.add("/forms/d/e/<public_id>/formResponse", self.submit, ("POST",))
        routes.add("/forms/d/e/<public_id>/formResponse", self.view, ("GET",))

    def view(self, request: Request, public_id: str) -> Response:
        """Show a form, filled in as far as the address says (`?usp=pp_url&entry.N=…`)."""
        form = self._form(public_id)
        if form is None or not form.accepting:
            return self._shut(request, form)
        if form.collects == "VERIFIED" and not signed_in(request):
            return self._pages.ask_who(request)
        return self._fill(request, form, request.args, Reading(), secrets.token_urlsafe(18))

    def submit(self, request: Request, public_id: str) -> Response:
        """Take a response: 200 and recorded, or 400 and the page again with what is to be put right."""
        with request:  # closes the files that were sent
            return self._take(request, public_id)

    def _take(self, request: Request, public_id: str) -> Response:
        form = self._form(public_id)
        if form is None or not form.accepting:
            return self._shut(request, form)
        if form.collects == "VERIFIED" and not signed_in(request):
            return self._pages.ask_who(request)
        token = request.form.get("fbzx", "")
        if not self._forms.was_sent(form, token):
            reading = read(form.content, request.form, request.files)
            email = self._email(request, form, reading)
            if reading.problems:
                return self._fill(request, form, request.form, reading, token or secrets.token_urlsafe(18))
            self._record(form, reading, email, token)
        again = f"/forms/d/e/{form.public_id}/viewform"
        return self._pages.render(request, "form/done.html", form=form, again=again)

    def _form(self, public_id: str) -> Form | None:
        try:
            return self._forms.public(public_id)
        except Refusal:
            return None

    def _shut(self, request: Request, form: Form | None) -> Response:
        if form is None:
            return self._pages.refuse(request, "Formulir ini tidak ada.", 404)
        text = CLOSED if form.published else UNPUBLISHED
        return self._pages.render(request, "form/closed.html", status=403, form=form, text=text)

    @staticmethod
    def _email(request: Request, form: Form, reading: Reading) -> str:
        if form.collects == "VERIFIED":
            return signed_in(request)
        if form.collects != "RESPONDER_INPUT":
            return ""
        email = request.form.get("emailAddress", "").strip()
        if not ADDRESS.fullmatch(email):
            reading.problems["email"] = "Tulis alamat surel yang lengkap, misalnya nama@contoh.id."
        return email

    def _fill(self, request: Request, form: Form, fields: Fields, reading: Reading, token: str) -> Response:
        questions = {question.id: question for question in all_questions(form.content)}
        titles = {id: question.heading for id, question in questions.items()} | {"email": "Alamat surel"}
        sections = sections_of(form.content)
        return self._pages.render(
            request,
            "form/fill.html",
            status=400 if reading.problems else 200,
            form=form,
            sections=sections,
            ways=ways_of(sections),
            fields=fields,
            problems={id: (titles[id], text) for id, text in reading.problems.items()},
            token=token,
            action=f"/forms/d/e/{form.public_id}/formResponse",
            needs_answers=any(question.required for question in questions.values()),
            has_files=any(question.kind is Kind.FILE for question in questions.values()),
            questions_of=questions_of,
            limits=limits,
            months=MONTHS,
        )

    def _record(self, form: Form, reading: Reading, email: str, token: str) -> None:
        now = self._clock.now()
        answers: dict[str, list[Any]] = dict(reading.answers)
        for question in all_questions(form.content):
            if question.id in reading.uploads:
                answers[question.id] = [self._keep(form, question, upload) for upload in reading.uploads[question.id]]
        response = self._forms.add_response(form, answers, now, email, token)
        self._linker.deliver(form, response, now)

    def _keep(self, form: Form, question: Question, upload: Upload) -> dict[str, str]:
        files, who = self._forms.files, self._owner(form)
        folder = question.spec.get("folderId", "")
        if not folder or not files.exists(folder):
            folder = files.create(who, f"{question.title} (File responses)", FOLDER, files.find(form.id).parent).id
        file = files.create(who, upload.name, upload.mime_type, folder)
        self._contents.replace(who, file.id, upload.content, upload.mime_type)
        return {"fileId": file.id, "fileName": upload.name, "mimeType": upload.mime_type}

    def _owner(self, form: Form) -> str:
        file = self._forms.files.find(form.id)
        return file.owner or file.modified_by
