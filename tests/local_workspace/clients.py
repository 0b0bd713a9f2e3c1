"""Google's own Python client, pointed at a served workspace."""

import contextlib

import google.auth.credentials
import google_auth_httplib2
import httplib2
from googleapiclient.discovery import build_from_document

from local_workspace.api.discovery import document


class Token(google.auth.credentials.Credentials):
    """A bearer token that never expires."""

    def __init__(self, token):
        super().__init__()
        self.token = token

    def refresh(self, request):
        """Nothing to do."""


@contextlib.contextmanager
def client(serving, service, email):
    """Give google-api-python-client's `service` as a signed-in person."""
    described = {**document(service), "rootUrl": serving.address + "/", "baseUrl": serving.address + "/"}
    plain = httplib2.Http(proxy_info=None)
    # As googleapiclient's own `build_http` does: Drive answers 308 to each piece of an upload.
    plain.redirect_codes = plain.redirect_codes - {308}
    http = google_auth_httplib2.AuthorizedHttp(Token(f"local:{email}"), http=plain)
    with build_from_document(described, http=http) as built:
        yield built
