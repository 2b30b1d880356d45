"""`handbook rename`: an entry under another name, with everything that names it."""

from pathlib import Path

import click

from handbook.commands.common import home, say, shown, tools
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.editing.filing import file_all
from handbook.editing.mend import mend
from handbook.editing.rename import Renaming, Unrenamable, after
from handbook.editing.rename import rename as renaming
from handbook.link import link
from handbook.load import Documents, load
from handbook.validate import Parser, Valid, validate


@click.command(short_help="Give an entry another name, in every file.")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(given: Path | None, old: str, new: str) -> None:
    """Give the entry OLD (such as `exercises/plank`, or `plank`) the name NEW, in every file; all or nothing.

    Links and bookmarks to the old page lead to the new one: the old name is kept in handbook.yaml.
    """
    root = home(given)
    documents, unread = load(root)
    valid, found = _checked(documents, tools(root).parse)
    if failed([*unread, *found]):
        say(arrange(unread, found), dict(documents.texts))
        raise click.ClickException("an entry can be renamed when the handbook is free of errors; mend these first")
    try:
        plan = renaming(valid, _identity(old, valid), new.removesuffix(".md"))
    except Unrenamable as error:
        raise click.UsageError(str(error)) from None
    changed = after(documents, plan)
    _, found = _checked(changed, tools(root).parse)
    if failed(found):
        say(arrange(found), dict(changed.texts))
        raise click.ClickException("nothing is renamed: the handbook would have these faults")
    _write(root, plan)
    files = sum(bool(edits) for path, edits in plan.edits.items() if path not in plan.moved)
    number = sum(map(len, plan.edits.values())) - 1
    click.echo(f"{shown(root / plan.moved[1])}: {number} names and links follow it in {files} other files.")
    click.echo("Its title is as it was; change it in the file if it has another one now.")


def _checked(documents: Documents, parse: Parser) -> tuple[Valid, tuple[Diagnostic, ...]]:
    valid, invalid = validate(documents, parse)
    _, unlinked = link(valid, sound=not failed(invalid))
    return valid, (*invalid, *unlinked)


def _identity(said: str, valid: Valid) -> str:
    """The id that an author means by a path, an id or a name alone."""
    plain = said.removeprefix("content/").removesuffix(".md")
    meant = [entry.id for entry in valid.entries if plain in {entry.id, entry.slug}]
    if len(meant) > 1:
        raise Unrenamable(f"`{said}` may be {' or '.join(f'`{one}`' for one in meant)}; say which")
    return meant[0] if meant else plain


def _write(root: Path, plan: Renaming) -> None:
    source, goal = plan.moved
    paths = {path for path, edits in plan.edits.items() if edits} | {source}
    texts = {path: mend((root / path).read_bytes().decode(), plan.edits.get(path, ())).encode() for path in paths}
    contents = {goal if path == source else path: text for path, text in sorted(texts.items())}
    try:
        file_all(root, {**contents, source: None})
    except OSError as error:
        raise click.ClickException(f"nothing is renamed: {error.strerror or error}") from None
