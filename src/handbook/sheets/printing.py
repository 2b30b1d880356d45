"""The sheets of a whole handbook: what each says, the page that shows it, and what is wrong with it.

Enters: the handbook and its thumbnails. Leaves: `Sheet` values, for `render` as pages and for `typesetting` as PDF.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handbook import addresses
from handbook.edition import version
from handbook.handbook import Handbook
from handbook.ladders import Edge
from handbook.pages import Page
from handbook.schema import Program
from handbook.sheets.filling import barred, filling, loaded
from handbook.sheets.jobs import ExerciseFacts, Own, ProgramFacts, SheetFacts
from handbook.sheets.making import make_sheet
from handbook.sheets.sheet import PAPERS, PaperName, Sheet

TEMPLATE = "sheet.typ"

Drawn = tuple[Mapping[str, bytes], Mapping[str, str]]
"""Figures: SVGs by address, and what they show by entry."""


def sheets(handbook: Handbook, figures: Mapping[str, bytes], words: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Every program's sheet on every paper. `figures` are SVGs by address, `words` what they show by entry."""
    exercises = handbook.exercises
    known = {slug: _exercise(handbook, slug, figures, words) for slug in exercises}
    return tuple(
        make_sheet(slug, program, exercises, facts=_facts(handbook, slug, known, paper))
        for slug, program in handbook.programs.items()
        for paper in PAPERS
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader fills in: size of paper, name, start date as it is shown, loads."""

    paper: PaperName
    athlete: str
    start: str
    own: Own


def own_sheet(handbook: Handbook, slug: str, program: Program, reader: Reader, drawn: Drawn) -> Sheet:
    """A reader's own sheet of a program, which may be the handbook's with other exercises. `drawn` are its figures."""
    named = {str(slot.done) for slot in program.slots if slot.done in handbook.exercises}
    known = {one: _exercise(handbook, one, *drawn) for one in named}
    loads = replace(reader.own, barred=frozenset(one for one in named if barred(handbook.exercises[one])))
    facts = _facts(handbook, slug, known, reader.paper)
    facts = replace(facts, athlete=reader.athlete, start=reader.start, unit=reader.own.unit, own=loads)
    return make_sheet(slug, program, handbook.exercises, facts=facts)


def sheet_pages(handbook: Handbook, made: tuple[Sheet, ...]) -> Iterator[Page]:
    """The sheets as pages for the browser, on the paper that the settings put first."""
    for sheet in made:
        if sheet.paper == handbook.settings.paper:
            yield Page(
                address=addresses.sheet(sheet.slug),
                template="sheet.html",
                title=f"{sheet.title}: program sheet",
                description=sheet.summary,
                facts={"sheet": sheet, "own": filling(handbook, sheet.slug)},
                entry=f"programs/{sheet.slug}",
                index=False,
            )


def _facts(handbook: Handbook, slug: str, known: Mapping[str, ExerciseFacts], paper: PaperName) -> SheetFacts:
    settings = handbook.settings
    return SheetFacts(
        handbook=settings.title,
        language=settings.language,
        program=_program(handbook, slug),
        version=version(handbook).isoformat(),
        coverage=coverage_text(handbook, slug),
        exercises=known,
        programs={other: _program(handbook, other) for other in handbook.programs},
        paper=paper,
        unit=settings.units,
    )


def _program(handbook: Handbook, slug: str) -> ProgramFacts:
    address = handbook.settings.base_url + addresses.entry(f"programs/{slug}")
    return ProgramFacts(handbook.programs[slug].title, address, address.partition("://")[2])


def _exercise(handbook: Handbook, slug: str, figures: Mapping[str, bytes], words: Mapping[str, str]) -> ExerciseFacts:
    exercise, entry = handbook.exercises[slug], f"exercises/{slug}"
    figure = figures.get(addresses.figure(entry, "thumb"))
    changes = [tuple(one.change for one in variants if one.change) for variants in (exercise.easier, exercise.harder)]
    return ExerciseFacts(
        address=handbook.settings.base_url + addresses.entry(entry),
        easier=(*_named(handbook, handbook.climb.easier.get(slug, ()), "easier"), *changes[0]),
        harder=(*_named(handbook, handbook.climb.harder.get(slug, ()), "harder"), *changes[1]),
        instead=tuple(_instead(handbook, slug)),
        figure=figure.decode() if figure else None,
        picture=addresses.figure(entry, "thumb") if figure else "",
        figure_title=words.get(entry, ""),
        loaded=loaded(handbook, slug),
    )


def _named(handbook: Handbook, edges: tuple[Edge, ...], end: str) -> tuple[str, ...]:
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
