"""`handbook schema`: the JSON Schemas with which code editors complete and check front matter."""

from pathlib import Path

import click

from handbook.commands.common import home, shown
from handbook.editing.completion import completions
from handbook.load import REFERENCES, load
from handbook.schema import FORMS

_KINDS = [*(form.name for form in FORMS.values()), "references", "handbook"]


@click.command(short_help="Print or write schemas for code editors.")
@click.argument("kind", metavar="[KIND]", required=False, type=click.Choice(_KINDS))
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Write all of them into this folder.")
@click.pass_obj
def schema(given: Path | None, kind: str | None, output: Path | None) -> None:
    """Print the schema of KIND, or write all of them: with these a code editor offers the names of this handbook.

    KIND is a kind of entry, such as exercise, or references or handbook for the file of that name.
    """
    if kind is None and output is None:
        raise click.UsageError(f"Say which one to print ({', '.join(_KINDS)}), or --output to write all of them.")
    schemas = completions(_names(home(given)))
    if kind is not None:
        click.echo(schemas[f"{kind}.schema.json"], nl=False)
    if output is None:
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in schemas.items():
            (output / name).write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{shown(output)} cannot be written: {error.strerror or error}") from None
    click.echo(f"{len(schemas)} schemas are in {shown(output)}.", err=True)


def _names(root: Path) -> dict[str, list[str]]:
    """The name of every entry that has a file, and of every work."""
    documents, _ = load(root)
    names: dict[str, list[str]] = {folder: [] for folder in FORMS}
    for entry_id in sorted(documents.known):
        folder, _, slug = entry_id.partition("/")
        if folder in names:
            names[folder].append(slug)
    works = documents.references.tree.data if documents.references else None
    return {**names, REFERENCES.removesuffix(".yaml"): sorted(works or {})}
