"""The lines of a workout in their places: numbered, headed, and what there is to write down for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.schema import Block, Exercise, Kind, Slot, Workout
from handbook.sheets.sheet import Form

LEAST_WIDTH: Mapping[Form, float] = {
    "load-reps": 19,
    "load-sides": 20.6,
    "reps": 13,
    "sides": 15,
    "time": 13,
    "time-sides": 15,
    "way": 13,
    "tick": 13,
}
"""The narrowest column in mm in which a hand can still write such a cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """A slot in its place: its block, its number on the sheet, and the heading over it."""

    block: Block
    slot: Slot
    number: str
    heading: str


def workout_lines(workout: Workout) -> Iterator[Line]:
    """The slots of a workout, numbered through; where two share their rests, by letter and number."""
    lettered = any(block.style == "superset" for block in workout.blocks)
    count = 0
    for at, block in enumerate(workout.blocks):
        for place, slot in enumerate(block.slots):
            count += 1
            number = f"{chr(65 + at % 26)}{place + 1}" if lettered else str(count)
            yield Line(block, slot, number, "" if place else _heading(block))


def _heading(block: Block) -> str:
    many = block.rounds is not None and block.rounds.high > 1
    round_trip = f"Circuit, {block.rounds} rounds" if many else "" if block.rounds else "Circuit"
    how = {"straight": "", "superset": "Superset: one set of each in turn", "circuit": round_trip}[block.style]
    return ". ".join(part for part in (block.title or "", how) if part)


def form(exercise: Exercise, slot: Slot, *, loaded: bool) -> Form:
    """What there is to write down for a slot."""
    if exercise.kind in {Kind.MOBILITY, Kind.RELEASE}:
        return "tick"
    sides = exercise.sides == "each"
    if slot.hold:
        return "time-sides" if sides else "time"
    if slot.distance:
        return "way"
    if loaded:
        return "load-sides" if sides else "load-reps"
    return "sides" if sides else "reps"
