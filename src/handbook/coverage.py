"""What a program trains: sets for each movement and muscle in each week, minutes, and the equipment it asks for.

A set counts whole for what its exercise trains first and half for what it trains beside; sides trained one after the
other count once. Mobility and release loosen and do not train: they count for nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.cache import latest, latest_each
from handbook.fields import Trained, Worked
from handbook.prescriptions import Prescription, prescribed, standing
from handbook.quantities import MOST
from handbook.schema import Block, Exercise, Kind, Movement, Need, Program, Slot, Workout, week_numbers

SECONDS_A_REP = 4
HELD_TO_THE_END = (30, 60)
REPS_TO_THE_END = (8, 12)
METRES_A_SECOND = 1
SETTING_UP = 60
UNCOUNTED = (Kind.MOBILITY, Kind.RELEASE)


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


@dataclass(frozen=True, slots=True)
class Makeup:
    """What a movement is made of, and what it is the name of all kinds of."""

    parts: tuple[str, ...]
    kinds: tuple[str, ...]


def makeups(movements: Mapping[str, Movement]) -> dict[str, Makeup]:
    """What counts of movements, by slug."""
    return {slug: Makeup(one.parts, one.kinds) for slug, one in movements.items()}


def weights(trained: Trained, movements: Mapping[str, Makeup]) -> dict[str, float]:
    """How much of a set goes to each movement: 1 first, a half beside.

    A composite gets what the least trained of its parts gets; a movement with kinds the most that one of them gets.
    """
    counted = _shares(trained.primary, trained.secondary)
    while (wider := _widened(counted, movements)) != counted:  # a part may have kinds, a kind parts
        counted = wider
    return counted


def _widened(counted: Mapping[str, float], movements: Mapping[str, Makeup]) -> dict[str, float]:
    wider = dict(counted)
    for slug, movement in movements.items():
        if movement.parts and all(part in counted for part in movement.parts):
            wider[slug] = max(wider.get(slug, 0), min(counted[part] for part in movement.parts))
        kinds = [counted[kind] for kind in movement.kinds if kind in counted]
        if kinds:
            wider[slug] = max(wider.get(slug, 0), *kinds)
    return wider


def _shares(primary: Sequence[str], secondary: Sequence[str]) -> dict[str, float]:
    return {**dict.fromkeys(secondary, 0.5), **dict.fromkeys(primary, 1.0)}


Sets = Callable[[Program, int], Mapping[str, Amount]]
"""How many sets of each exercise that counts are done in a week of a program."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that coverage depends on; of exercises no more than that."""

    programs: Mapping[str, Program]
    exercises: Mapping[str, "_Doing"]
    shares: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Doing:
    """What counts of an exercise."""

    kind: Kind
    sides: str
    muscles: Worked
    equipment: tuple[Need, ...]


def covers(
    programs: Mapping[str, Program], exercises: Mapping[str, Exercise], shares: Mapping[str, Mapping[str, float]]
) -> dict[str, Coverage]:
    """What each program trains; one made of stages trains what the programs of its stages train.

    `shares` are how much of a set goes to each movement, by exercise.
    """
    doing = dict(zip(exercises, _doing(exercises.values()), strict=True))
    return _covers(_Asked(programs, doing, shares))


@latest_each
def _doing(one: Exercise) -> _Doing:
    return _Doing(one.kind, one.sides, one.muscles, one.equipment)


@latest
def _covers(asked: _Asked) -> dict[str, Coverage]:
    known: dict[tuple[int, int], dict[str, Amount]] = {}

    def sets(program: Program, week: int) -> dict[str, Amount]:
        place = id(program), week
        if place not in known:
            known[place] = _sets(program, week, asked.exercises)
        return known[place]

    return {slug: _cover(program, asked, sets) for slug, program in asked.programs.items()}


