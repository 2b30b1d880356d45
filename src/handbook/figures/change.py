"""What differs between two poses, and the words that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.skeleton import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.figures.solved import Frame
    from handbook.figures.spec import Pose

PLURALS = {"hip": "hips", "knee": "knees", "leg": "legs", "foot": "feet", "arm": "arms", "elbow": "elbows"}


@dataclass(frozen=True, slots=True)
class Change:
    """Two poses, as written and as solved."""

    was: Pose
    pose: Pose
    before: Frame
    after: Frame

    def of(self, dof: str) -> float:
        """Give how much an angle grows (degrees)."""
        return self.after.angle(dof) - self.before.angle(dof)

    def rise(self, segment: str) -> float:
        """Give how much a segment rises (cm)."""
        return float(self.after.posture.origin(segment)[1] - self.before.posture.origin(segment)[1])

    def turned(self, segment: str, axis: int) -> float:
        """Give how far one axis of a segment turns in the room (degrees)."""
        a, b = (frame.posture.rotation(segment)[:, axis] for frame in (self.before, self.after))
        return float(np.degrees(np.arccos(np.clip(a @ b, -1.0, 1.0))))

    def on(self, side: str, kinds: Iterable[str]) -> frozenset[str]:
        """Give what fixed things parts of a side touch in both poses."""
        kinds = set(kinds)
        seen = [
            {t.surface for t in frame.touches if parts.side_of(t.part) == side and parts.kind_of(t.part) in kinds}
            - {"barbell", "landmine"}
            for frame in (self.before, self.after)
        ]
        return frozenset(seen[0] & seen[1])


def named(words: str, side: str) -> str:
    """Fill `{hip}` and its like with a side's, or with both where no side is said."""
    for one, many in PLURALS.items():
        words = words.replace(f"{{{one}}}", f"{side} {one}" if side else many)
    return words


def together(names: list[str]) -> list[str]:
    """Say right and left of the same as one: `heels`."""
    said: list[str] = []
    for name in names:
        part = parts.part(name)
        both = part.sided and {f"{side} {part.name}" for side in SIDES} <= set(names)
        said.append(part.plural if both else name)
    return list(dict.fromkeys(said))


def join(words: Iterable[str]) -> str:
    """Join with commas and an `and`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
