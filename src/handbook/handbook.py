"""The handbook as a closed world: every entry, and everything that follows from all of them together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar, cast

from handbook.cache import latest, latest_each
from handbook.coverage import Coverage
from handbook.ladders import Climb
from handbook.load import Document
from handbook.schema import (
    FORMS,
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
from handbook.uses import Uses
from handbook.validate import Entry

UNDATED = date(1970, 1, 1)

_Meta = TypeVar("_Meta", bound=Meta)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """As much of an entry as a link to it shows; `drawn` says whether an exercise has a figure."""

    title: str
    summary: str
    level: str
    drawn: bool


class Fields(Mapping[str, Meta]):
    """The fields of entries by slug, looked up through the entries themselves."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, slug: str) -> Meta:
        return self._entries[slug].meta

    def __contains__(self, slug: object) -> bool:
        return slug in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything the pages show.

    `entries` are by id (`exercises/plank`), `folders` the same by kind and slug, in the order of their titles. `fields`
    are what these say in front of their texts: who asks for no more has nothing to do with a change of the text. What
    is computed: `glimpses` by id; the usual `headings` by kind; `climb`; `swaps` by exercise; `coverage` by program;
    `uses`; the `numbers` of the references. `backlinks` goes from an id to the ids of the entries that name or link
    it, `links` the other way; `cited` goes from a reference's key to entries, `cites` the other way. `editions` has
    under an empty name the day on which an entry was last reviewed, and under each kind that of the kind.
    """

    settings: Settings
    settings_document: Document | None
    entries: Mapping[str, Entry]
    folders: Mapping[str, Mapping[str, Entry]]
    fields: Mapping[str, Mapping[str, Meta]]
    references: Mapping[str, Reference]
    numbers: Mapping[str, int]
    glimpses: Mapping[str, Glimpse]
    headings: Mapping[str, tuple[str, ...]]
    climb: Climb
    swaps: Mapping[str, tuple[Swap, ...]]
    coverage: Mapping[str, Coverage]
    uses: Uses
    backlinks: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[str, ...]]
    cited: Mapping[str, tuple[str, ...]]
    cites: Mapping[str, tuple[str, ...]]
    editions: Mapping[str, date]

    def of(self, folder: str) -> Mapping[str, Entry]:
        """The entries of a kind by slug, in the order of their titles."""
        return self.folders.get(folder, {})

    @property
    def edition(self) -> date:
        """The day that all papers carry, so that the same texts always carry the same."""
        return self.editions[""]

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Exercises by slug."""
        return cast("Mapping[str, Exercise]", self.fields["exercises"])

    @property
    def movements(self) -> Mapping[str, Movement]:
        """Movements by slug."""
        return cast("Mapping[str, Movement]", self.fields["movements"])

    @property
    def muscles(self) -> Mapping[str, Muscle]:
        """Muscles by slug."""
        return cast("Mapping[str, Muscle]", self.fields["muscles"])

    @property
    def equipment(self) -> Mapping[str, Equipment]:
        """Pieces of equipment by slug."""
        return cast("Mapping[str, Equipment]", self.fields["equipment"])

    @property
    def ladders(self) -> Mapping[str, Ladder]:
        """Ladders by slug."""
        return cast("Mapping[str, Ladder]", self.fields["ladders"])

    @property
    def programs(self) -> Mapping[str, Program]:
        """Programs by slug."""
        return cast("Mapping[str, Program]", self.fields["programs"])

    @property
    def guides(self) -> Mapping[str, Guide]:
        """Guides by slug."""
        return cast("Mapping[str, Guide]", self.fields["guides"])


def by_folder(entries: Sequence[Entry]) -> dict[str, dict[str, Entry]]:
    """Entries by kind and slug, in the order of their titles."""
    found: dict[str, dict[str, Entry]] = {folder: {} for folder in FORMS}
    names = _names(entries)
    for place in _by_title(names):
        found[names[place].folder][names[place].slug] = entries[place]
    return found


class _Name(NamedTuple):
    """What an entry is sorted by, and where it belongs."""

    title: str
    slug: str
    folder: str


@latest_each
def _names(entry: Entry) -> _Name:
    return _Name(entry.meta.title.lower(), entry.slug, entry.folder)


@latest
def _by_title(names: list[_Name]) -> list[int]:
    return sorted(range(len(names)), key=names.__getitem__)


def metas(entries: Mapping[str, Entry], _model: type[_Meta]) -> dict[str, _Meta]:
    """The fields of the entries of one kind by slug."""
    return {slug: cast("_Meta", entry.meta) for slug, entry in entries.items()}


def glimpse(entry: Entry) -> Glimpse:
    """What a link to an entry shows."""
    meta = entry.meta
    level = str(meta.level) if isinstance(meta, Exercise | Program) else ""
    return Glimpse(meta.title, meta.summary, level, isinstance(meta, Exercise) and bool(meta.figure))


def headings(folders: Mapping[str, Mapping[str, Entry]]) -> dict[str, tuple[str, ...]]:
    """The headings that at least half of the entries of each kind have, in their usual order."""
    entries = [entry for some in folders.values() for entry in some.values()]
    return _usual(_titles(entries))


@latest_each
def _titles(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.folder, tuple(section.title for section in entry.prose.sections)


@latest
def _usual(texts: list[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[str, ...]]] = {folder: [] for folder in FORMS}
    for folder, titles in texts:
        found[folder].append(titles)
    return {folder: _ordered(some) for folder, some in found.items()}


def _ordered(texts: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    places: dict[str, list[float]] = {}
    for titles in texts:
        for place, title in enumerate(titles):
            places.setdefault(title, []).append(place / len(titles))
    usual = [title for title, found in places.items() if 2 * len(found) >= len(texts)]
    return tuple(sorted(usual, key=lambda title: sum(places[title]) / len(places[title])))


def editions(entries: Iterable[Entry]) -> dict[str, date]:
    """The day on which one of all was last reviewed, under an empty name, and one of each kind."""
    return _editions(_reviewed(entries))


@latest_each
def _reviewed(entry: Entry) -> tuple[str, date]:
    return entry.folder, entry.meta.reviewed or UNDATED


@latest
def _editions(days: list[tuple[str, date]]) -> dict[str, date]:
    found = dict.fromkeys(("", *FORMS), UNDATED)
    for folder, day in days:
        found[folder] = max(found[folder], day)
        found[""] = max(found[""], day)
    return found
