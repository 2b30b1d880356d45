"""The handbook's icon: its runner, caught in mid-stride, on a dark ground that fills the square."""

import math
from typing import TYPE_CHECKING

from handbook.figures.camera import VIEWS
from handbook.figures.paths import whole
from handbook.figures.pose import Drawn, draw
from handbook.figures.strokes import SCALE

if TYPE_CHECKING:
    from handbook.figures.solved import Solved

SIDE = 512
PLAIN, MASKABLE = 1.0, 0.78
"""How long the figure's diagonal is, in sides. A system may cut a maskable icon to a circle of 0.8 sides (W3C,
Web Application Manifest, "Icon masks and safe zone"), and the whole figure stands within it."""

_STYLE = (
    "path{stroke:#16191c;stroke-width:16;stroke-linejoin:round;paint-order:stroke}.s,.e,.t,.f{fill:#fff}"
    ".h{fill:#ff8f57}.S,.T,.F,.r{fill:#77828b}.H{fill:#a8643f}.r,.e{stroke:none}#g{fill:#16191c;stroke:none}"
)


def icon(solved: "Solved", diagonal: float = PLAIN) -> str:
    """Draw the widest pose as a square SVG of `SIDE` units, its diagonal so many sides long, in the middle."""
    drawings = [draw(frame, VIEWS[solved.view], {}) for frame in solved.poses]
    drawn = max(drawings, key=lambda one: one.box.right - one.box.left)
    wide, high = _size(drawn)
    scale = round(diagonal * SIDE / math.hypot(wide, high), 3)
    x = whole((SIDE - wide * scale) / 2 - drawn.box.left * SCALE * scale)
    y = whole((SIDE - high * scale) / 2 + drawn.box.high * SCALE * scale)
    figure = f'<g transform="translate({x} {y}) scale({scale})">{drawn.svg}</g>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"><style>{_STYLE}</style>'
        f'<path id="g" d="M0 0h{SIDE}v{SIDE}H0z"/>{figure}</svg>'
    )


def _size(drawn: Drawn) -> tuple[float, float]:
    """Width and height in file units."""
    return (drawn.box.right - drawn.box.left) * SCALE, (drawn.box.high - drawn.box.low) * SCALE
