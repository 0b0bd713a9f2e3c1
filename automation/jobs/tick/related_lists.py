"""The text in the folder of a complaint that says which others it is related to, and how they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from automation.domain.addresses import Addresses
from automation.domain.effects import Deed, EffectKey, ListRelated
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName
from automation.jobs.tick import wording
from automation.letters.plain_text import one_line
from automation.settings.values import OfficeSettings
from automation.workflow.relations import Related

Relations = Mapping[ComplaintNumber, tuple[Related, ...]]
_AMONG_KEYS = f"/{Deed.RELATED.value}/"


@dataclass(frozen=True, slots=True)
class _Kept:
    """How the list of a complaint was last written.

    Attributes:
        turn: how often it was.
        mark: stands for what it says; "" where that is not known.
        file: that holds it.
    """

    turn: int = 0
    mark: str = ""
    file: str = ""


def list_of(number: ComplaintNumber) -> EffectKey:
    """Name the list of a complaint, whatever it says: its file bears this, so that it can be found again."""
    return EffectKey.of(number, Deed.RELATED)


def list_found(number: ComplaintNumber) -> EffectKey:
    """Name the writing of a list of which nothing is known but that its file is there."""
    return EffectKey.of(number, Deed.RELATED, "1.")


def lists_due(relations: Relations, memory: Memory, settings: OfficeSettings) -> Iterator[ListRelated]:
    """Return the lists that do not say what is so now: of what is related, and of what no longer is."""
    kept, begun = memory.worked_out.of(_last_of, memory.results), _last_of(memory.begun)
    addresses = Addresses(settings.google.base_address)
    for number in sorted({*kept, *(one for one, theirs in relations.items() if theirs)}):
        theirs = relations.get(number, ())
        if not _folder(number, memory) or any(_is_coming(one.number, memory) for one in theirs):
            continue
        # A link says where a folder is, and not what is so: the list is the same wherever its folders lie.
        said = wording.related_list(number, list(_listed(theirs, memory, str)))
        mark, last = hashlib.sha256(said.encode()).hexdigest()[:12], kept.get(number, _Kept())
        if mark == last.mark:
            continue
        tried = begun.get(number, _Kept())
        # A killed tick may have made a file for what was so then; the same words are made under its very id.
        before = last.file or (tried.file if tried.mark != mark else "")
        key = EffectKey.of(number, Deed.RELATED, f"{last.turn + 1}.{mark}")
        text = wording.related_list(number, list(_listed(theirs, memory, partial(_link, memory, addresses))))
        yield ListRelated(key=key, number=number, name=wording.list_name(number), text=text, before=before)


def _last_of(files: Mapping[str, str]) -> Mapping[ComplaintNumber, _Kept]:
    """Return the last writing of each list, among effects with their files by printed key."""
    found: dict[ComplaintNumber, _Kept] = {}
    for printed in (one for one in files if _AMONG_KEYS in one):
        key = EffectKey.parse(printed)
        turn, _, mark = key.detail.partition(".")
        if key.number is not None and int(turn) > found.get(key.number, _Kept()).turn:
            found[key.number] = _Kept(int(turn), mark, files[printed])
    return found


def _listed(relations: tuple[Related, ...], memory: Memory, link: Callable[[ComplaintNumber], str]) -> Iterator[str]:
    for number in dict.fromkeys(one.number for one in relations):
        lines = [one.line for one in relations if one.number == number]
        subject = one_line(memory.cases[number].stated.subject) if number in memory.cases else ""
        yield wording.relation_listed(lines, subject=subject, folder=link(number) if _folder(number, memory) else "")


def _is_coming(number: ComplaintNumber, memory: Memory) -> bool:
    """Return whether the folder of a complaint is about to be made: then its link shall be there from the start."""
    case, key = memory.cases.get(number), str(EffectKey.of(number, Deed.FOLDER))
    has_none = case is not None and case.ended_before_import
    return not (has_none or key in memory.results or SetbackName.effect(key) in memory.setbacks)


def _link(memory: Memory, addresses: Addresses, number: ComplaintNumber) -> str:
    return addresses.folder(_folder(number, memory))


def _folder(number: ComplaintNumber, memory: Memory) -> str:
    return memory.results.get(str(EffectKey.of(number, Deed.FOLDER)), "")
