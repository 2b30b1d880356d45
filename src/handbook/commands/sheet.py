"""`handbook sheet`: a program's sheet with a reader's own loads, ready to print."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import click

from handbook.commands.common import FAULTS, home, shown, tools
from handbook.commands.own import day, known, sound, written
from handbook.diagnostics import nearest
from handbook.handbook import Handbook
from handbook.loads import PLATES, SMALLEST, Formula, Unit, read
from handbook.pages.page import Shown
from handbook.pictures import figure_files, wishes
from handbook.schema import Program
from handbook.sheets.filling import loaded
from handbook.sheets.jobs import Own
from handbook.sheets.printing import TEMPLATE, Reader, own_sheet
from handbook.sheets.sheet import PAPERS, PaperName
from handbook.sheets.swapping import Swapped, swapped
from handbook.theme import theme
from handbook.typesetting import pdf

BEST = "1rm:"
MOST_WEEKS = 104
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The loads that were asked for, by exercise: those to begin with, and one-rep maxes."""

    working: Mapping[str, float]
    best: Mapping[str, float]


@click.command(short_help="Print a program with your own loads.")
@click.argument("program")
@click.option(
    "--load",
    "pairs",
    multiple=True,
    metavar="EXERCISE=LOAD",
    help="A load to begin with: back-squat=80kg, or back-squat=1rm:110kg.",
)
@click.option("--unit", type=click.Choice(["kg", "lb"]), help="Unit of loads (default: the handbook's).")
@click.option("--plate", metavar="LOAD", help="The smallest plate that you have (default: 1.25 kg or 2.5 lb).")
@click.option(
    "--formula", type=click.Choice(["epley", "brzycki"]), default="epley", help="What turns a one-rep max into a load."
)
@click.option("--rung", "rungs", multiple=True, metavar="LADDER=EXERCISE", help="Your rung: squat=goblet-squat.")
@click.option("--without", "lacking", multiple=True, metavar="EQUIPMENT", help="Equipment that you do not have.")
@click.option("--athlete", default="", help="The name on the sheet.")
@click.option("--start", metavar="YYYY-MM-DD", help="The day you begin.")
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), help="How many weeks to print (default: all).")
@click.option("--paper", type=click.Choice(list(PAPERS)), help="Size of paper (default: the handbook's).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The PDF to write (default: PROGRAM.pdf)."
)
@click.pass_obj
def sheet(  # noqa: PLR0917 - click hands them over by name
    given: Path | None,
    program: str,
    pairs: tuple[str, ...],
    unit: Unit | None,
    plate: str | None,
    formula: Formula,
    rungs: tuple[str, ...],
    lacking: tuple[str, ...],
    athlete: str,
    start: str | None,
    weeks: int | None,
    paper: PaperName | None,
    output: Path | None,
) -> None:
    """Print the sheet of PROGRAM with your own loads, worked out week by week by the program's rule."""
    root = home(given)
    handbook = sound(root)
    slug = known(program.removeprefix("programs/"), handbook.programs, "program")
    measured: Unit = unit or handbook.settings.units
    mine = _own_program(handbook, handbook.programs[slug], rungs, lacking)
    one = mine.program if weeks is None else mine.program.model_copy(update={"weeks": weeks})
    asked = _asked(handbook, one, pairs, measured)
    own = Own(measured, _plate(plate, measured), formula, asked.working, asked.best)
    reader = Reader(paper or handbook.settings.paper, athlete, day(start).isoformat() if start else "", own)
    made = own_sheet(_shown(root, handbook, one), slug, one, reader)
    _write(root, handbook, asdict(made), output or Path(f"{slug}.pdf"), reader.paper)
    for done, other in mine.done:
        click.echo(f"{_title(handbook, other)} takes the place of {_title(handbook, done)}.")
    for stuck in mine.stuck:
        click.echo(f"Nothing takes the place of {_title(handbook, stuck)}; it stays on the sheet.", err=True)


def _pairs(texts: Iterable[str], option: str, example: str, value: Callable[[str, str], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for text in texts:
        name, sign, rest = text.partition("=")
        if not sign or not rest.strip():
            raise click.UsageError(f"`{text}` is not what {option} takes; write it like `{example}`.")
        found[name.strip()] = value(name.strip(), rest.strip())
    return found


def _own_program(handbook: Handbook, program: Program, rungs: Iterable[str], lacking: Iterable[str]) -> Swapped:
    def rung(ladder: str, exercise: str) -> str:
        known(ladder, handbook.ladders, "ladder")
        return known(exercise, handbook.climb.ladders[ladder], f"rung of the {ladder} ladder")

    chosen = _pairs(rungs, "--rung", "squat=goblet-squat", rung)
    missing = frozenset(known(one, handbook.equipment, "piece of equipment") for one in lacking)
    return swapped(handbook, program, chosen, missing)


def _asked(handbook: Handbook, program: Program, pairs: Iterable[str], unit: Unit) -> _Asked:
    named = list(dict.fromkeys(slot.done for slot in program.slots))

    def reading(exercise: str, text: str) -> tuple[bool, float]:
        if nearest(exercise, handbook.exercises):
            known(exercise, handbook.exercises, "exercise")
        if not named:
            raise click.UsageError("This plan has no exercises of its own; print the sheets of the programs it names.")
        if exercise not in named:
            raise click.UsageError(f"`{exercise}` is not on this sheet; on it are {', '.join(named)}.")
        if not loaded(handbook, exercise):
            raise click.UsageError(f"`{exercise}` is done without a load.")
        return text.startswith(BEST), _load(text.removeprefix(BEST), unit)

    found = _pairs(pairs, "--load", "back-squat=80kg", reading)
    return _Asked(
        {exercise: number for exercise, (best, number) in found.items() if not best},
        {exercise: number for exercise, (best, number) in found.items() if best},
    )


def _load(text: str, unit: Unit) -> float:
    try:
        return read(text, unit)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None


def _plate(text: str | None, unit: Unit) -> float:
    if text is None:
        return SMALLEST[unit]
    plate = _load(text, unit)
    if plate > PLATES[unit][0]:
        raise click.UsageError(f"`{text}` is heavier than any plate; the heaviest is {PLATES[unit][0]:g} {unit}.")
    return plate


def _shown(root: Path, handbook: Handbook, program: Program) -> Shown:
    """The handbook with the figures that the sheet shows, remembered from the last time it was built."""
    named = {f"exercises/{slot.done}" for slot in program.slots}
    asked = {entry: wish for entry, wish in wishes(handbook).items() if entry in named}
    drawn = dict(zip(asked, tools(root).draw(asked.values()), strict=True))
    figures = {address: svg for entry, one in drawn.items() for address, svg in figure_files(entry, one).items()}
    return Shown(handbook, {entry: one.words for entry, one in drawn.items() if one.files}, figures)


def _write(root: Path, handbook: Handbook, data: Mapping[str, object], output: Path, paper: PaperName) -> None:
    template = theme(root).file(TEMPLATE)
    if template is None:
        raise click.UsageError(f"There is no template `{TEMPLATE}` to print with.")
    printed = pdf(template, data, paper=paper, day=handbook.edition)
    for fault in printed.faults:
        click.echo(fault, err=True)
    if printed.pdf is None:
        sys.exit(FAULTS)
    written(output, printed.pdf)
    click.echo(f"{shown(output)}: {printed.pages} page{'s' * (printed.pages > 1)}, {paper}.")


def _title(handbook: Handbook, exercise: str) -> str:
    return handbook.exercises[exercise].title
