"""Read the content folder: each file split into front matter and text, nothing judged yet.

The only module that reads an author's files. Whatever is wrong with a file becomes a diagnostic; the others go on.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from handbook.diagnostics import Diagnostic, Edit, Note, Span
from handbook.fields import SLUG, Location
from handbook.frontmatter import Fault, Mark, Tree, parse
from handbook.schema import FORMS

LARGEST = 200_000
"""Bytes of an entry: thirty times what the longest needs, and little enough that the worst text is read in seconds."""

LARGEST_LIST = 1_000_000
"""Bytes of the settings or of the list of works, which grow with the handbook."""

SETTINGS = "handbook.yaml"
REFERENCES = "references.yaml"

_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_IGNORED = re.compile(r"\..*|.*~|.*\.sw[a-p]|#.*#|Thumbs\.db|desktop\.ini")
_PORTS = frozenset(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))
_RESERVED = _PORTS | {"index", "404", "con", "prn", "aux", "nul"}
_CARDS = ("exercises", "cards")  # where the cards to cut out lie


@dataclass(frozen=True, slots=True)
class Document:
    """One file, split: its `id` such as `exercises/plank`, its `path` below the root, its front matter and its body.

    `body_line` is the number of the body's first line in the file.
    """

    id: str
    path: str
    text: str
    tree: Tree
    body: str
    body_line: int

    @property
    def folder(self) -> str:
        """The kind of entry: the folder below `content/`."""
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        """The name of the entry within its kind."""
        return self.id.partition("/")[2]

    def span(self, at: Location) -> Span:
        """The place of a front-matter value, or of its nearest parent."""
        return place(self.path, self.tree.mark(at))

    def key_span(self, at: Location) -> Span:
        """The place of a front-matter field's name."""
        return place(self.path, self.tree.key(at))

    def written(self, at: Location) -> Location:
        """Where a value is written: equipment that is only wanted stands under `optional`, the model calls it `any`."""
        if "any" not in at:
            return at
        place = at.index("any")
        wanted = (*at[:place], "optional")
        return (*wanted, *at[place + 1 :]) if wanted in self.tree.keys and at[: place + 1] not in self.tree.keys else at

    def edit(self, mark: Mark, said: str, better: str) -> Edit | None:
        """The edit of `said` to `better` at a mark, its quotes kept; None where something else is written there."""
        start, end = mark.start_offset, mark.end_offset
        if self.text[start:end] != said:
            start, end = start + 1, end - 1
        return Edit(start, end, better) if said and self.text[start:end] == said else None

    def edit_text(self, span: Span, said: str, better: str) -> Edit | None:
        """The edit of `said` to `better` at a place of the text; None where something else is written there."""
        lines = self.text.split("\n")[: span.line - 1]
        start = sum(len(line) + 1 for line in lines) + span.column - 1
        end = start + len(said)
        return Edit(start, end, better) if said and self.text[start:end] == said else None


@dataclass(frozen=True, slots=True)
class Documents:
    """All files of the content folder. `known` names every entry that has a file, readable or not."""

    entries: tuple[Document, ...]
    settings: Document | None
    references: Document | None
    known: frozenset[str]
    texts: Mapping[str, str]


def place(path: str, mark: Mark) -> Span:
    """A mark in a file, as the span of a diagnostic."""
    return Span(path, mark.line, mark.column, mark.end)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that could be read: its path below the root, its id, and its text with plain line ends."""

    path: str
    id: str
    text: str


Split = tuple[Document, tuple[Diagnostic, ...]]
Splitter = Callable[[Iterable[Source]], Iterable[Split]]


def load(root: Path, part: Splitter | None = None) -> tuple[Documents, tuple[Diagnostic, ...]]:
    """Read everything below `root/content`. Files that cannot be read are left out and said.

    `part` splits them all, if not each as `split` does.
    """
    paths, misplaced = _files(root)
    sources, unread = _sources(root, paths)
    splits = list(part(sources) if part else map(split, sources))
    found = [*misplaced, *unread, *(fault for _, faults in splits for fault in faults)]
    documents = {document.id: document for document, _ in splits}
    texts = {source.path: source.text for source in sources}
    known = frozenset(entry_id for _, entry_id in paths)
    if SETTINGS not in known:
        hint = "it needs at least a `title` and a `summary`"
        found.append(Diagnostic(Span(f"content/{SETTINGS}"), "settings", f"content/{SETTINGS} is missing", hint))
    entries = tuple(documents[one] for one in sorted(documents) if "/" in one)
    return Documents(entries, documents.get(SETTINGS), documents.get(REFERENCES), known, texts), tuple(found)


def _sources(root: Path, paths: Iterable[tuple[str, str]]) -> tuple[list[Source], list[Diagnostic]]:
    content = os.path.realpath(root / "content")
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for path, entry_id in paths:
        text, unread = _text(root, path, content)
        found.extend(unread)
        if text is not None:
            sources.append(Source(path, entry_id, text))
    return sources, found


def _files(root: Path) -> tuple[list[tuple[str, str]], list[Diagnostic]]:
    """The files to read as (path below root, id), sorted, and those that have no place here."""
    content = root / "content"
    files: list[tuple[str, str]] = []
    found: list[Diagnostic] = []
    for name in sorted(_names(content)):
        path = f"content/{name}"
        if name in {SETTINGS, REFERENCES}:
            files.append((path, name))
        elif name in FORMS and (content / name).is_dir():
            _folder(content, name, files, found)
        else:
            found.append(_stray(path, name))
    return files, found


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from (one.name for one in folder.iterdir() if _IGNORED.fullmatch(one.name) is None)
    except OSError:
        return


def _folder(content: Path, folder: str, files: list[tuple[str, str]], found: list[Diagnostic]) -> None:
    seen: dict[str, str] = {}
    for name in sorted(_names(content / folder)):
        path, stem = f"content/{folder}/{name}", name.removesuffix(".md")
        if stem == name:
            found.append(_stray(path, name))
            continue
        if twin := seen.get(stem.lower()):
            note = Note(Span(twin), "the other one")
            hint = "rename or remove one of them"
            message = f"`{name}` and `{Path(twin).name}` differ only in upper and lower case"
            found.append(Diagnostic(Span(path), "same-name", message, hint, (note,)))
        elif not addressable(folder, stem):
            found.append(_bad_name(path, stem))
        seen.setdefault(stem.lower(), path)
        files.append((path, f"{folder}/{stem}"))


def addressable(folder: str, slug: str) -> bool:
    """Whether a name can be an entry's: a plain one that neither the site, its host nor a system keeps for itself."""
    return SLUG.fullmatch(slug) is not None and slug not in _RESERVED and (folder, slug) != _CARDS


