"""Ladders: which exercise is harder than which, from `easier` and `harder`, proved free of contradiction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handbook.cache import latest, latest_each
from handbook.diagnostics import Diagnostic, Note, Span
from handbook.fields import Location
from handbook.schema import Exercise, Level
from handbook.validate import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: from the easier to the harder exercise, and what to reach before it."""

    easier: str
    harder: str
    when: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A step up, and where it is written: by which exercise, in which of its fields."""

    step: Step
    by: str
    at: Location

    def span(self, exercises: Mapping[str, Entry]) -> Span:
        """The place in the exercise's file."""
        return exercises[self.by].document.span(self.at)


@dataclass(frozen=True, slots=True)
class Climb:
    """All steps up, looked up from either end.

    `ladders` are the rungs of each ladder from easiest to hardest, `places` the ladders that each exercise stands on.
    """

    harder: Mapping[str, tuple[Step, ...]]
    easier: Mapping[str, tuple[Step, ...]]
    ladders: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]

    def step(self, easier: str, harder: str) -> Step | None:
        """The step between two neighbouring exercises, if it is written."""
        return next((step for step in self.harder.get(easier, ()) if step.harder == harder), None)


@dataclass(frozen=True, slots=True)
class _Says:
    """What an exercise says of its place: the steps that it writes, its ladders, its level."""

    slug: str
    edges: tuple[Edge, ...]
    ladders: tuple[str, ...]
    level: Level


@dataclass(frozen=True, slots=True)
class _Order:
    """What follows from all that is said: the way up, loops in it, steps that go down a level, pairs without order."""

    climb: Climb
    edges: tuple[Edge, ...]
    loops: tuple[tuple[Edge, ...], ...]
    falls: tuple[Edge, ...]


@latest_each
def _says(entry: Entry) -> _Says:
    exercise = _exercise(entry)
    return _Says(entry.slug, tuple(_written(entry.slug, exercise)), exercise.ladders, exercise.level)


def _written(slug: str, exercise: Exercise) -> Iterator[Edge]:
    for position, variant in enumerate(exercise.easier):
        if variant.exercise and variant.exercise != slug:
            yield Edge(Step(variant.exercise, slug, variant.when or ""), slug, ("easier", position, "exercise"))
    for position, variant in enumerate(exercise.harder):
        if variant.exercise and variant.exercise != slug:
            yield Edge(Step(slug, variant.exercise, variant.when or ""), slug, ("harder", position, "exercise"))


def climb(exercises: Mapping[str, Entry], ladders: Mapping[str, Entry]) -> tuple[Climb, tuple[Diagnostic, ...]]:
    """Order everything, and say where that cannot be done."""
    order = _order(_says(exercises.values()), tuple(ladders))
    circles = tuple(_circle(loop, exercises) for loop in order.loops)
    closing = {one.span for one in circles}
    levels = (_level(edge, exercises) for edge in order.falls)
    return order.climb, (*circles, *(one for one in levels if one.span not in closing))


def unreached(exercises: Mapping[str, Entry], ladders: Mapping[str, Entry]) -> tuple[Edge, ...]:
    """The steps up of which nothing says what to reach before."""
    return tuple(edge for edge in _order(_says(exercises.values()), tuple(ladders)).edges if not edge.step.when)


@latest
def _order(said: list[_Says], ladders: tuple[str, ...]) -> _Order:
    written = _merged(said)
    up, down = _ends(written)
    loops = tuple(_loops(up))
    steps_up = {low: tuple(edge.step for edge in some) for low, some in up.items()}
    steps_down = {high: tuple(edge.step for edge in some) for high, some in down.items()}
    above = {} if loops else _above(steps_up)
    ordered = {slug: _ordered(rungs, above) for slug, rungs in _rungs(said, ladders).items()}
    return _Order(Climb(steps_up, steps_down, ordered, _places(ordered)), written, loops, _falls(written, said))


def _merged(said: Iterable[_Says]) -> tuple[Edge, ...]:
    """Every step up between two exercises, each once, whichever end (or both) it is written at.

    Where both ends write it, the one that says `when` is kept.
    """
    found: dict[tuple[str, str], Edge] = {}
    for edge in (edge for one in said for edge in one.edges):
        pair = (edge.step.easier, edge.step.harder)
        if pair not in found or (edge.step.when and not found[pair].step.when):
            found[pair] = edge
    there = {one.slug for one in said}
    return tuple(edge for pair, edge in sorted(found.items()) if set(pair) <= there)


def _ends(written: Iterable[Edge]) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
    """The steps by their lower and by their upper end."""
    up: dict[str, list[Edge]] = {}
    down: dict[str, list[Edge]] = {}
    for edge in written:
        up.setdefault(edge.step.easier, []).append(edge)
        down.setdefault(edge.step.harder, []).append(edge)
    return up, down


