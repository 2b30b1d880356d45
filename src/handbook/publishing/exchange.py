"""One folder put in the place of another in one step, by one build at a time, and what a killed build left cleared.

Beside the folder `site` stand, while a build runs, `.site.handbook-new` and, where the system cannot exchange two
folders, for an instant `.site.handbook-old`. The folder that was replaced may be kept in the workspace, to make the
next one in.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_SPARE = "spare"
_CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})


@contextmanager
def alone(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock, which ends with the process; `BlockingIOError` if another process holds it."""
    workspace.mkdir(parents=True, exist_ok=True)
    with (workspace / "lock").open("ab") as lock:
        _seize(lock.fileno())
        yield


def staging(folder: Path) -> Path:
    """Where the folder that is to replace `folder` is made: beside it, so on the same disk."""
    return folder.with_name(f".{folder.name}.handbook-new")


def exchange(folder: Path) -> None:
    """Put what stands at `staging(folder)` in the place of `folder`; the old folder, if any, is at `staging` after.

    On Linux one step (renameat2(2), RENAME_EXCHANGE): there is no instant without a whole folder. Elsewhere two
    renames, and `recover` mends what a crash between them left. `OSError` leaves `folder` as it was.
    """
    new = staging(folder)
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged_at_once(new, folder):
        old = _parked(folder)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        with suppress(OSError):  # the exchange is made; `recover` clears what stays
            old.rename(new)


def take_spare(folder: Path, workspace: Path) -> None:
    """Move the folder that an earlier build kept to `staging(folder)`, if there is one on the same disk."""
    spare = workspace / _SPARE
    with suppress(OSError):
        if spare.is_dir() and not spare.is_symlink():
            spare.rename(staging(folder))


def keep_spare(folder: Path, workspace: Path) -> None:
    """Keep what stands at `staging(folder)` in the workspace. `OSError` if that is on another disk."""
    discard(workspace / _SPARE)
    staging(folder).rename(workspace / _SPARE)


def recover(folder: Path) -> None:
    """Bring back the folder that a killed build had set aside, and clear away whatever else it left."""
    old = _parked(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    discard(old)
    discard(staging(folder))


def discard(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there; links in it are removed, never followed."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _parked(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.handbook-old")


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Whether both folders now stand in each other's place; False if this system or disk cannot do that."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _seize(handle: int) -> None:
    if sys.platform == "win32":
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
