"""Every figure of the handbook keeps within what bodies, things and files allow: each is solved once for all tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pytest

import ours
from figures.pictures import parse
from handbook.figures.check import check
from handbook.figures.draw import strip, thumb
from handbook.figures.motion import motion
from handbook.figures.movement import movement
from handbook.figures.parts import ARM, FLOOR_SPOTS, kind_of
from handbook.figures.reading import read
from handbook.figures.skeleton import DOFS, LIMITS, joint_of
from handbook.figures.solve import solve
from handbook.figures.solved import STEPS, Frame, Solved
from handbook.figures.spec import Figure
from handbook.figures.words import describe
from handbook.hands import side_by_side
from handbook.pictures import RUNNING, wishes
from handbook.schema import Exercise, Movement
from handbook.wishes import Wish

KB = 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of the handbook: what is asked for, as read, and as solved."""

    wish: Wish
    figure: Figure
    solved: Solved

    @property
    def frames(self) -> Iterator[Frame]:
        """Every key pose and every in-between."""
        return chain(self.solved.poses, chain.from_iterable(self.solved.moves))

    @property
    def files(self) -> Mapping[str, str]:
        """The drawings by name."""
        if self.wish.action:
            return {"movement": movement(self.solved, self.figure.arc, self.wish.title, "words")}
        worked = (self.wish.primary, self.wish.secondary, self.wish.title)
        return {
            "strip": strip(self.solved, *worked, describe(self.figure, self.solved)),
            "thumb": thumb(self.solved, *worked),
            "motion": motion(self.solved, *worked),
        }


@pytest.fixture(scope="module")
def shown() -> Mapping[str, Shown]:
    """All figures of the handbook, and the runner of the home page."""
    handbook = ours.handbook()
    asked = dict(wishes(handbook))
    if handbook.settings.stride:
        poses = list(handbook.settings.stride.poses)
        asked[RUNNING] = Wish({"poses": poses}, "The stride")
    figures = {name: read(wish.data) for name, wish in asked.items()}
    assert {name: found for name, (_, found) in figures.items() if found} == {}
    readable = {name: figure for name, (figure, _) in figures.items() if figure is not None}
    solved = side_by_side(solve, list(readable.values()))
    return {n: Shown(asked[n], readable[n], one) for n, one in zip(readable, solved, strict=True)}


def test_every_exercise_and_movement_has_a_figure(shown: Mapping[str, Shown]) -> None:
    """No page is without its picture."""
    entries = ours.handbook().entries.values()
    wanted = {entry.id for entry in entries if isinstance(entry.meta, Exercise | Movement)}
    assert wanted
    assert wanted - set(shown) == set()


def test_nothing_is_found_in_any_figure(shown: Mapping[str, Shown]) -> None:
    """The checks have nothing to say about the handbook's own figures."""
    assert {name: found for name, one in shown.items() if (found := check(one.figure, one.solved))} == {}


def test_every_move_has_three_in_betweens(shown: Mapping[str, Shown]) -> None:
    """What the other promises say of in-betweens, they say of three a move."""
    assert len(STEPS) == 3
    assert all(len(move) == len(STEPS) for one in shown.values() for move in one.solved.moves)


def test_contacts_are_met(shown: Mapping[str, Shown]) -> None:
    """In every frame each part is within 1 cm of what it touches, and hands on a bar are on the bar."""
    misses = {
        (name, touch.part): touch.gap
        for name, one in shown.items()
        for frame in one.frames
        for touch in frame.touches
        if abs(touch.gap) > 1.0
    }
    assert misses == {}


def test_pinned_feet_and_hands_stay(shown: Mapping[str, Shown]) -> None:
    """What came down in one place moves less than 0.5 cm in any frame."""
    slips = {
        (name, touch.part): touch.slip
        for name, one in shown.items()
        for frame in one.frames
        for touch in frame.touches
        if touch.slip >= 0.5
    }
    assert slips == {}


def test_nothing_is_below_the_floor(shown: Mapping[str, Shown]) -> None:
    """No part is more than 1.5 cm below the floor in any frame, but for the fingers of a hand that leans on it."""
    sunk = {}
    for name, one in shown.items():
        for frame in one.frames:
            leaning = {touch.part.split()[0] for touch in frame.touches if kind_of(touch.part) in ARM}
            for spot in FLOOR_SPOTS:
                side, _, part = spot.segment.partition(" ")
                low = float(frame.posture.at(spot.segment, spot.offset)[1]) - spot.radius
                if low < -1.5 and not (part == "hand" and side in leaning):
                    sunk[name, spot.segment] = low
    assert sunk == {}


def test_joints_keep_their_limits(shown: Mapping[str, Shown]) -> None:
    """No joint goes more than 1 degree beyond its end of range in any frame."""
    limited = [(dof, *LIMITS[joint_of(dof)]) for dof in DOFS if joint_of(dof) in LIMITS]
    beyond = {
        (name, dof): frame.angle(dof)
        for name, one in shown.items()
        for frame in one.frames
        for dof, least, greatest in limited
        if not least - 1.0 <= frame.angle(dof) <= greatest + 1.0
    }
    assert beyond == {}


def test_bodies_are_in_balance(shown: Mapping[str, Shown]) -> None:
    """Where feet and hands carry the body its weight is over them, within 1 cm, in every frame."""
    off = {
        name: (frame.weight[0], frame.support)
        for name, one in shown.items()
        for frame in one.frames
        if frame.support is not None and not frame.support[0] - 1.0 <= frame.weight[0] <= frame.support[1] + 1.0
    }
    assert off == {}


def test_bars_stay_over_mid_foot(shown: Mapping[str, Shown]) -> None:
    """A bar in the hands of someone standing is within 5 cm of mid-foot in every frame."""
    bars = [(name, frame.bar) for name, one in shown.items() for frame in one.frames if frame.bar is not None]
    assert len(bars) > 10
    assert [(name, off) for name, off in bars if abs(off) > 5.0] == []


def test_words_are_sentences(shown: Mapping[str, Shown]) -> None:
    """Each figure is said in whole sentences that a phone reads in half a minute; none is silent."""
    for name, one in shown.items():
        words = describe(one.figure, one.solved)
        assert len(words.split(". ")) >= 2, name
        assert all(sentence[0].isupper() for sentence in words.split(". ")), name
        assert [broken for broken in ("{", "  ", ",,", " ,", "hold, ") if broken in words] == [], name
        assert words.endswith("."), name
        assert "old." not in words, f"{name}: the poses differ, but nothing is said to move"
        assert len(words) < 700, name


def test_files_are_small_valid_and_closed(shown: Mapping[str, Shown]) -> None:
    """Strips of two poses fit in 8 KB (10 for more), animations in 9, thumbnails in 4, actions in 8; no script."""
    most = {"strip": 8 * KB, "motion": 9 * KB, "thumb": 4 * KB, "movement": 8 * KB}
    large = {}
    for name, one in shown.items():
        if name == RUNNING:
            continue
        for kind, svg in one.files.items():
            parse(svg)
            assert "<script" not in svg
            assert svg.count("http") == 1, name
            limit = 10 * KB if kind == "strip" and len(one.solved.poses) > 2 else most[kind]
            if len(svg.encode()) > limit:
                large[name, kind] = len(svg.encode())
    assert large == {}
