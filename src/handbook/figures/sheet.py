"""The contact sheet: every figure small on one page, for looking at all at once."""

import re
from collections.abc import Sequence
from html import escape

_CELL, _HIGH, _WORDS, _GAP = 300, 190, 26, 10
_VIEW = re.compile(r'^<svg [^>]*viewBox="([^"]+)"[^>]*>')
_NAMES = re.compile(r'(class="|id="|url\(#|href="#)([^")]+)')
_STYLE = re.compile(r"<style>(.*?)</style>")


def _scoped(svg: str, number: int) -> str:
    """Give every class, id and selector of a drawing the number of its cell, so that drawings do not mix."""

    def named(found: re.Match[str]) -> str:
        names = " ".join(f"f{number}-{name}" for name in found[2].split())
        return f"{found[1]}{names}"

    def styled(found: re.Match[str]) -> str:
        css = re.sub(r"\.(-?[A-Za-z][\w-]*)(?=[^{}]*\{)", rf".f{number}-\1", found[1])
        css = re.sub(r"(?<=[{},])(svg|path|circle|ellipse)(?=[,{])", rf"#f{number} \1", f",{css}")[1:]
        return f"<style>{css.replace(f'#f{number} svg', f'#f{number}')}</style>"

    return _STYLE.sub(styled, _NAMES.sub(named, svg))


def _cell(name: str, svg: str, number: int, columns: int) -> str:
    view = _VIEW.match(svg)
    x, y = number % columns * (_CELL + _GAP), number // columns * (_HIGH + _WORDS + _GAP)
    inner = _scoped(_VIEW.sub("", svg, count=1).removesuffix("</svg>"), number)
    return (
        f'<text x="{x}" y="{y + 17}">{escape(name, quote=False)}</text>'
        f'<svg id="f{number}" x="{x}" y="{y + _WORDS}" width="{_CELL}" height="{_HIGH}" '
        f'viewBox="{view[1] if view else "0 0 1 1"}">{inner}</svg>'
    )


def sheet(drawings: Sequence[tuple[str, str]], title: str, columns: int = 4) -> str:
    """Set drawings (name, SVG file text) in columns on one white page, as one SVG file.

    A cell is 300 by 190 units with the name above; a drawing keeps its proportions.
    """
    rows = -(-len(drawings) // columns)
    width, height = columns * (_CELL + _GAP) + _GAP, rows * (_HIGH + _WORDS + _GAP) + _GAP
    cells = "".join(_cell(name, svg, number, columns) for number, (name, svg) in enumerate(drawings))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_GAP} {-_GAP} {width} {height}" '
        f'font-family="sans-serif" font-size="14"><title>{escape(title, quote=False)}</title>'
        f'<rect x="{-_GAP}" y="{-_GAP}" width="{width}" height="{height}" fill="#fff"/>{cells}</svg>'
    )
