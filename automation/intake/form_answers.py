"""What a form's answer means once people changed the form: questions by their id, then by their words.

A question that was made anew has another id; one that people added has no meaning of ours, but what it asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from automation.domain.complaint import ExtraAnswer, UploadedFile
from automation.domain.layout import FormText
from automation.domain.texts import kept_text
from automation.ports import FormAnswer


def unknown_in(answer: FormAnswer, form: FormText) -> bool:
    """Return whether an answer holds one to a question that is not ours by its id; files count without one."""
    return bool(answer.answers.keys() - {one.key for one in form.questions} - answer.uploads.keys() - {"attachments"})


def understood(answer: FormAnswer, form: FormText, asked: Mapping[str, str]) -> FormAnswer:
    """Return an answer by our keys where a question has the words of one of ours.

    Args:
        answer: by our keys, where the question's id is ours; else by that id.
        form: what the form asked when setup made it.
        asked: the titles of the form's questions, by id.
    """
    keys = {one.key for one in form.questions}
    found: dict[str, tuple[str, ...]] = {key: values for key, values in answer.answers.items() if key in keys}
    extras: list[ExtraAnswer] = []
    for id, values in answer.answers.items():
        if id in keys or id in answer.uploads or id == "attachments":
            continue
        title = asked.get(id, "")
        key = next((one.key for one in form.questions if one.is_called(title)), "")
        if key and not any(text.strip() for text in found.get(key, ())):
            found[key] = values
        elif text := kept_text(", ".join(values)):
            extras.append(ExtraAnswer(" ".join(title.split()) or id, text))
    return replace(answer, answers=found, extras=tuple(extras))


def files_of(answer: FormAnswer) -> tuple[UploadedFile, ...]:
    """Return the files that came with an answer, whichever question asked for them."""
    return tuple(dict.fromkeys(file for files in answer.uploads.values() for file in files))
