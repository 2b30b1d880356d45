"""A preview as its reader has it: the command running in a process of its own, asked over HTTP."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which a test gives up; what it waits for takes a fraction of one."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running preview: the folder of its handbook, and its address."""

    root: Path
    address: str

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """The status and the content of what is served at a path."""
        try:
            asked = urllib.request.Request(f"{self.address}{path}", headers=headers)  # noqa: S310
            with urllib.request.urlopen(asked, timeout=PATIENCE) as said:  # noqa: S310
                return said.status, said.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def faults(self) -> list[str]:
        """What lies over every page now: the text of each fault."""
        return [fault["text"] for fault in json.loads(self.get("~preview/faults.json")[1])["faults"]]

    def shows(self, path: str, said: str) -> Callable[[], bool]:
        """Whether the page at a path holds a text, asked whenever it is called."""
        return lambda: said.encode() in self.get(path)[1]


@contextmanager
def serving(root: Path) -> Iterator[Running]:
    """The preview of the handbook at `root` while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from handbook.cli import main; main()", "--root", str(root), "serve"]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        address = next(found[0].decode() for line in server.stdout if (found := re.search(rb"http://\S+/", line)))
        try:
            yield Running(root, address)
        finally:
            server.terminate()


def until(happens: Callable[[], bool]) -> None:
    """Wait for something that is to happen; an assertion fails if it never does."""
    last = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < last, "nothing happened"
        time.sleep(0.01)
