"""What the handbook still lacks: the list of things to do for whoever wants to contribute."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.editing.likeness import words
from handbook.handbook import Handbook
from handbook.rules import at_home
from handbook.schema import Meta
from handbook.validate import Entry

FEW = 3
"""Below so many exercises a movement offers no choice."""

STALE = timedelta(days=730)
"""After so long an entry should be read anew."""

Gap = tuple[str, str]
"""An entry's id, empty for what is no entry yet, and what it lacks."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of work: what it is, why it matters to readers, and where it is to be done."""

    title: str
    why: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything there is to do, by topic; a topic without gaps is done."""

    topics: tuple[Topic, ...]

    @property
    def size(self) -> int:
        """How many gaps there are in all."""
        return sum(len(topic.gaps) for topic in self.topics)


def audit(handbook: Handbook, today: date | None = None, queries: Mapping[str, str] | None = None) -> Audit:
    """The gaps of a handbook.

    `today` is the day that reviews are counted from: without it, the day of the newest review. `queries` are what
    readers search for, each with the id that it should lead to, or an empty text where any entry will do.
    """
    day = today or max((one.reviewed for _, one in _fields(handbook) if one.reviewed), default=date.min)
    topics = [Topic(title, why, tuple(find(handbook))) for title, why, find in _FINDERS]
    reviews = Topic(
        "Reviews older than two years",
        "What is known changes. Read the entry as a whole, mend it, and write the day into `reviewed`.",
        tuple(_stale(handbook, day)),
    )
    terms = Topic(
        "Words that lead nowhere",
        "Readers search for these. Add the word to the aliases of the entry they mean, or write the entry.",
        tuple(_unfound(handbook, queries or {})),
    )
    return Audit((*topics, reviews, terms))


def as_text(handbook: Handbook, found: Audit) -> str:
    """The audit for a terminal: each topic with its number, each gap with its file."""
    parts = []
    for topic in found.topics:
        lines = [f"{topic.title}: {len(topic.gaps) or 'none'}"]
        if topic.gaps:
            lines += [f"  {topic.why}", *(f"  - {_told(handbook, gap)}" for gap in topic.gaps)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _told(handbook: Handbook, gap: Gap) -> str:
    entry = handbook.entries.get(gap[0])
    return f"{entry.document.path}: {entry.meta.title}: {gap[1]}" if entry else gap[1]


def _few_exercises(handbook: Handbook) -> Iterator[Gap]:
    trained: dict[str, set[str]] = {}
    for slug, exercise in handbook.exercises.items():
        for one in exercise.movements.primary:
            trained.setdefault(one, set()).add(slug)
    for slug, movement in handbook.movements.items():
        if movement.role == "composite":
            continue
        trainers = set[str]().union(*(trained.get(one, ()) for one in (slug, *movement.kinds)))
        if len(trainers) < FEW:
            number = f"{len(trainers) or 'no'} exercise{' trains' if len(trainers) == 1 else 's train'}"
            yield f"movements/{slug}", f"{number} it first"


def _homeless_ladders(handbook: Handbook) -> Iterator[Gap]:
    for slug, rungs in handbook.climb.ladders.items():
        if rungs and not any(at_home(handbook.exercises[rung], handbook) for rung in rungs):
            yield f"ladders/{slug}", "no rung that can be done at home"


def _unused(handbook: Handbook) -> Iterator[Gap]:
    """Exercises that no program has, named outright or as a rung of a ladder that it names."""
    used = {str(slot.done) for program in handbook.programs.values() for slot in program.slots}
    for program in handbook.programs.values():
        used |= {rung for slot in program.slots for rung in handbook.climb.ladders.get(slot.ladder or "", ())}
    return ((f"exercises/{slug}", "in no program") for slug in handbook.exercises if slug not in used)


def _nameless(handbook: Handbook) -> Iterator[Gap]:
    for folder in ("exercises", "movements", "muscles", "equipment"):
        for slug, one in handbook.fields[folder].items():
            if not one.aliases:
                yield f"{folder}/{slug}", "no other name"


def _undrawn(handbook: Handbook) -> Iterator[Gap]:
    return ((f"exercises/{slug}", "no figure") for slug, one in handbook.exercises.items() if one.figure is None)


def _unwarned(handbook: Handbook) -> Iterator[Gap]:
    return ((f"exercises/{slug}", "no mistakes") for slug, one in handbook.exercises.items() if not one.mistakes)


def _unsourced(handbook: Handbook) -> Iterator[Gap]:
    for one, meta in _fields(handbook):
        if not one.startswith("equipment/") and not meta.sources and not handbook.cites[one]:
            yield one, "no source"


def _fields(handbook: Handbook) -> Iterator[tuple[str, Meta]]:
    """The fields of every entry, by its id, in the order of the ids."""
    for folder in sorted(handbook.fields):
        for slug in sorted(handbook.fields[folder]):
            yield f"{folder}/{slug}", handbook.fields[folder][slug]


def _stale(handbook: Handbook, today: date) -> Iterator[Gap]:
    """The oldest first; what was never reviewed before all."""
    for one, meta in sorted(_fields(handbook), key=lambda one: (one[1].reviewed or date.min, one[0])):
        day = meta.reviewed
        if day is None or today - day > STALE:
            yield one, f"last reviewed {day.isoformat()}" if day else "never reviewed"


def _unfound(handbook: Handbook, queries: Mapping[str, str]) -> Iterator[Gap]:
    entries = handbook.entries.values() if queries else ()
    names = [set(words(name)) for entry in entries for name in _names(entry)]
    for query, goal in queries.items():
        if goal and goal not in handbook.entries:
            yield "", f"`{query}` should lead to `{goal}`, which is not there"
        elif not goal and not any(set(words(query)) <= name for name in names):
            yield "", f"`{query}`"


def _names(entry: Entry) -> Iterable[str]:
    return (entry.meta.title, *entry.meta.aliases)


_FINDERS: tuple[tuple[str, str, Callable[[Handbook], Iterator[Gap]]], ...] = (
    (
        "Movements with few exercises",
        f"With fewer than {FEW} exercises that train it first, a movement leaves readers no choice.",
        _few_exercises,
    ),
    (
        "Ladders that begin in a gym",
        "A ladder should have a rung that needs nothing bought, so that everyone can step on it.",
        _homeless_ladders,
    ),
    (
        "Exercises in no program",
        "Most readers follow a program; what is in none is seldom done. Name it where it belongs, or as a rung.",
        _unused,
    ),
    (
        "Entries under one name only",
        "People search by many names. Add what it is called elsewhere, abroad and in the gym to `aliases`.",
        _nameless,
    ),
    ("Exercises without a picture", "A figure says in a second what the steps say in a minute.", _undrawn),
    ("Exercises without mistakes", "What commonly goes wrong, each with its mend, is what a coach is for.", _unwarned),
    ("Entries without a source", "Readers should see what an entry rests on; a textbook is a source.", _unsourced),
)
