"""What was measured, as Markdown."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.measure import Cost
from bench.rounds import COLD, EDIT, SAME, SCENARIOS, Results
from bench.tools import OURS, Tool

BEGIN, END = "<!-- measured by `make bench` -->", "<!-- end of what was measured -->"


@dataclass(frozen=True, slots=True)
class Size:
    """The results for one number of exercises; `entries` counts everything that has a page.

    `stages` are seconds of a cold build of the handbook.
    """

    exercises: int
    entries: int
    results: Results
    stages: Mapping[str, float]


def within(document: str, table: str) -> str:
    """The document with the table between its marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table}\n{END}{after}"


def tables(sizes: Sequence[Size], tools: Sequence[Tool], real: Results | None, runs: int) -> str:
    """Everything: the machine, a table for each size, how time grows, and the real handbook."""
    parts = [_machine(tools, runs), *(_table(size, tools) for size in sizes), _growth(sizes), _stages(sizes)]
    if real is not None:
        parts.append(_real(real))
    return "\n".join(parts)


def _machine(tools: Iterable[Tool], runs: int) -> str:
    versions = "".join(f" {tool.title} {tool.version}." for tool in tools if tool.program)
    machine = f"{os.cpu_count()} cores, {platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    return f"{machine}.{versions} {f'Median of {runs} runs' if runs > 1 else 'One run'}.\n"


def _table(size: Size, tools: Sequence[Tool]) -> str:
    head = f"### {size.exercises:,} exercises, {size.entries:,} entries in all\n\n"
    columns = "| | | wall s | CPU s | memory MB | the handbook's wall | CPU |\n|---|---|--:|--:|--:|--:|--:|\n"
    return head + columns + "".join(row for scenario in SCENARIOS for row in _rows(size.results, scenario, tools))


def _rows(results: Results, scenario: str, tools: Iterable[Tool]) -> Iterator[str]:
    ours, said = results.median(scenario, OURS.name), scenario
    for tool in tools:
        cost = results.median(scenario, tool.name)
        failure = results.failures.get((scenario, tool.name))
        if cost is not None:
            yield f"| {said} | {tool.title} | {_numbers(cost)} | {_ratios(None if tool is OURS else ours, cost)} |\n"
        elif failure is not None:
            yield f"| {said} | {tool.title} | {failure.splitlines()[0]} | | | | |\n"
        else:
            continue
        said = ""


def _numbers(cost: Cost) -> str:
    return f"{cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f}"


def _ratios(ours: Cost | None, theirs: Cost) -> str:
    """How many times as long the handbook takes, and how many times the work; empty where there is none to compare."""
    if ours is None:
        return " | "
    return (
        f"{ours.wall / theirs.wall:.2f} \N{MULTIPLICATION SIGN} | {ours.cpu / theirs.cpu:.2f} \N{MULTIPLICATION SIGN}"
    )


def _growth(sizes: Iterable[Size]) -> str:
    """Milliseconds of a cold build for each entry."""
    costs = [(size, size.results.median(COLD, OURS.name)) for size in sizes]
    said = [f"{1000 * cost.wall / size.entries:.2f} ms at {size.entries:,}" for size, cost in costs if cost]
    return f"A cold build takes the handbook, for each entry: {', '.join(said)}.\n" if said else ""


def _stages(sizes: Sequence[Size]) -> str:
    """The stages of a cold build, in seconds and in milliseconds for each entry."""
    heads = "".join(f" {size.entries:,}: s | ms an entry |" for size in sizes)
    rows = "".join(
        f"| {stage} |{''.join(_stage(size, stage) for size in sizes)}\n"
        for stage in dict.fromkeys(stage for size in sizes for stage in size.stages)
    )
    return f"### Stages of a cold build\n\n| entries |{heads}\n|---|{'--:|' * 2 * len(sizes)}\n{rows}" if rows else ""


def _stage(size: Size, stage: str) -> str:
    seconds = size.stages.get(stage, 0)
    return f" {seconds:.2f} | {1000 * seconds / size.entries:.2f} |"


def _real(results: Results) -> str:
    rows = _costs({scenario: results.median(scenario, OURS.name) for scenario in (COLD, EDIT, SAME)})
    title = "### This handbook itself, with its figures, PDFs and full text\n\n"
    head = f"{title}| | wall s | CPU s | memory MB |\n|---|--:|--:|--:|\n"
    failures = "".join(
        f"| {scenario} | {said.splitlines()[0]} | | |\n" for (scenario, _), said in results.failures.items()
    )
    return head + rows + failures


def _costs(costs: Mapping[str, Cost | None]) -> str:
    return "".join(f"| {scenario} | {_numbers(cost)} |\n" for scenario, cost in costs.items() if cost)
