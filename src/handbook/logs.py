"""The log pages of a program: one workout a page, its sets down the side, its sessions across."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.breaks import pages, week_groups
from handbook.fitting import fit, lines
from handbook.items import sketch
from handbook.jobs import Job
from handbook.places import LEAST_WIDTH, Line, form, workout_lines
from handbook.prescriptions import phase_of
from handbook.schema import Phase, Workout, week_numbers
from handbook.sheet import Column, LogPage, Note, NotesPage, Paper
from handbook.sketch import LEAST_ROW, STEP, Sketch
from handbook.typeface import LABEL, SMALL, TEXT, WORKOUT, width

HEAD = 14.5
BAR = 8.0
SETS = 6.0
NOTE_LINE = 7.0
NOTES_HEAD = 6.0
APART = 6.0
INFO_WIDTHS = (60, 75, 90, 105, 120)
ASIDE = {60: 0, 75: 0, 90: 36, 105: 44, 120: 52}
_GAP = 2.5
_DATE = 7.5
_MOST_ROW, _GOOD_ROW = 9.5, 8.0
_HEAD_LINES = 2
_LINES_WANTED, _LINES_MOST = 3, 20
_WARM_UP_LINES, _FOOT_LINES = 5, 5


def log_pages(job: Job) -> tuple[LogPage | NotesPage, ...]:
    """All log pages: weeks first, then workouts. Each is numbered 0 until the whole sheet is counted.

    Where no page has had room to say how to run the program, a last one does.
    """
    logs = tuple(
        page
        for weeks in _week_groups(job)
        for workout in job.program.workouts
        for page in _workout_pages(job, workout, weeks)
    )
    return logs if any(page.left or page.right for page in logs) else (*logs, *_notes_page(job))


def _notes_page(job: Job) -> Iterator[NotesPage]:
    left = tuple(_left(job, job.program.workouts[0]))
    right = tuple(_right(job, range(1, job.program.weeks + 1)))
    if left or right:
        used = HEAD + BAR + max(notes_height(side, half(job.paper)) for side in (left, right)) + NOTES_HEAD
        yield NotesPage(0, left, right, min(_LINES_MOST, int((job.paper.room[1] - used) // NOTE_LINE)))


def note_height(note: Note, room: float) -> float:
    """Height in mm of a labelled paragraph."""
    return lines(note.text, TEXT, room, after=width(f"{note.label}  ", LABEL)) * TEXT.line + 0.8


def notes_height(notes: Sequence[Note], room: float) -> float:
    """Height in mm of labelled paragraphs one below the other."""
    return sum(note_height(note, room) for note in notes)


def half(paper: Paper) -> float:
    """Width in mm of one of the two columns of text below the items."""
    return (paper.room[0] - APART) / 2


def cut_note(job: Job, label: str, text: str, room: float, most: int) -> Note:
    """A labelled paragraph of the program, cut to so many lines."""
    taken = width(f"{label}  ", LABEL) / most
    return Note(label, job.cut(f"programs/{job.slug}", text, TEXT, room - taken, most))


def _lines(job: Job, workout: Workout) -> tuple[Line, ...]:
    """The lines of a workout; one whose exercise does not exist has been reported, and stays away."""
    return tuple(line for line in workout_lines(workout) if line.slot.done in job.exercises)


def _times(job: Job) -> int:
    """How often a week each workout comes round at least: a column for each."""
    return max(1, int(job.program.per_week.low) // max(1, len(job.program.workouts)))


def _widest(job: Job, workout: Workout) -> float:
    """The narrowest column that will do for everything that a workout writes down."""
    forms = (
        form(job.exercises[line.slot.done], line.slot, loaded=job.facts.exercises[line.slot.done].loaded)
        for line in _lines(job, workout)
    )
    return max((LEAST_WIDTH[one] for one in forms), default=min(LEAST_WIDTH.values()))


def _week_groups(job: Job) -> tuple[tuple[int, ...], ...]:
    room = job.paper.room[0] - SETS - INFO_WIDTHS[0]
    widest = max(_widest(job, workout) for workout in job.program.workouts)
    return week_groups(_phases(job), max(1, int(room // widest) // _times(job)))


def _phases(job: Job) -> tuple[tuple[int, ...], ...]:
    """The program's weeks, those of one phase together, and those between phases."""
    runs: list[tuple[Phase | None, tuple[int, ...]]] = []
    for week in range(1, job.program.weeks + 1):
        phase = phase_of(job.program, week)
        if runs and runs[-1][0] is phase:
            runs[-1] = (phase, (*runs[-1][1], week))
        else:
            runs.append((phase, (week,)))
    return tuple(weeks for _, weeks in runs)


