"""Multipart bodies arrive byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

from local_workspace.api.multipart import parts

LINE_ENDS = st.sampled_from([b"\n", b"\r\n"])


def _body(end, *contents):
    pieces = [b"--mark" + end + b"Content-Type: text/plain" + end + end + content + end for content in contents]
    return b"".join(pieces) + b"--mark--" + end


@given(
    st.lists(st.lists(st.sampled_from([b"\r", b"\n", b"--", b"mar", b"a", b":"])).map(b"".join), max_size=3),
    LINE_ENDS,
)
def test_any_content_comes_back_whole(contents, end):
    found = parts("multipart/related; boundary=mark", _body(end, *contents))
    assert [content for _, content in found] == contents


def test_headers_are_read_with_either_line_end():
    body = b"--a b\r\nContent-ID: <1>\r\nX-Long: one\r\n  two\r\n\r\nbody\r\n--a b--"
    assert parts('multipart/mixed; boundary="a b"', body) == [
        ({"content-id": "<1>", "x-long": "one\r\n  two"}, b"body")
    ]


def test_without_its_end_a_body_has_no_parts():
    assert parts("multipart/related; boundary=mark", b"--mark\n\nhalf") == []
    assert parts("multipart/related", b"--mark\n\nhalf\n--mark--") == []
