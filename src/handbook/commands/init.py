"""`handbook init`: a new handbook, to write over."""

from pathlib import Path

import click

from handbook.commands.common import shown
from handbook.editing.filing import file_all
from handbook.editing.starter import starter

_WELCOME = {".git"}
"""What a folder may hold that is still empty to its owner."""


@click.command(short_help="Begin a new handbook.")
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Begin a handbook in FOLDER: a small one that is whole, with settings for an editor. FOLDER must be empty."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if held := sorted({one.name for one in folder.iterdir()} - _WELCOME):
            raise click.UsageError(f"{shown(folder)} is not empty: it holds {', '.join(held[:3])}. Name a new folder.")
        file_all(folder, starter())
    except OSError as error:
        raise click.ClickException(f"{shown(folder)} cannot be written: {error.strerror or error}") from None
    click.echo(
        f"A handbook is in {shown(folder)}. Write its title into {shown(folder / 'content/handbook.yaml')}, then"
    )
    click.echo(f"  cd {shown(folder)}")
    click.echo("  handbook serve    to see it while you write")
    click.echo("  handbook build    to publish it into site/")
