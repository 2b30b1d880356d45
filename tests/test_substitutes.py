"""What to do instead: the author's word first, then what is most alike and needs something else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.schema import Exercise
from handbook.substitutes import MOST, Swap, equipment, overlap, substitutes
from handbooks import Checked, exercise

KNEE, HIP = "knee-extension", "hip-extension"


def piece(*needs: Any, **fields: Any) -> Exercise:
    """An exercise that needs this equipment."""
    return exercise(equipment=list(needs) or ["none"], **fields)


def ranked(exercises: dict[str, Exercise]) -> list[str]:
    """What can take the place of the exercise `it`, in order."""
    return [swap.exercise for swap in substitutes(exercises)["it"]]


def test_what_the_author_wrote_comes_first_and_says_what_it_does_without() -> None:
    """Written substitutes keep their order and what is missing; computed ones follow, each exercise once."""
    exercises = {
        "it": piece("barbell", substitutes=[{"exercise": "z", "for": "barbell"}, {"exercise": "ghost", "for": "rack"}]),
        "a": piece("band"),
        "z": piece("kettlebell"),
    }
    assert substitutes(exercises)["it"] == (Swap("z", "barbell"), Swap("a"))


@pytest.mark.parametrize(
    "other",
    [
        piece("band", movements={"primary": [HIP], "secondary": [KNEE]}),
        piece("band", kind="mobility"),
        piece("barbell"),
        piece("barbell", "rack"),
    ],
    ids=["another movement", "another kind", "the same equipment", "more equipment"],
)
def test_what_is_no_substitute(other: Exercise) -> None:
    """A substitute trains one of the same movements first, is of the same kind, and does without something."""
    assert ranked({"it": piece("barbell"), "other": other}) == []


def test_an_exercise_without_equipment_needs_no_substitute() -> None:
    """Where nothing can be missing, nothing is offered unless an author wrote it."""
    assert ranked({"it": piece(), "other": piece("band")}) == []


def test_shared_movements_rank_before_muscles_before_equipment_before_level() -> None:
    """The four reasons in their order; exercises equal in all are in the order of their names."""
    two = {"movements": {"primary": [KNEE, HIP]}, "muscles": {"primary": ["quads"], "secondary": ["glutes"]}}
    exercises = {
        "it": piece("barbell", "rack", **two),
        "b-all": piece("band", **two),
        "a-all": piece("band", **two),
        "level": piece("band", level="intermediate", **two),
        "rack": piece("rack", **two),
        "muscles": piece("band", movements=two["movements"]),
        "movement": piece("band", muscles=two["muscles"]),
    }
    assert ranked(exercises) == ["a-all", "b-all", "level", "rack", "muscles", "movement"]


def test_no_more_than_six_are_offered() -> None:
    """A list that nobody reads to its end helps nobody."""
    exercises = {"it": piece("barbell")} | {f"e{n}": piece("band") for n in range(9)}
    assert ranked(exercises) == [f"e{n}" for n in range(MOST)]


def test_equipment_is_every_piece_that_may_be_needed() -> None:
    """All choices count, what is only wanted does not."""
    assert equipment(piece("rack", {"any": ["barbell", "dumbbells"]}, {"optional": "mat"})) == {
        "rack",
        "barbell",
        "dumbbells",
    }


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"primary": ["quads"]}, {"primary": ["quads"]}, 1),
        ({"primary": ["quads"]}, {"primary": ["glutes"]}, 0),
        # 1 of 2: the one works them first, the other beside
        ({"primary": ["quads"]}, {"primary": ["calves"], "secondary": ["quads"]}, 1 / 4),
        # quads 2 of 2, glutes 1 of 2
        ({"primary": ["quads", "glutes"]}, {"primary": ["quads"], "secondary": ["glutes"]}, 3 / 4),
    ],
)
def test_overlap_weighs_what_works_first_twice(one: dict[str, Any], other: dict[str, Any], alike: float) -> None:
    """The weights in common over all weights, worked out by hand."""
    assert overlap(exercise(muscles=one), exercise(muscles=other)) == pytest.approx(alike)


MUSCLES = st.lists(st.sampled_from(["quads", "glutes", "calves", "abs"]), max_size=3, unique=True)


@given(MUSCLES.filter(bool), MUSCLES, MUSCLES.filter(bool), MUSCLES)
def test_overlap_is_a_share_and_the_same_from_both_sides(
    first: list[str], beside: list[str], other_first: list[str], other_beside: list[str]
) -> None:
    """From 0 to 1, whole with itself, and the same whichever is asked of."""
    one = exercise(muscles={"primary": first, "secondary": beside})
    other = exercise(muscles={"primary": other_first, "secondary": other_beside})
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1
    assert overlap(one, one) == 1


def test_nothing_in_the_real_handbook_takes_its_own_place(real: Checked) -> None:
    """Each offer is another exercise, offered once for each lack; a computed one does without something needed."""
    exercises = real.handbook.exercises
    for slug, swaps in real.handbook.swaps.items():
        offered = [swap.exercise for swap in swaps]
        assert slug not in offered
        assert len(swaps) == len(set(swaps))
        for swap in swaps:
            if not swap.lacking:
                assert offered.count(swap.exercise) == 1
                assert equipment(exercises[slug]) - equipment(exercises[swap.exercise])
