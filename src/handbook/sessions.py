"""Workouts as sessions: where each lies, and its lines in the order in which they are done, one a screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.prescriptions import Prescription, phase_of, prescribed, standing
from handbook.quantities import MOST, Quantity
from handbook.schema import Block, Program, Slot, Workout

LONGEST = 60
"""Letters of a session's address: a disk takes names of 255, a reader fewer."""

TAKEN = ("sheet", "sheet-a4", "sheet-letter")
"""Names below a program that are no workout's."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A line in one week: its amount as it is shown, how many sets at most, what a set is, and the load in words."""

    week: int
    phase: str
    amount: str
    sets: int
    measure: str
    load: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a workout, its number counted from 1, the block it is in and its place there, from 1.

    `turns` has one for each week, or is empty where all weeks are alike. `rest` and `hold` are from and to in seconds,
    both 0 where none is said or the hold is as long as can be. `unit` is what a set is counted in: `reps`, `s` or `m`.
    """

    number: int
    slot: Slot
    block: Block
    place: int
    said: Prescription
    turns: tuple[Turn, ...]
    unit: str
    rest: tuple[int, int]
    hold: tuple[int, int]

    @property
    def sets(self) -> int:
        """The most sets that any week asks for."""
        return max((turn.sets for turn in self.turns), default=int(self.said.sets.high))


def session_addresses(slug: str, program: Program) -> tuple[str, ...]:
    """The address of each workout's session; no two are alike."""
    names: list[str] = []
    for number, workout in enumerate(program.workouts, 1):
        name = "-".join(re.findall(r"[a-z0-9]+", workout.title.lower()))[:LONGEST].strip("-") or "workout"
        names.append(f"{name}-{number}" if name in {*names, *TAKEN} else name)
    return tuple(f"programs/{slug}/{name}.html" for name in names)


def steps(program: Program, workout: Workout) -> tuple[Step, ...]:
    """The lines of a workout, in order."""
    lines = [(block, slot, place) for block in workout.blocks for place, slot in enumerate(block.slots, 1)]
    return tuple(_step(program, number, *line) for number, line in enumerate(lines, 1))


def _step(program: Program, number: int, block: Block, slot: Slot, place: int) -> Step:
    said = standing(block, slot)
    turns = tuple(_turns(program, block, slot))
    alike = len({(turn.amount, turn.load) for turn in turns}) <= 1
    unit = "s" if said.hold else "m" if said.distance else "reps"
    turns = () if alike else turns
    return Step(number, slot, block, place, said, turns, unit, _seconds(said.rest), _seconds(said.hold))


def _turns(program: Program, block: Block, slot: Slot) -> Iterator[Turn]:
    for week in range(1, program.weeks + 1):
        one, phase = prescribed(program, block, slot, week), phase_of(program, week)
        yield Turn(week, phase.name if phase else "", one.amount, int(one.sets.high), one.measure, one.load or "")


def _seconds(amount: Quantity | None) -> tuple[int, int]:
    if amount is None or amount.unit == MOST:
        return 0, 0
    low, high = amount.seconds
    return int(low), int(high)
