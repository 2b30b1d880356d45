"""What to do instead when a piece of equipment is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest

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
    traits = {slug: _traits(one) for slug, one in exercises.items()}
    alike: dict[tuple[str, str], list[str]] = {}
    for slug, one in traits.items():
        for movement in one.movements:
            alike.setdefault((one.kind, movement), []).append(slug)
    return {slug: _swaps(slug, exercises, traits, alike) for slug in exercises}


@dataclass(frozen=True, slots=True)
class _Traits:
    """What exercises are compared by."""

    kind: str
    rank: int
    movements: frozenset[str]
    muscles: Mapping[str, int]
    weight: int
    needs: frozenset[str]


def _traits(exercise: Exercise) -> _Traits:
    muscles = weighed(exercise)
    return _Traits(
        str(exercise.kind),
        exercise.level.rank,
        frozenset(exercise.movements.primary),
        muscles,
        sum(muscles.values()),
        frozenset(equipment(exercise)),
    )


def _swaps(
    slug: str,
    exercises: Mapping[str, Exercise],
    traits: Mapping[str, _Traits],
    alike: Mapping[tuple[str, str], list[str]],
) -> tuple[Swap, ...]:
    written = tuple(Swap(one.exercise, one.lacking) for one in exercises[slug].substitutes if one.exercise in exercises)
    taken = {slug, *(swap.exercise for swap in written)}
    one = traits[slug]
    candidates = {other for movement in one.movements for other in alike[one.kind, movement]} - taken
    ranked = nsmallest(MOST, _ranks(one, candidates, traits))
    return (*written, *(Swap(other) for _, other in ranked))[:MOST]


def _ranks(
    one: _Traits, candidates: Iterable[str], traits: Mapping[str, _Traits]
) -> Iterator[tuple[tuple[float, ...], str]]:
    """How far each candidate is from taking the place; those that need all that this one needs are none."""
    for slug in candidates:
        other = traits[slug]
        if not one.needs <= other.needs:
            shared = len(one.movements & other.movements)
            yield (-shared, -_overlap(one, other), len(one.needs & other.needs), abs(other.rank - one.rank)), slug


def _overlap(one: _Traits, other: _Traits) -> float:
    common = sum(min(weight, other.muscles.get(muscle, 0)) for muscle, weight in one.muscles.items())
    return common / (one.weight + other.weight - common)


def equipment(exercise: Exercise) -> set[str]:
    """Every piece that the exercise may need; what is optional does not count."""
    return {choice for need in exercise.equipment if not need.optional for choice in need.choices}


def overlap(one: Exercise, other: Exercise) -> float:
    """How alike two exercises are in their muscles, 0 to 1; primary muscles weigh twice."""
    return _overlap(_traits(one), _traits(other))


def weighed(exercise: Exercise) -> Mapping[str, int]:
    """An exercise's muscles: the primary ones weigh 2, the others 1."""
    return {**dict.fromkeys(exercise.muscles.secondary, 1), **dict.fromkeys(exercise.muscles.primary, 2)}
