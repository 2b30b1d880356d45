"""A reader's own sheet: loads by week, plates, substitutes, rungs; and what the command says to slips of the pen."""

from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.cli import main
from handbook.pages.page import Shown
from handbook.sheets.filling import barred
from handbook.sheets.jobs import Own
from handbook.sheets.printing import Reader, own_sheet
from handbook.sheets.sheet import Item, LogPage, Sheet
from handbook.sheets.swapping import can, swapped
from handbook.typesetting import pdf
from printing import DAY, ROOT, TEMPLATE
from test_papers import handbook


def made(slug: str = "basic-two-day", athlete: str = "", **own: Any) -> Sheet:
    """A program's sheet with a reader's loads, without figures."""
    reader = Reader("a4", athlete, "2026-12-01", Own(**{"unit": "kg", "plate": 1.25, **own}))
    return own_sheet(Shown(handbook()), slug, handbook().programs[slug], reader)


def items(sheet: Sheet) -> dict[str, Item]:
    """The items of the log by title."""
    return {item.title: item for page in sheet.pages if isinstance(page, LogPage) for item in page.items}


def targets(item: Item) -> list[str]:
    """What the first set of each session aims at."""
    return [cell.target for cell in item.rows[0].cells]


def test_targets_follow_the_programs_rule() -> None:
    """Reps first, then load: 5 to 8 in four weeks, then a step up from 5; only where a load was given."""
    found = items(made(working={"back-squat": 80}))
    loads = ["80 \u00d7 5", "80 \u00d7 6", "80 \u00d7 7", "80 \u00d7 8", "82.5 \u00d7 5", "82.5 \u00d7 6"]
    assert targets(found["Back squat"]) == loads
    notes = {note.label: note.text for note in found["Back squat"].ways}
    assert notes["Warm-up"] == "40 \u00d7 5, 60 \u00d7 3"
    assert notes["Plates a side"] == "80: 25 + 5 · 82.5: 25 + 5 + 1.25"
    assert set(targets(found["Bench press"])) == {""}


def test_a_load_that_is_added_every_week() -> None:
    """The three-day program adds two in a hundred a week, and halves the reps at its end."""
    found = items(made("three-day-six-weeks", working={"back-squat": 100}))
    assert targets(found["Back squat"])[0] == "100 \u00d7 6"
    assert targets(found["Back squat"])[-1] == "110 \u00d7 3"


def test_a_maximum_becomes_a_working_load() -> None:
    """For 8 reps with 2 in reserve Epley leaves three quarters of the maximum: 90 of 120 kg."""
    assert targets(items(made(best={"deadlift": 120}))["Deadlift"])[0] == "90 \u00d7 5"
    brzycki = targets(items(made(best={"deadlift": 120}, formula="brzycki"))["Deadlift"])[0]
    assert brzycki == "90 \u00d7 5"


def test_only_a_bar_has_two_sides() -> None:
    """Dumbbells have no plates a side, and neither has a bar that stands in a landmine."""
    exercises = handbook().exercises
    assert barred(exercises["back-squat"])
    assert not barred(exercises["goblet-squat"])
    assert not barred(exercises["one-arm-landmine-press"])


def test_what_is_missing_is_replaced_and_said() -> None:
    """Without a barbell every line can still be done, and each exchange is named."""
    own = handbook()
    found = swapped(own, own.programs["basic-two-day"], {}, {"barbell"})
    assert ("back-squat", "goblet-squat") in found.done
    assert found.stuck == ()
    assert all(can(own.exercises[slot.done], {"barbell"}) for slot in found.program.slots)
    assert [len(one.slots) for one in found.program.workouts] == [6, 6]


@pytest.mark.parametrize("missing", [*handbook().equipment, "everything"])
def test_any_program_can_be_swapped(missing: str) -> None:
    """Whatever is missing, a program keeps its lines, and each is done without it or named as stuck."""
    own = handbook()
    lacking = set(own.equipment) if missing == "everything" else {missing}
    for program in own.programs.values():
        found = swapped(own, program, {}, lacking)
        assert len(found.program.slots) == len(program.slots)
        for slot in found.program.slots:
            assert can(own.exercises[slot.done], lacking) or slot.done in found.stuck


