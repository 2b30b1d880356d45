"""The arithmetic of loads: one-rep max, rounding, progression, warm-up sets, plates. Loads are in kg or lb throughout.

The page in the browser reckons the same in `loads.js`; both are held to one table of cases. Sums of money-like numbers
are kept exact to a thousandth, so that both languages agree.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, isfinite, nan
from typing import Literal

Formula = Literal["epley", "brzycki"]
Unit = Literal["kg", "lb"]
Rule = Literal["load", "double", "reps", "time", "sets", "none"]

KG_A_POUND = 0.45359237
"""International yard and pound agreement, 1959."""

BARS: Mapping[Unit, float] = {"kg": 20, "lb": 45}
PLATES: Mapping[Unit, tuple[float, ...]] = {
    "kg": (25, 20, 15, 10, 5, 2.5, 1.25, 0.5, 0.25),
    "lb": (45, 35, 25, 10, 5, 2.5, 1.25, 0.5),
}
SMALLEST: Mapping[Unit, float] = {"kg": 1.25, "lb": 2.5}
MOST: Mapping[Unit, float] = {"kg": 1000, "lb": 2000}
"""More than anybody has lifted; what is above is a slip of the pen."""

MOST_REPS = 30
"""Beyond this neither formula means anything; Brzycki's would divide by zero at 37."""

WARM_UP = ((0.5, 5), (0.75, 3))
"""Share of the working load, and reps: half of it for 5, three quarters for 3."""

_WRITTEN = re.compile(r"(.+?)\s*(kg|lb)?")
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Target:
    """What to lift in a week, and how often in a set."""

    load: float
    reps: int


def read(text: str, unit: Unit) -> float:
    """A load as people write it, `80`, `80 kg`, `82,5kg` or `176lb`, in `unit`.

    Raises ValueError with a sentence for the reader where it is none, or none that anybody lifts.
    """
    parts = _WRITTEN.fullmatch(text.strip().lower())
    try:
        number = float(parts[1].replace(",", ".")) if parts else nan
    except ValueError:
        number = nan
    source: Unit = "lb" if parts and parts[2] == "lb" else "kg" if parts and parts[2] else unit
    if not isfinite(number):
        raise ValueError(f"`{text}` is not a load; write it like `80kg` or `175lb`")
    if number <= 0:
        raise ValueError(f"`{text}` is no load; it has to be more than 0")
    if number > MOST[source]:
        raise ValueError(f"`{text}` is more than anybody lifts; loads go up to {MOST[source]:g} {source}")
    return converted(number, source, unit)


def one_rep_max(load: float, reps: int, formula: Formula) -> float:
    """The load that could be lifted once, from one that was lifted `reps` times, 1 to 30.

    Epley (1985): load x (1 + reps / 30), and the load itself for one rep. Brzycki (1993): load x 36 / (37 - reps).
    """
    return _thousandths(load * _share(reps, formula))


def working_load(best: float, reps: int, formula: Formula) -> float:
    """The load that can be lifted `reps` times by someone whose one-rep max is `best`: the formulas turned round."""
    return _thousandths(best / _share(reps, formula))


def _share(reps: int, formula: Formula) -> float:
    times = max(1, min(MOST_REPS, reps))
    if formula == "brzycki":
        return 36 / (37 - times)
    return 1.0 if times == 1 else 1 + times / 30


def rounded(load: float, step: float) -> float:
    """The nearest multiple of `step`, the lower one of two that are as near, and never less than one step."""
    return _thousandths(max(1, -floor(0.5 - load / step + _TINY)) * step)


def converted(load: float, source: Unit, goal: Unit) -> float:
    """A load in another unit."""
    if source == goal:
        return load
    return _thousandths(load / KG_A_POUND if goal == "lb" else load * KG_A_POUND)


def progress(
    start: float, reps: Sequence[tuple[int, int]], rule: Rule, step: tuple[float, bool], smallest: float
) -> tuple[Target, ...]:
    """The target of each week, from `start` in the first; `reps` are each week's from and to.

    `step` is what is added at a time, and whether it is in percent. Rule `load` adds it every week. Rule `double` adds
    a rep every week up to the top of the range, then adds the step, or `smallest` where that is more, and begins at its
    foot. Others leave the load be. Each target is rounded to `smallest`; the sum behind it is not, so that small steps
    add up.
    """
    found: list[Target] = []
    load, done = start, 0
    for week, (low, high) in enumerate(reps):
        if week and rule == "load":
            load = _more(load, step)
        if week and rule == "double" and low < high:
            done += 1
            if low + done > high:
                load, done = max(_more(load, step), rounded(load, smallest) + smallest), 0
        found.append(Target(rounded(load, smallest), min(high, low + done) if rule == "double" else low))
    return tuple(found)


def _more(load: float, step: tuple[float, bool]) -> float:
    amount, percent = step
    return load * (1 + amount / 100) if percent else load + amount


def warm_up(load: float, bar: float, smallest: float) -> tuple[Target, ...]:
    """The lighter sets before a working load; `bar` is the least that can be loaded. Sets that are alike are one."""
    found: list[Target] = []
    for share, reps in WARM_UP:
        lighter = max(bar, rounded(load * share, smallest))
        if lighter < load and all(one.load != lighter for one in found):
            found.append(Target(lighter, reps))
    return tuple(found)


def plates(load: float, bar: float, sizes: Sequence[float]) -> tuple[tuple[float, ...], float]:
    """The plates on each side of a bar, the largest inside, and what is left over that no plate makes up (both sides).

    The rest is negative where the bar alone is more than the load.
    """
    side, found = (load - bar) / 2, []
    for size in sorted(sizes, reverse=True):
        while side >= size - _TINY:
            found.append(size)
            side -= size
    return tuple(found), _thousandths(side * 2)


def _thousandths(load: float) -> float:
    return floor(load * 1000 + 0.5) / 1000
