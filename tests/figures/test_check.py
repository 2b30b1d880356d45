"""Bad poses are found, each by its own rule and at its own place."""

from dataclasses import replace

import pytest

from handbook.figures.check import check
from handbook.figures.findings import RULES
from handbook.figures.skeleton import INDEX, forward
from handbook.figures.solve import solve
from handbook.figures.solved import Frame, Solved, Touch

from .testbed import figure, solved


def found(data: object) -> set[tuple[tuple[str | int, ...], str]]:
    """Give place and rule of every finding in a figure that reads well."""
    of = figure(data)
    return {(f.where, f.rule) for f in check(of, solve(of))}


@pytest.mark.parametrize(
    ("data", "where", "rule"),
    [
        ({"poses": ["squat", "squat"]}, ("poses", 1), "figure-repeats"),
        ({"props": {"wall": "30"}, "poses": ["standing", "hinge"]}, ("poses", 1), "figure-through-wall"),
        ({"props": {"bench": ""}, "poses": ["squat"]}, ("props", "bench"), "figure-unused-prop"),
        ({"poses": [{"base": "supine", "torso": "-20", "spine": "0"}]}, ("poses", 0, "torso"), "figure-overridden"),
        (
            {
                "props": {"box": {"height": "110", "at": "20"}},
                "poses": [
                    {"contact": {"right foot": "box", "left foot": "floor"}, "left knee": "0", "right hip": "20"}
                ],
            },
            ("poses", 0, "right hip"),
            "figure-overridden",
        ),
        (
            {
                "props": {"pull-up bar": "260"},
                "poses": [{"base": "standing", "contact": {"feet": "floor", "hands": "bar"}}],
            },
            ("poses", 0, "contact", "feet"),
            "figure-contact-missed",
        ),
        (
            {"poses": [{"base": "quadruped", "lift": "arms", "torso": "20", "knee": "90", "hip": "-25"}]},
            ("poses", 0, "torso"),
            "figure-overridden",
        ),
    ],
)
def test_a_bad_pose_is_found(data: object, where: tuple[str | int, ...], rule: str) -> None:
    """Each fault is reported by its rule at the value to change."""
    assert (where, rule) in found(data)


def _with(frame: Frame, **changes: float) -> Frame:
    angles = list(frame.angles)
    for dof, value in changes.items():
        angles[INDEX[dof.replace("_", " ")]] = value
    return replace(frame, angles=tuple(angles), posture=forward(angles))


def rules(name: str, frame: Frame) -> set[str]:
    """Check a figure of the test bed with its first frame replaced."""
    of, result = solved(name)
    return {f.rule for f in check(of, Solved(result.view, (frame, *result.poses[1:]), result.moves))}


def test_a_sunken_body_is_found() -> None:
    """A person 5 cm too low is below the floor."""
    frame = solved("plank")[1].poses[0]
    assert "figure-below-floor" in rules("plank", _with(frame, y=frame.angle("y") - 5))


def test_a_forced_joint_is_found() -> None:
    """A knee that bends the wrong way is beyond its limit."""
    assert "figure-joint-limit" in rules("plank", _with(solved("plank")[1].poses[0], right_knee=-8))


def test_an_arm_through_the_body_is_found() -> None:
    """A forearm inside the chest is found."""
    frame = solved("bodyweight-squat")[1].poses[0]
    bent = _with(frame, right_shoulder=20, right_shoulder_rotation=-90, right_elbow=150)
    assert "figure-through-body" in rules("bodyweight-squat", bent)


@pytest.mark.parametrize(
    ("touch", "rule"),
    [
        (Touch("right hand", "barbell", 3.0, 0.0, named=False), "figure-hand-off-bar"),
        (Touch("right foot", "floor", 1.4, 0.0, named=False), "figure-contact-missed"),
        (Touch("right foot", "floor", 0.0, 0.9, named=False), "figure-slides"),
    ],
)
def test_a_measured_miss_is_found(touch: Touch, rule: str) -> None:
    """What the measures say beyond the tolerances becomes a finding."""
    frame = solved("back-squat")[1].poses[0]
    assert rules("back-squat", replace(frame, touches=(touch,))) == {rule}


def test_weight_outside_the_support_is_found() -> None:
    """A centre of mass 4 cm in front of the toes topples."""
    frame = solved("back-squat")[1].poses[0]
    assert frame.support is not None
    ahead = (frame.support[1] + 4, *frame.weight[1:])
    assert rules("back-squat", replace(frame, weight=ahead)) == {"figure-off-balance"}


def test_a_bar_far_from_mid_foot_is_found() -> None:
    """A bar in the hands 8 cm in front of mid-foot is worth a word."""
    frame = solved("deadlift")[1].poses[0]
    assert rules("deadlift", replace(frame, bar=8.0)) == {"figure-bar-path"}


def test_an_unsettled_pose_is_said() -> None:
    """A solver that had to stop says so."""
    frame = solved("deadlift")[1].poses[0]
    assert rules("deadlift", replace(frame, settled=False)) == {"figure-unsolved"}


def test_one_cause_makes_one_report() -> None:
    """The same rule speaks once at one place, though a pose and three in-betweens break it."""
    of = figure(
        {"props": {"pull-up bar": "260"}, "poses": [{"contact": {"feet": "floor", "hands": "bar"}}, {"knee": "40"}]}
    )
    places = [(f.where, f.rule) for f in check(of, solve(of))]
    assert len(places) == len(set(places))


def test_every_rule_is_explained() -> None:
    """Each rule has a severity and a line that ends like a sentence."""
    assert all(severity in {"error", "warning"} and line.endswith(".") for severity, line in RULES.values())
