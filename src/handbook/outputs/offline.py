"""What lets the site work without a network: the service worker, the list of what it may keep, and the web manifest.

Made from the finished files, so that the edition they are is named by their content and by nothing else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import PurePosixPath

from handbook import addresses
from handbook.contents import Content, held, known
from handbook.handbook import Handbook
from handbook.outputs.fulltext import BUNDLE
from handbook.outputs.search import NAMES
from handbook.schema import Program
from handbook.settings import Settings
from handbook.theme import ASSETS

WORKER = "sw.js"
LISTING = "offline.json"
MANIFEST = "manifest.webmanifest"
THEME_COLOUR = "#14181b"
SHORT = 10
"""So many hexadecimal digits of a digest, as the worker reckons them too."""

_KEPT = {".html", ".css", ".js", ".svg", ".png", ".woff2", ".webmanifest"}
"""What opens in a page. PDFs are for paper, and their sheets are pages too: they would be four times all the rest."""
_ICONS = {
    "icon.svg": ("any", "image/svg+xml", "any"),
    "icon-192.png": ("192x192", "image/png", "any"),
    "icon-512.png": ("512x512", "image/png", "any"),
    "icon-maskable-512.png": ("512x512", "image/png", "maskable"),
}


def offline_files(files: Mapping[str, bytes], handbook: Handbook, worker: str) -> dict[str, bytes]:
    """The files to lay beside a site's `files`, by address: worker, listing and manifest.

    `worker` is the script that the list of its edition is written in front of. An edition is named by the content of
    all files that can be kept: it changes when any of them does, and only then.
    """
    app = manifest(handbook.settings, files)
    kept = {address: content for address, content in {**known(files), MANIFEST: held(app)}.items() if _keeps(address)}
    digests = {address: kept[address].digest[:SHORT] for address in sorted(kept)}
    edition = {"version": held(json.dumps(digests).encode() + worker.encode()).digest[:SHORT], "shell": _shell(digests)}
    script = f"self.EDITION = {_json(edition)};\n{worker}"
    return {WORKER: script.encode(), LISTING: _listing(kept, digests, edition["version"], handbook), MANIFEST: app}


def _keeps(address: str) -> bool:
    if address.startswith(("admin/", "api/", "share/")):
        return False
    return PurePosixPath(address).suffix in _KEPT or address.startswith(f"{BUNDLE}/")


def _shell(addresses_: Iterable[str]) -> list[str]:
    """What every visitor gets: how pages look and work, the ways to find others, and what to show if there is none."""
    pages = {addresses.HOME, addresses.SEARCH, addresses.listing("exercises"), NAMES, addresses.DEVICE, MANIFEST}
    rare = (".png", "sheet.css")
    return [one for one in addresses_ if one in pages or (one.startswith(f"{ASSETS}/") and not one.endswith(rare))]


def _listing(kept: Mapping[str, Content], digests: Mapping[str, str], version: object, handbook: Handbook) -> bytes:
    """Every file with its digest and bytes, and what belongs to each program, by place in the list of files."""
    places = {address: place for place, address in enumerate(digests)}
    saves = {
        f"programs/{slug}": sorted(places[one] for one in set(_parts(handbook, slug, places)))
        for slug in handbook.programs
    }
    columns = {
        "version": version,
        "addresses": list(digests),
        "digests": list(digests.values()),
        "bytes": [kept[one].size for one in digests],
        "saves": saves,
        "titles": {f"programs/{slug}": one.title for slug, one in handbook.programs.items()},
    }
    return _json(columns).encode()


def _parts(handbook: Handbook, slug: str, present: Iterable[str]) -> Iterator[str]:
    """The addresses that a program is made of: its pages and sheets, its exercises and their figures, its stages."""
    program = handbook.programs[slug]
    owners = [f"programs/{slug}", *_exercises(program)]
    for name in (stage.program for stage in program.stages if stage.program in handbook.programs):
        owners += [f"programs/{name}", *_exercises(handbook.programs[str(name)])]
    own = {addresses.entry(one) for one in owners}
    below = tuple(chain.from_iterable((f"{one}/", f"figures/{one}/") for one in owners))
    return (one for one in present if one in own or one.startswith(below))


def _exercises(program: Program) -> list[str]:
    return [f"exercises/{slot.done}" for slot in program.slots]


def manifest(settings: Settings, files: Iterable[str]) -> bytes:
    """What a browser needs to install the site as an app; the icons are among the addresses of `files`."""
    icons = [
        {"src": address, "sizes": sizes, "type": kind, "purpose": purpose}
        for address in sorted(files)
        for name, (sizes, kind, purpose) in _ICONS.items()
        if address.startswith(f"{ASSETS}/") and PurePosixPath(address).name == name
    ]
    said = {
        "name": settings.title,
        "short_name": settings.short or settings.title,
        "description": settings.summary,
        "lang": settings.language,
        "id": ".",
        "start_url": addresses.HOME,
        "scope": ".",
        "display": "standalone",
        "background_color": THEME_COLOUR,
        "theme_color": THEME_COLOUR,
        "icons": icons,
    }
    return _json(said).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
