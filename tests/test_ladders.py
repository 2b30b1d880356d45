"""Ladders: steps written at either end, in one order, and every contradiction found."""

import re
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.ladders import climb, forks
from handbook.validate import Entry
from handbooks import Checked, check, entry, exercise, lay, tiny_text

Pair = tuple[str, str]
Written = tuple[Pair, str]
"""A step up from one exercise to another, and the end that it is written at: `low`, `high` or `both`."""

ENDS = st.sampled_from(["low", "high", "both"])
NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=8, unique=True)


@st.composite
def paths(draw: st.DrawFn) -> tuple[list[str], list[Written]]:
    """Rungs in their order, with a step between neighbours and some that skip rungs."""
    rungs = draw(NAMES)
    pairs = set(pairwise(rungs))
    places = st.integers(0, len(rungs) - 1)
    for low, high in draw(st.lists(st.tuples(places, places), max_size=6)):
        if low < high:
            pairs.add((rungs[low], rungs[high]))
    return rungs, [(pair, draw(ENDS)) for pair in sorted(pairs)]


@st.composite
def graphs(draw: st.DrawFn) -> list[Written]:
    """Any steps between any exercises, circles and all."""
    pairs = draw(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12, unique=True))
    return [(pair, draw(ENDS)) for pair in pairs]


def entries(names: Iterable[str], steps: Iterable[Written], ladder: str = "path") -> dict[str, Entry]:
    """Exercises on one ladder with these steps, each written where it says."""
    easier: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    harder: dict[str, list[dict[str, str]]] = {name: [] for name in easier}
    for (low, high), end in steps:
        if end in {"low", "both"}:
            harder[low].append({"exercise": high, "when": f"{low} is easy"})
        if end in {"high", "both"}:
            easier[high].append({"exercise": low})
    return {
        name: entry(
            f"exercises/{name}", exercise(title=name, easier=easier[name], harder=harder[name], ladders=[ladder])
        )
        for name in easier
    }


def ladders() -> dict[str, Entry]:
    """The one ladder that all exercises are on."""
    return {"path": entry("ladders/path", exercise(title="Path"))}


def leads(low: str, high: str, steps: list[Written]) -> bool:
    """Whether there is a way up from one exercise to another. Only for steps without a circle."""
    return low == high or any(leads(up, high, steps) for (here, up), _ in steps if here == low)


def predecessors(steps: Iterable[Written]) -> dict[str, set[str]]:
    """What must come before each exercise; a step to itself is another rule's."""
    before: dict[str, set[str]] = {}
    for (low, high), _ in steps:
        if low != high:
            before.setdefault(high, set()).add(low)
    return before


@given(paths())
def test_rungs_come_out_in_their_order(drawn: tuple[list[str], list[Written]]) -> None:
    """Whatever the names, the ends that steps are written at and the steps that skip: one order, and no complaint."""
    rungs, steps = drawn
    exercises = entries(sorted(rungs), steps)
    found, faults = climb(exercises, ladders())
    assert found.ladders["path"] == tuple(rungs)
    assert faults == ()
    assert list(forks(found, exercises, ladders())) == []


@given(paths(), st.data())
def test_a_missing_step_is_a_fork(drawn: tuple[list[str], list[Written]], data: st.DataObject) -> None:
    """Without the step between two neighbours the order has a fork; the rungs that are named have indeed no order."""
    rungs, steps = drawn
    missing = data.draw(st.sampled_from(list(pairwise(rungs))))
    left = [step for step in steps if step[0] != missing]
    exercises = entries(sorted(rungs), left)
    found, faults = climb(exercises, ladders())
    said = [re.findall(r"`(\w)`", one.message) for one in forks(found, exercises, ladders())]
    assert faults == ()
    assert said
    assert not [pair for pair in said if leads(pair[0], pair[1], left) or leads(pair[1], pair[0], left)]


@given(graphs())
def test_circles_are_found_exactly(steps: list[Written]) -> None:
    """A circle is said if and only if there is one; each that is said is one; without the steps named, none is left."""
    exercises = entries("abcdef", steps)
    found, faults = climb(exercises, ladders())
    said = [one for one in faults if one.rule == "ladder-cycle"]
    pairs = {pair for pair, _ in steps if pair[0] != pair[1]}
    try:
        list(TopologicalSorter(predecessors(steps)).static_order())
    except CycleError:
        assert said
    else:
        assert said == []
    closing = set()
    for one in said:
        way = one.message.rpartition(": ")[2].split(" → ")
        assert way[0] == way[-1]
        assert len(set(way)) == len(way) - 1
        assert set(pairwise(way)) <= pairs
        assert len(one.related) == len(way) - 2
        closing.add((way[-2], way[-1]))
    rest = [(pair, "low") for pair in pairs - closing]
    assert not [one for one in climb(entries("abcdef", rest), ladders())[1] if one.rule == "ladder-cycle"]
    assert {name for rungs in found.ladders.values() for name in rungs} == set("abcdef")


