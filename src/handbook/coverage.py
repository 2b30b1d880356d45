"""What a program trains: sets for each movement and muscle in each week, minutes, and the equipment it asks for.

A set counts whole for what its exercise trains first and half for what it trains beside; sides trained one after the
other count once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.quantities import Quantity
from handbook.schema import Block, Exercise, Movement, Need, Program, Slot, Workout, week_numbers

SECONDS_A_REP = 4
HELD_TO_THE_END = (30, 60)
REPS_TO_THE_END = (8, 12)
METRES_A_SECOND = 1
SETTING_UP = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` of something: sets a week, minutes."""

    low: float = 0
    high: float = 0

    def __add__(self, other: "Amount") -> "Amount":
        """The sum of both ends."""
        return Amount(self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> "Amount":
        """Both ends times `factor`."""
        return Amount(self.low * factor, self.high * factor)

    def __str__(self) -> str:
        """As it is shown, to the half: `3`, or both ends."""
        low, high = (round(end * 2) / 2 for end in (self.low, self.high))
        return f"{low:g}" if low == high else f"{low:g}\u2013{high:g}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one program trains. Each mapping goes from a slug to one amount of sets for each week, from week 1."""

    weeks: int
    movements: Mapping[str, tuple[Amount, ...]]
    muscles: Mapping[str, tuple[Amount, ...]]
    equipment: tuple[Need, ...]
    minutes: Mapping[str, Amount]

    def trains(self, movement: str) -> bool:
        """Whether at least one whole set a week goes to `movement` in some week."""
        return any(week.high >= 1 for week in self.movements.get(movement, ()))


def sets_in_week(program: Program, slot: Slot, week: int) -> Quantity:
    """The sets of a line in a week: its own change, else its phase's, else as written."""
    for key, change in slot.weeks.items():
        if change.sets and week in _week_range(key):
            return change.sets
    for phase in program.phases:
        if phase.sets and week in week_numbers(phase.weeks):
            return phase.sets
    return slot.sets


def _week_range(key: str) -> range:
    low, _, high = key.replace("\u2013", "-").partition("-")
    return range(int(low), int(high or low) + 1)


def weights(exercise: Exercise, movements: Mapping[str, Movement]) -> dict[str, float]:
    """How much of a set goes to each movement: 1 first, a half beside.

    A composite gets what the least trained of its parts gets; a movement with kinds the most that one of them gets.
    """
    counted = _shares(exercise.movements.primary, exercise.movements.secondary)
    for slug, movement in movements.items():
        if movement.parts and all(part in counted for part in movement.parts):
            counted[slug] = max(counted.get(slug, 0), min(counted[part] for part in movement.parts))
        kinds = [counted[kind] for kind in movement.kinds if kind in counted]
        if kinds:
            counted[slug] = max(counted.get(slug, 0), *kinds)
    return counted


def _shares(primary: Sequence[str], secondary: Sequence[str]) -> dict[str, float]:
    return {**dict.fromkeys(secondary, 0.5), **dict.fromkeys(primary, 1.0)}


def cover(
    program: Program,
    programs: Mapping[str, Program],
    exercises: Mapping[str, Exercise],
    movements: Mapping[str, Movement],
) -> Coverage:
    """What `program` trains; one made of stages trains what the programs of its stages train."""
    tallies: tuple[dict[str, list[Amount]], dict[str, list[Amount]]] = ({}, {})
    for week in range(1, program.weeks + 1):
        for source, inner_week in _running(program, programs, week):
            for slot, times in _slots(source):
                if (exercise := exercises.get(slot.done)) is None:
                    continue
                said = sets_in_week(source, slot, inner_week)
                done = Amount(said.low, said.high).times(times)
                _add(tallies[0], weights(exercise, movements), done, week, program.weeks)
                muscles = _shares(exercise.muscles.primary, exercise.muscles.secondary)
                _add(tallies[1], muscles, done, week, program.weeks)
    everything = [
        program,
        *(programs[one.program] for one in program.stages if one.program and one.program in programs),
    ]
    return Coverage(
        weeks=program.weeks,
        movements={slug: tuple(weeks) for slug, weeks in sorted(tallies[0].items())},
        muscles={slug: tuple(weeks) for slug, weeks in sorted(tallies[1].items())},
        equipment=_equipment(everything, exercises),
        minutes={workout.title: minutes(workout, exercises) for workout in program.workouts},
    )


def _running(program: Program, programs: Mapping[str, Program], week: int) -> Iterator[tuple[Program, int]]:
    """The program that is followed in a week, and the week of its own that falls there; it begins anew when it ends."""
    if program.workouts:
        yield program, week
    for stage in program.stages:
        inner = programs.get(stage.program or "")
        if inner is not None and inner.workouts and week in week_numbers(stage.weeks):
            yield inner, (week - int(stage.weeks.low)) % inner.weeks + 1


def _slots(program: Program) -> Iterator[tuple[Slot, float]]:
    """Every line with how often a week it is done: the workouts take turns over the week's sessions."""
    often = (program.per_week.low + program.per_week.high) / 2 / len(program.workouts)
    for workout in program.workouts:
        for block in workout.blocks:
            for slot in block.slots:
                yield slot, often * rounds(block)


def rounds(block: Block) -> float:
    """How often a block is gone through."""
    return (block.rounds.low + block.rounds.high) / 2 if block.rounds else 1


def _add(tally: dict[str, list[Amount]], shares: Mapping[str, float], done: Amount, week: int, weeks: int) -> None:
    for slug, share in shares.items():
        row = tally.setdefault(slug, [Amount()] * weeks)
        row[week - 1] += done.times(share)


def _equipment(programs: list[Program], exercises: Mapping[str, Exercise]) -> tuple[Need, ...]:
    """What all exercises together need, once each; a choice is dropped where one of its pieces is needed anyway."""
    needs = {need.choices: need for one in programs for slot in one.slots for need in _needed(slot, exercises)}
    single = {need.choices[0] for need in needs.values() if len(need.choices) == 1}
    return tuple(needs[key] for key in sorted(needs) if len(key) == 1 or not set(key) & single)


def _needed(slot: Slot, exercises: Mapping[str, Exercise]) -> Iterator[Need]:
    exercise = exercises.get(slot.done)
    yield from (need for need in (exercise.equipment if exercise else ()) if not need.optional)


def minutes(workout: Workout, exercises: Mapping[str, Exercise]) -> Amount:
    """About how long a workout takes without warm-up: work, rest, and a minute to set up each line."""
    total = Amount()
    for block in workout.blocks:
        for slot in block.slots:
            exercise = exercises.get(slot.done)
            sides = 2 if exercise is not None and exercise.sides == "each" else 1
            total += _seconds(slot, sides).times(rounds(block)) + Amount(SETTING_UP, SETTING_UP)
    return total.times(1 / 60)


def _seconds(slot: Slot, sides: int) -> Amount:
    rest = slot.rest.seconds if slot.rest else (0.0, 0.0)
    work = _work(slot)
    return Amount(slot.sets.low * (work[0] * sides + rest[0]), slot.sets.high * (work[1] * sides + rest[1]))


def _work(slot: Slot) -> tuple[float, float]:
    """How many seconds one set on one side takes."""
    if slot.hold is not None:
        return HELD_TO_THE_END if slot.hold.unit == "max" else slot.hold.seconds
    if slot.distance is not None:
        return slot.distance.low / METRES_A_SECOND, slot.distance.high / METRES_A_SECOND
    reps = slot.reps
    low, high = REPS_TO_THE_END if reps is None or reps.unit == "max" else (reps.low, reps.high)
    return low * SECONDS_A_REP, high * SECONDS_A_REP
