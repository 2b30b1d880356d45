"""The finished site on disk: all or nothing, and nothing removed but what an earlier build wrote.

The new site is made whole beside the old one and the two are exchanged (`exchange`). What earlier builds wrote stands
in `manifest.json` in the workspace; it names old and new files before the exchange and the new alone after it, so that
it is true at whatever instant a build dies. Two workspaces must not publish to one folder at the same time.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.contents import known
from handbook.publishing.exchange import alone, discard, exchange, keep_spare, recover, staging, take_spare
from handbook.publishing.manifest import Manifest, digests, read_manifest, save_manifest
from handbook.publishing.tree import Tree, tree

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there is no permission to write",
    errno.EPERM: "there is no permission to write",
    errno.EBUSY: "it is a mount point; choose a folder inside it",
    errno.EXDEV: "it is, or holds, a mount point; choose a folder inside it",
}


_OWN = 0o700
_OUTSIDE = frozenset({"", ".", ".."})


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
    """How the new site comes about: paths to write, to drop, and to take over from the old site as they are.

    `ours` are those of the last that builds wrote; the others are a person's.
    """

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    carried: tuple[str, ...]
    ours: frozenset[str]


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
    wanted = {path: content.digest for path, content in known(files).items()}
    after = frozenset(wanted.items())
    old = tree(folder)
    plan = _plan(wanted, folder, old, manifest)
    if plan.changed or plan.removed or not folder.exists():
        try:
            take_spare(folder, workspace)
            _stage(files, plan, folder, old)
            save_manifest(workspace, folder, manifest | after)
            exchange(folder)
            _set_aside(plan, folder, old, workspace)
        finally:
            with suppress(OSError):
                discard(staging(folder))
    if after != manifest:
        with suppress(OSError):  # the site is published, and what the manifest says still holds
            save_manifest(workspace, folder, after)
    return Written(plan.changed, plan.removed, len(files))


def _plan(wanted: Mapping[str, str], folder: Path, old: Tree, manifest: Manifest) -> _Plan:
    """What to do, from what is wanted, what is there and what builds wrote; `Unwritable` if something is in the way."""
    needed, listed = _folders(wanted), {path for path, _ in manifest}
    found = old.leaves.keys() | (old.bare - needed)
    plain = old.plain
    there = digests(folder, plain & (wanted.keys() | listed))
    same = {path for path in plain & wanted.keys() if there[path] == wanted[path]}
    told = {path for path in (plain & listed) - same if (path, there[path]) in manifest or _zeros(folder / path)}
    ours = same | told
    kept, replaced = found - ours - wanted.keys(), (found & wanted.keys()) - same
    foreign = {path for path in kept if path in needed or _folders([path]) & wanted.keys()} | (replaced - plain)
    proven = any((folder / path).stat().st_size for path in ours)  # that an empty file is equal proves nothing
    if listed:
        foreign |= replaced - (listed if proven else ours)
    elif proven:  # the manifest was deleted: what is still the same shows whose site it is
        foreign |= {path for path in kept if not _of_a_host(path)}
    else:
        foreign |= found - same - {".gitignore"}
    if foreign:
        path = folder / min(foreign)
        raise Unwritable(f"{path} was not written by a build; move it away, or choose another output folder")
    changed, removed = wanted.keys() - same, ours - wanted.keys()
    return _Plan(_sorted(changed), _sorted(removed), _sorted(found - changed - removed), frozenset(same))


def _zeros(path: Path) -> bool:
    """Whether a power cut left nothing of a file but zeros."""
    return not path.read_bytes().strip(b"\0")


def _stage(files: Mapping[str, bytes], plan: _Plan, folder: Path, old: Tree) -> None:
    """Make the whole new site beside the old one, and have it on the disk before it may take the old one's place."""
    new = staging(folder)
    new.mkdir(exist_ok=True)
    wanted = _folders([*plan.carried, *plan.changed]) | (old.bare & set(plan.carried))
    there = _cleared(new, plan, old, wanted)
    for path in sorted(wanted - there.folders.keys()):
        os.mkdir(f"{new}/{path}")  # noqa: PTH102 - here and below: of many files, where a Path for each would be felt
    for path in plan.carried:
        if path in old.leaves and path not in there.leaves:
            _carry(f"{folder}/{path}", f"{new}/{path}")
    for path in plan.changed:
        _write(f"{new}/{path}", files[path])
    for path in old.folders.keys() & wanted:
        if there.folders.get(path) != old.folders[path]:
            (new / path).chmod(old.folders[path])
    if folder.exists():
        shutil.copymode(folder, new)
    if hasattr(os, "sync"):
        os.sync()


def _cleared(new: Path, plan: _Plan, old: Tree, wanted: frozenset[str]) -> Tree:
    """What is left of what an earlier build kept: files that are the very same as in the old site, and folders."""
    there = tree(new)
    leaves = {path: there.leaves.get(path) for path in plan.carried if path in old.leaves}
    same = {path: inode for path, inode in leaves.items() if inode == old.leaves[path]}
    for path in there.leaves.keys() - same.keys():
        os.unlink(f"{new}/{path}")  # noqa: PTH108
    folders = {path: mode for path, mode in there.folders.items() if path in wanted and path in old.folders}
    for path in sorted(there.folders.keys() - folders.keys(), reverse=True):
        (new / path).rmdir()
    return replace(there, leaves=same, folders=folders)


def _write(path: str, content: bytes) -> None:
    with open(path, "xb") as file:  # noqa: PTH123
        file.write(content)


def _set_aside(plan: _Plan, folder: Path, old: Tree, workspace: Path) -> None:
    """Keep the folders of the old site, and in them the files that are still the new one's, for the next build."""
    with suppress(OSError):
        if any(mode & _OWN != _OWN for mode in old.folders.values()):
            return
        for path in old.leaves.keys() - plan.ours:
            os.unlink(f"{staging(folder)}/{path}")  # noqa: PTH108
        keep_spare(folder, workspace)


def _carry(old: str, new: str) -> None:
    """Let `new` be the same file as `old`, or an equal one where a disk knows no hard links."""
    if os.path.islink(old):  # noqa: PTH114 - of many files, where a Path would be felt
        Path(new).symlink_to(Path(old).readlink())
        return
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno == errno.EXDEV:
            raise
        shutil.copy2(old, new)


def _check_addresses(files: Mapping[str, bytes]) -> None:
    """`Unwritable` unless every path is a plain one below the folder, and none is both a file and a folder."""
    folders = _folders(files)
    for path in sorted(files):
        if not _OUTSIDE.isdisjoint(path.split("/")) or "\\" in path or "\0" in path or path[1:2] == ":":
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
    found: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return frozenset(found)


def _of_a_host(path: str) -> bool:
    """Whether a web host asks for this file, so that a person must have put it there: CNAME, .nojekyll, .git."""
    return path.startswith(".") or path == "CNAME"


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))
