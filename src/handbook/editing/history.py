"""The content as it was at a revision. The only module that runs git."""

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path


class NoHistory(Exception):  # noqa: N818 - a sentence for the author, said by the command
    """Why there is no content of that time."""


def content_at(root: Path, revision: str, folder: Path) -> str:
    """Lay the `content/` that the handbook in `root` had where its branch left `revision` into `folder`.

    Returns the revision in full. What others have changed since is not part of it, so that a review shows the author's
    own changes. NoHistory, with a sentence, if there is no git, no such revision or no content in it.
    """
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    base = _parted(root, commit)
    archive = _git(root, "archive", "--format=tar", base, "--", "content")
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter=_within)  # noqa: S202 - through the filter for data
    return base


def _within(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """What lies in the content; a link that leads out of it is left out, as the reading would leave it."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _parted(root: Path, commit: str) -> str:
    """The last commit that both have; the revision itself where the history is cut short."""
    try:
        return _git(root, "merge-base", commit, "HEAD").decode().strip()
    except NoHistory:
        return commit


def _git(root: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise NoHistory(f"git cannot be run: {error.strerror or error}") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise NoHistory(lines[0].removeprefix("fatal: "))
    return done.stdout
