"""`handbook new`: write a fresh entry, and say what it may already be."""

from datetime import UTC, datetime
from pathlib import Path

import click

from handbook.commands.common import home, shown, tools
from handbook.editing.scaffold import Fresh, scaffold
from handbook.link import link
from handbook.load import load
from handbook.schema import FORMS
from handbook.validate import validate

_KINDS = {form.name: form for form in FORMS.values()}


@click.command(short_help="Write a fresh entry, every field explained.")
@click.argument("kind", metavar="KIND", type=click.Choice(list(_KINDS)))
@click.argument("title")
@click.option("--like", default="", help="The entry to take likely values from, such as `plank`.")
@click.option("--open", "edit", is_flag=True, help="Open the new file in your editor.")
@click.pass_obj
def new(given: Path | None, kind: str, title: str, like: str, *, edit: bool) -> None:
    """Write a new entry called TITLE, with every field explained and likely values filled in.

    KIND is exercise, movement, muscle, equipment, ladder, program or guide.
    """
    root = home(given)
    documents, _ = load(root)
    valid, _ = validate(documents, tools(root).parse)
    handbook, _ = link(valid, sound=False)
    try:
        fresh = scaffold(handbook, _KINDS[kind], title, datetime.now(UTC).date(), like=like)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    for twin in fresh.twins:
        named = "" if twin.name == twin.title else f", as `{twin.name}`"
        click.echo(f"It looks like an existing entry: {twin.title} (content/{twin.entry}.md){named}.", err=True)
    _write(root / fresh.path, fresh)
    filled = f", filled in like {fresh.like}" if fresh.like else ""
    click.echo(f"{shown(root / fresh.path)} is written{filled}. `handbook check` says what is still to do.")
    if edit:
        click.edit(filename=str(root / fresh.path))


def _write(path: Path, fresh: Fresh) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(fresh.text)
    except FileExistsError:
        raise click.UsageError(f"{shown(path)} is there already; give the new entry another title.") from None
    except OSError as error:
        raise click.ClickException(f"{shown(path)} cannot be written: {error.strerror or error}") from None
