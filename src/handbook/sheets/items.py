"""The items of a workout's log: what a line of a program looks like on paper, before the page gives it its height."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.fitting import fit, lines
from handbook.prescriptions import Prescription, prescribed, standing
from handbook.schema import Exercise, Program, Slot
from handbook.sheets.goals import goals
from handbook.sheets.jobs import ExerciseFacts, Job
from handbook.sheets.places import LEAST_WIDTH, Line, form
from handbook.sheets.sheet import Cell, Item, Note, Row
from handbook.sheets.sketch import LEAST_ROW, Sketch
from handbook.typeface import AMOUNT, LABEL, NAME, SMALL, TEXT, width

TARGET = 3.0
FIGURE = 13.4
DOT = "\u00a0· "
_PAD = 2.6
_GAP = 1.0
_ASIDE_GAP = 2.0
_WAY_LINES = 3
_FIGURE_COLUMN = 16.0

_UNIT = re.compile(r"(?<=\d) (?=(?:s|min|m|kg|lb|%)\b|%)")


def sketch(job: Job, line: Line, sessions: Sequence[int], info: float, aside: float) -> Sketch:
    """An item over some sessions, each given by its week: its texts cut to a column of `info` mm, its cells set.

    Other ways to do it stand below the rest, or beside it where `aside` mm of the column are kept for them.
    """
    exercise, facts = job.exercises[line.slot.done], job.facts.exercises[line.slot.done]
    entry, program = f"exercises/{line.slot.done}", f"programs/{job.slug}"
    weekly = [prescribed(job.program, line.block, line.slot, week) for week in sessions]
    base = _common(standing(line.block, line.slot), weekly)
    beside = info - aside - _GAP - (_FIGURE_COLUMN if facts.figure else 0)
    title = job.cut(entry, f"{line.number}  {exercise.title}", NAME, beside, 2)
    details = job.cut(program, _details(base, exercise, line.slot), TEXT, beside, 3)
    cues = job.cut(entry, DOT.join(exercise.cues[:2]), TEXT, beside, 3)
    goal = goals(job, line, sessions)
    ways = (*_fitted(goal.notes, _ways_room(info, aside)), *_ways(facts, _ways_room(info, aside)))
    rows = tuple(_rows(base, weekly, goal.cells))
    item = Item(
        key=line_key(job.program, line.slot),
        heading=job.cut(program, line.heading, LABEL, info + 60, 1),
        number=line.number,
        title=title.removeprefix(line.number).strip(),
        address=facts.address,
        figure=facts.figure or "",
        picture=facts.picture,
        figure_title=facts.figure_title or exercise.title,
        amount=base.amount,
        details=details,
        cues=cues,
        ways=ways,
        form=form(exercise, line.slot, loaded=facts.loaded),
        line=False,
        rows=rows,
    )
    least = tuple(LEAST_ROW + (TARGET if any(cell.target for cell in row.cells) else 0) for row in rows)
    return Sketch(item, _words(item, beside, info, aside), least)


def line_key(program: Program, slot: Slot) -> str:
    """The place of a line among all lines of its program, from 1; the line is known by identity."""
    return str(next((at for at, one in enumerate(program.slots, 1) if one is slot), 0))


def _common(base: Prescription, weekly: Sequence[Prescription]) -> Prescription:
    """What stands beside the name: what the page's weeks ask for if that is one thing, else what the line says."""
    return replace(weekly[0], load=base.load) if len(set(weekly)) == 1 else base


def _details(base: Prescription, exercise: Exercise, slot: Slot) -> str:
    """What stands beside the amount: sides, the line's own remark, load, rest, reserve and tempo.

    A line never begins with a dot, and what we say ourselves stays on one.
    """
    note = slot.note or ""
    sided = exercise.sides == "each" and "each" not in note.casefold()
    short = (
        f"rest {base.rest}" if base.rest and base.rest.high else "",
        f"{base.reserve} in reserve" if base.reserve else "",
        f"tempo {base.tempo}" if base.tempo else "",
    )
    said = ("each side" if sided else "", note, base.load or "", *(one.replace(" ", "\u00a0") for one in short))
    return _UNIT.sub("\u00a0", DOT.join(part for part in said if part))


def _ways(facts: ExerciseFacts, room: float) -> Iterator[Note]:
    for label, names in (("Easier", facts.easier), ("Harder", facts.harder), ("Instead", facts.instead)):
        if names:
            yield Note(label, _chosen(names, room - width(f"{label}: ", LABEL)))


def _chosen(names: Sequence[str], room: float) -> str:
    """As many of the names as one line holds, the nearest first; up to three lines where none is so short."""
    chosen = ""
    for name in names:
        longer = f"{chosen}, {name}" if chosen else name
        if lines(longer, SMALL, room) == 1:
            chosen = longer
    short = (name for name in names if lines(name, SMALL, room) <= _WAY_LINES)
    return chosen or fit(next(short, names[0]), SMALL, room, _WAY_LINES)


def _ways_room(info: float, aside: float) -> float:
    return aside - _ASIDE_GAP - _GAP if aside else info - _GAP


def _fitted(notes: Sequence[Note], room: float) -> Iterator[Note]:
    for note in notes:
        yield Note(note.label, fit(note.text, SMALL, room - width(f"{note.label}: ", LABEL) / _WAY_LINES, _WAY_LINES))


def _rows(base: Prescription, weekly: Sequence[Prescription], goal: Sequence[str]) -> Iterator[Row]:
    """The rows of an item; the first says what a session asks for, be it the program's or the reader's own `goal`."""
    differ = any(_target(one) != _target(base) for one in weekly)
    targets = goal or [f"{one.sets} \u00d7 {_target(one)}" if differ else "" for one in weekly]
    for at in range(1, max(int(one.sets.high) for one in weekly) + 1):
        said = targets if at == 1 else [""] * len(weekly)
        cells = tuple(Cell(at <= one.sets.high, target) for one, target in zip(weekly, said, strict=True))
        spare = all(at > one.sets.low for one in weekly if at <= one.sets.high)
        yield Row(f"({at})" if spare else str(at), LEAST_ROW, cells)


def _target(one: Prescription) -> str:
    """What a week asks of a set, as short as a cell is narrow: a load in words has no place there."""
    loaded = f"{one.measure} · {one.load}"
    return loaded if one.load and width(f"10 \u00d7 {loaded}", SMALL) <= min(LEAST_WIDTH.values()) else one.measure


def _words(item: Item, beside: float, info: float, aside: float) -> float:
    """Height in mm of an item's texts, the figure beside them."""
    after = width(f"{item.amount}  ", AMOUNT)
    upper = (
        lines(f"{item.number}  {item.title}", NAME, beside) * NAME.line
        + AMOUNT.line
        + max(0, lines(item.details, TEXT, beside, after=after) - 1) * TEXT.line
        + lines(item.cues, TEXT, beside) * TEXT.line
    )
    room = _ways_room(info, aside)
    ways = sum(lines(way.text, SMALL, room, after=width(f"{way.label}: ", LABEL)) * SMALL.line for way in item.ways)
    shown = max(upper, FIGURE if item.figure else 0)
    return _PAD + (max(shown, ways) if aside else shown + ways)
