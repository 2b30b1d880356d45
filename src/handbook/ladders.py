"""Ladders: which exercise is harder than which, from `easier` and `harder`, proved free of contradiction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handbook.diagnostics import Diagnostic, Note
from handbook.fields import Location
from handbook.schema import Exercise
from handbook.validate import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: from the easier to the harder exercise, and what to reach before it."""

    easier: str
    harder: str
    when: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A step up and where it is written."""

    easier: str
    harder: str
    when: str
    entry: Entry
    at: Location

    @property
    def step(self) -> Step:
        """The step alone."""
        return Step(self.easier, self.harder, self.when)


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


def edges(exercises: Mapping[str, Entry]) -> tuple[Edge, ...]:
    """Every step up between two exercises, each once, whichever end (or both) it is written at.

    Where both ends write it, the one that says `when` is kept.
    """
    found: dict[tuple[str, str], Edge] = {}
    for slug, entry in exercises.items():
        for edge in _written(slug, entry):
            pair = (edge.easier, edge.harder)
            if pair not in found or (edge.when and not found[pair].when):
                found[pair] = edge
    return tuple(edge for pair, edge in sorted(found.items()) if set(pair) <= exercises.keys())


def _written(slug: str, entry: Entry) -> Iterator[Edge]:
    meta = entry.meta
    assert isinstance(meta, Exercise)  # noqa: S101 - only exercises are handed in
    for position, variant in enumerate(meta.easier):
        if variant.exercise and variant.exercise != slug:
            yield Edge(variant.exercise, slug, variant.when or "", entry, ("easier", position, "exercise"))
    for position, variant in enumerate(meta.harder):
        if variant.exercise and variant.exercise != slug:
            yield Edge(slug, variant.exercise, variant.when or "", entry, ("harder", position, "exercise"))


def climb(exercises: Mapping[str, Entry], ladders: Mapping[str, Entry]) -> tuple[Climb, tuple[Diagnostic, ...]]:
    """Order everything, and say where that cannot be done."""
    written = edges(exercises)
    up, down = _ends(written)
    cycles = tuple(_cycles(up))
    steps_up = {low: tuple(edge.step for edge in some) for low, some in up.items()}
    steps_down = {high: tuple(edge.step for edge in some) for high, some in down.items()}
    above = {} if cycles else _above(steps_up, exercises)
    ordered = {slug: _ordered(rungs, above) for slug, rungs in _rungs(exercises, ladders).items()}
    closing = {one.span for one in cycles}
    levels = (one for one in _levels(written, exercises) if one.span not in closing)
    return Climb(steps_up, steps_down, ordered, _places(ordered)), (*cycles, *levels)


def _ends(written: Iterable[Edge]) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
    """The steps by their lower and by their upper end."""
    up: dict[str, list[Edge]] = {}
    down: dict[str, list[Edge]] = {}
    for edge in written:
        up.setdefault(edge.easier, []).append(edge)
        down.setdefault(edge.harder, []).append(edge)
    return up, down


def _rungs(exercises: Mapping[str, Entry], ladders: Iterable[str]) -> dict[str, list[str]]:
    """The exercises that name each ladder."""
    found: dict[str, list[str]] = {slug: [] for slug in ladders}
    for one, entry in exercises.items():
        for slug in dict.fromkeys(_exercise(entry).ladders):
            if slug in found:
                found[slug].append(one)
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
    above = _above(steps.harder, exercises)
    for slug, ladder in ladders.items():
        yield from _forks(steps.ladders[slug], ladder, above, exercises)


def _exercise(entry: Entry) -> Exercise:
    assert isinstance(entry.meta, Exercise)  # noqa: S101 - only exercises are handed in
    return entry.meta


def _cycles(harder: Mapping[str, Sequence[Edge]]) -> Iterator[Diagnostic]:
    """One diagnostic for each loop, at the step that closes it. Iterative, so that no ladder is too long."""
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
            elif edge.harder in open_:
                yield _cycle([*path, edge])
            elif edge.harder not in done:
                path.append(edge)
                open_.add(edge.harder)
                stack.append((edge.harder, iter(harder.get(edge.harder, ()))))


def _cycle(path: list[Edge]) -> Diagnostic:
    first = next(position for position, edge in enumerate(path) if edge.easier == path[-1].harder)
    loop = path[first:]
    way = " → ".join([loop[0].easier, *(edge.harder for edge in loop)])
    last = loop[-1]
    related = tuple(
        Note(edge.entry.document.span(edge.at), f"{edge.harder} is said to be harder") for edge in loop[:-1]
    )
    hint = "take out the step that is not harder"
    return Diagnostic(
        last.entry.document.span(last.at), "ladder-cycle", f"the way up turns in a circle: {way}", hint, related
    )


def _levels(steps: tuple[Edge, ...], exercises: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    for edge in steps:
        low, high = (_exercise(exercises[one]).level for one in (edge.easier, edge.harder))
        if high.rank < low.rank:
            message = f"`{edge.harder}` is said to be harder than `{edge.easier}`, but is {high} and the other {low}"
            yield Diagnostic(
                edge.entry.document.span(edge.at), "ladder-level", message, "change one of the levels, or the order"
            )


def _above(harder: Mapping[str, tuple[Step, ...]], exercises: Mapping[str, Entry]) -> dict[str, set[str]]:
    """For each exercise everything harder, near and far. Only for steps without a circle."""
    above: dict[str, set[str]] = {}
    for start in exercises:
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


def _forks(
    rungs: tuple[str, ...], ladder: Entry, above: Mapping[str, set[str]], exercises: Mapping[str, Entry]
) -> Iterator[Diagnostic]:
    for low, high in pairwise(rungs):
        if high not in above[low]:
            entry = exercises[high]
            at = ("ladders", _exercise(entry).ladders.index(ladder.slug))
            title = ladder.meta.title
            message = f"`{low}` and `{high}` stand side by side in {title}: neither is said to be easier"
            related = (Note(exercises[low].document.span(("ladders",)), "the other rung"),)
            hint = "name one in the other's `easier` or `harder`, or take one out of the ladder"
            yield Diagnostic(entry.document.span(at), "ladder-fork", message, hint, related)
