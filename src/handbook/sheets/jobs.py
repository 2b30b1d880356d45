"""What a sheet is made from: the program, its exercises, and what other stages have found out about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.fitting import fit
from handbook.loads import Formula, Unit
from handbook.schema import Exercise, Program
from handbook.sheets.sheet import Cut, Paper, PaperName
from handbook.typeface import Style


@dataclass(frozen=True, slots=True)
class ExerciseFacts:
    """What other stages know of an exercise.

    `address` is its page's whole URL; `easier`, `harder` and `instead` are names and changes, nearest first;
    `figure` is an SVG made by the handbook, or None, and `picture` its address below the site's root; `loaded`
    says whether there is a weight to write down.
    """

    address: str
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    figure: str | None = None
    picture: str = ""
    figure_title: str = ""
    loaded: bool = True


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What other stages know of a program: its title, its page's URL, and that URL as one would type it."""

    title: str
    address: str
    short: str


@dataclass(frozen=True, slots=True)
class Own:
    """What a reader fills in for a sheet of their own.

    `working` are loads to begin with and `best` one-rep maxes, both in `unit` by exercise; `plate` is the smallest
    plate, two of which are the smallest step; `barred` are the exercises whose load is a bar with plates.
    """

    unit: Unit
    plate: float
    formula: Formula = "epley"
    working: Mapping[str, float] = field(default_factory=dict)
    best: Mapping[str, float] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet shows beside its program.

    `version` is the handbook's date, `2026-11-23`; `coverage` a sentence on what the program trains and what not;
    `unit` what loads are written in. `programs` holds those that a plan's stages name; `athlete` and `start` are
    filled in for the reader, or empty; `own` are the reader's loads.
    """

    handbook: str
    language: str
    program: ProgramFacts
    version: str
    coverage: str
    exercises: Mapping[str, ExerciseFacts]
    programs: Mapping[str, ProgramFacts] = field(default_factory=dict)
    paper: PaperName = "a4"
    unit: str = "kg"
    athlete: str = ""
    start: str = ""
    own: Own | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A program on its way to paper. Texts are cut through the job, which keeps what it had to cut."""

    slug: str
    program: Program
    exercises: Mapping[str, Exercise]
    facts: SheetFacts
    paper: Paper
    cuts: list[Cut] = field(default_factory=list)

    def cut(self, entry: str, text: str, style: Style, room: float, most: int) -> str:
        """The text of `entry` fitted into `most` lines of `room` mm."""
        fitted = fit(text, style, room, most)
        if fitted.endswith("…") and not text.rstrip().endswith("…") and (found := Cut(entry, text)) not in self.cuts:
            self.cuts.append(found)
        return fitted
