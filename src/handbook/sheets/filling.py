"""What the page of a sheet needs to be filled in before it is printed: the lines, and what may stand in them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from handbook import addresses
from handbook.handbook import Handbook
from handbook.loads import BARS, PLATES, SMALLEST
from handbook.prescriptions import Prescription, prescribed
from handbook.quantities import MOST
from handbook.schema import Block, Exercise, Program, Slot
from handbook.sheets.items import DOT
from handbook.sheets.places import form
from handbook.sheets.swapping import MEASURES

BAR, ONE_END = "barbell", "landmine"
"""The equipment that is loaded with plates, and the one that holds one end of it, so that there are no two sides."""


def filling(handbook: Handbook, slug: str) -> str:
    """Everything that `sheet.js` fills a program's sheet from, as JSON."""
    program = handbook.programs[slug]
    placed = [(block, slot) for workout in program.workouts for block in workout.blocks for slot in block.slots]
    lines = {
        str(at): _line(handbook, program, block, slot)
        for at, (block, slot) in enumerate(placed, 1)
        if slot.done in handbook.exercises
    }
    named = dict.fromkeys(choice[0] for line in lines.values() for choice in line["choices"])
    step = program.progression.step
    data = {
        "program": slug,
        "unit": handbook.settings.units,
        "rule": program.progression.rule,
        "step": [step.low, step.unit] if step and step.unit in {"%", "kg", "lb"} else None,
        "bars": BARS,
        "plates": PLATES,
        "smallest": SMALLEST,
        "lines": lines,
        "exercises": {one: _exercise(handbook, one) for one in named},
        "equipment": dict(_pieces(handbook, program)),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def barred(exercise: Exercise) -> bool:
    """Whether the load is a bar with plates on both ends."""
    needed = {choice for need in exercise.equipment if not need.optional for choice in need.choices}
    return BAR in needed and ONE_END not in needed


def loaded(handbook: Handbook, slug: str) -> bool:
    """Whether there may be a weight to write down: the exercise takes something that not every home has."""
    equipment = handbook.equipment
    needs = handbook.exercises[slug].equipment
    return any(not equipment[one].home for need in needs for one in need.choices if one in equipment)


def _line(handbook: Handbook, program: Program, block: Block, slot: Slot) -> dict[str, Any]:
    """A line: what each week asks for, and each exercise that may stand in it with what is then written down."""
    weekly = [prescribed(program, block, slot, week) for week in range(1, program.weeks + 1)]
    swaps = [(swap.exercise, swap.lacking) for swap in handbook.swaps.get(slot.done, ())]
    rungs = [(one, "") for one in handbook.climb.ladders.get(slot.ladder or "", ())]
    measure = next(name for name in MEASURES if getattr(slot, name))
    choices: dict[str, tuple[str, str, str, list[str]]] = {}
    for other, lacking in [(str(slot.done), ""), *swaps, *rungs]:
        exercise = handbook.exercises[other]
        if other == slot.done or getattr(exercise.dose, measure):
            kind = "swap" if (other, lacking) in swaps else "rung"
            shown = form(exercise, slot, loaded=loaded(handbook, other))
            choices.setdefault(other, (other, shown, kind, []))[3].append(lacking)
    return {"weeks": [_week(one) for one in weekly], "choices": list(choices.values())}


def _week(one: Prescription) -> list[Any]:
    """Reps from and to, how they are written, and how many are left in reserve."""
    counted = one.reps is not None and one.reps.unit != MOST
    low, high = (int(one.reps.low), int(one.reps.high)) if one.reps and counted else (1, 1)
    return [low, high, one.measure, int(one.reserve.high) if one.reserve else 0, counted]


def _exercise(handbook: Handbook, slug: str) -> dict[str, Any]:
    one, entry = handbook.exercises[slug], f"exercises/{slug}"
    return {
        "title": one.title,
        "address": handbook.settings.base_url + addresses.entry(entry),
        "picture": addresses.figure(entry, "thumb") if one.figure else "",
        "cues": DOT.join(one.cues[:2]),
        "needs": [list(need.choices) for need in one.equipment if not need.optional],
        "loaded": loaded(handbook, slug),
        "barred": barred(one),
    }


def _pieces(handbook: Handbook, program: Program) -> Iterator[tuple[str, str]]:
    """The equipment that the program's own exercises ask for, by slug, with its title."""
    exercises: Mapping[str, Exercise] = handbook.exercises
    used = {
        choice
        for slot in program.slots
        if slot.done in exercises
        for need in exercises[slot.done].equipment
        if not need.optional
        for choice in need.choices
    }
    for slug, piece in handbook.equipment.items():
        if slug in used:
            yield slug, piece.title
