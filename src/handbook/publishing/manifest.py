"""Which files in an output folder earlier builds wrote: paths with digests, kept in the workspace."""

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from handbook.hands import forked

Manifest = frozenset[tuple[str, str]]
"""Pairs of a path below the output folder and the SHA-256 of the content written there, in hexadecimal."""


def read_manifest(workspace: Path, folder: Path) -> Manifest:
    """What builds with this workspace wrote into `folder`; empty if nothing is known or the record is damaged."""
    written = _read(workspace).get(_name(workspace, folder), {})
    if not isinstance(written, dict):
        return frozenset()
    return frozenset(
        (path, digest)
        for path, digests in written.items()
        if isinstance(digests, list)
        for digest in digests
        if isinstance(digest, str)
    )


def save_manifest(workspace: Path, folder: Path, manifest: Manifest) -> None:
    """Record, in one step and on the disk, what was written into `folder`; what is known of other folders stays."""
    written: dict[str, list[str]] = {}
    for path, digest in sorted(manifest):
        written.setdefault(path, []).append(digest)
    known = _read(workspace) | {_name(workspace, folder): written}
    text = json.dumps(known, sort_keys=True).replace("], ", "],\n")  # `indent` is thirty times as slow
    new = workspace / "manifest.json.new"
    with new.open("w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())  # a power cut after the exchange must not find the record empty
    new.replace(workspace / "manifest.json")


def checksum(digests: Mapping[str, str]) -> str:
    """One number for a whole site, the same wherever it is made: SHA-256 over paths and contents, in hexadecimal.

    `digests` are those of the files, by path. The number is what `sha256sum` says of the list that `sha256sum` writes
    of the files, sorted by their paths' bytes, so that anybody can work it out from a folder.
    """
    lines = (f"{digests[path]}  {path}\n".encode() for path in sorted(digests, key=str.encode))
    return sha256(b"".join(lines)).hexdigest()


MANY = 4000
"""Up to so many files are read by one process."""


def digests(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of files in a folder, by path, in hexadecimal; `OSError` if one cannot be read."""
    names = list(paths)
    run = forked if len(names) > MANY else map
    return dict(zip(names, run(_digest, [f"{folder}/{name}" for name in names]), strict=True))


def _digest(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - of many files, where a Path for each would be felt
        return sha256(file.read()).hexdigest()


def _read(workspace: Path) -> dict[str, Any]:
    try:
        known = json.loads((workspace / "manifest.json").read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _name(workspace: Path, folder: Path) -> str:
    """The folder as seen from the workspace, so that a handbook may be moved as a whole."""
    try:
        return Path(os.path.relpath(folder, workspace)).as_posix()
    except ValueError:  # on another drive, where there is no way from one to the other
        return folder.as_posix()
