"""The items of a workout's log: what a line of a program looks like on paper, before the page gives it its height."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.fitting import fit, lines
from handbook.jobs import ExerciseFacts, Job
from handbook.prescriptions import Prescription, prescribed, standing
from handbook.schema import Block, Exercise, Kind, Slot, Workout
from handbook.sheet import Cell, Form, Item, Note, Row
from handbook.typeface import AMOUNT, LABEL, NAME, SMALL, TEXT, width

LEAST_ROW = 7.0
TARGET = 3.0
FIGURE = 14.0
HEADING = 7.0
_PEN = 8.0
_PAD = 2.6
_GAP = 1.0
_FIGURE_COLUMN = 16.0

LEAST_WIDTH: Mapping[Form, float] = {
    "load-reps": 19,
    "load-sides": 20.6,
    "reps": 13,
    "sides": 15,
    "time": 13,
    "time-sides": 15,
    "way": 13,
    "tick": 13,
}
"""The narrowest column in mm in which a hand can still write such a cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """A slot in its place: its block, its number on the sheet, and the heading over it."""

    block: Block
    slot: Slot
    number: str
    heading: str


def workout_lines(workout: Workout) -> Iterator[Line]:
    """The slots of a workout, numbered through; where two share their rests, by letter and number."""
    lettered = any(block.style == "superset" for block in workout.blocks)
    count = 0
    for at, block in enumerate(workout.blocks):
        for place, slot in enumerate(block.slots):
            count += 1
            number = f"{chr(65 + at % 26)}{place + 1}" if lettered else str(count)
            yield Line(block, slot, number, "" if place else _heading(block))


def _heading(block: Block) -> str:
    many = block.rounds is not None and block.rounds.high > 1
    round_trip = f"Circuit, {block.rounds} rounds" if many else "" if block.rounds else "Circuit"
    how = {"straight": "", "superset": "Superset: one set of each in turn", "circuit": round_trip}[block.style]
    return ". ".join(part for part in (block.title or "", how) if part)


def form(exercise: Exercise, slot: Slot, *, loaded: bool) -> Form:
    """What there is to write down for a slot."""
    if exercise.kind in {Kind.MOBILITY, Kind.RELEASE}:
        return "tick"
    sides = exercise.sides == "each"
    if slot.hold:
        return "time-sides" if sides else "time"
    if slot.distance:
        return "way"
    if loaded:
        return "load-sides" if sides else "load-reps"
    return "sides" if sides else "reps"


