"""The whole handbook made again and again, each time in other circumstances: the same bytes, counted and timed.

In another folder, with another hash seed, time zone, language, clock and umask, files laid in another order, and where
this machine lets us on one core, and as another user.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/sites/tiny"
MAKE = """
import contextlib, locale, os, sys; from hashlib import sha256; from pathlib import Path
from handbook.publishing.manifest import checksum; from handbook.pipeline import make
if sys.argv[3]: make(Path(sys.argv[5]))  # the code is read before the user changes, who may not be let into its folder
with contextlib.suppress(locale.Error): locale.setlocale(locale.LC_ALL, "")
os.umask(int(sys.argv[2], 8))
if sys.argv[3]: os.setgroups([]); os.setgid(int(sys.argv[3])); os.setuid(int(sys.argv[3]))
if sys.argv[4]: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); os.cpu_count = lambda: 1
files = make(Path(sys.argv[1])).files
digests = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
for name, digest in digests.items(): print(name, digest)
print("checksum", checksum(digests))
"""
NOBODY = "65534"
PLAIN = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"}
TURKISH = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "4102444800"}
WAYS: dict[str, tuple[dict[str, str], str, str, str]] = {
    "one place": (PLAIN, "022", "", ""),
    "another place, hash seed, time zone, language and date; files in another order": (TURKISH, "022", "", ""),
    "one core, ASCII, a narrow umask": (PLAIN | {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, "077", "", "one"),
    "another user": (PLAIN | {"HOME": "/nonexistent", "PYTHONHASHSEED": "3"}, "022", NOBODY, ""),
}


def laid(source: Path, folder: Path, seed: int) -> Path:
    """The content in another folder, its files made in an order of chance, which is that of many disks' listings."""
    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    random.Random(seed).shuffle(files)  # noqa: S311 - nothing secret about it
    for path in files:
        goal = folder / "content" / path.relative_to(source)
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)
        os.utime(goal, (seed * 1e8, seed * 1e8))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def speak_turkish(folder: Path) -> None:
    """Make the language in which `I` is not the capital of `i`, where this machine can."""
    if shutil.which("localedef"):
        folder.mkdir(mode=0o755)
        command = ["localedef", "--inputfile=tr_TR", "--charmap=UTF-8", str(folder / "tr_TR.UTF-8")]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            TURKISH["LOCPATH"] = str(folder)


def listing(source: Path, folder: Path, seed: int, way: tuple[dict[str, str], str, str, str]) -> str:
    """Every file of the site made in a folder, with its digest, by a process in other circumstances."""
    circumstances, umask, user, cores = way
    command = [sys.executable, "-B", "-c", MAKE, str(laid(source, folder, seed)), umask, user, cores, str(TINY)]
    done = subprocess.run(command, env={**os.environ, **circumstances}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout


def main(source: Path) -> int:
    """Make all, compare, and say how many files and how long; status 1 if any byte differs."""
    ways = {name: way for name, way in WAYS.items() if not way[2] or os.geteuid() == 0}
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        began = time.perf_counter()
        speak_turkish(Path(place, "locales"))
        made = {
            name: listing(source, Path(place, f"{number} ş"), number, way)
            for number, (name, way) in enumerate(ways.items())
        }
        took = time.perf_counter() - began
    first = made["one place"].splitlines()
    differing = {
        name: [a for a, b in zip(first, other.splitlines(), strict=True) if a != b] for name, other in made.items()
    }
    print(f"same: {len(first) - 1} files made {len(made)} times in {took:.0f} s ({'; '.join(made)}), {first[-1]}")
    for name, files in differing.items():
        print(*(f"{name}: {file} differs" for file in files[:20]), sep="\n", end="\n" if files else "")
    return 1 if any(differing.values()) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content"))
