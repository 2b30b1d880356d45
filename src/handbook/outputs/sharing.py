"""The picture that stands for a page where it is shared: its figure, its title and the handbook's.

No program that shows a shared link reads SVG.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook import addresses
from handbook.handbook import Handbook
from handbook.theme import Theme

TEMPLATE = "share.typ"
WHOLE = "handbook"
"""The name of the picture that stands for every page without a figure of its own."""

_FIGURES = {"exercises": "strip", "movements": "movement", "muscles": "bodymap", "programs": "bodymap"}


@dataclass(frozen=True, slots=True)
class Share:
    """A picture to make: an SVG, the words below it, and the template with its text, so that another is another."""

    figure: str
    title: str
    site: str
    language: str
    template: Path
    text: str


ShareMaker = Callable[[Callable[[str], str]], Share]


def shared_picture(handbook: Handbook, entry_id: str, drawn: Mapping[str, tuple[str, ...]]) -> str:
    """The address of the picture that stands for a page; empty where there is none.

    `entry_id` is that of the entry that the page shows, or empty; `drawn` are the names of each entry's figures.
    """
    name = _FIGURES.get(entry_id.partition("/")[0])
    if name and name in drawn.get(entry_id, ()):
        return addresses.share(entry_id)
    return addresses.share(WHOLE) if handbook.settings.stride else ""


def share_makers(handbook: Handbook, drawn: Mapping[str, tuple[str, ...]], look: Theme) -> dict[str, ShareMaker]:
    """How each picture is made, by its address, from what gives the SVG at an address; the runner has none."""
    file, settings = look.file(TEMPLATE), handbook.settings
    if file is None:
        return {}
    text = file.read_text(encoding="utf-8")

    def maker(address: str, title: str, site: str) -> ShareMaker:
        return lambda svg: Share(svg(address), title, site, settings.language, file, text)

    found = {addresses.share(WHOLE): maker("", settings.title, "")} if settings.stride else {}
    for folder, name in _FIGURES.items():
        for slug, entry in handbook.of(folder).items():
            if name in drawn.get(f"{folder}/{slug}", ()):
                figure = addresses.figure(entry.id, name)
                found[addresses.share(entry.id)] = maker(figure, entry.meta.title, settings.title)
    return found
