"""Gmail over the wire, through Google's own client."""

import base64
import io
import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
import requests
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from local_workspace.server import serve
from tests.local_workspace.clients import client

OFFICE = "kantor@office.example"
SITI = "siti@pelanggan.example"


@pytest.fixture(scope="module")
def one_server(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace"), check_answers=True) as running:
        yield running


@pytest.fixture
def serving(one_server):
    """Give the server with empty mailboxes: starting one for each test would take seconds."""
    store = one_server.workspace.store
    with store.transaction():
        of_mails = ("mail", "mail_content", "mail_draft", "mail_label")
        for table in (*of_mails, "mail_history", "mail_history_kept", "mail_unknown_address"):
            store.do(f"delete from {table}")  # noqa: S608 (the names above)
        one_server.workspace.clock.follow_the_machine()
    return one_server


@pytest.fixture
def office(serving):
    with client(serving, "gmail", OFFICE) as gmail:
        yield gmail.users()


@pytest.fixture
def siti(serving):
    with client(serving, "gmail", SITI) as gmail:
        yield gmail.users()


def a_mail(to=SITI, subject="Keluhan diterima", text="Terima kasih.", sender="Balai <lain@x.example>", **headers):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def raw(mail):
    return {"raw": base64.urlsafe_b64encode(mail if isinstance(mail, bytes) else mail.as_bytes()).decode()}


def send(users, mail, **more):
    return users.messages().send(userId="me", body={**raw(mail), **more}).execute()


def ids(users, **asked):
    return [one["id"] for one in users.messages().list(userId="me", **asked).execute().get("messages", [])]


def headers_of(users, id, *names):
    found = users.messages().get(userId="me", id=id, format="metadata", metadataHeaders=list(names)).execute()
    return {one["name"]: one["value"] for one in found["payload"]["headers"]}


def refusal(request):
    with pytest.raises(HttpError) as caught:
        request.execute()
    return caught.value.status_code, json.loads(caught.value.content)["error"]


def test_a_draft_sent_is_gone_and_lands_in_both_mailboxes(office, siti):
    draft = office.drafts().create(userId="me", body={"message": raw(a_mail())}).execute()
    assert draft["message"]["labelIds"] == ["DRAFT"]
    assert ids(siti) == []

    sent = office.drafts().send(userId="me", body={"id": draft["id"]}).execute()

    assert sent["labelIds"] == ["SENT"]
    status, error = refusal(office.drafts().get(userId="me", id=draft["id"]))
    assert (status, error["message"], error["status"]) == (404, "Requested entity was not found.", "NOT_FOUND")
    assert refusal(office.drafts().send(userId="me", body={"id": draft["id"]}))[0] == 404
    assert ids(office, q="in:sent") == [sent["id"]]
    [received] = ids(siti)
    assert siti.messages().get(userId="me", id=received).execute()["labelIds"] == ["UNREAD", "INBOX"]


def test_sending_replaces_the_message_id_and_the_sender_and_sets_the_date(serving, office, siti):
    requests.post(f"{serving.address}/_workspace/clock", json={"stop_at": "2026-11-02T09:30:00+08:00"}, timeout=120)
    send(office, a_mail(Message_ID="<punya.kita@office.example>"))
    [id] = ids(siti)
    headers = headers_of(siti, id, "From", "Date", "Message-ID", "Return-Path")
    assert headers["From"] == f"Balai <{OFFICE}>"
    assert headers["Date"] == "Mon, 02 Nov 2026 01:30:00 +0000"
    assert headers["Message-ID"].endswith("@mail.gmail.com>")
    assert headers["Return-Path"] == f"<{OFFICE}>"
    assert siti.messages().get(userId="me", id=id).execute()["internalDate"] == "1793583000000"


def test_copies_and_blind_copies_arrive_without_telling_of_the_blind_ones(serving, office, siti):
    send(office, a_mail(Cc="budi@x.example", Bcc="arsip@x.example"))
    with client(serving, "gmail", "arsip@x.example") as archive, client(serving, "gmail", "budi@x.example") as budi:
        for users in (archive.users(), budi.users(), siti):
            [id] = ids(users)
            assert "Bcc" not in headers_of(users, id, "Bcc", "To")
    [own] = ids(office)
    assert headers_of(office, own, "Bcc") == {"Bcc": "arsip@x.example"}


@pytest.mark.parametrize(
    "to", ["siti", "siti@", "a@b.example c@d.example", "siti@kantor", "<x@y.example", "a@b..example"]
)
def test_a_recipient_that_is_no_address_is_refused_for_drafts_and_mails(office, to):
    mail = b"From: x@x.example\r\nTo: " + to.encode() + b"\r\nSubject: s\r\n\r\nisi"
    for request in (
        office.messages().send(userId="me", body=raw(mail)),
        office.drafts().create(userId="me", body={"message": raw(mail)}),
    ):
        status, error = refusal(request)
        assert (status, error["message"], error["errors"][0]["reason"]) == (
            400,
            "Invalid To header",
            "invalidArgument",
        )


def test_a_mail_without_recipients_can_be_drafted_but_not_sent(office):
    mail = b"Subject: tanpa alamat\r\n\r\nisi"
    draft = office.drafts().create(userId="me", body={"message": raw(mail)}).execute()
    assert refusal(office.drafts().send(userId="me", body={"id": draft["id"]}))[1]["message"] == (
        "Recipient address required"
    )
    assert office.drafts().get(userId="me", id=draft["id"]).execute()["id"] == draft["id"]


def test_the_body_stays_the_bytes_it_was(office, siti):
    body = b"baris satu\nbaris \xf0\x9f\x98\x80 dua\r\n\r\n.\r\nakhir tanpa baris baru"
    send(
        office, b"To: " + SITI.encode() + b"\r\nSubject: s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body
    )
    [id] = ids(siti)
    found = base64.urlsafe_b64decode(siti.messages().get(userId="me", id=id, format="raw").execute()["raw"])
    assert found.endswith(b"\r\n\r\n" + body)


def test_attachments_come_with_the_mail_and_are_fetched_by_their_id(office, siti):
    mail = a_mail(text="Terlampir.")
    mail.add_alternative("<p>Terlampir.</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.7 \x00\xff", maintype="application", subtype="pdf", filename="Surat – balasan.pdf")
    media = MediaIoBaseUpload(io.BytesIO(mail.as_bytes()), "message/rfc822")
    office.messages().send(userId="me", media_body=media).execute()

    [id] = ids(siti, q="has:attachment filename:pdf")
    payload = siti.messages().get(userId="me", id=id).execute()["payload"]
    both, pdf = payload["parts"]
    assert [part["mimeType"] for part in both["parts"]] == ["text/plain", "text/html"]
    assert base64.urlsafe_b64decode(both["parts"][0]["body"]["data"]).strip() == b"Terlampir."
    assert (pdf["partId"], pdf["filename"]) == ("1", "Surat – balasan.pdf")
    fetched = siti.messages().attachments().get(userId="me", messageId=id, id=pdf["body"]["attachmentId"]).execute()
    assert base64.urlsafe_b64decode(fetched["data"]) == b"%PDF-1.7 \x00\xff"


def test_an_uploaded_draft_can_be_changed_and_sent(office, siti):
    media = MediaIoBaseUpload(io.BytesIO(a_mail(subject="lama").as_bytes()), "message/rfc822")
    draft = office.drafts().create(userId="me", body={"message": {}}, media_body=media).execute()
    changed = (
        office.drafts().update(userId="me", id=draft["id"], body={"message": raw(a_mail(subject="baru"))}).execute()
    )
    assert changed["id"] == draft["id"]
    assert changed["message"]["id"] != draft["message"]["id"]
    assert changed["message"]["threadId"] == draft["message"]["threadId"]
    listed = office.drafts().list(userId="me").execute()
    assert [one["message"]["id"] for one in listed["drafts"]] == [changed["message"]["id"]]
    office.drafts().send(userId="me", body={"id": draft["id"]}).execute()
    assert headers_of(siti, ids(siti)[0], "Subject") == {"Subject": "baru"}
    assert "drafts" not in office.drafts().list(userId="me").execute()


def test_an_answer_joins_its_thread_on_both_sides_and_another_subject_does_not(office, siti):
    send(office, a_mail(subject="Keluhan KEL-1"))
    [first] = ids(siti)
    about = headers_of(siti, first, "Message-ID")["Message-ID"]
    thread = siti.messages().get(userId="me", id=first).execute()["threadId"]
    answer = send(siti, a_mail(OFFICE, "Re: Keluhan KEL-1", In_Reply_To=about, References=about), threadId=thread)
    send(siti, a_mail(OFFICE, "Hal lain", In_Reply_To=about, References=about))

    assert answer["threadId"] == thread
    assert len(siti.threads().get(userId="me", id=thread).execute()["messages"]) == 2
    [sent] = ids(office, q="in:sent")
    own_thread = office.messages().get(userId="me", id=sent).execute()["threadId"]
    assert [m["labelIds"] for m in office.threads().get(userId="me", id=own_thread).execute()["messages"]] == [
        ["SENT"],
        ["UNREAD", "INBOX"],
    ]
    assert len(office.threads().list(userId="me").execute()["threads"]) == 2


def test_labels_have_one_name_each_and_mails_carry_them(office):
    label = office.labels().create(userId="me", body={"name": "Keluhan/Selesai"}).execute()
    status, error = refusal(office.labels().create(userId="me", body={"name": "keluhan/selesai"}))
    assert (status, error["message"]) == (409, "Label name exists or conflicts")
    assert refusal(office.labels().create(userId="me", body={"name": "inbox"}))[0] == 400

    sent = send(office, a_mail())
    office.messages().modify(userId="me", id=sent["id"], body={"addLabelIds": [label["id"]]}).execute()
    assert ids(office, q="label:keluhan-selesai") == [sent["id"]]
    assert ids(office, labelIds=[label["id"]]) == [sent["id"]]
    assert office.labels().get(userId="me", id=label["id"]).execute()["messagesTotal"] == 1
    assert refusal(office.messages().modify(userId="me", id=sent["id"], body={"addLabelIds": ["Label_9"]}))[0] == 400
    office.labels().patch(userId="me", id=label["id"], body={"name": "Lama"}).execute()
    assert "Lama" in [one["name"] for one in office.labels().list(userId="me").execute()["labels"]]
    office.labels().delete(userId="me", id=label["id"]).execute()
    assert office.messages().get(userId="me", id=sent["id"]).execute()["labelIds"] == ["SENT"]


def test_marking_and_the_bin(office, siti):
    send(office, a_mail())
    [id] = ids(siti, q="is:unread")
    siti.messages().batchModify(userId="me", body={"ids": [id], "removeLabelIds": ["UNREAD"]}).execute()
    assert ids(siti, q="is:unread") == []
    siti.messages().trash(userId="me", id=id).execute()
    assert ids(siti) == []
    assert ids(siti, q="in:anywhere") == ids(siti, includeSpamTrash=True) == ids(siti, labelIds=["TRASH"]) == [id]
    siti.messages().untrash(userId="me", id=id).execute()
    assert ids(siti) == [id]
    siti.messages().delete(userId="me", id=id).execute()
    assert refusal(siti.messages().get(userId="me", id=id))[0] == 404


def test_history_tells_what_happened_since(office, siti):
    send(office, a_mail())
    start = siti.getProfile(userId="me").execute()["historyId"]
    send(office, a_mail(subject="kedua"))
    [second, first] = ids(siti)
    siti.messages().modify(userId="me", id=first, body={"removeLabelIds": ["UNREAD"]}).execute()
    history = siti.history().list(userId="me", startHistoryId=start).execute()["history"]
    assert [set(one) - {"id", "messages"} for one in history] == [{"messagesAdded"}, {"labelsRemoved"}]
    assert history[0]["messagesAdded"][0]["message"]["id"] == second
    assert history[1]["labelsRemoved"][0]["labelIds"] == ["UNREAD"]
    only = siti.history().list(userId="me", startHistoryId=start, historyTypes=["labelRemoved"]).execute()
    assert len(only["history"]) == 1


def test_history_that_is_forgotten_is_not_found_and_goes_on_from_there(office, siti, serving):
    start = siti.getProfile(userId="me").execute()["historyId"]
    send(office, a_mail(subject="sementara itu"))
    told = requests.post(f"{serving.address}/_workspace/forget-history", json={"mailbox": SITI}, timeout=60)
    assert told.status_code == 200
    assert refusal(siti.history().list(userId="me", startHistoryId=start))[0] == 404
    now = siti.getProfile(userId="me").execute()["historyId"]
    assert int(now) > int(start)
    assert "history" not in siti.history().list(userId="me", startHistoryId=now).execute()
    send(office, a_mail(subject="sesudahnya"))
    assert len(siti.history().list(userId="me", startHistoryId=now).execute()["history"]) == 1


def test_history_comes_in_pages_and_by_label(office, siti):
    start = siti.getProfile(userId="me").execute()["historyId"]
    sent = [send(office, a_mail(subject=f"surat {n}")) for n in range(3)]
    assert sent
    asked = {"userId": "me", "startHistoryId": start, "maxResults": 2}
    first = siti.history().list(**asked).execute()
    second = siti.history().list(**asked, pageToken=first["nextPageToken"]).execute()
    assert [len(page["history"]) for page in (first, second)] == [2, 1]
    assert "nextPageToken" not in second
    assert first["historyId"] == second["historyId"]
    [newest, *_] = ids(siti)
    siti.messages().trash(userId="me", id=newest).execute()
    thrown = siti.history().list(userId="me", startHistoryId=start, labelId="TRASH").execute()["history"]
    assert {one["messages"][0]["id"] for one in thrown} == {newest}
    assert refusal(siti.history().list(**asked, pageToken="x"))[0] == 400


def test_lists_come_in_pages_newest_first(office):
    sent = [send(office, a_mail(subject=f"surat {n}"))["id"] for n in range(5)]
    seen, request = [], office.messages().list(userId="me", maxResults=2)
    while request is not None:
        page = request.execute()
        assert page["resultSizeEstimate"] == 5
        seen += [one["id"] for one in page["messages"]]
        request = office.messages().list_next(request, page)
    assert seen == sent[::-1]


def test_somebody_elses_mailbox_is_closed(office):
    assert refusal(office.messages().list(userId=SITI))[0] == 403
    assert office.getProfile(userId=OFFICE).execute()["emailAddress"] == OFFICE


def test_an_address_that_does_not_exist_bounces_into_the_thread(serving, office):
    requests.post(f"{serving.address}/_workspace/unknown-addresses", json=["hilang@x.example"], timeout=120)
    sent = send(office, a_mail("hilang@x.example"))
    [bounce] = ids(office, q="from:mailer-daemon")
    found = office.messages().get(userId="me", id=bounce).execute()
    assert found["threadId"] == sent["threadId"]
    assert headers_of(office, bounce, "Return-Path", "X-Failed-Recipients", "Auto-Submitted") == {
        "Return-Path": "<>",
        "X-Failed-Recipients": "hilang@x.example",
        "Auto-Submitted": "auto-replied",
    }


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ("pass", "dkim=pass header.i=@pelanggan.example header.s=local; spf=pass"),
        ("fail", "spf=fail"),
        ("permerror", "dmarc=permerror header.from=pelanggan.example"),
        ("none", "spf=none"),
    ],
)
def test_a_mail_that_arrives_is_stamped_on_top_with_what_is_set_for_its_domain(serving, office, siti, found, says):
    control = f"{serving.address}/_workspace/mail-origin"
    assert requests.post(control, json={"domain": "Pelanggan.example", "found": found}, timeout=120).ok
    assert requests.post(control, json={"domain": "a.example", "found": "?"}, timeout=120).status_code == 400
    forged = "mx.google.com; dmarc=pass header.from=bank.example"
    send(siti, a_mail(OFFICE, Authentication_Results=forged))
    content = office.messages().get(userId="me", id=ids(office)[0], format="raw").execute()["raw"]
    stamps = message_from_bytes(base64.urlsafe_b64decode(content), policy=default).get_all(
        "Authentication-Results", []
    )
    assert stamps[0].startswith("mx.google.com; ")
    assert says in stamps[0]
    assert stamps[1:] == [forged]


