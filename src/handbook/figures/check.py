"""Check a solved figure: what it asks for is met, and a body can do it. Each check gives the facts about one frame."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts, props
from handbook.figures.findings import Finding
from handbook.figures.skeleton import DOFS, LIMITS, SIDES, joint_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.figures.findings import Path
    from handbook.figures.solved import Frame, Solved, Touch
    from handbook.figures.spec import Figure, Pose

GAP, SLIP, SUNK, OVER = 1.0, 0.5, 1.5, 1.0
"""What is let pass: gap of a contact, slip of a pinned part, depth below the floor (cm), beyond a limit (degrees)."""
OFF_BALANCE, OFF_FOOT, INSIDE, SAME = 1.0, 5.0, 6.0, 2.0
"""Weight beyond its support, bar from mid-foot, arm inside the trunk, largest movement between poses (cm)."""
IN_WALL = 3.0
"""Depth inside a wall that is let pass (cm): soft parts give way."""
OVERRIDDEN = 10.0
"""Degrees between what is asked and what is drawn."""
SAME_TURN = 0.1
"""The largest change of a rotation's entries that does not show."""
_BODY = (
    ("head", (0.6, 6.8, 0.0), 9.0, "head"),
    ("thorax", (0.0, 12.0, 0.0), 9.0, "chest"),
    ("pelvis", (0.0, 3.0, 0.0), 9.0, "pelvis"),
)
_ARMS = (("hand", (0.0, -6.0, 0.0), 3.5), ("forearm", (0.0, -12.0, 0.0), 3.5))
_LANDMARKS = (
    "pelvis",
    "thorax",
    "head",
    *(f"{side} {name}" for side in SIDES for name in ("shank", "foot", "toes", "forearm", "hand")),
)


def check(figure: Figure, solved: Solved) -> tuple[Finding, ...]:
    """Check every key pose and every in-between. Returns the findings in the order of the poses."""
    found: list[Finding] = []
    for pose, frame in zip(figure.poses, solved.poses, strict=True):
        found += _physics(pose, frame, "")
        found += _intent(pose, frame)
    for k, (before, after) in enumerate(pairwise(solved.poses)):
        pose = figure.poses[k + 1]
        found += _repeats(pose, before, after)
        way = f"on the way from pose {k + 1} to pose {k + 2}, "
        for frame in solved.moves[k]:
            found += _physics(pose, frame, way)
    found += _unused(figure)
    return _once(found)


def _once(found: list[Finding]) -> tuple[Finding, ...]:
    """Keep the first finding of each rule at each place: one cause makes one report."""
    kept: dict[tuple[Path, str], Finding] = {}
    for finding in found:
        kept.setdefault((finding.where, finding.rule), finding)
    return tuple(kept.values())


def _physics(pose: Pose, frame: Frame, way: str) -> Iterator[Finding]:
    """What must hold in every frame."""
    for touch in frame.touches:
        yield from _touch(pose, touch, way)
    yield from _limits(pose, frame, way)
    yield from _sunk(pose, frame, way)
    yield from _through_wall(pose, frame, way)
    if frame.support is not None:
        off = max(frame.support[0] - frame.weight[0], frame.weight[0] - frame.support[1])
        if off > OFF_BALANCE:
            hint = "move a hand or a foot, or write `balance: false` where something else holds the body"
            message = f"{way}the weight is {off:.0f} cm outside what carries it"
            yield Finding(pose.where, "figure-off-balance", message, hint)
    if frame.bar is not None and abs(frame.bar) > OFF_FOOT:
        message = f"{way}the bar is {abs(frame.bar):.0f} cm {'in front of' if frame.bar > 0 else 'behind'} mid-foot"
        hint = "lean more or less (`torso`), bend the knees more, or move the feet"
        yield Finding(pose.where, "figure-bar-path", message, hint)
    if not frame.settled:
        message = f"{way}the pose did not come to rest within the steps allowed"
        yield Finding(pose.where, "figure-unsolved", message, "ask for fewer angles, or add a pose between")


def _touch(pose: Pose, touch: Touch, way: str) -> Iterator[Finding]:
    """A part touches its surface, and stays where it came down."""
    where = next((contact.where for contact in pose.contacts if contact.part == touch.part), pose.where)
    if abs(touch.gap) > GAP:
        misses = "misses" if touch.gap > 0 else "sinks into"
        message = f"{way}the {touch.part} {misses} the {touch.surface} by {abs(touch.gap):.1f} cm"
        rule = "figure-hand-off-bar" if touch.surface in {"bar", "barbell"} else "figure-contact-missed"
        yield Finding(where, rule, message, "drop an angle that keeps it away, or another contact")
    if touch.slip > SLIP:
        message = f"{way}the {touch.part} slides {touch.slip:.1f} cm on the {touch.surface}"
        yield Finding(where, "figure-slides", message, f"write `step: {touch.part}` if it moves to a new place")


