"""The command `handbook`."""

from importlib import import_module
from pathlib import Path

import click

from handbook import __version__

_TASKS = {
    "init": "init",
    "build": "publish",
    "check": "check",
    "new": "new",
    "explain": "explain",
    "rename": "rename",
    "audit": "audit",
    "review": "review",
    "schema": "schema",
    "figure": "figure",
    "sheet": "sheet",
    "calendar": "calendar",
    "serve": "serve",
}
"""Each task with its module in `commands`: read when it is asked for, so that none waits for another's libraries."""


class _Tasks(click.Group):
    """The tasks, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, in the order of the table."""
        return list(_TASKS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The task of that name, if there is one."""
        if cmd_name not in _TASKS:
            return None
        command: click.Command = getattr(import_module(f"handbook.commands.{_TASKS[cmd_name]}"), cmd_name)
        return command


@click.group(cls=_Tasks, context_settings={"help_option_names": ["-h", "--help"]})
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
