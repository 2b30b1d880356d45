"""An entry under another name: every reference mended, its old address kept as a redirect. Nothing is written here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handbook.diagnostics import Edit, Span
from handbook.editing.mend import mended
from handbook.fields import names
from handbook.figures.regions import MUSCLES
from handbook.link import leads_out, target
from handbook.load import SETTINGS, Document, Documents, addressable
from handbook.schema import FORMS
from handbook.validate import Entry, Valid

_BEFORE = r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)"
_BEHIND = r"(?=[#)>\s]|\Z)"


class Unrenamable(Exception):  # noqa: N818 - a sentence for the author, said by the command
    """Why an entry cannot be renamed."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What is to be done: the entry's old and new id, and the edits of every file by its path."""

    old: str
    new: str
    edits: Mapping[str, tuple[Edit, ...]]

    @property
    def moved(self) -> tuple[str, str]:
        """The entry's old and new path."""
        return f"content/{self.old}.md", f"content/{self.new}.md"


def rename(valid: Valid, old: str, new: str) -> Renaming:
    """The edits by which the entry `old` becomes `new`; both are ids, `new` may be a name alone.

    `valid` holds every entry: the handbook is free of errors. Unrenamable, with a sentence for the author, if there is
    no such entry, the new name is taken or no name, or a reference is written in a way that cannot be mended.
    """
    entries = {entry.id: entry for entry in valid.entries}
    folder = old.partition("/")[0]
    new = new if "/" in new else f"{folder}/{new}"
    if reason := _against(valid, entries, old, new):
        raise Unrenamable(reason)
    edits: dict[str, list[Edit]] = {}
    for entry in valid.entries:
        for span, edit in (*_named(entry, old, new), *_linked(entry, old, new)):
            if edit is None:
                raise Unrenamable(f"{span.path}:{span.line} names `{old}` in an unusual way; write it plainly first")
            edits.setdefault(span.path, []).append(edit)
    settings = valid.documents.settings
    if settings is not None:
        edits[settings.path] = list(_settings(valid, settings, old, new))
    return Renaming(old, new, {path: tuple(some) for path, some in edits.items()})


def after(documents: Documents, renaming: Renaming) -> Documents:
    """The documents as they are when it is done, to be checked before anything is written."""
    now, (source, goal) = mended(documents, renaming.edits), renaming.moved
    texts = {goal if path == source else path: text for path, text in now.texts.items()}
    entries = [Document(renaming.new, goal, texts[goal]) if one.path == source else one for one in now.entries]
    known = now.known - {renaming.old} | {renaming.new}
    return replace(now, entries=tuple(sorted(entries, key=lambda one: one.id)), known=known, texts=texts)


def _against(valid: Valid, entries: Mapping[str, Entry], old: str, new: str) -> str:
    """What speaks against it; empty where nothing does."""
    folder, _, slug = new.partition("/")
    if old not in entries:
        return f"there is no entry `{old}`"
    if folder != old.partition("/")[0]:
        return f"`{new}` is another kind of entry; a {FORMS[old.partition('/')[0]].name} stays one"
    if not addressable(folder, slug):
        return f"`{slug}` cannot be an address; take another of lower-case letters, digits and single hyphens"
    if new in valid.documents.known:
        return f"`{new}` is there already"
    if folder == "muscles" and old.partition("/")[2] in MUSCLES:
        return "the name of a muscle is the name of its region on the body map; change its title instead"
    return "" if valid.documents.settings else f"content/{SETTINGS} is missing, where the old name is kept"


def _named(entry: Entry, old: str, new: str) -> Iterator[tuple[Span, Edit | None]]:
    """The names in the front matter."""
    folder, _, slug = old.partition("/")
    document = entry.document
    for at, name in names(entry.meta):
        if (name.folder, str(name)) == (folder, slug):
            where = document.written(at)
            yield document.span(where), document.edit(document.tree.mark(where), slug, new.partition("/")[2])


def _linked(entry: Entry, old: str, new: str) -> Iterator[tuple[Span, Edit | None]]:
    """The links in the text, in whatever way Markdown lets them be written: each path where it is a link's address."""
    document, slug = entry.document, new.partition("/")[2]
    paths: dict[str, Span] = {}
    for hole in entry.prose.holes:
        path = hole.target.partition("#")[0]
        if hole.kind == "link" and path and not leads_out(hole) and target(entry, hole)[0] == old:
            span = Span(document.path, hole.line + document.body_line, hole.column, hole.end)
            paths.setdefault(path, span)
    for path, span in paths.items():
        address = re.compile(_BEFORE + re.escape(path) + _BEHIND, re.MULTILINE)
        found = list(address.finditer(document.text, len(document.text) - len(document.body)))
        better = f"{path.rpartition('/')[0]}{'/' if '/' in path else ''}{slug}.md"
        yield from ((span, Edit(one.end() - len(path), one.end(), better)) for one in found)
        if not found:
            yield span, None


def _settings(valid: Valid, document: Document, old: str, new: str) -> Iterator[Edit]:
    """The ways in, the picture of the stride, and the redirects: those that led to the old name, and the new one."""
    folder, _, slug = old.partition("/")
    for at, name in names(valid.settings):
        if (name.folder, str(name)) == (folder, slug):
            yield from _plainly(document, document.edit(document.tree.mark(at), slug, new.partition("/")[2]))
    for position, start in enumerate(valid.settings.start):
        if start.to == old:
            mark = document.tree.mark(("start", position, "to"))
            yield from _plainly(document, document.edit(mark, old, new))
    yield from _redirects(valid, document, old, new)


def _plainly(document: Document, edit: Edit | None) -> Iterator[Edit]:
    if edit is None:
        raise Unrenamable(f"{document.path} names the entry in an unusual way; write it plainly first")
    yield edit


def _redirects(valid: Valid, document: Document, old: str, new: str) -> Iterator[Edit]:
    text, redirects = document.text, valid.settings.redirects
    block = document.tree.values.get(("redirects",))
    if block is not None:
        raise Unrenamable(f"write `redirects` in {document.path} with one line for each, not in brackets")
    for key, goal in redirects.items():
        if key == new:  # the entry takes back a name that it, or another, once had
            mark = document.tree.key(("redirects", key))
            begin = text.rfind("\n", 0, mark.start_offset) + 1
            yield Edit(begin, _line_after(text, begin), "")
        elif goal == old:
            yield from _plainly(document, document.edit(document.tree.mark(("redirects", key)), old, new))
    yield _added(text, document, f"{old}: {new}\n")


def _added(text: str, document: Document, line: str) -> Edit:
    """The line under `redirects:`, which is begun at the end of the file where there is none yet."""
    mark = document.tree.keys.get(("redirects",))
    if mark is not None:
        at = _line_after(text, mark.start_offset)
        return Edit(at, at, f"  {line}" if text[at - 1 : at] == "\n" else f"\n  {line}")
    ending = "" if not text or text.endswith("\n") else "\n"
    return Edit(len(text), len(text), f"{ending}redirects:\n  {line}")


def _line_after(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
