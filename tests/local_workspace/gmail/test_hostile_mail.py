"""Mails too large, addressed strangely, or sent by hand, as Gmail takes them at its worst."""

import base64
import io
import json
import time

import pytest
import requests
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload
from hypothesis import given
from hypothesis import strategies as st

from local_workspace.gmail.headers import BadAddress, Headers
from local_workspace.server import serve
from tests.local_workspace.clients import client

OFFICE = "kantor@office.example"
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace"), check_answers=True) as running:
        yield running


@pytest.fixture
def office(serving):
    with client(serving, "gmail", OFFICE) as gmail:
        yield gmail.users()


@pytest.fixture
def by_hand(serving):
    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set("workspace_identity", OFFICE)

        def do(verb, path, **rest):
            return session.request(verb, serving.address + path, timeout=60, **rest)

        yield do
        do("POST", "/_workspace/gmail", json={"draft_ids_stay": False})


def a_mail(to="siti@x.example", size=0, subject="Perihal"):
    head = f"To: {to}\r\nSubject: {subject}\r\n\r\n".encode()
    return head + b"x" * (size - len(head))


def raw(mail):
    return {"raw": base64.urlsafe_b64encode(mail).decode()}


def uploaded(mail, mime_type="message/rfc822", **how):
    return MediaIoBaseUpload(io.BytesIO(mail), mime_type, **how)


def draft_of(office, mail):
    return office.drafts().create(userId="me", body={"message": raw(mail)}).execute()


def refusal(request):
    with pytest.raises(HttpError) as caught:
        request.execute()
    return caught.value.status_code, caught.value.content


def message(content):
    return json.loads(content)["error"]["message"]


def test_json_takes_five_megabytes_and_no_more(office):
    office.drafts().create(userId="me", body={"message": raw(a_mail(size=5 * MEGABYTE))}).execute()
    larger = raw(a_mail(size=5 * MEGABYTE + 1))
    for request in (
        office.drafts().create(userId="me", body={"message": larger}),
        office.messages().send(userId="me", body=larger),
    ):
        status, content = refusal(request)
        assert status == 413
        assert b"<title>Error 413 (Request Entity Too Large)!!1</title>" in content


@pytest.mark.parametrize("resumable", [False, True])
def test_an_upload_takes_what_json_does_not(office, resumable):
    mail = a_mail(size=6 * MEGABYTE)
    sent = office.messages().send(userId="me", media_body=uploaded(mail, resumable=resumable)).execute()
    assert sent["labelIds"] == ["SENT"]
    draft = office.drafts().create(userId="me", media_body=uploaded(mail, resumable=resumable)).execute()
    found = office.drafts().get(userId="me", id=draft["id"], format="raw").execute()["message"]["raw"]
    assert base64.urlsafe_b64decode(found) == mail
    inserted = office.messages().insert(userId="me", media_body=uploaded(mail, resumable=resumable)).execute()
    assert office.messages().get(userId="me", id=inserted["id"], format="minimal").execute()["sizeEstimate"] == len(
        mail
    )


def test_eight_bit_mails_arrive_byte_for_byte_by_resumable_upload(office):
    mail = b"To: siti@x.example\r\nSubject: x\r\n\r\n\xff\xfe\x00 8-bit\n.\r\nakhir"
    draft = office.drafts().create(userId="me", media_body=uploaded(mail, resumable=True)).execute()
    found = office.drafts().get(userId="me", id=draft["id"], format="raw").execute()["message"]["raw"]
    assert base64.urlsafe_b64decode(found) == mail


def post(serving, path, content, mime_type="message/rfc822", **headers):
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer local:{OFFICE}"
        address = f"{serving.address}/upload/gmail/v1/users/me/{path}"
        return session.post(address, data=content, headers={"Content-Type": mime_type, **headers}, timeout=60)


