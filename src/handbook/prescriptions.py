"""What a line of a program asks for in a week: the line itself, changed by its phase, changed by its own weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.quantities import MOST, Quantity, read
from handbook.schema import Block, Change, Phase, Program, Slot, week_numbers

_ONCE = Quantity(1, 1)


@dataclass(frozen=True, slots=True)
class Prescription:
    """How much to do: `sets` (rounds, in a circuit) of one of `reps`, `hold` and `distance`."""

    sets: Quantity
    reps: Quantity | None = None
    hold: Quantity | None = None
    distance: Quantity | None = None
    rest: Quantity | None = None
    tempo: str | None = None
    reserve: Quantity | None = None
    load: str | None = None

    @property
    def measure(self) -> str:
        """What one set is: `5-8`, `30 s`, `20 m`, `max`."""
        one = self.hold or self.distance or self.reps
        return str(one) if one else ""

    @property
    def amount(self) -> str:
        """Sets and what one is: `3-5 x 5-8`, `2 x 30 s`, `2 x as long as you can`."""
        if (self.hold or self.distance or self.reps or _ONCE).unit == MOST:
            return f"{self.sets} \u00d7 as {'long' if self.hold else 'many'} as you can"
        if self.sets == _ONCE:
            return f"{self.measure} reps" if self.reps else self.measure
        return f"{self.sets} \u00d7 {self.measure}"


def phase_of(program: Program, week: int) -> Phase | None:
    """The phase that a week, counted from 1, lies in."""
    return next((phase for phase in program.phases if week in week_numbers(phase.weeks)), None)


def prescribed(program: Program, block: Block, slot: Slot, week: int) -> Prescription:
    """What a slot asks for in a week: its own weeks speak before the phase, the phase before the slot.

    Load is the exception: a slot need not say one, so where it does, it means it.
    """
    changes, phase = list(_changes(slot, week)), phase_of(program, week)
    layers: list[Slot | Phase | Change] = [*changes, phase, slot] if phase else [*changes, slot]
    sets = _first("sets", layers) or slot.sets
    measures = {name: _first(name, layers) for name in _measure(slot, layers)}
    return Prescription(
        sets=_rounds(block, sets),
        **measures,
        rest=_first("rest", layers),
        tempo=_first("tempo", layers),
        reserve=_first("reserve", layers),
        load=_first("load", [*changes, slot, *([phase] if phase else [])]),
    )


def standing(block: Block, slot: Slot) -> Prescription:
    """What a slot asks for where no week says otherwise."""
    return Prescription(
        sets=_rounds(block, slot.sets),
        reps=slot.reps,
        hold=slot.hold,
        distance=slot.distance,
        rest=slot.rest,
        tempo=slot.tempo,
        reserve=slot.reserve,
        load=slot.load,
    )


def _rounds(block: Block, sets: Quantity) -> Quantity:
    """Sets over all rounds: a circuit does its sets in every round."""
    rounds = block.rounds or _ONCE
    return Quantity(sets.low * rounds.low, sets.high * rounds.high)


def _changes(slot: Slot, week: int) -> Iterator[Change]:
    for weeks, change in slot.weeks.items():
        if week in week_numbers(read(weeks, ("",))):
            yield change


def _measure(slot: Slot, layers: list[Slot | Phase | Change]) -> tuple[str, ...]:
    """The one measure that holds: a week may turn reps into a hold; a phase's reps mean only lines counted in reps."""
    names = ("reps", "hold", "distance")
    for layer in layers:
        if isinstance(layer, Change):
            said = tuple(name for name in names if getattr(layer, name) is not None)
            if said:
                return said[:1]
    return tuple(name for name in names if getattr(slot, name) is not None)


def _first(name: str, layers: list[Slot | Phase | Change]) -> Any:
    """The first that says it. What a layer does not know it does not say: its own values are asked, not its class."""
    return next((value for layer in layers if (value := layer.__dict__.get(name)) is not None), None)
