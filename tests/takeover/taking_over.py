"""Today's code goes on from a state, and the world is held against the one that the older commit came to."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from tests.crash.world import World, differences

from .fixture import Fixture, State, without_port

#: What stands between two cells in a world's row.
_BETWEEN = " | "
#: What is noted since approvals hold for a content, and letters can be replaced.
_NEW_EVENTS = re.compile(r"\| (Konsep surat diparaf|Surat balasan tertanggal)")
#: What is asked for since independence is judged again, mails prove their origin, and causes have kinds.
_NEW_WARNING = re.compile(
    r"\n?(Pelaksana pekerjaan: isi siapa[^|]*?menyetujui|Surel yang menyebut keluhan ini tidak terbukti[^|]*?hapus"
    r"|Kategori penyebab: pilih jenis[^|]*?Kategori Penyebab)\."
)
#: An answer that the older workspace delivered without a word on its origin: a person is asked about it now.
_UNPROVEN = "1938e4c6600c2422|KEL-2026-0003 Surel 2"
#: The report of the last month, which the older office did not make.
_REPORT = r"Laporan [Pp]enanganan [Kk]eluhan |kantor/laporan/"
_UNTOLD = re.compile(f"{_UNPROVEN}|{_REPORT}")
#: Where an update keeps and shows what the older office did not know.
_NEW_PLACES = ("tab ", "buku besar action", "buku besar office_document")
#: What Rekap calls the index since it says the weight, and whose index it is.
_RENAMED = re.compile(r"^Survei: indeks penanganan pengaduan \(bobot 1/9\)")
#: How long the history is by then, and its seal, in the supervisor's daily mail.
_SEAL = re.compile(r"(?:Segel|Kode periksa) riwayat : baris \d+, \w+")
#: What headings were called before `setup` renamed them.
_FORMERLY = {"Kode sistem": "Kode dokumen", "Kode periksa": "Segel", "Pengulangan": "Putaran"}
#: What the supervisor's daily mail says in other words since.
_SAID_OTHERWISE = re.compile(
    r"(?:Putaran|Pemeriksaan) selesai +(?=:)|Simpan surel ini\.[\s\S]*?menunjukkannya\.|Keadaan sistem kini: .*\s+"
)
#: A PDF's bytes, where the workspace sets the letter with other faces and lines than the older one did.
_SET_ANEW = re.compile(r"(?<=Surat Balasan\.pdf )[0-9a-f]{16}")
#: What an update lays beside the older templates, folders and forms: staff decide in one of these since.
_TEMPLATE = re.compile(
    r"/Templat/[^/]+\.docx |/Laporan $|kantor/pasang/(template|folder)\."
    r"|/Jawaban Survei – |/Catat Survei Kertas|/Tindak Lanjut"
)
#: Single answers went into a workbook of their own; the ledger's are compared, and the tab shows sums.
_SUMS, _FORMER_TAB = "tab Survei", re.compile(r"^(tab|columns|rows|look)\.survey\b")
#: What is told of an end since papers are counted.
_NEW_REASON = re.compile(r"kurang: .*?(?= \||$)")
#: The other kinds are found done as one of these: a folder and a PDF as a document, what is set aside as a scan.
FEW = frozenset({"WriteDocument", "NumberLetter", "SendMail", "FileScan", "SplitScan", "SettleMail", "Workbook"})


def one_of_each_kind(states: Iterable[State]) -> list[State]:
    """Return of each kind's first effect the last state: it is done, and the journal does not know."""
    first: dict[str, str] = {}
    for state in states:
        first.setdefault(state.kind, state.key)
    return list({state.kind: state for state in states if first[state.kind] == state.key}.values())


def few_of(states: Iterable[State]) -> list[State]:
    """Return of them those that differ in how an effect is found done: by id, draft, move, cell or part."""
    return [state for state in states if state.kind in FEW]


def faults_of(fixture: Fixture, state: State) -> list[str]:
    """Return what today's code loses, sends or files twice when it goes on from a state."""
    with tempfile.TemporaryDirectory() as scratch:
        site = fixture.restored(state, Path(scratch) / "kantor")
        with site.served() as address:
            site.set_up_again()
            site.tick_until_quiet(state.now)
            found = site.world(address, state.now)
    older = without_port(fixture.came_to(state.tick))
    return list(differences(_without_news(older, older), _without_news(older, without_port(found))))


