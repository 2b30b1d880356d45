"""The generators that are measured: how each is installed, given the content, and run."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import translate
from bench.multiply import Original, write

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator. Its settings and templates lie in the folder of its name beside this file, if it needs any.

    `program` is a pattern below its virtual environment; without one it is a command of this Python. `made` are the
    folders that it leaves, `page` the file whose text is edited, `shared` the files that several use, each with
    the folder where this one wants it.
    `patient` asks for patience at 10,000 entries.
    """

    name: str
    title: str
    translation: translate.Translation
    words: tuple[str, ...]
    made: tuple[str, ...]
    page: str
    program: str = ""
    shared: tuple[tuple[str, str], ...] = ()
    patient: bool = False

    @property
    def requirements(self) -> Path:
        """The exact versions that are installed for it; there are none for this handbook's own generator."""
        return HERE / self.name / "requirements.txt"

    @property
    def version(self) -> str:
        """The version that is measured."""
        if not self.program:
            return "as it stands here"
        lines = self.requirements.read_text(encoding="utf-8").split()
        return next(line.partition("==")[2] for line in lines if line.startswith(f"{self.title.lower()}=="))


OURS = Tool(
    name="handbook",
    title="handbook",
    translation=translate.handbook,
    words=("--root", ".", "build"),
    made=("build", "site"),
    page="content/exercises/plank.md",
)
TOOLS = (
    OURS,
    Tool(
        name="hugo",
        title="Hugo",
        translation=translate.hugo,
        words=(),
        made=("public", "resources"),
        page="content/exercises/plank.md",
        # The binary itself: the command of the wheel starts Python first.
        program="lib/python*/site-packages/hugo/binaries/hugo",
        shared=(("style.css", "static"),),
    ),
    Tool(
        name="pelican",
        title="Pelican",
        translation=translate.pelican,
        words=("content", "--quiet", "--fatal", "errors"),
        made=("output", "cache", "__pycache__"),
        page="content/exercises/plank.md",
        program="bin/pelican",
        shared=(("entry.html", "theme/templates"), ("style.css", "theme/static")),
        patient=True,
    ),
    Tool(
        name="mkdocs",
        title="MkDocs-Material",
        translation=translate.mkdocs,
        words=("build", "--quiet"),
        made=("site", "__pycache__"),
        page="docs/exercises/plank.md",
        program="bin/mkdocs",
        shared=(("entry.html", "overrides"),),
        patient=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Project:
    """A tool with a site of its own to make, in a folder, and the program that makes it."""

    tool: Tool
    folder: Path
    program: str

    @property
    def build(self) -> tuple[str, ...]:
        """The command that makes the site."""
        return (self.program, *self.tool.words)

    def forget(self) -> None:
        """Remove everything that was made."""
        for name in self.tool.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit(self, words: str) -> None:
        """Write something new at the end of one exercise."""
        with (self.folder / self.tool.page).open("a", encoding="utf-8") as file:
            file.write(f"\n{words}\n")


def installed(tool: Tool, place: Path) -> str:
    """The program of a tool, put into a virtual environment in `place` where it is not yet; empty if that fails."""
    if not tool.program:
        return str(Path(sys.executable).with_name(tool.name))
    venv, wanted = place / f"venv-{tool.name}", tool.requirements.read_text(encoding="utf-8")
    stamp = venv / "requirements.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(venv, ignore_errors=True)
        pip = (str(venv / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        commands = ((sys.executable, "-m", "venv", str(venv)), (*pip, "--no-deps", "-r", str(tool.requirements)))
        if any(subprocess.run(one, capture_output=True, check=False).returncode for one in commands):
            return ""
        stamp.write_text(wanted, encoding="utf-8")
    return str(next(venv.glob(tool.program), ""))


def project(tool: Tool, program: str, files: Iterable[Original], number: int, place: Path) -> Project:
    """A fresh site for a tool in `place`: the content `number` times, its settings and its templates."""
    folder = place / tool.name
    shutil.rmtree(folder, ignore_errors=True)
    if tool.program:
        shutil.copytree(HERE / tool.name, folder, ignore=shutil.ignore_patterns("requirements.txt", "__pycache__"))
    for name, below in tool.shared:
        (folder / below).mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "shared" / name, folder / below)
    write(tool.translation(files), folder, number)
    return Project(tool, folder, program)
