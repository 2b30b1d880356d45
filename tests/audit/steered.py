"""Inputs for one reader of authors' texts, steered towards code not reached before: `steered.py TARGET SECONDS`.

Started by fuzz.py where atheris is installed: its wheels serve some systems only.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["handbook", "markdown_it", "mdit_py_plugins"]):
    from audit import fuzz


def main(name: str, seconds: int) -> None:
    """Begin with texts of this repository, which grow by every one that reaches new code."""

    def one(data: bytes) -> None:
        fuzz.hold(name, data.decode("utf-8", "ignore"))

    with tempfile.TemporaryDirectory() as place:
        for number, text in enumerate(fuzz.corpus(name)):
            Path(place, str(number)).write_text(text, "utf-8")
        grown = fuzz.KEPT / "grown" / name
        grown.mkdir(parents=True, exist_ok=True)
        limits = [
            f"-max_total_time={seconds}",
            "-rss_limit_mb=2048",
            f"-timeout={3 * fuzz.SECONDS_EACH}",
            "-max_len=20000",
        ]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={fuzz.KEPT}/{name}-", str(grown), place], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
