"""Inputs that nobody would write, for as long as they are given: `python tests/audit/fuzz.py [SECONDS] [TARGET …]`.

Each reader of authors' texts gets texts of this repository, changed at random. It must answer, with a value or with
what it says to an author, within `SECONDS_EACH` of the processor's time and `BYTES_EACH` of memory; what it answers
must be printable in every form. An input that breaks a promise is kept in `build/fuzz/`. The number of inputs is added
up there over all runs. Where atheris is installed, half of the time goes to inputs steered by the code they reach.
"""

# ruff: noqa: S311 - chance makes inputs here, no secrets

import hashlib
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handbook import frontmatter, markdown, quantities
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.drawing import draw
from handbook.editing.sarif import sarif
from handbook.link import link
from handbook.load import LARGEST, Document, Documents, load
from handbook.report import concise, full, github
from handbook.report import json as as_json
from handbook.validate import validate
from handbook.wishes import Wish

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build/fuzz"
SECONDS_EACH, BYTES_EACH = 10, 2 * 2**30
UNITS = (("",), ("", "max"), ("s", "min", "max"), ("m",), ("%", "kg", "lb", "s", ""))


class TooLong(BaseException):
    """An input took more time than any may; no `except Exception` on the way holds it up."""


def amounts(text: str) -> None:
    """An amount, or a sentence that says why it is none."""
    for units in UNITS:
        with suppress(ValueError):
            assert str(quantities.read(text, units, least=1, most=500))
    assert isinstance(quantities.turned(text), str)


def front_matter(text: str) -> None:
    """A tree and faults that stand at lines of the text."""
    tree, faults = frontmatter.parse(text)
    lines = text.count("\n") + 1
    assert all(1 <= one.mark.line <= lines + 1 and one.mark.column >= 1 for one in faults)
    assert tree.data is not None or faults


