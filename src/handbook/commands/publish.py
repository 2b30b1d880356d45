"""`handbook build` and `handbook check`: two endings of `make`."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from handbook import report
from handbook.annotations import overflow, parted
from handbook.commands.common import CLEAN, FAULTS, coloured, home, progress, say, shown, tools
from handbook.commands.mending import differences, mended_files
from handbook.diagnostics import Diagnostic, failed
from handbook.filing import file_all
from handbook.pipeline import Site, make
from handbook.sarif import sarif
from handbook.write import Unwritable, publish


@click.command()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Where to publish (default: site/).")
@click.option(
    "--base-url", default="", help="The address that the site will have, instead of the one in handbook.yaml."
)
@click.option("--strict", is_flag=True, help="Let warnings keep the site from being published, too.")
@click.pass_obj
def build(given: Path | None, output: Path | None, base_url: str, *, strict: bool) -> None:
    """Check everything and publish the site. The old site stays as it is if anything is wrong."""
    if base_url and not base_url.startswith(("https://", "http://")):
        raise click.UsageError("--base-url is a web address, such as https://example.org/handbook/")
    root = home(given)
    folder = output or root / "site"
    with progress() as tell:
        site = make(root, tools(root), base_url=base_url, tell=tell)
    say(site.diagnostics, dict(site.sources))
    if failed(site.diagnostics, strict=strict):
        click.echo(f"{report.summary(site.diagnostics)}; {shown(folder)} stays as it was.", err=True)
        sys.exit(FAULTS)
    try:
        written = publish(site.files, folder, root / "build")
    except Unwritable as error:
        click.echo(str(error), err=True)
        sys.exit(FAULTS)
    pages = sum(name.endswith(".html") for name in site.files)
    sheets = sum(name.endswith(".pdf") for name in site.files)
    click.echo(
        f"{shown(folder)}: {pages} pages and {sheets} sheets to print, {written.total} files"
        f" ({len(written.changed)} changed, {len(written.removed)} removed)."
    )
    click.echo(f"Look at it: open {shown(folder)}/index.html in a browser.")


_FORMS: dict[str, Callable[[Site, Iterable[Diagnostic]], str]] = {
    "full": lambda site, found: report.full(found, site.sources, colour=coloured(sys.stdout.isatty())),
    "concise": lambda _site, found: "\n".join(report.concise(one) for one in found),
    "github": lambda _site, found: _annotated(found),
    "json": lambda _site, found: report.json(found),
    "sarif": lambda site, found: sarif(found, site.sources),
}


def _annotated(found: Iterable[Diagnostic]) -> str:
    """The annotations; what is beyond their number goes into the job's summary, where there is one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if not summary:
        return report.github(found)
    annotated, rest = parted(found)
    with Path(summary).open("a", encoding="utf-8") as file:
        file.write(overflow(rest))
    return report.github(annotated)


@click.command()
@click.option("--format", "form", type=click.Choice(list(_FORMS)), default="full", help="How to print what is found.")
@click.option("--strict", is_flag=True, help="Let warnings count as faults.")
@click.option(
    "--fix", is_flag=True, help="Mend what is certain, such as the spelling of a known name, and check again."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.pass_obj
def check(given: Path | None, paths: tuple[Path, ...], form: str, *, strict: bool, fix: bool, diff: bool) -> None:
    """Check everything and publish nothing. With PATHS, report on those files and folders alone."""
    root = home(given)
    if diff:
        contents, _ = _mends(root, paths)
        click.echo(differences(root, contents), nl=False)
        sys.exit(FAULTS if contents else CLEAN)
    if fix:
        _mend(root, paths)
    site = make(root, tools(root))
    found = tuple(one for one in site.diagnostics if not paths or _within(root / one.span.path, paths))
    if text := _FORMS[form](site, found):
        click.echo(text)
    if form == "full":
        click.echo(f"{report.summary(found)}.", err=bool(found))
    sys.exit(FAULTS if failed(found, strict=strict) else CLEAN)


def _mends(root: Path, paths: tuple[Path, ...]) -> tuple[dict[str, bytes], int]:
    return mended_files(root, tools(root).parse, lambda path: not paths or _within(path, paths))


def _mend(root: Path, paths: tuple[Path, ...]) -> None:
    contents, number = _mends(root, paths)
    try:
        file_all(root, contents)
    except OSError as error:
        raise click.ClickException(f"nothing is mended: {error.strerror or error}") from None
    for path in sorted(contents):
        click.echo(f"{shown(root / path)} is mended.", err=True)
    if number:
        click.echo(f"{number} {'mend' if number == 1 else 'mends'}; `git diff` shows what has changed.", err=True)


def _within(path: Path, paths: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(one.resolve()) for one in paths)
