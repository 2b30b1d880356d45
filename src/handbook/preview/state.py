"""What the preview shows now: the last edition that is good, and what is wrong since then."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Protocol
from urllib.parse import quote

from handbook import report
from handbook.diagnostics import Diagnostic, Severity, failed
from handbook.theme import ASSETS

WORKER = "sw.js"
MOST = 50
"""So many faults lie over a page: where a folder of entries is gone, there are hundreds."""


class Edition(Protocol):
    """A site as the preview needs it: files when they are asked for, what is wrong, the texts that it is said of."""

    def file(self, address: str) -> bytes | None:
        """The file at an address, or None."""

    @property
    def assets(self) -> str:
        """The folder of its assets."""

    @property
    def pictured(self) -> object:
        """What its pictures are drawn from: where that is equal, so are they."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong, as far as it is known."""

    @property
    def sources(self) -> Mapping[str, str]:
        """The texts that it is said of, by path."""


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the preview: `number` counts the changes, `shown` is the last good edition, `now` the last.

    `pictured` is the number since which all pictures are the same. `failure` says what kept the last edition from being
    made at all.
    """

    number: int
    shown: Edition | None
    now: Edition | None
    pictured: int = 0
    failure: str = ""


class Preview:
    """The state, and how it changes: replaced whole, so that no reader sees half of one and half of the next."""

    def __init__(self, make: Callable[[], Edition], editor: str) -> None:
        """`make` gives the edition of now; `editor` is an address that opens `{path}` at `{line}` and `{column}`."""
        self._make = make
        self._editor = editor
        self._making = threading.Lock()
        self.state = State(0, None, None)

    def renew(self) -> State:
        """Make the next edition. If that is not good, the last good one stays and the faults are shown over it."""
        with self._making:
            before = self.state
            try:
                now = self._make()
            except Exception as error:  # noqa: BLE001 - a bug in the generator must not end the preview
                failure = f"The preview could not be made: {type(error).__name__}: {error}"
                self.state = replace(before, number=before.number + 1, now=None, failure=failure)
                return self.state
            self.state = _next(before, now)
            return self.state

    def faults(self, state: State) -> tuple[Mapping[str, Any], ...]:
        """What is wrong, for people: the text, and where to mend it. Of very many the errors, and how many more."""
        if state.now is None:
            return ({"text": state.failure, "address": ""},) if state.failure else ()
        found, sources = state.now.diagnostics, state.now.sources
        if len(found) <= MOST:
            return tuple(self._fault(one, sources) for one in found)
        first = sorted(found, key=lambda one: one.severity is not Severity.ERROR)[:MOST]
        more = f"{len(found) - MOST} more: `handbook check` lists them all"
        return (*(self._fault(one, sources) for one in first), {"text": more, "address": ""})

    def said(self, state: State) -> bytes:
        """What is wrong now, for the overlay."""
        told = {"edition": state.number, "pictured": state.pictured, "faults": self.faults(state)}
        return json.dumps(told).encode()

    def _fault(self, one: Diagnostic, sources: Mapping[str, str]) -> dict[str, Any]:
        place = {"path": quote(one.span.path), "line": one.span.line, "column": one.span.column}
        return {
            "severity": str(one.severity),
            "text": report.full((one,), sources, colour=False),
            "address": self._editor.format_map(place) if self._editor else "",
        }


def _next(before: State, now: Edition) -> State:
    """The moment after `before`, when `now` has been made."""
    number = before.number + 1
    if before.shown and failed(now.diagnostics):
        return State(number, before.shown, now, before.pictured)
    same = before.shown is not None and before.shown.pictured == now.pictured
    return State(number, now, now, before.pictured if same else number)


def answer(state: State, path: str) -> tuple[bytes, str] | None:
    """The content and type of what lies at `path` (without the leading slash), or None.

    The worker that keeps a site for offline use is left out: it would show what was, not what is. A page gets the
    scripts of the preview, which are never part of a published site. Assets are found whatever edition's folder is
    asked for, so that a page of before can still change its style.
    """
    address = path if path and not path.endswith("/") else f"{path}index.html"
    if state.shown is None or address == WORKER:
        return None
    if address.startswith(f"{ASSETS}/"):
        address = f"{state.shown.assets}/{address.split('/', 2)[-1]}"
    content = state.shown.file(address)
    if content is None:
        return None
    if address.endswith(".html"):
        content = content.replace(b"</body>", _scripts(state) + b"</body>", 1)
    return content, media_type(address)


def _scripts(state: State) -> bytes:
    return (
        '<link rel="stylesheet" href="/~preview/overlay.css"><script src="/~preview/patch.js"></script>'
        f'<script src="/~preview/overlay.js?edition={state.number}"></script>'
        '<script src="/livereload.js"></script>'
    ).encode()


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


def missing(state: State, path: str) -> bytes:
    """The page for an address where nothing is, which says what is wrong and goes away when something is made there."""
    return (
        (
            f'<!doctype html><html lang="en"><title>Nothing here</title><body><h1>Nothing at {escape(path)}</h1>'
            '<p><a href="/">To the home page</a></p>'
        ).encode()
        + _scripts(state)
        + b"</body></html>"
    )