def prose(text: str) -> None:
    """Pieces of HTML round holes; nothing of the author's is an element, and places lie in the text."""
    read = markdown.parse(text)
    for part in (read.intro, *(one.html for one in read.sections), read.notes):
        assert len(part.pieces) == len(part.holes) + 1
        assert (
            re.search(r"<(?!/?(?:[a-z]+[1-6]?)\b)|<(?:script|style|iframe|img|svg|object|form)", "".join(part.pieces))
            is None
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [(one.line, one.column, one.end) for one in read.holes]
    places += [(one.line, one.column, one.end) for one in read.blemishes]
    for line, column, end in places:
        assert 0 <= line < len(lines)
        assert 1 <= column <= end <= len(lines[line]) + 1


def figure(text: str) -> None:
    """A figure that is drawn, or findings."""
    data = frontmatter.parse(text)[0].data
    drawn = draw(Wish(data, "A figure"))
    assert drawn.files or drawn.findings


def handbook(text: str) -> None:
    """The tiny handbook with one of its files in another form: checked as a whole, and every report of it printed.

    The first line names the file.
    """
    name, _, content = text.partition("\n")
    known = _tiny()
    ids = [*(one.id for one in known.entries), "handbook.yaml", "references.yaml"]
    entry_id = name if name in ids else ids[len(name) % len(ids)]
    found = said_of(known, entry_id, content[:LARGEST])
    sources = {**known.texts, _path(entry_id): content[:LARGEST]}
    assert full(found, sources, colour=True).count("\n") >= len(found) - 1
    assert github(found).count("\n") == max(0, len(found) - 1)
    assert "\n" not in "".join(map(concise, found))
    json.loads(as_json(found))
    json.loads(sarif(found, sources))


def said_of(known: Documents, entry_id: str, text: str) -> tuple[Diagnostic, ...]:
    """Everything there is to say when one file of a handbook has another text."""
    document = Document(entry_id, _path(entry_id), text)
    entries = tuple(document if one.id == entry_id else one for one in known.entries)
    settings = document if entry_id == "handbook.yaml" else known.settings
    references = document if entry_id == "references.yaml" else known.references
    now = replace(known, entries=entries, settings=settings, references=references)
    valid, invalid = validate(now)
    _, unlinked = link(valid, sound=not failed(invalid))
    return arrange(invalid, unlinked)


def _path(entry_id: str) -> str:
    return f"content/{entry_id}" if entry_id.endswith(".yaml") else f"content/{entry_id}.md"


@cache
def _tiny() -> Documents:
    return load(ROOT / "tests/sites/tiny")[0]


Target = Callable[[str], None]
TARGETS: dict[str, Target] = {
    "amounts": amounts,
    "front-matter": front_matter,
    "prose": prose,
    "figure": figure,
    "handbook": handbook,
}

# What texts of every kind are made of, and what has been used to break readers of texts.
PIECES = (
    "\n", "\n\n", "---\n", ": ", "- ", "[", "]", "{", "}", "#", " #", "'", '"', "|", ">", "&a", "*a", "!!x ", "? ", "%",
    "[a](b.md)", "[@x]", "[^1]", "[^1]: ", "^[", "![", "<b>", "<!--", "`", "```\n", "~~~", "**", "_", "\\", "{{", "{%",
    "## ", "# ", "===\n", "| a |\n|---|\n", "1. ", "&#0;", "&amp;",
    "javascript:", "https://", "../", "/etc/passwd", "\0",
    "\t", "\r", "\x0b", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\U0001f3cb", "\u0301", "\ue000",
    "٣", "½", "∞", "NaN", "inf", "-1", "1e999", "0x10", "1_0", "9" * 400, "8-12", "12-8", "1:30", "30 s", "2,5 kg",
    "max",
    "null", "true", "no", "~", "0001-01-01", "9999-12-31", "exercises/", "figure:\n", "poses: ", "weeks: ", "slots:\n",
)  # fmt: skip


def corpus(name: str) -> tuple[str, ...]:
    """Texts of this repository that a target reads."""
    documents = load(ROOT)[0]
    tiny = _tiny()
    match name:
        case "amounts":
            words = {
                one for text in documents.texts.values() for one in re.findall(r": ([\d.,:-]+(?: ?[a-z%]+)?)", text)
            }
            return tuple(sorted(words | {"max", "2-3 min"}))
        case "front-matter":
            return tuple(one.text[4 : -len(one.body) - 4] for one in documents.entries) + tuple(tiny.texts.values())
        case "prose":
            return tuple(one.body for one in documents.entries)
        case "figure":
            cut = (re.search(r"^figure:.*\n((?:[ -].*\n)+)", one.text, re.MULTILINE) for one in documents.entries)
            return tuple(re.sub("^  ", "", found[1], flags=re.MULTILINE) for found in cut if found)
    files = [f"{one.id}\n{one.text}" for one in (*tiny.entries, tiny.settings, tiny.references) if one]
    return (*files, *(f"{one.id}\n{one.text}" for one in documents.entries if one.id in {t.id for t in tiny.entries}))


def changed(texts: tuple[str, ...], chance: random.Random) -> str:
    """One of the texts after a few changes at random; one in a hundred grows large."""
    text = chance.choice(texts)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        one, other = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        other = min(other, one + chance.choice((1, 3, 20, 400)))
        match chance.randrange(7):
            case 0:
                text = text[:one] + text[other:]
            case 1:
                text = text[:other] + text[one:other] * chance.choice((1, 2, 30)) + text[other:]
            case 2 | 3:
                text = text[:one] + chance.choice(PIECES) + text[one:]
            case 4:
                text = text[:one] + chance.choice(PIECES) + text[other:]
            case 5:
                text = text[:one] + chr(chance.choice((chance.randrange(128), chance.randrange(0xD7FF)))) + text[other:]
            case _:
                text = text[:one] + chance.choice(texts)[one : other + 40] + text[other:]
    if chance.randrange(100) == 0:
        piece = chance.choice(PIECES) + chance.choice(("", chance.choice(PIECES)))
        text = text[: len(text) // 2] + piece * (chance.choice((1000, 20_000)) // len(piece)) + text[len(text) // 2 :]
    return text[:LARGEST]


def bound() -> None:
    """Let this process have no more memory than any input may take, and hear when an input's time is over."""

    def over(_number: int, _frame: object) -> None:
        raise TooLong

    resource.setrlimit(resource.RLIMIT_AS, (BYTES_EACH, BYTES_EACH))
    signal.signal(signal.SIGVTALRM, over)


def hold(name: str, text: str) -> None:
    """Give a target one input, within its time; what it raises is kept with the input and raised."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_EACH)
    try:
        TARGETS[name](text)
    except BaseException:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        KEPT.mkdir(parents=True, exist_ok=True)
        file = KEPT / f"{name}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:10]}.txt"
        file.write_text(text, "utf-8", "surrogatepass")
        print(f"{name}: {file} breaks a promise", file=sys.stderr)
        raise
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def run(name: str, seconds: float, seed: int) -> int:
    """Feed one target for some seconds; how many inputs it took."""
    texts, chance, done = corpus(name), random.Random(seed), 0
    until = time.monotonic() + seconds
    bound()
    while time.monotonic() < until:
        for _ in range(10):
            hold(name, changed(texts, chance))
            done += 1
    return done


def _child(*words: str) -> tuple[int, str]:
    """The inputs that a process of its own took, and what it says of the one that it failed at."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT / "tests"), *sys.path]))}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    counts = re.findall(r"^(?:Done )?(\d+)(?: runs in .*)?$", done.stdout + done.stderr, re.MULTILINE)
    return int(counts[-1]) if counts else 0, done.stderr[-3000:] if done.returncode else ""


def _added_up(counts: dict[str, int]) -> dict[str, int]:
    """All inputs of all runs by target, with these."""
    file = KEPT / "inputs.json"
    before: dict[str, int] = {}
    with suppress(OSError, ValueError):
        before = json.loads(file.read_text("utf-8"))
    after = {name: before.get(name, 0) + counts.get(name, 0) for name in {**before, **counts}}
    KEPT.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(after), "utf-8")
    return after


def main(seconds: float, names: Iterable[str]) -> int:
    """Share the time out between the targets; status 1 if any input broke a promise."""
    wanted = tuple(names) or tuple(TARGETS)
    steered = find_spec("atheris") is not None
    ways = 2 if steered else 1
    seed, broken, counts = time.time_ns(), [], dict.fromkeys(wanted, 0)
    for name in wanted:
        share = str(max(1, round(seconds / len(wanted) / ways)))
        runs = [("tests/audit/fuzz.py", "run", name, share, str(seed)), ("tests/audit/steered.py", name, share)][:ways]
        for words in runs:
            number, said = _child(*words)
            counts[name] += number
            if said:
                broken.append(f"{name} (seed {seed}):\n{said}")
    total = _added_up(counts)
    each = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    how = "half of the time steered by coverage" if steered else "atheris is not installed, so none is steered"
    print(f"fuzz: {sum(counts.values()):,} inputs in {seconds:.0f} s ({each}; {how}), {len(broken)} broke a promise")
    print(f"fuzz: {sum(total.values()):,} inputs over all runs on this machine")
    print("\n".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["run", name, seconds, seed]:
            try:
                print(run(name, float(seconds), int(seed)))
            except BaseException:  # noqa: BLE001 - whatever it is, it is what was looked for
                traceback.print_exc()
                sys.exit(1)
        case words:
            budget = float(words[0] if words else os.environ.get("FUZZ_SECONDS", "60"))
            sys.exit(main(budget, words[1:]))
