"""Moving pieces: what is drawn of the first instant, carried along by the bones and props of the later ones."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.figures.paths import Pen, hull, whole
from handbook.figures.strokes import SCALE, path
from handbook.figures.tracks import Spot, Timing, keyframes, still, unwound

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.pose import Scene
    from handbook.figures.shapes import Hull
    from handbook.figures.solved import Frame, Placed

_AXES = {"foot": (1.0, 0.0, 0.0), "toes": (1.0, 0.0, 0.0)}
_UP = ("pelvis", "lumbar", "thorax", "head")
_STRETCHES = frozenset({"cable", "band", "loop"})
_SLIDES = frozenset({"barbell", "bench", "box", "wall", "mat", "roller", "frame", "post"})
"""Props whose ends change their distance, and props that keep their direction on the page."""
_LEAST_STRETCH, _LEAST_SPAN, _FACES_READER = 0.05, 4.0, 0.5
LEVEL = "level"
"""Written after a bone's name: what moves with its origin and keeps its direction, like a hand flat on the floor."""


@dataclass(slots=True)
class Reel:
    """Keyframes gathered so far, one class for each moving piece; equal motion shares a class."""

    timing: Timing
    classes: dict[str, str] = field(default_factory=dict)

    def name(self, spots: Sequence[Spot]) -> str:
        """Give the class that moves a piece along spots."""
        rule = keyframes(unwound(spots), self.timing)
        return self.classes.setdefault(rule, f"x{len(self.classes)}")

    def css(self, seconds: float) -> str:
        """Write every rule, and when to stand still."""
        rules = "".join(
            f"@keyframes {name}{{{rule}}}.{name}{{animation-name:{name}}}" for rule, name in self.classes.items()
        )
        return (
            f"[class^=x]{{animation:{seconds:g}s linear infinite alternate}}{rules}"
            "@media print,(prefers-reduced-motion:reduce){"
            f"[class^=x]{{animation-play-state:paused;animation-delay:-{seconds:g}s}}}}"
        )


def _spot(frame: "Frame", camera: "Camera", bone: str) -> tuple[Spot, float]:
    """Find a bone on the page: its origin and direction, and how long a centimetre along it looks."""
    segment, _, level = bone.partition("/")
    x, y, _ = camera.see(frame.posture.origin(segment))
    if level == LEVEL:
        return Spot(x * SCALE, -y * SCALE), 1.0
    part = segment.removeprefix("right ").removeprefix("left ")
    axis = _AXES.get(part, (0.0, 1.0, 0.0) if segment in _UP else (0.0, -1.0, 0.0))
    right, up, _ = camera.see(frame.posture.rotation(segment) @ axis)
    return Spot(x * SCALE, -y * SCALE, -math.degrees(math.atan2(up, right))), math.hypot(right, up)


@dataclass(frozen=True, slots=True)
class Stage:
    """What every piece needs: the instants as scenes, and the reel that gathers the keyframes."""

    scenes: tuple["Scene", ...]
    reel: Reel

    @property
    def first(self) -> "Scene":
        """The scene that says which parts there are, and what lies before what."""
        return self.scenes[0]

    @property
    def frames(self) -> tuple["Frame", ...]:
        """The instants themselves."""
        return tuple(scene.frame for scene in self.scenes)

    def track(self, bone: str) -> tuple[list[Spot], int]:
        """Follow a bone through the instants; say at which it looks longest: its shape is taken from there."""
        seen = [_spot(scene.frame, scene.camera, bone) for scene in self.scenes]
        lengths = [round(length, 3) for _, length in seen]
        if bone.rsplit(maxsplit=1)[-1] in _AXES and min(lengths) < _FACES_READER:
            return [Spot(spot.x, spot.y) for spot, _ in seen], 0
        longest = max(lengths)
        shrunk = [max(length / longest, _LEAST_STRETCH) for length in lengths]
        spots = [Spot(spot.x, spot.y, spot.turn, part) for (spot, _), part in zip(seen, shrunk, strict=True)]
        return spots, lengths.index(longest)

    def moved(self, kind: str, bone: str, data: str) -> str:
        """Draw path data, given in a bone's own axes, so that it moves with the bone."""
        spots, _ = self.track(bone)
        if still(spots):
            spot = spots[0]
            turn = f" rotate({whole(spot.turn)})" if whole(spot.turn) else ""
            return f'<path class="{kind}" transform="translate({whole(spot.x)} {whole(spot.y)}){turn}" d="{data}"/>'
        return path(f"{self.reel.name(spots)} {kind}", data)

    def piece(self, kind: str, bone: str, hulls: "Callable[[Scene], Iterable[Hull]]") -> str:
        """Draw hulls of a scene as a piece that moves with a bone."""
        spots, longest = self.track(bone)
        spot, scene = spots[longest], self.scenes[longest]
        turn = math.radians(spot.turn)
        pen = Pen(SCALE)
        for one in hulls(scene):
            local = []
            for x, y, r in scene.camera.circles(one):
                dx, dy = x - spot.x / SCALE, y + spot.y / SCALE
                local.append((dx * math.cos(turn) - dy * math.sin(turn), dx * math.sin(turn) + dy * math.cos(turn), r))
            hull(pen, local)
        return self.moved(kind, bone, pen.text()) if pen.text() else ""


def _prop_spots(frames: Sequence["Frame"], camera: "Camera", key: str) -> tuple[list[Spot], bool]:
    """Follow a prop: where its first point is and, for what has a direction on the page, how it is turned."""
    found = [next(placed for placed in frame.props if placed.key == key) for frame in frames]
    ends = [[camera.see(point)[:2] for point in (placed.points[0], placed.points[-1])] for placed in found]
    spans = [(b[0] - a[0], b[1] - a[1]) for a, b in ends]
    stretches = found[0].kind in _STRETCHES
    turns = (
        len(found[0].points) > 1
        and found[0].kind not in _SLIDES
        and min(math.hypot(*span) for span in spans) > _LEAST_SPAN
    )
    base = math.hypot(*spans[0])
    out = []
    for (start, _), span in zip(ends, spans, strict=True):
        turn = -math.degrees(math.atan2(span[1], span[0])) if turns else 0.0
        length = math.hypot(*span) / base if turns and stretches else 1.0
        out.append(Spot(start[0] * SCALE, -start[1] * SCALE, turn, length))
    return out, turns


def prop(stage: Stage, placed: "Placed") -> list[tuple[float, str]]:
    """Draw a prop of the first instant so that it moves with what carries it."""
    camera = stage.first.camera
    drawn = stage.first.scenery(placed)
    if not all(any(other.key == placed.key for other in frame.props) for frame in stage.frames):
        return [(piece.depth, piece.svg) for piece in drawn]
    spots, turns = _prop_spots(stage.frames, camera, placed.key)
    if still(spots):
        return [(piece.depth, piece.svg) for piece in drawn]
    first = spots[0]
    if turns:
        back = f"rotate({whole(-first.turn)})translate({whole(-first.x)} {whole(-first.y)})"
        inner, close, moved = f'<g transform="{back}">', "</g>", spots
    else:
        inner, close, moved = "", "", [Spot(spot.x - first.x, spot.y - first.y) for spot in spots]
    name = stage.reel.name(moved)
    return [(piece.depth, f'<g class="{name}">{inner}{piece.svg}{close}</g>') for piece in drawn]
