"""One suite for the forms in memory and the adapter over the wire."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from automation.domain.layout import Responder
from automation.ports import Missing
from automation.register.other_texts import form_text
from tests.fakes import FakeForms

from .served import JOB, connected

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
TEXT = form_text("officer", "Balai", "balai@office.example")
SERVICE = next(question for question in TEXT.questions if question.own_list)
IDS = {question.key: question.id for question in TEXT.questions}


class Memory:
    def __init__(self) -> None:
        self.forms = FakeForms("form")
        self.form = "form"
        self.forms.asked[self.form] = {one.id: one.title for one in TEXT.questions}

    def submit(self, at, answers):
        self.forms.submit(self.form, at, answers)

    def add_choice(self, choice):
        self.forms.offers[self.form] = (*self.offered, choice)

    @property
    def offered(self):
        return self.forms.offers.get(self.form, SERVICE.choices)

    def edit(self, at, response, answers):
        self.forms.edit(self.form, response, at, answers)


class Wire:
    def __init__(self, serving, connection) -> None:
        self.serving = serving
        self.connection = connection
        self.form = connection.construction.make("form", "Petugas", "root", {})
        connection.construction.ask(self.form, TEXT)
        connection.construction.publish(self.form)
        connection.construction.admit(self.form, Responder.anyone())
        self.address = connection.construction.form(self.form).address
        questions = json.dumps({id: key for key, id in IDS.items()})
        self.forms = connection.forms({"form.officer": self.form, "form.officer.questions": questions})

    @property
    def offered(self):
        return self.connection.construction.form(self.form).choices[SERVICE.id]

    def add_choice(self, choice):
        forms = self.connection._service("forms", "v1").forms()
        items = forms.get(formId=self.form).execute()["items"]
        place = [item["questionItem"]["question"]["questionId"] for item in items].index(SERVICE.id)
        item = items[place]
        item["questionItem"]["question"]["choiceQuestion"]["options"].append({"value": choice})
        item["title"] = "Jenis layanan?"
        change = {"updateItem": {"item": item, "location": {"index": place}, "updateMask": "*"}}
        forms.batchUpdate(formId=self.form, body={"requests": [change]}).execute()

    def edit(self, at, response, answers):
        path = f"{self.serving.address}/_workspace/forms/{self.form}/response-editing"
        signed_in = {"Authorization": f"Bearer local:{JOB}"}
        assert requests.post(path, json={"allowed": True}, headers=signed_in, timeout=20).status_code == 200
        self.submit(at, answers, edit2=response)

    def submit(self, at, answers, **hidden):
        self.serving.workspace.clock.stop_at(at)
        fields: dict[str, str] = dict(hidden)
        for key, value in answers.items():
            entry = f"entry.{int(IDS[key], 16)}"
            if key == "received_at":
                moment = datetime.fromisoformat(value)
                parts = {part: getattr(moment, part) for part in ("year", "month", "day", "hour", "minute")}
                fields |= {f"{entry}_{part}": str(number) for part, number in parts.items()}
            else:
                fields[entry] = value
        address = self.address.split("?")[0].replace("viewform", "formResponse")
        assert requests.post(address, data=fields, timeout=20).status_code == 200


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as (serving, connection):
        yield Wire(serving, connection)


@pytest.fixture(params=["memory", "wire"])
def world(request):
    return Memory() if request.param == "memory" else request.getfixturevalue("wire")


def given(**changes: str) -> dict[str, str]:
    return {
        "channel": "Surat",
        "received_at": "2026-11-01 08:15",
        "complainant": "0042",
        "stated_service": "Kalibrasi",
        "subject": "=1+1",
        "description": "{{ 7*7 }}\nbaris dua 😀",
        **changes,
    }


def test_answers_come_by_our_keys_oldest_first_and_from_a_moment_on(world):
    before = {one.response for one in world.forms.answers(world.form, None)}
    later, sooner = START + timedelta(hours=2), START + timedelta(hours=1)
    world.submit(sooner, given(subject="pertama"))
    world.submit(later, given(subject="kedua"))
    found = [one for one in world.forms.answers(world.form, None) if one.response not in before]
    assert [one.answers["subject"] for one in found] == [("pertama",), ("kedua",)]
    assert [one.submitted_at for one in found] == [sooner, later]
    assert found[0].answers["complainant"] == ("0042",)
    assert found[0].answers["description"][0].splitlines() == ["{{ 7*7 }}", "baris dua 😀"]
    assert found[0].answers["received_at"][0].replace("T", " ").startswith("2026-11-01 08:15")
    assert "remedy" not in found[0].answers
    assert [one.response for one in world.forms.answers(world.form, later)] == [found[1].response]
    assert world.forms.answers(world.form, later + timedelta(seconds=1)) == ()


def test_answers_of_one_moment_come_in_one_order_and_by_ids_that_say_nothing(world):
    before = {one.response for one in world.forms.answers(world.form, None)}
    moment = START + timedelta(days=1)
    for number in range(5):
        world.submit(moment + timedelta(days=number % 2), given(subject=str(number)))
    found = [one for one in world.forms.answers(world.form, None) if one.response not in before]
    assert [(one.submitted_at, one.response) for one in found] == sorted(
        (one.submitted_at, one.response) for one in found
    )
    assert world.forms.answers(world.form, None)[-5:] == tuple(found)
    assert all(len(one.response) > 60 for one in found)


def test_an_edited_answer_keeps_its_id_and_the_time_it_was_first_sent(world):
    first, later = START + timedelta(days=3), START + timedelta(days=3, hours=2)
    world.submit(first, given(subject="semula"))
    [sent] = world.forms.answers(world.form, first)
    assert (sent.created_at, sent.submitted_at, sent.is_edited) == (first, first, False)
    world.edit(later, sent.response, given(subject="disunting"))
    [edited] = world.forms.answers(world.form, later)
    assert (edited.response, edited.created_at, edited.submitted_at) == (sent.response, first, later)
    assert (edited.is_edited, edited.answers["subject"]) == (True, ("disunting",))


def test_a_form_tells_the_titles_of_its_questions(world):
    assert world.forms.questions(world.form) == {one.id: one.title for one in TEXT.questions}


def test_a_form_that_is_gone_is_missing(world):
    with pytest.raises(Missing):
        world.forms.answers("1tidakada", None)
    with pytest.raises(Missing):
        world.forms.questions("1tidakada")


def test_a_question_offers_the_list_and_keeps_what_people_added(world):
    usual = SERVICE.choices
    world.add_choice("Uji kayu")
    world.forms.offer(world.form, SERVICE, (*usual[1:], "Uji profisiensi"), usual)
    assert world.offered == (*usual[1:], "Uji profisiensi", "Uji kayu")
    world.forms.offer(world.form, SERVICE, usual, (*usual, "Uji profisiensi"))
    assert world.offered == (*usual, "Uji kayu")


def test_to_offer_what_is_offered_writes_nothing(wire):
    before = wire.connection._service("forms", "v1").forms().get(formId=wire.form).execute()["revisionId"]
    wire.forms.offer(wire.form, SERVICE, wire.offered, SERVICE.choices)
    assert wire.connection._service("forms", "v1").forms().get(formId=wire.form).execute()["revisionId"] == before


def test_a_question_that_is_gone_is_left_out_and_a_form_that_is_gone_is_told(world):
    other = replace(SERVICE, id="0badc0de", title="Lain", other_titles=())
    before = world.offered
    world.forms.offer(world.form, other, ("A",), ())
    assert world.offered == before
    with pytest.raises(Missing):
        world.forms.offer("tidak-ada", SERVICE, ("A",), ())
