"""`handbook serve`: the live preview."""

import gc
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from handbook.commands.common import FAULTS, home, shown, tools
from handbook.live import Live
from handbook.making import Line
from handbook.pipeline import draft
from handbook.preview.server import Spoken
from handbook.preview.server import serve as run
from handbook.preview.state import Preview, State
from handbook.theme import theme

EDITOR = "vscode://file/{root}/{path}:{line}:{column}"


@click.command()
@click.option("--port", type=click.IntRange(1, 65000), default=8000, help="Where to listen, or the next free one.")
@click.option(
    "--editor", default=EDITOR, help="Address that opens {path} of {root} at {line} and {column} in your editor."
)
@click.option("--open", "look", is_flag=True, help="Open the preview in a browser.")
@click.pass_obj
def serve(given: Path | None, port: int, editor: str, *, look: bool) -> None:
    """Show the handbook as it will be, anew at every save. End with Ctrl-C."""
    root = home(given)
    preview = Preview(_editions(root), editor.replace("{root}", root.as_posix()))
    _changed(preview, preview.renew(), ())
    folders = [root / "content", root / "templates", *theme(root).folders]
    try:
        run(preview, folders, port, Spoken(partial(_listening, look), partial(_changed, preview)))
    except KeyboardInterrupt:
        click.echo("\nThe preview has ended.")
    except OSError as error:
        click.echo(f"The preview cannot listen: {error.strerror or error}", err=True)
        sys.exit(FAULTS)


def _editions(root: Path) -> Callable[[], Live]:
    """The edition of now, each time it is asked for."""
    workshop, lines = tools(root), dict[str, Line]()

    def edition() -> Live:
        made = Live(draft(root, workshop), workshop, lines)
        gc.freeze()  # what an edition holds is not garbage before the next; looking through it takes as long as a page
        return made

    return edition


def _listening(look: bool, address: str) -> None:  # noqa: FBT001 - bound once, above
    click.echo(f"Look at it: {address}  (Ctrl-C ends it)")
    if look:
        click.launch(address)


def _changed(preview: Preview, state: State, paths: Iterable[str]) -> None:
    names = ", ".join(shown(Path(path)) for path in list(paths)[:3])
    many = len(state.now.diagnostics) if state.now else 1
    if names:
        click.echo(f"{names}: {f'{many} to mend' if many else 'no faults'}")
    for fault in preview.faults(state):
        click.echo(str(fault["text"]), err=True)
