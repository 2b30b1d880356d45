"""The body map: front and back of a person, one region a muscle.

Primary muscles are solid, secondary ones hatched, idle ones light: texture and lightness carry the meaning,
so that the map reads the same in grey print and without colour vision.
"""

from collections.abc import Collection, Mapping
from functools import cache
from html import escape

from handbook.figures.paths import smooth
from handbook.figures.regions import BACK, BACK_LINES, FRONT, FRONT_LINES, MUSCLES, OUTLINE, Shape

_SCALE = 3
_WIDTH, _HEIGHT = 1140, 1250
_CENTRES = (285, 855)
_VIEW = f'viewBox="0 -22 {_WIDTH} {_HEIGHT}"'

# Single-class selectors only: an ancestor selector does not reach into the copies that <use> makes.
_STYLE = (
    ".z{fill:#f4f3ef}.y,.l{fill:none;stroke:#2b2f33;stroke-width:6;stroke-linejoin:round}"
    ".l{stroke:#8d949a;stroke-width:4;stroke-linecap:round}"
    ".u{fill:#dde0e2}.p{fill:#c2410c}.s{fill:url(#h);stroke:#c2410c;stroke-width:4}.w{fill:#fff}.c{fill:#c2410c}"
    "@media(prefers-color-scheme:dark){.z{fill:#23282d}.y{stroke:#c9ced3}.l{stroke:#7b848c}.u{fill:#444c54}"
    ".p,.c{fill:#ff8f57}.s{stroke:#ff8f57}.w{fill:#23282d}}"
    "@media print{.z{fill:#fff}.u{fill:#dcdcdc}.p,.c{fill:#000}.s,.y{stroke:#000}.w{fill:#fff}}"
)
_HATCH = (
    '<pattern id="{id}" width="22" height="22" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="{under}" d="M0 0h22v22H0z"/><path class="{stripe}" d="M0 0h12v22H0z"/></pattern>'
)


@cache
def _curves(shapes: tuple[Shape, ...]) -> str:
    return "".join(smooth(shape, _SCALE) for shape in shapes)


@cache
def _lines(shapes: tuple[Shape, ...]) -> str:
    return "".join(smooth(shape, _SCALE, closed=False) for shape in shapes)


@cache
def _outline() -> str:
    left = tuple((-x, y) for x, y in OUTLINE[-2:0:-1])
    return smooth(OUTLINE + left, _SCALE)


def _words(slugs: Collection[str]) -> str:
    return ", ".join(slug.replace("-", " ") for slug in slugs)


def _default_title(primary: Collection[str], secondary: Collection[str]) -> str:
    said = [("Muscles worked", primary), ("assisting", secondary)]
    return "; ".join(f"{what}: {_words(slugs)}" for what, slugs in said if slugs) or "The muscles of the body"


def _half(regions: Mapping[str, tuple[Shape, ...]], lines: tuple[Shape, ...], state: Mapping[str, str]) -> str:
    """Draw one half of one view; regions in the same state share one path."""
    by_state = {
        kind: "".join(_curves(shapes) for slug, shapes in regions.items() if state.get(slug, "u") == kind)
        for kind in "usp"
    }
    worked = "".join(f'<path class="{kind}" d="{data}"/>' for kind, data in by_state.items() if data)
    return f'<path class="l" d="{_lines(lines)}"/>{worked}'


def bodymap(primary: Collection[str], secondary: Collection[str], title: str = "", description: str = "") -> str:
    """Draw the body map as a file of its own, with its style inside (light, dark and print).

    `primary` and `secondary` are slugs of `MUSCLES` (unknown ones draw nothing; primary wins over secondary).
    The title defaults to the muscles in words; the description is left out where it is empty.
    """
    state = dict.fromkeys(secondary, "s") | dict.fromkeys(primary, "p")
    views = ""
    for name, centre, regions, lines in zip("fb", _CENTRES, (FRONT, BACK), (FRONT_LINES, BACK_LINES), strict=True):
        views += (
            f'<g transform="translate({centre})"><use href="#o" class="z"/>'
            f'<g id="{name}">{_half(regions, lines, state)}</g><use href="#{name}" transform="scale(-1 1)"/>'
            '<use href="#o" class="y"/></g>'
        )
    hatch = _HATCH.format(id="h", under="w", stripe="c") if "s" in state.values() else ""
    said = escape(title or _default_title(primary, secondary), quote=False)
    more = f"<desc>{escape(description, quote=False)}</desc>" if description else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_VIEW} role="img"><title>{said}</title>{more}'
        f'<style>{_STYLE}</style><defs><path id="o" d="{_outline()}"/>{hatch}</defs>{views}</svg>'
    )


def _part(name: str, shapes: tuple[Shape, ...], centre: int) -> str:
    """Draw a muscle's shapes on one half of one view, and their mirror image."""
    return (
        f'<path id="bodymap-{name}" transform="translate({centre})" d="{_curves(shapes)}"/>'
        f'<use href="#bodymap-{name}" transform="matrix(-1 0 0 1 {2 * centre} 0)"/>'
    )


def _muscle(slug: str, title: str, href: str) -> str:
    """Draw one muscle, every part of it in both views, as one link (without an href as a plain shape)."""
    views = zip(("front", "back"), _CENTRES, (FRONT, BACK), strict=True)
    parts = "".join(_part(f"{view}-{slug}", of[slug], centre) for view, centre, of in views if slug in of)
    if not href:
        return f'<g class="bodymap-muscle"><title>{escape(title, quote=False)}</title>{parts}</g>'
    name = escape(title)
    opening = f'<a class="bodymap-muscle" href="{escape(href)}" aria-label="{name}">'
    return f"{opening}<title>{name}</title>{parts}</a>"


def bodymap_index(href_of: Mapping[str, tuple[str, str]], title: str = "Muscles, front and back") -> str:
    """Draw the map as an index to inline in a page: each muscle is one link that lights up in both views.

    `href_of` maps a slug of `MUSCLES` to its (name, address); a muscle without one is drawn but is no link.
    The page's style sheet colours it: every class and id begins with `bodymap-`, and there is no style of its own,
    which a strict content security policy would refuse.
    """
    views = ""
    for view, centre, lines in zip(("front", "back"), _CENTRES, (FRONT_LINES, BACK_LINES), strict=True):
        drawn = f'<path id="bodymap-{view}" class="bodymap-line" d="{_lines(lines)}"/>'
        views += (
            f'<g transform="translate({centre})"><use href="#bodymap-body" class="bodymap-skin"/>{drawn}'
            f'<use href="#bodymap-{view}" transform="scale(-1 1)"/>'
            '<use href="#bodymap-body" class="bodymap-edge"/></g>'
        )
    body = f'<defs><path id="bodymap-body" d="{_outline()}"/></defs>'
    muscles = "".join(_muscle(slug, *href_of.get(slug, (slug.replace("-", " "), ""))) for slug in MUSCLES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_VIEW} class="bodymap-index" role="group" '
        f'aria-label="{escape(title)}">{body}{views}{muscles}</svg>'
    )
