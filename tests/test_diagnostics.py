"""Diagnostics as values: in one order, each once, with the rule's weight and the nearest word."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import RULES, Diagnostic, Span, arrange, failed, nearest

SPANS = st.builds(Span, st.sampled_from(["a.md", "b.md"]), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3))
FOUND = st.lists(st.builds(Diagnostic, SPANS, st.sampled_from(["field", "too-long"]), st.sampled_from(["x", "y"])))


@given(FOUND, FOUND, st.randoms())
def test_everything_is_said_once_in_one_order(one: list[Diagnostic], other: list[Diagnostic], random: Random) -> None:
    """However the stages return them, the diagnostics come by path, line, column, rule and message, each once."""
    found = arrange(one, other)
    shuffled = [*one, *other]
    random.shuffle(shuffled)
    assert arrange(shuffled) == found
    assert set(found) == {*one, *other}
    assert list(found) == sorted(set(found), key=lambda each: (each.span, each.rule, each.message))


def test_an_error_keeps_the_site_from_being_published_a_warning_does_not() -> None:
    """Unless strictness is asked for: then anything does."""
    error, warning = (Diagnostic(Span("a.md"), rule, "x") for rule in ("field", "too-long"))
    assert failed([warning, error])
    assert not failed([warning])
    assert failed([warning], strict=True)
    assert not failed([], strict=True)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("hamstrngs", "did you mean `hamstrings`?"),
        ("Hamstrings", "did you mean `hamstrings`?"),
        ("lower_back", "did you mean `lower-back`?"),
        ("Lower back", "did you mean `lower-back`?"),
        ("elbow", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_offered(word: str, hint: str) -> None:
    """Typing errors, capitals, spaces and underscores are seen through; what is like nothing gets no hint."""
    assert nearest(word, {"hamstrings", "lower-back", "quads"}) == hint
    assert nearest(word, []) == ""


def test_rules_have_stable_names() -> None:
    """A rule's name is lower-case words and hyphens, and its explanation a sentence."""
    for name, rule in RULES.items():
        assert name == "-".join(part for part in name.lower().split("-") if part.isalnum())
        assert rule.explanation[0].isupper()
        assert rule.explanation.endswith(".")
