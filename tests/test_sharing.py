"""The pictures that stand for pages where they are shared."""

from io import BytesIO

import pytest
from PIL import Image

from handbook import addresses
from handbook.linked import CARD
from handbook.pages import Page
from handbook.pictures import STRIDE, Pictures
from handbook.sharing import share, shared_picture, shares
from handbook.theme import theme
from ours import ROOT, handbook

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z" fill="#c2410c"/></svg>'
PLANK = {addresses.figure("exercises/plank", "strip"): SVG.encode()}
DRAWN = Pictures(PLANK, {}, {STRIDE: SVG})
LIMIT = 40_000


def _page(entry: str) -> Page:
    return Page(f"{entry or 'search/index'}.html", "list.html", "Title", "About it.", {}, entry=entry)


@pytest.mark.parametrize(
    ("entry", "picture"),
    [
        ("exercises/plank", "share/exercises/plank.png"),
        ("guides/safety", "share/handbook.png"),
        ("", "share/handbook.png"),
    ],
)
def test_each_page_has_a_picture(entry: str, picture: str) -> None:
    """An entry with a figure is shown by it, every other page by the handbook's runner."""
    assert shared_picture(_page(entry), DRAWN) == picture
    assert picture in shares(handbook(), [_page(entry)], DRAWN, theme(ROOT))


def test_nothing_is_shown_where_nothing_is_drawn() -> None:
    """A handbook without figures and without a runner names no picture that is not there."""
    bare = Pictures({}, {}, {})
    assert shared_picture(_page("guides/safety"), bare) == ""
    assert shares(handbook(), [_page("guides/safety")], bare, theme(ROOT)) == {}


def test_a_picture_is_small_and_of_the_size_that_is_said() -> None:
    """The PNG is as large as Open Graph says it is, light, and the same each time; it shows the figure."""
    one = shares(handbook(), [_page("exercises/plank")], DRAWN, theme(ROOT))["share/exercises/plank.png"]
    drawn = share(one)
    assert drawn == share(one)
    assert len(drawn) < LIMIT
    picture = Image.open(BytesIO(drawn))
    assert picture.size == CARD
    red, green, blue = picture.convert("RGB").getpixel((CARD[0] // 2, CARD[1] // 3))  # type: ignore[misc]
    assert red > 2 * green > blue
