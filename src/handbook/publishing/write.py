"""The finished site on disk: all or nothing, and nothing removed but what an earlier build wrote.

The new site is made whole beside the old one and the two are exchanged (`exchange`). What earlier builds wrote stands
in `manifest.json` in the workspace; it names old and new files before the exchange and the new alone after it, so that
it is true at whatever instant a build dies. Two workspaces must not publish to one folder at the same time.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

from handbook.publishing.exchange import alone, discard, exchange, recover, staging
from handbook.publishing.manifest import Manifest, read_manifest, save_manifest

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there is no permission to write",
    errno.EPERM: "there is no permission to write",
    errno.EBUSY: "it is a mount point; choose a folder inside it",
    errno.EXDEV: "it is, or holds, a mount point; choose a folder inside it",
}


class Unwritable(Exception):  # noqa: N818 - it names what the site is
    """The site cannot be published; the one line says why. The old site is as it was."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did: the paths it wrote new, the paths it removed, both sorted, and how many files the site has."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the new site comes about: paths to write, to drop, and to take over from the old site as they are."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    carried: tuple[str, ...]


def publish(files: Mapping[str, bytes], output: Path, workspace: Path) -> Written:
    """Make `output` hold `files`, path below it with `/` to content, and whatever else a person has put there.

    Files of equal content are left alone, with their times. What is neither in `files` nor written by an earlier build
    is carried over untouched. `Unwritable`, with nothing changed, if that is impossible, if it would replace what no
    build wrote, or if another build holds `workspace`.
    """
    _check_addresses(files)
    folder = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow a link in the folder's own place
    try:
        with alone(workspace):
            _check_place(folder)
            recover(folder)
            return _publish(files, folder, workspace)
    except BlockingIOError as error:
        raise Unwritable("another build of this handbook is running; build again when it is done") from error
    except OSError as error:
        raise Unwritable(_line(error, folder)) from error


def _publish(files: Mapping[str, bytes], folder: Path, workspace: Path) -> Written:
    manifest = read_manifest(workspace, folder)
    after = frozenset((path, _digest(content)) for path, content in files.items())
    plan = _plan(files, folder, manifest)
    if plan.changed or plan.removed or not folder.exists():
        try:
            _stage(files, plan, folder)
            save_manifest(workspace, folder, manifest | after)
            exchange(folder)
        finally:
            with suppress(OSError):
                discard(staging(folder))
    if after != manifest:
        with suppress(OSError):  # the site is published, and what the manifest says still holds
            save_manifest(workspace, folder, after)
    return Written(plan.changed, plan.removed, len(files))


def _plan(files: Mapping[str, bytes], folder: Path, manifest: Manifest) -> _Plan:
    """What to do, from what is wanted, what is there and what builds wrote; `Unwritable` if something is in the way."""
    needed = _folders(files)
    found = {path: kind for path, kind in _leaves(folder) if not (kind == "folder" and path in needed)}
    plain = {path for path, kind in found.items() if kind == "file"}
    same = {path for path in plain & files.keys() if (folder / path).read_bytes() == files[path]}
    listed = {path for path, _ in manifest}
    told = {path for path in (plain & listed) - same if _told(path, (folder / path).read_bytes(), manifest)}
    ours = same | told
    kept, replaced = found.keys() - ours - files.keys(), (found.keys() & files.keys()) - same
    foreign = {path for path in kept if path in needed or _folders([path]) & files.keys()} | (replaced - plain)
    proven = any((folder / path).stat().st_size for path in ours)  # that an empty file is equal proves nothing
    if listed:
        foreign |= replaced - (listed if proven else ours)
    elif proven:  # the manifest was deleted: what is still the same shows whose site it is
        foreign |= {path for path in kept if not _of_a_host(path)}
    else:
        foreign |= found.keys() - same - {".gitignore"}
    if foreign:
        path = folder / min(foreign)
        raise Unwritable(f"{path} was not written by a build; move it away, or choose another output folder")
    changed, removed = files.keys() - same, ours - files.keys()
    return _Plan(_sorted(changed), _sorted(removed), _sorted(found.keys() - changed - removed))


def _told(path: str, content: bytes, manifest: Manifest) -> bool:
    """Whether a build wrote this file: its digest is on record, or a power cut left nothing of it but zeros."""
    return not content.strip(b"\0") or (path, _digest(content)) in manifest


def _stage(files: Mapping[str, bytes], plan: _Plan, folder: Path) -> None:
    """Make the whole new site beside the old one, and have it on the disk before it may take the old one's place."""
    new = staging(folder)
    new.mkdir()
    folders = _sorted(_folders([*plan.carried, *plan.changed]))
    for path in folders:
        (new / path).mkdir()
    for path in plan.carried:
        _carry(folder / path, new / path)
    for path in plan.changed:
        (new / path).write_bytes(files[path])
    for path in ("", *folders):
        if (folder / path).is_dir():
            shutil.copymode(folder / path, new / path)
    if hasattr(os, "sync"):
        os.sync()


def _carry(old: Path, new: Path) -> None:
    """Let `new` be the same file as `old`, or an equal one where a disk knows no hard links."""
    if old.is_symlink():
        new.symlink_to(old.readlink())
    elif old.is_dir():
        new.mkdir()
    else:
        try:
            new.hardlink_to(old)
        except OSError as error:
            if error.errno == errno.EXDEV:
                raise
            shutil.copy2(old, new)


def _leaves(folder: Path, below: str = "") -> Iterator[tuple[str, str]]:
    """Path and kind of all there is in a folder, if it is there: `file`, `folder` (empty), `other` (links, devices)."""
    if not folder.exists():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if os.path.ismount(entry.path):
                    raise OSError(errno.EXDEV, "", entry.path)
                yield from tuple(_leaves(Path(entry.path), f"{path}/")) or [(path, "folder")]
            else:
                yield path, "file" if entry.is_file(follow_symlinks=False) else "other"


def _check_addresses(files: Mapping[str, bytes]) -> None:
    """`Unwritable` unless every path is a plain one below the folder, and none is both a file and a folder."""
    folders = _folders(files)
    for path in sorted(files):
        outside = {"", ".", ".."} & set(path.split("/")) or {"\\", "\0"} & set(path) or PureWindowsPath(path).drive
        if outside:
            raise Unwritable(f"{path!r} is not an address inside the site")
        if path in folders:
            raise Unwritable(f"{path!r} would be a file and a folder at once")


def _check_place(folder: Path) -> None:
    if folder.is_symlink():
        raise Unwritable(f"{folder} is a link; name the folder it leads to")
    if folder.exists() and not folder.is_dir():
        raise Unwritable(f"{folder} is not a folder")
    if os.path.ismount(folder):
        raise Unwritable(f"{folder} is a mount point; choose a folder inside it")


def _line(error: OSError, folder: Path) -> str:
    """Why the system refused, in one line: the folder, the reason, and the very place where that is another one."""
    reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    place = f" ({error.filename})" if error.filename not in {None, str(folder)} else ""
    return f"{folder} cannot be published: {reason}{place}"


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """All folders that the paths name, without the one they all stand in."""
    inner = {PurePosixPath(path).parent for path in paths}
    return frozenset(str(folder) for one in inner for folder in (one, *one.parents)) - {"."}


def _of_a_host(path: str) -> bool:
    """Whether a web host asks for this file, so that a person must have put it there: CNAME, .nojekyll, .git."""
    return path.startswith(".") or path == "CNAME"


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
