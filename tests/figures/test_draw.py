"""Strips and thumbnails: small, valid, closed files that show the worked muscles and tell poses apart."""

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from figures.pictures import SVG, mean_grey, parse, picture, style, words
from figures.stand_in import SQUAT, STANDING, figure, frame
from figures.testbed import solved
from handbook.figures.camera import VIEWS
from handbook.figures.draw import strip, telling, thumb
from handbook.figures.pose import Box, scene
from handbook.figures.regions import MUSCLES
from handbook.figures.scenery import KINDS, pieces
from handbook.figures.skeleton import SIDES
from handbook.figures.solved import Placed
from handbook.figures.tints import TINTS

BARBELL = Placed("barbell", "barbell", ((-8.0, 140.0, -60.0), (-8.0, 140.0, 60.0)), 16.0)
PROPS = {
    "plate": Placed("plate", "p", ((20.0, 100.0, 0.0),), 16.0),
    "medicine ball": Placed("medicine ball", "p", ((20.0, 100.0, 0.0),), 12.0),
    "ball": Placed("ball", "p", ((20.0, 30.0, 0.0),), 30.0),
    "bench": Placed("bench", "p", ((0.0, 0.0, -14.0), (110.0, 42.0, 14.0)), 8.0),
    "box": Placed("box", "p", ((30.0, 0.0, -25.0), (80.0, 50.0, 25.0))),
    "wall": Placed("wall", "p", ((30.0, 0.0, -40.0), (40.0, 180.0, 40.0))),
    "mat": Placed("mat", "p", ((-60.0, 0.0, -40.0), (90.0, 1.0, 40.0)), 1.0),
}


def _placed(kind: str) -> Placed:
    return PROPS.get(kind, Placed(kind, "p", ((10.0, 20.0, -20.0), (40.0, 60.0, 20.0)), 6.0))


def test_a_strip_is_small_valid_titled_and_closed() -> None:
    """Two tinted poses with a bar fit in 8 KB: one XML document, titled, no script, nothing from outside."""
    solved = figure(STANDING, SQUAT, props=(BARBELL,))
    text = strip(solved, ["quads", "glutes"], ["adductors", "lower-back", "calves"], "Squat <1>", "a & b")
    assert words(text, "title") == "Squat <1>"
    assert words(text, "desc") == "a & b"
    assert len(text.encode()) <= 8 * 1024
    assert "<script" not in text
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_a_thumbnail_is_half_as_large() -> None:
    """A tinted thumbnail with a bar fits in 4 KB."""
    text = thumb(figure(STANDING, SQUAT, props=(BARBELL,)), ["quads", "glutes"], ["lower-back", "calves"], "Squat")
    assert len(text.encode()) <= 4 * 1024
    parse(text)


def test_four_poses_stand_in_order_with_arrows_between() -> None:
    """A strip of four has three arrows, and its poses go from left to right."""
    text = strip(figure(STANDING, SQUAT, STANDING, SQUAT), [], [], "t")
    groups = [g.get("transform", "") for g in parse(text).findall(f"{SVG}g")]
    shifts = [int(found) for group in groups for found in re.findall(r"-?\d+", group)]
    assert shifts == sorted(shifts)
    assert len(shifts) == 4
    assert text.count('class="a"') == 3


def test_the_telling_pose_is_the_one_that_is_not_plain_standing() -> None:
    """A thumbnail shows the end, unless the end is standing with the arms down and the start is not."""
    squat, stand = figure(STANDING, SQUAT), figure(SQUAT, STANDING)
    assert telling(squat) is squat.poses[1]
    assert telling(stand) is stand.poses[0]
    both = figure(STANDING, {**STANDING, "right shoulder": 170.0})
    assert telling(both) is both.poses[1]
    pressed = figure(SQUAT, {**STANDING, "right shoulder": 170.0})
    assert telling(pressed) is pressed.poses[1]


def test_the_telling_pose_of_a_jump_is_the_flight() -> None:
    """Where nothing touches anything the body flies: neither take-off nor landing tells as much."""
    assert telling(solved("box-jump")[1]) is solved("box-jump")[1].poses[1]


def test_every_muscle_has_a_place_on_the_mannequin() -> None:
    """Figures tint exactly the muscles of the body map."""
    assert set(TINTS) == set(MUSCLES)


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_shows_in_some_view(muscle: str) -> None:
    """There is a view in which tinting the muscle changes the picture."""
    shown = []
    for view in ("side", "front", "back"):
        solved = figure(STANDING, view=view)
        shown.append(picture(strip(solved, [muscle], [], ""), 90) != picture(strip(solved, [], [], ""), 90))
    assert any(shown)


def test_primary_secondary_and_idle_differ_in_grey() -> None:
    """In grey print at 120 pixels the quadriceps are darker the more they work."""
    solved = figure(SQUAT)
    solid, hatched, idle = (
        mean_grey(strip(solved, primary, secondary, ""), 120)
        for primary, secondary in ((["quads"], []), ([], ["quads"]), ([], []))
    )
    assert solid < hatched - 0.2
    assert hatched < idle - 0.2


def test_the_hatch_is_there_only_where_it_is_used() -> None:
    """A file without secondary muscles carries no pattern."""
    solved = figure(SQUAT)
    assert "<pattern" in strip(solved, [], ["quads"], "")
    assert "<pattern" not in strip(solved, ["quads"], [], "")


def test_the_style_has_rules_for_dark_ground_and_no_rule_too_many() -> None:
    """Every class that is drawn has a rule, every rule a drawn class, and dark ground has its own."""
    text = strip(figure(STANDING, SQUAT, props=(BARBELL,)), ["quads"], ["calves"], "")
    drawn = {name for names in re.findall(r'class="([^"]+)"', text) for name in names.split()}
    ruled = set(re.findall(r"\.([A-Za-z]\w*)(?=[,{])", style(text)))
    assert drawn == ruled
    assert "@media(prefers-color-scheme:dark)" in style(text)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("view", ["side", "front", "above"])
