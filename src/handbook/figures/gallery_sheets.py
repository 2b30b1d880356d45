"""The gallery as pictures: a sheet of the base poses, one of the props and one of the parts that touch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.figures import parts
from handbook.figures.camera import VIEWS
from handbook.figures.draw import document, floor, strip
from handbook.figures.gallery import base_poses, prop_kinds
from handbook.figures.pose import Box, draw
from handbook.figures.reading import read
from handbook.figures.sheet import sheet
from handbook.figures.skeleton import SIDES
from handbook.figures.solve import solve
from handbook.figures.strokes import circle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.figures.gallery import Listed
    from handbook.figures.parts import Part
    from handbook.figures.solved import Frame

_COLUMNS, _DOT, _ROUND = 6, 0.6, 34.0
"""Cells in a row; how large a part is shown to the sphere that touches, and how much round it (cm)."""


def gallery_sheets() -> Mapping[str, str]:
    """Draw the whole vocabulary: SVG texts by name (`poses`, `props`, `contacts`)."""
    return {
        "poses": sheet(_listed(base_poses()), "Base poses", _COLUMNS),
        "props": sheet(_listed(prop_kinds()), "Props", _COLUMNS),
        "contacts": sheet(_contacts(), "Parts of the body that touch", _COLUMNS),
    }


def _listed(listed: Iterable[Listed]) -> list[tuple[str, str]]:
    """Draw each word's own example."""
    drawings = []
    for one in listed:
        figure, _ = read(dict(one.data))
        if figure is not None:
            drawings.append((one.name, strip(solve(figure), (), (), one.name)))
    return drawings


def _contacts() -> list[tuple[str, str]]:
    """Draw someone standing once for each part, close up, with a dot where the part is."""
    figure, _ = read({"poses": [{"base": "standing", "shoulder": "60", "elbow": "10"}]})
    if figure is None:
        return []
    frame = solve(figure).poses[0]
    return [(part.plural or part.name, _marked(frame, part)) for part in parts.PARTS]


def _marked(frame: Frame, part: Part) -> str:
    camera = VIEWS["side"]
    drawn = draw(frame, camera, {})
    side = SIDES[0] if part.sided else ""
    spots = (spot.on(side) for spot in part.spots)
    places = [(camera.see(frame.posture.at(*spot.key)), spot.radius * _DOT) for spot in spots]
    dots = "".join(circle("j", (x, y), radius) for (x, y, _), radius in places)
    whole, near = drawn.box.framed(), Box.around((x, y, _ROUND) for (x, y, _), _ in places)
    box = replace(near, low=max(near.low, whole.low), high=min(near.high, whole.high))
    return document(floor(box.left, box.right) + drawn.svg + dots, box, part.name, "")
