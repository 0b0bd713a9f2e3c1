from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local_workspace.api.calls import Call, Identity
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import UnknownMethod, endpoints_of, serves
from local_workspace.core.answers import Answer
from local_workspace.core.store import Store


class Comments:
    @serves("drive.comments.get", fields_required=True)
    def get(self, call: Call) -> dict[str, Any]:
        return {"id": call.params["commentId"]}

    @serves("drive.comments.list", default_fields="kind,comments(id)")
    def list(self, call: Call) -> dict[str, Any]:
        return {"kind": "drive#commentList", "comments": [{"id": "1", "content": "Setuju"}]}

    @serves("drive.comments.delete")
    def delete(self, call: Call) -> None:
        """Delete nothing."""

    def unmarked(self, call: Call) -> None:
        raise AssertionError("nobody asks for this")


class Messages:
    @serves("gmail.users.messages.trash", "gmail.users.messages.untrash", whole=False)
    def trash(self, call: Call) -> dict[str, Any]:
        return {"id": call.method}

    @serves("gmail.users.messages.delete")
    def delete(self, call: Call) -> None:
        """Delete nothing."""


class Misspelt:
    @serves("drive.comments.remove")
    def remove(self, call: Call) -> None:
        """Serve what Google does not have."""


def ask(resource: object, method: str, **params: Any) -> dict[str, Any] | Answer:
    call = Call(method, params, {}, None, Identity("dewi@bspji.example"), datetime(2026, 11, 30, tzinfo=UTC))
    return endpoints_of(resource)[method].handler(call)


def test_only_marked_methods_are_gathered_under_each_id_of_their_mark() -> None:
    found = endpoints_of(Comments(), Messages())

    assert set(found) == {
        "drive.comments.get",
        "drive.comments.list",
        "drive.comments.delete",
        "gmail.users.messages.trash",
        "gmail.users.messages.untrash",
        "gmail.users.messages.delete",
    }
    assert [id for id, one in found.items() if not one.whole] == [
        "gmail.users.messages.trash",
        "gmail.users.messages.untrash",
    ]


def test_an_id_that_no_discovery_document_knows_is_refused_at_the_start() -> None:
    with pytest.raises(UnknownMethod, match=r"Misspelt: no discovery document knows drive\.comments\.remove"):
        endpoints_of(Misspelt())


def test_an_id_is_served_once() -> None:
    with pytest.raises(UnknownMethod, match="served already"):
        endpoints_of(Comments(), Comments())


def test_an_id_is_served_once_across_services(tmp_path: Path) -> None:
    store = Store(tmp_path)
    api = Api(store)
    api.gather(Comments())

    with pytest.raises(UnknownMethod, match=r"served already: \['drive\.comments\.delete'"):
        api.gather(Comments())
    store.close()


def test_a_method_that_requires_fields_refuses_a_call_without_them() -> None:
    assert ask(Comments(), "drive.comments.get", commentId="7", fields="id") == {"id": "7"}
    with pytest.raises(Refusal, match="The 'fields' parameter is required for this method") as refused:
        ask(Comments(), "drive.comments.get", commentId="7")
    assert (refused.value.status, refused.value.reason, refused.value.location) == (400, "required", "fields")


def test_default_fields_hold_where_a_call_names_none() -> None:
    whole = {"kind": "drive#commentList", "comments": [{"id": "1", "content": "Setuju"}]}

    assert ask(Comments(), "drive.comments.list") == {"kind": "drive#commentList", "comments": [{"id": "1"}]}
    assert ask(Comments(), "drive.comments.list", fields="comments(content)") == whole


def test_a_method_that_returns_nothing_answers_204_and_gmail_names_a_type_even_then() -> None:
    assert ask(Comments(), "drive.comments.delete") == Answer(b"", "", 204)
    assert ask(Messages(), "gmail.users.messages.delete") == Answer(b"", "application/octet-stream", 204)
