"""`handbook check`: what is wrong, in the form that is wanted; and its mends."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from handbook import report
from handbook.commands.common import CLEAN, FAULTS, coloured, home, shown, store, tools, unswept
from handbook.diagnostics import Diagnostic, failed
from handbook.editing.annotations import overflow, parted
from handbook.editing.filing import file_all
from handbook.editing.sarif import sarif
from handbook.verdict import Verdict, verdict

_FORMS: dict[str, Callable[[Verdict, Iterable[Diagnostic]], str]] = {
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


@click.command(short_help="Check everything and publish nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    default="full",
    help="How to print what is found (default: full).",
)
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
        from handbook.commands.mending import differences  # noqa: PLC0415

        contents, _ = _mends(root, paths)
        click.echo(differences(root, contents), nl=False)
        sys.exit(FAULTS if contents else CLEAN)
    if fix:
        _mend(root, paths)
    with unswept():
        site = verdict(root, store(root))
    found = tuple(one for one in site.diagnostics if not paths or _within(root / one.span.path, paths))
    if text := _FORMS[form](site, found):
        click.echo(text)
    if form == "full":
        click.echo(f"{report.summary(found)}.", err=bool(found))
    sys.exit(FAULTS if failed(found, strict=strict) else CLEAN)


def _mends(root: Path, paths: tuple[Path, ...]) -> tuple[dict[str, bytes], int]:
    # Mending reads and links everything; a check that is remembered needs none of that.
    from handbook.commands.mending import mended_files  # noqa: PLC0415

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
