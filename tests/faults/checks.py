"""What must hold of every trial."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tests.crash.world import World, differences

from .answers import TOKEN, About, Spoilt
from .calls import Call
from .trials import Trial

if TYPE_CHECKING:
    from .office import Tick
    from .running import Course

_STATUS = {About.OBJECT: 1, About.WORKBOOK: 1, About.ACCESS: 2, About.MOMENT: 3}
_BUG = re.compile(r"Traceback|Kesalahan program")
#: What staff are told of, as it stands in a digest or in the ledger's table of what was told.
_NOTICE = re.compile(r"(^|\| )KEL-\d{4}-\d{4}/[a-z_]+\.[^ ]*$")
#: A group is told that its complaint is answered by another one's letter, where that is not copied in the same tick.
_WAITING = re.compile(r"/tugas\.joint_letter\.\d")
#: How the history tells that a scan lies with a person.
_ASIDE = tuple(rf"\+ {place}: .*Pindaian perlu ditinjau: .*" for place in ("buku besar history", "tab Riwayat"))
_NUMBER = re.compile(r"KEL-\d{4}-\d{4}")
_MOST_SHOWN = 12
#: What stands beside the row of a complaint whose mail was deleted before it was filed.
GONE_MAIL = "Surel pelapor dihapus dari kotak surat"
#: Who edited a cell is worth a call and no more: without an answer its column's owner is named.
_SLIGHT = frozenset({"attribution._only_editor"})
#: A write that is refused is made again in parts, and a read that names a lost tab without the forms' own.
_LOOKED_FOR = {
    "sheets.spreadsheets.batchUpdate": (400, 409, 412, 413),
    "sheets.spreadsheets.values.batchGet": (400, 404),
    # A folder that is gone keeps Drive from listing the others: they are asked for again without it.
    "drive.files.list": (404,),
}
#: A read of parts that is refused is made again of the whole tabs.
_READ_IN_PARTS = "long_tabs.read"
#: What an approval is held against the draft for, which is listed with the scans.
_OF_A_DRAFT = frozenset({"NumberLetter", "MakePdf", "PrepareSigning", "CopyLetter"})
#: What one template is filled for, whichever complaint it is of.
_OF_A_TEMPLATE = frozenset({"WriteDocument", "CompleteForm"})
#: What is gone was taken away by a person, which is nobody's trouble: a scan or its letter, a mail, a conversation.
_NO_TROUBLE = frozenset(
    {
        ("drive.files.get", "looking._reading"),
        ("drive.files.get", "wet_ink._held"),
        ("gmail.users.messages.get", "arrivals._received"),
        ("gmail.users.messages.get", "filing._received"),
        ("gmail.users.threads.get", "arrivals._arrival"),
    }
)


def violations(trial: Trial, found: Course, plain: Course) -> list[str]:
    """Give what is wrong with a course, each beginning with the name of the check."""
    return [
        *(f"1 bug: {one}" for one in _bugs(found)),
        *(f"1 status: {one}" for one in _statuses(trial, found, plain)),
        *(f"2 others: {one}" for one in _others(trial, found, plain)),
        *(f"3 told: {one}" for one in _told(trial, found, plain)),
        *(f"4 world: {one}" for one in _shown(_differences(trial, plain.world, found.world))),
        *(f"5 quiet: {one}" for one in _quiet(found)),
    ]


def _shown(found: Sequence[str]) -> Sequence[str]:
    return [*[one[:300] for one in found[:_MOST_SHOWN]], *(["…"] if len(found) > _MOST_SHOWN else [])]


def _differences(trial: Trial, usual: World, found: World) -> list[str]:
    """Give how the worlds differ; what is told once is told, though an undisturbed office may repeat it."""
    once = {place: Counter(dict.fromkeys(things, 1)) for place, things in found.items()}
    fewer = {
        place: Counter(
            {
                thing: min(count, once.get(place, Counter())[thing] or count) if _NOTICE.search(thing) else count
                for thing, count in things.items()
            }
        )
        for place, things in usual.items()
    }
    differing = [
        one
        for one in differences(fewer, found)
        if not (one[0] == "+" and (_is_usual(one, usual) or _WAITING.search(one)))
        and not _waits_for_the_morning(trial, one)
    ]
    if trial.aside:
        return without_scan_aside(differing, trial.aside)
    if trial.is_judged:
        return without_letter_judged(differing, trial.spoilt.words)
    if (trial.call.place, trial.spoilt.fault.get("status")) == ("filing._received", 404) and not trial.gone:
        return without_gone_mail(differing, trial.call.effect.rpartition("/")[2], trial.call.number)
    return differing


def without_gone_mail(differing: Sequence[str], mail: str, number: str) -> list[str]:
    """Leave out what differs because a mail of a complaint is gone: it stays unfiled, and its row says so."""
    is_its = re.compile(
        rf"[+-] .*{mail}"
        rf"|- Drive: .*/{number} Surel "
        rf"|- buku besar document: {number} \| (surat_pengaduan|lampiran) \|"
        rf"|[+-] tab (Register|Status): {number} \|"
    )
    told = any(one.startswith(f"+ tab Register: {number} |") and GONE_MAIL in one for one in differing)
    rest = [one for one in differing if not is_its.match(one)]
    return rest if told else [*rest, f"the row of {number} does not say that its mail is gone"]


def without_scan_aside(differing: Sequence[str], scans: Sequence[str]) -> list[str]:
    """Leave out what differs because a scan lies with a person: what was noted and told of it, and its own line."""
    rest = list(differing)
    for scan in scans:
        key = re.escape(f"kantor/pindaian/{scan.rpartition('/')[2]}")
        for one in (rf"\+ buku besar effect: {key}\S* \| SetAside \|.*", rf"\+ surel dewi@\S+: .*{key}.*", *_ASIDE):
            found = next((line for line in rest if re.fullmatch(one, line, re.DOTALL)), None)
            if found is None:
                rest.append(f"nothing shows {one!r}")
            else:
                rest.remove(found)
        rest = [line for line in rest if not re.match(rf"\+ .*{key}", line)]
    return rest


def without_letter_judged(differing: Sequence[str], words: str) -> list[str]:
    """Leave out what differs of the one complaint whose signed page lies with a person, and whose row says why."""
    numbers = {number for line in differing for number in _NUMBER.findall(line)}
    told = any(line.startswith("+ tab Register:") and re.search(words, line) for line in differing)
    if len(numbers) == 1 and told:
        return [line for line in differing if not _NUMBER.search(line) and "/pindaian/" not in line]
    return [*differing, f"no row says {words!r}, or more than one complaint differs: {sorted(numbers)}"]


def _waits_for_the_morning(trial: Trial, difference: str) -> bool:
    """Check whether a late scan brings its officers' step about later: they hear of it the next morning."""
    of_scans = ("/berkas/", "/pindaian/")
    is_late = any(call.place == "wet_ink._held" or any(one in call.effect for one in of_scans) for call in trial.met)
    return is_late and difference[0] == "-" and "/tugas.delivery." in difference


