"""The pictures that stand for pages where they are shared."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from handbook.outputs.linked import CARD
from handbook.outputs.postcard import postcard
from handbook.outputs.sharing import share_makers, shared_picture
from handbook.theme import theme
from ours import ROOT, handbook

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z" fill="#c2410c"/></svg>'
DRAWN = {"exercises/plank": ("strip", "thumb")}
LIMIT = 40_000


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
    assert shared_picture(handbook(), entry, DRAWN) == picture
    assert picture in share_makers(handbook(), DRAWN, theme(ROOT))


def test_nothing_is_shown_where_nothing_is_drawn() -> None:
    """A handbook without figures and without a runner names no picture that is not there."""
    still = replace(handbook(), settings=handbook().settings.model_copy(update={"stride": None}))
    assert shared_picture(still, "guides/safety", {}) == ""
    assert share_makers(still, {}, theme(ROOT)) == {}


def test_a_picture_is_small_and_of_the_size_that_is_said() -> None:
    """The PNG is as large as Open Graph says it is, light, and the same each time; it shows the figure."""
    figures = {"figures/exercises/plank/strip.svg": SVG}
    one = share_makers(handbook(), DRAWN, theme(ROOT))["share/exercises/plank.png"](figures.__getitem__)
    drawn = postcard(one)
    assert drawn == postcard(one)
    assert len(drawn) < LIMIT
    picture = Image.open(BytesIO(drawn))
    assert picture.size == CARD
    red, green, blue = picture.convert("RGB").getpixel((CARD[0] // 2, CARD[1] // 3))  # type: ignore[misc]
    assert red > 2 * green > blue


@pytest.mark.parametrize("title", ["A title of words " * 5, "Very long " * 500, "Kettlebell" * 90, "\n" * 99])
def test_no_title_is_too_long_for_its_picture(title: str) -> None:
    """However long the words, one picture of the size that is said comes of them."""
    figures = {"figures/exercises/plank/strip.svg": SVG}
    one = share_makers(handbook(), DRAWN, theme(ROOT))["share/exercises/plank.png"](figures.__getitem__)
    assert Image.open(BytesIO(postcard(replace(one, title=title, site=title)))).size == CARD
