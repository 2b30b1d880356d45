"""What a program trains, against examples worked out by hand."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.coverage import Amount, Coverage, covers, makeups, minutes, weights
from handbook.schema import Exercise, Movement, Program
from handbooks import exercise, movement, program, workout

KNEE, HIP, ANKLE = "knee-extension", "hip-extension", "plantar-flexion"
SQUAT = exercise(
    muscles={"primary": ["quads"], "secondary": ["glutes"]}, movements={"primary": [KNEE], "secondary": [HIP]}
)
BRIDGE = exercise(muscles={"primary": ["glutes"]}, movements={"primary": [HIP]})
EXERCISES = {"squat": SQUAT, "bridge": BRIDGE}
MOVEMENTS = {KNEE: movement(), HIP: movement(), ANKLE: movement()}


def slot(slug: str = "squat", sets: str = "3", **fields: Any) -> dict[str, Any]:
    """A line of a workout."""
    measure = {} if fields.keys() & {"hold", "distance"} else {"reps": "10"}
    return {"exercise": slug, "sets": sets, **measure, **fields}


def covered(one: Program, exercises: dict[str, Exercise] | None = None, **programs: Program) -> Coverage:
    """The coverage of a program among others, of the exercises above unless others are given."""
    known = exercises or EXERCISES
    given = {slug: shares(each, MOVEMENTS) for slug, each in known.items()}
    return covers({**programs, "": one}, known, given)[""]


def shares(one: Exercise, movements: Mapping[str, Movement]) -> dict[str, float]:
    """How much of a set of an exercise goes to each movement."""
    return weights(one.movements, makeups(movements))


def test_a_set_counts_whole_first_and_half_beside() -> None:
    """Three sets of squats a week: three for knee and quads, one and a half for hip and glutes."""
    found = covered(program([{"slots": [slot()]}]))
    assert found.movements == {HIP: (Amount(1.5, 1.5),), KNEE: (Amount(3, 3),)}
    assert found.muscles == {"glutes": (Amount(1.5, 1.5),), "quads": (Amount(3, 3),)}


def test_sets_add_up_over_lines_and_keep_both_ends() -> None:
    """2-3 sets of squats and 4 of bridges: 2-3 for the knee, 5-5.5 for the hip."""
    found = covered(program([{"slots": [slot(sets="2-3"), slot("bridge", "4")]}]))
    assert found.movements == {HIP: (Amount(5, 5.5),), KNEE: (Amount(2, 3),)}


@pytest.mark.parametrize("sides", ["both", "each", "alternating"])
def test_sides_count_once(sides: str) -> None:
    """A set of each side is one set for the muscle, as a set of both is."""
    found = covered(program([{"slots": [slot("lunge")]}]), {"lunge": exercise(sides=sides)})
    assert found.movements == {KNEE: (Amount(3, 3),)}


@pytest.mark.parametrize(("kind", "sets"), [("strength", 3), ("power", 3), ("core", 3), ("activation", 3)])
def test_what_trains_counts(kind: str, sets: float) -> None:
    """Strength, power, core and activation train."""
    found = covered(program([{"slots": [slot("one")]}]), {"one": exercise(kind=kind)})
    assert found.movements == {KNEE: (Amount(sets, sets),)}


@pytest.mark.parametrize("kind", ["mobility", "release"])
def test_what_loosens_does_not_count(kind: str) -> None:
    """Mobility and release are work for no movement, and still take their time and their equipment."""
    loose = exercise(kind=kind, equipment=["roller"])
    found = covered(program([{"slots": [slot("one")]}]), {"one": loose})
    assert (found.movements, found.muscles) == ({}, {})
    assert [need.choices for need in found.equipment] == [("roller",)]
    assert found.minutes["Day 1"] == Amount(3, 3)


def test_workouts_take_turns_over_the_sessions_of_a_week() -> None:
    """Two workouts and three sessions a week: each is done one and a half times a week on average."""
    days = ([{"slots": [slot("squat", "2")]}], [{"slots": [slot("bridge", "4")]}])
    found = covered(program(*days, per_week="3"))
    assert found.movements == {HIP: (Amount(7.5, 7.5),), KNEE: (Amount(3, 3),)}


def test_a_range_of_sessions_counts_as_its_middle() -> None:
    """Two to three sessions of one workout are two and a half."""
    found = covered(program([{"slots": [slot("bridge", "2")]}], per_week="2-3"))
    assert found.movements == {HIP: (Amount(5, 5),)}


def test_a_circuit_does_its_sets_in_every_round() -> None:
    """One set in each of two to three rounds is two to three sets."""
    found = covered(program([{"style": "circuit", "rounds": "2-3", "slots": [slot("bridge", "1")]}]))
    assert found.movements == {HIP: (Amount(2, 3),)}


def test_weeks_differ_where_a_line_says_so() -> None:
    """One set in week 1, four in weeks 3 and 4, three otherwise."""
    line = slot("bridge", "3", weeks={"1": {"sets": "1"}, "3-4": {"sets": "4"}})
    found = covered(program([{"slots": [line]}], weeks="5"))
    assert [week.high for week in found.movements[HIP]] == [1, 3, 4, 4, 3]


def test_a_phase_changes_its_weeks_and_a_line_has_the_last_word() -> None:
    """A phase of five sets holds for every line but where the line names the week itself."""
    phases = [{"name": "Peak", "weeks": "2-3", "aim": "More", "sets": "5"}]
    line = slot("bridge", "3", weeks={"3": {"sets": "1"}})
    found = covered(program([{"slots": [line]}], weeks="4", phases=phases))
    assert [week.low for week in found.movements[HIP]] == [3, 5, 1, 3]


def test_a_long_plan_trains_what_its_stages_train() -> None:
    """A week follows its stage's program, which begins anew when it ends; a week between stages trains nothing."""
    short = program([{"slots": [slot("bridge", "2", weeks={"1": {"sets": "6"}})]}], weeks="2", per_week="2")
    other = program([{"slots": [slot("squat", "1")]}], weeks="1", per_week="3")
    stages = [
        {"name": "First", "weeks": "1-3", "aim": "Learn", "program": "short"},
        {"name": "Then", "weeks": "5-6", "aim": "Go on", "program": "other"},
        {"name": "Last", "weeks": "7", "aim": "Rest"},
    ]
    found = covered(program(weeks="7", stages=stages), short=short, other=other)
    assert [week.high for week in found.movements[HIP]] == [12, 4, 12, 0, 1.5, 1.5, 0]
    assert [week.high for week in found.movements[KNEE]] == [0, 0, 0, 0, 3, 3, 0]
    assert found.minutes == {}


