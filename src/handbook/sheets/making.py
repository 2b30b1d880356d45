"""Make the sheet of a program: from what the program says, and what other stages know, to a value ready to be shown.

`make_sheet` decides everything; the HTML and the PDF only lay it out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handbook.fitting import lines
from handbook.qr import svg
from handbook.schema import Exercise, Program
from handbook.sheets.jobs import Job, SheetFacts
from handbook.sheets.logs import log_pages
from handbook.sheets.plans import plan_pages
from handbook.sheets.sheet import PAPERS, Page, Sheet
from handbook.typeface import SMALL, TEXT, TITLE, Style

TITLE_SMALL = Style(TITLE.face, 10.5, 3.8)
_TITLE_ROOM_BESIDE = 86.0
_FOOT_BESIDE = 44.0


def make_sheet(slug: str, program: Program, exercises: Mapping[str, Exercise], *, facts: SheetFacts) -> Sheet:
    """The sheet of a program on `facts.paper`: a log for its workouts, an overview where it is made of stages.

    `exercises` and `facts.exercises` hold at least every exercise that the program names; a line that names another
    is left out. `Sheet.cuts` lists the authors' texts that did not fit.
    """
    job = Job(slug, program, exercises, facts, PAPERS[facts.paper])
    pages: list[Page] = [*(plan_pages(job) if program.stages else ())]
    pages += log_pages(job) if program.workouts else ()
    entry, room = f"programs/{slug}", job.paper.room[0]
    large = lines(program.title, TITLE, room - _TITLE_ROOM_BESIDE) <= 1
    style, most = (TITLE, 1) if large else (TITLE_SMALL, 2)
    return Sheet(
        slug=slug,
        title=job.cut(entry, program.title, style, room - _TITLE_ROOM_BESIDE, most),
        title_size="large" if large else "small",
        summary=program.summary,
        about=job.cut(entry, _about(program, facts), TEXT, room - _TITLE_ROOM_BESIDE, 1),
        handbook=facts.handbook,
        language=facts.language,
        address=facts.program.address,
        short=job.cut(entry, facts.program.short, TEXT, room - _TITLE_ROOM_BESIDE, 1),
        qr=svg(facts.program.address),
        version=facts.version,
        coverage=job.cut(entry, facts.coverage, SMALL, room - _FOOT_BESIDE, 2),
        athlete=job.cut(entry, facts.athlete, TEXT, 38, 1),
        start=job.cut(entry, facts.start, TEXT, 38, 1),
        paper=facts.paper,
        pages=_numbered(pages),
        cuts=tuple(job.cuts),
    )


def _about(program: Program, facts: SheetFacts) -> str:
    weeks = f"{program.weeks} week{'s' if program.weeks > 1 else ''}"
    return f"{facts.handbook} · {weeks}, {program.per_week} \u00d7 a week · {program.level}"


def _numbered(pages: Sequence[Page]) -> tuple[Page, ...]:
    return tuple(replace(page, number=number) for number, page in enumerate(pages, 1))