def test_every_prop_can_be_drawn_from_everywhere(kind: str, view: str) -> None:
    """Each kind of prop gives valid SVG within the box it says it fills."""
    placed = _placed(kind)
    text = strip(figure(STANDING, view=view, props=(placed,)), [], [], "")
    parse(text)
    for piece in pieces(VIEWS[view], placed):
        assert piece.svg
        assert piece.reach


def test_kinds_of_props_are_those_of_the_engine() -> None:
    """What the solver may place can be drawn: the table in `Placed` names exactly the kinds."""
    lines = inspect.cleandoc(Placed.__doc__ or "").splitlines()
    rulers = [number for number, line in enumerate(lines) if line.startswith("=====")]
    assert {line[:14].strip() for line in lines[rulers[1] + 1 : rulers[2]]} == KINDS


def test_the_face_lies_before_bar_and_arms() -> None:
    """In profile the head is painted last, so that no plate or hand hides the face."""
    of = scene(frame(STANDING, (BARBELL,)), VIEWS["side"], {})
    assert max(of.order.depth, key=lambda part: of.order.depth[part]) == "head"
    plate = max(piece.depth for piece in pieces(VIEWS["side"], BARBELL))
    assert of.order.depth["head"] > of.order.depth["trunk"] + plate


def test_far_limbs_are_the_left_ones_in_profile_and_none_from_the_front() -> None:
    """Seen from the right the left limbs are grey; seen from the front none are."""
    assert scene(frame(STANDING), VIEWS["side"], {}).order.far == {"left leg", "left arm"}
    assert scene(frame(STANDING), VIEWS["front"], {}).order.far == set()
    assert [side for side in SIDES if side in scene(frame(STANDING), VIEWS["side"], {}).near("leg")] == ["right"]


def test_seen_from_above_there_is_a_mat_and_no_floor_line() -> None:
    """The view from above lays a mat under the body, unless the author laid one."""
    lying = {"y": 10.0, "torso": -90.0}
    text = strip(figure(lying, view="above"), [], [], "")
    assert 'class="o"' not in text
    assert text.count('class="p"') > 0
    own = strip(figure(lying, view="above", props=(PROPS["mat"],)), [], [], "")
    assert own.count('class="p"') == text.count('class="p"')


def test_a_pose_fits_its_picture() -> None:
    """Nothing of the body sticks out of the view box."""
    for view, camera in VIEWS.items():
        of = scene(frame(SQUAT), camera, {})
        box = Box.around(of.reach())
        drawn = strip(figure(SQUAT, view=view), [], [], "")
        left, top, width, height = (int(part) for part in parse(drawn).get("viewBox", "").split())
        assert width >= (box.right - box.left) * 4
        assert -top >= box.high * 4
        assert left < 0 < height


def test_same_figure_same_bytes() -> None:
    """Noise in the last bits of a posture does not reach the file."""
    plain = figure(STANDING, SQUAT)
    shaken = figure(STANDING, SQUAT)
    for pose in shaken.poses:
        np.add(pose.posture.origins, 1e-11, out=pose.posture.origins)
    assert strip(plain, ["abs"], ["quads"], "t") == strip(shaken, ["abs"], ["quads"], "t")


_ALL_DRAWINGS = """
from hashlib import sha256
from figures.stand_in import SQUAT, STANDING, figure
from handbook.figures.bodymap import bodymap
from handbook.figures.draw import strip, thumb
from handbook.figures.motion import motion
solved = figure(STANDING, {**SQUAT, "right hip": 90.0})
worked = (["quads", "glutes"], ["calves", "abs"])
drawings = [draw(solved, *worked, "t") for draw in (strip, thumb, motion)] + [bodymap(*worked)]
print(*(sha256(drawing.encode()).hexdigest() for drawing in drawings))
"""


def test_two_processes_draw_the_same_bytes() -> None:
    """Neither the order of hashes nor anything else of a process reaches a file."""
    paths = os.pathsep.join(["src", "tests"])
    said = {
        subprocess.run(
            [sys.executable, "-c", _ALL_DRAWINGS],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_small_move_has_an_arrow_of_its_own() -> None:
    """Rising on to the toes by a few centimetres is pointed at; a squat needs no such arrow."""
    risen = {"y": 96.0, "right ankle": -30.0, "left ankle": -30.0}
    small = strip(figure(STANDING, risen), [], [], "t")
    large = strip(figure(STANDING, SQUAT), [], [], "t")
    assert small.count('class="a"') == 2
    assert large.count('class="a"') == 1


def test_three_lying_poses_are_set_in_two_rows() -> None:
    """A long row of lying figures would be tiny on a phone: it is broken, and stays in order by its arrows."""
    lying = {"y": 10.0, "torso": -90.0}
    raised = {**lying, "right hip": 80.0}
    text = strip(figure(lying, raised, lying), [], [], "t")
    _, _, width, height = (int(part) for part in parse(text).get("viewBox", "").split())
    assert width < 3 * height
    assert text.count('class="a"') == 2
    assert text.count('class="o"') == 2


def test_a_thumbnail_is_cut_to_the_body() -> None:
    """A wall three metres high does not make the figure before it small."""
    wall = Placed("wall", "wall", ((-40.0, 0.0, -40.0), (-30.0, 300.0, 40.0)))
    _, _, _, height = (
        int(part) for part in parse(thumb(figure(SQUAT, props=(wall,)), [], [], "t")).get("viewBox", "").split()
    )
    assert height < 170 * 4
