"""What a result depends on beside what it is made from: this code, its libraries, this Python."""

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "fonttools",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "pagefind-bin",
    "pillow",
    "pydantic",
    "typst",
)


@cache
def made_by() -> str:
    """A digest of everything but its arguments that a value depends on: this package's code, libraries and Python."""
    digest = sha256(sys.version.encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
