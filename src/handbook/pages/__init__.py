"""The handbook as pages: addresses, templates and facts, everything decided here and shown by the templates."""

from collections.abc import Mapping

from handbook.handbook import Handbook
from handbook.pages.exercise import exercise_page
from handbook.pages.knowledge import page
from handbook.pages.lists import lists
from handbook.pages.page import Page
from handbook.pages.program import program_page
from handbook.validate import Entry

__all__ = ["Page", "pages"]


def pages(handbook: Handbook, words: Mapping[str, str]) -> tuple[Page, ...]:
    """Every page of the site, in a fixed order. `words` are the figures in words, by the ids of the entries drawn."""
    entries = (
        _page(handbook, handbook.entries[entry_id], words.get(entry_id, "")) for entry_id in sorted(handbook.entries)
    )
    return (*lists(handbook), *entries)


def _page(handbook: Handbook, entry: Entry, words: str) -> Page:
    match entry.folder:
        case "exercises":
            return exercise_page(handbook, entry, words)
        case "programs":
            return program_page(handbook, entry)
    return page(handbook, entry, words)
