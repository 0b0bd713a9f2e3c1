"""What a contact asks, makes, leaves and writes down, with an embedded workspace in Google's place."""

from __future__ import annotations

import contextlib
import errno
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import getaddresses
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from automation import wiring
from automation.contact import answer_words, contact
from automation.contact.catalogue import PROBES
from automation.contact.comparison import Verdict, compared
from automation.contact.contact import InsideTheOffice, Outcome
from automation.contact.notebook import UnreadableNotes
from automation.contact.probe import Probe
from automation.contact.record import Record, read_record, recorded
from automation.contact.site import Guests, Site
from automation.contact.values import Answered, Belief, Facts, Ground, Need, NotTried, Source
from automation.google import Clock
from demo.first_contact import comparison_lines
from demo.mirror import OFFICE, STRANGER, TESTER, WorkspaceHand

from .altered import PLACES, serving_altered
from .contacts import Contacts, contacts, probes_named

pytestmark = pytest.mark.xdist_group("contact")


def unhurried() -> Clock:
    return Clock(now=wiring.now, seconds=wiring.seconds, sleep=lambda seconds: None, chance=lambda: 0.5)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "waiting", unhurried)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole contact with everybody's help, and what it left in the workspace."""

    outcome: Outcome
    names: tuple[str, ...]
    shared_with: frozenset[str]
    mailed_to: frozenset[str]
    ids: frozenset[str]


@pytest.fixture(scope="module")
def whole() -> Iterator[Whole]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "waiting", unhurried)
        with contacts(Path(folder)) as made:
            store = made.serving.workspace.store
            shared_with = set[str]()
            # At each commit: what was shared is gone again by the time that the run has cleaned up.
            granted = "select email from permission where kind = 'user'"
            store.before_commit(lambda: shared_with.update(row["email"] for row in store.all(granted)))
            outcome = made.made(hand=made.hand)
            mails = [mail for _, mail in made.office().mails()]
            yield Whole(
                outcome,
                tuple(made.names()),
                frozenset(shared_with),
                frozenset(address for mail in mails for _, address in getaddresses([mail["To"]])),
                frozenset(row["id"] for row in store.all("select id from generated_id")),
            )


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Contacts]:
    with contacts(tmp_path) as made:
        yield made


def record_of(outcome: Outcome, base: str = "") -> Record:
    return recorded(
        outcome, day=date(2026, 11, 30), address="a.person@gmail.com", base=base, shared=False, version="0.2.0"
    )


# -- a whole contact


def test_every_probe_is_answered(whole: Whole) -> None:
    answers = whole.outcome.answers
    assert list(answers) == [probe.belief.name for probe in PROBES]
    assert [name for name, one in answers.items() if not isinstance(one, Answered) or "refused" in one.facts] == []


def test_mails_go_to_the_account_alone_and_shares_to_the_given_addresses(whole: Whole) -> None:
    assert whole.mailed_to == {OFFICE.email}
    assert whole.shared_with == {OFFICE.email, TESTER.email, STRANGER}


def test_what_somebody_else_put_there_stays_with_its_folders_and_is_told(whole: Whole) -> None:
    assert whole.outcome.left.files == 1
    assert len(whole.outcome.left.folders) == 2
    assert [name for name in whole.names if "contact" not in name and "kontak" not in name] == []
    assert "contact, moved" in whole.names
    assert len(whole.names) == 3


def test_nothing_of_anybody_stands_in_what_is_written_down(whole: Whole) -> None:
    text = record_of(whole.outcome).as_json()
    assert "@" not in text
    assert [one for one in (OFFICE.email, TESTER.email, STRANGER, whole.outcome.run, "Bearer") if one in text] == []
    assert [id for id in whole.ids if id in text] == []
    assert re.findall(r"(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{12,}", text) == []
    assert json.loads(text)["account"] == "consumer"


def test_people_read_every_answer_in_their_own_language(whole: Whole) -> None:
    googles = re.compile(r"\d+( [A-Za-z0-9_ ]+)?|within \d+ s|[a-z]{2}_[A-Z]{2}|Asia/Makassar")
    answers = [one.facts for one in whole.outcome.answers.values() if isinstance(one, Answered)]
    names = {name for facts in answers for name in facts} - {f"{size} MB" for size in (1, 4, 6, 10)}
    said = {str(fact) for facts in answers for fact in facts.values()}
    assert names - set(answer_words.NAMES) == set()
    assert [text for text in said if text not in answer_words.VALUES and not googles.fullmatch(text)] == []


def test_what_is_written_down_is_read_back(whole: Whole) -> None:
    record = record_of(whole.outcome)
    assert read_record(record.as_json()) == record


