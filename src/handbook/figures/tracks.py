"""Keyframes: how a rigid piece moves on the page, written as few CSS keyframes as keep it in place."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from handbook.figures.paths import whole

_HOLD = 8.0
"""Per cent of the time that the first and the last pose are held."""
_NEAR, _TURNED, _STRETCHED = 1.9, 0.9, 0.03
"""How far (file units, degrees, share) a piece may be from where it belongs before it needs a keyframe there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece at one instant: origin x, y (file units, y down), turn (degrees clockwise), stretch along its axis."""

    x: float
    y: float
    turn: float = 0.0
    stretch: float = 1.0


@dataclass(frozen=True, slots=True)
class Timing:
    """When each instant is shown (per cent of the time), and how freely motion between them is drawn.

    A `slack` of 1 keeps a piece within half a centimetre and a degree of where it belongs, 2 within twice that.
    """

    marks: Sequence[float]
    slack: float = 1.0


def times(way: Sequence[float], moves: int) -> list[float]:
    """Give the whole per cent at which each instant is shown: pose, in-betweens, pose ... with a hold at both ends.

    `way` are the parts of the way of the in-betweens. Each move starts and stops gently: the part e of the way is
    reached at the time u where e = 3 u^2 - 2 u^3.
    """
    gentle = [0.0, *(0.5 - math.sin(math.asin(1 - 2 * part) / 3) for part in way)]
    marks = [(move + u) / moves for move in range(moves) for u in gentle]
    return [float(round(_HOLD + (100 - 2 * _HOLD) * mark)) for mark in (*marks, 1.0)]


def unwound(spots: Sequence[Spot]) -> list[Spot]:
    """Keep every turn within half a turn of the one before, so that nothing spins the long way round."""
    out = [spots[0]]
    for spot in spots[1:]:
        turn = spot.turn - 360 * round((spot.turn - out[-1].turn) / 360)
        out.append(Spot(spot.x, spot.y, turn, spot.stretch))
    return out


def _between(a: Spot, b: Spot, part: float) -> Spot:
    def mix(start: float, end: float) -> float:
        return start + (end - start) * part

    return Spot(mix(a.x, b.x), mix(a.y, b.y), mix(a.turn, b.turn), mix(a.stretch, b.stretch))


def _close(a: Spot, b: Spot, slack: float = 1.0) -> bool:
    return (
        math.hypot(a.x - b.x, a.y - b.y) <= _NEAR * slack
        and abs(a.turn - b.turn) <= _TURNED * slack
        and abs(a.stretch - b.stretch) <= _STRETCHED
    )


def still(spots: Sequence[Spot]) -> bool:
    """Tell whether a piece does not move."""
    return all(_close(spot, spots[0]) for spot in spots)


def _kept(spots: Sequence[Spot], timing: Timing, first: int, last: int) -> list[int]:
    """Choose the instants between two kept ones that straight motion would miss (the worst first, both halves)."""
    inner, marks = range(first + 1, last), timing.marks
    span = marks[last] - marks[first]
    missed = [
        (math.hypot(guess.x - spots[i].x, guess.y - spots[i].y) + abs(guess.turn - spots[i].turn), i)
        for i in inner
        for guess in [_between(spots[first], spots[last], (marks[i] - marks[first]) / span)]
        if not _close(guess, spots[i], timing.slack)
    ]
    if not missed:
        return []
    worst = max(missed)[1]
    return [*_kept(spots, timing, first, worst), worst, *_kept(spots, timing, worst, last)]


def keyframes(spots: Sequence[Spot], timing: Timing) -> str:
    """Write the body of a @keyframes rule for a piece that is at `spots` at the marks of the timing.

    A property that is written in one keyframe is written in all, or browsers would fill it in between others.
    """
    turns = any(whole(spot.turn) for spot in spots)
    stretches = any(abs(spot.stretch - 1) > _STRETCHED for spot in spots)

    def css(spot: Spot) -> str:
        text = f"translate:{whole(spot.x)}px {whole(spot.y)}px"
        text += f";rotate:{whole(spot.turn)}deg" if turns else ""
        share = f"{spot.stretch:.2f} 1".removeprefix("0") if round(spot.stretch, 2) != 1 else "1"
        return "{" + text + (f";scale:{share}" if stretches else "") + "}"

    end, marks = len(spots) - 1, timing.marks
    inner = "".join(f"{marks[i]:g}%{css(spots[i])}" for i in _kept(spots, timing, 0, end))
    return f"0%,{marks[0]:g}%{css(spots[0])}{inner}{marks[end]:g}%,to{css(spots[end])}"
