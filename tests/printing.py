"""Programs to print: the handbook's own, and ones made up to be hard to lay out."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber

from handbook.load import load
from handbook.press import Printed
from handbook.schema import Exercise, Program
from handbook.sheets.jobs import ExerciseFacts, ProgramFacts, SheetFacts
from handbook.sheets.making import make_sheet
from handbook.sheets.sheet import PaperName, Sheet
from handbook.typesetting import pdf
from handbook.validate import validate

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "templates" / "sheet.typ"
DAY = date(2026, 11, 23)
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<path d="M50 29 40 58 60 75 52 95M5 96H95" fill="none" stroke="#000"/></svg>'
)


@cache
def content() -> tuple[Mapping[str, Program], Mapping[str, Exercise]]:
    """The handbook's own programs and exercises, by slug."""
    valid, _ = validate(load(ROOT)[0])
    programs: dict[str, Program] = {}
    exercises: dict[str, Exercise] = {}
    for entry in valid.entries:
        slug = entry.document.slug
        if isinstance(entry.meta, Program):
            programs[slug] = entry.meta
        if isinstance(entry.meta, Exercise):
            exercises[slug] = entry.meta
    return programs, exercises


def exercise(**changes: Any) -> Exercise:
    """A plain exercise, changed."""
    plain: dict[str, Any] = {
        "title": "Squat",
        "summary": "Bend and stand up.",
        "kind": "strength",
        "level": "beginner",
        "sides": "both",
        "muscles": {"primary": ["quads"]},
        "movements": {"primary": ["knee-extension"]},
        "equipment": ["barbell"],
        "dose": {"sets": "3", "reps": "5"},
        "cues": ["Sit between the hips", "Stand up fast"],
    }
    return Exercise.model_validate(plain | changes)


def program(slots: list[dict[str, Any]] | None = None, **changes: Any) -> Program:
    """A program of one workout, changed."""
    plain: dict[str, Any] = {
        "title": "Plain strength",
        "summary": "One lift.",
        "level": "beginner",
        "weeks": "6",
        "per_week": "1",
        "purpose": ["knee-extension"],
        "progression": {"rule": "load", "note": "Add a little each week."},
        "warmup": "Walk for 5 min.",
        "workouts": [{"title": "Day 1", "blocks": [{"slots": slots or [slot()]}]}],
    }
    return Program.model_validate(plain | changes)


def slot(**changes: Any) -> dict[str, Any]:
    """A slot of the plain exercise, changed; a measure takes the place of the reps."""
    measured = {} if {"hold", "distance"} & set(changes) else {"reps": "5"}
    return {"exercise": "squat", "sets": "3"} | measured | changes


def facts(
    exercises: Mapping[str, Exercise], paper: PaperName = "a4", programs: Mapping[str, Program] | None = None
) -> SheetFacts:
    """What other stages would say: short, and the same for every exercise."""
    known = {
        slug: ExerciseFacts(
            address=f"https://example.org/exercises/{slug}/",
            easier=("Goblet squat",),
            harder=("Hold it for longer at the bottom",),
            instead=("Lunge (no barbell)",),
            figure=FIGURE,
            picture=f"figures/{slug}.svg",
        )
        for slug in exercises
    }
    others = {
        slug: ProgramFacts(one.title, f"https://example.org/programs/{slug}/", f"example.org/programs/{slug}")
        for slug, one in (programs or {}).items()
    }
    own = ProgramFacts("Plain strength", "https://example.org/programs/plain/", "example.org/programs/plain")
    return SheetFacts("Handbook", "en", own, "2026-11-23", "Trains knee extension.", known, others, paper)


def sheet(
    made: Program, exercises: Mapping[str, Exercise] | None = None, paper: PaperName = "a4", **changes: Any
) -> Sheet:
    """The sheet of a program whose slots do the plain exercise, or those given."""
    known = exercises or {"squat": exercise()}
    said = facts(known, paper, content()[0])
    return make_sheet("plain", made, known, facts=SheetFacts(**{**_fields(said), **changes}))


def _fields(said: SheetFacts) -> dict[str, Any]:
    return {name: getattr(said, name) for name in SheetFacts.__dataclass_fields__}


def printed(value: Sheet) -> Printed:
    """The sheet as PDF."""
    return pdf(TEMPLATE, asdict(value), paper=value.paper, day=DAY)


def read_back(value: Sheet) -> Any:
    """The sheet as PDF, opened; the test that asks for it closes it."""
    result = printed(value)
    assert result.pdf is not None, result.faults
    return pdfplumber.open(BytesIO(result.pdf))
