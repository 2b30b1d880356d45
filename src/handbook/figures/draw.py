"""Still pictures of a figure: the strip of its poses, and the thumbnail."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from handbook.figures.camera import VIEWS, Camera
from handbook.figures.ink import HATCH, style
from handbook.figures.nudge import nudged
from handbook.figures.paths import whole
from handbook.figures.pose import Box, Drawn, Worked, draw, mat, scene, worked
from handbook.figures.skeleton import SIDES
from handbook.figures.strokes import SCALE, path

if TYPE_CHECKING:
    from handbook.figures.solved import Frame, Solved

_GAP = 27.0
_MARGIN = 5.0
_UNDER = 4.0
_FLOOR = 11
_PAIR, _WIDE, _FLAT = 2, 3.2, 5.0
"""Poses are set in two rows where one would be so many times wider than high, a pair where it would be flatter."""
_ARROW = "h52m-20-20l20 20-20 20"


def document(drawn: str, box: Box, title: str, description: str, moving: str = "") -> str:
    """Wrap a drawing in a file of its own: title, description, its style (and motion), the hatch if it is used."""
    size = (box.left, -box.high, box.right - box.left, box.high - box.low)
    view = " ".join(str(whole(value * SCALE)) for value in size)
    said = f"<title>{escape(title, quote=False)}</title>"
    more = f"<desc>{escape(description, quote=False)}</desc>" if description else ""
    hatch = HATCH if 'class="n' in drawn or ' n"' in drawn else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" role="img">{said}{more}'
        f"<style>{style(drawn + hatch)}{moving}</style>{hatch}{drawn}</svg>"
    )


def _shifted(drawn: Drawn, x: float) -> str:
    return f'<g transform="translate({whole((x - drawn.box.left) * SCALE)})">{drawn.svg}</g>'


def floor(left: float, right: float) -> str:
    """Draw the floor line, half an outline below the ground so that soles rest on it."""
    return path("o", f"M{whole(left * SCALE)} {_FLOOR}H{whole(right * SCALE)}")


def row(drawings: Sequence[Drawn], camera: Camera, before: int = 0) -> Drawn:
    """Set drawings side by side on one floor with arrows between; after `before` others it starts with an arrow."""
    high = max(drawn.box.high for drawn in drawings)
    low = min(0.0, *(drawn.box.low for drawn in drawings))
    x, out = _GAP if before else 0.0, ""
    for number, drawn in enumerate(drawings, start=before):
        if number:
            level = -whole(min(high, 90.0) * SCALE / 2)
            out += path("a", f"M{whole((x - _GAP / 2) * SCALE) - 30} {level}{_ARROW}")
        out += _shifted(drawn, x)
        x += drawn.box.right - drawn.box.left + _GAP
    right = x - _GAP + _MARGIN
    ground = floor(-_MARGIN, right) if camera.tilt == 0 else ""
    return Drawn(ground + out, Box(-_MARGIN, low - _UNDER, right, high + _MARGIN))


def rows(drawings: Sequence[Drawn], camera: Camera) -> Drawn:
    """Set drawings in one row, or lying ones in two, so that they stay large on a phone."""
    one = row(drawings, camera)
    widest = _FLAT if len(drawings) == _PAIR else _WIDE
    if len(drawings) == 1 or one.box.right - one.box.left < widest * (one.box.high - one.box.low):
        return one
    half = (len(drawings) + 1) // 2
    upper, lower = row(drawings[:half], camera), row(drawings[half:], camera, half)
    down = lower.box.high - upper.box.low
    out = f'{upper.svg}<g transform="translate(0 {whole(down * SCALE)})">{lower.svg}</g>'
    moved = replace(lower.box, low=lower.box.low - down, high=lower.box.high - down)
    return Drawn(out, upper.box.joined(moved))


def grounded(solved: "Solved") -> "Solved":
    """Lay a mat under a figure seen from above, where there is no floor line, unless the author laid one."""
    frames = (*solved.poses, *chain.from_iterable(solved.moves))
    if VIEWS[solved.view].tilt == 0 or any(placed.kind == "mat" for frame in frames for placed in frame.props):
        return solved
    under = mat(solved.poses[0])

    def laid(some: Iterable["Frame"]) -> "tuple[Frame, ...]":
        return tuple(replace(frame, props=(*frame.props, under)) for frame in some)

    return replace(solved, poses=laid(solved.poses), moves=tuple(laid(move) for move in solved.moves))


def strip(
    solved: "Solved", primary: Collection[str], secondary: Collection[str], title: str, description: str = ""
) -> str:
    """Draw the poses from left to right as a file, with arrows between and the worked muscles tinted.

    `primary` and `secondary` are muscle slugs; title and description are plain text. A move too small to see has an
    arrow of its own.
    """
    camera, muscles = VIEWS[solved.view], worked(primary, secondary)
    poses = grounded(solved).poses
    drawings = [draw(frame, camera, muscles) for frame in poses]
    for number, (before, after) in enumerate(pairwise(poses), start=1):
        drawings[number] = nudged(drawings[number], before, after, camera)
    drawn = rows(drawings, camera)
    return document(drawn.svg, drawn.box, title, description)


_UPRIGHT = ("torso", "right hip", "left hip", "right knee", "left knee")
_STANDING, _RAISED, _SMALL = 60.0, 45.0, 4 * 1024
_AIRBORNE = 30.0
"""How high a body hangs (cm) before its thumbnail leaves the floor out."""
_BACKDROP = frozenset({"wall", "post", "frame", "cable"})


def _bent(frame: "Frame") -> float:
    return sum(abs(frame.angle(joint)) for joint in _UPRIGHT)


def _plain(frame: "Frame") -> bool:
    """Tell whether a body just stands there: legs and trunk straight, the arms down."""
    return _bent(frame) < _STANDING and all(abs(frame.angle(f"{side} shoulder")) < _RAISED for side in SIDES)


def telling(solved: "Solved") -> "Frame":
    """Choose the pose that tells the exercise: a jump's flight, else the last, unless that just stands."""
    first, last = solved.poses[0], solved.poses[-1]
    flight = next((frame for frame in solved.poses[1:] if first.touches and not frame.touches), last)
    return first if _plain(flight) and _bent(first) > _STANDING else flight


def thumb(solved: "Solved", primary: Collection[str], secondary: Collection[str], title: str) -> str:
    """Draw the most telling pose alone as a file, for cards and sheets where the picture is small.

    The picture is cut to the body and what it holds: of a wall, a post or the depth below a bar it shows a part.
    Where the file would pass 4 KB, the last of the secondary muscles are left out.
    """
    poses = grounded(solved).poses
    frame, shown = telling(grounded(solved)), list(secondary)
    text = _thumb(poses[0], frame, VIEWS[solved.view], worked(primary, shown), title)
    while shown and len(text.encode()) > _SMALL:
        shown.pop()
        text = _thumb(poses[0], frame, VIEWS[solved.view], worked(primary, shown), title)
    return text


def _thumb(first: "Frame", frame: "Frame", camera: Camera, muscles: Worked, title: str) -> str:
    cut = Box.around(scene(frame, camera, muscles).reach(without=_BACKDROP))
    drawn = nudged(Drawn(draw(frame, camera, muscles).svg, cut), first, frame, camera)
    box = drawn.box.framed() if cut.low < _AIRBORNE else drawn.box.margined()
    ground = floor(box.left, box.right) if camera.tilt == 0 and cut.low < _AIRBORNE else ""
    return document(ground + drawn.svg, box, title, "")
