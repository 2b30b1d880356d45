"""What stands in a folder: every path, what it is, and which file it leads to."""

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """All that is in a folder and in those below it, by path with `/`.

    `leaves` are files, links and devices, each with its inode; `plain` those that are files; `folders` have their mode,
    and `bare` are those without anything in them.
    """

    leaves: Mapping[str, int]
    plain: frozenset[str]
    folders: Mapping[str, int]
    bare: frozenset[str]


def tree(folder: Path) -> Tree:
    """The tree of a folder, empty if it is not there. `OSError` if a disk is mounted in it, or it cannot be read."""
    leaves, folders = dict[str, int](), dict[str, int]()
    plain, bare = set[str](), set[str]()
    left = [""] if folder.exists() else []
    disk = folder.stat().st_dev if left else 0
    while left:
        below = left.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            found = list(entries)
        for entry in found:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                known = entry.stat(follow_symlinks=False)
                if known.st_dev != disk:
                    raise OSError(errno.EXDEV, "", entry.path)
                folders[path] = stat.S_IMODE(known.st_mode)
                left.append(f"{path}/")
            else:
                leaves[path] = entry.inode()
                if entry.is_file(follow_symlinks=False):
                    plain.add(path)
        if below and not found:
            bare.add(below[:-1])
    return Tree(leaves, frozenset(plain), folders, frozenset(bare))