def test_two_workspaces_answer_alike_and_one_altered_in_ten_places_is_named_for_ten(
    whole: Whole, tmp_path: Path
) -> None:
    with serving_altered(tmp_path / "altered") as serving, contacts(tmp_path, serving) as made:
        outcome = made.made(hand=made.hand)
    rows = compared(outcome.answers, whole.outcome.answers)
    assert {row.name for row in rows if row.verdict is Verdict.DIFFERS} == PLACES
    assert sum(row.verdict is Verdict.SAME for row in rows) == len(PROBES) - 10
    text = "\n".join(comparison_lines(rows))
    assert "10 anggapan BERBEDA" in text
    assert [name for name in PLACES if f"({name})" not in text] == []


# -- alone, refused, killed


def test_without_addresses_and_hands_it_shares_with_nobody_and_says_what_was_not_tried(served: Contacts) -> None:
    some = probes_named(
        "share-silently", "protected-range-stranger", "draft-edited-by-hand", "move-of-anothers-file", "form-publish"
    )
    outcome = served.made(guests=Guests(), probes=some)
    assert {name: one.need for name, one in outcome.answers.items() if isinstance(one, NotTried)} == {
        "share-silently": Need.ADDRESS,
        "protected-range-stranger": Need.STRANGER,
        "draft-edited-by-hand": Need.HAND,
        "move-of-anothers-file": Need.ADDRESS,
    }
    assert outcome.left.is_nothing
    assert served.names() == []
    assert not served.notes.exists()


def test_a_refused_probe_is_that_probes_answer_and_the_others_are_asked(served: Contacts) -> None:
    served.break_calls(
        kind="status", match={"method": "gmail.*"}, status=403, reason="insufficientPermissions", times=-1
    )
    outcome = served.made(probes=probes_named("draft-sent-twice", "mail-by-upload", "upload-comes-back-whole"))
    assert outcome.answers["draft-sent-twice"] == Answered({"refused": "403 insufficientPermissions"})
    assert outcome.answers["mail-by-upload"] == Answered(
        {f"{size} MB": "403 insufficientPermissions" for size in (1, 4, 6, 10)}
    )
    assert outcome.answers["upload-comes-back-whole"] == Answered({"whole": True})


@pytest.mark.bugs_kept
def test_an_answer_that_nobody_foresaw_is_an_answer_too(served: Contacts) -> None:
    def misunderstood(site: Site) -> Facts:
        raise KeyError(f"of somebody: {site.folder}")

    belief = Belief("new", "Something new.", Source(Ground.INFERRED, "https://x.example/"))
    outcome = served.made(probes=(Probe(belief, misunderstood), *probes_named("form-publish")))
    assert outcome.answers["new"] == Answered({"not understood": "KeyError"})
    assert outcome.answers["form-publish"] == Answered({"state": "open"})


@pytest.mark.bugs_kept
@pytest.mark.parametrize("trouble", [MemoryError(), OSError(errno.ENOSPC, "no space left")])
def test_trouble_of_this_machine_is_nobodys_answer_and_ends_it(served: Contacts, trouble: Exception) -> None:
    def met(site: Site) -> Facts:
        raise trouble

    belief = Belief("new", "Something new.", Source(Ground.INFERRED, "https://x.example/"))
    with pytest.raises(type(trouble)):
        served.made(probes=(Probe(belief, met),))
    assert served.names() == []


class HandsThatReplace(WorkspaceHand):
    """Edit a draft as Gmail is told to: the text is kept under a new id, and the old one is gone."""

    def _edit(self, draft: dict[str, Any]) -> None:
        path = "/gmail/v1/users/me/drafts"
        raw = self._office.ask("GET", f"{path}/{draft['id']}", params={"format": "raw"}).json()["message"]["raw"]
        self._office.ask("DELETE", f"{path}/{draft['id']}")
        self._office.ask("POST", path, json={"message": {"raw": raw}})


def test_a_draft_that_an_edit_gave_another_id_is_cleaned_up_too(served: Contacts) -> None:
    hand = HandsThatReplace(served.serving.address, served.session)
    outcome = served.made(hand=hand, probes=probes_named("draft-edited-by-hand"))
    assert outcome.answers["draft-edited-by-hand"] == Answered({"its id leads to": "404 notFound"})
    assert outcome.left.is_nothing
    assert "drafts" not in served.office().ask("GET", "/gmail/v1/users/me/drafts").json()


