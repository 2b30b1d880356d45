"""What the preview shows now: the last site that could be made, and what is wrong since then."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol
from urllib.parse import quote

from handbook import report
from handbook.diagnostics import Diagnostic, failed
from handbook.theme import ASSETS

WORKER = "sw.js"


class Made(Protocol):
    """A site as the preview needs it: files by address, and what there is to say."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Files by address."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong."""

    @property
    def sources(self) -> Mapping[str, str]:
        """The texts that it is said of, by path."""


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the preview: `edition` counts the changes, `files` are of the last good site."""

    edition: int
    files: Mapping[str, bytes]
    faults: tuple[Mapping[str, Any], ...]


class Preview:
    """The state, and how it changes: replaced whole, so that no reader sees half of one and half of the next."""

    def __init__(self, make: Callable[[], Made], editor: str) -> None:
        """`make` gives the site of now; `editor` is an address that opens `{path}` at `{line}` and `{column}`."""
        self._make = make
        self._editor = editor
        self._making = threading.Lock()
        self.state = State(0, {}, ())

    def renew(self) -> State:
        """Make the site again. If that is not good, the last good one stays and the faults are shown over it."""
        with self._making:
            before = self.state
            try:
                made = self._make()
            except Exception as error:  # noqa: BLE001 - a bug in the generator must not end the preview
                fault = {"text": f"The preview could not be made: {type(error).__name__}: {error}", "address": ""}
                self.state = State(before.edition + 1, before.files, (fault,))
                return self.state
            good = not failed(made.diagnostics) or not before.files
            faults = tuple(self._fault(one, made.sources) for one in made.diagnostics)
            self.state = State(before.edition + 1, made.files if good else before.files, faults)
            return self.state

    def _fault(self, one: Diagnostic, sources: Mapping[str, str]) -> dict[str, Any]:
        place = {"path": quote(one.span.path), "line": one.span.line, "column": one.span.column}
        return {
            "severity": str(one.severity),
            "text": report.full((one,), sources, colour=False),
            "address": self._editor.format_map(place) if self._editor else "",
        }


def answer(state: State, path: str) -> tuple[bytes, str] | None:
    """The content and type of what lies at `path` (without the leading slash), or None.

    The worker that keeps a site for offline use is left out: it would show what was, not what is. A page gets the
    scripts of the preview, which are never part of a published site. Assets are found whatever edition's folder is
    asked for, so that a page of before can still change its style.
    """
    address = path if path and not path.endswith("/") else f"{path}index.html"
    content = state.files.get(address) if address != WORKER else None
    if content is None and address.startswith(f"{ASSETS}/"):
        name = address.split("/", 2)[-1]
        content = next(
            (one for at, one in state.files.items() if at.startswith(ASSETS) and at.endswith(f"/{name}")), None
        )
    if content is None:
        return None
    if address.endswith(".html"):
        content = content.replace(b"</body>", _scripts(state) + b"</body>", 1)
    return content, media_type(address)


def _scripts(state: State) -> bytes:
    return (
        '<link rel="stylesheet" href="/~preview/overlay.css">'
        f'<script src="/~preview/overlay.js?edition={state.edition}"></script>'
        '<script src="/livereload.js"></script>'
    ).encode()


def faults(state: State) -> bytes:
    """What is wrong now, for the overlay."""
    return json.dumps({"edition": state.edition, "faults": state.faults}).encode()


_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "webmanifest": "application/manifest+json",
}


def media_type(address: str) -> str:
    """The media type of a file, by its ending."""
    return _TYPES.get(address.rpartition(".")[2], "application/octet-stream")


def missing(path: str) -> bytes:
    """The page for an address where nothing is, which goes away when something is made there."""
    return (
        f'<!doctype html><html lang="en"><title>Nothing here</title><body><h1>Nothing at {escape(path)}</h1>'
        '<p><a href="/">To the home page</a></p></body></html>'
    ).encode()