def _without_news(older: World, newer: World) -> World:
    """Return a world without what an update adds: tabs, columns at the ends of tabs, places, facts of a case, events.

    A complaint's status in words is left out too: once it stayed behind when a paper alone changed the case.
    """
    found = {
        place: Counter({row: count for row, count in rows.items() if not _UNTOLD.search(row)})
        for place, rows in newer.items()
        if place != _SUMS and (place in older or not place.startswith(_NEW_PLACES))
    }
    for place in older.keys() & found.keys():
        match place:
            case "buku besar complaint":
                facts = {name for row in older[place] for name in _names_in(_facts(row))}
                found[place] = _each(found[place], partial(_with_facts, known=facts))
            case "buku besar history":
                found[place] = _told_before(found[place])
            case "buku besar place":
                names = (name for name in map(_name, older[place]) if not _FORMER_TAB.search(name))
                found[place] = _of_names(found[place], names)
            case tab if tab.startswith("tab "):
                found[place] = _each(found[place], _as_headed_before)
                width = _width_before(older[place], found[place])
                found[place] = _told_before(_each(found[place], partial(_cut, width=width)))
                if tab == "tab Rekap":
                    found[place] = _each(found[place], partial(_RENAMED.sub, "Survei: indeks kepuasan"))
                    found[place] = _of_names(found[place], map(_name, older[place]))
            case mail if mail.startswith("surel "):
                found[place] = _each(found[place], partial(_SEAL.sub, "Segel riwayat"))
                found[place] = _each(found[place], partial(_SAID_OTHERWISE.sub, ""))
            case "Drive" | "buku besar effect":
                found[place] = Counter({row: n for row, n in found[place].items() if not _is_new(row, older[place])})
                found[place] = _each(found[place], partial(_SET_ANEW.sub, ""))
            case _:
                pass
    return found


def _is_new(row: str, older: Counter[str]) -> bool:
    """Check whether a row tells of a template that the older office did not have, or of a form completed since."""
    return row not in older and (_TEMPLATE.search(row) is not None or "/lengkapi/" in row)


def _as_headed_before(row: str) -> str:
    return _BETWEEN.join(_FORMERLY.get(cell, cell) for cell in row.split(_BETWEEN))


def _each(rows: Counter[str], changed: Callable[[str], str]) -> Counter[str]:
    found = Counter[str]()
    for row, count in rows.items():
        found[changed(row)] += count
    return found


def _told_before(rows: Counter[str]) -> Counter[str]:
    told = Counter({row: count for row, count in rows.items() if not _NEW_EVENTS.search(row)})
    return _each(told, partial(_NEW_REASON.sub, ""))


def _of_names(rows: Counter[str], names: Iterable[str]) -> Counter[str]:
    known = frozenset(names)
    return Counter({row: count for row, count in rows.items() if _name(row) in known})


def _name(row: str) -> str:
    return row.partition(_BETWEEN)[0]


def _facts(row: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(row[row.index("{") :])
    return found


def _names_in(facts: Mapping[str, object]) -> Iterator[str]:
    """Return the names of facts, and of what they hold, as `intake.email`."""
    for name, fact in facts.items():
        yield name
        yield from (f"{name}.{inner}" for inner in (fact if isinstance(fact, dict) else ()))


def _known_of(name: str, fact: object, known: Collection[str]) -> object:
    if not isinstance(fact, dict) or not any(one.startswith(f"{name}.") for one in known):
        return fact
    return {inner: value for inner, value in fact.items() if f"{name}.{inner}" in known}


def _with_facts(row: str, known: Collection[str]) -> str:
    facts = {name: _known_of(name, fact, known) for name, fact in _facts(row).items() if name in known}
    number, _, rest = row[: row.index("{")].split(_BETWEEN, 2)
    return number + _BETWEEN + rest + json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _width_before(older: Iterable[str], newer: Iterable[str]) -> int | None:
    """Return how many columns a tab had whose headings go on further now; None where nothing was added."""
    widened = (before for before in older for now in newer if before and now.startswith(before + _BETWEEN))
    return max((len(before.split(_BETWEEN)) for before in widened), default=None)


def _cut(row: str, width: int | None) -> str:
    cells = _NEW_WARNING.sub("", row).split(_BETWEEN)[:width]
    while cells and not cells[-1].strip():
        cells.pop()
    return _BETWEEN.join(cells)
