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
                "Start sitting, the lower back on the backrest, with a leg extension machine. "
                "Straighten the knees. Seen from the side."
            ),
        ),
        ("hanging-leg-raise", "Start hanging from the bar. Bend the hips to 90 degrees. Seen from the side."),
        (
            "bird-dog",
            (
                "Start on hands and knees. Straighten the left hip, straighten the left knee and raise the right arm "
                "forward. Seen from the side."
            ),
        ),
        (
            "foam-roll-quads",
            (
                "Start in a plank on the forearms, the lower thighs on the roller, with a foam roller. "
                "Roll on to the upper thighs. Seen from the side."
            ),
        ),
    ],
)
def test_a_figure_is_said(name: str, words: str) -> None:
    """The words name the start, the props, the joints that move and the view."""
    assert describe(*solved(name)) == words


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
