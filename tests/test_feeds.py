"""What lies beside the pages: the sitemap names what may be listed, the feed what was last reviewed."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.handbook import Handbook, by_folder
from handbook.outputs.api import INDEX
from handbook.outputs.canonical import canonical
from handbook.outputs.feeds import NEWEST, feeds
from handbook.pages import Shown, pages
from handbook.settings import Settings
from ours import handbook

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = handbook().settings.base_url


def made(changed: Handbook | None = None) -> dict[str, str]:
    """The four files of a handbook, ours if no other."""
    book = changed or handbook()
    listed = [(page.address, page.entry) for page in pages(Shown(book)) if page.index]
    return {address: content.decode() for address, content in feeds(book, listed).items()}


def with_plank(**fields: object) -> Handbook:
    """Our handbook with a plank that says something else."""
    plank = handbook().entries["exercises/plank"]
    other = replace(plank, meta=plank.meta.model_copy(update=fields))
    entries = {**handbook().entries, "exercises/plank": other}
    return replace(handbook(), entries=entries, folders=by_folder([*entries.values()]))


def test_the_sitemap_names_every_page_that_may_be_listed_and_no_other() -> None:
    """Each page once, by the address that the world knows; search, cards and the page for lost readers are left out."""
    found = [one.text for one in ET.fromstring(made()["sitemap.xml"]).iter() if one.tag.endswith("}loc")]  # noqa: S314
    listed = [canonical(handbook().settings, page.address) for page in pages(Shown(handbook())) if page.index]
    assert found == listed
    assert len(set(found)) == len(found)
    assert f"{BASE}exercises/plank.html" in found
    assert not {f"{BASE}404.html", f"{BASE}search/"} & set(found)


def test_the_feed_holds_what_was_last_reviewed_newest_first() -> None:
    """A fresh review puts an entry on top, and the feed's own date follows it."""
    feed = ET.fromstring(made(with_plank(reviewed=date(2030, 1, 2)))["feed.xml"])  # noqa: S314
    items = feed.findall(f"{ATOM}entry")
    assert len(items) == NEWEST
    assert items[0].findtext(f"{ATOM}title") == "Plank"
    assert items[0].findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated") == "2030-01-02T00:00:00Z"
    days = [item.findtext(f"{ATOM}updated") or "" for item in items]
    assert days == sorted(days, reverse=True)


def test_an_entry_keeps_its_id_in_the_feed_when_it_changes() -> None:
    """The id is made of the entry's name alone, so that a reader's program knows it again."""
    ids = [
        next(item for item in ET.fromstring(text).iter(f"{ATOM}entry")).findtext(f"{ATOM}id")  # noqa: S314
        for text in (
            made(with_plank(reviewed=date(2030, 1, 2)))["feed.xml"],
            made(with_plank(reviewed=date(2031, 1, 2), title="Front plank"))["feed.xml"],
        )
    ]
    assert ids == [f"{BASE}exercises/plank"] * 2


def test_a_handbook_that_was_never_reviewed_has_an_empty_and_valid_feed() -> None:
    """Where nothing is dated the feed still has the parts that Atom asks for."""
    book = replace(handbook(), entries={})
    empty = ET.fromstring(feeds(book, ())["feed.xml"].decode())  # noqa: S314
    assert empty.findall(f"{ATOM}entry") == []
    assert all(empty.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))


@given(st.text(min_size=1))
def test_no_title_breaks_the_xml(title: str) -> None:
    """Signs of XML, control characters and emoji in a title come out as they went in, or not at all."""
    plank = handbook().entries["exercises/plank"]
    only = replace(plank, meta=plank.meta.model_copy(update={"title": title}))
    book = replace(handbook(), entries={only.id: only})
    found = ET.fromstring(feeds(book, ())["feed.xml"].decode()).find(f"{ATOM}entry/{ATOM}title")  # noqa: S314
    assert found is not None
    kept = (found.text or "").replace("\n", "").replace("\r", "")
    assert set(kept) <= set(title)


def test_robots_are_let_in_and_shown_the_sitemap() -> None:
    """Everything may be read, and the sitemap is named by its whole address."""
    assert made()["robots.txt"].splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {BASE}sitemap.xml"]


def test_the_outline_leads_to_every_entry() -> None:
    """One title, one summary, then a line for each entry under the heading of its kind."""
    outline = made()["llms.txt"]
    assert outline.startswith(f"# {handbook().settings.title}\n\n> {handbook().settings.summary}\n")
    assert outline.count("\n- [") == len(handbook().entries) + 1
    assert f"- [Plank]({BASE}exercises/plank.html): " in outline
    assert BASE + INDEX in outline


def test_the_outline_reads_titles_as_they_are_written() -> None:
    """Signs of Markdown in a title do not become links or emphasis, and line ends no new lines."""
    outline = made(with_plank(title="Plank [x](y) *now*\n# and"))["llms.txt"]
    assert r"- [Plank \[x\](y) \*now\* \# and](" in outline


@pytest.mark.parametrize(
    ("address", "canonically"),
    [
        ("index.html", ""),
        ("programs/index.html", "programs/"),
        ("exercises/plank.html#how-to", "exercises/plank.html#how-to"),
        ("exercises/the-index.html", "exercises/the-index.html"),
        ("exercises/caf\u00e9.html", "exercises/caf%C3%A9.html"),
    ],
)
def test_a_page_has_one_address(address: str, canonically: str) -> None:
    """Folders go without `index.html`, and letters beyond ASCII are encoded."""
    settings = Settings(title="T", summary="S", base_url="https://example.org/h")
    assert canonical(settings, address) == f"https://example.org/h/{canonically}"
