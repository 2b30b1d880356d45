"""Author's files changed on disk, all or none: what `check --fix` and `rename` do at the end."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def file_all(root: Path, contents: Mapping[str, bytes | None]) -> None:
    """Give each file, named from `root`, its content; None removes it. A failure leaves all as they were.

    OSError is what kept a file from being changed. A file keeps its permissions.
    """
    before = {path: _read(root / path) for path in contents}
    ready = {}
    try:
        for path, content in contents.items():
            if content is not None:
                ready[path] = _laid_beside(root / path, content)
        for path, content in contents.items():
            if content is None:
                (root / path).unlink()
            else:
                ready.pop(path).replace(root / path)
    except OSError:
        _restore(root, before)
        raise
    finally:
        for left in ready.values():
            left.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _laid_beside(path: Path, content: bytes) -> Path:
    """The content in a new file of the same folder, ready to take the place of `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, beside)
        else:
            beside.chmod(0o666 & ~_mask())
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _restore(root: Path, before: Mapping[str, bytes | None]) -> None:
    """Put back what was there, as far as the disk allows."""
    for path, content in before.items():
        with suppress(OSError):
            if content is None:
                (root / path).unlink(missing_ok=True)
            elif _read(root / path) != content:
                (root / path).write_bytes(content)
