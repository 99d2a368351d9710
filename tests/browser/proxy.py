"""A reverse proxy as an operator might put in front: it serves the app under a path, which it strips."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HEAD_BYTES = 65_536
ABSENT = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOTHING = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
ICON = "/favicon.ico"  # of the whole site: browsers ask for it before a page can name its own


@dataclass
class Proxy:
    """prefix: path that is served; upstream: the app's port. strays: paths asked for outside of it."""

    prefix: str
    upstream: int
    port: int = 0
    strays: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}/"

    def serve(self, browser: socket.socket) -> None:
        """One request, or one web socket; then the connection ends."""
        head, rest = _head(browser)
        method, _, line = head.partition(" ")
        path = line.partition(" ")[0]
        if not path.startswith(f"{self.prefix}/"):
            if path and path != ICON:
                self.strays.append(path)
            browser.sendall(NOTHING if path == ICON else ABSENT)
            return
        self.passed.append(path)
        asked = f"{method} {line.removeprefix(self.prefix)}".split("\r\n")
        if not any(one.lower().startswith("upgrade: websocket") for one in asked):
            asked = [one for one in asked if not one.lower().startswith("connection:")]
            asked.append("Connection: close")
        asked += ["X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: http", "\r\n"]
        with socket.create_connection(("127.0.0.1", self.upstream)) as app:
            app.sendall("\r\n".join(asked).encode("latin-1") + rest)
            up = threading.Thread(target=_pour, args=(browser, app), daemon=True)
            up.start()
            _pour(app, browser)
            up.join(1)


def _head(browser: socket.socket) -> tuple[str, bytes]:
    """Request line and headers, and what came after them already."""
    data = b""
    while b"\r\n\r\n" not in data and len(data) < HEAD_BYTES:
        more = browser.recv(HEAD_BYTES)
        if not more:
            return "", b""
        data += more
    head, _, rest = data.partition(b"\r\n\r\n")
    return head.decode("latin-1"), rest


def _pour(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until either end closes."""
    with contextlib.suppress(OSError):
        while data := source.recv(HEAD_BYTES):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def proxied(prefix: str, upstream: int) -> Iterator[Proxy]:
    """The proxy at a free port."""
    proxy = Proxy(prefix, upstream)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                proxy.serve(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        proxy.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield proxy
        server.shutdown()