def test_how_long_an_index_lags_is_asked_of_what_was_just_made(served: Contacts) -> None:
    order = [probe.belief.name for probe in PROBES]
    of_the_sent_mail = ("draft-sent-twice", "mail-headers-kept", "draft-deleted-after-sending")
    assert [name for name in of_the_sent_mail if order.index(name) < order.index("sent-mail-lag")] == []
    seen: list[int] = []

    def files(*_: object) -> None:
        seen.append(len(served.names()))

    served.made(
        probes=probes_named("upload-comes-back-whole", "name-index-lag", "property-index-lag"), progress=files
    )
    assert seen == [1, 2, 2, 3, 3, 4]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize(
    ("probe", "match"),
    [
        ("form-publish", {"method": "drive.files.create", "body": "google-apps.form"}),
        ("draft-sent-twice", {"method": "gmail.users.drafts.create"}),
        ("id-given-to-a-folder", {"method": "drive.files.create", "body": "contact folder"}),
    ],
)
def test_a_killed_contact_is_cleaned_up_by_the_next(served: Contacts, probe: str, match: dict[str, str]) -> None:
    def killed(place: int, count: int, name: str, answer: object) -> None:
        if answer is not None:
            # From here on nothing reaches the workspace any more, as for a process that is gone.
            served.break_calls(kind="reset", match={"method": "*"}, when="before", times=-1)
            raise Killed

    # The answer of this one call is lost: what it made has an id that nobody could note.
    served.break_calls(kind="reset", match=match, when="after", times=1)
    with contextlib.suppress(Killed):
        served.made(probes=probes_named(probe), progress=killed)
    served.heal_calls()
    assert served.notes.exists()
    assert served.names() != []
    assert served.made(probes=()).left.is_nothing
    assert served.names() == []
    assert "drafts" not in served.office().ask("GET", "/gmail/v1/users/me/drafts").json()
    assert not served.notes.exists()


def test_damaged_notes_are_one_message(served: Contacts) -> None:
    served.notes.write_text('{"runs": 3', encoding="utf-8")
    with pytest.raises(UnreadableNotes, match="Hapus sendiri"):
        served.made(probes=())
    assert served.names() == []


def test_it_deletes_nothing_that_it_did_not_make(served: Contacts) -> None:
    def somebody_works_there(place: int, *_: object) -> None:
        (folder,) = served.office().files("name contains 'Uji kontak'")
        if place == 1 and len(served.office().inside(folder.id)) == 0:
            served.office().drop(folder.id, "milik orang.txt", b"x", "text/plain")

    outcome = served.made(probes=probes_named("form-publish"), progress=somebody_works_there)
    assert outcome.left.files >= 1
    assert "milik orang.txt" in served.names()


def test_it_refuses_to_work_inside_the_office(served: Contacts) -> None:
    def a_folder(name: str, parent: str, **properties: str) -> str:
        body = {"name": name, "parents": [parent], "mimeType": "application/vnd.google-apps.folder"}
        made = served.office().ask("POST", "/drive/v3/files", json={**body, "appProperties": properties})
        return str(made.json()["id"])

    served.made(probes=())
    office = a_folder("Kantor", "root")
    inside = a_folder("Di dalam", a_folder("Lebih dalam", office))
    with pytest.raises(InsideTheOffice, match="folder kantor"):
        served.made(probes=(), home=inside, office=office)
    assert served.made(probes=(), home=inside).left.is_nothing


def test_a_folder_too_deep_to_know_is_refused(served: Contacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact, "_DEEPEST", 2)
    with served.opened() as opened:
        drive = opened.connection.drive({})
        upper, lower = drive.new_ids(2)
        drive.create_folder(upper, "Atas", "root", {})
        drive.create_folder(lower, "Bawah", upper, {})
    assert served.made(probes=(), home=upper).left.is_nothing
    with pytest.raises(InsideTheOffice, match="lebih dari 2 folder"):
        served.made(probes=(), home=lower)
    assert served.names() == ["Atas", "Bawah"]


def test_it_knows_an_office_by_its_mark_too(served: Contacts) -> None:
    with served.opened() as opened:
        drive = opened.connection.drive({})
        (marked,) = drive.new_ids(1)
        drive.create_folder(marked, "Kantor", "root", {"kantor": "bspji"})
    with pytest.raises(InsideTheOffice):
        served.made(probes=(), home=marked)
    assert served.names() == ["Kantor"]


def test_in_a_shared_drive_it_works_and_leaves_nothing(served: Contacts) -> None:
    names = ("delete-as-the-present-role", "native-file-listed", "form-publish", "share-silently", "name-index-lag")
    outcome = served.made(probes=probes_named(*names), shared=True)
    assert [name for name, one in outcome.answers.items() if not isinstance(one, Answered)] == []
    assert outcome.answers["delete-as-the-present-role"] == Answered({"answer": "deleted", "then": "404 notFound"})
    assert outcome.left.is_nothing
