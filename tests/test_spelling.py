"""Which known word a misspelt one surely is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.spelling import meant, slips

MUSCLES = ["hamstrings", "glutes", "abductors", "adductors", "abs", "traps", "lats", "quads"]
LETTERS = st.text("abcd-", max_size=8)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("hamstrngs", "hamstrings"),
        ("hamtsrings", "hamstrings"),
        ("hamstings ", "hamstrings"),
        ("Hamstrings", "hamstrings"),
        ("begginer", "beginner"),
        ("hip_extension", "hip-extension"),
        ("trap", "traps"),
    ],
)
def test_a_slip_has_one_word_behind_it(word: str, right: str) -> None:
    """A letter left out, swapped or added, capitals, underscores: what was meant is sure."""
    assert meant(word, [*MUSCLES, "beginner", "advanced", "hip-extension"]) == right


@pytest.mark.parametrize("word", ["abdductors", "zz", "", "arms", "laps"])
def test_what_may_be_two_words_is_none(word: str) -> None:
    """Between two words that are as near, and far from all, nothing is sure."""
    assert meant(word, [*MUSCLES, "lap", "las"]) == ""


def test_another_number_is_another_work() -> None:
    """A wrong year names a work that is not there; no other work takes its place."""
    assert meant("sports-med-1993", ["sports-med-1992"]) == ""
    assert meant("s4", ["s0", "s1", "s3"]) == ""
    assert meant("sport-med-1992", ["sports-med-1992", "sports-med-2018"]) == "sports-med-1992"


@given(LETTERS, LETTERS)
def test_slips_are_a_measure(one: str, other: str) -> None:
    """As far there as back, none only to itself, never more than letters, never fewer than the lengths differ."""
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))