def test_a_rung_is_taken_where_the_ladder_is() -> None:
    """The reader's rung stands in the ladder's line; one that is held instead of counted brings its own dose."""
    own = handbook()
    found = swapped(own, own.programs["basic-two-day"], {"squat": "chair-squat"}, set()).program
    assert found.slots[0].done == "chair-squat"
    assert found.slots[0].sets == own.programs["basic-two-day"].slots[0].sets


@given(st.text(max_size=40), st.floats(0.5, 1000), st.sampled_from(("kg", "lb")))
@settings(max_examples=15, deadline=None)
def test_any_name_and_load_fit(athlete: str, load: float, unit: str) -> None:
    """Names in any script and loads of any size make a sheet of as many pages as were decided."""
    sheet = made(athlete=athlete, unit=unit, working={"back-squat": load, "deadlift": load}, plate=0.25)
    printed = pdf(TEMPLATE, asdict(sheet), paper="a4", day=DAY)
    assert printed.pdf is not None, printed.faults
    with pdfplumber.open(BytesIO(printed.pdf)) as document:
        assert len(document.pages) == len(sheet.pages)


def run(*words: str) -> tuple[int, str]:
    """The command's exit status and what it says."""
    result = CliRunner().invoke(main, ["--root", str(ROOT), "sheet", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--load", "back-squat=0"], "`0` is no load; it has to be more than 0."),
        (["--load", "back-squat=-5"], "`-5` is no load; it has to be more than 0."),
        (["--load", "back-squat=1e9"], "`1e9` is more than anybody lifts"),
        (["--load", "back-squat=nan"], "`nan` is not a load"),
        (["--load", "back-squat=abc"], "`abc` is not a load; write it like `80kg`"),
        (["--load", "back-squat"], "write it like `back-squat=80kg`"),
        (["--load", "bakc-squat=80"], "There is no exercise called `bakc-squat`; did you mean `back-squat`?"),
        (["--load", "nothing=80"], "`nothing` is not on this sheet; on it are back-squat,"),
        (["--load", "goblet-squat=20"], "`goblet-squat` is not on this sheet"),
        (["--load", "plank=20"], "`plank` is done without a load."),
        (["--plate", "80kg"], "heavier than any plate"),
        (["--without", "barbel"], "did you mean `barbell`?"),
        (["--rung", "squat=plank"], "There is no rung of the squat ladder called `plank`"),
        (["--start", "tomorrow"], "`tomorrow` is not a date; write it like `2026-11-23`."),
        (["--weeks", "0"], "0 is not in the range"),
    ],
)
def test_a_slip_of_the_pen_is_named(words: list[str], said: str) -> None:
    """What cannot be is said in a sentence, with the way out; nothing is written."""
    status, output = run("basic-two-day", *words, "-o", "/nowhere/sheet.pdf")
    assert status == 2
    assert said in " ".join(output.split())


def test_an_unknown_program_is_named() -> None:
    """A program's name with a slip in it leads to the one that is meant."""
    status, output = run("basic-two-days")
    assert (status, "did you mean `basic-two-day`?" in output) == (2, True)


def test_a_plan_of_programs_takes_no_loads() -> None:
    """A plan made of stages says where its loads belong."""
    status, output = run("a-year", "--load", "back-squat=80")
    assert (status, "print the sheets of the programs it names" in " ".join(output.split())) == (2, True)


def test_the_command_writes_the_sheet(tmp_path: Path) -> None:
    """A PDF on the paper asked for, with the reader's name, weeks and loads; exchanges are told."""
    out = tmp_path / "own.pdf"
    words = ["--without", "barbell", "--load", "goblet-squat=35lb", "--unit", "lb", "--weeks", "2", "--athlete", "Kim"]
    status, output = run("basic-two-day", *words, "--paper", "letter", "-o", str(out))
    assert status == 0, output
    assert "Goblet squat takes the place of Back squat." in output
    with pdfplumber.open(out) as document:
        assert document.pages[0].width == pytest.approx(612, abs=0.5)
        text = document.pages[0].extract_text()
    assert "Kim" in text
    assert "Week 2" in text
    assert "Week 3" not in text
    assert "35 \u00d7 5" in text
