"""A program sheet as a value: every page, row, cell, text and height, all decided.

The HTML sheet and the PDF show this and compute nothing, so that both have the same pages. Lengths are in mm; texts
are already cut to their places.
"""

from dataclasses import dataclass
from typing import Literal

PaperName = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper in mm, and the white that is kept at its edges."""

    name: PaperName
    width: float
    height: float
    side: float = 10
    top: float = 9
    bottom: float = 15

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of what lies between the margins; the foot of the page stands in the bottom margin."""
        return self.width - 2 * self.side, self.height - self.top - self.bottom


PAPERS: dict[PaperName, Paper] = {
    "a4": Paper("a4", 210, 297),
    "letter": Paper("letter", 215.9, 279.4),
}

NAMES: dict[PaperName, str] = {"a4": "A4", "letter": "Letter"}

Form = Literal["load-reps", "load-sides", "reps", "sides", "time", "time-sides", "way", "tick"]
"""What is written into a cell: load and reps (of each side), reps (likewise), seconds (likewise), metres, a tick."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one set of one session is written down; absent where the program has no such set then."""

    there: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One set: its label (`(4)` where it may be left out), its height, and a cell for each column of the page."""

    label: str
    height: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the word that it stands under: `Easier`, `Warm-up`, `How to progress`."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a workout: what to do, how, what else would do, and the rows to write in.

    `key` tells it from the program's other lines. `heading` stands above the first item of a block that has something
    to say. `ways` are what is easier, harder, or done instead. `figure` is an SVG for the PDF, `picture` its address on
    the site for the browser, and `figure_title` says what it shows; all three are empty where there is none. `line`
    says whether there is room for a line on which to write which of them it was.
    """

    key: str
    heading: str
    number: str
    title: str
    address: str
    figure: str
    picture: str
    figure_title: str
    amount: str
    details: str
    cues: str
    ways: tuple[Note, ...]
    form: Form
    line: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One session: `Week 1`, what its phase is called and changes, and a place for the date."""

    week: int
    title: str
    phase: str
    change: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """One workout over some weeks.

    `info` is the width of the column that describes the items, `aside` of its part that holds their other ways (0:
    they stand below), `head` the height of the row of weeks; `notes` is the number of lines to write on below.
    """

    number: int
    workout: str
    summary: str
    span: str
    legend: str
    before: tuple[Note, ...]
    info: int
    aside: int
    head: float
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    left: tuple[Note, ...]
    right: tuple[Note, ...]
    notes: int
    kind: Literal["log"] = "log"


@dataclass(frozen=True, slots=True)
class Leg:
    """A stage of a long plan: its weeks to tick off, its aim, the program to follow and the way there."""

    weeks: str
    name: str
    aim: str
    program: str
    address: str
    short: str
    qr: str
    ticks: tuple[int, ...]
    height: float


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Stages of a long plan, and lines to write on below."""

    number: int
    legs: tuple[Leg, ...]
    left: tuple[Note, ...]
    notes: int
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True, slots=True)
class NotesPage:
    """What the log pages of a full program have no room for: how to run it, and lines to write on."""

    number: int
    left: tuple[Note, ...]
    right: tuple[Note, ...]
    notes: int
    kind: Literal["notes"] = "notes"


Page = LogPage | PlanPage | NotesPage


@dataclass(frozen=True, slots=True)
class Cut:
    """A text of an entry (`exercises/plank`) that had to be shortened, as its author wrote it."""

    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a program prints on one size of paper."""

    slug: str
    title: str
    title_size: Literal["large", "small"]
    summary: str
    about: str
    handbook: str
    language: str
    address: str
    short: str
    qr: str
    version: str
    coverage: str
    athlete: str
    start: str
    paper: PaperName
    pages: tuple[Page, ...]
    cuts: tuple[Cut, ...]
