"""`handbook review`: what a proposal changes, with pictures from before and after."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from handbook.commands.common import home, shown, tools
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.editing.history import NoHistory, content_at
from handbook.editing.review import Pair, markdown
from handbook.editing.review import review as reviewed
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import load
from handbook.pages.page import Shown
from handbook.pictures import Pictures, pictures, wishes
from handbook.sheets.prints import Print, log, ordered
from handbook.sheets.sheet import Sheet
from handbook.theme import Theme, theme
from handbook.typesetting import page_pictures, picture
from handbook.validate import validate
from handbook.workshop import Workshop

WIDTH = 700
MOST = 40
"""So many pairs of pictures are made; a change of every figure at once is looked at on the site."""


@dataclass(frozen=True, slots=True)
class _State:
    """The handbook at a time, what is said of it, and its pictures."""

    handbook: Handbook
    found: tuple[Diagnostic, ...]
    drawn: Pictures


@click.command(short_help="Say what has changed since a commit, with pictures.")
@click.argument("base")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to write (default: build/review/)."
)
@click.pass_obj
def review(given: Path | None, base: str, output: Path | None) -> None:
    """Write what has changed since BASE (such as `origin/main`): in words, and figures and sheets before and after.

    In a job of a code host the words go into the job's summary, too.
    """
    root = home(given)
    folder = output or root / "build" / "review"
    workshop = tools(root)
    with TemporaryDirectory() as then:
        try:
            content_at(root, base, Path(then))
        except NoHistory as error:
            raise click.UsageError(f"There is no `{base}` to compare with: {error}.") from None
        before, after = _state(Path(then), workshop), _state(root, workshop)
    found = reviewed((before.handbook, before.found), (after.handbook, after.found))
    pairs = [*_figures(before, after, folder), *_sheets(before, after, folder, theme(root), workshop)]
    _write(folder / "review.md", markdown(found, pairs).encode())
    words = markdown(found)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        more = f"\n{len(pairs)} figures and sheets before and after are in the artifact `review`.\n" if pairs else ""
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(words + more)
    click.echo(words)
    click.echo(f"{shown(folder / 'review.md')} shows {len(pairs)} figures and sheets before and after.", err=True)


def _state(root: Path, workshop: Workshop) -> _State:
    documents, unread = load(root)
    valid, invalid = validate(documents, workshop.parse)
    handbook, unlinked = link(valid, sound=not failed([*unread, *invalid]))
    drawn, unsound = pictures(handbook, workshop.draw)
    return _State(handbook, arrange(unread, invalid, unlinked, unsound), drawn)


def _figures(before: _State, after: _State, folder: Path) -> Iterator[Pair]:
    """The figures whose pose data, muscles or titles differ."""
    old, new = wishes(before.handbook), wishes(after.handbook)
    changed = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    for name in changed[:MOST]:
        files = [
            _figure(state.drawn.files, name, folder / side) for state, side in ((before, "before"), (after, "after"))
        ]
        state = after if name in after.handbook.entries else before
        if any(files):
            yield Pair(state.handbook.entries[name].meta.title, *(_below(file, folder) for file in files))


def _figure(files: Mapping[str, bytes], name: str, folder: Path) -> Path | None:
    svg = next((files[one] for kind in ("strip", "movement") if (one := f"figures/{name}/{kind}.svg") in files), None)
    if svg is None:
        return None
    return _write(folder / f"{name.replace('/', '-')}.png", picture(svg.decode(), WIDTH))


def _sheets(before: _State, after: _State, folder: Path, look: Theme, workshop: Workshop) -> Iterator[Pair]:
    """The programs' sheets that say or show something else, their date aside, page by page."""
    old, new = (_logs(state) for state in (before, after))
    changed = [name for name in sorted({*old, *new}) if _said(old.get(name)) != _said(new.get(name))]
    for name in changed[:MOST]:
        sides = [
            _printed(logs.get(name), folder / side, look, workshop) for logs, side in ((old, "before"), (new, "after"))
        ]
        handbook = (after if name in after.handbook.entries else before).handbook
        title = f"{handbook.entries[name].meta.title}: sheet"
        for number in range(max(map(len, sides))):
            files = [_below(side[number] if number < len(side) else None, folder) for side in sides]
            yield Pair(f"{title}, page {number + 1}", *files)


def _logs(state: _State) -> dict[str, Print]:
    """The sheet of each program on the handbook's own paper."""
    shown = Shown(state.handbook, state.drawn.words, state.drawn.files)
    own = state.handbook.settings.paper
    return {f"programs/{slug}": log(slug, own, shown) for slug in state.handbook.programs}


def _said(one: Print | None) -> Sheet | None:
    return replace(one.value, version="") if one and isinstance(one.value, Sheet) else None


def _printed(one: Print | None, folder: Path, look: Theme, workshop: Workshop) -> list[Path]:
    order = ordered(one, look) if one else None
    if one is None or order is None:
        return []
    (printed,) = workshop.typeset([order])
    name = one.entry.replace("/", "-")
    pages = page_pictures(printed, WIDTH)
    return [_write(folder / f"{name}-{number}.png", page) for number, page in enumerate(pages, 1)]


def _below(file: Path | None, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file else ""


def _write(file: Path, content: bytes) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{shown(file)} cannot be written: {error.strerror or error}") from None
    return file
