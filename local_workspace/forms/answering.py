"""What the fields of a submitted form say: answers, or what is wrong with them, in words for the respondent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict

from .model import Kind, Question, Section, sections_of

OTHER = "__other_option__"
NEEDED = "Pertanyaan ini wajib dijawab."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a respondent sends."""

    name: str
    mime_type: str
    content: bytes


@dataclass(slots=True)
class FilledForm:
    """What was read: texts and files by question id, and what must be put right by question id."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    uploads: dict[str, list[Upload]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


class _Problem(Exception):
    """An answer that cannot be taken; its argument says why, to the respondent."""


def read(
    content: dict[str, Any], fields: MultiDict[str, str], files: MultiDict[str, FileStorage], *, check: bool = True
) -> FilledForm:
    """Read the answers to a form's questions from the fields of its public page.

    Args:
        content: the form's content.
        fields: `entry.N` and its companions, as Google's page names them.
        files: uploaded files by the same names.
        check: whether to demand answers where they are required; False to read what a link fills in.
    """
    filled = FilledForm()
    sections = sections_of(content)
    at: int | None = 0
    while at is not None:
        for question in sections[at].questions:
            _read_one(question, fields, files, filled, check=check)
        at = _next(sections, at, filled) if check else (at + 1 if at + 1 < len(sections) else None)
    return filled


def _read_one(
    question: Question,
    fields: MultiDict[str, str],
    files: MultiDict[str, FileStorage],
    filled: FilledForm,
    *,
    check: bool,
) -> None:
    try:
        if question.kind is Kind.FILE:
            uploads = _uploads(question, files)
            if uploads:
                filled.uploads[question.id] = uploads
            is_answered = bool(uploads)
        else:
            values = _READERS[question.kind](question, fields)
            if values:
                filled.answers[question.id] = values
            is_answered = bool(values)
        if check and question.required and not is_answered:
            filled.problems[question.id] = NEEDED
    except _Problem as problem:
        filled.problems[question.id] = str(problem)


def ways_of(sections: list[Section]) -> dict[str, dict[str, int]]:
    """Return the section that a chosen option leads to, by field and option; past the last means sending.

    Ways backwards are left out: everything is on one page here, and a way back would never end.
    """
    places = {section.head["itemId"]: at for at, section in enumerate(sections) if section.head}
    found: dict[str, dict[str, int]] = {}
    for at, section in enumerate(sections):
        for question in section.questions:
            for option in question.spec.get("options", []):
                to = len(sections) if option.get("goToAction") == "SUBMIT_FORM" else at + 1
                to = places.get(option.get("goToSectionId", ""), to)
                if to > at + 1:
                    found.setdefault(question.entry, {})[option.get("value", OTHER)] = to
    return found


def _next(sections: list[Section], at: int, filled: FilledForm) -> int | None:
    following, ways = at + 1, ways_of(sections)
    for question in sections[at].questions:
        for value in filled.answers.get(question.id, []):
            following = ways.get(question.entry, {}).get(value, following)
    return following if following < len(sections) else None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(question: Question, fields: MultiDict[str, str]) -> list[str]:
    text = _lines(fields.get(question.entry, ""))
    return [text] if text.strip() else []


def _choices(question: Question, fields: MultiDict[str, str]) -> list[str]:
    given = [value for value in fields.getlist(question.entry) if value]
    chosen: list[str] = []
    for value in dict.fromkeys(given):
        if value == OTHER and question.has_other:
            own = fields.get(f"{question.entry}.other_option_response", "").strip()
            if not own:
                raise _Problem("Tuliskan jawaban Anda di samping “Yang lain”.")
            chosen.append(own)
        elif value in question.options:
            chosen.append(value)
        else:
            raise _Problem("Pilih salah satu jawaban yang tersedia.")
    if len(chosen) > 1 and question.kind is not Kind.CHECKBOX:
        raise _Problem("Pilih satu jawaban saja.")
    return chosen


def _number(question: Question, fields: MultiDict[str, str]) -> list[str]:
    text = fields.get(question.entry, "").strip()
    if not text:
        return []
    low, high = limits(question)
    if not re.fullmatch(r"\d{1,2}", text) or not low <= int(text) <= high:
        raise _Problem(f"Pilih angka dari {low} sampai {high}.")
    return [str(int(text))]


def limits(question: Question) -> tuple[int, int]:
    """Return the least and the greatest number of a scale or rating."""
    if question.kind is Kind.RATING:
        return 1, int(question.spec.get("ratingScaleLevel", 5))
    return int(question.spec.get("low", 0)), int(question.spec.get("high", 5))


def _date(question: Question, fields: MultiDict[str, str]) -> list[str]:
    entry, spec = question.entry, question.spec
    day, _, time = fields.get(entry, "").strip().replace("T", " ").partition(" ")
    if not day:
        day = "-".join(
            fields.get(f"{entry}_{part}", "").strip().zfill(width)
            for part, width in (("year", 4), ("month", 2), ("day", 2))
            if fields.get(f"{entry}_{part}", "").strip()
        )
    if not time and fields.get(f"{entry}_hour", "").strip():
        time = f"{fields.get(f'{entry}_hour')}:{fields.get(f'{entry}_minute', '')}"
    if not day and not time:
        return []
    has_year = bool(spec.get("includeYear"))
    match = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", day)
    if not match or bool(match[1]) != has_year:
        raise _Problem("Tulis tanggal yang lengkap, misalnya " + ("2026-11-02." if has_year else "11-02."))
    try:
        when = date(int(match[1] or 2024), int(match[2]), int(match[3]))
    except ValueError:
        raise _Problem("Tanggal ini tidak ada di kalender.") from None
    # Not strftime("%Y"): it writes the year 5 as "5".
    printed = when.isoformat() if has_year else when.isoformat()[5:]
    return [f"{printed} {_clock(time)}"] if spec.get("includeTime") else [printed]


def _time(question: Question, fields: MultiDict[str, str]) -> list[str]:
    entry = question.entry
    text = fields.get(entry, "").strip()
    if not text and any(fields.get(f"{entry}_{part}", "").strip() for part in ("hour", "minute", "second")):
        parts = [fields.get(f"{entry}_{part}", "").strip() or "0" for part in ("hour", "minute", "second")]
        text = ":".join(parts if question.spec.get("duration") else parts[:2])
    if not text:
        return []
    if not question.spec.get("duration"):
        return [_clock(text)]
    match = re.fullmatch(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?", text)
    if not match or int(match[2]) > 59 or int(match[3] or 0) > 59:
        raise _Problem("Tulis lama waktu dalam jam dan menit, misalnya 01:30.")
    return [":".join(f"{int(part or 0):02d}" for part in match.groups())]


def _clock(text: str) -> str:
    match = re.fullmatch(r"(\d{1,2})[:.](\d{1,2})(?::\d{1,2})?", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise _Problem("Tulis jam dan menit, misalnya 09:30.")
    return f"{int(match[1]):02d}:{int(match[2]):02d}"


_READERS = {
    Kind.TEXT: _text,
    Kind.PARAGRAPH: _text,
    Kind.RADIO: _choices,
    Kind.CHECKBOX: _choices,
    Kind.DROP_DOWN: _choices,
    Kind.SCALE: _number,
    Kind.RATING: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
}
_TYPES = {
    "PDF": ("application/pdf",),
    "IMAGE": ("image/",),
    "VIDEO": ("video/",),
    "AUDIO": ("audio/",),
    "DOCUMENT": ("application/msword", "application/vnd.openxmlformats-officedocument.wordprocessing", "text/"),
    "SPREADSHEET": (
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheet",
        "text/csv",
    ),
    "PRESENTATION": ("application/vnd.ms-powerpoint", "application/vnd.openxmlformats-officedocument.presentation"),
}


def _uploads(question: Question, files: MultiDict[str, FileStorage]) -> list[Upload]:
    found = []
    largest = int(question.spec.get("maxFileSize", 10_000_000))
    allowed = [start for kind in question.spec.get("types", []) for start in _TYPES.get(kind, ("",))]
    for file in files.getlist(question.entry):
        content = file.read()
        file.seek(0)
        if not file.filename and not content:
            continue
        kind = file.mimetype or "application/octet-stream"
        if len(content) > largest:
            raise _Problem(f"Berkas terlalu besar; paling besar {largest // 1_000_000} MB.")
        if allowed and not any(kind.startswith(start) for start in allowed):
            raise _Problem("Jenis berkas ini tidak diterima.")
        found.append(Upload(_file_name(file.filename or ""), kind, content))
    if len(found) > int(question.spec.get("maxFiles", 1)):
        raise _Problem(f"Paling banyak {question.spec.get('maxFiles', 1)} berkas.")
    return found


def _file_name(given: str) -> str:
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[\\/]", given)[-1]).strip(" .")
    return name[-150:] or "berkas"