def _is_usual(difference: str, usual: World) -> bool:
    place, _, thing = difference[2:].partition(": ")
    return _NOTICE.search(thing) is not None and thing in usual.get(place, ())


def _bugs(found: Course) -> Iterator[str]:
    for tick in (*found.under, *found.after):
        if bug := _BUG.search(tick.said):
            yield f"{tick.at:%H.%M}: …{tick.said[max(0, bug.start() - 100) : bug.end() + 300]}…"
            return


def _statuses(trial: Trial, found: Course, plain: Course) -> Iterator[str]:
    wanted = _wanted_statuses(trial, plain)
    for tick in found.under:
        if tick.status not in wanted:
            yield f"{tick.at:%H.%M} ended with {tick.status}, not {sorted(wanted)}: {tick.words[:300]!r}"
            return


def _wanted_statuses(trial: Trial, plain: Course) -> set[int]:
    usual = {tick.status for tick in plain.under} | {0}
    if is_slight(trial) or trial.aside:
        return usual
    if trial.is_judged:
        return usual | {1}
    wanted = {_STATUS[trial.spoilt.about]}
    return wanted | usual if _may_be_absorbed(trial) else wanted


def _may_be_absorbed(trial: Trial) -> bool:
    """Tell whether a tick may go as if nothing had been: a call is tried again, or was done although it failed."""
    status = trial.spoilt.fault.get("status")
    is_made_otherwise = trial.call.place == _READ_IN_PARTS or status in _LOOKED_FOR.get(trial.call.id, ())
    once_and_again = not trial.for_good and (trial.spoilt.about is About.MOMENT or status == 401 or is_made_otherwise)
    return once_and_again or trial.spoilt.fault.get("when") == "after"


