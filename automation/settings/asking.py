"""What only an office knows, asked of a person, and the settings file that the answers make of the example."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from automation.domain.address import EmailAddress
from automation.domain.office_hours import ZONES

from . import asking_wording as wording
from .values import AccessMode

#: Where a value stands in the file: its table, and its key.
Where = tuple[str, str]
_TABLE = re.compile(r"^\[+([\w.]+)\]+$")
_KEY = re.compile(r"^(\w+) = ")
_GROUP = "disposisi.pokja"
#: People that an office may add later; the example's own are invented.
_LEFT_OUT = ("kantor.wakil_kepala_balai", "kantor.atasan")
_WAYS: Mapping[str, AccessMode] = {"1": AccessMode.USER, "2": AccessMode.SERVICE_ACCOUNT, "3": AccessMode.KEYLESS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask.

    Attributes:
        where: what it fills.
        text: how it is asked.
        fits: whether an answer can be used.
        advice: what is said of one that cannot.
        usual: what an empty answer means; "" where it is asked again.
    """

    where: Where
    text: str
    fits: Callable[[str], bool] = bool
    advice: str = wording.ANSWER_NEEDED
    usual: str = ""


def questions(example: str) -> tuple[Question, ...]:
    """Return what is asked, in order; the working groups are those of the example."""
    return (
        *(Question(where=("kantor", key), text=text) for key, text in wording.OFFICE),
        Question(
            where=("kantor", "zona_waktu"),
            text=wording.ZONE,
            fits=lambda text: text.upper() in ZONES,
            advice=wording.ZONES_ARE,
        ),
        _email("kantor", wording.ACCOUNT),
        Question(
            where=("google", "masuk"), text=wording.WAY, fits=_WAYS.__contains__, advice=wording.WAYS_ARE, usual="1"
        ),
        Question(where=("kantor.kepala_balai", "nama"), text=wording.HEAD),
        _email("kantor.kepala_balai", wording.HEADS_EMAIL),
        Question(where=("kantor.petugas_pelayanan", "nama"), text=wording.OFFICER),
        _email("kantor.petugas_pelayanan", wording.OFFICERS_EMAIL),
        Question(
            where=("kantor", "surel_penyelia"), text=wording.SUPERVISOR, fits=is_email, advice=wording.NOT_AN_EMAIL
        ),
        *(one for name in groups_in(example) for one in _lead(name)),
    )


def _email(table: str, text: str) -> Question:
    return Question(where=(table, "surel"), text=text, fits=is_email, advice=wording.NOT_AN_EMAIL)


def _lead(group: str) -> tuple[Question, Question]:
    return (
        Question(where=(group, "nama"), text=wording.lead(group)),
        Question(where=(group, "surel"), text=wording.leads_email(group), fits=is_email, advice=wording.NOT_AN_EMAIL),
    )


def is_email(text: str) -> bool:
    """Check whether a text is one address."""
    return EmailAddress.found_in(text) is not None


def groups_in(example: str) -> tuple[str, ...]:
    """Return the names of the example's working groups."""
    return tuple(re.findall(r'^\[\[disposisi\.pokja\]\]\nnama = "([^"]+)"', example, re.MULTILINE))


def asked(example: str, ask: Callable[[str], str], say: Callable[[str], None]) -> dict[Where, str]:
    """Ask everything, each until its answer can be used.

    Args:
        example: the text of office.example.toml.
        ask: shows a question and returns what was typed.
        say: shows why an answer cannot be used.
    """
    answers = {}
    for question in questions(example):
        while not question.fits(answer := ask(question.text).strip() or question.usual):
            say(question.advice)
        answers[question.where] = answer
    return answers


def way_in(answers: Mapping[Where, str]) -> AccessMode:
    """Return how the office signs in."""
    return _WAYS[answers["google", "masuk"]]


def filled(example: str, answers: Mapping[Where, str]) -> str:
    """Return the example with an office's own values; all other lines and their explanations stay."""
    account, way = answers["kantor", "surel"], way_in(answers)
    values = {where: text for where, text in answers.items() if where[0] not in groups_in(example)}
    values |= {("google", "masuk"): way.value, ("google", "atas_nama"): account, ("kantor", "situs"): ""}
    values |= {("kantor.kepala_balai", "nip"): "", ("surat", "pola_nomor"): "{urut}/{bulan}/{tahun}"}
    lines, seen, table, group = [], set(), "", ""
    for line in example.splitlines():
        if found := _TABLE.match(line):
            table = found[1] if found[1] == _GROUP or found[1] not in seen else ""
            table = table if table not in _LEFT_OUT else ""
            seen.add(found[1])
        key = match[1] if (match := _KEY.match(line)) else ""
        group = json.loads(line.partition(" = ")[2]) if (table, key) == (_GROUP, "nama") else group
        if (key and not table) or (found and not table) or (table, key) == (_GROUP, "wakil"):
            continue
        lines.append(_line(line, (table, key), values, answers, group))
    return _letterhead("\n".join(lines) + "\n", answers, way)


def _line(line: str, where: Where, values: Mapping[Where, str], answers: Mapping[Where, str], group: str) -> str:
    if where == (_GROUP, "ketua"):
        name, email = _quoted(answers[group, "nama"]), _quoted(answers[group, "surel"])
        return f"ketua = {{ nama = {name}, surel = {email} }}"
    return f"{where[1]} = {_quoted(values[where])}" if where in values else line


def _letterhead(text: str, answers: Mapping[Where, str], way: AccessMode) -> str:
    head, _, rest = text.partition("kop = [\n")
    old, _, rest = rest.partition("]\n")
    lines = [json.loads(line.strip().rstrip(",")) for line in old.splitlines()][:2]
    lines += [answers["kantor", "nama"].upper(), answers["kantor", "alamat"]]
    lines.append(wording.contacts(phone=answers["kantor", "telepon"], email=answers["kantor", "surel"]))
    body = "".join(f"  {_quoted(line)},\n" for line in lines)
    if way is AccessMode.USER:
        head = head.replace("# berkas_token = ", "berkas_token = ", 1)
    return f"{head}kop = [\n{body}]\n{rest}"


def _quoted(text: str) -> str:
    # A basic string of TOML knows all escapes that JSON has; DEL alone must be escaped there too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
