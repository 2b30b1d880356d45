"""What the commands for a reader's own papers share: the handbook as it stands, names with a slip in them, files."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from handbook.commands.common import FAULTS, shown, tools
from handbook.diagnostics import failed, nearest
from handbook.handbook import Handbook
from handbook.link import link
from handbook.validate import validate

FIRST_YEAR, LAST_YEAR = 1900, 2200


def sound(root: Path) -> Handbook:
    """What is sound of the handbook; faults are for `handbook check` to name."""
    remembering = tools(root)
    documents, unread = remembering.load(root)
    valid, invalid = validate(documents, remembering.parse)
    handbook, unlinked = link(valid, sound=False)
    if failed([*unread, *invalid, *unlinked]):
        click.echo("The handbook has faults; this shows what is sound. `handbook check` names them.", err=True)
    return handbook


def known(word: str, names: Iterable[str], what: str) -> str:
    """The name itself, if there is such a thing; else the command ends with the nearest that there is."""
    if word not in names:
        hint = nearest(word, names)
        raise click.UsageError(f"There is no {what} called `{word}`{f'; {hint}' if hint else '.'}")
    return word


def day(text: str) -> date:
    """A date as people write it in numbers, in years that calendars know."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"`{text}` is not a date; write it like `2026-11-23`.") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise click.UsageError(f"`{text}` lies outside {FIRST_YEAR} to {LAST_YEAR}.")
    return found


def written(file: Path, content: bytes) -> None:
    """Write a file, or end the command with the reason."""
    try:
        file.write_bytes(content)
    except OSError as error:
        click.echo(f"`{shown(file)}` cannot be written: {error.strerror}.", err=True)
        sys.exit(FAULTS)
