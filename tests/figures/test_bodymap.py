"""The body map shows every muscle, tells three states apart without colour, and leaks nothing into a page."""

import re
from collections.abc import Mapping
from statistics import fmean

import pytest

from figures.pictures import STYLE_SHEET, SVG, grey, parse, words
from handbook.figures.bodymap import bodymap, bodymap_index
from handbook.figures.regions import BACK, BACK_LINES, FRONT, FRONT_LINES, MUSCLES, OUTLINE, Shape

LIMIT = 9 * 1024


def test_regions_are_exactly_the_muscles() -> None:
    """Every muscle has a region on the front or the back, and no region is without a muscle."""
    assert set(FRONT) | set(BACK) == set(MUSCLES)
    assert len(MUSCLES) == len(set(MUSCLES)) == 24


@pytest.mark.parametrize("regions", [FRONT, BACK], ids=["front", "back"])
def test_regions_stay_within_one_half(regions: Mapping[str, tuple[Shape, ...]]) -> None:
    """A region lies right of the midline and inside the outline's box, so it never meets its mirror image."""
    right, low = max(x for x, _ in OUTLINE), max(y for _, y in OUTLINE)
    for slug, shapes in regions.items():
        for shape in shapes:
            assert len(shape) >= 5, slug
            assert all(0 < x < right and 0 < y < low for x, y in shape), slug


def test_lines_are_half_a_body_too() -> None:
    """Surface lines are drawn for one half and mirrored."""
    assert all(x >= 0 for line in FRONT_LINES + BACK_LINES for x, _ in line)


def test_file_is_small_valid_titled_and_closed() -> None:
    """The map is one small XML document with a title, no script and no address but its name space."""
    text = bodymap(MUSCLES[:8], MUSCLES[8:16])
    assert words(text, "title").startswith("Muscles worked: neck, traps")
    assert len(text.encode()) <= LIMIT
    assert "<script" not in text
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_texts_are_escaped() -> None:
    """Text of an entry cannot become markup."""
    text = bodymap(["abs"], [], "Squat <b> & co", "a < b")
    assert words(text, "title") == "Squat <b> & co"
    assert words(text, "desc") == "a < b"


def test_primary_wins_over_secondary() -> None:
    """A muscle named twice is drawn once, solid."""
    text = bodymap(["abs"], ["abs"])
    assert 'class="s"' not in text
    assert 'class="p"' in text


@pytest.mark.parametrize("muscle", ["quads", "glutes", "chest"])
def test_states_differ_in_grey(muscle: str) -> None:
    """At 150 pixels in grey, primary, secondary and idle differ by at least 15 % of full lightness."""

    def lightness(primary: list[str], secondary: list[str]) -> float:
        now, idle = grey(bodymap(primary, secondary), 150), grey(bodymap([], []), 150)
        solid = grey(bodymap([muscle], []), 150)
        inside = [now[y][x] for y, row in enumerate(solid) for x, value in enumerate(row) if idle[y][x] - value > 90]
        return fmean(inside)

    solid, hatched, idle = lightness([muscle], []), lightness([], [muscle]), lightness([], [])
    assert idle - hatched > 0.15 * 255
    assert hatched - solid > 0.15 * 255


def test_halves_mirror_each_other() -> None:
    """The map is symmetric: each view is its own mirror image within a pixel's rounding."""
    for row in grey(bodymap(["quads", "lats"], []), 228):
        for view in (row[:114], row[114:]):
            assert view == pytest.approx(view[::-1], abs=64)


def test_index_links_each_muscle_once_by_name() -> None:
    """Each muscle is one link with an accessible name; a muscle without an address is no link."""
    links = {slug: (slug.title(), f"muscles/{slug}/") for slug in MUSCLES if slug != "neck"}
    found = parse(bodymap_index(links)).findall(f"{SVG}a")
    assert [(link.get("aria-label"), link.get("href")) for link in found] == list(links.values())
    assert [title.text for link in found for title in link.findall(f"{SVG}title")] == [
        name for name, _ in links.values()
    ]


def test_index_leaks_no_names() -> None:
    """Classes and ids of the inlined map begin with its prefix, it brings no style, and names are escaped."""
    text = bodymap_index({"abs": ('"><script>', 'x"y')})
    assert "<script" not in text
    names = re.findall(r'(?:class|id)="([^"]+)"', text)
    assert len(set(names)) > 24
    assert all(name.startswith("bodymap-") for name in names)
    assert "<style" not in text


def test_the_style_sheet_knows_every_shape_of_the_index() -> None:
    """What is drawn without a style of its own is coloured by the site's style sheet."""
    rules = STYLE_SHEET.read_text("utf-8")
    drawn = set(re.findall(r'class="(bodymap-[a-z]+)"', bodymap_index({}))) - {"bodymap-index"}
    assert len(drawn) == 4
    assert {name for name in drawn if not re.search(rf"\.{name}\b", rules)} == set()


def test_same_muscles_same_bytes() -> None:
    """The order in which muscles are named decides nothing but the words."""
    assert bodymap(["abs", "quads"], ["calves"], "t") == bodymap(["quads", "abs"], ["calves"], "t")
