"""One pose as drawn: body, worked muscles and props, painted from back to front."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handbook.figures.layers import Layers, faces_reader, layers
from handbook.figures.paths import Circle, Pen, hull
from handbook.figures.scenery import Piece, as_far, pieces
from handbook.figures.shapes import body, place
from handbook.figures.skeleton import SIDES
from handbook.figures.solved import Placed
from handbook.figures.strokes import SCALE, path
from handbook.figures.tints import TINTS

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.shapes import Bone, Hull
    from handbook.figures.solved import Frame

Worked = Mapping[str, str]
"""Muscle slug to the class that paints it: `m` primary, `n` secondary."""

LEG_PARTS = {"leg": "s", "shoe": "f", "shorts": "h"}
ARM_PARTS = {"arm": "s", "sleeve": "t"}
"""What is drawn of a limb, from the skin outwards, and its class."""
MARGIN, UNDER = 5.0, 4.0
_MAT, _LOW = 16.0, 40.0
"""How far a mat reaches beyond the body, and up to what height above the lowest joint that is under it (cm)."""
_AWAY = -0.5
"""How much of the gaze points away from the reader before the back of the head shows."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a drawing fills on the page, in cm: x to the right, y up."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def around(cls, circles: Iterable[Circle]) -> "Box":
        """Give the box around circles."""
        all_ = list(circles)
        return cls(
            min(x - r for x, _, r in all_),
            min(y - r for _, y, r in all_),
            max(x + r for x, _, r in all_),
            max(y + r for _, y, r in all_),
        )

    def margined(self) -> "Box":
        """Give the box with a margin round it."""
        return Box(self.left - MARGIN, self.low - MARGIN, self.right + MARGIN, self.high + MARGIN)

    def framed(self) -> "Box":
        """Give the box with a margin round it and at least down to the floor."""
        return replace(self.margined(), low=min(self.low, 0.0) - UNDER)

    def joined(self, other: "Box") -> "Box":
        """Give the box around both."""
        return Box(
            min(self.left, other.left),
            min(self.low, other.low),
            max(self.right, other.right),
            max(self.high, other.high),
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn pose: SVG from back to front, and what it fills."""

    svg: str
    box: Box


def worked(primary: Collection[str], secondary: Collection[str]) -> Worked:
    """Say how each worked muscle is painted; primary wins, a slug that is no muscle paints nothing."""
    return {slug: "n" for slug in secondary if slug in TINTS} | {slug: "m" for slug in primary if slug in TINTS}


def outline(camera: "Camera", hulls: Iterable["Hull"]) -> str:
    """Write hulls as one path; painted stroke first, they melt into one outlined shape."""
    pen = Pen(SCALE)
    for one in hulls:
        hull(pen, camera.circles(one))
    return pen.text()


@dataclass(frozen=True, slots=True)
class Scene:
    """A pose about to be drawn: who looks from where, the placed parts, their order, and the worked muscles."""

    frame: "Frame"
    camera: "Camera"
    muscles: Worked
    parts: Mapping[str, tuple["Hull", ...]]
    order: Layers

    def part(self, name: str, kind: str) -> str:
        """Draw one part in a class; a far limb takes the far twin of the class."""
        side, _, part = name.partition(" ")
        far = f"{side} {'leg' if part in LEG_PARTS else 'arm'}" in self.order.far
        return path(kind.upper() if far else kind, outline(self.camera, self.parts[name]))

    def tint(self, part: str, sides: Iterable[str]) -> str:
        """Paint the worked muscles that lie on a part, where the reader sees them; secondary below primary."""
        out = ""
        for kind in "nm":
            hulls = [
                place(self.frame.posture, bone, side)
                for slug, how in self.muscles.items()
                if how == kind and TINTS[slug].part == part
                for side in sides
                for bone in TINTS[slug].bones
                if self.shows(bone, side)
            ]
            out += path(kind, outline(self.camera, hulls))
        return out

    def limb(self, side: str, limb: str) -> str:
        """Draw a leg or an arm with what is worn on it; a far one is not tinted."""
        near = [side] if side in self.near(limb) else []
        worn = LEG_PARTS if limb == "leg" else ARM_PARTS
        return "".join(self.part(f"{side} {part}", kind) + self.tint(part, near) for part, kind in worn.items())

    def trunk(self) -> str:
        """Draw neck, shirt and hips."""
        tint = self.tint("trunk", self.near("arm"))
        return self.part("neck", "s") + self.part("shirt", "t") + tint + self.part("hips", "h")

    def head(self) -> str:
        """Draw the head: hair over the face where it looks away from the reader, else the other way."""
        return "".join(self.part(part, kind) for part, kind in self.head_parts())

    def head_parts(self) -> tuple[tuple[str, str], ...]:
        """Give the parts of the head in order, each with its class."""
        away = self.camera.see(self.frame.posture.rotation("head")[:, 0])[2] < _AWAY
        hair, face = ("hair", "r"), ("face", "e")
        return (("skull", "s"), face, hair) if away else (("skull", "s"), hair, face)

    def shows(self, bone: "Bone", side: str) -> bool:
        """Tell whether the reader sees a muscle's hull."""
        return faces_reader(self.frame.posture, bone, side, self.camera)

    def near(self, limb: str) -> list[str]:
        """Give the sides whose `leg` or `arm` is not on the far side; the trunk goes with the arms."""
        return [side for side in SIDES if f"{side} {limb}" not in self.order.far]

    def reach(self, without: Collection[str] = ()) -> list[Circle]:
        """Give the circles that body and props fill on the page, in cm; `without` some kinds of props."""
        seen = [circle for hulls in self.parts.values() for one in hulls for circle in self.camera.circles(one)]
        props = [placed for placed in self.frame.props if placed.kind not in without]
        drawn = [piece for placed in props for piece in self.scenery(placed)]
        return seen + [circle for piece in drawn for circle in piece.reach]

    def scenery(self, placed: "Placed") -> list[Piece]:
        """Draw a prop; one that is named after a far side is held by the far hand."""
        drawn = pieces(self.camera, placed)
        return [as_far(piece) for piece in drawn] if f"{placed.key.split()[-1]} arm" in self.order.far else drawn


def scene(frame: "Frame", camera: "Camera", muscles: Worked) -> Scene:
    """Place the parts of a pose and put them in order."""
    parts = body(frame.posture, frame.hands)
    return Scene(frame, camera, muscles, parts, layers(frame.posture, parts, camera))


def mat(frame: "Frame") -> "Placed":
    """Lay a mat under what is near the floor in a pose: seen from above it stands for the floor."""
    places = frame.posture.origins
    x, _, z = places[places[:, 1] < places[:, 1].min() + _LOW].T
    least = (round(float(x.min()), 1) - _MAT, -3.0, round(float(z.min()), 1) - _MAT)
    most = (round(float(x.max()), 1) + _MAT, -1.0, round(float(z.max()), 1) + _MAT)
    return Placed("mat", "mat", (least, most), 2.0)


def draw(frame: "Frame", camera: "Camera", muscles: Worked) -> Drawn:
    """Draw one pose at its own place in the room."""
    of = scene(frame, camera, muscles)
    items = [(of.order.depth["trunk"], of.trunk()), (of.order.depth["head"], of.head())]
    items += [(of.order.depth[f"{side} {limb}"], of.limb(side, limb)) for side in SIDES for limb in ("leg", "arm")]
    items += [
        (of.order.depth["trunk"] + piece.depth, piece.svg) for placed in frame.props for piece in of.scenery(placed)
    ]
    items.sort(key=lambda item: item[0])
    return Drawn("".join(svg for _, svg in items), Box.around(of.reach()))
