"""Misspellings planted in content: every place where a known term is written, and slips of fingers to make there."""

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from handbook.diagnostics import Diagnostic, Edit, failed
from handbook.fields import Location, names
from handbook.frontmatter import Mark
from handbook.link import leads_out, link, target
from handbook.load import Document, Documents
from handbook.schema import FORMS
from handbook.shapes import Choice, Group, Keyed, Many, Shape, fields
from handbook.validate import Entry, validate


@dataclass(frozen=True, slots=True)
class Place:
    """A known term where it is written: offsets in the file's text, and the words that could stand there."""

    path: str
    start: int
    term: str
    known: frozenset[str]

    def slip(self, chance: random.Random) -> tuple[Edit, str]:
        """One letter left out, doubled or swapped, as an edit, and the word that comes of it."""
        at = chance.randrange(1, len(self.term) - 1)
        word = self.term
        slips = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
        made = chance.choice([one for one in slips if one != word])
        return Edit(self.start, self.start + len(word), made), made


def places(documents: Documents, entries: Iterable[Entry]) -> list[Place]:
    """Every place of every entry: names and choices in front matter, links and citations in the text."""
    found = [
        one for entry in entries for one in (*_named(entry, documents), *_chosen(entry), *_linked(entry, documents))
    ]
    return [one for one in found if len(one.term) > 3 and one.term.isascii()]


def found_in(documents: Documents) -> tuple[Diagnostic, ...]:
    """What a check of documents finds, warnings of absence left to those who ask for them."""
    valid, invalid = validate(documents)
    _, unlinked = link(valid, sound=not failed(invalid))
    return (*invalid, *unlinked)


def _known(documents: Documents, folder: str) -> frozenset[str]:
    if folder == "references":
        assert documents.references is not None
        return frozenset(documents.references.tree.data)
    return frozenset(one.partition("/")[2] for one in documents.known if one.startswith(f"{folder}/"))


def _at(document: Document, mark: Mark, term: str) -> int | None:
    start = document.text.find(term, mark.start_offset, mark.end_offset)
    return start if start >= 0 and mark.end_offset - mark.start_offset <= len(term) + 2 else None


def _named(entry: Entry, documents: Documents) -> Iterator[Place]:
    for at, slug in names(entry.meta):
        start = _at(entry.document, entry.document.tree.mark(at), slug)
        if start is not None:
            yield Place(entry.document.path, start, str(slug), _known(documents, slug.folder))


def _chosen(entry: Entry) -> Iterator[Place]:
    for at, words in _choices(Group(FORMS[entry.folder].model), entry.document.tree.data):
        mark = entry.document.tree.mark(at)
        word = entry.document.text[mark.start_offset : mark.end_offset].strip("\"'")
        if word in words:
            start = _at(entry.document, mark, word)
            assert start is not None
            yield Place(entry.document.path, start, word, frozenset(words))


def _choices(shape: Shape, data: object, at: Location = ()) -> Iterator[tuple[Location, Collection[str]]]:
    match shape, data:
        case Choice(words), str():
            yield at, words
        case Group(model), dict():
            for one in fields(model):
                if one.name in data:
                    yield from _choices(one.shape, data[one.name], (*at, one.name))
        case Many(item), list():
            for position, inner in enumerate(data):
                yield from _choices(item, inner, (*at, position))
        case Keyed(item), dict():
            for key, inner in data.items():
                yield from _choices(item, inner, (*at, key))


def _linked(entry: Entry, documents: Documents) -> Iterator[Place]:
    lines = entry.document.text.split("\n")
    for hole in entry.prose.holes:
        if hole.kind == "link" and leads_out(hole):
            continue
        number = hole.line + entry.document.body_line
        start = sum(len(line) + 1 for line in lines[: number - 1]) + hole.column - 1
        goal = target(entry, hole)[0] if hole.kind == "link" else f"references/{hole.target}"
        folder, _, slug = goal.partition("/")
        start = entry.document.text.find(slug, start)
        yield Place(entry.document.path, start, slug, _known(documents, folder))
