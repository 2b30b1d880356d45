"""One handbook with every fault: the whole report, as an author would read it. `pytest --update` rewrites it."""

from pathlib import Path

from handbook.diagnostics import RULES, Severity
from handbook.report import full, summary
from handbooks import check

SITES = Path(__file__).parent / "sites"
REPORT = SITES / "bad.expected"

# What only means something where nothing is broken, and what other stages say.
SILENT = {"same-name", "settings", "template", "sheet", "ladder-fork"}


def test_the_whole_report(update: bool) -> None:  # noqa: FBT001 - a fixture
    """Every fault in the handbook of faults, once, in order, each with its line and the place marked."""
    found = check(SITES / "bad")
    said = f"{full(found.diagnostics, found.sources, colour=False)}\n\n{summary(found.diagnostics)}\n"
    if update:
        REPORT.write_text(said, encoding="utf-8")
    assert said == REPORT.read_text(encoding="utf-8")


def test_the_report_has_every_error_there_is() -> None:
    """The handbook of faults breaks every rule that makes an error, but for those that need a sound handbook."""
    errors = {
        name for name, rule in RULES.items() if rule.severity is Severity.ERROR and not name.startswith("figure-")
    }
    assert errors - set(check(SITES / "bad").rules) == SILENT
