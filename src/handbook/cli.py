"""The command `handbook`: the only module that knows click and prints."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from handbook import __version__, report
from handbook.diagnostics import Diagnostic, failed
from handbook.pipeline import Site, make
from handbook.workshop import workshop
from handbook.write import Unwritable, publish

CLEAN, FAULTS, MISUSE = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that holds content/. Without it, the nearest one upwards.",
)
@click.version_option(__version__, package_name="exercise-handbook")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check and publish an exercise handbook."""
    context.obj = root


def _root(given: Path | None) -> Path:
    here = (given or Path.cwd()).resolve()
    if (here / "content").is_dir():
        return here
    above = next((folder for folder in here.parents if (folder / "content").is_dir()), None)
    if given is not None or above is None:
        where = f"`{given}`" if given is not None else "this folder, nor in one above it"
        raise click.UsageError(f"There is no folder `content` in {where}. Say where it is with --root.")
    return above


def _store(home: Path) -> Path:
    """Where what was worked out before is remembered; safe to delete at any time."""
    return home / "build" / "cache"


@main.command()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Where to publish (default: site/).")
@click.option(
    "--base-url", default="", help="The address that the site will have, instead of the one in handbook.yaml."
)
@click.option("--strict", is_flag=True, help="Let warnings keep the site from being published, too.")
@click.pass_obj
def build(root: Path | None, output: Path | None, base_url: str, *, strict: bool) -> None:
    """Check everything and publish the site. The old site stays as it is if anything is wrong."""
    if base_url and not base_url.startswith(("https://", "http://")):
        raise click.UsageError("--base-url is a web address, such as https://example.org/handbook/")
    home = _root(root)
    folder = output or home / "site"
    site = make(home, workshop(_store(home)), base_url=base_url)
    _say(site.diagnostics, lambda found: report.full(found, site.sources, colour=_colour()))
    if failed(site.diagnostics, strict=strict):
        click.echo(f"{report.summary(site.diagnostics)}; {_shown(folder)} stays as it was.", err=True)
        sys.exit(FAULTS)
    try:
        written = publish(site.files, folder, home / "build")
    except Unwritable as error:
        click.echo(str(error), err=True)
        sys.exit(FAULTS)
    pages = sum(name.endswith(".html") for name in site.files)
    click.echo(
        f"{_shown(folder)}: {pages} pages in {written.total} files"
        f" ({len(written.changed)} changed, {len(written.removed)} removed)."
    )
    click.echo(f"Look at it: open {_shown(folder)}/index.html in a browser.")


_FORMS: dict[str, Callable[[Site, Iterable[Diagnostic]], str]] = {
    "full": lambda site, found: report.full(found, site.sources, colour=_colour()),
    "concise": lambda _site, found: "".join(report.concise(one) + "\n" for one in found),
    "github": lambda _site, found: report.github(found),
    "json": lambda _site, found: report.json(found),
}


@main.command()
@click.option("--format", "form", type=click.Choice(list(_FORMS)), default="full", help="How to print what is found.")
@click.option("--strict", is_flag=True, help="Let warnings count as faults.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.pass_obj
def check(root: Path | None, paths: tuple[Path, ...], form: str, *, strict: bool) -> None:
    """Check everything and publish nothing. With PATHS, report on those files and folders alone."""
    home = _root(root)
    site = make(home, workshop(_store(home)))
    found = tuple(one for one in site.diagnostics if not paths or _within(home / one.span.path, paths))
    text = _FORMS[form](site, found)
    if text:
        click.echo(text, nl=not text.endswith("\n"))
    if form == "full":
        click.echo(report.summary(found) + ".", err=bool(found))
    sys.exit(FAULTS if failed(found, strict=strict) else CLEAN)


def _within(path: Path, paths: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(one.resolve()) for one in paths)


def _say(found: tuple[Diagnostic, ...], shape: Callable[[tuple[Diagnostic, ...]], str]) -> None:
    if found:
        click.echo(shape(found), err=True)


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _shown(folder: Path) -> str:
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(folder)
