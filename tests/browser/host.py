"""A web host on this machine, with the faults of real ones."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import cast


class Host(ThreadingHTTPServer):
    """A web host: it can fall silent, refuse addresses, and be given another edition of the site."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, answers: type[SimpleHTTPRequestHandler] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), answers or Handler)
        self.folder = folder
        self.silent = Event()
        self.refused = ""
        self.turned_away: list[str] = []
        self.sent: dict[str, int] = {}
        """The bytes of the last answers by address, as far as they are counted."""

    def handle_error(self, *_: object) -> None:
        """Say nothing of readers who go away."""

    @property
    def url(self) -> str:
        """The address of the site's root."""
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(SimpleHTTPRequestHandler):
    """Answers from the host's folder."""

    def do_GET(self) -> None:
        """Answer, unless the host is to be silent or to refuse."""
        host = cast("Host", self.server)
        self.directory = str(host.folder)
        if host.silent.is_set():
            host.silent.wait()
            Event().wait(20)
        elif host.refused and host.refused in self.path:
            host.turned_away.append(self.path)
            self.send_error(503)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Let nothing be kept but by the worker."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Compressing(Handler):
    """Answers as a host should: compressed, and to be kept for ever where an address is named by its content."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The whole file, packed where that helps."""
        host = cast("Host", self.server)
        self.directory = str(host.folder)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(str(path))
        packs = kind.startswith("text/") or kind.endswith(("json", "svg+xml", "javascript"))
        content = _packed(path) if packs else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packs else kind)
        self.send_header("Content-Length", str(len(content)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        host.sent[self.path] = len(content)
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Say how long it may be kept."""
        lasting = self.path.startswith(("/assets/", "/figures/"))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        super(Handler, self).end_headers()


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


@contextmanager
def serving(folder: Path, answers: type[SimpleHTTPRequestHandler] | None = None) -> Iterator[Host]:
    """A host of the folder, as long as it is asked for."""
    server = Host(folder, answers)
    Thread(target=partial(server.serve_forever, 0.05), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
