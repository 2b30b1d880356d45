"""Program sheets: what they say, where they break, and that the paper keeps what the value promises."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.fitting import BREAK, fit, lines
from handbook.sheets.breaks import pages, week_groups
from handbook.sheets.making import make_sheet
from handbook.sheets.sheet import PAPERS, LogPage, NotesPage, PaperName, PlanPage, Sheet
from handbook.typeface import NAME, SMALL, TEXT, width
from printing import content, exercise, facts, printed, program, read_back, sheet, slot

MM = 72 / 25.4
PROGRAMS = sorted(content()[0])
SEVEN = 7 * MM
HOSTILE = '</style><script>alert(1)</script> #read("/etc/passwd") *b* $x$ _i_ {{7*7}} `raw` <label> @ref \\u{41} // /* '


def logs(value: Sheet) -> list[LogPage]:
    """The log pages of a sheet."""
    return [page for page in value.pages if isinstance(page, LogPage)]


def own(slug: str, paper: PaperName) -> Sheet:
    """The sheet of one of the handbook's own programs."""
    programs, exercises = content()
    return make_sheet(slug, programs[slug], exercises, facts=facts(exercises, paper, programs))


def everything(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from everything(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from everything(inner)


# ---- what a sheet says


def test_one_row_a_set_one_column_a_week() -> None:
    """Three sets over six weeks are three rows with six cells each."""
    (page,) = logs(sheet(program()))
    assert [column.title for column in page.columns] == [f"Week {week}" for week in range(1, 7)]
    assert [row.label for row in page.items[0].rows] == ["1", "2", "3"]
    assert {len(row.cells) for row in page.items[0].rows} == {6}


def test_sets_of_some_weeks_only_are_absent_in_the_others() -> None:
    """Where a week has fewer sets, the rows it lacks have no cell; a set that may be left out says so."""
    made = program([slot(sets="2-3", weeks={"1": {"sets": "1"}, "2": {"sets": "2"}})])
    rows = logs(sheet(made))[0].items[0].rows
    assert [row.label for row in rows] == ["1", "2", "(3)"]
    assert [[cell.there for cell in row.cells] for row in rows] == [
        [True] * 6,
        [False, True, True, True, True, True],
        [False, False, True, True, True, True],
    ]


def test_weeks_that_ask_for_something_else_say_what() -> None:
    """When reps change over the weeks, each week's first cell says what that week asks for."""
    made = program([slot(weeks={"5-6": {"reps": "3"}})])
    first, second, *_ = logs(sheet(made))[0].items[0].rows
    assert [cell.target for cell in first.cells] == ["3 \u00d7 5"] * 4 + ["3 \u00d7 3"] * 2
    assert {cell.target for cell in second.cells} == {""}
    assert first.height >= second.height + 3


def test_a_phase_changes_every_line_that_does_not_say_otherwise() -> None:
    """A phase's reps hold in its weeks, but a line's own week goes before it, and a line held in seconds has none."""
    made = program(
        [slot(), slot(weeks={"3": {"reps": "9"}}), slot(hold="30 s")],
        phases=[{"name": "Peak", "weeks": "3-4", "aim": "Fast", "reps": "2"}],
    )
    plain, changed, held = logs(sheet(made))[0].items
    assert [cell.target for cell in plain.rows[0].cells][2:4] == ["3 \u00d7 2", "3 \u00d7 2"]
    assert [cell.target for cell in changed.rows[0].cells][2:4] == ["3 \u00d7 9", "3 \u00d7 2"]
    assert held.amount == "3 \u00d7 30 s"
    assert not any(cell.target for cell in held.rows[0].cells)


def test_rounds_of_a_circuit_are_rows() -> None:
    """One set in each of two rounds is two rows."""
    block = {"style": "circuit", "rounds": "2", "title": "Legs", "slots": [slot(sets="1")]}
    item = logs(sheet(program(workouts=[{"title": "All", "blocks": [block]}])))[0].items[0]
    assert (len(item.rows), item.heading, item.amount) == (2, "Legs. Circuit, 2 rounds", "2 \u00d7 5")


@pytest.mark.parametrize(
    ("said", "measure", "loaded", "form"),
    [
        ({}, {}, True, "load-reps"),
        ({"sides": "each"}, {}, True, "load-sides"),
        ({"sides": "alternating"}, {}, True, "load-reps"),
        ({}, {}, False, "reps"),
        ({"sides": "each"}, {}, False, "sides"),
        ({"kind": "core"}, {"hold": "30 s"}, True, "time"),
        ({"kind": "core", "sides": "each"}, {"hold": "30 s"}, True, "time-sides"),
        ({}, {"distance": "20 m"}, True, "way"),
        ({"kind": "mobility"}, {}, True, "tick"),
        ({"kind": "release", "sides": "each"}, {"hold": "20 s"}, True, "tick"),
    ],
)
def test_cells_ask_for_what_there_is_to_write(
    said: dict[str, str], measure: dict[str, str], form: str, *, loaded: bool
) -> None:
    """Load and reps, left and right, seconds, metres, or just a tick."""
    known = {"squat": exercise(**said)}
    told = facts(known)
    one = {"squat": type(told.exercises["squat"])("https://example.org/", loaded=loaded)}
    value = make_sheet(
        "plain", program([slot(**measure)]), known, facts=type(told)("H", "en", told.program, "2026-11-23", "", one)
    )
    assert logs(value)[0].items[0].form == form


def test_a_workout_done_twice_a_week_has_two_columns_a_week() -> None:
    """A single workout, twice a week, needs two places to write in each week."""
    page = logs(sheet(program(weeks="3", per_week="2")))[0]
    assert [column.title for column in page.columns][:3] == ["Week 1a", "Week 1b", "Week 2a"]


def test_an_unknown_exercise_leaves_only_its_own_line_out() -> None:
    """What a misspelt exercise does to a sheet is reported elsewhere; the other lines are printed."""
    made = program([slot(), slot(exercise="sqaut"), slot()])
    assert len(logs(sheet(made))[0].items) == 2


def test_texts_that_do_not_fit_are_named() -> None:
    """A shortened text is kept as written, with the entry it comes from."""
    value = sheet(program(title="Very long " * 20))
    assert value.title.endswith("…")
    assert [(cut.entry, cut.text) for cut in value.cuts] == [("programs/plain", "Very long " * 20)]


def test_a_plan_of_stages_has_a_box_for_every_week() -> None:
    """An overview names each stage's program and has all its weeks."""
    stages = [
        {"name": "Base", "weeks": "1-20", "aim": "Learn", "program": "basic-two-day"},
        {"name": "Rest", "weeks": "21", "aim": "Walk"},
    ]
    (page,) = sheet(program(workouts=[], weeks="21", stages=stages)).pages
    assert isinstance(page, PlanPage)
    assert [leg.program for leg in page.legs] == ["Basic two-day strength", ""]
    assert [week for leg in page.legs for week in leg.ticks] == list(range(1, 22))


# ---- where a sheet breaks


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", ["basic-two-day", "three-day-six-weeks"])
def test_one_workout_a_page(slug: str, paper: PaperName) -> None:
    """Every workout of these programs stands on one page for all its weeks, on either paper."""
    value = own(slug, paper)
    assert [page.workout for page in logs(value)] == [one.title for one in content()[0][slug].workouts]


def test_how_to_progress_is_never_lost() -> None:
    """Where the log pages are full to the last row, a page of notes says how to run the program."""
    full = program([slot(sets="5") for _ in range(6)], warmup="Walk. " * 60)
    value = sheet(full, paper="letter")
    said = [note.label for page in value.pages if not isinstance(page, PlanPage) for note in page.left]
    assert "How to progress" in said
    assert isinstance(value.pages[-1], NotesPage) or logs(value)[-1].left


@given(
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=12),
    most=st.integers(1, 8),
)
def test_weeks_keep_their_order_and_phases_stay_whole(lengths: list[int], most: int) -> None:
    """Every week stands in one group, in order, none too large; a phase that fits into a group is not torn."""
    weeks = iter(range(1, 1000))
    phases = [[next(weeks) for _ in range(length)] for length in lengths]
    groups = week_groups(phases, most)
    assert [week for group in groups for week in group] == list(range(1, sum(lengths) + 1))
    assert max(map(len, groups)) <= most
    for phase in phases:
        if len(phase) <= most:
            assert any(set(phase) <= set(group) for group in groups)


@given(heights=st.lists(st.floats(7, 100), max_size=40))
def test_pages_take_everything_once_and_no_page_is_too_full(heights: list[float]) -> None:
    """Things keep their order over the pages, each once, and no page holds more than it has room for."""
    groups = pages(heights, 200)
    assert [k for group in groups for k in group] == list(range(len(heights)))
    assert all(sum(heights[k] for k in group) <= 200 + 1e-6 for group in groups)


@given(text=st.text(max_size=300), most=st.integers(1, 4), room=st.floats(20, 120))
def test_a_fitted_text_fits(text: str, most: int, room: float) -> None:
    """A text cut to so many lines takes no more, and a text that fitted is not cut."""
    fitted = fit(text, TEXT, room, most)
    assert lines(fitted.replace(BREAK, ""), TEXT, room) <= most
    if lines(text, TEXT, room) <= most and BREAK not in text:
        assert fitted.replace(BREAK, "") == re.sub(r"[^\S\u00a0]+", " ", text).strip()


def test_widths_are_those_of_the_typeface() -> None:
    """A wider text is wider, a larger one too, and both grow as letters do."""
    assert width("ll", TEXT) < width("mm", TEXT) < width("mm", NAME)
    assert width("mmmm", SMALL) == pytest.approx(2 * width("mm", SMALL))


# ---- what the paper keeps


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", PROGRAMS)
def test_the_handbooks_own_sheets_on_paper(slug: str, paper: PaperName) -> None:
    """As many pages as the value has, each numbered; texts at least 7 pt; nothing within 8 mm of the edge."""
    value = own(slug, paper)
    with read_back(value) as document:
        assert len(document.pages) == len(value.pages)
        for number, page in enumerate(document.pages, 1):
            keeps_to_the_paper(page, value.paper)
            assert f"Page {number} of {len(value.pages)}" in page.extract_text()
            assert value.version in page.extract_text()


def keeps_to_the_paper(page: Any, paper: PaperName) -> None:
    """Paper size, margins, least size of text, and ink that is lines and black."""
    size = PAPERS[paper]
    assert (page.width, page.height) == (pytest.approx(size.width * MM, abs=1), pytest.approx(size.height * MM, abs=1))
    assert min(one["size"] for one in page.chars) >= 6.99
    edge = 8 * MM
    for one in [*page.chars, *page.lines, *page.rects, *page.curves]:
        assert one["x0"] >= edge, one
        assert one["x1"] <= page.width - edge, one
        assert one["top"] >= edge, one
        assert one["bottom"] <= page.height - edge, one
    assert not [one for one in page.rects if one["fill"] and min(one["width"], one["height"]) > 2]


@pytest.mark.parametrize("paper", PAPERS)
def test_rows_on_paper_are_as_high_as_promised(paper: PaperName) -> None:
    """The distance between the lines under the sets is each row's height, never less than 7 mm."""
    value = sheet(program([slot(sets="5") for _ in range(5)]), paper=paper)
    heights = [row.height for item in logs(value)[0].items for row in item.rows]
    assert min(heights) >= 7
    with read_back(value) as document:
        page = document.pages[0]
        edges = (*page.lines, *page.rects)
        right = [one for one in edges if one["x1"] > page.width - 11 * MM and one["width"] > 10 * MM]
        tops = sorted({round(one["top"], 1) for one in right})
        drawn = [(low - high) / MM for high, low in pairwise(tops)]
    start = next(k for k in range(len(drawn)) if drawn[k] == pytest.approx(heights[0], abs=0.3))
    assert drawn[start : start + len(heights)] == pytest.approx(heights, abs=0.3)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "made",
    [
        program([slot() for _ in range(30)]),
        program(weeks="52", per_week="3"),
        program([slot(sets="100")]),
        program(weeks="104", per_week="14", phases=[{"name": "All " * 50, "weeks": "1-104", "aim": "Go " * 300}]),
        program([slot(sets="1", weeks={str(week): {"reps": str(week)} for week in range(1, 7)}) for _ in range(14)]),
        program(title="T" * 200, summary="S " * 400, warmup="W" * 2000, cooldown="Cool " * 900),
        program(workouts=[], weeks="104", stages=[{"name": "N" * 90, "weeks": "1-104", "aim": "A" * 900}] * 12),
    ],
    ids=["30 exercises", "52 weeks", "100 sets", "14 a week", "targets", "long texts", "long plan"],
)
def test_a_hard_program_still_fits(made: Any, paper: PaperName) -> None:
    """However long a program is, its sheet has the pages that were reckoned, and all stays inside them."""
    value = sheet(made, paper=paper)
    with read_back(value) as document:
        assert len(document.pages) == len(value.pages)
        for page in (document.pages[0], document.pages[-1]):
            keeps_to_the_paper(page, paper)