@pytest.mark.parametrize("path", ["drafts", "messages/send"])
def test_an_upload_takes_thirty_five_megabytes_and_no_more(serving, path):
    answer = post(serving, f"{path}?uploadType=media", a_mail(size=36_700_161))
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (413, "uploadTooLarge")
    told = {"X-Upload-Content-Type": "message/rfc822", "X-Upload-Content-Length": "36700161"}
    assert post(serving, f"{path}?uploadType=resumable", b"", "application/json", **told).status_code == 413
    if path == "drafts":
        assert post(serving, f"{path}?uploadType=media", a_mail(size=36_700_160)).status_code == 200


def test_what_is_no_mail_is_not_uploaded(serving):
    answer = post(serving, "drafts?uploadType=media", b"x", "application/pdf")
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        400,
        "Media type 'application/pdf' is not supported. Valid media types: [message/*]",
    )


def test_a_mail_above_twenty_five_megabytes_is_kept_as_draft_and_not_sent(office):
    media = uploaded(a_mail(size=25 * MEGABYTE + 1))
    draft = office.drafts().create(userId="me", media_body=media).execute()
    status, content = refusal(office.drafts().send(userId="me", body={"id": draft["id"]}))
    assert (status, message(content)) == (400, "Message too large")
    assert office.drafts().get(userId="me", id=draft["id"], format="minimal").execute()["id"] == draft["id"]


@pytest.mark.parametrize(
    "mail",
    [
        b"Content-Type: text/html\r\n\r\n" + b"<a " * 200_000,
        b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
        + b"".join(
            b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (depth, depth + 1)
            for depth in range(600)
        ),
    ],
    ids=["html", "nest"],
)
def test_a_mail_that_is_hard_to_take_apart_is_taken_and_shown_all_the_same(office, mail):
    began = time.process_time()
    imported = office.messages().import_(userId="me", body=raw(b"Subject: berat\r\n" + mail)).execute()
    shown = office.messages().get(userId="me", id=imported["id"], format="full").execute()
    assert {one["name"]: one["value"] for one in shown["payload"]["headers"]}["Subject"] == "berat"
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ("siti@x.example", ["siti@x.example"]),
        ('"Siti, a@b.example" <siti@x.example>', ["siti@x.example"]),
        ("Siti (a@b.example, c) <siti@x.example>", ["siti@x.example"]),
        ('"Siti (Bu" <siti@x.example>, "Budi) x" <budi@x.example>', ["siti@x.example", "budi@x.example"]),
        ("=?utf-8?q?S=C3=AFti?= <siti@x.example>", ["siti@x.example"]),
        ("=?utf-8?q?a=40b.example=2C?=@c.example", ["a@b.example"]),
        ("=?utf-8?b?YUBiLmV4YW1wbGUsYw==?=@c.example", ["a@b.example", "c@c.example"]),
        ("=?utf-8?q?a=40b.example=2C?= <siti@x.example>", ["a@b.example", "siti@x.example"]),
        ('"=?utf-8?q?=22_=3Ca=40b.example=3E=2C?=" <siti@x.example>', ["a@b.example", "siti@x.example"]),
        ("=?utf-8?q?a=40?= =?utf-8?q?b.example?=, siti@x.example", ["a@b.example", "siti@x.example"]),
    ],
)
def test_mail_reaches_whom_the_most_hostile_reader_finds(to, reached):
    assert Headers((("To", to),), b"").reached("To", "Cc") == reached


@pytest.mark.parametrize("to", ["=?utf-8?q?siti?=", "=?utf-8?q?a=40b?=", "a@b.example c@d.example", "<a@b.example"])
def test_a_header_without_an_address_is_no_address(to):
    with pytest.raises(BadAddress):
        Headers((("To", to),), b"").reached("To")


@given(name=st.text(st.characters(exclude_characters='"\\', codec="ascii", min_codepoint=32), max_size=30))
def test_whatever_a_quoted_name_holds_only_its_address_is_reached(name):
    if "=?" not in name:
        assert Headers((("To", f'"{name}" <siti@x.example>'),), b"").reached("To") == ["siti@x.example"]


