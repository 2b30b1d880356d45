"""A program with other exercises in its lines: for missing equipment, and for the rung that a reader stands on."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from handbook.handbook import Handbook
from handbook.schema import Exercise, Program, Slot

MEASURES = ("reps", "hold", "distance")


@dataclass(frozen=True, slots=True)
class Swapped:
    """A program as a reader does it: what took whose place (exercises' slugs), and what nothing could be found for."""

    program: Program
    done: tuple[tuple[str, str], ...]
    stuck: tuple[str, ...]


def swapped(handbook: Handbook, program: Program, rungs: Mapping[str, str], lacking: AbstractSet[str]) -> Swapped:
    """`program` with a reader's `rungs` (exercise by ladder), and without equipment that is `lacking`.

    A substitute is the first of the handbook's for that exercise that can be done; a line without one stays as it is.
    """
    done: dict[tuple[str, str], None] = {}
    stuck: dict[str, None] = {}

    def line(slot: Slot) -> Slot:
        rung = rungs.get(slot.ladder or "")
        climbed = _on(slot, handbook.exercises[rung], rung) if rung else slot
        named = climbed.done
        if named not in handbook.exercises or can(handbook.exercises[named], lacking):
            return climbed
        other = substitute(handbook, named, lacking)
        if other is None:
            stuck[named] = None
            return climbed
        done[named, other] = None
        return _on(climbed, handbook.exercises[other], other)

    workouts = tuple(
        workout.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"slots": tuple(line(slot) for slot in block.slots)})
                    for block in workout.blocks
                )
            }
        )
        for workout in program.workouts
    )
    return Swapped(program.model_copy(update={"workouts": workouts}), tuple(done), tuple(stuck))


def can(exercise: Exercise, lacking: AbstractSet[str]) -> bool:
    """Whether an exercise can be done without some equipment: of each need, something is left."""
    return all(need.optional or set(need.choices) - lacking for need in exercise.equipment)


def substitute(handbook: Handbook, exercise: str, lacking: AbstractSet[str]) -> str | None:
    """The first substitute that can be done; those that the author names for what is missing come first."""
    swaps = sorted(handbook.swaps.get(exercise, ()), key=lambda swap: swap.lacking not in lacking)
    return next((one.exercise for one in swaps if can(handbook.exercises[one.exercise], lacking)), None)


def _on(slot: Slot, exercise: Exercise, slug: str) -> Slot:
    """The line with another exercise; where that is measured in another way, with its own dose."""
    update: dict[str, object] = {"exercise": type(slot.done)(slug), "ladder": None, "rung": None}
    if not any(getattr(slot, name) and getattr(exercise.dose, name) for name in MEASURES):
        update |= {name: getattr(exercise.dose, name) for name in MEASURES}
        update["weeks"] = {}
    return slot.model_copy(update=update)
