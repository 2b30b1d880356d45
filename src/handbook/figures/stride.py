"""The running stride: its phases side by side, the movements labelled at their joints, each label a link.

Drawn to be inlined in a page whose style sheet colours it: every class begins with `stride`, and there is no style of
its own, which a strict content security policy would refuse.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from handbook.figures.arcs import joint_place
from handbook.figures.camera import VIEWS, Camera
from handbook.figures.labels import Legend
from handbook.figures.paths import whole
from handbook.figures.pose import Drawn, draw
from handbook.figures.strokes import SCALE

if TYPE_CHECKING:
    from handbook.figures.solved import Frame, Solved

_WIDE, _NARROW, _LINE, _APART, _EDGE = 12.0, 16.0, 1.08, 7.0, 6.0
"""Size of letters on wide and on narrow pages (cm; the style sheet has them too), height of a line as a share of it,
space between labels, and margin (cm)."""
_FULL = 4
"""So many phases side by side are for a wide page."""
_LETTER = 0.61
"""Mean width of a letter, as a share of its size: generous, so that a label never meets the next figure."""
_NAME_SPACE = 14.0


class _Callout(NamedTuple):
    """A label to set: its words and address, its joint on the page (cm, y up), and the size of its letters (cm)."""

    words: str
    href: str
    x: float
    y: float
    size: float

    def lines(self) -> tuple[str, ...]:
        """Break the words in two where that makes the longer line shortest."""
        words = self.words.split()
        breaks = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        return min(breaks, key=lambda pair: max(map(len, pair)), default=(self.words,))

    def line(self) -> float:
        """Give the height of a line, in cm."""
        return self.size * _LINE

    def width(self) -> float:
        """Estimate the width, in cm."""
        return max(map(len, self.lines())) * self.size * _LETTER

    def height(self) -> float:
        """Give the height with the space to the next label, in cm."""
        return len(self.lines()) * self.line() + _APART


class _Phase(NamedTuple):
    """A phase: its drawing, its name, its labels from top to bottom, and the size of its letters (cm)."""

    drawn: Drawn
    name: str
    callouts: tuple[_Callout, ...]
    size: float

    def body(self) -> float:
        """Give the width of the figure, in cm."""
        return self.drawn.box.right - self.drawn.box.left

    def labels(self) -> float:
        """Give the width of the labels, in cm."""
        return max((callout.width() + 2 * _APART for callout in self.callouts), default=0.0)


def _classes(letter: str) -> str:
    kinds = ["stride-b", f"stride-{letter}"]
    kinds += ["stride-far"] if letter.isupper() and letter != "F" else []
    kinds += ["stride-bare"] if letter in "reF" else []
    return " ".join(kinds)


def _prefixed(svg: str) -> str:
    """Turn the short class names of a figure into names of the page's own space."""
    return re.sub(r'class="(\w)"', lambda found: f'class="{_classes(found[1])}"', svg)


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    place = f'x="{whole(x * SCALE)}" y="{whole(-y * SCALE)}" text-anchor="{anchor}"'
    return f'<text class="stride-text" {place}>{escape(words, quote=False)}</text>'


def _levels(callouts: Sequence[_Callout]) -> list[float]:
    """Set labels one under the other, each as near to its joint's height as the ones above allow (top edges, cm)."""
    bottoms = [sum(callout.height() for callout in callouts[i:]) for i in range(len(callouts))]
    levels: list[float] = []
    for callout, least in zip(callouts, bottoms, strict=True):
        wanted = max(callout.y + callout.height() / 2, least)
        levels.append(min(wanted, levels[-1] - callouts[len(levels) - 1].height()) if levels else wanted)
    return levels


