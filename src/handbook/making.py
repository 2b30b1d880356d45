"""Works: the pieces of a site, each made from the handbook and made again only when something that it read has changed.

What was made before stands in a ledger, with what it was made from. A ledger on disk lies in several files, each whole
or worth nothing, so that a change writes little; delete them, and nothing changes but the time it takes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TypeVar
from zlib import crc32

from handbook.cache import recall, store
from handbook.diagnostics import Diagnostic
from handbook.reads import Read, Watch

R = TypeVar("R")

SHARES = 16
"""How many files a ledger lies in."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a work: its content, what is wrong with it, and what else those need to know who build on it."""

    content: bytes
    found: tuple[Diagnostic, ...] = ()
    about: object = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger: what a work read, the seal of what it found, what it made, and in how many seconds."""

    reads: tuple[Read, ...]
    seal: bytes
    made: Made
    cost: float = 0


Work = Callable[[], Made]
Ledger = Mapping[str, Line]
Run = Callable[[Callable[[str], Line], list[str]], Iterable[Line]]


def taken(work: Callable[[], R], watch: Watch) -> tuple[R, tuple[Read, ...]]:
    """What comes of a work, and what it read."""
    watch.take()
    made = work()
    return made, watch.take()


def make_line(work: Work, watch: Watch) -> Line:
    """Do a work, and note what it reads."""
    began = process_time()
    made, reads = taken(work, watch)
    return Line(reads, watch.seal(reads), made, process_time() - began)


def holds(line: Line | None, watch: Watch) -> bool:
    """Whether a work would read again what it read then, and so make the same."""
    return line is not None and watch.seal(line.reads) == line.seal


def make_all(works: Mapping[str, Work], ledger: Ledger, watch: Watch, run: Run) -> dict[str, Line]:
    """A line for each work, by its name: out of the ledger where it holds, else made now.

    What is to be made is handed to `run` together, `map` or the like.
    """
    kept = {name: ledger[name] for name in works if holds(ledger.get(name), watch)}
    wanted = [name for name in works if name not in kept]
    fresh = dict(zip(wanted, run(lambda name: make_line(works[name], watch), wanted), strict=True))
    return {name: kept.get(name) or fresh[name] for name in works}


def open_ledger(folder: Path | None, parts: Sequence[str]) -> dict[str, Line]:
    """What a ledger holds that was kept for the same `parts`: whatever else its works depend on, such as the code."""
    found: dict[str, Line] = {}
    if folder:
        for share in range(SHARES):
            found |= recall(*_place(folder, parts, share)) or {}
    return found


def keep_ledger(folder: Path | None, parts: Sequence[str], before: Ledger, after: Ledger) -> None:
    """Write down what has changed since `before`."""
    if folder:
        old, new = _shared(before), _shared(after)
        for share in range(SHARES):
            if not _alike(old[share], new[share]):
                store(*_place(folder, parts, share), new[share])


def _alike(old: Ledger, new: Ledger) -> bool:
    return old.keys() == new.keys() and all(old[name] is line for name, line in new.items())


def _shared(ledger: Ledger) -> list[dict[str, Line]]:
    shares: list[dict[str, Line]] = [{} for _ in range(SHARES)]
    for name, line in ledger.items():
        shares[crc32(name.encode()) % SHARES][name] = line
    return shares


def _place(folder: Path, parts: Sequence[str], share: int) -> tuple[Path, tuple[str, ...]]:
    return folder / f"{share:02d}", (*parts, str(share))
