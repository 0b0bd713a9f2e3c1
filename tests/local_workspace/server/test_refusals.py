"""Refusals in Google's words and envelopes, as they were seen from the real services."""

import pytest

from tests.local_workspace.server.calling import a_session

SHEETS = "/v4/spreadsheets"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"


class Client:
    """Somebody who asks by path."""

    def __init__(self, address):
        self._address = address
        self._session = a_session()

    def request(self, verb, path, **rest):
        return self._session.request(verb, self._address + path, timeout=120, **rest)

    def get(self, path, **rest):
        return self.request("GET", path, **rest)

    def put(self, path, json):
        return self.request("PUT", path, json=json)

    def post(self, path, json):
        return self.request("POST", path, json=json)


@pytest.fixture
def client(serving):
    return Client(serving.address)


@pytest.fixture
def book(client):
    return SHEETS + "/" + client.post(SHEETS, json={}).json()["spreadsheetId"]


def error(answer):
    return answer.json()["error"]


def violations(answer):
    (detail,) = error(answer)["details"]
    assert detail["@type"] == BAD_REQUEST
    return detail["fieldViolations"]


def put(client, book, values, where="A1"):
    return client.put(f"{book}/values/{where}?valueInputOption=RAW", json={"values": values})


@pytest.mark.parametrize(
    ("values", "field", "printed"),
    [(["x"], "data.values[0]", '"x"'), ("X", "data.values", '"X"'), ([["a"], 1], "data.values[1]", "1")],
)
def test_rows_that_are_no_lists_are_named_by_their_place_in_the_request(client, book, values, field, printed):
    said = f"Invalid value at '{field}' (type.googleapis.com/google.protobuf.ListValue), {printed}"
    answer = put(client, book, values)
    assert (answer.status_code, error(answer)["message"]) == (400, said)
    assert violations(answer) == [{"field": field, "description": said}]


def test_values_that_are_lists_or_objects_are_quoted_as_protobuf_prints_them(client, book):
    listed = put(client, book, [["a"], [["n", 1]]])
    assert error(listed)["message"] == (
        'Invalid values[1][0]: list_value {\n  values {\n    string_value: "n"\n  }\n'
        "  values {\n    number_value: 1.0\n  }\n}\n"
    )
    struct = put(client, book, [[{"a": True}]])
    assert error(struct)["message"] == (
        'Invalid values[0][0]: struct_value {\n  fields {\n    key: "a"\n    value {\n      bool_value: true\n    }\n'
        "  }\n}\n"
    )


def test_a_batch_of_values_says_which_of_them_is_wrong(client, book):
    data = [{"range": "A1", "values": [[1]]}, {"range": "Tidak Ada!A1", "values": [[1]]}]
    answer = client.post(f"{book}/values:batchUpdate", json={"valueInputOption": "RAW", "data": data})
    assert error(answer)["message"] == "Invalid data[1]: Unable to parse range: Tidak Ada!A1"


def test_an_option_that_does_not_exist_is_named_with_its_type(client, book):
    answer = client.get(f"{book}/values/A1?valueRenderOption=Text&$.xgafv=1")
    kind = "type.googleapis.com/google.apps.sheets.v4.ValueRenderOption"
    said = f"Invalid value at 'value_render_option' ({kind}), \"Text\""
    assert error(answer)["message"] == said
    assert violations(answer) == [{"field": "value_render_option", "description": said}]
    assert error(answer)["errors"] == [{"message": said, "reason": "invalid"}]


@pytest.mark.parametrize("option", ["columns", "COLUMNS", "2"])
def test_options_may_be_in_small_letters_or_numbers(client, book, option):
    put(client, book, [["a", "b"], ["c", "d"]])
    assert client.get(f"{book}/values/A1:B2?majorDimension={option}").json()["values"] == [["a", "c"], ["b", "d"]]


def test_a_mask_that_fits_nothing_is_told_in_the_details_alone(client, book):
    answer = client.get(f"{book}?fields=sheets.nama")
    assert error(answer)["message"] == "Request contains an invalid argument."
    assert violations(answer) == [
        {
            "field": "nama",
            "description": "Error expanding 'fields' parameter. Cannot find matching fields for path 'nama'.",
        }
    ]


def test_a_request_is_of_one_kind(client, book):
    def message(request):
        return error(client.post(f"{book}:batchUpdate", json={"requests": [request]}))["message"]

    assert message({}) == "Invalid requests[0]: No request set."
    assert message({"addSheet": {}, "deleteSheet": {"sheetId": 0}}) == (
        "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'"
    )


def test_an_error_value_read_unformatted_tells_its_reason(client, book):
    client.put(f"{book}/values/A1?valueInputOption=USER_ENTERED", json={"values": [["=1/0"]]})
    assert client.get(f"{book}/values/A1").json()["values"] == [["#DIV/0!"]]
    assert client.get(f"{book}/values/A1?valueRenderOption=UNFORMATTED_VALUE").json()["values"] == [
        ["#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)"]
    ]


@pytest.mark.parametrize(
    ("verb", "path", "status", "name", "reason"),
    [
        ("GET", f"{SHEETS}/x", 403, "PERMISSION_DENIED", None),
        ("POST", SHEETS, 401, "UNAUTHENTICATED", None),
        ("GET", "/drive/v3/about?fields=user", 403, "PERMISSION_DENIED", "forbidden"),
        ("POST", "/drive/v3/files", 401, "UNAUTHENTICATED", "required"),
        ("GET", "/gmail/v1/users/me/profile", 401, "UNAUTHENTICATED", "required"),
        ("GET", "/v1/forms/x", 401, "UNAUTHENTICATED", None),
    ],
)
def test_a_call_without_credentials_is_refused_by_service_and_verb(client, verb, path, status, name, reason):
    answer = client.request(verb, path, headers={"Authorization": ""})
    found = error(answer)
    assert (answer.status_code, found["status"]) == (status, name)
    assert found.get("errors", [{}])[0].get("reason") == reason


def test_a_token_that_does_not_exist_has_a_short_text_too(client):
    answer = client.get("/drive/v3/about?fields=user", headers={"Authorization": "Bearer tidak-ada"})
    assert error(answer)["status"] == "UNAUTHENTICATED"
    assert error(answer)["errors"][0]["message"] == "Invalid Credentials"


def test_the_list_of_errors_is_given_as_the_envelope_asks(client, book):
    for path in (f"{book}/values/!!", "/gmail/v1/users/me/messages/zz"):
        assert "errors" in error(client.get(f"{path}?$.xgafv=1"))
        assert "errors" not in error(client.get(f"{path}?$.xgafv=2"))


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ([], "Must specify at least one dataFilter."),
        ([{}], "dataFilter.filter must be specified."),
        ([{"gridRange": {"sheetId": 99}}], "No sheet with id: 99"),
        ([{"gridRange": {"startRowIndex": 1000}}], "gridRange.startRowIndex[1000] is after last row in grid[999]"),
    ],
)
def test_a_filter_that_selects_nothing_is_told_apart(client, book, filters, said):
    answer = client.post(f"{book}/values:batchGetByDataFilter", json={"dataFilters": filters})
    assert (answer.status_code, error(answer)["message"]) == (400, said)
