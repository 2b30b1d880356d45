"""What all tasks share: where the handbook is, exit statuses, how a fault is said."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook import report
from handbook.diagnostics import Diagnostic

if TYPE_CHECKING:
    from handbook.workshop import Workshop

CLEAN, FAULTS = 0, 1


def home(given: Path | None) -> Path:
    """The handbook's folder: `given`, or the nearest one upwards that holds `content/`."""
    here = (given or Path.cwd()).resolve()
    if (here / "content").is_dir():
        return here
    above = next((folder for folder in here.parents if (folder / "content").is_dir()), None)
    if given is not None or above is None:
        where = f"`{given}`" if given is not None else "this folder, nor in one above it"
        raise click.UsageError(f"There is no folder `content` in {where}. Say where it is with --root.")
    return above


def store(root: Path) -> Path:
    """Where a handbook remembers what was worked out; it may be deleted at any time."""
    return root / "build" / "cache"


def tools(root: Path) -> "Workshop":
    """The slow functions, remembering. Their libraries are read only by who asks for them."""
    from handbook.workshop import workshop  # noqa: PLC0415

    return workshop(store(root))


@contextmanager
def unswept() -> Iterator[None]:
    """While a task makes much, throws away little, and then ends, nothing is looked through for what could be freed.

    Not at the end of the process either, which takes seconds where there are many entries.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()


def say(found: Iterable[Diagnostic], sources: dict[str, str]) -> None:
    """Print diagnostics in full on the error stream, if there are any."""
    if found := tuple(found):
        click.echo(report.full(found, sources, colour=coloured(sys.stderr.isatty())), err=True)


def coloured(terminal: bool) -> bool:  # noqa: FBT001 - a fact about the stream
    """Whether to print in colour: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return terminal and "NO_COLOR" not in os.environ


def shown(path: Path) -> str:
    """A path as one would type it here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() or "."
    except ValueError:
        return str(path)