def is_slight(trial: Trial) -> bool:
    """Tell whether nobody needs to hear of it: what is asked is worth a call and no more, or the answer is news."""
    status = trial.spoilt.fault.get("status")
    if trial.call.id == "drive.files.delete":
        return True  # What cannot be deleted goes into the bin, or the next printing sweeps it away.
    if (trial.call.id, status) == ("gmail.users.history.list", 404):
        return True  # Of a history that is forgotten, all mails are looked at.
    if (trial.call.id, trial.call.place) == ("drive.files.list", "act._make_pdf"):
        return True  # Of copies left behind by a printing; the next one looks again.
    if trial.call.place in ("act._content", "act._complete") and status == 404 and "/lengkapi/" in trial.call.effect:
        return True  # A form that people took away is not completed.
    if not trial.for_good and goes_without(trial.call, trial.spoilt):
        return True
    is_gone = status == 404 and (trial.call.id, trial.call.place) in _NO_TROUBLE
    return is_gone or trial.call.place in _SLIGHT


def goes_without(call: Call, spoilt: Spoilt) -> bool:
    """Tell whether a digest, which links to its files, goes without one that is refused."""
    return call.place == "act._content" and "/kabar-harian/" in call.effect and spoilt.about is About.OBJECT


# -- the others


def _others(trial: Trial, found: Course, plain: Course) -> Iterator[str]:
    """Hold the first tick to everything that does not need what was refused."""
    if trial.spoilt.about is not About.OBJECT:
        return
    first, usual = found.under[0], plain.under[0]
    hit = _Hit(trial.act.calls, trial.met, usual)
    lacking = [key for key in usual.effects if key not in first.effects and not hit.may_lack(key)]
    if lacking:
        yield f"not done in the same tick: {lacking}"
    if not hit.intake and (missing := set(usual.told["registered"]) - set(first.told.get("registered", ()))):
        yield f"not taken in: {missing}"
    if hit.show:
        return
    for number, row in plain.shown.items():
        shown = found.shown.get(number, {})
        differing = [name for name in ("Status", "Langkah", "Penanggung jawab") if row.get(name) != shown.get(name)]
        if differing and number not in hit.numbers and number not in hit.scanned and not hit.intake:
            yield f"the row of {number} shows another {differing}"


class _Hit:
    """What a refusal may keep back: the things hit, and what of their complaints comes after them."""

    def __init__(self, calls: Sequence[Call], met: Sequence[Call], usual: Tick) -> None:
        places = {call.place.partition(".")[0] for call in met if not call.effect}
        self.effects = {call.effect for call in met if call.effect}
        self.numbers = {call.number for call in met if call.number}
        self.intake = bool(places & {"gather", "arrivals"})
        self.show = "showing" in places
        # Whatever goes into a folder asks for it, once a tick.
        folder = any(call.place == "act._folder" for call in met)
        self.mail = folder or any("/surel-masuk/" in one for one in self.effects) or "arrivals" in places
        kinds = {call.effect: (call.kind, call.number) for call in calls if call.effect}
        if any(call.place == "act._fetch_ids" for call in met):
            needing = {"WriteDocument", "CreateCaseFolder", "MakePdf", "PrepareSigning", "SplitScan"}
            needing |= {"KeepUpload", "CopyLetter"}
            self.effects |= {key for key in usual.effects if kinds.get(key, ("", ""))[0] in needing}
            self.numbers |= {kinds[key][1] for key in self.effects if key in kinds}
        if any(call.place == "act._template" for call in met):
            self.effects |= {key for key in usual.effects if kinds.get(key, ("", ""))[0] in _OF_A_TEMPLATE}
            self.numbers |= {kinds[key][1] for key in self.effects if key in kinds}
        # What answers two complaints is copied for the second one once the first one has it.
        self.numbers |= {
            number
            for key, (kind, number) in kinds.items()
            if kind == "CopyLetter" and any(f"/{one}." in key for one in self.numbers)
        }
        self.looking = bool(places & {"looking", "wet_ink"})
        self.scans = self.looking or any("/berkas/" in one or "/pindaian/" in one for one in self.effects)
        order = list(usual.effects)
        first = min((order.index(key) for key in self.effects if key in order), default=0)
        self.late = frozenset(order[first:])
        self.new = frozenset(usual.told["registered"])
        self.kinds = kinds
        self.scanned = self._scanned(looking=self.looking)

    def _scanned(self, *, looking: bool) -> frozenset[str]:
        """Give the complaints whose papers lie in what was hit: in a batch, or in the whole folder of scans."""
        if not looking and not any("/berkas/" in one for one in self.effects):
            return frozenset()
        single = {"FileScan", *_OF_A_DRAFT} if looking else {"CopyLetter"}
        # A batch does not tell its complaints: theirs are the letters that go out once it is filed.
        return frozenset(
            number for key, (kind, number) in self.kinds.items() if kind in single or key.endswith("/surel/balasan")
        )

    def may_lack(self, key: str) -> bool:
        """Tell whether an effect may be absent from the tick."""
        kind, number = self.kinds.get(key, ("", ""))
        return (
            key in self.effects
            or "/kabar" in key  # It may have less to tell; what it must tell is in the world at the end.
            or (number in self.numbers and key in self.late)
            or (self.intake and number in self.new)
            or (
                self.scans
                and (kind in ("FileScan", "SplitScan", "SetAside", "CopyLetter") or key.endswith("/surel/balasan"))
            )
            or (self.looking and kind in _OF_A_DRAFT)
            or (self.mail and kind == "SettleMail")
        )