def _bad_name(path: str, stem: str) -> Diagnostic:
    if SLUG.fullmatch(stem):
        message = f"`{stem}` is a name that the site, its host or a system keeps for itself"
        return Diagnostic(Span(path), "bad-name", message, "give the file another name")
    plain = normalize("NFKD", stem.lower()).encode("ascii", "ignore").decode()
    better = "-".join(re.findall(r"[a-z0-9]+", plain)) or "a-better-name"
    return Diagnostic(Span(path), "bad-name", f"`{stem}` cannot be an address", f"rename the file to `{better}.md`")


def _stray(path: str, name: str) -> Diagnostic:
    folders = ", ".join(f"`{folder}/`" for folder in FORMS)
    if name.endswith(".md"):
        return Diagnostic(
            Span(path), "misplaced", f"`{name}` lies in no folder of entries", f"move it into one of {folders}"
        )
    return Diagnostic(
        Span(path), "misplaced", f"`{name}` is no part of a handbook", f"content/ holds {folders} and settings"
    )


def _text(root: Path, path: str, content: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The file's text with plain line ends and without a byte order mark, or what keeps it from being read."""
    file = root / path
    try:
        if reason := _unfit(file, content):
            return None, (Diagnostic(Span(path), "unreadable", reason),)
        raw = file.read_bytes()
    except RuntimeError:  # Python before 3.13, of a link to itself
        return None, (Diagnostic(Span(path), "unreadable", "this is a link to nothing"),)
    except OSError as error:
        return None, (Diagnostic(Span(path), "unreadable", f"the file cannot be opened: {error.strerror or error}"),)
    return _decoded(raw, path)


def _unfit(file: Path, content: str) -> str:
    if os.path.commonpath([os.path.realpath(file), content]) != content:
        return "the file is a link that leads out of the content folder"
    if not file.is_file():
        return "this is not a file" if file.exists() else "this is a link to nothing"
    size, most = file.stat().st_size, LARGEST if file.suffix == ".md" else LARGEST_LIST
    return f"the file has {size // 1000} kB; it may have {most // 1000} kB" if size > most else ""


def _decoded(raw: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        span = _byte_span(raw, error.start, path)
        hint = "save it as UTF-8 in your editor"
        return None, (Diagnostic(span, "unreadable", "the file is not UTF-8 text", hint),)
    if (at := text.find("\0")) >= 0:
        span = _byte_span(raw, len(text[:at].encode()), path)
        return None, (Diagnostic(span, "unreadable", "the file holds a NUL character", "delete the character here"),)
    return text, ()


def _byte_span(raw: bytes, at: int, path: str) -> Span:
    line = raw.count(b"\n", 0, at) + 1
    column = len(raw[raw.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    return Span(path, line, column, column + 1)


def split(source: Source) -> Split:
    """Part a file's text into front matter and body; a `.yaml` file is all front matter."""
    path, entry_id, text = source.path, source.id, source.text
    if entry_id.endswith(".yaml"):
        tree, faults = parse(text)
        return Document(entry_id, path, text, tree, "", 1), _faults(path, faults)
    opening = _FENCE.match(text)
    if opening is None:
        return _unopened(path, entry_id, text)
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        fault = Diagnostic(
            Span(path, 1, 1, 4), "front-matter", "the front matter never closes", "end it with a line `---`"
        )
        return Document(entry_id, path, text, Tree(None, {}, {}), "", 1), (fault,)
    tree, faults = parse(text[opening.end() : closing.start()], line=2, offset=opening.end())
    body_line = text.count("\n", 0, closing.end()) + 1
    return Document(entry_id, path, text, tree, text[closing.end() :], body_line), _faults(path, faults)


def _unopened(path: str, entry_id: str, text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    message = "the file has no front matter" if text.strip() else "the file is empty"
    fault = Diagnostic(Span(path), "front-matter", message, "begin it with a line `---`, the fields, and a line `---`")
    # Where the text begins nobody knows, so nothing in it is judged.
    return Document(entry_id, path, text, Tree(None, {}, {}), "", 1), (fault,)


def _faults(path: str, faults: Iterable[Fault]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            place(path, fault.mark),
            fault.rule,
            fault.message,
            fault.hint,
            (Note(place(path, fault.first), "first written here"),) if fault.first else (),
            fault.fix,
        )
        for fault in faults
    )