def _cover(program: Program, asked: _Asked, sets: Sets) -> Coverage:
    programs, exercises, shares = asked.programs, asked.exercises, asked.shares
    tallies: tuple[dict[str, list[Amount]], dict[str, list[Amount]]] = ({}, {})
    for week in range(1, program.weeks + 1):
        for source, inner_week in _running(program, programs, week):
            for slug, done in sets(source, inner_week).items():
                _add(tallies[0], shares[slug], done, week, program.weeks)
                muscles = exercises[slug].muscles
                _add(tallies[1], _shares(muscles.primary, muscles.secondary), done, week, program.weeks)
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


def _sets(program: Program, week: int, exercises: Mapping[str, _Doing]) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for block, slot in _lines(program):
        exercise = exercises.get(slot.done)
        if exercise is not None and exercise.kind not in UNCOUNTED:
            sets = prescribed(program, block, slot, week).sets
            found[slot.done] = found.get(slot.done, Amount()) + Amount(sets.low, sets.high).times(_often(program))
    return found


def _running(program: Program, programs: Mapping[str, Program], week: int) -> Iterator[tuple[Program, int]]:
    """The program that is followed in a week, and the week of its own that falls there; it begins anew when it ends."""
    if program.workouts:
        yield program, week
    for stage in program.stages:
        inner = programs.get(stage.program or "")
        if inner is not None and inner.workouts and week in week_numbers(stage.weeks):
            yield inner, (week - int(stage.weeks.low)) % inner.weeks + 1


def _lines(program: Program) -> Iterator[tuple[Block, Slot]]:
    return ((block, slot) for workout in program.workouts for block in workout.blocks for slot in block.slots)


def _often(program: Program) -> float:
    """How often a week each workout is done: they take turns over the week's sessions."""
    return (program.per_week.low + program.per_week.high) / 2 / len(program.workouts)


def _add(tally: dict[str, list[Amount]], shares: Mapping[str, float], done: Amount, week: int, weeks: int) -> None:
    for slug, share in shares.items():
        row = tally.setdefault(slug, [Amount()] * weeks)
        row[week - 1] += done.times(share)


def _equipment(programs: list[Program], exercises: Mapping[str, _Doing]) -> tuple[Need, ...]:
    """What all exercises together need, once each; a choice is dropped where one of its pieces is needed anyway."""
    needs = {need.choices: need for one in programs for slot in one.slots for need in _needed(slot, exercises)}
    single = {need.choices[0] for need in needs.values() if len(need.choices) == 1}
    return tuple(needs[key] for key in sorted(needs) if len(key) == 1 or not set(key) & single)


def _needed(slot: Slot, exercises: Mapping[str, _Doing]) -> Iterator[Need]:
    exercise = exercises.get(slot.done)
    yield from (need for need in (exercise.equipment if exercise else ()) if not need.optional)


def minutes(workout: Workout, exercises: Mapping[str, _Doing | Exercise]) -> Amount:
    """About how long a workout takes without warm-up: work, rest, and a minute to set up each line.

    A rep that alternates is one of each side, so both kinds of one-sided work take twice the time. The stations of a
    circuit stand ready.
    """
    total = Amount()
    for block in workout.blocks:
        for slot in block.slots:
            exercise = exercises.get(slot.done)
            sides = 1 if exercise is None or exercise.sides == "both" else 2
            setting_up = 0 if block.style == "circuit" else SETTING_UP
            total += _seconds(standing(block, slot), sides) + Amount(setting_up, setting_up)
    return total.times(1 / 60)


def _seconds(line: Prescription, sides: int) -> Amount:
    rest = line.rest.seconds if line.rest else (0.0, 0.0)
    work = _work(line)
    return Amount(line.sets.low * (work[0] * sides + rest[0]), line.sets.high * (work[1] * sides + rest[1]))


def _work(line: Prescription) -> tuple[float, float]:
    """How many seconds one set on one side takes."""
    if line.hold is not None:
        return HELD_TO_THE_END if line.hold.unit == MOST else line.hold.seconds
    if line.distance is not None:
        return line.distance.low / METRES_A_SECOND, line.distance.high / METRES_A_SECOND
    reps = line.reps
    low, high = REPS_TO_THE_END if reps is None or reps.unit == MOST else (reps.low, reps.high)
    return low * SECONDS_A_REP, high * SECONDS_A_REP
