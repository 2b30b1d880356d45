"""Where the look of a handbook lies: its own templates first, then the package's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from handbook.cache import latest, latest_each
from handbook.scripts import lean

_PACKAGE = Path(__file__).parent
ASSETS = "assets"


@dataclass(frozen=True)
class Theme:
    """The folders to look for templates in, the first that has one wins, and the assets found in all of them.

    Their folder's address changes with any of them, so that browsers may keep them for ever.
    """

    folders: tuple[Path, ...]
    assets: dict[str, bytes]

    @cached_property
    def prefix(self) -> str:
        """Where the assets lie below the site's root."""
        return f"{ASSETS}/{_digest(self.assets)}"

    def asset(self, name: str) -> str:
        """The address of an asset below the site's root. KeyError if there is none of that name."""
        if name not in self.assets:
            raise KeyError(name)
        return f"{self.prefix}/{name}"

    def published(self) -> dict[str, bytes]:
        """All assets by their addresses on the site."""
        return {self.asset(name): content for name, content in self.assets.items()}

    def joined(self, more: Mapping[str, bytes]) -> "Theme":
        """The same look with more assets, by their names."""
        return Theme(self.folders, {**self.assets, **more})

    def texts(self, pattern: str = "*.html") -> Iterator[str]:
        """The text of every template whose name fits the pattern."""
        for folder in self.folders:
            yield from (file.read_text(encoding="utf-8", errors="replace") for file in sorted(folder.glob(pattern)))

    def file(self, name: str) -> Path | None:
        """The file of a template, from the first folder that has it."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)


def characters(texts: Iterable[str]) -> str:
    """Every character that some texts hold, once, in order, and all of ASCII, for readers write as well."""
    return _all(_characters(texts))


@latest_each
def _characters(text: str) -> str:
    return "".join(sorted(set(text)))


@latest
def _all(some: list[str]) -> str:
    found = {chr(code) for code in range(0x20, 0x7F)}
    return "".join(sorted(found.union(*some)))


def theme(root: Path) -> Theme:
    """The templates and assets for the handbook at `root`."""
    built_in = next(one for one in (_PACKAGE / "templates", _PACKAGE.parents[1] / "templates") if one.is_dir())
    own = root / "templates"
    folders = (own, built_in) if own.is_dir() and own.resolve() != built_in.resolve() else (built_in,)
    assets: dict[str, bytes] = {}
    for folder in folders:
        for file in sorted((folder / ASSETS).rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                assets.setdefault(file.relative_to(folder / ASSETS).as_posix(), _shipped(file))
    return Theme(folders, assets)


def _shipped(file: Path) -> bytes:
    """An asset as it is sent to readers: scripts without their comments."""
    content = file.read_bytes()
    return lean(content) if file.suffix == ".js" else content


def _digest(assets: dict[str, bytes]) -> str:
    digest = sha256()
    for name in sorted(assets):
        digest.update(f"{name}\0{len(assets[name])}\0".encode() + assets[name])
    return digest.hexdigest()[:10]
