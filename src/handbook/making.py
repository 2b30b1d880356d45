"""Works: the pieces of a site, each made from the handbook and made again only when something that it read has changed.

What was made before stands in a ledger, with what it was made from. A ledger on disk lies in several files, each whole
or worth nothing, so that a change writes little, and what was made may lie beside them in a pack; delete any of it, and
nothing changes but the time it takes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import NamedTuple, TypeVar
from zlib import crc32

from handbook.cache import recall, store
from handbook.contents import Content, Pack, fresh_pack, held, packs
from handbook.diagnostics import Diagnostic
from handbook.reads import Read, Watch, once

R = TypeVar("R")

SHARES = 64
"""How many files a ledger lies in."""

SPARE = 2**20
"""So many bytes of a pack, and as many as are used, may be of no use any more before it is written anew."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a work: its content, what is wrong with it, and what else those need to know who build on it."""

    content: bytes
    found: tuple[Diagnostic, ...] = ()
    about: object = None


class Line(NamedTuple):
    """A line of the ledger: what a work read, the seal of what it found, what came of it, and in how many seconds."""

    reads: tuple[Read, ...]
    seal: bytes
    content: Content
    found: tuple[Diagnostic, ...] = ()
    about: object = None
    cost: float = 0


Work = Callable[[], Made]
Ledger = Mapping[str, Line]
Run = Callable[[Callable[[str], Line], list[str]], Iterable[Line]]


def taken(work: Callable[[], R], watch: Watch) -> tuple[R, tuple[Read, ...]]:
    """What comes of a work, and what it read."""
    watch.take()
    made = work()
    return made, watch.take()


def make_line(work: Work, watch: Watch, put: Callable[[bytes], Content] = held) -> Line:
    """Do a work, note what it reads, and put away what comes of it."""
    began = process_time()
    made, reads = taken(work, watch)
    cost = process_time() - began
    return Line(reads, watch.seal(reads), put(made.content), made.found, made.about, cost)


def holds(line: Line | None, watch: Watch) -> bool:
    """Whether a work would read again what it read then, and so make the same."""
    return line is not None and watch.seal(line.reads) == line.seal


def make_all(
    works: Mapping[str, Work], ledger: Ledger, watch: Watch, run: Run, put: Callable[[bytes], Content] = held
) -> dict[str, Line]:
    """A line for each work, by its name: out of the ledger where it holds, else made now and `put` away.

    What is to be made is handed to `run` together, `map` or the like.
    """
    kept = {name: ledger[name] for name in works if holds(ledger.get(name), watch)}
    wanted = [name for name in works if name not in kept]
    fresh = dict(zip(wanted, run(lambda name: make_line(works[name], watch, put), wanted), strict=True))
    return {name: kept.get(name) or fresh[name] for name in works}


def open_ledger(folder: Path | None, parts: Sequence[str]) -> dict[str, Line]:
    """What a ledger holds that was kept for the same `parts`: whatever else its works depend on, such as the code."""
    found: dict[str, Line] = {}
    known: dict[Read, Read] = {}
    if folder is None:
        return found
    for share in range(SHARES):
        for name, line in (recall(*_place(folder, parts, share)) or {}).items():
            found[name] = line._replace(reads=once(line.reads, known))
    return found


def keep_ledger(folder: Path | None, parts: Sequence[str], before: Ledger, after: Ledger) -> None:
    """Write down what has changed since `before`."""
    if folder:
        old, new = _shared(before), _shared(after)
        for share in range(SHARES):
            if not _alike(old[share], new[share]):
                store(*_place(folder, parts, share), new[share])


def open_packed(folder: Path | None, parts: Sequence[str]) -> tuple[dict[str, Line], Pack]:
    """As `open_ledger`, of a ledger whose contents lie in a pack; and the pack, to put more in and read from.

    The pack's name is one more of the ledger's parts. Where most of a pack is of no use any more, what is used has been
    moved to a new one.
    """
    if folder is None:
        return {}, Pack()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    found = [(open_ledger(folder, (*parts, pack.name)), pack) for pack in packs(folder)]
    lines, pack = max(found, key=lambda one: len(one[0]), default=(dict[str, Line](), Pack()))
    if not lines:
        pack = fresh_pack(folder)
    elif pack.size > 2 * sum(line.content.size for line in lines.values()) + SPARE:
        lines, pack = _moved(folder, parts, pack, lines)
    for other in packs(folder):
        if other != pack:
            other.remove()
    return lines, pack


def _moved(folder: Path, parts: Sequence[str], pack: Pack, lines: Ledger) -> tuple[dict[str, Line], Pack]:
    """The lines with their contents in a pack of their own, written down."""
    new, moved = fresh_pack(folder), dict[str, Line]()
    for name, line in lines.items():
        content = pack.get(line.content)
        if content is not None:
            moved[name] = line._replace(content=new.put(content))
    keep_ledger(folder, (*parts, new.name), {}, moved)
    return moved, new


def _alike(old: Ledger, new: Ledger) -> bool:
    return old.keys() == new.keys() and all(old[name] is line for name, line in new.items())


def _shared(ledger: Ledger) -> list[dict[str, Line]]:
    shares: list[dict[str, Line]] = [{} for _ in range(SHARES)]
    for name, line in ledger.items():
        shares[crc32(name.encode()) % SHARES][name] = line
    return shares


def _place(folder: Path, parts: Sequence[str], share: int) -> tuple[Path, tuple[str, ...]]:
    return folder / f"{share:02d}", (*parts, str(share))
