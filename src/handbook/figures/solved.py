"""What the solver hands to the checks and to the drawing: postures and props as places in cm.

A move between two poses is drawn from the pose before it, its in-betweens and the pose after it. The
in-betweens lie at `STEPS` of the way; how fast the way is gone is the animation's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures.skeleton import INDEX

if TYPE_CHECKING:
    from handbook.figures.skeleton import Posture

Point = tuple[float, float, float]

STEPS = (0.25, 0.5, 0.75)
"""The parts of the way from one pose to the next at which in-betweens are solved."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A prop, or a part of one, where it is in one frame.

    `kind` says how to draw it, `key` names the same thing in every frame of the figure (`dumbbell right`),
    `points` are places in cm and `radius` is in cm. Kinds and their points (z runs across the page in the
    side view):

    ============= ======================================= ==================================================
    kind          points                                  radius
    ============= ======================================= ==================================================
    barbell       left end, right end                     of the plates
    handle        the ends of a bar, with a V's tip       0; on a cable
    dumbbell      one end, other end                      of the heads
    kettlebell    handle, centre of the bell              of the bell
    plate         centre                                  of the plate (its face looks along x)
    medicine ball centre                                  of the ball
    ball          centre                                  of the ball (stability ball)
    roller        left end, right end of the axis         of the foam
    bench         least corner, greatest corner           thickness of the pad; legs reach down to the floor
    box           least corner, greatest corner           0 (box and step stand on the floor)
    wall          least corner, greatest corner           0
    bar           left end, right end                     of the pull-up bar
    cable         anchor, end at the person               0; straight line
    band          anchor or one end, other end            0; straight line, elastic
    loop          right place, left place                 of the limbs inside the mini band
    post          foot, top                               half the width of the upright that holds an anchor
    pad           left end, right end of a round pad      of the pad
    cushion       one end, other end of a flat pad        half its thickness (seat back, thigh board)
    lever         pivot, end                              0; arm of a machine
    frame         two or more corners of a polyline       0; tubes of a machine or bench
    slider        left end, right end of the disc         half its thickness
    landmine      pivot on the floor, free end            of the plate at the free end
    mat           least corner, greatest corner           thickness
    ============= ======================================= ==================================================
    """

    kind: str
    key: str
    points: tuple[Point, ...]
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact as solved.

    `part` is `right foot`, `seat` ...; `surface` is `floor`, `bench` ...; `gap` is how far it misses (cm,
    the larger of missing the surface and sinking in), `slip` how far it has moved from where it was pinned
    (cm). `named` says whether the author wrote it (False: it comes from the base pose), `pose` and the part
    find it in the data.
    """

    part: str
    surface: str
    gap: float
    slip: float
    named: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One instant.

    `angles` follow `skeleton.DOFS` (degrees; places and objects in cm), rounded so that what is drawn from
    them is the same everywhere. `hands` is how the right and the left hand are held: `fist`, `flat` (on a
    surface) or `open`. `weight` is the place of the centre of mass of person and load, `support` the least
    and greatest x that carry it (None where balance is not asked). `bar` is the distance in cm from a bar in
    the hands to mid-foot (None: none). `settled` is False if the solver had to stop before it came to rest.
    """

    angles: tuple[float, ...]
    posture: Posture
    hands: tuple[str, str]
    props: tuple[Placed, ...]
    touches: tuple[Touch, ...]
    weight: Point
    support: tuple[float, float] | None
    bar: float | None
    settled: bool

    def angle(self, dof: str) -> float:
        """Give one angle or place by its name in `skeleton.DOFS`."""
        return self.angles[INDEX[dof]]


@dataclass(frozen=True, slots=True)
class Solved:
    """A whole figure: view (`side`, `front`, `above`, `quarter`, `back`), key poses and the moves between.

    `moves[k]` holds the in-betweens of poses k and k + 1, one for each of `STEPS`; a figure of one pose has
    no moves.
    """

    view: str
    poses: tuple[Frame, ...]
    moves: tuple[tuple[Frame, ...], ...]
