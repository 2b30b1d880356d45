"""Read the content folder: each file as front matter and text, nothing judged yet.

The only module that reads an author's files. Whatever is wrong with a file becomes a diagnostic; the others go on.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from stat import S_ISREG
from time import time_ns
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
_CLOSE = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_IGNORED = re.compile(r"\..*|.*~|.*\.sw[a-p]|#.*#|Thumbs\.db|desktop\.ini")
_PORTS = frozenset(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))
_RESERVED = _PORTS | {"index", "404", "con", "prn", "aux", "nul"}
_CARDS = ("exercises", "cards")  # where the cards to cut out lie


@dataclass(frozen=True)
class Document:
    """One file that could be read: its `id` such as `exercises/plank`, its `path` below the root, its text.

    Line ends are plain. What lies in the text is worked out when it is first asked for, and nothing of it is judged.
    """

    id: str
    path: str
    text: str

    @cached_property
    def _parts(self) -> tuple[int, int, int] | None:
        """Where the front matter begins and ends, and where the body begins; None where nobody knows.

        A `.yaml` file is all front matter.
        """
        text = self.text
        if self.id.endswith(".yaml"):
            return 0, len(text), len(text)
        opening = _FENCE.match(text)
        closing = opening and _CLOSE.search(text, opening.end() - 1)
        return (opening.end(), closing.start() + 1, closing.end()) if opening and closing else None

    @lru_cache(maxsize=64)  # noqa: B019 - kept for those looked at now: a tree takes more room than its text
    def _read(self) -> tuple[Tree, tuple[Fault, ...]]:
        if self._parts is None:
            return Tree(None, {}, {}), ()
        begin, end, _ = self._parts
        return parse(self.text[begin:end], line=2 if begin else 1, offset=begin)

    @property
    def tree(self) -> Tree:
        """The front matter."""
        return self._read()[0]

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the front matter before anybody asks what it says."""
        return _faults(self.path, self._read()[1]) if self._parts else (_unparted(self),)

    @property
    def body(self) -> str:
        """The text below the front matter."""
        return self.text[self._parts[2] :] if self._parts else ""

    @cached_property
    def body_line(self) -> int:
        """The number of the body's first line in the file."""
        return self.text.count("\n", 0, self._parts[2]) + 1 if self._parts and self._parts[0] else 1

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

    def found(self, said: str) -> Span | None:
        """The place of the first such text, whichever way its accents are written; None if it is not there."""
        for spelling in (said, normalize("NFD", said)):
            if (at := self.text.find(spelling)) >= 0:
                line, column = self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
                return Span(self.path, line, column, column + len(spelling))
        return None

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


Loaded = tuple[Documents, tuple[Diagnostic, ...]]
Loader = Callable[[Path], Loaded]

Look = tuple[int, int, int, int]
"""How a plain file looks from outside: when its content and when anything of it was changed, its bytes, its number."""

File = tuple[str, str, Look | None]
"""A file to read: its path below the root, its id, and its look; None where it may be anything but a plain file."""

GRAIN = 2 * 10**9
"""Nanoseconds in which a file may change and look as before: the roughest of file systems' clocks."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that was read: how it looked, what became of it, and what kept it from being read.

    `look` is None where the file may have changed since and look the same.
    """

    look: Look | None
    document: Document | None
    faults: tuple[Diagnostic, ...]


def load(root: Path) -> Loaded:
    """Read everything below `root/content`. Files that cannot be read are left out and said."""
    return loader()(root)


def loader() -> Loader:
    """`load`, which need not read a file again that looks as it did when it was read last.

    A file whose text has not changed gives the very same document.
    """
    past: dict[Path, dict[str, _Seen]] = {}

    def remembered(root: Path) -> Loaded:
        loaded, past[root] = _load(root, past.get(root, {}))
        return loaded

    return remembered


@dataclass(frozen=True, slots=True)
class _Content:
    """The content folder below a root, where it really lies, and since when it is read: nanoseconds since 1970."""

    root: Path
    real: str
    at: int


