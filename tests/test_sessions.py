"""Workouts as sessions: every line one screen, in order, each with its own address and the next within reach."""

import pytest

from handbook.pages.session import session_page
from handbook.schema import Program
from handbook.sessions import session_addresses, steps
from ours import handbook

PROGRAMS = handbook().programs


@pytest.mark.parametrize("slug", PROGRAMS)
def test_every_workout_has_an_address_of_its_own(slug: str) -> None:
    """No two workouts of a program share an address, and none takes the sheet's."""
    places = session_addresses(slug, PROGRAMS[slug])
    assert len(set(places)) == len(PROGRAMS[slug].workouts)
    assert f"programs/{slug}/sheet.html" not in places


def test_workouts_of_one_title_are_told_apart() -> None:
    """A title used twice, or without a letter, or that is the sheet's name, still makes addresses."""
    program = PROGRAMS["basic-two-day"]
    titles = ["Day", "Day", "!", "Sheet"]
    workouts = tuple(program.workouts[0].model_copy(update={"title": title}) for title in titles)
    changed: Program = program.model_copy(update={"workouts": workouts})
    assert session_addresses("p", changed) == (
        "programs/p/day.html",
        "programs/p/day-2.html",
        "programs/p/workout.html",
        "programs/p/sheet-4.html",
    )


@pytest.mark.parametrize("slug", PROGRAMS)
def test_every_line_is_a_step(slug: str) -> None:
    """The steps of a workout are its lines, numbered from 1, with as many sets as its hardest week."""
    for workout in PROGRAMS[slug].workouts:
        found = steps(PROGRAMS[slug], workout)
        assert [step.slot for step in found] == list(workout.slots)
        assert [step.number for step in found] == list(range(1, len(found) + 1))
        assert all(
            step.sets >= max([step.said.sets.low, *(turn.sets for turn in step.turns)][1:] or [1]) for step in found
        )


def test_rest_is_in_seconds() -> None:
    """`2-4 min` are 120 to 240 seconds."""
    first = steps(PROGRAMS["basic-two-day"], PROGRAMS["basic-two-day"].workouts[0])[0]
    assert str(first.said.rest) == "2\N{EN DASH}4 min"
    assert first.rest == (120, 240)


@pytest.mark.parametrize("slug", PROGRAMS)
def test_screens_are_a_chain(slug: str) -> None:
    """From the start, each screen leads to the next and back, and the last to the end."""
    for page in (session_page(handbook(), slug, at, {}) for at in range(len(handbook().programs[slug].workouts))):
        screens = page.facts["screens"]
        assert isinstance(screens, tuple)
        anchors = ["start", *(screen.anchor for screen in screens), "end"]
        assert len(set(anchors)) == len(anchors)
        assert [screen.before for screen in screens] == anchors[:-2]
        assert [screen.after for screen in screens] == anchors[2:]


def test_a_circuit_leads_round() -> None:
    """The last station of a circuit leads back to its first, and only the last one does."""
    page = session_page(handbook(), "movement-circuit", 0, {})
    screens = page.facts["screens"]
    assert isinstance(screens, tuple)
    rounds = {screen.number: screen.again for screen in screens if screen.again}
    assert rounds == {7: screens[0].anchor, 14: screens[7].anchor}
