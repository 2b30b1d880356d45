"""`handbook explain`: what a rule stands for, with an example."""

from pathlib import Path

import click

from handbook.diagnostics import RULES, nearest
from handbook.editing.ruledocs import explained, section

_PACKAGE = Path(__file__).parents[1]


@click.command(short_help="Say what a rule stands for, with an example.")
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what RULE stands for, why there is such a rule, and what it finds."""
    if rule not in RULES:
        hint = nearest(rule, RULES)
        raise click.UsageError(f"There is no rule `{rule}`{f'; {hint}' if hint else '.'}")
    places = (_PACKAGE / "rules.md", _PACKAGE.parents[1] / "docs/rules.md")
    reference = next((place.read_text(encoding="utf-8") for place in places if place.is_file()), "")
    click.echo(section(reference, rule) or explained(rule, ""), nl=False)
