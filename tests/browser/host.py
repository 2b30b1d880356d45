"""A web host on this machine, with the faults of real ones."""

from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event
from typing import cast


class Host(ThreadingHTTPServer):
    """A web host: it can fall silent, refuse addresses, and be given another edition of the site."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.silent = Event()
        self.refused = ""
        self.turned_away: list[str] = []

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
