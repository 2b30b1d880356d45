"""Alternative text reads aloud: the start, what moves, the view."""

import pytest

from handbook.figures.words import describe

from .testbed import NAMES, solved


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plank", "Hold a plank on the forearms. Seen from the side."),
        (
            "machine-leg-extension",
            (
                "Start sitting in a leg extension machine, the lower back against the back rest. "
                "Straighten the knees. Seen from the side."
            ),
        ),
        ("hanging-leg-raise", "Start hanging from the bar. Bend the hips to 90 degrees. Seen from the side."),
        (
            "bird-dog",
            (
                "Start on hands and knees. Straighten the left hip, straighten the left knee and take the right arm "
                "overhead. Seen from the side."
            ),
        ),
        (
            "foam-roll-quads",
            (
                "Start in a plank on the forearms, the lower thighs on a foam roller. "
                "Roll on to the upper thighs. Seen from the side."
            ),
        ),
    ],
)
def test_a_figure_is_said(name: str, words: str) -> None:
    """The words name the start, the props, the joints that move and the view."""
    assert describe(*solved(name)) == words


def test_arms_that_only_follow_the_trunk_are_not_said() -> None:
    """A bar that hangs from the hands in a hinge, or hands that stay at the hips, are no action of the arms."""
    assert "arm" not in describe(*solved("romanian-deadlift")).replace("forearm", "")


def test_nothing_that_carries_is_said_twice() -> None:
    """What a body rests on is named with the part that rests there, and not again among the things around."""
    for name in NAMES:
        words = describe(*solved(name))
        for thing in ("bench", "box", "chair", "roller", "stability ball", "step on", "back rest", "mat"):
            assert words.split(". ")[0].count(f"a {thing}") <= 1, name


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_said_in_sentences(name: str) -> None:
    """No exercise is silent, no sentence is broken, and a phone reads it in half a minute."""
    words = describe(*solved(name))
    sentences = words.split(". ")
    assert len(sentences) >= 2
    assert all(s[0].isupper() for s in sentences)
    assert words.endswith(".")
    assert "{" not in words
    assert "  " not in words
    assert len(words) < 550
