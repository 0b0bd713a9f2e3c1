"""What may stand in an answer, and what a refusal is called."""

from __future__ import annotations

import json

import httplib2
import pytest
from googleapiclient.errors import HttpError

from automation.contact.answer_words import fact_text
from automation.contact.comparison import Compared, Verdict
from automation.contact.lag import Lag
from automation.contact.record import read_record
from automation.contact.refusals import refusal_of
from automation.contact.values import UNPRINTABLE, Answered, Fact, Need, NotTried, answered_with, plain


@pytest.mark.parametrize(
    "text", ["403 insufficientFilePermissions", "in_ID", "Asia/Makassar", "within 15 s", "400 not a draft", ""]
)
def test_what_says_nothing_of_anybody_is_printed(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "somebody@gmail.com",
        "1PHYIsNdW5shaWTyAP5ZVESQGtsxIVJba",
        "r8934563829475619283",
        "18f3a9c2b1d4e5f6",
        "ya29.a0AfH6SMBx3k2",
        "“Siti”",
        "x" * 101,
    ],
)
def test_what_may_be_somebodys_is_not(text: str) -> None:
    assert answered_with({"answer": text}).facts == {"answer": UNPRINTABLE}


def refused(status: int, body: object) -> HttpError:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return HttpError(httplib2.Response({"status": status}), content)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            refused(404, {"error": {"errors": [{"reason": "notFound"}], "message": "No file 1PHYIsNdW5shaW."}}),
            "404 notFound",
        ),
        (refused(400, {"error": {"message": "Message not a draft"}}), "400 not a draft"),
        (refused(502, b"<title>proxy.office.example</title>"), "502 not of Google"),
        (ConnectionResetError("10.0.0.1"), "unanswered ConnectionResetError"),
    ],
)
def test_a_refusal_is_called_by_its_status_and_machine_words(error: BaseException, told: str) -> None:
    assert refusal_of(error) == told


def test_a_refusal_of_a_port_is_called_by_what_google_answered() -> None:
    error = RuntimeError("dengan nama orang")
    error.__cause__ = refused(403, {"error": {"errors": [{"reason": "domainPolicy"}]}})
    assert refusal_of(error) == "403 domainPolicy"


@pytest.mark.parametrize(
    ("ours", "other", "verdict"),
    [
        (Answered({"a": 1}), Answered({"a": 1}), Verdict.SAME),
        (Answered({"a": 1}), Answered({"a": 2}), Verdict.DIFFERS),
        (Answered({"a": 1}), Answered({}), Verdict.DIFFERS),
        (NotTried(Need.HAND), Answered({"a": 1}), Verdict.NOT_TRIED),
        (Answered({"a": 1}), None, Verdict.NOT_TRIED),
    ],
)
def test_answers_compare_by_all_their_facts(ours, other, verdict) -> None:
    assert Compared("x", ours, other).verdict is verdict


@pytest.mark.parametrize(
    ("need", "written"),
    [
        (Need.ADDRESS, "for want of an address to share with"),
        (Need.STRANGER, "for want of an address without a Google account"),
        (Need.HAND, "for want of a hand"),
    ],
)
def test_why_something_was_not_tried_is_written_down_and_read_for_ever(need: Need, written: str) -> None:
    assert need.value == written
    assert Need(written) is need


def test_looks_come_at_growing_distances_and_each_is_written_down_with_its_seconds() -> None:
    assert [lag.seconds for lag in Lag.found()] == [0, 1, 3, 7, 15, 30, 60]
    assert [lag.value for lag in Lag.found()[1:]] == [f"within {lag.seconds} s" for lag in Lag.found()[1:]]


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": 2}', "null", '{"format": 1, "day": "2027-01-04"}'])
def test_what_no_contact_wrote_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"format|contact"):
        read_record(text)


@pytest.mark.parametrize(
    ("name", "fact", "said"),
    [
        ("found", "within 15 s", "ditemukan: dalam 15 detik"),
        ("found", Lag.NEVER.value, "ditemukan: belum dalam 60 detik"),
        ("answer", "403 cannotShare", "jawaban: 403 cannotShare"),
        ("found", "at once", "ditemukan: seketika"),
        ("whole", True, "utuh: ya"),
    ],
)
def test_a_fact_is_said_in_words_for_people(name: str, fact: Fact, said: str) -> None:
    assert fact_text(name, fact) == said
