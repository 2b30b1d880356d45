"""The skeleton stands where anatomy says, and its Jacobian is exact."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.figures.skeleton import DOFS, INDEX, MASSES, SEGMENTS, SIDES, Points, forward


def _standing(**angles: float) -> list[float]:
    return [angles.get(dof.replace(" ", "_"), 0.0) for dof in DOFS]


def test_a_standing_adult_is_170_cm_tall() -> None:
    """From sole to crown the figure measures 170 cm, within a shoe's sole."""
    posture = forward(_standing())
    crown = posture.at("head", (0.6, 15.8, 0.0))[1]
    sole = posture.at("right foot", (-3.5, -7.5, 0.0))[1]
    assert crown - sole == pytest.approx(170, abs=3)


@pytest.mark.parametrize(
    ("angle", "segment", "axis", "sign"),
    [
        ("right_hip", "right shank", 0, 1),
        ("right_knee", "right foot", 0, -1),
        ("right_ankle", "right toes", 1, 1),
        ("right_shoulder", "right hand", 0, 1),
        ("right_elbow", "right hand", 0, 1),
        ("right_hip_abduction", "right shank", 2, 1),
        ("left_hip_abduction", "left shank", 2, -1),
        ("left_shoulder_abduction", "left hand", 2, -1),
        ("torso", "head", 0, 1),
        ("spine", "head", 0, 1),
        ("roll", "head", 2, 1),
        ("side_bend", "head", 2, 1),
        ("twist", "left upper arm", 0, 1),
        ("turn", "left thigh", 0, 1),
        ("pelvis_turn", "left thigh", 0, 1),
    ],
)
def test_positive_angles_go_where_the_words_say(angle: str, segment: str, axis: int, sign: int) -> None:
    """Flexion goes forward, abduction outward, turns and bends of the trunk to the right."""
    still, moved = forward(_standing()), forward(_standing(**{angle: 20.0}))
    assert (moved.origin(segment) - still.origin(segment))[axis] * sign > 0.5


def test_the_left_side_mirrors_the_right() -> None:
    """The same angles on both sides give places mirrored in depth."""
    both = {f"{side}_{j}": 25.0 for side in SIDES for j in ("hip", "hip_abduction", "hip_rotation", "knee", "shoulder")}
    posture = forward(_standing(**both))
    for part in ("shank", "toes", "hand"):
        right, left = posture.origin(f"right {part}"), posture.origin(f"left {part}")
        assert right * [1, 1, -1] == pytest.approx(left)


def test_the_masses_are_a_whole_body() -> None:
    """The segments' shares sum to one body, within a per cent."""
    assert sum(mass for _, _, mass in MASSES) == pytest.approx(1.0, abs=0.01)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-90, 90), min_size=len(DOFS), max_size=len(DOFS)))
def test_the_jacobian_is_the_derivative_of_the_places(angles: list[float]) -> None:
    """For any posture the exact Jacobian equals central differences."""
    q = np.array(angles)
    points = Points.of([(segment, (1.0, 2.0, 3.0)) for segment in SEGMENTS])
    posture = forward(q)
    exact = points.jacobian(posture, points.places(posture))
    for dof in ("torso", "pelvis turn", "spine", "right hip", "left shoulder rotation", "left reach", "y"):
        step = np.zeros(len(DOFS))
        step[INDEX[dof]] = 1e-4
        rise = points.places(forward(q + step)) - points.places(forward(q - step))
        assert exact[:, :, INDEX[dof]] == pytest.approx(rise / 2e-4, abs=1e-5)