def test_an_exercise_that_is_missing_trains_nothing() -> None:
    """A line whose exercise has no entry is passed over; that it is missing is said elsewhere."""
    found = covered(program([{"slots": [slot("ghost"), slot("bridge", "2")]}]))
    assert found.movements == {HIP: (Amount(2, 2),)}


def test_a_rung_is_what_is_done() -> None:
    """A line that names a ladder trains what its rung trains."""
    line = {"ladder": "path", "rung": "bridge", "sets": "2", "reps": "5"}
    assert covered(program([{"slots": [line]}])).movements == {HIP: (Amount(2, 2),)}


def test_a_composite_counts_as_its_least_trained_part() -> None:
    """Triple extension takes all three of its parts: a whole set if all are trained first, half if one is beside."""
    movements = MOVEMENTS | {"triple-extension": movement(role="composite", parts=[HIP, KNEE, ANKLE])}
    assert shares(exercise(movements={"primary": [HIP, KNEE]}), movements) == {HIP: 1, KNEE: 1}
    beside = exercise(movements={"primary": [HIP, KNEE], "secondary": [ANKLE]})
    assert shares(beside, movements) == {HIP: 1, KNEE: 1, ANKLE: 0.5, "triple-extension": 0.5}
    whole = exercise(movements={"primary": [HIP, KNEE, ANKLE]})
    assert shares(whole, movements)["triple-extension"] == 1


def test_a_movement_with_kinds_counts_as_its_most_trained_kind() -> None:
    """Stabilisation is trained by what trains one of its kinds, and not twice by what trains two."""
    kinds = {"anti-rotation": movement(), "anti-extension": movement()}
    movements = kinds | {"stabilisation": movement(kinds=list(kinds))}
    both = exercise(movements={"primary": ["anti-rotation"], "secondary": ["anti-extension"]})
    assert shares(both, movements) == {"anti-rotation": 1, "anti-extension": 0.5, "stabilisation": 1}
    named = exercise(movements={"primary": ["stabilisation"], "secondary": ["anti-extension"]})
    assert shares(named, movements) == {"stabilisation": 1, "anti-extension": 0.5}


def test_one_set_a_week_is_training() -> None:
    """One whole set in some week trains; half a set, or none, does not."""
    found = covered(program([{"slots": [slot("squat", "1")]}]))
    assert found.trains(KNEE)
    assert not found.trains(HIP)
    assert not found.trains(ANKLE)
    assert covered(program([{"slots": [slot("squat", "1-2")]}])).trains(HIP)


