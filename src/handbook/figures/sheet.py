"""The contact sheet: every figure small on one page, for looking at all at once."""

import re
from collections.abc import Sequence
from html import escape

from handbook.figures.ink import HATCH, light

_CELL, _HIGH, _WORDS, _GAP = 300, 190, 26, 10
_VIEW = re.compile(r'^<svg [^>]*viewBox="([^"]+)"[^>]*>')
_SHARED = re.compile(r"<(title|desc|style|pattern)\b.*?</\1>")


def _cell(name: str, svg: str, number: int, columns: int) -> str:
    """Set one drawing under its name; what all drawings share is taken out of it."""
    view = _VIEW.match(svg)
    x, y = number % columns * (_CELL + _GAP), number // columns * (_HIGH + _WORDS + _GAP)
    inner = _SHARED.sub("", _VIEW.sub("", svg, count=1).removesuffix("</svg>"))
    return (
        f'<text x="{x}" y="{y + 17}">{escape(name, quote=False)}</text>'
        f'<svg x="{x}" y="{y + _WORDS}" width="{_CELL}" height="{_HIGH}" '
        f'viewBox="{view[1] if view else "0 0 1 1"}">{inner}</svg>'
    )


def sheet(drawings: Sequence[tuple[str, str]], title: str, columns: int = 4) -> str:
    """Set figures (name, text of a strip or thumbnail) in columns on one white page, as one SVG file.

    A cell is 300 by 190 units with the name above; a drawing keeps its proportions.
    """
    rows = -(-len(drawings) // columns)
    width, height = columns * (_CELL + _GAP) + _GAP, rows * (_HIGH + _WORDS + _GAP) + _GAP
    cells = "".join(_cell(name, svg, number, columns) for number, (name, svg) in enumerate(drawings))
    frame = f'x="{-_GAP}" y="{-_GAP}" width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_GAP} {-_GAP} {width} {height}" '
        f'font-family="sans-serif" font-size="14"><title>{escape(title, quote=False)}</title>'
        f'<style>{light(cells + HATCH)}</style>{HATCH}<rect {frame} fill="#fff"/>{cells}</svg>'
    )
