"""`make bench`: measure, print, and keep the table in docs/performance.md.

RUNS, SIZES, TOOLS, LIMIT (seconds a build may take) and ALL=1 (patient tools do everything) come from the environment.
Whoever asks for less than everything gets it printed; the document is left as it is.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.multiply import Original, copies_for, originals
from bench.rounds import COLD, EDIT, SAME, Plan, Results, Rounds, stages, warm_up
from bench.table import Size, tables, within
from bench.tools import OURS, TOOLS, Project, Tool, installed, project

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "bench"
DOCUMENT = ROOT / "docs" / "performance.md"
REAL, SIZES = "real", ("100", "1000", "10000", "real")


def main() -> None:
    """Install, measure, print and write."""
    sizes = tuple(os.environ.get("SIZES", "").split(",")) if os.environ.get("SIZES") else SIZES
    chosen = {OURS.name, *os.environ.get("TOOLS", ",".join(tool.name for tool in TOOLS)).split(",")}
    plan = Plan(int(os.environ.get("RUNS", "5")), float(os.environ.get("LIMIT", "900")), bool(os.environ.get("ALL")))
    programs = dict(_installed(tool for tool in TOOLS if tool.name in chosen))
    files = originals(ROOT)
    _warm_up(programs, files, plan)
    measured = [_measured(programs, files, int(size), plan) for size in sizes if size != REAL]
    real = _real(programs[OURS], plan) if REAL in sizes else None
    table = tables(measured, tuple(programs), real, plan.runs)
    print(table)
    if sizes == SIZES and len(programs) == len(TOOLS):
        DOCUMENT.write_text(within(DOCUMENT.read_text(encoding="utf-8"), table), encoding="utf-8")


def _installed(tools: Iterator[Tool]) -> Iterator[tuple[Tool, str]]:
    PLACE.mkdir(parents=True, exist_ok=True)
    for tool in tools:
        if program := installed(tool, PLACE):
            yield tool, program
        else:
            print(f"{tool.title} could not be installed and is left out.", file=sys.stderr)


def _warm_up(programs: dict[Tool, str], files: tuple[Original, ...], plan: Plan) -> None:
    """Every tool once; those that cannot do their work are left out."""
    for broken, why in warm_up(_projects(programs, files, 1), plan.limit):
        if broken.tool is OURS:
            raise SystemExit(f"The handbook itself cannot be built: {why}")
        print(f"{broken.tool.title} does not run here and is left out: {why}", file=sys.stderr)
        del programs[broken.tool]


def _projects(programs: dict[Tool, str], files: tuple[Original, ...], number: int) -> list[Project]:
    return [project(tool, program, files, number, PLACE / "sites") for tool, program in programs.items()]


def _measured(programs: dict[Tool, str], files: tuple[Original, ...], size: int, plan: Plan) -> Size:
    number = copies_for(ROOT, size)
    projects = _projects(programs, files, number)
    exercises = len(list((projects[0].folder / "content/exercises").glob("*.md")))
    entries = len(list((projects[0].folder / "content").glob("*/*.md")))
    print(f"{exercises:,} exercises …", file=sys.stderr)
    results = Rounds(projects, exercises, plan).run()
    return Size(exercises, entries, results, stages(projects[0], plan.limit))


def _real(program: str, plan: Plan) -> Results:
    """The content as it is, with everything that is drawn and printed."""
    folder = PLACE / "sites" / REAL
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "content", folder / "content")
    print("this handbook itself …", file=sys.stderr)
    return Rounds(
        [Project(OURS, folder, program)], 0, Plan(min(plan.runs, 3), plan.limit), scenarios=(COLD, EDIT, SAME)
    ).run()


if __name__ == "__main__":
    main()
