"""The overview of a program, to pin up: all workouts and weeks on one page, as a value.

Weeks that ask for the same of every line share a column. Lengths are in mm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.prescriptions import Prescription, phase_of, prescribed, standing
from handbook.quantities import Quantity
from handbook.schema import Program, Workout, week_numbers
from handbook.sheets.breaks import pages
from handbook.sheets.frames import notes_height
from handbook.sheets.imprint import Imprint, Shears
from handbook.sheets.places import Line, workout_lines
from handbook.sheets.sheet import PAPERS, Cut, Note
from handbook.typeface import LABEL, NAME, SMALL, TEXT, Style

AMOUNT = Style(NAME.face, 9.5, 3.7)
NAMES = 74.0
SPAN = 19.0
HEAD, FOOT = 16.0, 3.0
BOARD_HEAD, PART_HEAD = 14.0, 5.0
LEAST_ROW, MOST_ROW, ROOMY = 4.5, 16.0, 8.5
TICK = 5.0
MOST_TICKED = 12
_NOTE_LINES = 4
ONCE = Quantity(1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks that ask for the same: `Weeks 1-2`, and the phase that they lie in."""

    title: str
    phase: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a workout: what, how, and its amount in each span; `heading` stands above it where it says anything."""

    heading: str
    number: str
    title: str
    details: str
    figure: str
    figure_title: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A workout, or as much of it as one page holds."""

    title: str
    summary: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Workouts one below the other, each row `row` high; figures and details are shown where rows are `roomy`.

    `ticks` are the weeks to cross off, a box for each of `often` sessions.
    """

    row: float
    roomy: bool
    boards: tuple[Board, ...]
    notes: tuple[Note, ...]
    ticks: tuple[int, ...]
    often: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A program at one look; it has more than one page only where one would be too small to read."""

    imprint: Imprint
    about: str
    coverage: str
    spans: tuple[Span, ...]
    span: float
    pages: tuple[OverviewPage, ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """What other stages know: names and figures of the exercises by slug, what the program trains."""

    titles: dict[str, str]
    figures: dict[str, tuple[str, str]]
    coverage: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the lines of an overview share: the spans of weeks, how wide each is, what is known, who cuts."""

    program: Program
    groups: tuple[tuple[int, ...], ...]
    span: float
    facts: OverviewFacts
    shears: Shears


def overview(slug: str, program: Program, front: Imprint, facts: OverviewFacts) -> Overview:
    """The overview of a program that has workouts. Lines whose exercise does not exist are left out."""
    shears = Shears(f"programs/{slug}")
    wide, high = PAPERS[front.paper].room
    groups = _groups(program, int((wide - NAMES) // SPAN))
    span = (wide - NAMES) / max(1, len(groups))
    frame = _Frame(program, groups, span, facts, shears)
    boards = [_board(frame, one) for one in program.workouts]
    notes = tuple(_notes(program, wide, shears))
    ticks = tuple(range(1, program.weeks + 1)) if program.weeks <= MOST_TICKED else ()
    below = notes_height(notes, wide) + (TICK + 6 if ticks else 0) + FOOT
    often = int(program.per_week.high)
    return Overview(
        imprint=front,
        about=f"{program.weeks} week{'s' * (program.weeks > 1)}, {program.per_week} \u00d7 a week · {program.level}",
        coverage=shears.fit(facts.coverage, SMALL, wide - 30, 3),
        spans=tuple(_span(program, weeks, span, shears) for weeks in groups),
        span=span,
        pages=tuple(_pages(boards, high - HEAD, below, (notes, ticks, often))),
        cuts=tuple(shears.cuts),
    )


def _pages(
    boards: Sequence[Board], high: float, below: float, foot: tuple[tuple[Note, ...], tuple[int, ...], int]
) -> Iterator[OverviewPage]:
    """One page if its rows can be read; else as few as will do, broken at workouts."""
    notes, ticks, often = foot
    small = [part for board in boards for part in _parts(board, high - below)]
    groups = pages([_height(one, LEAST_ROW) for one in small], high - below)
    for at, group in enumerate(groups):
        some = tuple(small[k] for k in group)
        count = sum(len(one.entries) for one in some)
        free = high - below - sum(_height(one, 0) for one in some)
        row = max(LEAST_ROW, min(MOST_ROW, free / max(1, count)))
        last = at == len(groups) - 1
        yield OverviewPage(row, row >= ROOMY, some, notes if last else (), ticks if last else (), often)


def _parts(board: Board, room: float) -> Iterator[Board]:
    """A workout in pieces that one page can hold."""
    most = max(1, int((room - BOARD_HEAD) // (LEAST_ROW + PART_HEAD)))
    if _height(board, LEAST_ROW) <= room:
        yield board
        return
    for start in range(0, len(board.entries), most):
        title = f"{board.title}, continued" if start else board.title
        yield Board(title, board.summary, board.entries[start : start + most])


def _height(board: Board, row: float) -> float:
    return BOARD_HEAD + sum(row + (PART_HEAD if one.heading else 0) for one in board.entries)


def _groups(program: Program, most: int) -> tuple[tuple[int, ...], ...]:
    """Weeks one after the other that ask for the same and lie in one phase; nothing where there are too many."""
    found: list[tuple[object, tuple[int, ...]]] = []
    for week in range(1, program.weeks + 1):
        asked = (phase_of(program, week), *(_amount(_asked(program, line, week), many=True) for line in _all(program)))
        if found and found[-1][0] == asked:
            found[-1] = (asked, (*found[-1][1], week))
        else:
            found.append((asked, (week,)))
    groups = tuple(weeks for _, weeks in found)
    return groups if len(groups) <= most else (tuple(range(1, program.weeks + 1)),)


def _all(program: Program) -> Iterator[Line]:
    for workout in program.workouts:
        yield from workout_lines(workout)


def _asked(program: Program, line: Line, week: int) -> Prescription:
    return prescribed(program, line.block, line.slot, week)


def _amount(one: Prescription, *, many: bool) -> str:
    """A session's sets and what each is; the number of sets is left out where it is one in all weeks."""
    return f"{one.sets} \u00d7 {one.measure}" if many else one.measure


def _span(program: Program, weeks: Sequence[int], room: float, shears: Shears) -> Span:
    phases = [one for one in program.phases if set(week_numbers(one.weeks)) >= set(weeks)]
    title = f"Week {weeks[0]}" if len(weeks) == 1 else f"Weeks {weeks[0]}\u2013{weeks[-1]}"
    return Span(title, shears.fit(phases[0].name, LABEL, room - 2, 2) if phases else "")


def _board(frame: _Frame, workout: Workout) -> Board:
    placed = [line for line in workout_lines(workout) if line.slot.done in frame.facts.titles]
    return Board(
        title=frame.shears.fit(workout.title, NAME, 60, 1),
        summary=frame.shears.fit(workout.summary or "", TEXT, 100, 1),
        entries=tuple(_entry(frame, line) for line in placed),
    )


def _entry(frame: _Frame, line: Line) -> Entry:
    shears, facts, said = frame.shears, frame.facts, standing(line.block, line.slot)
    details = (line.slot.note or "", f"rest {said.rest}" if said.rest and said.rest.high else "")
    figure, shown = facts.figures.get(line.slot.done, ("", ""))
    return Entry(
        heading=shears.fit(line.heading, LABEL, 150, 1),
        number=line.number,
        title=shears.fit(facts.titles[line.slot.done], NAME, NAMES - 22, 1),
        details=shears.fit(" · ".join(filter(None, details)), SMALL, NAMES - 18, 1),
        figure=figure,
        figure_title=shown or facts.titles[line.slot.done],
        amounts=tuple(shears.fit(text, AMOUNT, frame.span - 2, 1) for text in _amounts(frame, line)),
    )


def _amounts(frame: _Frame, line: Line) -> Iterator[str]:
    """What each span asks for: what all its weeks do, or what the line says where they differ."""
    weekly = {week: _asked(frame.program, line, week) for weeks in frame.groups for week in weeks}
    many = any(one.sets != ONCE for one in weekly.values())
    for weeks in frame.groups:
        asked = {_amount(weekly[week], many=many) for week in weeks}
        yield asked.pop() if len(asked) == 1 else _amount(standing(line.block, line.slot), many=many)


def _notes(program: Program, room: float, shears: Shears) -> Iterator[Note]:
    for label, text in (("Warm-up", program.warmup), ("How to progress", program.progression.note)):
        if text:
            yield Note(label, shears.fit(text, TEXT, room - 8, _NOTE_LINES))
