"""`handbook build`: check everything, and publish the site."""

import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import click

from handbook import report
from handbook.commands.common import FAULTS, home, say, shown, store, unswept
from handbook.commands.progress import Progress, progress
from handbook.diagnostics import Diagnostic, failed
from handbook.publishing.manifest import checksum
from handbook.publishing.standing import Place, Standing
from handbook.publishing.write import Unwritable, publish

SLOWEST = 10


@click.command()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Where to publish (default: site/).")
@click.option(
    "--base-url", default="", help="The address that the site will have, instead of the one in handbook.yaml."
)
@click.option("--strict", is_flag=True, help="Let warnings keep the site from being published, too.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("--timings", is_flag=True, help="Say how long each part took, and which pages took longest.")
@click.pass_obj
def build(given: Path | None, output: Path | None, base_url: str, *, strict: bool, quiet: bool, timings: bool) -> None:
    """Check everything and publish the site. The old site stays as it is if anything is wrong."""
    base_url = base_url and _address(base_url)
    root, began = home(given), perf_counter()
    place = Place(root, output or root / "site", base_url)
    standing = None if timings else place.stands()
    if standing is None:
        standing, changes = _publish(place, strict=strict, quiet=quiet, timings=timings)
    else:
        say(standing.found, dict(standing.sources))
        _stop(place, standing.found, strict=strict)
        changes = "nothing has changed"
    if not quiet:
        seconds = perf_counter() - began
        click.echo(
            f"{shown(place.folder)}: {standing.pages} pages and {standing.papers} papers to print,"
            f" {standing.files} files, {standing.bytes / 1e6:.1f} MB; {changes}; {seconds:.1f} s."
        )
        click.echo(f"Checksum: {standing.checksum}")
        click.echo(f"Look at it: open {shown(place.folder)}/index.html in a browser.")


def _address(said: str) -> str:
    # Only who gives an address needs to read what one is.
    from handbook.settings import web_address  # noqa: PLC0415

    try:
        return web_address(said)
    except ValueError as error:
        raise click.UsageError(f"--base-url: {error}") from None


def _publish(place: Place, *, strict: bool, quiet: bool, timings: bool) -> tuple[Standing, str]:
    # Who finds everything as it was needs none of this.
    from handbook.pipeline import make  # noqa: PLC0415
    from handbook.workshop import workshop  # noqa: PLC0415

    with unswept(), progress(quiet=quiet) as doing:
        site = make(place.root, workshop(store(place.root), doing.tell), base_url=place.base_url, tell=doing.tell)
        doing.tell("Publishing")
        say(site.diagnostics, dict(site.sources))
        _stop(place, site.diagnostics, strict=strict)
        try:
            written = publish(site.files, place.folder, place.workspace)
        except Unwritable as error:
            click.echo(str(error), err=True)
            sys.exit(FAULTS)
    faulty = {one.span.path for one in site.diagnostics}
    standing = Standing(
        pages=sum(name.endswith(".html") for name in site.files),
        papers=sum(name.endswith(".pdf") for name in site.files),
        files=written.total,
        bytes=sum(one.size for one in site.files.contents.values()),
        checksum=checksum({path: one.digest for path, one in site.files.contents.items()}),
        found=site.diagnostics,
        sources={path: text for path, text in site.sources.items() if path in faulty},
    )
    place.keep(standing)
    if timings:
        _timings(doing, site.costs)
    return standing, f"{len(written.changed)} changed, {len(written.removed)} removed"


def _stop(place: Place, found: tuple[Diagnostic, ...], *, strict: bool) -> None:
    """End here, if what was found keeps the site from being published."""
    if failed(found, strict=strict):
        click.echo(f"{report.summary(found)}; {shown(place.folder)} stays as it was.", err=True)
        sys.exit(FAULTS)


def _timings(doing: Progress, costs: Mapping[str, float]) -> None:
    for stage, seconds in doing.times().items():
        click.echo(f"{seconds:8.2f} s  {stage}")
    for address in sorted(costs, key=lambda one: -costs[one])[:SLOWEST]:
        click.echo(f"{1000 * costs[address]:8.1f} ms {address}")
