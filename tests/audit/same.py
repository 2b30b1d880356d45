"""The whole handbook made twice, in two folders and with two hash seeds: the same bytes, counted and timed."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKE = """
import hashlib, sys; from pathlib import Path; from handbook.pipeline import make
for name, content in sorted(make(Path(sys.argv[1])).files.items()):
    print(name, hashlib.sha256(content).hexdigest())
"""


def listing(folder: Path, seed: str) -> str:
    """Every file of the site made in a folder, with its digest, by a process of that hash seed."""
    shutil.copytree(ROOT / "content", folder / "content")
    command = [sys.executable, "-c", MAKE, str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland" if seed == "2" else "UTC"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Make both, compare, and say how many files and how long."""
    with tempfile.TemporaryDirectory() as place:
        began = time.perf_counter()
        one, two = (listing(Path(place, name), seed) for name, seed in (("one", "1"), ("another place", "2")))
        took = time.perf_counter() - began
    differing = [a for a, b in zip(one.splitlines(), two.splitlines(), strict=False) if a != b]
    print(f"same: {len(one.splitlines())} files made twice in {took:.0f} s, {len(differing)} differ")
    if one != two:
        print("\n".join(differing[:20]))
        sys.exit(1)


if __name__ == "__main__":
    main()
