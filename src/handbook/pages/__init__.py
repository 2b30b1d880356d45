"""The handbook as pages: addresses, templates and facts, everything decided here and shown by the templates."""

from handbook.handbook import Handbook
from handbook.pages.exercise import exercise_page
from handbook.pages.knowledge import page
from handbook.pages.lists import lists
from handbook.pages.page import Page
from handbook.pages.program import program_page
from handbook.validate import Entry

__all__ = ["Page", "pages"]


def pages(handbook: Handbook) -> tuple[Page, ...]:
    """Every page of the site, in a fixed order."""
    entries = (_page(handbook, handbook.entries[entry_id]) for entry_id in sorted(handbook.entries))
    return (*lists(handbook), *entries)


def _page(handbook: Handbook, entry: Entry) -> Page:
    match entry.folder:
        case "exercises":
            return exercise_page(handbook, entry)
        case "programs":
            return program_page(handbook, entry)
    return page(handbook, entry)
