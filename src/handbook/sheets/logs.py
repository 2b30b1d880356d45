"""The log pages of a program: one workout a page, its sets down the side, its sessions across."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.fitting import fit
from handbook.prescriptions import phase_of
from handbook.schema import Phase, Workout
from handbook.sheets.breaks import pages, week_groups
from handbook.sheets.frames import (
    BAR,
    BOX,
    HEAD,
    INFO_WIDTHS,
    SETS,
    frame,
    half,
    left_notes,
    notes_height,
    placed,
    right_notes,
    times,
    widest,
)
from handbook.sheets.items import sketch
from handbook.sheets.jobs import Job
from handbook.sheets.sheet import LogPage, NotesPage
from handbook.sheets.sketch import LEAST_ROW, STEP, Sketch
from handbook.typeface import SMALL

NOTE_LINE = 7.0
NOTES_HEAD = 6.0
_GAP = 2.5
_MOST_ROW, _GOOD_ROW = 12.0, 8.0
_LINES_WANTED, _LINES_MOST = 5, 40


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
    left = tuple(left_notes(job, job.program.workouts[0]))
    right = tuple(right_notes(job, range(1, job.program.weeks + 1)))
    if left or right:
        used = HEAD + BAR + max(notes_height(side, half(job.paper)) for side in (left, right)) + NOTES_HEAD
        yield NotesPage(0, left, right, min(_LINES_MOST, int((job.paper.room[1] - used) // NOTE_LINE)))


def _week_groups(job: Job) -> tuple[tuple[int, ...], ...]:
    room = job.paper.room[0] - SETS - INFO_WIDTHS[0]
    column = max(widest(job, workout) for workout in job.program.workouts)
    return week_groups(_phases(job), max(1, int(room // column) // times(job)))


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
    bare = frame(job, workout, weeks)
    sessions = tuple(week for week in weeks for _ in range(times(job)))
    room = job.paper.room[1] - HEAD - BAR - notes_height(bare.before, job.paper.room[0] - BOX) - bare.head
    most = int(room // LEAST_ROW) - 2
    sketches = (sketch(job, line, sessions, bare.info, bare.aside) for line in placed(job, workout))
    items = [part for whole in sketches for part in whole.parts(most)]
    bare = replace(bare, legend=fit(_legend(items, job.facts.unit), SMALL, bare.info - 2, 2))
    below = _GAP + max(notes_height(side, half(job.paper)) for side in (bare.left, bare.right))
    heights = [item.height(LEAST_ROW) for item in items]
    groups = pages(heights, room)
    for at, group in enumerate(groups):
        foot = at == len(groups) - 1 and sum(heights[k] for k in group) + below <= room
        page = bare if foot else replace(bare, left=(), right=())
        part = f" · page {at + 1} of {len(groups)}" if len(groups) > 1 else ""
        some = [items[k] for k in group]
        yield _filled(replace(page, span=bare.span + part), some, room - below if foot else room)


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
