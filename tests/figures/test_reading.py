"""Reading pose data: every name and value checked, each fault at its place, nothing raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.figures.findings import RULES, Finding
from handbook.figures.reading import read
from handbook.figures.spec import Figure

from .testbed import figure

Value = str | list["Value"] | dict[str, "Value"]
_WORDS = ("poses", "base", "standing", "squat", "hip", "right knee", "contact", "feet", "floor", "ball", "props", "-1")
_PLAIN = st.recursive(
    st.one_of(st.sampled_from(_WORDS), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(st.one_of(st.sampled_from(_WORDS), st.text(max_size=4)), inner, max_size=5),
    ),
    max_leaves=20,
)


def found(value: object) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Give place, rule and hint of every finding."""
    return [(f.where, f.rule, f.hint) for f in read(value)[1]]


@settings(max_examples=300, deadline=None)
@given(_PLAIN)
def test_whatever_is_nested_in_what_reading_answers(value: object) -> None:
    """Any nesting of mappings, lists and text gives a figure or an error, never a traceback; places exist."""
    read_figure, findings = read(value)
    assert (read_figure is None) == any(f.severity == "error" for f in findings)
    assert all(f.rule in RULES and f.message for f in findings)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(("poses", "props", "view", "arc")), _PLAIN))
def test_the_place_of_a_finding_leads_into_the_data(value: dict[str, object]) -> None:
    """Each key and index of `where` but the last can be followed in what the author wrote."""
    for finding in read(value)[1]:
        _follow(finding, value)


def _follow(finding: Finding, value: object) -> None:
    for step in finding.where[:-1]:
        if isinstance(value, dict):
            assert step in value
            value = value[step]
        elif isinstance(value, list):
            assert isinstance(step, int)
            value = value[step]


@pytest.mark.parametrize(
    ("data", "where", "rule", "hint"),
    [
        ("standing", (), "figure-value", "write `poses: [standing, squat]`"),
        ({}, ("poses",), "figure-value", "write `poses: [standing, squat]`"),
        ({"poses": ["squt"]}, ("poses", 0), "figure-unknown", "did you mean `squat`?"),
        ({"poses": [{"base": "hing"}]}, ("poses", 0, "base"), "figure-unknown", "did you mean `hinge`?"),
        ({"poses": [{"nee": "30"}]}, ("poses", 0, "nee"), "figure-unknown", "did you mean `knee`?"),
        (
            {"poses": [{"contact": {"foot": "ball"}}]},
            ("poses", 0, "contact", "foot"),
            "figure-unknown",
            "add `ball:` to `props`",
        ),
        (
            {"poses": [{"contact": {"feets": "floor"}}]},
            ("poses", 0, "contact", "feets"),
            "figure-unknown",
            "did you mean `feet`?",
        ),
        (
            {"poses": [{"contact": {"feet": "flor"}}]},
            ("poses", 0, "contact", "feet"),
            "figure-unknown",
            "did you mean `floor`?",
        ),
        (
            {"props": {"barbel": ""}, "poses": ["squat"]},
            ("props", "barbel"),
            "figure-unknown",
            "did you mean `barbell`?",
        ),
        (
            {"props": {"barbell": "hand"}, "poses": ["squat"]},
            ("props", "barbell"),
            "figure-unknown",
            "did you mean `hands`?",
        ),
        ({"view": "sied", "poses": ["squat"]}, ("view",), "figure-unknown", "did you mean `side`?"),
        ({"arc": "hipp", "poses": ["squat"]}, ("arc",), "figure-unknown", "did you mean `hip`?"),
        ({"poses": ["hanging"]}, ("poses", 0), "figure-unknown", "add `pull-up bar:` to `props`"),
        ({"poses": [{"lift": ["left arn"]}]}, ("poses", 0, "lift", 0), "figure-unknown", "did you mean `left arm`?"),
        ({"poses": [{"step": "right fot"}]}, ("poses", 0, "step"), "figure-unknown", "did you mean `right foot`?"),
    ],
)
def test_an_unknown_word_is_found_with_the_nearest_known(
    data: object, where: tuple[str | int, ...], rule: str, hint: str
) -> None:
    """A wrong name is one finding, at its place, with a way out."""
    assert found(data) == [(where, rule, hint)]