@dataclass(frozen=True, slots=True)
class Sketch:
    """An item with the height that its texts need and the rows that it writes; the page decides how high they are."""

    item: Item
    words: float
    least: tuple[float, ...]

    @property
    def lead(self) -> float:
        """Height of the heading over the item."""
        return HEADING if self.item.heading else 0

    def heights(self, row: float) -> tuple[float, ...]:
        """The rows' heights when each is at least `row`, and all together hold the item's texts."""
        extra = [max(0.0, least - LEAST_ROW) for least in self.least]
        short = max(0.0, self.words - sum(extra) - row * len(extra)) / len(extra)
        step = -(-short // 0.5) * 0.5
        return tuple(row + step + more for more in extra)

    def height(self, row: float) -> float:
        """Height of the whole item when each row is at least `row`."""
        return self.lead + sum(self.heights(row))

    def laid(self, row: float) -> Item:
        """The item with its rows as high as the page has decided."""
        heights = self.heights(row)
        rows = tuple(Row(one.label, height, one.cells) for one, height in zip(self.item.rows, heights, strict=True))
        return replace(self.item, rows=rows, line=sum(heights) >= self.words + _PEN)

    def parts(self, most: int) -> Iterator["Sketch"]:
        """The sketch in pieces of at most `most` rows, so that no page is too small for one."""
        rows = self.item.rows
        for start in range(0, len(rows), most):
            some = slice(start, start + most)
            part = replace(self.item, rows=rows[some], heading="" if start else self.item.heading)
            yield Sketch(part, self.words, self.least[some])


def sketch(job: Job, line: Line, sessions: Sequence[int], info: float, aside: float) -> Sketch:
    """An item over some sessions, each given by its week: its texts cut to a column of `info` mm, its cells set.

    Other ways to do it stand below the rest, or beside it where `aside` mm of the column are kept for them.
    """
    exercise, facts = job.exercises[line.slot.done], job.facts.exercises[line.slot.done]
    entry, program = f"exercises/{line.slot.done}", f"programs/{job.slug}"
    base = standing(line.block, line.slot)
    beside = info - aside - _GAP - (_FIGURE_COLUMN if facts.figure else 0)
    title = job.cut(entry, f"{line.number}  {exercise.title}", NAME, beside, 2)
    details = job.cut(program, _details(base, exercise, line.slot), TEXT, beside, 3)
    cues = job.cut(entry, " · ".join(exercise.cues[:2]), TEXT, beside, 3)
    ways = tuple(_ways(facts, (aside or info) - _GAP))
    weekly = [prescribed(job.program, line.block, line.slot, week) for week in sessions]
    rows = tuple(_rows(base, weekly))
    item = Item(
        heading=job.cut(program, line.heading, LABEL, info + 60, 1),
        number=line.number,
        title=title.removeprefix(line.number).strip(),
        address=facts.address,
        figure=facts.figure or "",
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


def _details(base: Prescription, exercise: Exercise, slot: Slot) -> str:
    """What stands beside the amount: sides, the line's own remark, load, rest, reserve and tempo."""
    note = slot.note or ""
    sided = exercise.sides == "each" and "each" not in note.casefold()
    said = (
        "each side" if sided else "",
        note,
        base.load or "",
        f"rest {base.rest}" if base.rest and base.rest.high else "",
        f"{base.reserve} in reserve" if base.reserve else "",
        f"tempo {base.tempo}" if base.tempo else "",
    )
    return " · ".join(part for part in said if part)


def _ways(facts: ExerciseFacts, room: float) -> Iterator[Note]:
    for label, names in (("Easier", facts.easier), ("Harder", facts.harder), ("Instead", facts.instead)):
        if names:
            yield Note(label, _chosen(names, room - width(f"{label}: ", LABEL)))


def _chosen(names: Sequence[str], room: float) -> str:
    """As many of the names as one line holds, the nearest first; two lines where none is so short."""
    chosen = ""
    for name in names:
        longer = f"{chosen}, {name}" if chosen else name
        if lines(longer, SMALL, room) == 1:
            chosen = longer
    return chosen or fit(names[0], SMALL, room, 2)


def _rows(base: Prescription, weekly: Sequence[Prescription]) -> Iterator[Row]:
    differ = any(_target(one) != _target(base) for one in weekly)
    for at in range(1, max(int(one.sets.high) for one in weekly) + 1):
        cells = tuple(
            Cell(at <= one.sets.high, f"{one.sets} × {_target(one)}" if differ and at == 1 else "") for one in weekly
        )
        spare = all(at > one.sets.low for one in weekly if at <= one.sets.high)
        yield Row(f"({at})" if spare else str(at), LEAST_ROW, cells)


def _target(one: Prescription) -> str:
    """What a week asks of a set, as short as a cell is narrow: a load in words has no place there."""
    loaded = f"{one.measure} · {one.load}"
    return loaded if one.load and width(f"10 × {loaded}", SMALL) <= min(LEAST_WIDTH.values()) else one.measure


def _words(item: Item, beside: float, info: float, aside: float) -> float:
    """Height in mm of an item's texts, the figure beside them."""
    after = width(f"{item.amount}  ", AMOUNT)
    upper = (
        lines(f"{item.number}  {item.title}", NAME, beside) * NAME.line
        + AMOUNT.line
        + max(0, lines(item.details, TEXT, beside, after=after) - 1) * TEXT.line
        + lines(item.cues, TEXT, beside) * TEXT.line
    )
    room = (aside or info) - _GAP
    ways = sum(
        lines(way.text, SMALL, room, after=width(f"{way.label}: ", LABEL)) * SMALL.line for way in item.ways
    )
    shown = max(upper, FIGURE if item.figure else 0)
    return _PAD + (max(shown, ways) if aside else shown + ways)
