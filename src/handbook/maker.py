"""What a result depends on beside what it is made from: the code that makes it, its libraries, this Python."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

LIBRARIES = frozenset(
    {
        "brotli",
        "fontpkg_barlow_condensed",
        "fontpkg_barlow_semi_condensed",
        "fonttools",
        "jinja2",
        "markdown_it_py",
        "mdit_py_plugins",
        "numpy",
        "pagefind_bin",
        "pillow",
        "pydantic",
        "pydantic_core",
        "pyyaml",
        "rjsmin",
        "segno",
        "typst",
    }
)
"""Those that leave a mark on a result, as their folders of metadata are named."""

_FOLDER = Path(__file__).parent
_IMPORT = re.compile(
    rb"^[ \t]*(?:from (handbook[\w.]*) import (?:\(([^)]*)\)|([^\n(]*))|import (handbook[\w.]*))", re.MULTILINE
)


@cache
def made_by(module: str = "") -> str:
    """A digest of everything but its arguments that a function of `module` depends on, such as `handbook.markdown`.

    That is this Python, the libraries, and the package's modules that the module imports, and those that they import;
    without a module, all of them.
    """
    digest = sha256(sys.version.encode())
    digest.update("\n".join(sorted(_libraries())).encode())
    sources = _sources()
    for name in sorted(_reached(module) if module else sources):
        digest.update(name.encode() + b"\0" + sha256(sources[name]).digest())
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    """Each library with its version, from the names of folders: `importlib.metadata` takes a hundred times as long."""
    for place in map(Path, sys.path):
        if place.name in {"site-packages", "dist-packages"} and place.is_dir():
            names = (one.name.removesuffix(".dist-info") for one in place.iterdir() if one.name.endswith(".dist-info"))
            yield from (name for name in names if name.partition("-")[0].lower() in LIBRARIES)


@cache
def _sources() -> Mapping[str, bytes]:
    """The package's modules by their full names; a package goes by its own."""
    found = {}
    for file in _FOLDER.rglob("*.py"):
        parts = (_FOLDER.name, *file.relative_to(_FOLDER).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file.read_bytes()
    return found


def _reached(module: str) -> set[str]:
    """A module and all that are read with it, packages that they lie in included."""
    sources = _sources()
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        here = waiting.pop()
        if here in sources and here not in seen:
            seen.add(here)
            waiting += [here.rpartition(".")[0], *_imported(sources[here])]
    return seen


def _imported(source: bytes) -> Iterator[str]:
    """Every name that may be that of an imported module; those of what stands in a module are none."""
    for home, several, some, plain in _IMPORT.findall(source):
        yield (home or plain).decode()
        names = re.findall(rb"\w+", several or some)
        yield from (f"{home.decode()}.{name.decode()}" for name in names)
