"""The indexes of the book: names, muscles and equipment."""

from collections.abc import Iterable, Iterator, Mapping

from handbook.handbook import Handbook
from handbook.sheets.book import Index, IndexLine, Named


def named(handbook: Handbook, folder: str, slugs: Iterable[str]) -> tuple[Named, ...]:
    """Entries by their ids and titles; those that do not exist are left out."""
    ids = (f"{folder}/{slug}" for slug in slugs)
    return tuple(Named(one, handbook.entries[one].meta.title) for one in ids if one in handbook.entries)


def indexes(handbook: Handbook) -> Iterator[Index]:
    """Every index of the book; one may have no lines."""
    yield Index("Index of names", "Every entry, also under its other names.", tuple(_names(handbook)))
    about = "Exercises that work a muscle first; then, in smaller type, those in which it helps."
    yield Index("Index of muscles", about, tuple(_muscles(handbook)))
    lines = sorted(_equipment(handbook), key=lambda one: one.word.casefold())
    yield Index("Index of equipment", "Exercises that use a thing.", tuple(lines))


def _names(handbook: Handbook) -> Iterator[IndexLine]:
    words = {
        (name, one.id): Named(one.id, one.meta.title)
        for one in handbook.entries.values()
        for name in (one.meta.title, *one.meta.aliases)
    }
    for name, key in sorted(words, key=lambda pair: (pair[0].casefold(), pair[1])):
        yield IndexLine(name, (words[name, key],))


def _muscles(handbook: Handbook) -> Iterator[IndexLine]:
    exercises = handbook.exercises
    for slug, muscle in handbook.muscles.items():
        first = [name for name, one in exercises.items() if slug in one.muscles.primary]
        others = [name for name, one in exercises.items() if slug in one.muscles.secondary]
        if first or others:
            yield IndexLine(muscle.title, named(handbook, "exercises", first), named(handbook, "exercises", others))


def _equipment(handbook: Handbook) -> Iterator[IndexLine]:
    exercises = handbook.exercises
    users: Mapping[str, list[str]] = {
        piece.title: [name for name, one in exercises.items() if any(slug in need.choices for need in one.equipment)]
        for slug, piece in handbook.equipment.items()
    }
    bare = [name for name, one in exercises.items() if all(need.optional for need in one.equipment)]
    for word, found in {**users, "No equipment": bare}.items():
        if found:
            yield IndexLine(word, named(handbook, "exercises", found))
