"""The full text of entries, made ready to be searched in the browser. The only module that knows Pagefind.

Pagefind's program reads pages and writes an index in many small files, of which a browser fetches the few that a query
needs. What it writes depends on what it reads and on nothing else, as long as the pages have no filters: of those it
writes the order that their table happens to be in.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

BUNDLE = "pagefind"
"""The folder below the site's root that all of it lies in."""

_SEARCHED = re.compile(r"<main\b[^>]*\bdata-pagefind-body\b.*</main>", re.DOTALL)
_LANGUAGE = re.compile(r'<html\b[^>]*\blang="([^"]*)"')
_OTHERS = re.compile(r"pagefind-(worker|highlight|(modular-|component-)?ui)\.(js|css)")
"""What Pagefind brings for sites that do not show the results themselves."""


def texts(html: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Of each page that asks to be searched, by `data-pagefind-body` on `main`, the part that is: by address, as HTML.

    What stands round it stays out, so that a new look makes no new index.
    """
    found = {address: _text(page.decode()) for address, page in html}
    return {address: text for address, text in sorted(found.items()) if text}


def _text(page: str) -> str:
    body, language = _SEARCHED.search(page), _LANGUAGE.search(page)
    return f'<!doctype html><html lang="{language[1] if language else ""}">{body[0]}</html>' if body else ""


def fulltext(searched: Mapping[str, str], room: Path | None = None) -> dict[str, bytes]:
    """The files that a browser needs to search some pages, by their addresses below the site's root; none for none.

    Slow. In `room`, if that can be written to, else where the system has room for it, a folder lies while it works.
    `subprocess.CalledProcessError` if the program cannot do its work.
    """
    if not searched:
        return {}
    from pagefind_bin import get_executable  # noqa: PLC0415 - a build that remembers has no need of it

    with TemporaryDirectory(dir=room if room and os.access(room, os.W_OK) else None) as folder:
        pages, out = Path(folder, "pages"), Path(folder, "out")
        for address, text in searched.items():
            (pages / address).parent.mkdir(parents=True, exist_ok=True)
            (pages / address).write_text(text, encoding="utf-8")
        command = [
            str(get_executable()),
            "--silent",
            "--keep-index-url",
            "--site",
            str(pages),
            "--output-path",
            str(out),
        ]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - the program of our own package
        files = {file.relative_to(out).as_posix(): file for file in sorted(out.rglob("*")) if file.is_file()}
        return {f"{BUNDLE}/{name}": file.read_bytes() for name, file in files.items() if not _OTHERS.fullmatch(name)}
