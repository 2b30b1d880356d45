"""Animations: small, never alarming, in step with the poses, and still for readers who prefer that."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.pictures import parse, style, words
from figures.stand_in import SQUAT, STANDING, figure
from handbook.figures.draw import strip
from handbook.figures.motion import motion
from handbook.figures.solved import STEPS, Placed
from handbook.figures.tracks import Spot, Timing, keyframes, still, times, unwound

BARBELL = Placed("barbell", "barbell", ((-8.0, 140.0, -60.0), (-8.0, 140.0, 60.0)), 16.0)
ONE_SIDED = {"y": 90.0, "right hip": 80.0, "right knee": 90.0, "left shoulder": 90.0, "left elbow": 60.0}
MARKS = times(STEPS, 1)
TIMING = Timing(MARKS)


def test_an_animation_is_small_valid_titled_and_closed() -> None:
    """A tinted animation of two poses fits in 9 KB: titled, no script, nothing from outside."""
    solved = figure(STANDING, ONE_SIDED, props=(BARBELL,))
    text = motion(solved, ["quads", "glutes"], ["calves", "lower-back"], "Lift", "a < b")
    assert (words(text, "title"), words(text, "desc")) == ("Lift", "a < b")
    assert len(text.encode()) <= 9 * 1024
    assert "<script" not in text
    assert "<animate" not in text
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_worked_muscles_are_tinted_in_motion_too() -> None:
    """Primary and secondary muscles move with their bones."""
    text = motion(figure(STANDING, SQUAT), ["quads"], ["calves"], "t")
    assert re.search(r'class="x\d+ m"', text)
    assert re.search(r'class="x\d+ n"', text)
    assert "<pattern" in text


def test_motion_stops_for_those_who_prefer_less_and_in_print() -> None:
    """Reduced motion and print hold the end pose."""
    css = style(motion(figure(STANDING, SQUAT), [], [], "t"))
    rule = re.search(r"@media print,\(prefers-reduced-motion:reduce\)\{(.*?)\}\}", css)
    assert rule
    seconds = re.search(r"animation:([\d.]+)s", css)
    assert seconds
    assert f"animation-delay:-{seconds[1]}s" in rule[1]
    assert "animation-play-state:paused" in rule[1]


def test_every_moving_piece_has_its_keyframes() -> None:
    """Each class of a moving piece is animated, each set of keyframes used."""
    text = motion(figure(STANDING, SQUAT, STANDING), ["quads"], [], "t")
    used = {name for names in re.findall(r'class="(x\d+)', text) for name in names.split()}
    assert used == set(re.findall(r"@keyframes (x\d+)", text))
    parse(text)


def test_a_long_animation_keeps_within_its_size() -> None:
    """Three poses that move everything fit in 10 KB, four in 12: motion is drawn more freely, not cut short."""
    lunge = {**ONE_SIDED, "left hip": -20.0, "left knee": 60.0, "torso": 20.0, "spine": 20.0, "right shoulder": -40.0}
    poses = (STANDING, lunge, SQUAT, {**lunge, "y": 70.0})
    worked = (["quads", "glutes"], ["calves", "hamstrings"])
    text = motion(figure(*poses, props=(BARBELL,)), *worked, "t")
    assert len(text.encode()) <= 12 * 1024
    assert len(motion(figure(*poses[:3]), *worked, "t").encode()) <= 10 * 1024


def test_what_stands_still_is_not_animated() -> None:
    """Only the raised arm of a figure moves: few sets of keyframes are written."""
    raised = {**STANDING, "right shoulder": 90.0}
    text = motion(figure(STANDING, raised), [], [], "t")
    assert 1 <= len(set(re.findall(r"@keyframes (x\d+)", text))) <= 3


def test_one_pose_is_a_still_picture() -> None:
    """A figure of one pose has no motion to show."""
    solved = figure(SQUAT)
    assert motion(solved, ["abs"], [], "t") == strip(solved, ["abs"], [], "t")


@pytest.mark.parametrize("moves", [1, 2, 3])
def test_times_rise_and_hold_both_ends(moves: int) -> None:
    """Every pose and in-between has its time; first and last pose are held."""
    marks = times(STEPS, moves)
    assert len(marks) == moves * (len(STEPS) + 1) + 1
    assert marks == sorted(set(marks))
    assert (marks[0], marks[-1]) == (8.0, 92.0)


@given(st.lists(st.floats(-720, 720), min_size=2, max_size=9))
def test_turns_never_go_the_long_way_round(turns: list[float]) -> None:
    """Unwinding keeps each direction and never turns by more than half a turn at once."""
    spots = unwound([Spot(0, 0, turn) for turn in turns])
    for before, after, asked in zip(spots, spots[1:], turns[1:], strict=False):
        assert abs(after.turn - before.turn) <= 180.001
        assert (after.turn - asked) % 360 == pytest.approx(0, abs=1e-6) or (after.turn - asked) % 360 == pytest.approx(
            360, abs=1e-6
        )


@given(st.lists(st.tuples(st.floats(-400, 400), st.floats(-400, 400)), min_size=5, max_size=5))
def test_keyframes_keep_a_piece_in_its_place(places: list[tuple[float, float]]) -> None:
    """At every instant the browser's straight motion between keyframes is within half a centimetre of the solver's."""
    spots = [Spot(x, y) for x, y in places]
    rule = keyframes(spots, TIMING)
    found = re.findall(r"([\d.]+)%(?:,to)?\{translate:(-?\d+)px (-?\d+)px", rule.replace("0%,", "", 1))
    frames = [(float(mark), int(x), int(y)) for mark, x, y in found]
    for spot, mark in zip(spots, MARKS, strict=True):
        (t0, x0, y0), (t1, x1, y1) = next((a, b) for a, b in pairwise(frames) if a[0] <= mark <= b[0])
        part = (mark - t0) / (t1 - t0)
        assert x0 + (x1 - x0) * part == pytest.approx(spot.x, abs=2.3)
        assert y0 + (y1 - y0) * part == pytest.approx(spot.y, abs=2.3)


def test_a_straight_move_needs_no_keyframes_between() -> None:
    """What already lies on the straight way is left to the browser."""
    spots = [Spot(mark, 2 * mark) for mark in MARKS]
    assert keyframes(spots, TIMING).count("translate") == 2
    assert still([Spot(1, 1), Spot(1.2, 1)])
    assert not still(spots)


@pytest.mark.parametrize(("stretch", "written"), [(1.0, "scale:1}"), (0.91, "scale:.91 1}"), (1.1, "scale:1.10 1}")])
def test_a_stretch_is_written_along_the_piece_only(stretch: float, written: str) -> None:
    """A cable grows in length and not in width; no stretch is written as one."""
    spots = [Spot(0, 0, 0, 0.5), *(Spot(0, 0, 0, stretch) for _ in MARKS[1:])]
    assert keyframes(spots, TIMING).endswith(written)
