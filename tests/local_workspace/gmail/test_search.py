"""Gmail's search words, without a server."""

from datetime import UTC, datetime, timedelta

import pytest

from local_workspace.api.errors import Refusal
from local_workspace.gmail.search import Searched, parsed

NOW = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)


def a_mail(**changed):
    return Searched(
        **{
            "sender": "Siti Aminah <siti@pelanggan.example>",
            "to": "kantor@office.example",
            "cc": "",
            "bcc": "",
            "subject": "Hasil uji terlambat",
            "text": "Mohon kabar surat balasan nomor 12.",
            "filenames": ("bukti foto.jpg",),
            "labels": frozenset({"INBOX", "UNREAD"}),
            "label_names": frozenset({"INBOX", "UNREAD", "Keluhan Baru"}),
            "message_id": "<a.b@x>",
            "received": NOW - timedelta(days=2),
            "size": 2048,
            **changed,
        }
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from:siti",
        "from:siti@pelanggan.example",
        'from:"siti aminah"',
        "to:kantor@office.example",
        "subject:uji",
        'subject:"uji terlambat"',
        "subject:(uji terlambat)",
        "SURAT balasan",
        '"surat balasan"',
        "is:unread in:inbox",
        "label:keluhan-baru",
        "has:attachment",
        "filename:jpg",
        "after:2026/11/07 before:2026-11-09",
        "newer_than:3d",
        "older_than:1d",
        "rfc822msgid:a.b@x",
        "-from:budi",
        "-in:sent",
        "budi OR siti",
        "from:(budi OR siti)",
        "{from:budi from:siti}",
        "-{budi wati}",
        "uji (budi OR surat)",
        "uji budi OR surat",
        "larger:1K",
    ],
)
def test_it_finds(query):
    assert parsed(query, NOW).test(a_mail())


@pytest.mark.parametrize(
    "query",
    [
        "from:budi",
        "from:sit",
        "to:siti@pelanggan.example",
        "subject:balasan",
        '"balasan surat"',
        "in:sent",
        "is:read",
        "label:keluhan",
        "-has:attachment",
        "after:2026/11/09",
        "newer_than:1d",
        "rfc822msgid:b@x",
        "-siti",
        "budi OR wati",
        "uji budi",
        "{budi wati}",
        "-{budi siti}",
        "from:(budi OR wati)",
        "smaller:1K",
    ],
)
def test_it_passes_over(query):
    assert not parsed(query, NOW).test(a_mail())


@pytest.mark.parametrize("query", ["after:besok", "newer_than:lama", "before:2026/13/45"])
def test_a_time_that_is_none_is_refused(query):
    with pytest.raises(Refusal):
        parsed(query, NOW)


@pytest.mark.parametrize("query", ['"', "(", ")", "-", "OR", "{", "from:", "a OR", "((a)", "from:(", ")("])
def test_half_a_query_is_understood_somehow(query):
    parsed(query, NOW).test(a_mail())


def test_only_a_query_that_asks_looks_into_the_bin():
    assert parsed("in:anywhere uji", NOW).everywhere
    assert not parsed("in:inbox uji", NOW).everywhere
