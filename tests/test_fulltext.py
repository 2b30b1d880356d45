"""The full text, made ready for browsers: the same bytes each time, of what the pages say and nothing else."""

import gzip
import json
from pathlib import Path

import pytest

from handbook.live import Live
from handbook.outputs.fulltext import BUNDLE, fulltext, texts
from handbook.pipeline import draft
from handbook.workshop import workshop
from handbooks import lay, tiny_text

HEAD = '<!doctype html><html lang="en"><head><link rel="stylesheet" href="{look}"></head><body><header>Menu</header>'
PAGE = (
    HEAD + '<main id="main" data-pagefind-body><h1>{title}</h1><p>{said}</p></main><footer>Foot</footer></body></html>'
)


def _page(title: str, said: str, look: str = "a.css") -> bytes:
    return PAGE.format(title=title, said=said, look=look).encode()


PAGES = {
    "guides/hills.html": _page("Hills", "Run up them slowly"),
    "exercises/plank.html": _page("Plank", "Hold still like a board"),
    "search/index.html": (HEAD + '<main id="main"><h1>Search</h1></main></body></html>').encode(),
}


def _said(files: dict[str, bytes]) -> str:
    """All that the fragments hold, which are JSON behind a mark, packed."""
    found = [gzip.decompress(content) for name, content in files.items() if "/fragment/" in name]
    return "\n".join(sorted(json.dumps(json.loads(one[one.index(b"{") :])) for one in found))


def test_only_pages_that_ask_for_it_are_searched() -> None:
    """A page says on its main part whether it is searched; lists and tools are not."""
    assert list(texts(PAGES.items())) == ["exercises/plank.html", "guides/hills.html"]


def test_a_new_look_changes_nothing() -> None:
    """What stands round the text (styles, menus, the foot) is no part of what the index is made from."""
    assert texts({"a.html": _page("A", "b", "new.css")}.items()) == texts(
        {"a.html": _page("A", "b", "old.css")}.items()
    )
    assert texts({"a.html": _page("A", "c")}.items()) != texts({"a.html": _page("A", "b")}.items())


def test_what_pages_say_can_be_found() -> None:
    """The files hold each page's text with its address, and what a browser needs to search them."""
    files = fulltext(texts(PAGES.items()))
    assert f"{BUNDLE}/pagefind.js" in files
    said = _said(files)
    assert "Hold still like a board" in said
    assert "/guides/hills.html" in said
    assert "Menu" not in said


def test_the_same_pages_give_the_same_bytes() -> None:
    """An edition is named by its bytes, so the index of equal pages is equal, in whatever order they come."""
    backwards = dict(reversed(PAGES.items()))
    assert fulltext(texts(PAGES.items())) == fulltext(texts(backwards.items()))


def test_no_page_needs_no_files() -> None:
    """A handbook in which nothing is to be searched gets no engine."""
    assert fulltext({}) == {}


@pytest.mark.parametrize("wanted", [True, False])
def test_a_handbook_without_it_offers_none(tmp_path: Path, wanted: bool) -> None:  # noqa: FBT001 - what the settings say
    """Where the settings say `fulltext: false`, no page offers to search the texts or allows what that takes."""
    settings = tiny_text("handbook.yaml") + f"fulltext: {str(wanted).lower()}\n"
    tools = workshop(None)
    live = Live(draft(lay(tmp_path, {"handbook.yaml": settings}), tools), tools, {})
    page = (live.file("search/index.html") or b"").decode()
    for sign in ("data-search-texts", "wasm-unsafe-eval", "data-texts"):
        assert (sign in page) is wanted
