"""What a check finds, remembered for as long as nothing that it depends on has changed."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handbook.cache import remember
from handbook.diagnostics import Diagnostic
from handbook.maker import made_by
from handbook.theme import theme

HASHED = 10_000_000
"""Up to so many bytes a file's content is looked at; entries have to be far smaller."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything there is to say about a handbook, and the texts that it is said of."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def verdict(root: Path, store: Path) -> Verdict:
    """Check the handbook at `root`, or remember the check of the very same files."""
    folders = [root / "content", *theme(root).folders]
    known = remember(_check, store, parts=(made_by(),))
    return known(str(root), str(store), fingerprint(folders))


def _check(root: str, store: str, _files: str) -> Verdict:
    # The pipeline brings every library there is; a remembered check needs none of them.
    from handbook.pipeline import judge  # noqa: PLC0415
    from handbook.workshop import workshop  # noqa: PLC0415

    return Verdict(*judge(Path(root), workshop(Path(store))))


def fingerprint(folders: Iterable[Path]) -> str:
    """A digest of every file below some folders: names, what links lead to, and content, or why there is none."""
    digest = sha256()
    for folder in folders:
        for piece in _pieces(folder):
            digest.update(f"{len(piece)}:".encode() + piece)
    return digest.hexdigest()


def _pieces(folder: Path) -> Iterator[bytes]:
    for place, names, files in os.walk(folder):
        names.sort()
        for name in sorted([*files, *names]):
            path = os.path.join(place, name)  # noqa: PTH118 - of many files, where a Path for each would be felt
            yield os.fsencode(path)
            yield _content(path)


def _content(path: str) -> bytes:
    """What a file holds; of a link also where it leads; of one too large to be read how large it is."""
    try:
        known = os.lstat(path)
        way = os.fsencode(os.path.realpath(path)) if stat.S_ISLNK(known.st_mode) else b""
        if way:
            known = os.stat(path)  # noqa: PTH116
        if stat.S_ISDIR(known.st_mode):
            return b"folder" + way
        if known.st_size > HASHED:
            return way + f"{known.st_size} bytes".encode()
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return way + file.read()
    except OSError as error:
        return f"{error.errno}".encode()
