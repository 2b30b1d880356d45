"""One command as a whole process: how long, how much work, how much memory."""

import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

BEAT = 0.02
"""Seconds between two looks, at least, at the memory of a command that has processes of its own."""

_LOG = "bench.log"
_KILOBYTES = re.compile(r"^(\w+):\s+(\d+) kB$", re.MULTILINE)

# What this process was told about Python, and what would not be so on a reader's machine.
_OURS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "PYTHONHASHSEED", "VIRTUAL_ENV")


class Failed(Exception):  # noqa: N818 - a sentence for whoever runs the benchmark
    """A command that did not do its work, or not in time."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, seconds of CPU (its own and its children's), and the most memory held at once, in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], folder: Path, limit: float) -> Cost:
    """Run a command in a folder and wait for it. Failed if it ends with an error or takes more than `limit` seconds."""
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    with (folder / _LOG).open("wb") as log:
        os.sync()  # what others wrote is not waited for by a command that has its own put on the disk
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        with _watched(process.pid, limit) as watch:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if watch.late:
        raise Failed(f"more than {limit:.0f} s")
    if process.returncode:
        raise Failed(f"status {process.returncode}: {said(folder)[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, watch.most or _largest(used))


def said(folder: Path) -> str:
    """What the last command that was measured in a folder printed."""
    return (folder / _LOG).read_text(encoding="utf-8", errors="replace")


def _largest(used: resource.struct_rusage) -> float:
    """The largest resident set in MB where the system does not show processes, which it counts in kB or bytes.

    On Linux it is never less than that of this process, whose memory a new one has until its program begins.
    """
    return used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


@dataclass(slots=True)
class _Watch:
    most: float = 0
    late: bool = False


@contextmanager
def _watched(pid: int, limit: float) -> Iterator[_Watch]:
    """Look at the memory of a process and its children from time to time, and end them when their time is over."""
    watch, over = _Watch(), threading.Event()

    def look() -> None:
        end = time.monotonic() + limit
        pause = BEAT
        while not over.wait(pause):
            began = time.monotonic()
            watch.most = max(watch.most, _together(pid))
            pause = max(BEAT, 10 * (time.monotonic() - began))  # to look at much memory takes time from who has it
            if time.monotonic() > end and not watch.late:
                watch.late = True
                with suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()


def _together(pid: int) -> float:
    """The memory that a process and its children hold at this moment, in MB; a page that several share counts once.

    It is the sum of their proportional set sizes; 0 where the system does not tell (proc(5), smaps_rollup, children).
    """
    together = 0
    for one in tuple(_family(pid)):  # first who there is: who is copied meanwhile shares with whom nobody counts
        with suppress(OSError, KeyError):
            said = dict(_KILOBYTES.findall(Path(f"/proc/{one}/smaps_rollup").read_text()))
            together += int(said["Pss"])
    return together * 1.024 / 1e3


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from _family(int(child))
