"""Whatever else can happen to a build: `python tests/audit/harm.py`; tests/test_write.py takes a few.

The disk is full at every step and in the middle of every file, two builds run at once, the clock runs backwards, a
power cut empties files, what is remembered is damaged. After each the folder holds the whole old or the whole new site
with a person's files beside it, and the next build makes what a first build would make. A build of a whole handbook
writes nowhere but in its two folders.
"""

# ruff: noqa: S311 - chance does the harm here, no secrets

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from audit.crash import ENVIRONMENT, MINE, NEW, NEXT, OLD, SIDES, content, prepare
from handbook.pipeline import make
from handbook.publishing.write import Unwritable, publish
from handbook.workshop import workshop

TINY = Path(__file__).parents[1] / "sites/tiny"
BUILD = "from handbook.cli import main; main()"
FULL = """
import errno, sys; from itertools import count; from pathlib import Path
from audit.crash import NEW; import handbook.publishing.write as it
from handbook.publishing.write import Unwritable, publish
root, instant, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]; steps = count(1)
WRITES = {"os.mkdir", "os.link", "os.rename", "os.symlink", "os.chmod"}
def writes(event, details):
    return event in WRITES or (event == "open" and isinstance(details[1], str) and set(details[1]) & set("wax+"))
def full(event, details):
    if writes(event, details) and next(steps) == instant: raise OSError(errno.ENOSPC, "No space left on device")
def half(path, data, plain=it._write):
    if next(steps) != instant: return plain(path, data)
    plain(path, data[: len(data) // 2]); raise OSError(errno.ENOSPC, "No space left on device", str(path))
if way == "step": sys.addaudithook(full)
else: it._write = half
try: publish(NEW, root / "site", root / "build")
except Unwritable as error: print(error)
print(next(steps) > instant)
"""


def whole(root: Path, what: str) -> None:
    """The site is the old or the new one with a person's files, and the next build publishes as if nothing had been."""
    left = content(root / "site")
    if left not in ({**OLD, **MINE}, {**NEW, **MINE}):
        raise AssertionError(f"{what}: half a site was left, {sorted(left)}")
    publish(NEXT, root / "site", root / "build")
    if content(root / "site") != {**NEXT, **MINE} or sorted(path.name for path in root.iterdir()) != ["build", "site"]:
        raise AssertionError(f"{what}: the next build made {sorted(content(root))}")


def fill(root: Path, instant: int, way: str) -> bool:
    """Let the disk be full at the `instant`-th step (`step`) or amid that file (`half`); False if there is none."""
    prepare(root, OLD)
    words = [sys.executable, "-c", FULL, str(root), str(instant), way]
    done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode or not re.fullmatch(
        r"(\S+ cannot be published: the disk is full.*\n)?(True|False)\n", done.stdout
    ):
        raise AssertionError(f"full at {way} {instant}: {done.stdout}{done.stderr}")
    whole(root, f"full at {way} {instant}")
    return done.stdout.endswith("True\n")


