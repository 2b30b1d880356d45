"""Where the drawing looks from: a parallel projection of places in cm on to the page."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures.paths import Circle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.figures.shapes import Hull


@dataclass(frozen=True, slots=True)
class Camera:
    """A view turned by `yaw` degrees about the vertical and looking down by `tilt` degrees."""

    yaw: float
    tilt: float = 0.0

    def see(self, place: "Iterable[float]") -> tuple[float, float, float]:
        """Project a place (x, y, z in cm): right and up on the page and depth towards the reader, in cm."""
        x, y, z = (float(value) for value in place)
        turn, down = math.radians(self.yaw), math.radians(self.tilt)
        level = x * math.sin(turn) + z * math.cos(turn)
        right = x * math.cos(turn) - z * math.sin(turn)
        up = y * math.cos(down) - level * math.sin(down)
        return right, up, level * math.cos(down) + y * math.sin(down)

    def circles(self, hull: "Hull") -> list[Circle]:
        """Project the balls of a hull; a ball looks the same from everywhere."""
        seen = [(self.see(centre), radius) for centre, radius in hull]
        return [(x, y, radius) for (x, y, _), radius in seen]

    def depth(self, hulls: "Sequence[Hull]") -> float:
        """Give the mean depth of the balls of a part, in cm."""
        depths = [self.see(centre)[2] for hull in hulls for centre, _ in hull]
        return round(sum(depths) / len(depths), 3)


VIEWS = {
    "side": Camera(20),
    "quarter": Camera(45),
    "front": Camera(72),
    "back": Camera(200),
    "above": Camera(70, 32),
}
"""A slight turn out of the pure profile sets near and far limbs apart."""
