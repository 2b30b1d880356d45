"""The handbook as pages: addresses, templates and facts, everything decided here and shown by the templates."""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages.device import device_page
from handbook.pages.exercise import exercise_page
from handbook.pages.knowledge import page
from handbook.pages.lists import lists
from handbook.pages.page import Download, Page
from handbook.pages.program import program_page
from handbook.pages.session import session_pages
from handbook.validate import Entry

__all__ = ["Page", "pages"]

NOTHING: Mapping[str, tuple[Download, ...]] = MappingProxyType({})


def pages(
    handbook: Handbook, words: Mapping[str, str], printed: Mapping[str, tuple[Download, ...]] = NOTHING
) -> tuple[Page, ...]:
    """Every page of the site, in a fixed order.

    `words` are the figures in words, `printed` the papers, both by the ids of entries; the handbook's own papers stand
    under an empty id.
    """
    entries = (
        _page(handbook, handbook.entries[one], words.get(one, ""), printed.get(one, ()))
        for one in sorted(handbook.entries)
    )
    workouts = chain.from_iterable(session_pages(handbook, slug, words) for slug in handbook.programs)
    return (*lists(handbook, printed.get("", ())), device_page(handbook), *entries, *workouts, *_moved(handbook))


def _moved(handbook: Handbook) -> Iterator[Page]:
    """A page at the old address of each entry that was renamed, which leads to the new one."""
    for old, new in handbook.settings.redirects.items():
        if new in handbook.entries:
            title, goal = handbook.entries[new].meta.title, addresses.entry(new)
            yield Page(addresses.entry(old), "moved.html", title, f"Now at {goal}.", {}, index=False, moved=goal)


def _page(handbook: Handbook, entry: Entry, words: str, downloads: tuple[Download, ...]) -> Page:
    match entry.folder:
        case "exercises":
            return exercise_page(handbook, entry, words, downloads)
        case "programs":
            return program_page(handbook, entry, downloads)
    return page(handbook, entry, words, downloads)