@pytest.mark.parametrize(
    ("pose", "key", "rule"),
    [
        ({"knee": "nan"}, "knee", "figure-value"),
        ({"knee": "inf"}, "knee", "figure-value"),
        ({"knee": "bent"}, "knee", "figure-value"),
        ({"knee": ""}, "knee", "figure-value"),
        ({"knee": ["30"]}, "knee", "figure-value"),
        ({"knee": "-20"}, "knee", "figure-joint-limit"),
        ({"right_elbow": "200"}, "right_elbow", "figure-joint-limit"),
        ({"hip": "1e9"}, "hip", "figure-value"),
        ({"air": "1000"}, "air", "figure-value"),
        ({"contact": "floor"}, "contact", "figure-value"),
        ({"air": "20", "contact": {"feet": "floor"}}, "contact", "figure-contradiction"),
    ],
)
def test_an_impossible_value_is_found_at_the_value(pose: object, key: str, rule: str) -> None:
    """No number, not a number, out of range, beyond a joint's end: an error at the key, and no figure."""
    assert [(where, name) for where, name, _ in found({"poses": [pose]})] == [(("poses", 0, key), rule)]
    assert read({"poses": [pose]})[0] is None


def test_a_thousand_poses_are_one_finding() -> None:
    """More poses than fit are refused at the first that is too many."""
    assert [(where, rule) for where, rule, _ in found({"poses": ["squat"] * 1000})] == [(("poses", 4), "figure-value")]


def test_one_foot_on_two_surfaces_is_a_contradiction() -> None:
    """Toes on a box and heel on the floor cannot both be."""
    contact = {"right heel": "floor", "right toes": "box"}
    assert [rule for _, rule, _ in found({"props": "box", "poses": [{"contact": contact}]})] == ["figure-contradiction"]


def test_only_hands_hold_the_bar() -> None:
    """A knee on the pull-up bar is refused where it is written."""
    value = {"props": "pull-up bar", "poses": [{"base": "hanging", "contact": {"hands": "bar", "knees": "bar"}}]}
    assert [(where, rule) for where, rule, _ in found(value)] == [
        (("poses", 0, "contact", "knees"), "figure-contradiction")
    ]


def test_names_may_be_spelt_with_spaces_hyphens_or_underscores() -> None:
    """`half_kneeling`, `Half Kneeling` and `half-kneeling` are one pose."""
    poses = [figure({"poses": [name]}).poses for name in ("half_kneeling", "Half Kneeling", "half-kneeling")]
    assert poses[0] == poses[1] == poses[2]


def test_a_pose_without_a_base_inherits_from_the_first() -> None:
    """Angles and contacts of the first pose stay, what is written anew wins, a side wins over both."""
    first, later = figure(
        {"poses": [{"base": "squat", "knee": "60", "hip": "50"}, {"knee": "90", "right knee": "100"}]}
    ).poses
    assert first.angles["right knee"] == 60
    assert (later.angles["right knee"], later.angles["left knee"], later.angles["right hip"]) == (100, 90, 50)
    assert [c.part for c in later.contacts] == [c.part for c in first.contacts]
    assert later.base == "squat"


def test_a_lifted_limb_leaves_its_surfaces() -> None:
    """`lift: left leg` drops every contact of that leg and no other."""
    _, later = figure({"poses": ["quadruped", {"lift": "left leg"}]}).poses
    assert {c.part for c in later.contacts} == {"right hand", "left hand", "right knee", "right toe tip"}


def test_a_size_may_be_the_whole_value_of_a_prop() -> None:
    """`bench: 42` means its height; a mapping may say more."""
    short: Figure = figure({"props": {"bench": "42"}, "poses": ["seated"]})
    long = figure({"props": {"bench": {"height": "42"}}, "poses": ["seated"]})
    assert short.props[0].sizes == long.props[0].sizes == {"height": 42.0}
