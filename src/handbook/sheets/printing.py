"""The sheets of a whole handbook: what each says, the page that shows it, and what is wrong with it.

Enters: the handbook and its thumbnails. Leaves: `Sheet` values, for `render` as pages and for `typesetting` as PDF.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from handbook import addresses
from handbook.handbook import Handbook
from handbook.ladders import Step
from handbook.pages.page import Page, PageMaker, Shown
from handbook.schema import Program
from handbook.sheets.filling import barred, filling, loaded
from handbook.sheets.jobs import ExerciseFacts, Own, ProgramFacts, SheetFacts
from handbook.sheets.making import make_sheet
from handbook.sheets.sheet import NAMES, PAPERS, PaperName, Sheet

TEMPLATE = "sheet.typ"


def sheets(shown: Shown) -> tuple[Sheet, ...]:
    """Every program's sheet on every paper."""
    return tuple(sheet(shown, slug, paper) for slug in shown.handbook.programs for paper in PAPERS)


def sheet(shown: Shown, slug: str, paper: PaperName) -> Sheet:
    """The sheet of a program, to be filled in with a pen."""
    program, exercises = shown.handbook.programs[slug], shown.handbook.exercises
    return make_sheet(slug, program, exercises, facts=_facts(shown.handbook, slug, _known(shown, program), paper))


def _known(shown: Shown, program: Program) -> dict[str, ExerciseFacts]:
    """The facts of a program's exercises."""
    named = dict.fromkeys(str(slot.done) for slot in program.slots if slot.done in shown.handbook.exercises)
    return {one: _exercise(shown, one) for one in named}


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader fills in: size of paper, name, start date as it is shown, loads."""

    paper: PaperName
    athlete: str
    start: str
    own: Own


def own_sheet(shown: Shown, slug: str, program: Program, reader: Reader) -> Sheet:
    """A reader's own sheet of a program, which may be the handbook's with other exercises."""
    handbook, known = shown.handbook, _known(shown, program)
    loads = replace(reader.own, barred=frozenset(one for one in known if barred(handbook.exercises[one])))
    facts = _facts(handbook, slug, known, reader.paper)
    facts = replace(facts, athlete=reader.athlete, start=reader.start, unit=reader.own.unit, own=loads)
    return make_sheet(slug, program, handbook.exercises, facts=facts)


def sheet_makers(handbook: Handbook) -> dict[str, PageMaker]:
    """How each program's sheet is made as a page for the browser, one for each paper, by address."""
    return {
        address(handbook, slug, paper): partial(_page, slug, paper) for slug in handbook.programs for paper in PAPERS
    }


def address(handbook: Handbook, slug: str, paper: PaperName) -> str:
    """Where a program's sheet on some paper lies; the paper that the settings put first needs no name."""
    return addresses.sheet(slug, "" if paper == handbook.settings.paper else paper)


def _page(slug: str, paper: PaperName, shown: Shown) -> Page:
    """A sheet, and the ways to the same on other paper."""
    made, handbook = sheet(shown, slug, paper), shown.handbook
    papers = [(NAMES[one], one, address(handbook, slug, one)) for one in PAPERS]
    return Page(
        address=address(handbook, slug, paper),
        template="sheet.html",
        title=f"{made.title}: program sheet",
        description=made.summary,
        facts={"sheet": made, "papers": papers, "own": filling(handbook, slug)},
        entry=f"programs/{slug}",
        index=False,
    )


def _facts(handbook: Handbook, slug: str, known: Mapping[str, ExerciseFacts], paper: PaperName) -> SheetFacts:
    settings = handbook.settings
    return SheetFacts(
        handbook=settings.title,
        language=settings.language,
        program=_program(handbook, slug),
        version=handbook.edition.isoformat(),
        coverage=coverage_text(handbook, slug),
        exercises=known,
        programs={other: _program(handbook, other) for other in handbook.programs},
        paper=paper,
        unit=settings.units,
    )


def _program(handbook: Handbook, slug: str) -> ProgramFacts:
    address = handbook.settings.base_url + addresses.entry(f"programs/{slug}")
    return ProgramFacts(handbook.programs[slug].title, address, address.partition("://")[2])


def _exercise(shown: Shown, slug: str) -> ExerciseFacts:
    handbook, entry = shown.handbook, f"exercises/{slug}"
    exercise, figure = handbook.exercises[slug], shown.figures.get(addresses.figure(entry, "thumb"))
    changes = [tuple(one.change for one in variants if one.change) for variants in (exercise.easier, exercise.harder)]
    return ExerciseFacts(
        address=handbook.settings.base_url + addresses.entry(entry),
        easier=(*_named(handbook, handbook.climb.easier.get(slug, ()), "easier"), *changes[0]),
        harder=(*_named(handbook, handbook.climb.harder.get(slug, ()), "harder"), *changes[1]),
        instead=tuple(_instead(handbook, slug)),
        figure=figure.decode() if figure else None,
        picture=addresses.figure(entry, "thumb") if figure else "",
        figure_title=shown.words.get(entry, ""),
        loaded=loaded(handbook, slug),
    )


def _named(handbook: Handbook, edges: tuple[Step, ...], end: str) -> tuple[str, ...]:
    """The titles at one end of some steps, those that share a ladder with the other end first."""
    exercises = handbook.exercises
    near = sorted(edges, key=lambda edge: not set(exercises[edge.easier].ladders) & set(exercises[edge.harder].ladders))
    return tuple(exercises[getattr(edge, end)].title for edge in near)


def _instead(handbook: Handbook, slug: str) -> Iterator[str]:
    """What the author names for missing equipment; what is only alike is left to the page."""
    for swap in handbook.swaps.get(slug, ()):
        if swap.lacking:
            lacking = handbook.equipment.get(swap.lacking)
            yield f"{handbook.exercises[swap.exercise].title} (no {lacking.title.lower() if lacking else swap.lacking})"


def coverage_text(handbook: Handbook, slug: str) -> str:
    """What the program trains of all that a runner's program should, and what not."""
    coverage = handbook.coverage[slug]
    wanted = {name: one.title.lower() for name, one in handbook.movements.items() if one.coverage}
    trained = [title for name, title in wanted.items() if coverage.trains(name)]
    missing = [title for name, title in wanted.items() if not coverage.trains(name)]
    parts = (f"Trains {', '.join(trained)}." if trained else "", f"Leaves out {', '.join(missing)}." if missing else "")
    return " ".join(part for part in parts if part)
