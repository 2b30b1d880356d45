"""Small handbooks for tests: laid on disk, read as the command reads them, or built of single fields."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook import markdown
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.fields import Location
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import Document, load
from handbook.markdown import Prose
from handbook.report import concise
from handbook.schema import Exercise, Meta, Movement, Program, Workout
from handbook.validate import Entry, validate

TINY = Path(__file__).parent / "sites" / "tiny"


@dataclass(frozen=True, slots=True)
class Checked:
    """A handbook, everything that was said about it, and the texts it was read from."""

    handbook: Handbook
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def said(self) -> list[str]:
        """The diagnostics in the concise form."""
        return [concise(one) for one in self.diagnostics]

    @property
    def rules(self) -> list[str]:
        """The rule of each diagnostic."""
        return [one.rule for one in self.diagnostics]


def check(root: Path) -> Checked:
    """Load, validate and link what lies below `root`."""
    documents, unread = load(root)
    valid, invalid = validate(documents)
    handbook, unlinked = link(valid, sound=not failed([*unread, *invalid]))
    return Checked(handbook, arrange(unread, invalid, unlinked), documents.texts)


def lay(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write files, named from `content/`, over the tiny handbook in `root`, and take away those of None; the root."""
    if not (root / "content").exists():
        shutil.copytree(TINY, root, dirs_exist_ok=True)
    for name, text in files.items():
        path = root / "content" / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def tiny_text(name: str, *swaps: tuple[str, str]) -> str:
    """A file of the tiny handbook with some of its text swapped; each text to swap must be there."""
    text = (TINY / "content" / name).read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text, f"{name} does not hold {old!r}"
        text = text.replace(old, new)
    return text


def exercise(**fields: Any) -> Exercise:
    """An exercise for the quads and the knee with nothing needed, but for `fields`."""
    given: dict[str, Any] = {
        "title": "An exercise",
        "summary": "It is one.",
        "kind": "strength",
        "level": "beginner",
        "sides": "both",
        "muscles": {"primary": ["quads"]},
        "movements": {"primary": ["knee-extension"]},
        "equipment": ["none"],
        "dose": {"sets": "3", "reps": "10"},
        "cues": ["Heels down"],
    }
    return Exercise.model_validate(given | fields)


def movement(**fields: Any) -> Movement:
    """A movement of the knee, but for `fields`."""
    given: dict[str, Any] = {
        "title": "A movement",
        "summary": "It is one.",
        "joint": "Knee",
        "plane": "sagittal",
        "muscles": {"primary": ["quads"]},
        "role": "core",
    }
    return Movement.model_validate(given | fields)


def program(*workouts: list[dict[str, Any]], **fields: Any) -> Program:
    """A program of one week, once a week, whose workouts have these blocks, but for `fields`."""
    given: dict[str, Any] = {
        "title": "A program",
        "summary": "It is one.",
        "level": "beginner",
        "weeks": "1",
        "per_week": "1",
        "purpose": ["knee-extension"],
        "progression": {"rule": "none"},
        "workouts": [{"title": f"Day {n}", "blocks": blocks} for n, blocks in enumerate(workouts, 1)],
    }
    return Program.model_validate(given | fields)


def workout(*blocks: dict[str, Any]) -> Workout:
    """A workout of these blocks."""
    return Workout.model_validate({"title": "Day 1", "blocks": list(blocks)})


def entry(entry_id: str, meta: Meta, body: str = "") -> Entry:
    """An entry without a file behind it; its diagnostics point at its first line."""
    document = Document(entry_id, f"content/{entry_id}.md", f"---\n---\n{body}")
    return Entry(document, meta, markdown.parse(body) if body else Prose())


def walked(value: object, at: Location = ()) -> Iterator[tuple[Location, object]]:
    """Everything inside a value with its location, the outermost left out."""
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for part, inner in inside:
        yield (*at, part), inner
        yield from walked(inner, (*at, part))
