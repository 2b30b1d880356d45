"""The icons of the site, drawn from the handbook's own stride: as SVG, and as PNG for systems that take no SVG."""

from handbook.figures.icon import MASKABLE, icon
from handbook.figures.reading import read
from handbook.figures.solve import solve
from handbook.settings import Stride
from handbook.typesetting import picture

SIZES = (192, 512)


def icons(stride: Stride) -> dict[str, bytes]:
    """The icons by their names among the assets; `ValueError` if the stride cannot be drawn."""
    figure, _ = read({"poses": list(stride.poses)})
    if figure is None:
        raise ValueError("the stride cannot be drawn")
    solved = solve(figure)
    plain, maskable = icon(solved), icon(solved, MASKABLE)
    pictures = {f"icon-{size}.png": picture(plain, size) for size in SIZES}
    return {"icon.svg": plain.encode(), **pictures, f"icon-maskable-{SIZES[-1]}.png": picture(maskable, SIZES[-1])}