def _load(root: Path, past: Mapping[str, _Seen]) -> tuple[Loaded, dict[str, _Seen]]:
    content = _Content(root, os.path.realpath(root / "content"), time_ns())
    files, misplaced = _files(root)
    seen = {file[0]: _seen(file, past.get(file[0]), content) for file in files}
    found = [*misplaced, *(fault for one in seen.values() for fault in one.faults)]
    documents = {one.document.id: one.document for one in seen.values() if one.document}
    texts = {one.path: one.text for one in documents.values()}
    known = frozenset(entry_id for _, entry_id, _ in files)
    if SETTINGS not in known:
        hint = "it needs at least a `title` and a `summary`"
        found.append(Diagnostic(Span(f"content/{SETTINGS}"), "settings", f"content/{SETTINGS} is missing", hint))
    entries = tuple(documents[one] for one in sorted(documents) if "/" in one)
    loaded = Documents(entries, documents.get(SETTINGS), documents.get(REFERENCES), known, texts), tuple(found)
    return loaded, seen


def _seen(file: File, before: _Seen | None, content: _Content) -> _Seen:
    path, entry_id, look = file
    if before and look and before.look == look:
        return before
    text, faults = _text(path, look, content)
    if text is None:
        return _Seen(None, None, faults)
    same = before.document if before and before.document and before.document.text == text else None
    settled = look is not None and max(look[:2]) + GRAIN < content.at
    return _Seen(look if settled else None, same or Document(entry_id, path, text), faults)


def _files(root: Path) -> tuple[list[File], list[Diagnostic]]:
    """The files to read, and those that have no place here."""
    content = root / "content"
    files: list[File] = []
    found: list[Diagnostic] = []
    for name, look in sorted(_looks(content).items()):
        path = f"content/{name}"
        if name in {SETTINGS, REFERENCES}:
            files.append((path, name, look))
        elif name in FORMS and (content / name).is_dir():
            looks = _looks(content / name)
            named, stray = _named(name, frozenset(looks))
            files += [(path, entry_id, looks[one]) for one, path, entry_id in named]
            found += stray
        elif not _IGNORED.fullmatch(name):
            found.append(_stray(path, name))
    return sorted(files, key=lambda file: file[0]), found


def _looks(folder: Path) -> dict[str, Look | None]:
    """Everything that lies in a folder, by name. Nothing in one that leads elsewhere is taken for a plain file."""
    looks: dict[str, Look | None] = {}
    plain = os.path.realpath(folder) == os.path.join(os.path.realpath(folder.parent), folder.name)  # noqa: PTH118
    with suppress(OSError), os.scandir(folder) as listed:
        for one in listed:
            try:
                stat = one.stat(follow_symlinks=False)
            except OSError:
                looks[one.name] = None
            else:
                look = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
                looks[one.name] = look if plain and S_ISREG(stat.st_mode) else None
    return looks


@lru_cache(maxsize=2 * len(FORMS))
def _named(folder: str, names: frozenset[str]) -> tuple[tuple[tuple[str, str, str], ...], tuple[Diagnostic, ...]]:
    """What lies in a folder of entries: name, path and id of each that may be one, and what is wrong with names."""
    files: list[tuple[str, str, str]] = []
    found: list[Diagnostic] = []
    seen: dict[str, str] = {}
    plain_first = sorted(names, key=lambda name: (name != name.lower(), name))
    for name in (name for name in plain_first if not _IGNORED.fullmatch(name)):
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
        files.append((name, path, f"{folder}/{stem}"))
    return tuple(files), tuple(found)


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


def _text(path: str, look: Look | None, content: _Content) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The file's text with plain line ends and without a byte order mark, or what keeps it from being read."""
    try:
        if reason := _unfit(content.root / path, content.real) if look is None else _too_large(path, look[2]):
            return None, (Diagnostic(Span(path), "unreadable", reason),)
        with (content.root / path).open("rb", buffering=0) as file:
            raw = file.read()
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
    return _too_large(file.name, file.stat().st_size)


def _too_large(name: str, size: int) -> str:
    most = LARGEST if name.endswith(".md") else LARGEST_LIST
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


def _unparted(document: Document) -> Diagnostic:
    """What is wrong with a text that has no front matter."""
    path, text = document.path, document.text
    if _FENCE.match(text):
        span, hint = Span(path, 1, 1, 4), "end it with a line `---`"
        return Diagnostic(span, "front-matter", "the front matter never closes", hint)
    message = "the file has no front matter" if text.strip() else "the file is empty"
    hint = "begin it with a line `---`, the fields, and a line `---`"
    return Diagnostic(Span(path), "front-matter", message, hint)


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
