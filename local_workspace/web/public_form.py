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
from local_workspace.forms.answering import OTHER, FilledForm, Upload, limits, read, ways_of
from local_workspace.forms.keeping import Form, Forms
from local_workspace.forms.keeping import Response as Answered
from local_workspace.forms.linking import Linker
from local_workspace.forms.model import Kind, Question, all_questions, questions_of, sections_of
from local_workspace.gmail.headers import ADDRESS

from .base import MONTHS, Pages, signed_in

CLOSED = "Formulir ini tidak lagi menerima tanggapan. Hubungi pemilik formulir bila menurut Anda ini keliru."
UNPUBLISHED = "Formulir ini belum diterbitkan. Hubungi pemilik formulir bila menurut Anda ini keliru."
NOT_ADMITTED = "Anda memerlukan izin untuk mengisi formulir ini. Hubungi pemilik formulir."
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
        if stranger := self._stranger(request, form):
            return stranger
        before = self._edited(form, request.args.get("edit2", ""))
        fields = request.args if before is None else _as_fields(form, before)
        return self._fill(request, form, fields, FilledForm(), secrets.token_urlsafe(18), before)

    def submit(self, request: Request, public_id: str) -> Response:
        """Take a response: 200 and recorded, or 400 and the page again with what is to be put right."""
        with request:  # closes the files that were sent
            return self._take(request, public_id)

    def _take(self, request: Request, public_id: str) -> Response:
        form = self._form(public_id)
        if form is None or not form.accepting:
            return self._shut(request, form)
        if stranger := self._stranger(request, form):
            return stranger
        token, before = request.form.get("fbzx", ""), self._edited(form, request.form.get("edit2", ""))
        response = before
        if not self._forms.was_sent(form, token):
            filled = read(form.content, request.form, request.files)
            email = self._email(request, form, filled)
            if filled.problems:
                return self._fill(request, form, request.form, filled, token or secrets.token_urlsafe(18), before)
            response = self._record(form, filled, email, token, before)
        again = f"/forms/d/e/{form.public_id}/viewform"
        edit = f"{again}?edit2={response.id}" if response and self._forms.may_edit(form) else ""
        return self._pages.render(request, "form/done.html", form=form, again=again, edit=edit)

    def _edited(self, form: Form, id: str) -> Answered | None:
        """Return the response that a link edits; None for a new one, and where editing is not allowed."""
        if not id or not self._forms.may_edit(form):
            return None
        try:
            return self._forms.response(form, id)
        except Refusal:
            return None

    def _stranger(self, request: Request, form: Form) -> Response | None:
        """Return the page for who may not answer: to sign in, or that they may not; None for who may."""
        who, files = signed_in(request), self._forms.files
        if files.responders.admits(form.id, who) or (who and files.allows(who, form.id, "writer")):
            return self._pages.ask_who(request) if form.collects == "VERIFIED" and not who else None
        return self._pages.refuse(request, NOT_ADMITTED) if who else self._pages.ask_who(request)

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
    def _email(request: Request, form: Form, filled: FilledForm) -> str:
        if form.collects == "VERIFIED":
            return signed_in(request)
        if form.collects != "RESPONDER_INPUT":
            return ""
        email = request.form.get("emailAddress", "").strip()
        if not ADDRESS.fullmatch(email):
            filled.problems["email"] = "Tulis alamat surel yang lengkap, misalnya nama@contoh.id."
        return email

    def _fill(
        self,
        request: Request,
        form: Form,
        fields: Fields,
        filled: FilledForm,
        token: str,
        before: Answered | None = None,
    ) -> Response:
        questions = {question.id: question for question in all_questions(form.content)}
        titles = {id: question.heading for id, question in questions.items()} | {"email": "Alamat surel"}
        sections = sections_of(form.content)
        return self._pages.render(
            request,
            "form/fill.html",
            status=400 if filled.problems else 200,
            form=form,
            sections=sections,
            ways=ways_of(sections),
            fields=fields,
            problems={id: (titles[id], text) for id, text in filled.problems.items()},
            token=token,
            edits=before.id if before else "",
            action=f"/forms/d/e/{form.public_id}/formResponse",
            needs_answers=any(question.required for question in questions.values()),
            has_files=any(question.kind is Kind.FILE for question in questions.values()),
            questions_of=questions_of,
            limits=limits,
            months=MONTHS,
        )

    def _record(self, form: Form, filled: FilledForm, email: str, token: str, before: Answered | None) -> Answered:
        now = self._clock.now()
        answers: dict[str, list[Any]] = dict(filled.answers)
        for question in all_questions(form.content):
            if question.id in filled.uploads:
                answers[question.id] = [self._keep(form, question, upload) for upload in filled.uploads[question.id]]
            elif question.kind is Kind.FILE and before and before.answers.get(question.id):
                answers[question.id] = before.answers[question.id]
        if before:
            response = self._forms.edit_response(form, before, answers, now, email)
        else:
            response = self._forms.add_response(form, answers, now, email, token)
        self._linker.deliver(form, response, now, before)
        return response

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


def _as_fields(form: Form, response: Answered) -> Fields:
    """Return a response as the fields of the page that it was sent from."""
    fields = Fields()
    for question in all_questions(form.content):
        for value in response.answers.get(question.id, []):
            if isinstance(value, dict):
                continue
            if question.options and value not in question.options:
                fields.add(question.entry, OTHER)
                fields.add(f"{question.entry}.other_option_response", value)
            else:
                fields.add(question.entry, value)
    if response.email:
        fields.add("emailAddress", response.email)
    return fields
