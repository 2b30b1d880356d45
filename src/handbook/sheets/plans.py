"""The overview of a plan that strings other programs together: a row a stage, a box a week."""

from collections.abc import Iterator
from math import ceil

from handbook.fitting import lines
from handbook.qr import svg
from handbook.schema import Stage, week_numbers
from handbook.sheets.breaks import pages
from handbook.sheets.frames import HEAD, cut_note, notes_height
from handbook.sheets.jobs import Job
from handbook.sheets.logs import NOTE_LINE, NOTES_HEAD
from handbook.sheets.sheet import Leg, Note, PlanPage
from handbook.typeface import NAME, TEXT

TICK = 7.0
TICKS_A_LINE = 9
STAGE_WIDTH = 62.0
PROGRAM_WIDTH = 46.0
_TABLE_HEAD = 8.0
_LEAST = 20.0
_PAD = 3.0
_GAP = 2.5
_LINES_MOST = 40


def plan_pages(job: Job) -> tuple[PlanPage, ...]:
    """The overview of a program made of stages. Each page is numbered 0 until the whole sheet is counted."""
    legs = [_leg(job, stage) for stage in job.program.stages]
    left = tuple(cut_note(job, *text, job.paper.room[0], 4) for text in _texts(job))
    room = job.paper.room[1] - HEAD - _TABLE_HEAD
    below = notes_height(left, job.paper.room[0]) + NOTES_HEAD + 2 * NOTE_LINE + _GAP
    heights = [leg.height for leg in legs]
    groups = pages(heights, room) if sum(heights) + below > room else (range(len(legs)),)
    return tuple(_page(job, [legs[k] for k in group], left if at == 0 else (), room) for at, group in enumerate(groups))


def _page(job: Job, legs: list[Leg], left: tuple[Note, ...], room: float) -> PlanPage:
    used = sum(leg.height for leg in legs) + notes_height(left, job.paper.room[0]) + NOTES_HEAD + _GAP
    return PlanPage(0, tuple(legs), left, max(0, min(_LINES_MOST, int((room - used) // NOTE_LINE))))


def _texts(job: Job) -> Iterator[tuple[str, str]]:
    if text := job.program.progression.note:
        yield "How to progress", text


def _leg(job: Job, stage: Stage) -> Leg:
    entry = f"programs/{job.slug}"
    program = job.facts.programs.get(stage.program or "")
    name = job.cut(entry, stage.name, NAME, STAGE_WIDTH - 4, 2)
    aim = job.cut(entry, stage.aim, TEXT, STAGE_WIDTH - 4, 6)
    ticks = tuple(week_numbers(stage.weeks))
    words = lines(name, NAME, STAGE_WIDTH - 4) * NAME.line + lines(aim, TEXT, STAGE_WIDTH - 4) * TEXT.line + TEXT.line
    boxes = ceil(len(ticks) / TICKS_A_LINE) * (TICK + 1)
    return Leg(
        weeks=f"Weeks {ticks[0]}\u2013{ticks[-1]}" if len(ticks) > 1 else f"Week {ticks[0]}",
        name=name,
        aim=aim,
        program=job.cut(entry, program.title, NAME, PROGRAM_WIDTH - 18, 3) if program else "",
        address=program.address if program else "",
        short=job.cut(entry, program.short, TEXT, PROGRAM_WIDTH - 18, 3) if program else "",
        qr=svg(program.address) if program else "",
        ticks=ticks,
        height=ceil((max(_LEAST, words + _PAD, boxes + _PAD)) * 2) / 2,
    )