def at_once(root: Path, chance: random.Random) -> int:
    """Let two builds publish different sites at about the same time; how many of them were told to wait."""
    prepare(root, SIDES[0])
    words = [[sys.executable, str(Path(__file__).with_name("crash.py")), "turns", str(root), "6"] for _ in range(2)]
    both = []
    for one in words:
        both.append(subprocess.Popen(one, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        time.sleep(chance.uniform(0, 0.05))
    said = [process.communicate()[1].decode() for process in both]
    waits = [one for one in said if one]
    if len(waits) > 1 or any("Unwritable: another build of this handbook is running" not in one for one in waits):
        raise AssertionError(f"two builds at once: {said}")
    if content(root / "site") not in [{**side, **MINE} for side in SIDES]:
        raise AssertionError("two builds at once left half a site")
    publish(NEXT, root / "site", root / "build")
    if content(root / "site") != {**NEXT, **MINE}:
        raise AssertionError("the build after two at once is not right")
    return len(waits)


def cut_power(root: Path, chance: random.Random) -> None:
    """Empty files that builds wrote, all but one, or fill them with zeros, and build; what is made anew may be cut."""
    prepare(root, OLD)
    spared = chance.choice(list(OLD))
    for path, text in OLD.items():
        if path == spared:
            continue
        kinds = [b"", bytes(len(text)), text, *([text[:2]] if path in NEXT else [])]
        (root / "site" / path).write_bytes(chance.choice(kinds))
    publish(NEXT, root / "site", root / "build")
    if content(root / "site") != {**NEXT, **MINE}:
        raise AssertionError(f"after a power cut: {content(root / 'site')}")


def lose_record(root: Path, chance: random.Random) -> None:
    """Damage the record of what builds wrote: the next build is right or says what is in its way, and loses nothing."""
    prepare(root, OLD)
    file = root / "build/manifest.json"
    text = file.read_bytes()
    file.write_bytes(
        chance.choice(
            [b"", bytes(len(text)), text[: chance.randrange(len(text))], b"[" * 99_999, flipped(text, chance)]
        )
    )
    try:
        publish(NEXT, root / "site", root / "build")
    except Unwritable as error:
        if "was not written by a build" not in str(error) or content(root / "site") != {**OLD, **MINE}:
            raise
    else:
        left = content(root / "site")
        if {**left, **NEXT, **MINE} != left:
            raise AssertionError(f"after a lost record: {left}")


def flipped(text: bytes, chance: random.Random) -> bytes:
    """The text with one bit the other way."""
    at = chance.randrange(max(1, len(text)))
    return text[:at] + bytes([text[at] ^ 1 << chance.randrange(8)]) + text[at + 1 :] if text else b"\1"


def damage_memory(store: Path, chance: random.Random) -> int:
    """Damage every remembered file in one way or another, and give each a time of another century; how many."""
    files = [path for path in sorted(store.rglob("*")) if path.is_file()]
    texts = [path.read_bytes() for path in files]
    for path, text in zip(files, texts, strict=True):
        path.unlink()
        match chance.randrange(7):
            case 0:
                path.write_bytes(flipped(text, chance))
            case 1:
                path.write_bytes(text[: chance.randrange(len(text))])
            case 2:
                path.write_bytes(b"")
            case 3:
                path.write_bytes(chance.choice(texts))
            case 4:
                path.write_bytes(text.replace(b"handbook value 1", b"handbook value 0"))
            case 5:
                path.mkdir()
                (path / "x").write_bytes(b"x")
            case _:
                path.write_bytes(text)
        when = chance.choice((0, 4_102_444_800))
        os.utime(path, (when, when))
    return len(files)


def forget(root: Path, chance: random.Random) -> int:
    """Damage what a build of a handbook remembers: the next build makes every byte as the first did."""
    store = root / "build/cache"
    first = dict(make(root, workshop(store)).files)
    number = damage_memory(store, chance)
    for _ in range(2):
        again = make(root, workshop(store)).files
        if differing := sorted(path for path in {**first, **again} if first.get(path) != again.get(path)):
            raise AssertionError(f"made otherwise from damaged memory: {differing[:10]}")
    return number


def sides(root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """A handbook in `root` in two states, made from nothing: what `turn` makes of it, and what it was."""
    turn(root)
    other = dict(make(root).files)
    turn(root)
    return dict(make(root).files), other


def turn(root: Path) -> None:
    """Change one entry of the handbook to its other state."""
    file = root / "content/exercises/squat.md"
    text = file.read_text("utf-8")
    one, other = "Down until the thighs are level", "Down until the thighs are flat"
    file.write_text(text.replace(one, other) if one in text else text.replace(other, one), "utf-8")


def strike_command(root: Path, times: int, chance: random.Random) -> None:
    """Kill `handbook build` of a whole handbook at any time, then build to the end: every byte as in a first build."""
    states = sides(root)
    words = [sys.executable, "-c", BUILD, "--root", str(root), "build"]
    began = time.monotonic()
    subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)
    longest = time.monotonic() - began
    for number in range(times):
        turn(root)
        before = snapshot(root / "content")
        with subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0, longest))
            process.kill()
        if content(root / "site") not in states:
            raise AssertionError("half a site was left by a killed command")
        subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)
        if content(root / "site") != states[(number + 1) % 2] or snapshot(root / "content") != before:
            raise AssertionError("the command after a killed one makes another site, or touched an author's file")


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file below a folder: its mode, its time and what it holds."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes()) for path in files}


CALLS = (
    "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,"
    "chmod,fchmodat,chown,fchownat,truncate,mknod,mknodat"
)
_CALL = re.compile(r"(\w+)\((.*)")
_PATHS = re.compile(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')  # the folder that a name is seen from, and the name


def written(root: Path, trace: Path) -> Iterator[str]:
    """Every path that `handbook build` opened to write, made, moved or removed, as the system saw it."""
    words = ["strace", "-f", "-y", "-qq", "-o", str(trace), "-e", f"trace={CALLS}", sys.executable, "-B", "-c", BUILD]
    subprocess.run([*words, "--root", str(root), "build"], env=ENVIRONMENT, check=True, capture_output=True)
    for line in trace.read_text("utf-8", "replace").splitlines():
        found = _CALL.search(line)
        if found and (not found[1].startswith("open") or re.search(r"O_(WRONLY|RDWR|CREAT)", found[2])):
            yield from (os.path.join(*place) for place in _PATHS.findall(found[2]))  # noqa: PTH118 - as the system does


def stays_at_home(root: Path, trace: Path) -> int:
    """How many paths a build wrote to, all of them in `build/`, `site/` and the folder in which `site/` is made."""
    homes = tuple(f"{root / name}/" for name in ("build", "site", ".site.handbook-new"))
    paths = set(written(root, trace))
    if strays := sorted(path for path in paths if path != "/dev/null" and not f"{path}/".startswith(homes)):
        raise AssertionError(f"written outside its folders: {strays}")
    if not any(path.endswith("index.html") for path in paths):
        raise AssertionError("strace saw nothing of the site")
    return len(paths)


def main(root: Path) -> None:
    """Do all of it, and say how often and how long."""
    chance = random.Random(5)
    for way in ("step", "half"):
        number = next(n - 1 for n in count(1) if not fill(root, n, way))
        print(f"whole after the disk was full at {number} places ({way})")
    told = sum(at_once(root, chance) for _ in range(40))
    print(f"whole after 40 pairs of builds at once, {told} of them told to wait")
    for _ in range(200):
        cut_power(root, chance)
        lose_record(root, chance)
    print("whole after 200 power cuts, right or refused after 200 damaged records")
    shutil.rmtree(root)
    shutil.copytree(TINY, root)
    number = sum(forget(root, chance) for _ in range(3))
    print(f"every byte as before after {number} remembered files were damaged")
    strike_command(root, 12, chance)
    print("every byte as before after 12 kills of the whole command")
    if shutil.which("strace"):
        shutil.rmtree(root / "build")
        shutil.rmtree(root / "site")
        number = stays_at_home(root, root.parent / "trace")
        print(f"the system saw {number} paths written, none outside build/ and site/")
    else:
        print("there is no strace here to see what is written outside build/ and site/")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder).resolve() / "handbook")
