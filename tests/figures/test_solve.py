"""Solved figures keep what bodies and props allow, in every key pose and every in-between of the test bed."""

import itertools
import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.figures import bases, parts
from handbook.figures.check import check
from handbook.figures.findings import RULES
from handbook.figures.reading import read
from handbook.figures.skeleton import DOFS, LIMITS, forward, joint_of
from handbook.figures.solve import solve
from handbook.figures.solved import STEPS, Frame

from .testbed import NAMES, data, figure, solved


def frames(name: str) -> list[Frame]:
    """Give every key pose and every in-between of an exercise."""
    _, result = solved(name)
    return [*result.poses, *itertools.chain.from_iterable(result.moves)]


@pytest.mark.parametrize("name", NAMES)
def test_contacts_are_met(name: str) -> None:
    """Every part is within 1 cm of what it touches, and hands on a bar are on the bar."""
    misses = {(t.part, t.surface): t.gap for frame in frames(name) for t in frame.touches if abs(t.gap) > 1.0}
    assert misses == {}


@pytest.mark.parametrize("name", NAMES)
def test_pinned_feet_and_hands_stay(name: str) -> None:
    """What came down in one place moves less than 0.5 cm."""
    slips = {(t.part, t.surface): t.slip for frame in frames(name) for t in frame.touches if t.slip >= 0.5}
    assert slips == {}


@pytest.mark.parametrize("name", NAMES)
def test_joints_keep_their_limits(name: str) -> None:
    """No joint goes more than 1 degree beyond its end of range."""
    for frame, dof in itertools.product(frames(name), DOFS):
        least, greatest = LIMITS.get(joint_of(dof), (-np.inf, np.inf))
        assert least - 1 <= frame.angle(dof) <= greatest + 1, dof


@pytest.mark.parametrize("name", NAMES)
def test_the_checks_find_nothing(name: str) -> None:
    """Floor, balance, the bar over mid-foot, angles asked and drawn: nothing is left to say."""
    assert check(*solved(name)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_each_move_has_its_in_betweens(name: str) -> None:
    """A figure of n poses has n - 1 moves, each with a frame at every step."""
    of, result = solved(name)
    assert len(result.poses) == len(of.poses)
    assert [len(move) for move in result.moves] == [len(STEPS)] * (len(of.poses) - 1)


def test_a_frame_is_its_angles() -> None:
    """The posture is made from the rounded angles, so the drawing depends on nothing else."""
    for frame in frames("single-leg-romanian-deadlift"):
        assert frame.angles == tuple(round(angle, 2) for angle in frame.angles)
        assert np.array_equal(frame.posture.origins, forward(frame.angles).origins)


def test_the_same_data_gives_the_same_figure_in_another_process() -> None:
    """Neither hash order nor a fresh interpreter changes a digit."""
    code = (
        "import sys; sys.path[:0] = eval(sys.argv[2]);"
        "from handbook.figures.reading import read; from handbook.figures.solve import solve;"
        "s = solve(read(eval(sys.argv[1]))[0]);"
        "print([f.angles for f in s.poses] + [f.angles for m in s.moves for f in m])"
    )
    value = repr(data("bird-dog"))
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, value, repr(sys.path)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    here = solve(figure(data("bird-dog")))
    said = str([f.angles for f in here.poses] + [f.angles for m in here.moves for f in m]) + "\n"
    assert runs == [said, said]


def test_symmetric_data_gives_a_symmetric_figure() -> None:
    """A squat does not lean to a side."""
    for frame in frames("back-squat"):
        assert frame.angle("right knee") == frame.angle("left knee")
        assert frame.angle("z") == frame.angle("roll") == 0


def test_what_is_asked_for_is_drawn() -> None:
    """An angle that no contact forbids is met within 3 degrees."""
    _, result = solved("dead-bug")
    assert result.poses[1].angle("right shoulder") == pytest.approx(175, abs=3)
    assert result.poses[1].angle("left hip") == pytest.approx(12, abs=3)


def test_a_bench_fits_itself_to_the_person() -> None:
    """In a hip thrust the edge of the bench touches the back in both poses, and the bench does not move."""
    _, result = solved("hip-thrust")
    benches = [p.points for frame in result.poses for p in frame.props if p.kind == "bench"]
    assert benches[0] == benches[1]


def test_a_landmine_turns_about_its_end() -> None:
    """The end on the floor stays, and the hand keeps its distance from it."""
    _, result = solved("one-arm-landmine-press")
    bars = [p.points for frame in result.poses for p in frame.props if p.kind == "landmine"]
    assert bars[0][0] == bars[1][0]
    lengths = [math.dist(*bar) for bar in bars]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.5)