def _rungs(said: Iterable[_Says], ladders: Iterable[str]) -> dict[str, list[str]]:
    """The exercises that name each ladder."""
    found: dict[str, list[str]] = {slug: [] for slug in ladders}
    for one in said:
        for slug in dict.fromkeys(one.ladders):
            if slug in found:
                found[slug].append(one.slug)
    return found


def _ordered(rungs: list[str], above: Mapping[str, set[str]]) -> tuple[str, ...]:
    here = set(rungs)
    return tuple(sorted(rungs, key=lambda one: (-len(above.get(one, set()) & here), one)))


def _places(ladders: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for slug, rungs in ladders.items():
        for rung in rungs:
            found[rung] = (*found.get(rung, ()), slug)
    return found


def forks(steps: Climb, exercises: Mapping[str, Entry], ladders: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """Neighbouring rungs without an order. Asked only when nothing is missing and no way up turns in a circle."""
    for ladder, low, high in _unordered(steps):
        entry = exercises[high]
        at = ("ladders", _exercise(entry).ladders.index(ladder))
        title = ladders[ladder].meta.title
        message = f"`{low}` and `{high}` stand side by side in {title}: neither is said to be easier"
        related = (Note(exercises[low].document.span(("ladders",)), "the other rung"),)
        hint = "name one in the other's `easier` or `harder`, or take one out of the ladder"
        yield Diagnostic(entry.document.span(at), "ladder-fork", message, hint, related)


@latest
def _unordered(steps: Climb) -> tuple[tuple[str, str, str], ...]:
    """A ladder and two neighbours on it, for each pair of which nothing says which is harder."""
    above = _above(steps.harder)
    return tuple(
        (ladder, low, high)
        for ladder, rungs in steps.ladders.items()
        for low, high in pairwise(rungs)
        if high not in above.get(low, ())
    )


def _exercise(entry: Entry) -> Exercise:
    assert isinstance(entry.meta, Exercise)  # noqa: S101 - only exercises are handed in
    return entry.meta


def _loops(harder: Mapping[str, Sequence[Edge]]) -> Iterator[tuple[Edge, ...]]:
    """The steps of each loop, the one that closes it last. Iterative, so that no ladder is too long."""
    done: set[str] = set()
    for start in sorted(harder):
        path: list[Edge] = []
        stack = [(start, iter(harder.get(start, ())))] if start not in done else []
        open_ = {start}
        while stack:
            here, onward = stack[-1]
            edge = next(onward, None)
            if edge is None:
                stack.pop()
                open_.discard(here)
                done.add(here)
                del path[len(stack) - 1 if stack else 0 :]
                continue
            onto = edge.step.harder
            if onto in open_:
                yield _loop([*path, edge])
            elif onto not in done:
                path.append(edge)
                open_.add(onto)
                stack.append((onto, iter(harder.get(onto, ()))))


def _loop(path: list[Edge]) -> tuple[Edge, ...]:
    """The end of a path that closes a loop, from where the loop begins."""
    first = next(position for position, edge in enumerate(path) if edge.step.easier == path[-1].step.harder)
    return tuple(path[first:])


def _circle(loop: tuple[Edge, ...], exercises: Mapping[str, Entry]) -> Diagnostic:
    way = " → ".join([loop[0].step.easier, *(edge.step.harder for edge in loop)])
    related = tuple(Note(edge.span(exercises), f"{edge.step.harder} is said to be harder") for edge in loop[:-1])
    message, hint = f"the way up turns in a circle: {way}", "take out the step that is not harder"
    return Diagnostic(loop[-1].span(exercises), "ladder-cycle", message, hint, related)


def _falls(written: Iterable[Edge], said: Iterable[_Says]) -> tuple[Edge, ...]:
    """The steps up to an exercise of a lower level."""
    ranks = {one.slug: one.level.rank for one in said}
    return tuple(edge for edge in written if ranks[edge.step.harder] < ranks[edge.step.easier])


def _level(edge: Edge, exercises: Mapping[str, Entry]) -> Diagnostic:
    step = edge.step
    low, high = (_exercise(exercises[one]).level for one in (step.easier, step.harder))
    message = f"`{step.harder}` is said to be harder than `{step.easier}`, but is {high} and the other {low}"
    return Diagnostic(edge.span(exercises), "ladder-level", message, "change one of the levels, or the order")


def _above(harder: Mapping[str, tuple[Step, ...]]) -> dict[str, set[str]]:
    """For each exercise from which a step leads up everything harder, near and far. Only for steps without a circle."""
    above: dict[str, set[str]] = {}
    for start in harder:
        stack = [start]
        while stack:
            here = stack[-1]
            waiting = [edge.harder for edge in harder.get(here, ()) if edge.harder not in above]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            above[here] = {far for edge in harder.get(here, ()) for far in (edge.harder, *above[edge.harder])}
    return above
