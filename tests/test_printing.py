"""The sheets of a whole handbook: every program on every paper, from what the handbook knows."""

from datetime import date

import pytest

from handbook import addresses
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import load
from handbook.pages.page import Shown
from handbook.sheets.printing import sheet_makers, sheets
from handbook.sheets.sheet import PAPERS, Item, LogPage, Sheet
from handbook.validate import validate
from printing import FIGURE, ROOT


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    """The handbook itself."""
    valid, _ = validate(load(ROOT)[0])
    return link(valid, sound=True)[0]


@pytest.fixture(scope="module")
def made(handbook: Handbook) -> tuple[Sheet, ...]:
    """Its sheets, with a figure for the back squat alone."""
    figure = addresses.figure("exercises/back-squat", "thumb")
    return sheets(Shown(handbook, {"exercises/back-squat": "A squat with a bar"}, {figure: FIGURE.encode()}))


def items(made: tuple[Sheet, ...]) -> dict[str, Item]:
    """The items of all log pages by title."""
    pages = [page for sheet in made for page in sheet.pages if isinstance(page, LogPage)]
    return {item.title: item for page in pages for item in page.items}


def test_every_program_has_a_sheet_on_every_paper(handbook: Handbook, made: tuple[Sheet, ...]) -> None:
    """Each program is there once for each paper, with its page's address and the handbook's date."""
    assert {(sheet.slug, sheet.paper) for sheet in made} == {
        (one, paper) for one in handbook.programs for paper in PAPERS
    }
    assert len(made) == len(handbook.programs) * len(PAPERS)
    for sheet in made:
        assert sheet.address == f"{handbook.settings.base_url}programs/{sheet.slug}.html"
        assert date.fromisoformat(sheet.version) == handbook.edition


def test_easier_and_harder_are_the_ladders_neighbours(made: tuple[Sheet, ...]) -> None:
    """A rung names the rungs beside it, whichever end they are written at."""
    ways = {way.label: way.text for way in items(made)["Standing calf raise"].ways}
    assert ways["Easier"].startswith("Floor calf raise")
    assert ways["Harder"].startswith("Single-leg calf raise")


def test_figures_go_where_they_are(made: tuple[Sheet, ...]) -> None:
    """An exercise with a figure has it drawn, addressed and described; others have none."""
    squat, plank = items(made)["Back squat"], items(made)["Plank"]
    assert (squat.figure, squat.picture) == (FIGURE, "figures/exercises/back-squat/thumb.svg")
    assert squat.figure_title == "A squat with a bar"
    assert (plank.figure, plank.picture) == ("", "")


def test_loads_are_asked_for_where_there_is_something_to_load(made: tuple[Sheet, ...]) -> None:
    """A barbell has a weight, a body on a mat has none."""
    assert items(made)["Back squat"].form == "load-reps"
    assert items(made)["Push-up"].form == "reps"


def test_the_foot_says_what_is_trained_and_what_not(made: tuple[Sheet, ...]) -> None:
    """Every sheet names the movements that it trains, and those that a runner has to find elsewhere."""
    two_days = next(sheet for sheet in made if sheet.slug == "basic-two-day")
    assert "hip extension" in two_days.coverage.partition("Leaves out")[0]
    assert "dorsiflexion" in two_days.coverage.partition("Leaves out")[2]


def test_a_page_for_each_paper(handbook: Handbook) -> None:
    """The paper that comes first has the plain address; each page leads to the sheet on either paper."""
    pages = {address: make(Shown(handbook)).facts for address, make in sheet_makers(handbook).items()}
    for slug in handbook.programs:
        plain, other = addresses.sheet(slug), addresses.sheet(slug, "letter")
        assert other == f"programs/{slug}/sheet-letter.html"
        for address, paper in ((plain, "a4"), (other, "letter")):
            sheet = pages[address]["sheet"]
            assert isinstance(sheet, Sheet)
            assert sheet.paper == paper
            assert pages[address]["papers"] == [("A4", "a4", plain), ("Letter", "letter", other)]
