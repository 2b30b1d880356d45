"""The picture that stands for a page where it is shared: its figure, its title and the handbook's, as PNG.

No program that shows a shared link reads SVG. The only module that knows Pillow, which makes the pictures small: a
drawing of few colours needs a quarter of the bytes with a palette.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages import Page
from handbook.pictures import STRIDE, Pictures
from handbook.theme import Theme
from handbook.typesetting import png

TEMPLATE = "share.typ"
COLOURS = 64
_FIGURES = ("strip", "movement", "bodymap")


@dataclass(frozen=True, slots=True)
class Share:
    """A picture to make: an SVG, the words below it, and the template with its text, so that another is another."""

    figure: str
    title: str
    site: str
    language: str
    template: Path
    text: str


def shared_picture(page: Page, drawn: Pictures) -> str:
    """The address of the picture that stands for a page; empty where nothing is drawn for it, nor for the handbook."""
    if _figure(page, drawn):
        return addresses.share(page.entry)
    return addresses.share("handbook") if STRIDE in drawn.inline else ""


def shares(handbook: Handbook, pages: Iterable[Page], drawn: Pictures, look: Theme) -> dict[str, Share]:
    """The pictures to make, by address: one for each entry that has a figure, and the runner for all other pages."""
    file = look.file(TEMPLATE)
    if file is None:
        return {}
    text, settings = file.read_text(encoding="utf-8"), handbook.settings
    found: dict[str, Share] = {}
    for page in pages:
        address, figure = shared_picture(page, drawn), _figure(page, drawn)
        title, site = (handbook.entries[page.entry].meta.title, settings.title) if figure else (settings.title, "")
        if address and address not in found:
            found[address] = Share(figure or drawn.inline[STRIDE], title, site, settings.language, file, text)
    return found


def _figure(page: Page, drawn: Pictures) -> str:
    known = (drawn.files.get(addresses.figure(page.entry, name)) for name in _FIGURES)
    return next((svg.decode() for svg in known if svg), "") if page.entry else ""


def share(one: Share) -> bytes:
    """Make one picture. Pure."""
    said = {"figure": one.figure, "title": one.title, "site": one.site, "language": one.language}
    full = Image.open(BytesIO(png(one.template, said))).convert("RGB")
    small = BytesIO()
    full.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(small, "PNG")
    return small.getvalue()
