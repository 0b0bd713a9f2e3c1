"""HTTP/1.1 over a loopback socket, with keep-alive, and a stop that leaves no thread and no socket behind."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from werkzeug.wrappers import Request, Response

from .answers import Answer

Respond = Callable[[Request], Response]
LARGEST_BODY = 1 << 30


class ConnectionCut(Exception):
    """The connection is to end before the answer did (a fault on demand).

    Attributes:
        answer: what is begun and not finished; None is not even begun.
        reset: whether the connection is reset, rather than closed as at a good end.
        sent: how many bytes of the content still arrive.
    """

    def __init__(self, answer: Answer | None = None, *, reset: bool, sent: int | None = None) -> None:
        super().__init__("connection cut")
        self.answer = answer
        self.reset = reset
        self.sent = sent if sent is not None or answer is None else len(answer.content) // 2

    @property
    def begun(self) -> bytes:
        """The head of the answer, with the length of the whole, and the part of the content that arrives."""
        if self.answer is None or not (self.answer.content or self.reset):
            return b""
        # A reset one lacks a byte in any case, so that an answer without content is not taken for whole.
        length = len(self.answer.content) + self.reset
        lines = [f"HTTP/1.1 {self.answer.status} {_phrase(self.answer.status)}", f"Content-Length: {length}"]
        lines.insert(1, f"Content-Type: {self.answer.mime_type}")
        lines += [f"{name}: {value}" for name, value in self.answer.headers.items()]
        return "\r\n".join((*lines, "", "")).encode() + self.answer.content[: self.sent]


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"


class Handler(BaseHTTPRequestHandler):
    """One connection: reads requests, asks `server.respond`, writes the answers."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: WireServer

    def serve_one(self) -> None:
        """Answer the request whose head was just read."""
        try:
            body = self._body()
        except ValueError:
            self.close_connection = True
            self._send(Response("Bad Request\n", 400))
            return
        try:
            response = self.server.respond(Request(self._environ(body)))
        except ConnectionCut as cut:
            self._cut(cut)
            return
        self._send(response)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve_one  # noqa: N815 (http.server looks for these names)

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= LARGEST_BODY:
            raise ValueError(length)
        content = self.rfile.read(length)
        if len(content) < length:
            raise ConnectionAbortedError("the client left in the middle of a body")
        return content

    def _chunks(self) -> bytes:
        content = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
            if len(content) > LARGEST_BODY:
                raise ValueError(len(content))
        while self.rfile.readline().strip():
            pass
        return bytes(content)

    def _environ(self, body: bytes) -> dict[str, Any]:
        path, _, query = self.path.partition("?")
        host, port = self.server.server_address[:2]
        environ = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "REQUEST_URI": self.path,
            "SERVER_NAME": str(host),
            "SERVER_PORT": str(port),
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": str(self.client_address[0]),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.server.scheme,
            "wsgi.input": BytesIO(body),
            "wsgi.errors": None,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
        }
        for name, value in self.headers.items():
            key = "HTTP_" + name.upper().replace("-", "_")
            if key not in ("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"):
                environ[key] = f"{environ[key]},{value}" if key in environ else value
        return environ

    def _send(self, response: Response) -> None:
        streamed = response.is_streamed
        content = b"" if streamed else response.get_data()
        self.send_response_only(response.status_code)
        self.send_header("Server", self.version_string())
        if "Date" not in response.headers:
            self.send_header("Date", self.date_time_string())
        for name, value in response.headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        if streamed:
            self.send_header("Transfer-Encoding", "chunked")
        elif response.status_code not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        try:
            if self.command != "HEAD":
                if streamed:
                    self._stream(response)
                else:
                    self.wfile.write(content)
        finally:
            response.close()

    def _stream(self, response: Response) -> None:
        for piece in response.iter_encoded():
            if piece:
                self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def _cut(self, cut: ConnectionCut) -> None:
        self.close_connection = True
        self.wfile.write(cut.begun)
        self.wfile.flush()
        if not cut.reset:
            return
        # Lingering for 0 seconds turns the close into a reset.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: `/_workspace/requests` tells what was served."""


class WireServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """A threaded HTTP server on 127.0.0.1.

    Args:
        respond: answers one request; called from one thread a connection.
        port: 0 takes a free one.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    scheme = "http"

    def __init__(self, respond: Respond, port: int = 0, handler: type[BaseHTTPRequestHandler] = Handler) -> None:
        self.respond = respond
        self._open: set[socket.socket] = set()
        self._threads_of: set[threading.Thread] = set()
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", port), handler)
        self._loop = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)

    @property
    def port(self) -> int:
        """The port listened on."""
        return int(self.server_address[1])

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._loop.start()

    def stop(self) -> None:
        """Close every connection and wait for every thread; calls under way are finished first."""
        self.shutdown()
        self.server_close()
        self._loop.join(timeout=5)
        # Reading ends at once; an answer under way may still be written, a stream that goes on is cut.
        for how, patience in ((socket.SHUT_RD, 10), (socket.SHUT_RDWR, 5)):
            with self._guard:
                threads = list(self._threads_of)
                for connection in self._open:
                    self._hang_up(connection, how)
            for thread in threads:
                thread.join(timeout=patience)

    @staticmethod
    def _hang_up(connection: socket.socket, how: int) -> None:
        with contextlib.suppress(OSError):  # The other side may have been faster.
            connection.shutdown(how)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve one connection in a thread that `stop` knows."""
        thread = threading.Thread(target=self._serve_connection, args=(request, client_address), daemon=True)
        with self._guard:
            self._open.add(request)
            self._threads_of.add(thread)
        thread.start()

    def _serve_connection(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._guard:
                self._open.discard(request)
                self._threads_of.discard(threading.current_thread())

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a client leave when it likes; anything else is our fault and is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)
