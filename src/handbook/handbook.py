"""The handbook as a closed world: every entry, and everything that follows from all of them together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from handbook.coverage import Coverage
from handbook.ladders import Climb
from handbook.load import Document
from handbook.schema import (
    Equipment,
    Exercise,
    Guide,
    Ladder,
    Meta,
    Movement,
    Muscle,
    Program,
    Reference,
)
from handbook.settings import Settings
from handbook.substitutes import Swap
from handbook.validate import Entry

_Meta = TypeVar("_Meta", bound=Meta)


@dataclass(frozen=True)
class Handbook:
    """Everything the pages show.

    `entries` are by id (`exercises/plank`). `climb`, `swaps` (by exercise) and `coverage` (by program) are computed.
    `backlinks` goes from an id to the ids of the entries that name or link it, `cited` from a reference's key likewise.
    """

    settings: Settings
    settings_document: Document | None
    entries: Mapping[str, Entry]
    references: Mapping[str, Reference]
    climb: Climb
    swaps: Mapping[str, tuple[Swap, ...]]
    coverage: Mapping[str, Coverage]
    backlinks: Mapping[str, tuple[str, ...]]
    cited: Mapping[str, tuple[str, ...]]

    def of(self, folder: str) -> Mapping[str, Entry]:
        """The entries of a kind by slug, in the order of their titles."""
        return self._by_folder.get(folder, {})

    @cached_property
    def _by_folder(self) -> Mapping[str, Mapping[str, Entry]]:
        return {folder: of(self.entries, folder) for folder in {entry.folder for entry in self.entries.values()}}

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """Exercises by slug."""
        return metas(self.entries, Exercise)

    @cached_property
    def movements(self) -> Mapping[str, Movement]:
        """Movements by slug."""
        return metas(self.entries, Movement)

    @cached_property
    def muscles(self) -> Mapping[str, Muscle]:
        """Muscles by slug."""
        return metas(self.entries, Muscle)

    @cached_property
    def equipment(self) -> Mapping[str, Equipment]:
        """Pieces of equipment by slug."""
        return metas(self.entries, Equipment)

    @cached_property
    def ladders(self) -> Mapping[str, Ladder]:
        """Ladders by slug."""
        return metas(self.entries, Ladder)

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """Programs by slug."""
        return metas(self.entries, Program)

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """Guides by slug."""
        return metas(self.entries, Guide)


def of(entries: Mapping[str, Entry], folder: str) -> dict[str, Entry]:
    """The entries of a kind by slug, in the order of their titles."""
    return {
        entry.slug: entry for entry in sorted(_in(entries, folder), key=lambda one: (one.meta.title.lower(), one.id))
    }


def metas(entries: Mapping[str, Entry], model: type[_Meta]) -> dict[str, _Meta]:
    """The fields of every entry of a kind by slug, in the order of their titles."""
    found = [(entry.slug, entry.meta) for entry in entries.values() if isinstance(entry.meta, model)]
    return dict(sorted(found, key=lambda one: (one[1].title.lower(), one[0])))


def _in(entries: Mapping[str, Entry], folder: str) -> Iterator[Entry]:
    return (entry for entry in entries.values() if entry.folder == folder)
