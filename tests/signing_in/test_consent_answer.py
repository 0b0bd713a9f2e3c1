"""The address that comes back, read: what is a code, what is a refusal, what is neither."""

import pytest

from automation.google.consent_answer import Code, Stopped, Wrong, read_answer

GOOGLES = "https://accounts.google.com/signin/oauth/error"
#: As people quoted them in public.
NOT_FOUND = "Cg5pbnZhbGlkX2NsaWVudBIfVGhlIE9BdXRoIGNsaWVudCB3YXMgbm90IGZvdW5kLiCRAw%3D%3D"
DELETED = "Cg5kZWxldGVkX2NsaWVudBIdVGhlIE9BdXRoIGNsaWVudCB3YXMgZGVsZXRlZC4gkQM%3D"
DELETED_WORDS = "The OAuth client was deleted."
CUT_OFF = "ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2gSsAEKWW91"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("http://127.0.0.1:5000/?state=s&code=4/0A", Code("4/0A")),
        ("http://localhost/?state=s&code=4%2F0A&scope=a+b", Code("4/0A")),
        (" <http://127.0.0.1:5000/?state=s&\n code=4/0A> ", Code("4/0A")),
        ("http://127.0.0.1:5000/?state=s&error=access_denied", Stopped("access_denied")),
        (
            f"{GOOGLES}?authError={NOT_FOUND}&client_id=1",
            Stopped("invalid_client", "The OAuth client was not found."),
        ),
        (f"{GOOGLES}?authError={DELETED}", Stopped("deleted_client", DELETED_WORDS)),
        (f"{GOOGLES}?authError={CUT_OFF}", Stopped("redirect_uri_mismatch", "You")),
        (f"{GOOGLES}?authError=%%%", Wrong.STILL_GOOGLE),
        ("https://accounts.google.com/v3/signin/identifier?x=1", Wrong.STILL_GOOGLE),
        ("http://127.0.0.1:5000/?state=t&code=4/0A", Wrong.ANOTHER_TRY),
        ("http://127.0.0.1:5000/?state=t&error=access_denied", Wrong.ANOTHER_TRY),
        ("http://127.0.0.1:5000/?code=4/0A", Wrong.CUT_OFF),
        ("http://127.0.0.1:5000/?state=s", Wrong.CUT_OFF),
        ("https://127.0.0.1.jahat.example/?state=s&code=4/0A", Wrong.ANOTHER_PAGE),
        (f"http://127.0.0.1:5000/?state=s&authError={DELETED}", Stopped("deleted_client", DELETED_WORDS)),
        (f"http://127.0.0.1:5000/?state=t&authError={DELETED}", Wrong.ANOTHER_TRY),
        (f"http://127.0.0.1:5000/?authError={DELETED}", Wrong.CUT_OFF),
        (f"https://jahat.example/?authError={DELETED}", Wrong.ANOTHER_PAGE),
        (f"https://evilgoogle.com/?authError={DELETED}", Wrong.ANOTHER_PAGE),
        ("https://evilgoogle.com/?state=s&code=4/0A", Wrong.ANOTHER_PAGE),
        ("https://accounts.google.com.jahat.example/", Wrong.ANOTHER_PAGE),
        ("http://[", Wrong.NO_ADDRESS),
        ("4/0Abc", Wrong.CODE_ALONE),
        ("", Wrong.NOTHING),
    ],
)
def test_an_address_is_read_for_what_it_is(text, answer):
    assert read_answer(text, "s") == answer
