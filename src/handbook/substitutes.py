"""What to do instead when a piece of equipment is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.schema import Exercise

MOST = 6


@dataclass(frozen=True, slots=True)
class Swap:
    """An exercise that can take another's place; `lacking` is the equipment it does without, where that is said."""

    exercise: str
    lacking: str = ""


def substitutes(slug: str, exercises: Mapping[str, Exercise]) -> tuple[Swap, ...]:
    """Up to six: those that the author wrote, in order, then ranked ones.

    Ranked by shared primary movements, then by the overlap of muscles, then by how little equipment they share; only
    exercises of the same kind that need other equipment count.
    """
    exercise = exercises[slug]
    written = tuple(Swap(one.exercise, one.lacking) for one in exercise.substitutes if one.exercise in exercises)
    taken = {slug, *(swap.exercise for swap in written)}
    ranked = sorted(_candidates(slug, exercises))
    return (*written, *(Swap(other) for _, other in ranked if other not in taken))[:MOST]


def _candidates(slug: str, exercises: Mapping[str, Exercise]) -> Iterator[tuple[tuple[float, ...], str]]:
    exercise = exercises[slug]
    needs = equipment(exercise)
    for other, candidate in exercises.items():
        shared = set(exercise.movements.primary) & set(candidate.movements.primary)
        if other == slug or not shared or candidate.kind != exercise.kind or needs <= equipment(candidate):
            continue
        alike = overlap(exercise, candidate)
        yield (
            (-len(shared), -alike, len(needs & equipment(candidate)), abs(candidate.level.rank - exercise.level.rank)),
            other,
        )


def equipment(exercise: Exercise) -> set[str]:
    """Every piece that the exercise may need; what is optional does not count."""
    return {choice for need in exercise.equipment if not need.optional for choice in need.choices}


def overlap(one: Exercise, other: Exercise) -> float:
    """How alike two exercises are in their muscles, 0 to 1; primary muscles weigh twice."""
    weigh = [dict.fromkeys(e.muscles.secondary, 1) | dict.fromkeys(e.muscles.primary, 2) for e in (one, other)]
    muscles = set(weigh[0]) | set(weigh[1])
    common = sum(min(weigh[0].get(muscle, 0), weigh[1].get(muscle, 0)) for muscle in muscles)
    return common / sum(max(weigh[0].get(muscle, 0), weigh[1].get(muscle, 0)) for muscle in muscles)
