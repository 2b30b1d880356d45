"""Which exercises train a movement, work a muscle and need a piece of equipment: each looked up from that end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.cache import latest, latest_each
from handbook.coverage import UNCOUNTED, Makeup, makeups, weights
from handbook.fields import Trained, Worked
from handbook.schema import Exercise, Kind, Movement, Need
from handbook.substitutes import Swap

Slugs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """All by slug; the exercises in the order of the handbook's list.

    `shares` are each exercise's movements with how much of a set goes to each: 1 first, a half beside. `trained` has
    the exercises that train a movement and `loosened` those that loosen it, with the same shares. `worked` has the
    exercises that work a muscle, first and beside. `needed` are the exercises that may need a piece of equipment,
    `wanted` those that only may use it, and `without` pairs of an exercise and what its author does without the piece.
    """

    shares: Mapping[str, Mapping[str, float]]
    trained: Mapping[str, tuple[tuple[str, float], ...]]
    loosened: Mapping[str, tuple[tuple[str, float], ...]]
    worked: Mapping[str, tuple[Slugs, Slugs]]
    needed: Mapping[str, Slugs]
    wanted: Mapping[str, Slugs]
    without: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class _Uses:
    """What an exercise says that it uses."""

    kind: Kind
    movements: Trained
    muscles: Worked
    equipment: tuple[Need, ...]


def uses(
    exercises: Mapping[str, Exercise], movements: Mapping[str, Movement], swaps: Mapping[str, tuple[Swap, ...]]
) -> Uses:
    """Everything that exercises say of what they use, turned round."""
    said = list(zip(exercises, _says(exercises.values()), strict=True))
    return _turned_round(said, makeups(movements), swaps)


@latest_each
def _says(one: Exercise) -> _Uses:
    return _Uses(one.kind, one.movements, one.muscles, one.equipment)


@latest
def _turned_round(
    said: list[tuple[str, _Uses]], movements: Mapping[str, Makeup], swaps: Mapping[str, tuple[Swap, ...]]
) -> Uses:
    exercises = dict(said)
    shares = {slug: weights(one.movements, movements) for slug, one in exercises.items()}
    loose = {slug for slug, one in exercises.items() if one.kind in UNCOUNTED}
    pairs = [(slug, goal, share) for slug, some in shares.items() for goal, share in some.items()]
    first = _turned((slug, muscle) for slug, one in exercises.items() for muscle in one.muscles.primary)
    beside = _turned((slug, muscle) for slug, one in exercises.items() for muscle in one.muscles.secondary)
    return Uses(
        shares=shares,
        trained=_shared((slug, goal, share) for slug, goal, share in pairs if slug not in loose),
        loosened=_shared((slug, goal, share) for slug, goal, share in pairs if slug in loose),
        worked={one: (first.get(one, ()), beside.get(one, ())) for one in {**first, **beside}},
        needed=_pieces(exercises, optional=False),
        wanted=_pieces(exercises, optional=True),
        without=_without(swaps),
    )


def _turned(pairs: Iterable[tuple[str, str]]) -> dict[str, Slugs]:
    """From the second of each pair to the firsts, each once."""
    found: dict[str, dict[str, None]] = {}
    for source, goal in pairs:
        found.setdefault(goal, {})[source] = None
    return {goal: tuple(sources) for goal, sources in found.items()}


def _shared(shares: Iterable[tuple[str, str, float]]) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for slug, goal, share in shares:
        found.setdefault(goal, []).append((slug, share))
    return {goal: tuple(some) for goal, some in found.items()}


def _pieces(exercises: Mapping[str, _Uses], *, optional: bool) -> dict[str, Slugs]:
    return _turned(
        (slug, choice)
        for slug, one in exercises.items()
        for need in one.equipment
        if need.optional is optional
        for choice in need.choices
    )


def _without(swaps: Mapping[str, tuple[Swap, ...]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for slug, some in swaps.items():
        for swap in some:
            if swap.lacking:
                found.setdefault(swap.lacking, []).append((slug, swap.exercise))
    return {piece: tuple(pairs) for piece, pairs in found.items()}
