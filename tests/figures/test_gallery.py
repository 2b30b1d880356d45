"""The gallery shows every word of the vocabulary, and each example is right."""

from pathlib import Path

import pytest
import yaml

from handbook.figures import bases, props
from handbook.figures.check import check
from handbook.figures.gallery import Listed, base_poses, contact_parts, contact_surfaces, joints, prop_kinds
from handbook.figures.gallery_sheets import gallery_sheets
from handbook.figures.parts import PARTS, sides
from handbook.figures.solve import solve

from .pictures import SVG, parse
from .testbed import figure


@pytest.mark.parametrize("listed", [*base_poses(), *prop_kinds()], ids=lambda listed: listed.name)
def test_each_example_can_be_drawn(listed: Listed) -> None:
    """Every base pose and prop has a figure without a finding."""
    of = figure(dict(listed.data))
    assert check(of, solve(of)) == ()


GUIDE = Path(__file__).parents[2] / "docs" / "figures.md"
EXAMPLES = yaml.load(GUIDE.read_text("utf-8").split("```yaml")[-1].split("```")[0], yaml.BaseLoader)  # noqa: S506 - text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_guide_shows_examples_that_work(name: str) -> None:
    """What the guide for authors shows reads, solves and passes the checks."""
    of = figure(EXAMPLES[name])
    assert check(of, solve(of)) == ()


def test_the_sheets_of_the_guide_are_up_to_date(update: bool) -> None:  # noqa: FBT001 - a fixture
    """The guide's pictures of base poses, props and contacts are what the code draws today, one cell a word."""
    words = {"poses": bases.BASES, "props": props.PROPS, "contacts": PARTS}
    for name, svg in gallery_sheets().items():
        path = GUIDE.parent / "figures" / f"{name}.svg"
        if update:
            path.write_text(svg, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == svg, "run `make update`"
        assert len(parse(svg).findall(f"{SVG}svg")) == len(words[name])
        assert f"figures/{name}.svg" in GUIDE.read_text("utf-8")


def test_nothing_is_left_out() -> None:
    """Bases, props, parts, surfaces and joints are listed from the vocabulary itself."""
    assert [b.name for b in base_poses()] == [b.name for b in bases.BASES]
    assert [p.name for p in prop_kinds()] == [p.name for p in props.PROPS]
    assert all(sides(part.name) for part in contact_parts())
    assert {s.name for s in contact_surfaces()} == set(props.SURFACES)
    assert {"hip", "torso", "pelvis turn"} <= {j.name for j in joints()}