def _callout(callout: _Callout, left: float, top: float) -> str:
    """Draw a label at its place with a line to its joint."""
    lines = callout.lines()
    middle = top - len(lines) * callout.line() / 2
    x, y, end = (whole(value * SCALE) for value in (callout.x, -callout.y, left - 3))
    lead = f'<path class="stride-lead" d="M{x} {y}L{end} {whole(-middle * SCALE)}"/>'
    lead += f'<circle class="stride-dot" cx="{x}" cy="{y}" r="15"/>'
    words = " ".join(_text(left, top - (i + 0.8) * callout.line(), line) for i, line in enumerate(lines))
    name = escape(callout.words)
    if not callout.href:
        return f"<g>{lead}{words}</g>"
    return f'<a class="stride-link" href="{escape(callout.href)}" aria-label="{name}">{lead}{words}</a>'


def _column(phase: _Phase, left: float, body: float) -> str:
    """Draw one phase in its column: the figure, its name beneath, its labels to the right."""
    middle = left + body / 2
    shift = middle - (phase.drawn.box.left + phase.drawn.box.right) / 2
    figure = f'<g transform="translate({whole(shift * SCALE)})">{_prefixed(phase.drawn.svg)}</g>'
    moved = [callout._replace(x=callout.x + shift) for callout in phase.callouts]
    edge = left + body + _APART
    labels = [_callout(one, edge, top) for one, top in zip(moved, _levels(moved), strict=True)]
    return figure + _text(middle, -phase.size - _EDGE, phase.name, "middle") + "".join(labels)


def _row(phases: Sequence[_Phase], body: float, lefts: Sequence[float]) -> tuple[str, float]:
    """Draw a row of phases on one floor (at 0); give the SVG and its height above the floor, in cm."""
    out = f'<path class="stride-floor" d="M0 11H{whole(lefts[len(phases)] * SCALE)}"/>'
    out += "".join(_column(phase, left, body) for phase, left in zip(phases, lefts, strict=False))
    tops = [level for phase in phases for level in _levels(phase.callouts)[:1]]
    return out, max([phase.drawn.box.high for phase in phases] + tops)


def _callouts(
    frame: "Frame", camera: Camera, labels: Sequence[tuple[str, str, str]], size: float
) -> tuple[_Callout, ...]:
    """Find the joints of a phase's labels (words, address, joint) on the page; order them from top to bottom."""
    found = []
    for words, href, joint in labels:
        x, y = joint_place(joint, frame, camera)
        found.append(_Callout(words, href, round(x, 2), round(y, 2), size))
    return tuple(sorted(found, key=lambda callout: (-callout.y, callout.words)))


def stride(solved: "Solved", legend: Legend, href_of: Mapping[str, tuple[str, str]], columns: int = 4) -> str:
    """Draw the phases of the stride to inline in a page.

    The legend names each pose (another number of names raises ValueError). `href_of` maps a movement's slug to its
    (title, address); a movement it does not know is left out, and so is a label at a phase that there is not.
    `columns` is how many phases stand side by side: fewer for a narrow page.
    """
    camera, phases, size = VIEWS[solved.view], [], _WIDE if columns >= _FULL else _NARROW
    for at, (frame, name) in enumerate(zip(solved.poses, legend.names, strict=True), start=1):
        shown = [label for label in legend.labels if label.pose == at and label.movement in href_of]
        said = [(*href_of[label.movement], label.joint) for label in shown]
        phases.append(_Phase(draw(frame, camera, {}), name, _callouts(frame, camera, said, size), size))
    body = max(phase.body() for phase in phases) + 2 * _EDGE
    widths = [body + max(phase.labels() for phase in phases[i::columns]) for i in range(min(columns, len(phases)))]
    lefts = [0.0, *accumulate(widths)]
    y, out = 0.0, ""
    for start in range(0, len(phases), columns):
        row, height = _row(phases[start : start + columns], body, lefts)
        y += height + 2 * _EDGE
        out += f'<g transform="translate(0 {whole(y * SCALE)})">{row}</g>'
        y += size + _NAME_SPACE
    view = " ".join(str(whole(value * SCALE)) for value in (0.0, 0.0, lefts[-1], y))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="stride" viewBox="{view}" role="group" '
        f'aria-label="{escape(legend.title)}">{out}</svg>'
    )
