"""What stands round the table of a log page: the columns of its weeks, and the texts above and below."""

from collections.abc import Iterator, Sequence

from handbook.fitting import fit, lines
from handbook.prescriptions import phase_of
from handbook.schema import Phase, Workout, week_numbers
from handbook.sheets.jobs import Job
from handbook.sheets.places import LEAST_WIDTH, Line, form, workout_lines
from handbook.sheets.sheet import Column, LogPage, Note, Paper
from handbook.sheets.sketch import STEP
from handbook.typeface import LABEL, SMALL, TEXT, WORKOUT, width

HEAD = 14.5
BAR = 8.0
SETS = 6.0
APART = 6.0
BOX = 6.0
INFO_WIDTHS = (60, 75, 90, 105, 120)
ASIDE = {60: 0, 75: 0, 90: 36, 105: 44, 120: 52}
_DATE = 7.5
_HEAD_LINES = 2
_MOST_TIMES = 6
_WARM_UP_LINES, _FOOT_LINES, _PHASE_LINES = 5, 5, 3


def frame(job: Job, workout: Workout, weeks: Sequence[int]) -> LogPage:
    """The page without its items: columns, heading, and the texts around the table."""
    count = len(weeks) * times(job)
    free = job.paper.room[0] - SETS - count * (widest(job, workout) + 1.5)
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
        left=tuple(left_notes(job, workout)),
        right=tuple(right_notes(job, weeks)),
        notes=0,
    )


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


def placed(job: Job, workout: Workout) -> tuple[Line, ...]:
    """The lines of a workout; one whose exercise does not exist has been reported, and stays away."""
    return tuple(line for line in workout_lines(workout) if line.slot.done in job.exercises)


def times(job: Job) -> int:
    """How often a week each workout comes round at least, up to as many as a page has columns for."""
    return min(_MOST_TIMES, max(1, int(job.program.per_week.low) // max(1, len(job.program.workouts))))


def widest(job: Job, workout: Workout) -> float:
    """The narrowest column that will do for everything that a workout writes down."""
    forms = (
        form(job.exercises[line.slot.done], line.slot, loaded=job.facts.exercises[line.slot.done].loaded)
        for line in placed(job, workout)
    )
    return max((LEAST_WIDTH[one] for one in forms), default=min(LEAST_WIDTH.values()))


def _span(weeks: Sequence[int]) -> str:
    return f"Week {weeks[0]}" if len(weeks) == 1 else f"Weeks {weeks[0]}\u2013{weeks[-1]}"


def _columns(job: Job, weeks: Sequence[int], room: float) -> Iterator[Column]:
    often = times(job)
    short = all(lines(phase.load or "", SMALL, room - 2) <= _HEAD_LINES for phase in job.program.phases)
    for week in weeks:
        phase = phase_of(job.program, week)
        name = fit(phase.name, LABEL, room - 2, _HEAD_LINES) if phase else ""
        change = (phase.load or "") if phase and short else ""
        for session in range(often):
            letter = chr(97 + session) if often > 1 else ""
            yield Column(week, f"Week {week}{letter}", name, fit(change, SMALL, room - 2, _HEAD_LINES))


def _column_height(column: Column, room: float) -> float:
    return 4.6 + lines(column.phase, LABEL, room - 2) * LABEL.line + lines(column.change, SMALL, room - 2) * SMALL.line


def _before(job: Job, workout: Workout) -> Iterator[Note]:
    if text := workout.warmup or job.program.warmup:
        yield cut_note(job, "Warm-up", text, job.paper.room[0] - BOX, _WARM_UP_LINES)


def left_notes(job: Job, workout: Workout) -> Iterator[Note]:
    """How to progress, and how to end the workout."""
    if text := job.program.progression.note:
        yield cut_note(job, "How to progress", text, half(job.paper), _FOOT_LINES)
    if text := workout.cooldown or job.program.cooldown:
        yield cut_note(job, "Cool-down", text, half(job.paper), _FOOT_LINES)


def right_notes(job: Job, weeks: Sequence[int]) -> Iterator[Note]:
    """The phases that the weeks lie in, each with its aim and what it changes."""
    for phase in job.program.phases:
        numbers = week_numbers(phase.weeks)
        if set(numbers) & set(weeks):
            yield cut_note(job, f"{phase.name}, {_span(numbers).lower()}", _phase(phase), half(job.paper), _PHASE_LINES)


def _phase(phase: Phase) -> str:
    """The aim of a phase and what it changes."""
    changes = (
        f"{phase.sets} sets" if phase.sets else "",
        f"{phase.reps} reps" if phase.reps else "",
        phase.load or "",
    )
    said = ", ".join(part for part in changes if part)
    return f"{phase.aim.rstrip('.')}. {said[:1].upper()}{said[1:]}" if said else phase.aim
