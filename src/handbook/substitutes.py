"""What to do instead when a piece of equipment is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from handbook.cache import latest, latest_each
from handbook.schema import Exercise

MOST = 6


@dataclass(frozen=True, slots=True)
class Swap:
    """An exercise that can take another's place; `lacking` is the equipment it does without, where that is said."""

    exercise: str
    lacking: str = ""


def substitutes(exercises: Mapping[str, Exercise]) -> dict[str, tuple[Swap, ...]]:
    """For each exercise up to six: those that the author wrote, in order, then ranked ones.

    Ranked by shared primary movements, then by the overlap of muscles, then by how little equipment they share; only
    exercises of the same kind that need other equipment count.
    """
    slugs = sorted(exercises)
    some = [exercises[slug] for slug in slugs]
    return _offered(dict(zip(slugs, _traits_of(some), strict=True)), dict(zip(slugs, _written(some), strict=True)))


@dataclass(frozen=True, slots=True)
class _Traits:
    """What exercises are compared by; many in a large handbook have the same. `muscles` are with their weights."""

    kind: str
    rank: int
    movements: frozenset[str]
    muscles: frozenset[tuple[str, int]]
    needs: frozenset[str]


@latest_each
def _written(exercise: Exercise) -> tuple[Swap, ...]:
    return tuple(Swap(one.exercise, one.lacking) for one in exercise.substitutes)


def _traits(exercise: Exercise) -> _Traits:
    return _Traits(
        str(exercise.kind),
        exercise.level.rank,
        frozenset(exercise.movements.primary),
        frozenset(weighed(exercise).items()),
        frozenset(equipment(exercise)),
    )


_traits_of = latest_each(_traits)


@latest
def _offered(traits: Mapping[str, _Traits], written: Mapping[str, tuple[Swap, ...]]) -> dict[str, tuple[Swap, ...]]:
    alike: dict[_Traits, list[str]] = {}
    for slug, one in traits.items():
        alike.setdefault(one, []).append(slug)
    ranked = _rankings(alike)
    return {slug: _swaps(slug, written, ranked[one]) for slug, one in traits.items()}


def _swaps(slug: str, written: Mapping[str, tuple[Swap, ...]], ranked: Iterable[str]) -> tuple[Swap, ...]:
    said = tuple(swap for swap in written[slug] if swap.exercise in written)
    taken = {slug, *(swap.exercise for swap in said)}
    return (*said, *(Swap(other) for other in ranked if other not in taken))[:MOST]


@latest
def _rankings(alike: Mapping[_Traits, list[str]]) -> dict[_Traits, list[str]]:
    return {one: _ranked(one, alike) for one in alike}


def _ranked(one: _Traits, alike: Mapping[_Traits, list[str]]) -> list[str]:
    """The exercises that can take the place of one with these traits, the best first, as many as can be needed."""
    found = [(rank, slugs) for other, slugs in alike.items() if (rank := _rank(one, other))]
    # Beside itself an exercise may have named as many others as it offers.
    best = nsmallest(2 * MOST + 1, ((rank, slug) for rank, slugs in found for slug in slugs[: 2 * MOST + 1]))
    return [slug for _, slug in best]


def _rank(one: _Traits, other: _Traits) -> tuple[float, ...] | None:
    """How far another is from taking the place; None if it cannot, as where it needs all that this one needs."""
    shared = len(one.movements & other.movements)
    if not shared or other.kind != one.kind or one.needs <= other.needs:
        return None
    return -shared, -_overlap(one, other), len(one.needs & other.needs), abs(other.rank - one.rank)


def _overlap(one: _Traits, other: _Traits) -> float:
    mine, theirs = dict(one.muscles), dict(other.muscles)
    common = sum(min(weight, theirs.get(muscle, 0)) for muscle, weight in mine.items())
    return common / (sum(mine.values()) + sum(theirs.values()) - common)


def equipment(exercise: Exercise) -> set[str]:
    """Every piece that the exercise may need; what is optional does not count."""
    return {choice for need in exercise.equipment if not need.optional for choice in need.choices}


def overlap(one: Exercise, other: Exercise) -> float:
    """How alike two exercises are in their muscles, 0 to 1; primary muscles weigh twice."""
    return _overlap(_traits(one), _traits(other))


def weighed(exercise: Exercise) -> Mapping[str, int]:
    """An exercise's muscles: the primary ones weigh 2, the others 1."""
    return {**dict.fromkeys(exercise.muscles.secondary, 1), **dict.fromkeys(exercise.muscles.primary, 2)}
