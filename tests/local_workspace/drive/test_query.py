"""The search grammar: plain examples over the wire, and a property against an oracle of its own."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_workspace.api.errors import Refusal
from local_workspace.drive import query
from tests.local_workspace.drive.wire import FOLDER, Caller


class Searcher(Caller):
    """Somebody with all files in one folder."""

    home = ""


@pytest.fixture(scope="module")
def desk(serving):
    """Somebody with a known set of files in one folder."""
    caller = Searcher(serving, "cari@office.example")
    folder = caller.folder("Semua")
    for number, name in enumerate(
        ("Surat Masuk 2", "surat keluar 10", "O'Brien \\ Sons", "HelloWorld.pdf", "Undangan")
    ):
        caller.file(
            name,
            parents=[folder],
            createdTime=f"2026-0{number + 1}-01T00:00:00Z",
            modifiedTime=f"2026-0{number + 1}-02T00:00:00Z",
            appProperties={"urut": str(number)},
            starred=number == 4,
        )
    caller.folder("Anak", parents=[folder], modifiedTime="2026-01-15T00:00:00Z")
    caller.home = folder
    return caller


CASES = [
    ("name = 'Undangan'", {"Undangan"}),
    ('name = "Undangan"', {"Undangan"}),
    ("name = 'O\\'Brien \\\\ Sons'", {"O'Brien \\ Sons"}),
    ("name contains 'Hello'", {"HelloWorld.pdf"}),
    ("name contains 'World'", set()),
    ("name contains 'pdf'", {"HelloWorld.pdf"}),
    ("name contains 'sur'", {"Surat Masuk 2", "surat keluar 10"}),
    ("name contains 'keluar surat'", {"surat keluar 10"}),
    ("not name contains 'surat' and mimeType != 'application/vnd.google-apps.folder'", None),
    (f"mimeType = '{FOLDER}'", {"Anak"}),
    ("mimeType contains 'folder'", {"Anak"}),
    ("starred", {"Undangan"}),
    ("starred = true and trashed = false", {"Undangan"}),
    ("starred != true and name = 'Undangan'", set()),
    ("appProperties has { key='urut' and value='1' }", {"surat keluar 10"}),
    ("properties has { key='urut' and value='1' }", set()),
    ("modifiedTime > '2026-04-01T00:00:00'", {"HelloWorld.pdf", "Undangan"}),
    ("modifiedTime = '2026-05-02T08:00:00+08:00'", {"Undangan"}),
    ("createdTime <= '2026-02-01T00:00:00Z'", {"Surat Masuk 2", "surat keluar 10"}),
    ("'me' in owners and name = 'Undangan'", {"Undangan"}),
    ("'CARI@office.example' in owners and name = 'Undangan'", {"Undangan"}),
    # and, or: from left to right, alike in strength.
    ("name = 'Undangan' or name = 'Anak' and starred", {"Undangan"}),
    ("name = 'Undangan' or (name = 'Anak' and starred)", {"Undangan"}),
    ("starred and name = 'Undangan' or name = 'Anak'", {"Undangan", "Anak"}),
    ("starred and (name = 'Surat Masuk 2' or name = 'Anak')", set()),
]


@pytest.mark.parametrize(("q", "expected"), CASES)
def test_a_query_finds_what_it_says(desk, q, expected):
    found = set(desk.names(f"'{desk.home}' in parents and ({q})"))
    assert found == ({"O'Brien \\ Sons", "HelloWorld.pdf", "Undangan"} if expected is None else expected)


@pytest.mark.parametrize(
    "q",
    [
        "nonsense",
        "name",
        "name =",
        "name = Undangan",
        "name = 'a",
        "name > 'a'",
        "name = 'a' and",
        "(name = 'a'",
        "name = 'a')",
        "title = 'a'",
        "'x' in names",
        "'x' has parents",
        "trashed = 'yes'",
        "modifiedTime > 'kemarin'",
        "modifiedTime contains '2026'",
        "appProperties has { key='a' }",
        "name = 'a' name = 'b'",
        "not",
        "name = 'a'; drop",
    ],
)
def test_a_malformed_query_is_an_invalid_value(desk, q):
    answer = desk("GET", "/drive/v3/files", params={"q": q})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "Invalid Value"
    assert answer.json()["error"]["errors"][0]["location"] == "q"


def test_an_unknown_parent_is_not_found(desk):
    assert desk.refused("GET", "/drive/v3/files", params={"q": "'tiada' in parents"})[:2] == (404, "notFound")


def test_root_stands_for_my_drive(desk):
    assert desk.names("'root' in parents and name = 'Semua'") == ["Semua"]


def test_order_and_pages_reach_every_file_once(desk):
    seen, token = [], ""
    while True:
        page = desk.ok(
            "GET",
            "/drive/v3/files",
            params={
                "q": f"'{desk.home}' in parents",
                "orderBy": "folder,name_natural desc",
                "pageSize": 2,
                **({"pageToken": token} if token else {}),
            },
        )
        seen += [file["name"] for file in page["files"]]
        token = page.get("nextPageToken", "")
        if not token:
            break
    assert seen == ["Anak", "Undangan", "Surat Masuk 2", "surat keluar 10", "O'Brien \\ Sons", "HelloWorld.pdf"]


def test_names_order_naturally_when_asked(desk):
    q = f"'{desk.home}' in parents and name contains 'surat'"
    assert desk.names(q, orderBy="createdTime desc") == ["surat keluar 10", "Surat Masuk 2"]
    assert desk.names(q, orderBy="name") == ["surat keluar 10", "Surat Masuk 2"]


@pytest.mark.parametrize("params", [{"pageSize": 0}, {"pageSize": 1001}, {"orderBy": "warna"}, {"pageToken": "zzz"}])
def test_impossible_paging_is_refused(desk, params):
    assert desk.refused("GET", "/drive/v3/files", params=params)[0] == 400


class Paper:
    """A file that answers from a dictionary."""

    def __init__(self, facts):
        self._facts = facts

    def text(self, field):
        return self._facts[field]

    def instant(self, field):
        return self._facts[field]

    def truth(self, field):
        return self._facts[field]

    def members(self, field):
        return self._facts[field]

    def mapping(self, field):
        return self._facts[field]


NAMES = st.sampled_from(["a", "b c", "it's", "x\\y", '"'])
DAYS = st.integers(1, 4).map(lambda day: datetime(2026, 1, day, tzinfo=UTC))
FACTS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "trashed": st.booleans(),
        "starred": st.booleans(),
        "modifiedTime": DAYS,
        "parents": st.sets(st.sampled_from(["p", "q"])),
        "appProperties": st.dictionaries(st.sampled_from("kl"), NAMES),
    }
)
SIGNS = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    ">=": lambda one, other: one >= other,
}


def _quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


# Each term: its text, and a judgement written without the parser.
TERMS = st.one_of(
    st.tuples(NAMES, st.sampled_from(["=", "!="])).map(
        lambda pair: (f"name {pair[1]} {_quoted(pair[0])}", lambda facts: SIGNS[pair[1]](facts["name"], pair[0]))
    ),
    st.tuples(st.sampled_from(["trashed", "starred"]), st.booleans()).map(
        lambda pair: (f"{pair[0]}={str(pair[1]).lower()}", lambda facts: facts[pair[0]] == pair[1])
    ),
    st.tuples(DAYS, st.sampled_from(list(SIGNS))).map(
        lambda pair: (
            f"modifiedTime {pair[1]} '{pair[0].isoformat()}'",
            lambda facts: SIGNS[pair[1]](facts["modifiedTime"], pair[0]),
        )
    ),
    st.sampled_from(["p", "q"]).map(
        lambda parent: (f"'{parent}' in parents", lambda facts: parent in facts["parents"])
    ),
    st.tuples(st.sampled_from("kl"), NAMES).map(
        lambda pair: (
            f"appProperties has {{ key='{pair[0]}' and value={_quoted(pair[1])} }}",
            lambda facts: facts["appProperties"].get(pair[0]) == pair[1],
        )
    ),
)


def _grown(inner):
    """Longer queries, judged by folding from the left."""

    def joined(parts):
        first, rest = parts
        text = first[0] + "".join(f" {word} {term[0]}" for word, term in rest)

        def judge(facts):
            value = first[1](facts)
            for word, term in rest:
                value = (value and term[1](facts)) if word == "and" else (value or term[1](facts))
            return value

        return text, judge

    sequences = st.tuples(
        inner, st.lists(st.tuples(st.sampled_from(["and", "or"]), inner), min_size=1, max_size=3)
    ).map(joined)
    return st.one_of(
        sequences.map(lambda pair: (f"({pair[0]})", pair[1])),
        inner.map(lambda pair: (f"not {pair[0]}", lambda facts: not pair[1](facts))),
    )


@given(st.recursive(TERMS, _grown, max_leaves=8), FACTS)
def test_any_query_agrees_with_the_oracle(asked, facts):
    text, judge = asked
    assert query.matches(query.parsed(text), Paper(facts)) == judge(facts)


@given(st.text(alphabet="()'\"\\=<>!{} andortifme1", max_size=30))
def test_no_text_breaks_the_reader(text):
    with contextlib.suppress(Refusal):
        query.parsed(text)