def _workout_pages(job: Job, workout: Workout, weeks: Sequence[int]) -> Iterator[LogPage]:
    frame = _frame(job, workout, weeks)
    sessions = tuple(week for week in weeks for _ in range(_times(job)))
    room = job.paper.room[1] - HEAD - BAR - notes_height(frame.before, job.paper.room[0] - 6) - frame.head
    most = int((room - 2 * LEAST_ROW) // LEAST_ROW)
    items = [
        part
        for line in _lines(job, workout)
        for part in sketch(job, line, sessions, frame.info, frame.aside).parts(most)
    ]
    frame = replace(frame, legend=fit(_legend(items, job.facts.unit), SMALL, frame.info - 2, 2))
    below = _GAP + max(notes_height(side, half(job.paper)) for side in (frame.left, frame.right))
    heights = [item.height(LEAST_ROW) for item in items]
    groups = (range(len(items)),) if sum(heights) <= room else pages(heights, room)
    for at, group in enumerate(groups):
        some = [items[k] for k in group]
        foot = at == len(groups) - 1 and sum(heights[k] for k in group) + below <= room
        page = frame if foot else replace(frame, left=(), right=())
        part = f" · page {at + 1} of {len(groups)}" if len(groups) > 1 else ""
        yield _filled(replace(page, span=frame.span + part), some, room - below if foot else room)


def _filled(page: LogPage, items: Sequence[Sketch], room: float) -> LogPage:
    """The page with rows as high as leaves a few lines for notes, and as many lines as then fit."""
    wanted = NOTES_HEAD + _LINES_WANTED * NOTE_LINE
    steps = int((_MOST_ROW - LEAST_ROW) / STEP)
    rows = [LEAST_ROW + STEP * step for step in range(steps, -1, -1)]
    fitting = [row for row in rows if sum(item.height(row) for item in items) <= room] or [LEAST_ROW]
    roomy = [row for row in fitting if sum(item.height(row) for item in items) + wanted <= room]
    row = max([*roomy, *(row for row in fitting if row <= _GOOD_ROW)])
    left = room - sum(item.height(row) for item in items) - NOTES_HEAD
    notes = max(0, min(_LINES_MOST, int(left // NOTE_LINE)))
    return replace(page, items=tuple(item.laid(row) for item in items), notes=notes)


def _frame(job: Job, workout: Workout, weeks: Sequence[int]) -> LogPage:
    """The page without its items: columns, heading, and the texts around the table."""
    count = len(weeks) * _times(job)
    free = job.paper.room[0] - SETS - count * (_widest(job, workout) + 1.5)
    info = max([INFO_WIDTHS[0], *(one for one in INFO_WIDTHS if one <= free)])
    columns = tuple(_columns(job, weeks, (job.paper.room[0] - SETS - info) / count))
    texts = max(_column_height(column, (job.paper.room[0] - SETS - info) / count) for column in columns)
    entry = f"programs/{job.slug}"
    title = job.cut(entry, workout.title, WORKOUT, 70, 1)
    beside = job.paper.room[0] - width(title, WORKOUT) - 50
    return LogPage(
        number=0,
        workout=title,
        summary=job.cut(entry, workout.summary or "", TEXT, beside, 1),
        span=_span(weeks),
        legend="",
        before=tuple(_before(job, workout)),
        info=info,
        aside=ASIDE[info],
        head=-(-(texts + _DATE) // STEP) * STEP,
        columns=columns,
        items=(),
        left=tuple(_left(job, workout)),
        right=tuple(_right(job, weeks)),
        notes=0,
    )


def _span(weeks: Sequence[int]) -> str:
    return f"Week {weeks[0]}" if len(weeks) == 1 else f"Weeks {weeks[0]}\u2013{weeks[-1]}"


def _legend(items: Sequence[Sketch], unit: str) -> str:
    """How the cells are written in."""
    forms = {item.item.form for item in items}
    rows = [row for item in items for row in item.item.rows]
    said = (
        f"{unit} \u00d7 reps" if forms & {"load-reps", "load-sides"} else "",
        "left | right" if forms & {"load-sides", "sides", "time-sides"} else "",
        "(4): a set you may leave out" if any(row.label.startswith("(") for row in rows) else "",
        "\u2013: no set then" if any(not cell.there for row in rows for cell in row.cells) else "",
    )
    return " · ".join(part for part in said if part)


def _columns(job: Job, weeks: Sequence[int], room: float) -> Iterator[Column]:
    times = _times(job)
    short = all(lines(phase.load or "", SMALL, room - 2) <= _HEAD_LINES for phase in job.program.phases)
    for week in weeks:
        phase = phase_of(job.program, week)
        name = fit(phase.name, LABEL, room - 2, _HEAD_LINES) if phase else ""
        change = (phase.load or "") if phase and short else ""
        for session in range(times):
            letter = chr(97 + session) if times > 1 else ""
            yield Column(f"Week {week}{letter}", name, fit(change, SMALL, room - 2, _HEAD_LINES))


def _column_height(column: Column, room: float) -> float:
    return 4.6 + lines(column.phase, LABEL, room - 2) * LABEL.line + lines(column.change, SMALL, room - 2) * SMALL.line


def _before(job: Job, workout: Workout) -> Iterator[Note]:
    if text := workout.warmup or job.program.warmup:
        yield cut_note(job, "Warm-up", text, job.paper.room[0] - 6, _WARM_UP_LINES)


def _left(job: Job, workout: Workout) -> Iterator[Note]:
    if text := job.program.progression.note:
        yield cut_note(job, "How to progress", text, half(job.paper), _FOOT_LINES)
    if text := workout.cooldown or job.program.cooldown:
        yield cut_note(job, "Cool-down", text, half(job.paper), _FOOT_LINES)


def _right(job: Job, weeks: Sequence[int]) -> Iterator[Note]:
    for phase in job.program.phases:
        numbers = week_numbers(phase.weeks)
        if set(numbers) & set(weeks):
            yield cut_note(job, f"{phase.name}, {_span(numbers).lower()}", _phase(phase), half(job.paper), 3)


def _phase(phase: Phase) -> str:
    """The aim of a phase and what it changes."""
    changes = (
        f"{phase.sets} sets" if phase.sets else "",
        f"{phase.reps} reps" if phase.reps else "",
        phase.load or "",
    )
    said = ", ".join(part for part in changes if part)
    return f"{phase.aim.rstrip('.')}. {said[:1].upper()}{said[1:]}" if said else phase.aim
