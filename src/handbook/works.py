"""Everything of a site that is made from the linked handbook: each page, document and map as a work, by its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from handbook import addresses
from handbook.editing.audit import audit
from handbook.editing.auditpage import audit_page
from handbook.handbook import Handbook
from handbook.making import Made, Work
from handbook.outputs.api import Told, documents
from handbook.outputs.linked import linked, shared
from handbook.outputs.search import search_makers
from handbook.outputs.sharing import shared_picture
from handbook.pages import page_makers
from handbook.pages.page import Download, Page, PageMaker, Shown
from handbook.pictures import map_makers
from handbook.reads import Watch, watched
from handbook.render import Head, Renderer, renderer
from handbook.sheets.printing import sheet_makers
from handbook.sheets.prints import Print
from handbook.theme import Theme

LOOK = "look"
SETTINGS = "settings"

Drawn = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Materials:
    """What works are done with: the handbook, its look, and what was made of it before.

    `figures` are SVGs by address and `words` what they show, by entry; `drawn` names each entry's figures; `inline` are
    pictures for a page's own markup; `papers` are by entry. All may be made when they are looked up.
    """

    root: Path
    handbook: Handbook
    look: Theme
    figures: Mapping[str, bytes]
    words: Mapping[str, str]
    drawn: Mapping[str, tuple[str, ...]]
    inline: Mapping[str, str]
    papers: Mapping[str, tuple[Download, ...]]


class Listed(NamedTuple):
    """What others need to know of a page: the entry that it shows, and whether search engines should list it."""

    entry: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Where works are done: a watch over what they read, what pages and papers are made from, and the works."""

    watch: Watch
    shown: Shown
    works: Mapping[str, Work]


def desk(materials: Materials) -> Desk:
    """Everything laid out; nothing is made yet."""
    watch, shown, drawn, inline = _watched(materials)
    render = renderer(materials.look, materials.root, materials.handbook.settings, inline)
    told = Told(shown.handbook, shown.words, drawn)
    works: dict[str, Work] = {
        **{
            address: partial(_page, make, shown, render, watch, drawn)
            for address, make in _pages(materials.handbook).items()
        },
        **{one: partial(_made, make, shown.handbook, watch) for one, make in map_makers(materials.handbook).items()},
        **{one: partial(_made, make, told, watch) for one, make in documents(materials.handbook).items()},
        **{one: partial(_made, make, shown.handbook, watch) for one, make in search_makers().items()},
    }
    return Desk(watch, shown, works)


def paper(laid: Desk, make: Callable[[Shown], Print]) -> Print:
    """What a paper shows; its template counts among what was read."""
    laid.watch.note((LOOK, "papers"))
    laid.watch.note((SETTINGS, ""))
    return make(laid.shown)


def _watched(materials: Materials) -> tuple[Watch, Shown, Mapping[str, Any], Mapping[str, Any]]:
    more: dict[str, Mapping[str, Any]] = {
        "words": materials.words,
        "figures": materials.figures,
        "drawn": materials.drawn,
        "inline": materials.inline,
        "papers": materials.papers,
        LOOK: _look(materials.look),
        SETTINGS: {"": materials.handbook.settings},
    }
    watch, handbook = watched(materials.handbook, more)
    shown = Shown(handbook, watch.part("words"), watch.part("figures"), watch.part("papers"))
    return watch, shown, watch.part("drawn"), watch.part("inline")


def _look(look: Theme) -> dict[str, str]:
    """What the templates of pages and of papers say; where the assets lie is part of every page."""
    pages = sha256("\0".join([look.prefix, *look.texts("*.html")]).encode()).hexdigest()
    return {"pages": pages, "papers": sha256("\0".join(look.texts("*.typ")).encode()).hexdigest()}


def _pages(handbook: Handbook) -> dict[str, PageMaker]:
    return {**page_makers(handbook), **sheet_makers(handbook), addresses.AUDIT: _audit}


def _audit(shown: Shown) -> Page:
    return audit_page(shown.handbook, audit(shown.handbook))


def _page(make: PageMaker, shown: Shown, render: Renderer, watch: Watch, drawn: Drawn) -> Made:
    watch.note((LOOK, "pages"))
    watch.note((SETTINGS, ""))
    page = make(shown)
    picture = shared_picture(shown.handbook, page.entry, drawn)
    html, found = render(page, Head(linked(shown.handbook, page, picture), shared(shown.handbook, page, picture)))
    return Made(html or b"", found, Listed(page.entry, page.index))


def _made(make: Callable[[Any], bytes], source: object, watch: Watch) -> Made:
    watch.note((SETTINGS, ""))
    return Made(make(source))
