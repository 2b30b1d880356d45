"""All measurements: every tool does the same things in turn, so that what else the machine does falls on all alike."""

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from bench.measure import Cost, Failed, measure, said
from bench.tools import OURS, Project

COLD, EDIT, SAME, CHECK, CHECK_EDIT = "cold", "one edit", "nothing changed", "`check`, warm", "`check`, one edit"
SCENARIOS = (COLD, EDIT, SAME, CHECK, CHECK_EDIT)
MANY = 2000
"""From how many exercises on patient tools are asked once, and only for a cold build."""

_STAGE = re.compile(r"^ *(\d+\.\d+) s  (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Plan:
    """How often everything is done, the most seconds that a build may take, and whether patient tools do it all."""

    runs: int
    limit: float
    everything: bool = False


@dataclass(slots=True)
class Results:
    """What was measured, by scenario and tool, and why something was not."""

    costs: defaultdict[tuple[str, str], list[Cost]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[tuple[str, str], str] = field(default_factory=dict)

    def median(self, scenario: str, tool: str) -> Cost | None:
        """The median of each cost, or nothing where nothing was measured."""
        costs = self.costs.get((scenario, tool))
        if not costs:
            return None
        wall, cpu, memory = (
            statistics.median(getattr(one, name) for one in costs) for name in ("wall", "cpu", "memory")
        )
        return Cost(wall, cpu, memory)


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds over the projects of one size."""

    projects: Sequence[Project]
    size: int
    plan: Plan
    scenarios: tuple[str, ...] = SCENARIOS
    results: Results = field(default_factory=Results)

    def run(self) -> Results:
        """Each scenario of each round, tool after tool; every other round in the opposite order."""
        for turn in range(self.plan.runs):
            order = self.projects[:: -1 if turn % 2 else 1]
            for scenario in self.scenarios:
                for project in order:
                    if self._asked(project, scenario, turn):
                        self._do(project, scenario, f"Edit {turn} of {scenario}.")
        return self.results

    def _asked(self, project: Project, scenario: str, turn: int) -> bool:
        if any(name == project.tool.name for _, name in self.results.failures):
            return False
        if scenario in {CHECK, CHECK_EDIT}:
            return project.tool is OURS
        if project.tool.patient and self.size > MANY and not self.plan.everything:
            return scenario == COLD and turn == 0
        return True

    def _do(self, project: Project, scenario: str, words: str) -> None:
        run = partial(measure, folder=project.folder, limit=self.plan.limit)
        key = scenario, project.tool.name
        try:
            command = _ready(project, scenario, words, run)
            self.results.costs[key].append(run(command))
        except Failed as failed:
            self.results.failures[key] = str(failed)


def _ready(project: Project, scenario: str, words: str, run: "partial[Cost]") -> tuple[str, ...]:
    """Bring a project to where a scenario begins; returns the command that is measured."""
    check = (project.program, "--root", ".", "check")
    match scenario:
        case "cold":
            project.forget()
        case "one edit":
            project.edit(words)
        case "`check`, warm":
            run(check)
            return check
        case "`check`, one edit":
            project.edit(words)
            return check
    return project.build


def warm_up(projects: Iterable[Project], limit: float) -> Iterator[tuple[Project, str]]:
    """Let every tool make its site once, so that Python's compiled modules are there; those that cannot, and why."""
    for project in projects:
        try:
            measure(project.build, project.folder, limit)
        except Failed as failed:
            yield project, str(failed)


def stages(ours: Project, limit: float) -> dict[str, float]:
    """The seconds of each stage of a cold build, as `handbook build --timings` says them; none if it fails."""
    ours.forget()
    try:
        measure((*ours.build, "--timings"), ours.folder, limit)
    except Failed:
        return {}
    return {stage: float(seconds) for seconds, stage in _STAGE.findall(said(ours.folder))}
