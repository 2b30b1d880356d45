"""The gallery shows every word of the vocabulary, and each example is right."""

import pytest

from handbook.figures import bases, props
from handbook.figures.check import check
from handbook.figures.gallery import Listed, base_poses, contact_parts, contact_surfaces, joints, prop_kinds
from handbook.figures.parts import sides
from handbook.figures.solve import solve

from .testbed import figure


@pytest.mark.parametrize("listed", [*base_poses(), *prop_kinds()], ids=lambda listed: listed.name)
def test_each_example_can_be_drawn(listed: Listed) -> None:
    """Every base pose and prop has a figure without a finding."""
    of = figure(dict(listed.data))
    assert check(of, solve(of)) == ()


def test_nothing_is_left_out() -> None:
    """Bases, props, parts, surfaces and joints are listed from the vocabulary itself."""
    assert [b.name for b in base_poses()] == [b.name for b in bases.BASES]
    assert [p.name for p in prop_kinds()] == [p.name for p in props.PROPS]
    assert all(sides(part.name) for part in contact_parts())
    assert {s.name for s in contact_surfaces()} == set(props.SURFACES)
    assert {"hip", "torso", "pelvis turn"} <= {j.name for j in joints()}
