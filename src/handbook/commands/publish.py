"""`handbook build`: check everything, and publish the site."""

import sys
from pathlib import Path

import click

from handbook import report
from handbook.commands.common import FAULTS, home, progress, say, shown, tools
from handbook.diagnostics import failed
from handbook.pipeline import make
from handbook.settings import web_address
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
    try:
        base_url = base_url and web_address(base_url)
    except ValueError as error:
        raise click.UsageError(f"--base-url: {error}") from None
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