def test_equipment_is_listed_once_and_choices_give_way() -> None:
    """What is needed anyway settles a choice; what is only wanted is left out."""
    exercises = {
        "a": exercise(equipment=["barbell", {"optional": "bench"}]),
        "b": exercise(equipment=[{"any": ["dumbbells", "barbell"]}, "rack"]),
        "c": exercise(equipment=[{"any": ["band", "cable"]}, "barbell"]),
    }
    found = covered(program([{"slots": [slot(slug) for slug in exercises]}]), exercises)
    assert [need.choices for need in found.equipment] == [("band", "cable"), ("barbell",), ("rack",)]


@pytest.mark.parametrize(
    ("line", "fields", "expected"),
    [
        # 3 sets of 10 reps of 4 s, 60 s of rest, 60 s to set up: 3 x (40 + 60) + 60 = 360 s
        (slot(rest="60 s"), {}, Amount(6, 6)),
        # 2 x (5 x 4 + 120) + 60 = 340 s to 3 x (8 x 4 + 180) + 60 = 696 s
        (slot(sets="2-3", reps="5-8", rest="2-3 min"), {}, Amount(340 / 60, 696 / 60)),
        # either kind of one side: 3 x (2 x 40 + 60) + 60 = 480 s
        (slot(rest="60 s"), {"sides": "each"}, Amount(8, 8)),
        (slot(rest="60 s"), {"sides": "alternating"}, Amount(8, 8)),
        # 2 x 30 s held, 2 sides: 2 x 60 + 60 = 180 s
        (slot(sets="2", hold="30 s"), {"sides": "each"}, Amount(3, 3)),
        # 2 x 30 to 60 s held to the end: 120 to 180 s
        (slot(sets="2", hold="max"), {}, Amount(2, 3)),
        # 1 x 8 to 12 reps to the end: 32 + 60 to 48 + 60 s
        (slot(sets="1", reps="max"), {}, Amount(92 / 60, 108 / 60)),
        # 2 x 30 m at a metre a second: 120 s
        (slot(sets="2", distance="30 m"), {}, Amount(2, 2)),
    ],
)
def test_minutes_are_work_and_rest_and_a_minute_to_set_up(
    line: dict[str, Any], fields: dict[str, Any], expected: Amount
) -> None:
    """The sum of each example stands beside it."""
    found = minutes(workout({"slots": [line]}), {"squat": exercise(**fields)})
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_the_stations_of_a_circuit_stand_ready() -> None:
    """Nothing is set up between the stations: 2 rounds of 40 s and 30 s of rest are 140 s."""
    found = minutes(workout({"style": "circuit", "rounds": "2", "slots": [slot(sets="1", rest="30 s")]}), EXERCISES)
    assert (found.low, found.high) == pytest.approx((140 / 60, 140 / 60))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(Amount(3, 3), "3"), (Amount(2, 3.5), "2\u20133.5"), (Amount(1.2, 1.3), "1\u20131.5"), (Amount(2.9, 3.1), "3")],
)
def test_amounts_are_shown_to_the_half(amount: Amount, shown: str) -> None:
    """Nobody counts tenths of sets."""
    assert str(amount) == shown


@given(
    st.lists(st.tuples(st.sampled_from(["squat", "bridge"]), st.integers(1, 10)), min_size=1, max_size=6),
    st.integers(1, 6),
)
def test_coverage_is_the_sum_of_its_lines(lines: list[tuple[str, int]], often: int) -> None:
    """However the lines are parted into workouts, the sum over the workouts is what one workout of them all gives."""
    slots = [slot(slug, str(sets)) for slug, sets in lines]
    whole = covered(program([{"slots": slots}], per_week=str(often)))
    parted = covered(program(*[[{"slots": [one]}] for one in slots], per_week=str(often * len(slots))))
    for movement_slug, (week,) in whole.movements.items():
        assert parted.movements[movement_slug][0].high == pytest.approx(week.high)
    assert whole.movements.keys() == parted.movements.keys()


def test_the_order_of_movements_does_not_matter() -> None:
    """A composite of a movement with kinds is trained by a kind, whichever of the two is read first."""
    parts: dict[str, Movement] = {
        "anti-rotation": movement(),
        "stabilisation": movement(kinds=["anti-rotation"]),
        "whole": movement(role="composite", parts=["stabilisation"]),
    }
    trained = exercise(movements={"primary": ["anti-rotation"]})
    assert shares(trained, parts) == shares(trained, dict(reversed(parts.items())))
