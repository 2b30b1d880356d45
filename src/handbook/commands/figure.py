"""`handbook figure`: draw the figures of one entry, or of all, and say what the checks find."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from handbook import report
from handbook.commands.common import FAULTS, home, say, shown, tools
from handbook.diagnostics import Diagnostic, failed, nearest
from handbook.figures.bodymap import bodymap
from handbook.figures.gallery_sheets import gallery_sheets
from handbook.figures.sheet import sheet
from handbook.handbook import Handbook
from handbook.icons import icons
from handbook.link import link
from handbook.load import load
from handbook.pictures import found_in, wishes, worked
from handbook.typesetting import picture
from handbook.validate import validate

WIDTH = 800


@click.command(short_help="Draw figures, and say what the checks find.")
@click.argument("entry", required=False)
@click.option("--all", "everything", is_flag=True, help="Every entry that has a figure.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Write into OUTPUT/ENTRY/.")
@click.option("--png", is_flag=True, help="Write PNG pictures beside the SVG files.")
@click.option("--open", "look", is_flag=True, help="Open the figure when it is drawn.")
@click.option("--sheet", "contact", is_flag=True, help="One sheet with all figures, as SVG.")
@click.option("--gallery", is_flag=True, help="Sheets of the base poses, props and contacts, as SVG.")
@click.option(
    "--icons", "badge", is_flag=True, help="The icons of the site from the stride in handbook.yaml, as SVG and PNG."
)
@click.pass_obj
def figure(
    given: Path | None,
    entry: str | None,
    output: Path | None,
    *,
    everything: bool,
    png: bool,
    look: bool,
    contact: bool,
    gallery: bool,
    badge: bool,
) -> None:
    """Draw the figures of ENTRY (such as `plank` or `movements/hip-extension`) and print what the checks find."""
    folder = output or Path(tempfile.gettempdir()) / "handbook-figures"
    if gallery:
        _exhibit(folder)
        return
    root = home(given)
    handbook, sources = _read(root)
    if badge:
        _badge(handbook, folder)
        return
    asked = wishes(handbook)
    chosen = asked if everything or contact else {name: asked[name] for name in [_named(entry, handbook, asked)]}
    drawn = dict(zip(chosen, tools(root).draw(chosen.values()), strict=True))
    found = [one for name, drawing in drawn.items() for one in found_in(handbook.entries[name], drawing.findings)]
    say(found, sources)
    files = {
        name: {**drawing.files, "bodymap": _map(handbook, name)} for name, drawing in drawn.items() if drawing.files
    }
    if contact:
        _write(
            folder / "sheet.svg",
            sheet(
                [(n.partition("/")[2], f.get("strip", f.get("movement", ""))) for n, f in files.items()], "Figures", 6
            ),
        )
    else:
        _write_all(files, folder, png=png)
    _close(found, folder, files, look=look)


def _read(root: Path) -> tuple[Handbook, dict[str, str]]:
    documents, _ = load(root)
    valid, _ = validate(documents, tools(root).parse)
    return link(valid, sound=False)[0], dict(documents.texts)


def _named(entry: str | None, handbook: Handbook, asked: Mapping[str, object]) -> str:
    """The id that the reader means, with or without its folder."""
    if entry is None:
        raise click.UsageError("Which one? Name an entry, such as `plank`, or say --all or --sheet.")
    for name in (entry, f"exercises/{entry}", f"movements/{entry}"):
        if name in asked:
            return name
        if name in handbook.entries:
            raise click.UsageError(f"{name} has no `figure:` in its front matter.")
    hint = nearest(entry, [name.partition("/")[2] for name in asked])
    raise click.UsageError(f"There is no entry `{entry}` that has a figure. {hint}".strip())


def _map(handbook: Handbook, name: str) -> str:
    return bodymap(*worked(handbook, handbook.entries[name]))


def _write_all(files: Mapping[str, Mapping[str, str]], folder: Path, *, png: bool) -> None:
    for name, drawings in files.items():
        for kind, svg in drawings.items():
            file = folder / name.removeprefix("exercises/") / f"{kind}.svg"
            _write(file, svg)
            if png:
                file.with_suffix(".png").write_bytes(picture(svg, WIDTH))


def _exhibit(folder: Path) -> None:
    """Write the gallery of what an author may name."""
    sheets = gallery_sheets()
    for name, svg in sheets.items():
        _write(folder / f"{name}.svg", svg)
    click.echo(f"{len(sheets)} sheets drawn into {shown(folder)}.")


def _badge(handbook: Handbook, folder: Path) -> None:
    """Write the icons of the site."""
    if handbook.settings.stride is None:
        raise click.UsageError("There is no `stride` in content/handbook.yaml to draw icons from.")
    files = icons(handbook.settings.stride)
    for name, content in files.items():
        _write(folder / name, content)
    click.echo(f"{len(files)} icons drawn into {shown(folder)}.")


def _write(file: Path, drawn: str | bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(drawn.encode() if isinstance(drawn, str) else drawn)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror or error}") from None


def _close(found: list[Diagnostic], folder: Path, files: Mapping[str, object], *, look: bool) -> None:
    drawn = (
        f"{len(files)} figure{'s' if len(files) != 1 else ''} drawn into {shown(folder)}" if files else "nothing drawn"
    )
    click.echo(f"{drawn}; {report.summary(found)}.")
    if look and files:
        click.launch(str(next(iter(sorted(folder.rglob("*.svg"))))))
    if failed(found):
        sys.exit(FAULTS)
