"""Posters of ladders: the rungs one above the other, the easiest at the foot. Lengths are in mm."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.sheets.breaks import pages
from handbook.sheets.imprint import Imprint, Shears
from handbook.sheets.sheet import PAPERS, Cut
from handbook.typeface import Style

TITLE = Style("BarlowCondensed-Bold", 30, 11)
NAME = Style("BarlowCondensed-Bold", 19, 7)
TEXT = Style("BarlowSemiCondensed-Regular", 10.5, 4.4)
LABEL = Style("BarlowSemiCondensed-SemiBold", 10.5, 4.4)
HEAD, WHEN = 24.0, 12.0
LEAST_RUNG, MOST_RUNG = 24.0, 80.0
FIGURE, LARGE_FIGURE = 78.0, 100.0
ROOMY = 62.0
"""How high a rung is from which on it has a large figure."""


@dataclass(frozen=True, slots=True)
class PosterRung:
    """A rung: its number from the foot, the exercise, how much of it, and what to reach before the next."""

    number: int
    title: str
    amount: str
    summary: str
    when: str
    figure: str
    figure_title: str


@dataclass(frozen=True, slots=True)
class PosterPage:
    """Rungs from the top of the page to its foot, each `rung` mm high, with figures in a column of `figure` mm."""

    rung: float
    figure: float
    rungs: tuple[PosterRung, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """A ladder on paper, the hardest rung on top."""

    imprint: Imprint
    summary: str
    pages: tuple[PosterPage, ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class RungFacts:
    """What is known of a rung before it is laid out; texts as their authors wrote them."""

    slug: str
    title: str
    amount: str
    summary: str
    when: str
    figure: str
    figure_title: str


def poster(slug: str, front: Imprint, rungs: Sequence[RungFacts]) -> Poster:
    """The poster of a ladder. `rungs` are from easiest to hardest; there is at least one."""
    wide, high = PAPERS[front.paper].room
    groups = pages([LEAST_RUNG + WHEN] * len(rungs), high - HEAD)
    sizes = [min(MOST_RUNG, (high - HEAD) / len(group) - WHEN) for group in groups]
    column = LARGE_FIGURE if min(sizes) >= ROOMY else FIGURE
    room = wide - column - 14
    made, cuts = [], []
    for number, one in enumerate(rungs, 1):
        shears = Shears(f"exercises/{one.slug}")
        made.append(
            PosterRung(
                number=number,
                title=shears.fit(one.title, NAME, room, 2),
                amount=shears.fit(one.amount, LABEL, room, 1),
                summary=shears.fit(one.summary, TEXT, room, 3),
                when=shears.fit(f"Up when {one.when}" if one.when else "", TEXT, wide - 14, 2),
                figure=one.figure,
                figure_title=one.figure_title or one.title,
            )
        )
        cuts += shears.cuts
    own = Shears(f"ladders/{slug}")
    summary = own.fit(front.summary, TEXT, wide - 24, 2)
    made.reverse()
    sides = (PosterPage(size, column, tuple(made[k] for k in group)) for size, group in zip(sizes, groups, strict=True))
    return Poster(front, summary, tuple(sides), (*cuts, *own.cuts))
