"""`handbook audit`: what is still to do."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import click

from handbook.commands.common import home, shown, tools
from handbook.editing.audit import as_text
from handbook.editing.audit import audit as audited
from handbook.frontmatter import parse
from handbook.link import link
from handbook.load import load
from handbook.validate import validate


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that reviews are counted from.")
@click.option(
    "--queries",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Searches as YAML, `query: entry`, or in groups; without an entry, any will do.",
)
@click.pass_obj
def audit(given: Path | None, today: datetime | None, queries: Path | None) -> None:
    """List what the handbook still lacks: work for contributors. It finds no faults; `check` does."""
    root = home(given)
    valid, _ = validate(load(root)[0], tools(root).parse)
    handbook, _ = link(valid, sound=False)
    day: date = (today or datetime.now(UTC)).date()
    found = audited(handbook, day, _queries(queries) if queries else {})
    click.echo(as_text(handbook, found))


def _queries(path: Path) -> dict[str, str]:
    tree, faults = parse(path.read_text(encoding="utf-8"))
    if faults or not isinstance(tree.data, Mapping):
        raise click.UsageError(f"{shown(path)} is not a list of `query: entry`.")
    asked: dict[str, str] = {}
    for name, goal in tree.data.items():
        asked |= (
            {str(key): str(value) for key, value in goal.items()} if isinstance(goal, Mapping) else {name: str(goal)}
        )
    return asked
