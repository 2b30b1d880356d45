"""The rules of a contact: one spot of the body on one surface, and the place where it has to stay.

Weights are per cm of violation. Contacts, pins and grips are far stronger than wishes (`plan.py`, at most 0.45 a
degree), so that a pose gives way and a contact does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures import parts
from handbook.figures.surfaces import level, rolled, size, wall_at
from handbook.figures.world import X, Y, Z, pinned

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.figures.parts import Spot
    from handbook.figures.plan import Contact, Plan
    from handbook.figures.system import Rules, Term
    from handbook.figures.world import World

CONTACT, NEARLY = 12.0, 8.0
_BALL_HALF = 0.6
"""A part on the ball stays within this share of its radius from the top."""


@dataclass(frozen=True, slots=True)
class Site:
    """One spot of one contact, and what its rules depend on.

    `rough` puts round props right under what they carry, to begin with.
    """

    rules: Rules
    plan: Plan
    world: World
    contact: Contact
    spot: Spot
    rough: bool

    @property
    def point(self) -> int:
        """Give the number of the spot's point."""
        return self.rules.point(self.spot.key)

    def size(self, kind: str, name: str) -> float:
        """Give a size of a prop (cm)."""
        return size(self.plan, kind, name)


def hold(site: Site) -> None:
    """Hold a spot to its surface."""
    height = level(site.contact.surface, site.plan)
    if height is None:
        _HOLDS.get(site.contact.surface, _fixed)(site)
        return
    site.rules.equal([(site.point, Y, 1)], height + site.spot.radius, CONTACT)
    pin = pinned(site.plan, site.world, site.contact, site.spot)
    if pin is not None:
        site.rules.equal([(site.point, X, 1)], pin[X], CONTACT)
        site.rules.equal([(site.point, Z, 1)], pin[Z], CONTACT)
    if site.contact.surface in {"box", "step"}:
        _extent(site)


def _extent(site: Site) -> None:
    """Keep what stands on a box or step on it: well on a box, with the heels free on a step."""
    surface = site.contact.surface
    at, width = site.size(surface, "at"), site.size(surface, "width")
    front = 5.0 if surface == "box" else -3.0
    site.rules.at_most([(site.point, X, -1)], -(at + front), NEARLY)
    site.rules.at_most([(site.point, X, 1)], at + width - 6.0, NEARLY)


def _ball(site: Site) -> None:
    ball, p = site.size("ball", "size") / 2, site.point
    aside: list[Term] = [(p, X, 1), ("ball x", 0, -1)]
    back: list[Term] = [(p, X, -1), ("ball x", 0, 1)]
    if site.rough:
        site.rules.equal([(p, Y, 1)], 2 * ball + site.spot.radius, CONTACT)
        site.rules.equal(aside, 0.0, CONTACT)
        return
    place: list[list[Term]] = [aside, [(p, Y, 1)], [(p, Z, 1)]]
    site.rules.distance(place, (0.0, ball, 0.0), ball + site.spot.radius, CONTACT)
    site.rules.at_most(aside, _BALL_HALF * ball, 4.0)
    site.rules.at_most(back, _BALL_HALF * ball, 4.0)
    site.rules.at_most([(p, Y, -1)], -ball, NEARLY)
    site.rules.equal(aside, 0.0, 0.1)


def _roller(site: Site) -> None:
    roller, p = site.size("roller", "size") / 2, site.point
    along: list[Term] = [(p, Z if rolled(site.plan) else X, 1), ("roller", 0, -1)]
    if site.rough:
        site.rules.equal([(p, Y, 1)], 2 * roller + site.spot.radius, CONTACT)
        site.rules.equal(along, 0.0, CONTACT)
        return
    site.rules.distance([along, [(p, Y, 1)], []], (0.0, roller, 0.0), roller + site.spot.radius, CONTACT)
    site.rules.equal(along, 0.0, 1.0)


def _pull_up_bar(site: Site) -> None:
    side = parts.side_of(site.contact.part)
    grip = site.rules.point(parts.GRIP.on(side).key)
    width = site.size("pull-up bar", "grip") * (1 if side == "right" else -1)
    for axis, aim in ((X, 0.0), (Y, site.size("pull-up bar", "height")), (Z, width)):
        site.rules.equal([(grip, axis, 1)], aim, CONTACT)


def _wall(site: Site) -> None:
    at = wall_at(site.plan)
    face = at - site.spot.radius if at > 0 else at + site.spot.radius
    site.rules.equal([(site.point, X, 1)], face, CONTACT)
    pin = pinned(site.plan, site.world, site.contact, site.spot)
    if pin is not None:
        site.rules.equal([(site.point, Y, 1)], pin[Y], CONTACT)
        site.rules.equal([(site.point, Z, 1)], pin[Z], CONTACT)


def _edge(site: Site) -> None:
    height = site.size("bench", "height")
    if site.world.edge is None:
        site.rules.equal([(site.point, Y, 1)], height + site.spot.radius - 1.5, CONTACT)
        return
    place: list[list[Term]] = [[(site.point, X, 1)], [(site.point, Y, 1)], []]
    site.rules.distance(place, (site.world.edge, height, 0.0), site.spot.radius, CONTACT)


def _backrest(site: Site) -> None:
    """Lean on a pad that took its place from the first pose; up and down one may slide."""
    pin = site.world.pins.get((site.spot.key, "backrest"))
    if pin is not None:
        site.rules.equal([(site.point, X, 1)], pin[X], CONTACT)


def _fixed(site: Site) -> None:
    """Stay in space where the first pose came to; a foot plate has a height to begin with."""
    pin = pinned(site.plan, site.world, site.contact, site.spot)
    if pin is not None:
        for axis in (X, Y, Z):
            site.rules.equal([(site.point, axis, 1)], pin[axis], CONTACT)
    elif site.plan.figure.prop("back-extension bench") and site.contact.surface == "foot plate":
        _plate(site)


def _plate(site: Site) -> None:
    """Begin with the heels at the height of the plate."""
    if site.spot == site.contact.spots[0]:
        height = site.size("back-extension bench", "height")
        site.rules.equal([(site.point, Y, 1)], height + site.spot.radius, CONTACT)


_HOLDS: dict[str, Callable[[Site], None]] = {
    "ball": _ball,
    "roller": _roller,
    "bar": _pull_up_bar,
    "wall": _wall,
    "bench edge": _edge,
    "backrest": _backrest,
}