def test_a_hidden_address_gets_the_mail(serving, office):
    sent = (
        office.messages().send(userId="me", body=raw(a_mail("=?utf-8?q?umpan=40b.example=2C?=@c.example"))).execute()
    )
    assert sent["id"]
    assert len(serving.workspace.gmail.mailboxes.mails("umpan@b.example")) == 1


@pytest.mark.parametrize("id", ["8000000000000000", "ffffffffffffffffff", "tiada", "0x1a", "-1", "r123"])
def test_what_is_no_hexadecimal_number_below_two_to_the_63rd_is_no_id(office, id):
    for request in (
        office.messages().get(userId="me", id=id),
        office.messages().trash(userId="me", id=id),
        office.threads().get(userId="me", id=id),
        office.messages().batchModify(userId="me", body={"ids": [id], "addLabelIds": ["STARRED"]}),
    ):
        status, content = refusal(request)
        assert (status, message(content)) == (400, "Invalid id value")
    status, content = refusal(office.messages().send(userId="me", body={**raw(a_mail()), "threadId": id}))
    assert (status, message(content)) == (400, "Invalid thread_id value")


def test_an_id_is_known_in_upper_case_and_an_unknown_one_is_not_found(office):
    sent = office.messages().send(userId="me", body=raw(a_mail())).execute()
    assert office.messages().get(userId="me", id=sent["id"].upper()).execute()["id"] == sent["id"]
    for id in ("1", "7fffffffffffffff"):
        status, content = refusal(office.messages().get(userId="me", id=id))
        assert (status, message(content)) == (404, "Requested entity was not found.")


def test_a_thousand_ids_are_changed_at_once_and_no_more(office):
    body = {"ids": ["1"] * 1001, "addLabelIds": ["STARRED"]}
    status, content = refusal(office.messages().batchModify(userId="me", body=body))
    assert (status, message(content)) == (400, "Number of ids cannot exceed 1000")


def test_a_sent_draft_is_no_draft_to_an_update_and_gone_to_all_else(office):
    draft = draft_of(office, a_mail())
    office.drafts().send(userId="me", body={"id": draft["id"]}).execute()
    update = office.drafts().update(userId="me", id=draft["id"], body={"message": raw(a_mail())})
    status, content = refusal(update)
    assert (status, message(content)) == (400, "Message not a draft")
    for request in (
        office.drafts().get(userId="me", id=draft["id"]),
        office.drafts().send(userId="me", body={"id": draft["id"]}),
        office.drafts().delete(userId="me", id=draft["id"]),
    ):
        assert refusal(request)[0] == 404


def test_a_deleted_draft_is_gone_to_an_update_too(office):
    draft = draft_of(office, a_mail())
    office.drafts().delete(userId="me", id=draft["id"]).execute()
    for request in (
        office.drafts().update(userId="me", id=draft["id"], body={"message": raw(a_mail())}),
        office.drafts().get(userId="me", id=draft["id"]),
        office.drafts().delete(userId="me", id=draft["id"]),
    ):
        assert refusal(request)[0] == 404


def press(by_hand, draft, button):
    return by_hand("POST", f"/mail/{OFFICE}/{draft['message']['id']}/draf", data={"lakukan": button})


def sent_ids(office):
    return {one["id"] for one in office.messages().list(userId="me", labelIds=["SENT"]).execute()["messages"]}


