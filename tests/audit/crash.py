"""Builds killed at every instant: `python tests/audit/crash.py` sweeps them all, tests/test_write.py takes a few.

A child process publishes a site and kills itself with SIGKILL at a chosen one of the steps by which Python reaches the
system (audit events: open, mkdir, link, rename, remove ...), or is killed by its parent at a random time. After that
the folder must hold the whole old or the whole new site with a person's files beside it, and the next build must
publish as if nothing had been.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from handbook.publishing import exchange
from handbook.publishing.write import publish

MINE = {"CNAME": b"example.org", ".gitignore": b"*", "own/notes.txt": b"a person's"}
OLD = {"index.html": b"old", "same.css": b"same", "squat/index.html": b"old squat", "gone/lunge.html": b"old lunge"}
NEW = {"index.html": b"new", "same.css": b"same", "squat/index.html": b"new squat", "added/curl.html": b"new curl"}
KILLS = 500
NEXT = {"index.html": b"next", "same.css": b"same"}
SIDES = tuple({f"{n % 7}/{n}.html": letter * 2000 for n in range(60)} for letter in (b"a", b"b"))


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def prepare(root: Path, before: Mapping[str, bytes]) -> None:
    """A handbook whose site holds what builds made and a person's files; before the first build only .gitignore."""
    shutil.rmtree(root, ignore_errors=True)
    if before:  # what the first build made is kept by the second for the one that is killed
        publish(NEXT, root / "site", root / "build")
    publish(before, root / "site", root / "build")
    for path, text in _own(before).items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_bytes(text)


def _own(before: Mapping[str, bytes]) -> dict[str, bytes]:
    return MINE if before else {".gitignore": b"*"}


def strike(root: Path, before: Mapping[str, bytes], instant: int, way: str) -> bool:
    """Kill a build at its `instant`-th step and check what it leaves; False if it was done before that step.

    `way` is `exchange`, or `renames` for a system that cannot exchange two folders, where for an instant no site may be
    seen, but none may be lost.
    """
    prepare(root, before)
    done = subprocess.run([sys.executable, __file__, "step", root, str(instant), way], check=False, env=ENVIRONMENT)
    if done.returncode not in {0, -signal.SIGKILL}:
        raise AssertionError(f"{way} {instant}: the build failed with {done.returncode}")
    left = content(root / "site")
    if left not in ({**before, **_own(before)}, {**NEW, **_own(before)}) and not (
        way == "renames" and not (root / "site").exists()
    ):
        raise AssertionError(f"{way} {instant}: half a site was left, {sorted(left)}")
    _next_build(root, f"{way} {instant}", _own(before))
    return done.returncode != 0


def strike_at_random(root: Path, chance: random.Random) -> None:
    """Kill a process that publishes two sites in turn after some milliseconds, and check what it leaves."""
    prepare(root, SIDES[0])
    with subprocess.Popen(
        [sys.executable, __file__, "turns", root], env=ENVIRONMENT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.06))
        process.kill()
    if content(root / "site") not in [{**side, **MINE} for side in SIDES]:
        raise AssertionError("half a site was left by a build killed at random")
    _next_build(root, "random", MINE)


def read_while_publishing(root: Path, builds: int) -> int:
    """Read one page again and again while another process publishes; how often it was read, whole each time."""
    prepare(root, SIDES[0])
    page, whole, reads = root / "site" / "1" / "1.html", [side["1/1.html"] for side in SIDES], 0
    with subprocess.Popen(
        [sys.executable, __file__, "turns", root, str(builds)], env=ENVIRONMENT, stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            if page.read_bytes() not in whole:
                raise AssertionError("a reader saw half a page")
            reads += 1
    return reads


def _next_build(root: Path, what: str, own: Mapping[str, bytes]) -> None:
    publish(NEXT, root / "site", root / "build")
    if content(root / "site") != {**NEXT, **own}:
        raise AssertionError(f"{what}: the next build made {sorted(content(root / 'site'))}")
    if sorted(path.name for path in root.iterdir()) != ["build", "site"]:
        raise AssertionError(f"{what}: leftovers in {sorted(root.iterdir())}")


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _step(root: Path, instant: int, way: str) -> None:
    steps = count(1)

    def die(_event: str, _details: tuple[object, ...]) -> None:
        if next(steps) == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    if way == "renames":
        exchange._exchanged_at_once = lambda one, other: False  # noqa: ARG005
    sys.addaudithook(die)
    publish(NEW, root / "site", root / "build")


def _turns(root: Path, builds: int) -> None:
    print(flush=True)
    for turn in range(builds):
        publish(SIDES[turn % 2], root / "site", root / "build")


def _sweep(root: Path) -> None:
    for way in ("exchange", "renames"):
        for name, before in (("first", {}), ("later", OLD)):
            killed = next(n - 1 for n in count(1) if not strike(root, before, n, way))
            print(f"{way}, {name} site: whole after {killed} kills, one at every step")
    chance = random.Random(7)  # noqa: S311 - nothing secret about it
    for _ in range(KILLS):
        strike_at_random(root, chance)
    print(f"whole after {KILLS} kills at random times")
    print(f"{read_while_publishing(root, 100)} reads while 100 builds were published, each of a whole page")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["step", root, instant, way]:
            _step(Path(root), int(instant), way)
        case ["turns", root, *builds]:
            _turns(Path(root), int(builds[0]) if builds else sys.maxsize)
        case _:
            with tempfile.TemporaryDirectory() as folder:
                _sweep(Path(folder) / "handbook")
