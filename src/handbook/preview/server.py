"""The server of the preview: the only importer of livereload, its tornado, and watchfiles.

It answers this machine alone: the address is the loopback's, and a request for another host, or from a page of
another origin, is refused, so that no web page elsewhere can read what is being written.
"""

import asyncio
import errno
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import tornado.web
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from watchfiles import Change, DefaultFilter, watch

from handbook.preview.state import Preview, State, answer, media_type, missing

HOST = "127.0.0.1"
TRIES = 20
DEBOUNCE, STEP = 40, 5
"""How long changes are gathered, and how often they are asked for, in milliseconds."""
PATIENCE = 250
"""How soon a folder that was removed is looked for again, in milliseconds."""

_ASSETS = files("handbook.preview")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the server says while it runs: where it listens, and each new edition."""

    listening: Callable[[str], None]
    changed: Callable[[State, Iterable[str]], None]


def serve(preview: Preview, folders: Iterable[Path], port: int, spoken: Spoken) -> None:
    """Serve the preview on `port`, or the next free one, until interrupted; watch `folders` and renew at each change.

    A folder that is not there is waited for. OSError if none of the ports can be had.
    """
    asyncio.run(_serve(preview, list(dict.fromkeys(folders)), port, spoken))


async def _serve(preview: Preview, folders: list[Path], port: int, spoken: Spoken) -> None:
    chosen = _listen(preview, port)
    spoken.listening(f"http://{HOST}:{chosen}/")
    loop, stop = asyncio.get_running_loop(), threading.Event()

    def tell(state: State, paths: list[str]) -> None:
        _reload(paths)
        spoken.changed(state, paths)

    watching = threading.Thread(
        target=_watch, args=(preview, folders, stop, lambda *news: loop.call_soon_threadsafe(tell, *news)), daemon=True
    )
    watching.start()
    try:
        await asyncio.Event().wait()
    finally:
        stop.set()


def _watch(preview: Preview, folders: list[Path], stop: threading.Event, tell: Callable[..., object]) -> None:
    """Renew at each change. What changes while the site is made is seen in the next round, so none is lost.

    A watch is on what lay there when it began: of a folder that was put back, or came, it hears nothing. So it begins
    anew then, and renews when it has, because of what changed in between.
    """
    came: list[str] = []
    while not stop.is_set():
        there = _there(folders)
        for changes in _changes(there, stop):
            paths = sorted({*came, *(path for _, path in changes)})
            if paths:
                tell(preview.renew(), paths)
            gone = {Path(path) for kind, path in changes if kind is Change.deleted}
            now = _there(folders)
            came = [str(one) for one in folders if one in gone or now.get(one) != there.get(one)]
            if came:
                break


def _changes(folders: Iterable[Path], stop: threading.Event) -> Iterator[set[tuple[Change, str]]]:
    """What changes in folders, round by round; every now and then a round in which nothing did."""
    with suppress(FileNotFoundError):  # one went while the watch began
        yield from watch(
            *folders,
            watch_filter=DefaultFilter(),
            debounce=DEBOUNCE,
            step=STEP,
            stop_event=stop,
            rust_timeout=PATIENCE,
            yield_on_timeout=True,
        )


def _there(folders: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """The folders that are there, each with what tells it from another of its name."""
    found = {}
    for one in folders:
        with suppress(OSError):
            stat = one.stat()
            found[one] = (stat.st_dev, stat.st_ino)
    return found


def _reload(paths: list[str]) -> None:
    """Tell every open page. Style sheets alone are changed in place; anything else loads the page again."""
    style = all(path.endswith(".css") for path in paths)
    message = {"command": "reload", "path": paths[0] if style else "page.html", "liveCSS": True, "liveImg": False}
    for waiter in list(LiveReloadHandler.waiters):
        waiter.send_message(message)


def _listen(preview: Preview, port: int) -> int:
    for number in range(port, port + TRIES):
        application = _application(preview, number)
        try:
            application.listen(number, address=HOST)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return number
    raise OSError(errno.EADDRINUSE, f"ports {port} to {port + TRIES - 1} are all taken")


def _application(preview: Preview, port: int) -> tornado.web.Application:
    ours = {f"{HOST}:{port}", f"localhost:{port}"}
    about = {"preview": preview, "ours": ours}
    return tornado.web.Application(
        [
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/livereload", _Waiter, {"ours": ours}),
            (r"/~preview/(.*)", _Overlay, about),
            (r"/(.*)", _Page, about),
        ],
        log_function=lambda _handler: None,
    )


class _Local(tornado.web.RequestHandler):
    """A request that is refused unless it is for this server by its own name."""

    def initialize(self, preview: Preview, ours: set[str]) -> None:
        self.preview = preview
        self.ours = ours

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        if self.request.host not in self.ours or (origin is not None and urlsplit(origin).netloc not in self.ours):
            raise tornado.web.HTTPError(403, reason="Only for this machine")

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def _say(self, content: bytes, kind: str) -> None:
        self.set_header("Content-Type", kind)
        self.finish(content)


class _Page(_Local):
    """A file of the site, from memory."""

    async def get(self, path: str) -> None:
        wanted = unquote(path)
        found = await asyncio.get_running_loop().run_in_executor(None, answer, self.preview.state, wanted)
        if found is None:
            self.set_status(404)
            self._say(missing(self.preview.state, wanted), media_type("index.html"))
        else:
            state = self.preview.state
            if state.shown and wanted.startswith(f"{state.shown.assets}/"):
                self.set_header("Cache-Control", "max-age=31536000, immutable")  # named by what is in it
            self._say(*found)


class _Overlay(_Local):
    """The preview's own scripts, and the faults of now."""

    def get(self, name: str) -> None:
        if name == "faults.json":
            self._say(self.preview.said(self.preview.state), media_type(name))
        elif name in {"patch.js", "overlay.js", "overlay.css"}:
            self._say((_ASSETS / name).read_bytes(), media_type(name))
        else:
            raise tornado.web.HTTPError(404)


class _Waiter(LiveReloadHandler):  # type: ignore[misc]
    """A page that waits for news, from this server alone."""

    def initialize(self, ours: set[str]) -> None:
        self.ours = ours

    def check_origin(self, origin: str) -> bool:
        """Whether the page is one of ours."""
        return urlsplit(origin).netloc in self.ours and self.request.host in self.ours

    def send_message(self, message: dict[str, Any]) -> None:
        """Send, unless the page has gone meanwhile."""
        if self.ws_connection is not None and not self.ws_connection.is_closing():
            super().send_message(message)
