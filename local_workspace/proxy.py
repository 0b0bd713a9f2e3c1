"""A loopback HTTPS proxy, so that unmodified clients reach the workspace under Google's own addresses.

Set `HTTPS_PROXY`, `REQUESTS_CA_BUNDLE` and `HTTPLIB2_CA_CERTS` to what `Proxy.environment` says. Only Google's hosts
are answered, and only from the workspace: nothing leaves the machine.
"""

from __future__ import annotations

import re
import ssl
from pathlib import Path
from types import TracebackType
from typing import Self

from werkzeug.wrappers import Response

from .core.certificates import Authority
from .core.wire import Handler, WireServer
from .workspace import Workspace

GOOGLES = re.compile(r"(?:[\w-]+\.)*(?:googleapis|google)\.com\Z")


class Proxy:
    """Terminates TLS for Google's hosts and answers from one workspace; a context manager.

    Args:
        workspace: what answers; it must be served already.
        folder: where the certificates lie.
        port: 0 takes a free one.
    """

    def __init__(self, workspace: Workspace, folder: Path, port: int = 0) -> None:
        self.authority = Authority(folder)
        self._server = _ProxyServer(workspace, self.authority, port)
        self._server.start()

    @property
    def environment(self) -> dict[str, str]:
        """What the environment of a client must say."""
        bundle = str(self.authority.bundle)
        return {
            "HTTPS_PROXY": f"http://127.0.0.1:{self._server.port}",
            "https_proxy": f"http://127.0.0.1:{self._server.port}",
            "REQUESTS_CA_BUNDLE": bundle,
            "HTTPLIB2_CA_CERTS": bundle,
            "SSL_CERT_FILE": bundle,
        }

    @property
    def refusal(self) -> int:
        """The status with which it lets nobody through; 0 lets Google's hosts through."""
        return self._server.refusal

    @refusal.setter
    def refusal(self, status: int) -> None:
        self._server.refusal = status

    def stop(self) -> None:
        """Leave no thread and no socket."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _ProxyHandler(Handler):
    server: _ProxyServer

    def do_CONNECT(self) -> None:  # noqa: N802 (http.server looks for this name)
        """Become the host asked for, and serve what is said inside."""
        host = self.path.rpartition(":")[0].lower()
        if self.server.refusal:
            self.close_connection = True
            self._send(Response("No way through.\n", self.server.refusal))
            return
        if not GOOGLES.match(host):
            self.close_connection = True
            self._send(Response(f"{host} is none of Google's hosts.\n", 403))
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        plain = self.connection
        try:
            # Closing the wrapped socket must not close the plain one, which the server closes itself.
            inside = self.server.authority.context(host).wrap_socket(plain.dup(), server_side=True)
        except (ssl.SSLError, ConnectionError):
            self.close_connection = True
            return
        with inside:
            _InsideHandler(inside, self.client_address, self.server)
        self.close_connection = True

    def serve_one(self) -> None:
        """Refuse plain requests: this is a proxy for HTTPS alone."""
        self.close_connection = True
        self._send(Response("This proxy speaks HTTPS only.\n", 400))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve_one  # noqa: N815 (http.server looks for these names)


class _InsideHandler(Handler):
    """The conversation inside the tunnel."""

    def handle(self) -> None:
        """Serve until the client hangs up, however it does."""
        try:
            super().handle()
        except ssl.SSLError:
            self.close_connection = True


class _ProxyServer(WireServer):
    scheme = "https"

    def __init__(self, workspace: Workspace, authority: Authority, port: int) -> None:
        self.authority = authority
        self.refusal = 0
        super().__init__(workspace.respond, port, _ProxyHandler)