@given(graphs())
def test_both_directions_agree(steps: list[Written]) -> None:
    """What is harder than one is what that one is easier than; each step is there once, however often it is written."""
    found, _ = climb(entries("abcdef", steps), ladders())
    up = [(edge.easier, edge.harder) for edges in found.harder.values() for edge in edges]
    down = [(edge.easier, edge.harder) for edges in found.easier.values() for edge in edges]
    assert sorted(up) == sorted(down) == sorted({pair for pair, _ in steps if pair[0] != pair[1]})
    assert all(edge.easier == low for low, edges in found.harder.items() for edge in edges)
    assert all(edge.harder == high for high, edges in found.easier.items() for edge in edges)


@given(graphs(), st.lists(ENDS, min_size=12, max_size=12))
def test_the_end_that_a_step_is_written_at_does_not_matter(steps: list[Written], ends: list[str]) -> None:
    """The order and the circles are the same, whichever entry says so."""
    moved = [(pair, end) for (pair, _), end in zip(steps, ends, strict=False)]
    (one, faults), (other, also) = (climb(entries("abcdef", written), ladders()) for written in (steps, moved))
    assert one.ladders == other.ladders
    assert [fault.message for fault in faults] == [fault.message for fault in also]


@pytest.mark.parametrize("names", ["ab", "ba"])
@pytest.mark.parametrize("end", ["low", "both"])
def test_what_to_reach_is_kept(end: str, names: str) -> None:
    """Where both ends write a step, the one that says what to reach before it is kept, wherever it stands."""
    found, _ = climb(entries(names, [(("b", "a"), end)]), ladders())
    step = found.step("b", "a")
    assert step is not None
    assert step.when == "b is easy"
    assert found.step("a", "b") is None


def test_a_step_to_nobody_is_left_out() -> None:
    """An exercise that has no entry takes part in no order; that it is missing is said elsewhere."""
    alone = {"a": entry("exercises/a", exercise(harder=[{"exercise": "ghost", "when": "never"}]))}
    found, faults = climb(alone, {})
    assert (found.harder, found.easier, faults) == ({}, {}, ())


def test_a_thousand_rungs_are_climbed() -> None:
    """No ladder is too long, up or in a circle: nothing here counts on the depth of calls."""
    names = [f"e{n:04}" for n in range(1000)]
    steps: list[Written] = [(pair, "low") for pair in pairwise(names)]
    exercises = entries(reversed(names), steps)
    assert climb(exercises, ladders())[0].ladders["path"] == tuple(names)
    closed = entries(names, [*steps, ((names[-1], names[0]), "low")])
    (fault,) = climb(closed, ladders())[1]
    assert fault.rule == "ladder-cycle"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("beginner", "beginner", 0),
        ("beginner", "advanced", 0),
        ("intermediate", "beginner", 1),
        ("advanced", "beginner", 1),
    ],
)
def test_level_never_falls_on_the_way_up(low: str, high: str, expected: int) -> None:
    """The harder exercise is of the same level or a higher one."""
    steps = {
        "a": entry("exercises/a", exercise(level=low, harder=[{"exercise": "b", "when": "a is easy"}])),
        "b": entry("exercises/b", exercise(level=high)),
    }
    assert [one.rule for one in climb(steps, {})[1]] == ["ladder-level"] * expected


def test_rungs_are_those_that_name_the_ladder(tiny: Checked) -> None:
    """A ladder's rungs are the exercises that name it, easiest first; others on the way are no rungs."""
    assert tiny.handbook.climb.ladders == {"squat": ("half-squat", "squat", "goblet-squat")}


def test_a_rung_left_out_does_not_break_the_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two rungs are in order also by way of an exercise that is not on the ladder."""
    text = tiny_text("exercises/squat.md", ("ladders: [squat]\n", ""))
    program = tiny_text("programs/two-days.md", ("ladder: squat, rung: squat", "exercise: squat"))
    files = {"exercises/squat.md": text, "programs/two-days.md": program}
    found = check(lay(tmp_path_factory.mktemp("handbook"), files))
    assert found.said == []
    assert found.handbook.climb.ladders == {"squat": ("half-squat", "goblet-squat")}
