"""Builders of forms for the tests."""

import json
from urllib.parse import urljoin


def text(title, paragraph=False, required=False):
    return _item(title, {"textQuestion": {"paragraph": paragraph}}, required)


def choice(title, *options, kind="RADIO", other=False, required=False):
    listed = [one if isinstance(one, dict) else {"value": one} for one in options]
    return _item(
        title,
        {"choiceQuestion": {"type": kind, "options": listed + ([{"isOther": True}] if other else [])}},
        required,
    )


def asked(title, required=False, **question):
    return _item(title, question, required)


def _item(title, question, required):
    return {"title": title, "questionItem": {"question": {"required": required, **question}}}


def section(title):
    return {"title": title, "pageBreakItem": {}}


def grid(title, rows, columns, kind="RADIO"):
    return {
        "title": title,
        "questionGroupItem": {
            "questions": [{"rowQuestion": {"title": row}} for row in rows],
            "grid": {"columns": {"type": kind, "options": [{"value": column} for column in columns]}},
        },
    }


def admit(forms, id, **permission):
    """Let somebody answer a form: anyone, where nobody is named."""
    body = json.dumps({"role": "reader", "view": "published", **(permission or {"type": "anyone"})})
    to = urljoin(forms._baseUrl, f"/drive/v3/files/{id}/permissions")
    answer, content = forms._http.request(to, "POST", body, {"content-type": "application/json"})
    assert answer.status == 200, content


def a_form(forms, *items, title="Pengaduan", published=True, admits=True):
    """Make a form through the API; give it as `forms.get` does."""
    id = forms.create(body={"info": {"title": title}}).execute()["formId"]
    requests = [{"createItem": {"item": item, "location": {"index": at}}} for at, item in enumerate(items)]
    if requests:
        forms.batchUpdate(formId=id, body={"requests": requests}).execute()
    if published:
        state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
        forms.setPublishSettings(formId=id, body={"publishSettings": state}).execute()
        if admits:
            admit(forms, id)
    return forms.get(formId=id).execute()


def entry(form, title):
    """Give the public page's field name of a question."""
    for item in form["items"]:
        if item.get("title") == title:
            return f"entry.{int(item['questionItem']['question']['questionId'], 16)}"
    raise LookupError(title)


def send_url(form):
    return form["responderUri"].replace("/viewform", "/formResponse")