def _limits(pose: Pose, frame: Frame, way: str) -> Iterator[Finding]:
    """No joint ends beyond its limit."""
    for dof in DOFS:
        least, greatest = LIMITS.get(joint_of(dof), (-np.inf, np.inf))
        angle = frame.angle(dof)
        if not least - OVER <= angle <= greatest + OVER:
            message = f"{way}the {dof} is forced to {angle:.0f}, outside {least:.0f} to {greatest:.0f}"
            hint = "the contacts ask too much of it; move one of them"
            yield Finding(pose.asked.get(dof, pose.where), "figure-joint-limit", message, hint)


def _sunk(pose: Pose, frame: Frame, way: str) -> Iterator[Finding]:
    """Nothing is below the floor."""
    flat = {side for side, hand in zip(SIDES, frame.hands, strict=True) if hand == "flat"}
    flat |= {parts.side_of(touch.part) for touch in frame.touches if parts.kind_of(touch.part) in parts.ARM}
    for spot in parts.FLOOR_SPOTS:
        depth = spot.radius - float(frame.posture.at(spot.segment, spot.offset)[1])
        if depth > SUNK and not (spot.segment.endswith(" hand") and parts.side_of(spot.segment) in flat):
            message = f"{way}the {spot.segment} is {depth:.1f} cm below the floor"
            yield Finding(pose.where, "figure-below-floor", message, "say what touches the floor there, or bend less")


def _through_wall(pose: Pose, frame: Frame, way: str) -> Iterator[Finding]:
    """Nothing of the body is inside a wall."""
    leaning = {parts.side_of(touch.part) for touch in frame.touches if parts.kind_of(touch.part) in parts.ARM}
    for least, greatest in (placed.points for placed in frame.props if placed.kind == "wall"):
        behind = least[0] + greatest[0] < 0
        for spot in parts.FLOOR_SPOTS:
            if spot.segment.endswith((" hand", " forearm")) and parts.side_of(spot.segment) in leaning:
                continue
            x = float(frame.posture.at(spot.segment, spot.offset)[0])
            deep = (greatest[0] - x if behind else x - least[0]) + spot.radius
            if deep > IN_WALL:
                message = f"{way}the {spot.segment} is {deep:.0f} cm inside the wall"
                hint = "move the wall (`wall: 70`), the feet, or what touches it"
                yield Finding(pose.where, "figure-through-wall", message, hint)


def _intent(pose: Pose, frame: Frame) -> Iterator[Finding]:
    """What the author asks for is drawn, and arms go round the body."""
    for dof, where in pose.asked.items():
        asked, drawn = pose.angles[dof], frame.angle(dof)
        if abs(asked - drawn) > OVERRIDDEN:
            message = f"{dof} {asked:g} is asked for, {drawn:.0f} is drawn: the contacts do not allow it"
            yield Finding(where, "figure-overridden", message, "drop this angle, or another one")
    for side in SIDES:
        for name, offset, radius in _ARMS:
            limb = frame.posture.at(f"{side} {name}", offset)
            for segment, middle, body, said in _BODY:
                deep = radius + body - float(np.linalg.norm(limb - frame.posture.at(segment, middle)))
                if deep > INSIDE:
                    message = f"the {side} {name} is {deep:.0f} cm inside the {said}"
                    hint = "turn the shoulder or bend the elbow less, or say where the hands are: `hands at: chest`"
                    yield Finding(pose.where, "figure-through-body", message, hint)


def _repeats(pose: Pose, before: Frame, after: Frame) -> Iterator[Finding]:
    """A pose differs from the one before."""
    moves = [float(np.linalg.norm(after.posture.origin(m) - before.posture.origin(m))) for m in _LANDMARKS]
    turns = [float(np.abs(after.posture.rotation(m) - before.posture.rotation(m)).max()) for m in _LANDMARKS]
    if max(moves) < SAME and max(turns) < SAME_TURN and before.props == after.props:
        message = f"this pose looks like the one before (nothing moves more than {max(moves):.0f} cm)"
        yield Finding(pose.where, "figure-repeats", message, "leave it out, or move more")


def _unused(figure: Figure) -> Iterator[Finding]:
    """A prop to stand, lie or hang on is touched in some pose."""
    touched = {contact.surface for pose in figure.poses for contact in pose.contacts}
    for prop in figure.props:
        surfaces = props.BY_NAME[prop.kind].surfaces
        if surfaces and prop.kind not in props.SCENERY and touched.isdisjoint(surfaces):
            message = f"no pose touches the {prop.kind}"
            hint = f"write `contact: {{...: {surfaces[0]}}}` in a pose, or leave the prop out"
            yield Finding(prop.where, "figure-unused-prop", message, hint)