# -- telling


def _told(trial: Trial, found: Course, plain: Course) -> Iterator[str]:
    if is_slight(trial):
        return
    if trial.aside:
        yield from _told_to_the_officers(trial, found)
        return
    if trial.is_judged:
        if not re.search(trial.spoilt.words, found.heard):
            yield f"no officer hears of it by {trial.spoilt.words!r}"
        return
    usual = set(plain.under[0].words.splitlines())
    for place, tick in enumerate(found.under):
        said = "\n".join(line for line in tick.words.splitlines() if line not in usual)
        absorbed = _may_be_absorbed(trial) and tick.status in (0, 1)
        if not absorbed and not re.search(trial.spoilt.words, said):
            yield f"tick {place + 1} does not tell of it by {trial.spoilt.words!r}: {said[:400]!r}"
            break
        if trial.spoilt.never and (wrong := re.search(trial.spoilt.never, said)):
            yield f"tick {place + 1} tells of {wrong[0]!r}: {said[:400]!r}"
            break
    yield from _told_to_the_supervisor(trial, found)


def _told_to_the_officers(trial: Trial, found: Course) -> Iterator[str]:
    if not re.search(trial.spoilt.words, found.heard):
        yield f"no officer hears of it by {trial.spoilt.words!r}"
    # What other scans are told of stands in the same mails.
    lines = found.heard.splitlines()
    its_own = "\n".join(
        "\n".join(lines[place : place + 2]) for place, line in enumerate(lines) if re.search(trial.spoilt.words, line)
    )
    if trial.spoilt.never and (wrong := re.search(trial.spoilt.never, its_own)):
        yield f"an officer hears of {wrong[0]!r}"
    if found.alarms[1]:
        yield f"mails to the supervisor: {[mail[:160] for mail in found.alarms[1]]}"


def _told_to_the_supervisor(trial: Trial, found: Course) -> Iterator[str]:
    under, in_all = found.alarms
    lasting = trial.for_good and not _may_be_absorbed(trial)
    without_access = trial.for_good and trial.call.id == TOKEN
    if without_access and under:
        yield f"mails went out without access: {[mail[:160] for mail in under]}"
    elif without_access:
        pass  # Nothing is read either, which the tick itself says.
    elif _stops_mail(trial):
        if not any("surat" in tick.words or "surel" in tick.words for tick in found.under):
            yield "nothing tells that mails do not go out"
    elif lasting and len(under) != 1:
        yield f"{len(under)} mails to the supervisor under it: {[mail[:200] for mail in under]}"
    elif lasting and not re.search(trial.spoilt.words, under[0]):
        yield f"the supervisor's mail does not tell of it by {trial.spoilt.words!r}: {under[0][:500]!r}"
    if len(in_all) > 1:
        yield f"{len(in_all)} mails to the supervisor in all: {[mail[:160] for mail in in_all]}"


def _stops_mail(trial: Trial) -> bool:
    """Tell whether the supervisor cannot be written to while it lasts."""
    mailing = trial.call.id in ("gmail.users.drafts.create", "gmail.users.drafts.send") and "body" not in trial.match
    return trial.for_good and mailing


def _quiet(found: Course) -> Iterator[str]:
    last = found.after[-1]
    if last.wrote:
        yield f"the last tick still writes or says nothing: {last.said[:300]!r}"
    if last.setbacks:
        yield f"the last tick has setbacks: {[(one['name'], one['reason']) for one in last.setbacks]}"
