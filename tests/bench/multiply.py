"""This handbook's own content, many times over: every exercise and ladder again under another name, all else once.

The copies keep among themselves what the originals say of each other: easier and harder, ladders, substitutes, links.
Each text says which copy it is and links to the next, so that no two are the same and none stands alone. Figures,
papers and the full text for search are left out; they are timed apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

from handbook.fields import names
from handbook.load import Document, load
from handbook.validate import Entry, validate

COPIED = frozenset({"exercises", "ladders"})
DRAWN = ("figure", "stride")
_LEFT_OUT = "papers: []\nfulltext: false\n"

# What a copy writes differently, held open by characters that no text uses.
_NUMBER, _IN_NAME, _IN_WORDS, _NEXT, _ONLY_COPIED = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_SENTENCE = f"{_ONLY_COPIED}This is number {_NUMBER}; [the next]({{name}}{_NEXT}.md) is much like it. {_ONLY_COPIED}"
_LINK = re.compile(r"\]\(([^)\s#]+)\.md")
_OF_COPIES = re.compile(f"{_ONLY_COPIED}.*?{_ONLY_COPIED}")


@dataclass(frozen=True, slots=True)
class Original:
    """One file of a site: its path below the site's folder, its text, and whether there are copies of it.

    Path and text are open where copies differ.
    """

    path: str
    text: str
    copied: bool = False

    def copies(self, number: int) -> Iterator[tuple[str, str]]:
        """(path, text) of the original and of its copies: `number` in all, one where there are none."""
        if not self.copied:
            yield self.path, self.text
            return
        text = self.text.replace(_ONLY_COPIED, "") if number > 1 else _OF_COPIES.sub("", self.text)
        for one in range(1, 1 + number):
            behind = {_NUMBER: str(one), _IN_NAME: _suffix("-", one), _IN_WORDS: _suffix(" ", one)}
            behind[_NEXT] = _suffix("-", one % number + 1)
            yield _filled(self.path, behind), _filled(text, behind)


def _suffix(before: str, one: int) -> str:
    """What tells a copy from the original, which is the first."""
    return f"{before}{one}" if one > 1 else ""


def _filled(text: str, behind: Mapping[str, str]) -> str:
    for mark, said in behind.items():
        text = text.replace(mark, said)
    return text


def originals(root: Path) -> tuple[Original, ...]:
    """The content below `root`, ready to be copied."""
    documents, _ = load(root)
    valid, _ = validate(documents)
    entries = (
        Original(_path(one), _opened(one.document, _openings(one)), one.folder in COPIED) for one in valid.entries
    )
    assert documents.settings is not None
    assert documents.references is not None
    settings = Original(documents.settings.path, f"{_opened(documents.settings, ())}{_LEFT_OUT}")
    return (*entries, settings, Original(documents.references.path, documents.references.text))


def copies_for(root: Path, size: int) -> int:
    """How many times the exercises below `root` must be taken so that there are at least `size`."""
    return max(1, -(-size // len(list((root / "content/exercises").glob("*.md")))))


def write(files: Iterable[Original], folder: Path, number: int) -> None:
    """Write the site of `number` times the exercises into a folder."""
    for file in files:
        for path, text in file.copies(number):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")


def _path(entry: Entry) -> str:
    path = entry.document.path
    return path.replace(".md", f"{_IN_NAME}.md") if entry.folder in COPIED else path


def _opened(document: Document, openings: Iterable[tuple[int, str]]) -> str:
    """The text of a file with its openings in place, without what is drawn."""
    text = document.text
    cuts = [*((at, at, mark) for at, mark in openings), *_drawn(document)]
    for start, end, mark in sorted(cuts, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def _drawn(document: Document) -> Iterator[tuple[int, int, str]]:
    """From where to where pose data stand: a field of the front matter, up to the next field or the closing line."""
    starts = sorted(mark.start_offset for at, mark in document.tree.keys.items() if len(at) == 1)
    behind = document.text.find("\n---", 3) + 1 if document.path.endswith(".md") else len(document.text)
    for field in DRAWN:
        if (mark := document.tree.keys.get((field,))) is not None:
            after = next((start for start in starts if start > mark.start_offset), behind)
            yield mark.start_offset, after, ""


def _openings(entry: Entry) -> Iterator[tuple[int, str]]:
    """Each place where a copy of an entry writes something else."""
    if entry.folder in COPIED:
        yield from _named(entry)
        yield from _linked(entry)
        yield from _worded(entry)


def _named(entry: Entry) -> Iterator[tuple[int, str]]:
    document = entry.document
    for at, name in names(entry.meta):
        if name.folder in COPIED:
            edit = document.edit(document.tree.mark(at), name, name)
            assert edit is not None, f"{document.path} names {name} in an unusual way"
            yield edit.end, _IN_NAME


def _linked(entry: Entry) -> Iterator[tuple[int, str]]:
    document = entry.document
    for link in _LINK.finditer(document.text, len(document.text) - len(document.body)):
        if normpath(f"{entry.folder}/{link[1]}").partition("/")[0] in COPIED:
            yield link.end(1), _IN_NAME


def _worded(entry: Entry) -> Iterator[tuple[int, str]]:
    """The title, the other names, and a sentence before the text."""
    document = entry.document
    words = [("title",), *(("aliases", place) for place in range(len(entry.meta.aliases)))]
    for at in words:
        mark = document.tree.mark(at)
        quoted = document.text[mark.end_offset - 1] in "\"'"
        yield mark.end_offset - quoted, _IN_WORDS
    body = len(document.text) - len(document.body)
    yield body + len(document.body) - len(document.body.lstrip()), _SENTENCE.format(name=document.slug)