@pytest.mark.parametrize("slug", ["basic-two-day", "a-year"])
def test_ink_is_saved(slug: str) -> None:
    """A page is lines and letters: less than 6 % of it is black, whatever is printed in grey."""
    with read_back(own(slug, "a4")) as document:
        for page in document.pages:
            grey = page.to_image(resolution=150).original.convert("L")
            assert 1 - sum(grey.tobytes()) / 255 / (grey.width * grey.height) < 0.06


def test_what_looks_like_markup_is_printed_as_it_is_written() -> None:
    """Typst, HTML and templates in a text are text: on the page, character by character."""
    made = program(
        title=HOSTILE[:34], warmup=HOSTILE, workouts=[{"title": "#eval(1)", "blocks": [{"slots": [slot()]}]}]
    )
    value = sheet(made, {"squat": exercise(title="*Squat* #x", cues=["$a$ #pagebreak()", "= b"])})
    with read_back(value) as document:
        text = re.sub(r"\s", "", document.pages[0].extract_text())
    for said in (HOSTILE[:34], HOSTILE, "#eval(1)", "*Squat* #x", "$a$ #pagebreak()"):
        assert re.sub(r"\s", "", said) in text
    assert "root:" not in text


def test_every_text_of_the_value_is_on_paper() -> None:
    """What the value says can be found and copied in the PDF."""
    value = own("basic-two-day", "a4")
    with read_back(value) as document:
        text = re.sub(r"\s", "", "".join(page.extract_text(x_tolerance=1) for page in document.pages))
    page = asdict(logs(value)[0])
    for said in everything([page["workout"], page["columns"], [item["title"] for item in page["items"]]]):
        assert re.sub(r"\s", "", said) in text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(min_size=1, max_size=120).filter(lambda one: one.strip()))
def test_no_text_keeps_a_sheet_from_being_printed(text: str) -> None:
    """Whatever stands in a title, a cue or a warm-up, there is a PDF with the pages that were reckoned."""
    value = sheet(program(title=text, warmup=text), {"squat": exercise(title=text, cues=[text])})
    with read_back(value) as document:
        assert len(document.pages) == len(value.pages)


def test_the_same_program_gives_the_same_bytes() -> None:
    """A sheet depends on nothing but what goes into it."""
    assert printed(own("basic-two-day", "a4")).pdf == printed(own("basic-two-day", "a4")).pdf
