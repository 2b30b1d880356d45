"""What every printed paper says of itself, and a paper on its way to print."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handbook.fitting import fit
from handbook.qr import svg
from handbook.sheets.sheet import Cut, PaperName
from handbook.typeface import Style


@dataclass(frozen=True, slots=True)
class Imprint:
    """Title and summary, the handbook it is from and its language, the way back to it, its date and its size.

    `address` is a whole URL, `short` the same as one would type it, `qr` the same as an SVG.
    """

    title: str
    summary: str
    handbook: str
    language: str
    address: str
    short: str
    qr: str
    version: str
    paper: PaperName


def imprint(source: "Source", title: str, summary: str, address: str, paper: PaperName) -> Imprint:
    """The imprint of something at `address` below the site's root."""
    url = source.base_url + address
    short = url.partition("://")[2]
    return Imprint(
        title, summary, source.handbook, source.language, url, short, svg(url), source.day.isoformat(), paper
    )


@dataclass(frozen=True, slots=True)
class Source:
    """What all papers of a handbook have in common, and its figures: SVG by address, what they show by entry."""

    handbook: str
    language: str
    base_url: str
    day: date
    figures: Mapping[str, bytes]
    words: Mapping[str, str]

    def figure(self, address: str) -> str:
        """The SVG at an address below the site's root, or nothing."""
        found = self.figures.get(address)
        return found.decode() if found else ""


_VIEW = re.compile(r'viewBox="\S+ \S+ (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')


def tall(figure: str, width: float, most: float) -> float:
    """How high a figure `width` mm wide is, in mm, at most `most`; 0 without a figure."""
    view = _VIEW.search(figure)
    return min(most, width * float(view[2]) / float(view[1])) if view else most if figure else 0


@dataclass(frozen=True, slots=True)
class Shears:
    """Cuts the texts of one entry to their places, and keeps what it had to cut."""

    entry: str
    cuts: list[Cut] = field(default_factory=list)

    def fit(self, text: str, style: Style, room: float, most: int) -> str:
        """The text in at most `most` lines of `room` mm."""
        fitted = fit(text, style, room, most)
        if fitted.endswith("…") and not text.rstrip().endswith("…"):
            self.cuts.append(Cut(self.entry, text))
        return fitted
