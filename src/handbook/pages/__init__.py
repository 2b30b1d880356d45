"""The handbook as pages: addresses, templates and facts, everything decided here and shown by the templates."""

from collections.abc import Callable
from functools import partial

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages.device import device_page
from handbook.pages.exercise import exercise_page
from handbook.pages.knowledge import page
from handbook.pages.lists import lists
from handbook.pages.page import Download, Page, PageMaker, Shown
from handbook.pages.program import program_page
from handbook.pages.session import session_page
from handbook.sessions import session_addresses

__all__ = ["Page", "PageMaker", "Shown", "page_makers", "pages"]


def pages(shown: Shown) -> tuple[Page, ...]:
    """Every page of the site, in a fixed order."""
    return tuple(make(shown) for make in page_makers(shown.handbook).values())


def page_makers(handbook: Handbook) -> dict[str, PageMaker]:
    """How each page is made, by its address: nothing is made before it is asked for."""
    makers: dict[str, PageMaker] = {
        address: partial(_listed, make) for address, make in lists(handbook.folders).items()
    }
    makers |= {addresses.DEVICE: lambda shown: device_page(shown.handbook)}
    makers |= {addresses.entry(one): partial(_entry, one) for one in sorted(handbook.entries)}
    for slug, program in handbook.programs.items():
        for number, address in enumerate(session_addresses(slug, program)):
            makers[address] = partial(_session, slug, number)
    for old, new in handbook.settings.redirects.items():
        if new in handbook.entries:
            makers[addresses.entry(old)] = partial(_moved, old, new)
    return makers


def _listed(make: Callable[[Handbook, tuple[Download, ...]], Page], shown: Shown) -> Page:
    return make(shown.handbook, shown.papers.get("", ()))


def _session(slug: str, number: int, shown: Shown) -> Page:
    return session_page(shown.handbook, slug, number, shown.words)


def _moved(old: str, new: str, shown: Shown) -> Page:
    """The page at the old address of an entry that was renamed, which leads to the new one."""
    title, goal = shown.handbook.glimpses[new].title, addresses.entry(new)
    return Page(addresses.entry(old), "moved.html", title, f"Now at {goal}.", {}, index=False, moved=goal)


def _entry(entry_id: str, shown: Shown) -> Page:
    handbook = shown.handbook
    entry = handbook.entries[entry_id]
    words, papers = shown.words.get(entry_id, ""), shown.papers.get(entry_id, ())
    match entry.folder:
        case "exercises":
            return exercise_page(handbook, entry, words, papers)
        case "programs":
            return program_page(handbook, entry, papers)
    return page(handbook, entry, words, papers)