def test_a_person_sends_a_draft_in_the_page(serving, office, by_hand):
    draft = draft_of(office, a_mail("budi@x.example", subject="Dikirim sendiri"))
    thread = by_hand("GET", f"/mail/{OFFICE}/{draft['message']['threadId']}")
    assert "Kirim draf" in thread.text
    before = sent_ids(office)
    assert press(by_hand, draft, "kirim").ok
    [mail] = sent_ids(office) - before
    assert office.messages().get(userId="me", id=mail, format="minimal").execute()["labelIds"] == ["SENT"]
    assert [one.subject for one in serving.workspace.gmail.mailboxes.mails("budi@x.example")] == ["Dikirim sendiri"]
    assert refusal(office.drafts().delete(userId="me", id=draft["id"]))[0] == 404
    update = office.drafts().update(userId="me", id=draft["id"], body={"message": raw(a_mail())})
    assert message(refusal(update)[1]) == "Message not a draft"
    assert press(by_hand, draft, "kirim").status_code == 404


def test_a_person_deletes_a_draft_in_the_page(office, by_hand):
    draft = draft_of(office, a_mail())
    assert press(by_hand, draft, "hapus").ok
    assert refusal(office.drafts().get(userId="me", id=draft["id"]))[0] == 404


def test_a_draft_without_an_address_stays_when_a_person_sends_it(office, by_hand):
    draft = draft_of(office, b"Subject: tanpa alamat\r\n\r\nisi")
    assert press(by_hand, draft, "kirim").status_code == 400
    assert office.drafts().get(userId="me", id=draft["id"]).execute()["id"] == draft["id"]


def test_a_draft_is_sent_by_nobody_but_its_owner(serving, office):
    draft = draft_of(office, a_mail())
    with requests.Session() as stranger:
        stranger.trust_env = False
        stranger.cookies.set("workspace_identity", "orang@lain.example")
        address = f"{serving.address}/mail/{OFFICE}/{draft['message']['id']}/draf"
        assert stranger.post(address, data={"lakukan": "kirim"}, timeout=60).status_code == 403


def test_where_draft_ids_stay_deleting_one_erases_what_a_person_sent(office, by_hand):
    assert by_hand("POST", "/_workspace/gmail", json={"draft_ids_stay": True}).json() == {"draft_ids_stay": True}
    draft = draft_of(office, a_mail())
    before = sent_ids(office)
    press(by_hand, draft, "kirim")
    [mail] = sent_ids(office) - before
    assert draft["id"] not in [one["id"] for one in office.drafts().list(userId="me").execute().get("drafts", [])]
    assert office.drafts().get(userId="me", id=draft["id"]).execute()["message"]["id"] == mail
    for request in (
        office.drafts().update(userId="me", id=draft["id"], body={"message": raw(a_mail())}),
        office.drafts().send(userId="me", body={"id": draft["id"]}),
    ):
        assert message(refusal(request)[1]) == "Message not a draft"
    office.drafts().delete(userId="me", id=draft["id"]).execute()
    assert refusal(office.messages().get(userId="me", id=mail))[0] == 404
    assert refusal(office.drafts().get(userId="me", id=draft["id"]))[0] == 404


def test_what_is_no_habit_of_gmails_is_refused(by_hand):
    assert by_hand("POST", "/_workspace/gmail", json={"draft_ids_stay": "ya"}).status_code == 400


def nested(depth):
    mail = a_mail(subject="paling dalam")
    for _ in range(depth):
        mail = b"To: siti@x.example\r\nSubject: luar\r\nContent-Type: message/rfc822\r\n\r\n" + mail
    return mail


@pytest.mark.parametrize(
    "mail",
    [
        b'To: siti@x.example\r\nSubject: s\r\nContent-Type: text/plain; charset="utf\x00-8"\r\n\r\nisi',
        nested(300),
    ],
    ids=["a charset with a NUL", "300 mails within one another"],
)
def test_a_mail_that_nobody_could_read_arrives_all_the_same(office, mail):
    sent = office.messages().insert(userId="me", body=raw(mail)).execute()
    found = office.messages().get(userId="me", id=sent["id"], format="raw").execute()["raw"]
    assert base64.urlsafe_b64decode(found) == mail
    assert office.messages().get(userId="me", id=sent["id"], format="full").execute()["id"] == sent["id"]
