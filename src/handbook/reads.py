"""What a piece of work reads of the handbook: noted look-up by look-up, so that it is done again only for a reason.

A work's result depends on its code, on a few things that all such works share, and on what it looked up. When every
look-up would give the same again, so would the work: it asks for the next thing only because of what it got so far.
(The "verifying traces" of A. Mokhov, N. Mitchell and S. Peyton Jones, Build Systems à la Carte, 2018.)
"""

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from handbook.handbook import Handbook
from handbook.validate import Entry

V = TypeVar("V")

Read = tuple[str, str | None]
"""A part of the handbook and the key that was looked up in it; None where all of the part was."""

_PARTS = ("entries", "references", "numbers", "glimpses", "headings", "swaps", "coverage", "editions")
_ENDS = ("backlinks", "links", "cited", "cites")
_CLIMB = ("harder", "easier", "ladders", "places")
_USES = ("shares", "trained", "loosened", "worked", "needed", "wanted", "without")
_ABSENT = b"absent"


class Seen(Mapping[str, V], Generic[V]):
    """A mapping that notes what is looked up in it."""

    __slots__ = ("_inner", "_note", "_part")

    def __init__(self, part: str, inner: Mapping[str, V], note: Callable[[Read], object]) -> None:
        self._part = part
        self._inner = inner
        self._note = note

    def __getitem__(self, key: str) -> V:
        self._note((self._part, key))
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._note((self._part, str(key)))
        return key in self._inner

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default`; noted like any look-up."""
        self._note((self._part, key))
        return self._inner.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def keys(self) -> KeysView[str]:
        """All keys, noted as all of the part."""
        return self._whole().keys()

    def items(self) -> ItemsView[str, V]:
        """All pairs, noted as all of the part."""
        return self._whole().items()

    def values(self) -> ValuesView[V]:
        """All values, noted as all of the part."""
        return self._whole().values()

    def _whole(self) -> Mapping[str, V]:
        self._note((self._part, None))
        return self._inner


class _Digests(dict[Read, bytes]):
    """What each look-up gives now, reckoned when it is first asked for."""

    def __init__(self, parts: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__()
        self._parts = parts

    def __missing__(self, read: Read) -> bytes:
        name, key = read
        part = self._parts.get(name)
        if part is None:
            found = _ABSENT
        elif key is None:
            whole = "\0".join(part).encode() + b"".join([self[name, one] for one in part])
            found = blake2b(whole, digest_size=16).digest()
        else:
            found = digest(part[key]) if key in part else _ABSENT
        self[read] = found
        return found


class _Fronts(Mapping[str, str]):
    """What the files of entries say in front of their texts, by slug."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, slug: str) -> str:
        document = self._entries[slug].document
        return f"{document.path}\0{document.text.removesuffix(document.body)}"

    def __contains__(self, slug: object) -> bool:
        return slug in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True)
class Watch:
    """A set of mappings by the name of each part, the digests of what is in them, and the look-ups that were noted.

    `digests` is filled as they are asked for, `noted` by whoever looks something up through `part`; `known` are all
    that ever were.
    """

    parts: Mapping[str, Mapping[str, Any]]
    digests: Mapping[Read, bytes]
    noted: dict[Read, None]
    known: dict[Read, Read]

    def part(self, name: str) -> Mapping[str, Any]:
        """A part whose look-ups are noted."""
        return Seen(name, self.parts[name], self.note)

    def note(self, read: Read) -> None:
        """Note a look-up."""
        self.noted[read] = None

    def take(self) -> tuple[Read, ...]:
        """What was noted since it was last taken."""
        taken = once(self.noted, self.known)
        self.noted.clear()
        return taken

    def seal(self, reads: Iterable[Read]) -> bytes:
        """What all of some look-ups give now."""
        return blake2b(b"".join(map(self.digests.__getitem__, reads)), digest_size=16).digest()


def once(reads: Iterable[Read], known: dict[Read, Read]) -> tuple[Read, ...]:
    """The same look-ups, those that are known already in place of others that are equal, so that each is kept once."""
    return tuple([known.setdefault(read, read) for read in reads])


def digest(value: object) -> bytes:
    """A digest of a value made of plain texts, numbers and frozen values, whose `repr` says everything about them.

    An entry is all that its file says. Bytes are taken as they are.
    """
    if isinstance(value, Entry):
        said = f"{value.document.path}\0{value.document.text}".encode()
    elif isinstance(value, bytes):
        said = value
    else:
        said = repr(value).encode("utf-8", "surrogatepass")
    return blake2b(said, digest_size=16).digest()


def watched(handbook: Handbook, more: Mapping[str, Mapping[str, Any]]) -> tuple[Watch, Handbook]:
    """A watch over a handbook and over `more` mappings, and the handbook whose look-ups it notes."""
    parts: dict[str, Mapping[str, Any]] = {
        **{name: getattr(handbook, name) for name in (*_PARTS, *_ENDS)},
        **{f"climb.{name}": getattr(handbook.climb, name) for name in _CLIMB},
        **{f"uses.{name}": getattr(handbook.uses, name) for name in _USES},
        **{f"of.{folder}": entries for folder, entries in handbook.folders.items()},
        **{f"fields.{folder}": _Fronts(entries) for folder, entries in handbook.folders.items()},
        **more,
    }
    watch = Watch(parts, _Digests(parts), {}, {})
    seen: dict[str, Any] = {name: watch.part(name) for name in (*_PARTS, *_ENDS)}
    seen["climb"] = replace(handbook.climb, **{name: watch.part(f"climb.{name}") for name in _CLIMB})
    seen["uses"] = replace(handbook.uses, **{name: watch.part(f"uses.{name}") for name in _USES})
    seen["folders"] = {folder: watch.part(f"of.{folder}") for folder in handbook.folders}
    seen["fields"] = {folder: Seen(f"fields.{folder}", some, watch.note) for folder, some in handbook.fields.items()}
    return watch, replace(handbook, **seen)
