"""What a build is doing and how far it is: a line that goes away, or plain lines where that is no terminal.

The only module that knows rich.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 1.0
"""Seconds that nobody needs to be told about."""

OFTEN = 0.05
"""Seconds between two looks of the line."""


class Progress:
    """The stages of some work, each with when it began. The line is drawn by whoever works, and by no thread."""

    def __init__(self, *, quiet: bool, terminal: bool) -> None:
        self._quiet = quiet
        self._terminal = terminal
        self._began = perf_counter()
        self._stages: list[tuple[str, float]] = []
        self._bar: tuple[Bar, TaskID] | None = None
        self._drawn = 0.0

    def tell(self, doing: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done, and how much of it is done."""
        now = perf_counter()
        new = not self._stages or self._stages[-1][0] != doing
        if new:
            self._stages.append((doing, now))
        if self._quiet or now - self._began < PATIENCE:
            return
        if self._terminal and (new or now - self._drawn > OFTEN):
            self._drawn = now
            self._draw(doing, done, total)
        elif not self._terminal and (new or (total and done == total)):
            click.echo(f"{doing}{f', {done} of {total}' if total else ''} …", err=True)

    def end(self) -> None:
        """Take the line away."""
        self._stages.append(("", perf_counter()))
        if self._bar:
            self._bar[0].stop()

    def times(self) -> dict[str, float]:
        """How many seconds each stage took, in order."""
        found: dict[str, float] = {}
        for (stage, began), (_, ended) in pairwise(self._stages):
            found[stage] = found.get(stage, 0) + ended - began
        return found

    def _draw(self, doing: str, done: int, total: int) -> None:
        bar, task = self._bar or self._begin()
        bar.update(task, description=doing, completed=done, total=total or None, refresh=True)

    def _begin(self) -> "tuple[Bar, TaskID]":
        from rich.console import Console  # noqa: PLC0415 - most builds are over before anything is shown
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Bar(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        bar.start()
        self._bar = (bar, bar.add_task("", total=None))
        return self._bar


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """A progress that is shown on the error stream."""
    doing = Progress(quiet=quiet, terminal=sys.stderr.isatty())
    try:
        yield doing
    finally:
        doing.end()
