"""What a reader's own loads make of a line: a target for each session, the lighter sets before, the plates a side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.loads import BARS, PLATES, Target, converted, plates, progress, rounded, warm_up, working_load
from handbook.prescriptions import Prescription, prescribed
from handbook.quantities import MOST
from handbook.sheets.jobs import Job, Own
from handbook.sheets.places import Line
from handbook.sheets.sheet import Note

_SIDE = 2


@dataclass(frozen=True, slots=True)
class Goals:
    """A text for each session, and notes for the item; nothing where the reader gave no load for the exercise."""

    cells: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def goals(job: Job, line: Line, sessions: Sequence[int]) -> Goals:
    """What to aim at in sessions, each given by its week, by the program's rule of progression."""
    own = job.facts.own
    if own is None or line.slot.done not in {*own.working, *own.best}:
        return Goals()
    asked = [prescribed(job.program, line.block, line.slot, week) for week in range(1, max(sessions) + 1)]
    smallest = own.plate * _SIDE
    start = _start(own, line.slot.done, asked[0], smallest)
    rule = job.program.progression.rule
    made = progress(start, [_reps(one) for one in asked], rule, _step(job, own), smallest)
    cells = tuple(_cell(made[week - 1], asked[week - 1], double=rule == "double") for week in sessions)
    loads = list(dict.fromkeys(made[week - 1].load for week in sessions))
    return Goals(cells, tuple(_notes(own, loads, smallest, barred=line.slot.done in own.barred)))


def _start(own: Own, exercise: str, first: Prescription, smallest: float) -> float:
    """The load of the first week: as given, or what the one-rep max allows for its reps and those in reserve."""
    if exercise in own.working:
        return own.working[exercise]
    spare = int(first.reserve.high) if first.reserve else 0
    return rounded(working_load(own.best[exercise], _reps(first)[1] + spare, own.formula), smallest)


def _reps(one: Prescription) -> tuple[int, int]:
    if one.reps is None or one.reps.unit == MOST:
        return 1, 1
    return int(one.reps.low), int(one.reps.high)


def _step(job: Job, own: Own) -> tuple[float, bool]:
    """What the program adds at a time, at the cautious end, and whether in percent; two smallest plates if unsaid."""
    step = job.program.progression.step
    if step is None or step.unit not in {"%", "kg", "lb"}:
        return own.plate * _SIDE, False
    if step.unit == "%":
        return step.low, True
    return converted(step.low, "kg" if step.unit == "kg" else "lb", own.unit), False


def _cell(target: Target, asked: Prescription, *, double: bool) -> str:
    counted = asked.reps is not None and asked.reps.unit != MOST
    many = str(target.reps) if double and counted else asked.measure
    return f"{target.load:g} \u00d7 {many}"


def _notes(own: Own, loads: Sequence[float], smallest: float, *, barred: bool) -> Iterator[Note]:
    bar = BARS[own.unit] if barred else 0
    lighter = ", ".join(f"{one.load:g} \u00d7 {one.reps}" for one in warm_up(loads[0], bar, smallest))
    if lighter:
        yield Note("Warm-up", lighter)
    if barred:
        sizes = [one for one in PLATES[own.unit] if one >= own.plate]
        yield Note("Plates a side", " · ".join(f"{load:g}: {_side(load, bar, sizes)}" for load in loads))


def _side(load: float, bar: float, sizes: Sequence[float]) -> str:
    found, rest = plates(load, bar, sizes)
    if rest < 0:
        return f"lighter than a bar of {bar:g}"
    said = " + ".join(f"{one:g}" for one in found) or "the bar alone"
    return f"{said} ({rest:g} over)" if rest else said
