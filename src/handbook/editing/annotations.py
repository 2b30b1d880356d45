"""What a code host shows beside changed lines, and where the rest goes: it shows ten of a kind for each step."""

from collections.abc import Iterable
from itertools import count

from handbook import report
from handbook.diagnostics import Diagnostic, Severity

MOST = 10
"""Annotations of one severity that GitHub shows for a step (docs.github.com, "Workflow commands", limits)."""

MOST_LISTED = 1000
"""How many lines a summary has at most; a step's summary may have 1 MiB."""


def parted(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The diagnostics that are shown as annotations, and the rest, each in the order given."""
    seen = {severity: count(1) for severity in Severity}
    shown: list[Diagnostic] = []
    rest: list[Diagnostic] = []
    for one in diagnostics:
        (shown if next(seen[one.severity]) <= MOST else rest).append(one)
    return tuple(shown), tuple(rest)


def overflow(rest: tuple[Diagnostic, ...]) -> str:
    """The diagnostics beyond the annotations, as Markdown for the job's summary; empty where there are none."""
    if not rest:
        return ""
    lines = [report.concise(one) for one in rest[:MOST_LISTED]]
    if more := len(rest) - len(lines):
        lines.append(f"and {more} more")
    text = "\n".join(lines)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"## Beyond the annotations: {report.summary(rest)}\n\n{fence}text\n{text}\n{fence}\n"