def test_a_roller_travels_along_the_limb() -> None:
    """Foam rolling moves the contact up the thigh while the roller stays round and on the floor."""
    _, result = solved("foam-roll-quads")
    rollers = [p for frame in result.poses for p in frame.props if p.kind == "roller"]
    assert {p.points[0][1] for p in rollers} == {7.5}
    knees = [frame.posture.origin("right shank")[0] for frame in result.poses]
    gaps = [roller.points[0][0] - knee for roller, knee in zip(rollers, knees, strict=True)]
    assert gaps[1] > gaps[0] + 15


def test_a_thrown_ball_leaves_the_hands() -> None:
    """The medicine ball is in the hands first and at the wall then."""
    _, result = solved("medicine-ball-rotational-throw")
    balls = [next(p.points[0][0] for p in frame.props if p.kind == "medicine ball") for frame in result.poses]
    assert balls[0] < 60 < balls[1] < 130


def test_a_thrown_ball_is_held_for_half_of_the_way() -> None:
    """At a quarter and at half of the throw the ball is still between the hands, at three quarters it flies."""
    _, result = solved("medicine-ball-rotational-throw")
    gaps = []
    for frame in result.moves[0]:
        ball = next(np.array(p.points[0]) for p in frame.props if p.kind == "medicine ball")
        hands = [frame.posture.at(*parts.GRIP.on(side).key) for side in ("right", "left")]
        gaps.append(float(np.linalg.norm(ball - np.mean(hands, axis=0))))
    assert max(gaps[:2]) < 0.1
    assert gaps[2] > 10


def test_hands_on_a_wall_keep_their_height() -> None:
    """In a push-up at the wall the palms stay where they were put."""
    result = solve(
        figure(
            {
                "props": {"wall": "62"},
                "poses": [
                    {"base": "standing", "shoulder": "75", "elbow": "3", "contact": {"feet": "floor", "hands": "wall"}},
                    {"elbow": "110"},
                ],
            }
        )
    )
    heights = [frame.posture.origin("right hand")[1] for frame in result.poses]
    assert heights[0] == pytest.approx(heights[1], abs=3)
    assert max(touch.slip for frame in result.poses for touch in frame.touches) < 0.5


def test_a_stepping_foot_goes_through_the_air() -> None:
    """Half-way through a lunge the stepping foot is above the floor, the other one is not."""
    _, result = solved("forward-lunge")
    half = result.moves[0][1]
    assert half.posture.origin("right toes")[1] > 6
    assert half.posture.origin("left toes")[1] == pytest.approx(2.2, abs=0.2)


_ANGLES = st.dictionaries(
    st.sampled_from([dof for dof in DOFS if joint_of(dof) in LIMITS]), st.integers(-3, 3).map(str), max_size=3
)
_CONTACTS = st.dictionaries(
    st.sampled_from(parts.names()), st.sampled_from(("floor", "ball", "box", "wall")), max_size=3
)
_POSES = st.builds(
    lambda base, angles, contact: {"base": base, **angles, **({"contact": contact} if contact else {})},
    st.sampled_from([base.name for base in bases.BASES]),
    _ANGLES,
    _CONTACTS,
)


@settings(max_examples=12, deadline=None)
@given(st.lists(_POSES, min_size=1, max_size=2))
def test_any_figure_that_reads_is_answered(poses: list[dict[str, object]]) -> None:
    """However odd the contacts, solving ends, and what is wrong is a finding that names a rule."""
    kit = {"ball": "", "box": "", "wall": "", "bench": "", "pull-up bar": "", "back-extension bench": ""}
    of, findings = read({"props": kit, "poses": poses})
    if of is None:
        assert findings
        return
    result = solve(of)
    assert all(math.isfinite(angle) for frame in result.poses for angle in frame.angles)
    assert {f.rule for f in check(of, result)} <= set(RULES)


def test_contradictory_wishes_end_within_bounds() -> None:
    """Asking what contacts forbid ends, and is said."""
    of = figure({"poses": [{"base": "plank", "torso": "0", "hip": "100", "knee": "140", "spine": "70"}]})
    assert "figure-overridden" in {f.rule for f in check(of, solve(of))}