def test_a_mail_to_oneself_is_one_mail(office):
    send(office, a_mail(OFFICE))
    [id] = ids(office)
    assert set(office.messages().get(userId="me", id=id).execute()["labelIds"]) == {"SENT", "INBOX", "UNREAD"}


def test_inserted_mail_keeps_its_date_when_asked_and_is_sent_to_nobody(office, siti):
    mail = a_mail(Date="Fri, 30 Oct 2026 10:00:00 +0800")
    found = (
        office.messages()
        .insert(userId="me", body={**raw(mail), "labelIds": ["INBOX"]}, internalDateSource="dateHeader")
        .execute()
    )
    assert office.messages().get(userId="me", id=found["id"]).execute()["internalDate"] == "1793325600000"
    assert ids(siti) == []


@pytest.mark.parametrize(
    "broken", [b"", b"tanpa kepala surat", b"Subject\r\n\r\n", b"\xff\xfe: x\r\nTo: " + SITI.encode()]
)
def test_a_broken_mail_breaks_nothing(office, broken):
    request = office.messages().send(userId="me", body=raw(broken))
    assert refusal(request)[0] == 400
    assert ids(office) == []


def test_mail_survives_a_restart(tmp_path):
    with serve(tmp_path) as serving, client(serving, "gmail", OFFICE) as gmail:
        sent = send(gmail.users(), a_mail())
    with serve(tmp_path) as serving, client(serving, "gmail", OFFICE) as gmail:
        found = gmail.users().messages().get(userId="me", id=sent["id"], format="raw").execute()
        mail = message_from_bytes(base64.urlsafe_b64decode(found["raw"]), policy=default)
        assert mail["Subject"] == "Keluhan diterima"
