"""`handbook calendar`: a program's sessions as a file that calendars read."""

from pathlib import Path

import click

from handbook.commands.common import home, shown
from handbook.commands.own import day, known, sound, written
from handbook.schedule import DAYS, concerns, ics, plan, sessions

_SHORT = 3


@click.command(short_help="Write a program's sessions for a calendar.")
@click.argument("program")
@click.option("--start", required=True, metavar="YYYY-MM-DD", help="The day you begin.")
@click.option("--days", required=True, metavar="DAYS", help="The weekdays you train on: mon,thu.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file (default: PROGRAM.ics)."
)
@click.pass_obj
def calendar(given: Path | None, program: str, start: str, days: str, output: Path | None) -> None:
    """Write the sessions of PROGRAM as a calendar, and warn where the days break the handbook's own rules."""
    handbook = sound(home(given))
    slug = known(program.removeprefix("programs/"), handbook.programs, "program")
    made = plan(handbook, slug, handbook.edition)
    begin = day(start)
    chosen = [_day(word) for word in days.split(",")]
    for concern in concerns(made, chosen):
        click.echo(concern, err=True)
    file = output or Path(f"{slug}.ics")
    written(file, ics(made, begin, chosen).encode())
    click.echo(f"{shown(file)}: {len(sessions(made, begin, chosen))} sessions.")


def _day(word: str) -> int:
    """The weekday that a word or its first three letters name."""
    said = word.strip().lower()
    found = [at for at, day in enumerate(DAYS) if len(said) >= _SHORT and day.lower().startswith(said)]
    if not found:
        raise click.UsageError(f"`{word.strip()}` is no weekday; write them like `mon,thu`.")
    return found[0]
