"""Whether a published site is what the very same files would give again; then there is nothing to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handbook.cache import recall, store
from handbook.diagnostics import Diagnostic
from handbook.maker import made_by
from handbook.publishing.manifest import checksum, digests, read_manifest
from handbook.theme import theme
from handbook.verdict import fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """What was said when a site was published: its pages, papers, files and bytes, its checksum, and its faults."""

    pages: int
    papers: int
    files: int
    bytes: int
    checksum: str
    found: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that a handbook is published to, and where that is remembered; `base_url` as it was given."""

    root: Path
    folder: Path
    base_url: str

    @property
    def workspace(self) -> Path:
        """The private folder of the handbook."""
        return self.root / "build"

    def _record(self) -> tuple[Path, object]:
        name = sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]
        files = fingerprint([self.root / "content", *theme(self.root).folders])
        return self.workspace / "cache" / "standing" / name, (made_by(), str(self.root), self.base_url, files)

    def stands(self) -> Standing | None:
        """What stands there, if it is whole and no file that it was made from has changed."""
        known: Standing | None = recall(*self._record())
        return known if known is not None and self._checksum() == known.checksum else None

    def keep(self, standing: Standing) -> None:
        """Remember what was published."""
        store(*self._record(), standing)

    def _checksum(self) -> str:
        try:
            return checksum(digests(self.folder, (path for path, _ in read_manifest(self.workspace, self.folder))))
        except OSError:
            return ""
