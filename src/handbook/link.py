"""Entries against one another: every name resolved, every link followed, everything computed that needs them all."""

from collections.abc import Iterator, Mapping
from posixpath import normpath

from handbook.coverage import cover
from handbook.diagnostics import Diagnostic, Edit, Span, failed, nearest
from handbook.fields import names
from handbook.handbook import Handbook, metas, of
from handbook.ladders import Climb, climb
from handbook.markdown import Hole
from handbook.rules import judge, miss
from handbook.schema import FORMS, Exercise, Movement, Program
from handbook.substitutes import substitutes
from handbook.validate import Entry, Valid

SCHEMES = ("https:", "http:", "mailto:", "tel:")


def link(valid: Valid, *, sound: bool) -> tuple[Handbook, tuple[Diagnostic, ...]]:
    """The handbook of all valid entries, and what is wrong between them.

    `sound` is whether every file could be read and fits: only then does it mean something that an entry is absent.
    """
    entries = {entry.id: entry for entry in valid.entries}
    known = {folder: _slugs(valid.documents.known, folder) for folder in FORMS}
    cited = valid.documents.references
    known["references"] = set(cited.tree.data or {}) if cited else set()
    exercises = of(entries, "exercises")
    steps, unclear = climb(exercises, of(entries, "ladders"))
    found = [*unclear]
    for entry in valid.entries:
        found.extend(_names(entry, known))
        found.extend(_links(entry, valid, entries))
    handbook = _handbook(valid, entries, steps)
    found.extend(judge(handbook))
    if sound and not failed(found):
        found.extend(miss(handbook))
    return handbook, tuple(found)


def _slugs(ids: frozenset[str], folder: str) -> set[str]:
    return {one.partition("/")[2] for one in ids if one.startswith(f"{folder}/")}


def _handbook(valid: Valid, entries: Mapping[str, Entry], steps: Climb) -> Handbook:
    exercises, programs = metas(entries, Exercise), metas(entries, Program)
    movements = metas(entries, Movement)
    backlinks, cited = _backlinks(entries)
    return Handbook(
        settings=valid.settings,
        entries=entries,
        references=valid.references,
        climb=steps,
        swaps={slug: substitutes(slug, exercises) for slug in exercises},
        coverage={slug: cover(program, programs, exercises, movements) for slug, program in programs.items()},
        backlinks=backlinks,
        cited=cited,
    )


def _names(entry: Entry, known: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """Every name in the front matter must be that of an entry."""
    for at, slug in names(entry.meta):
        if slug in known[slug.folder]:
            continue
        kind = FORMS[slug.folder].name if slug.folder in FORMS else "reference"
        near = nearest(slug, known[slug.folder])
        mark = entry.document.tree.mark(at)
        fix = Edit(mark.start_offset, mark.end_offset, near.split("`")[1]) if near else None
        noun = "piece of equipment" if kind == "equipment" else "work" if kind == "reference" else kind
        yield Diagnostic(entry.document.span(at), f"unknown-{kind}", f"no {noun} called `{slug}`", near, fix=fix)


def target(entry: Entry, hole: Hole) -> tuple[str, str]:
    """Where a link inside the content leads: the id it names (its own for `#heading`), and the heading's anchor."""
    path, _, fragment = hole.target.partition("#")
    if not path:
        return entry.id, fragment
    return normpath(f"{entry.folder}/{path}").removesuffix(".md"), fragment


def leads_out(hole: Hole) -> bool:
    """Whether a link goes to another site, a mail address or a telephone."""
    return hole.target.lower().startswith(SCHEMES)


def _links(entry: Entry, valid: Valid, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    document = entry.document
    for hole in entry.prose.holes:
        span = Span(document.path, hole.line + document.body_line, hole.column, hole.end)
        if hole.kind == "cite":
            yield from _citation(hole, span, valid)
        elif not leads_out(hole):
            yield from _inner(entry, hole, span, valid, entries)


def _citation(hole: Hole, span: Span, valid: Valid) -> Iterator[Diagnostic]:
    document = valid.documents.references
    keys = (document.tree.data if document else None) or {}
    if hole.target not in keys:
        yield Diagnostic(span, "unknown-reference", f"no work called `{hole.target}`", nearest(hole.target, keys))


def _inner(entry: Entry, hole: Hole, span: Span, valid: Valid, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    goal, fragment = target(entry, hole)
    path = hole.target.partition("#")[0]
    if ":" in path or path.startswith(("/", "\\")) or goal.startswith(".."):
        hint = "link to an entry such as `../movements/hip-extension.md`, or to a web address"
        yield Diagnostic(span, "outside-link", f"`{hole.target}` leads out of the handbook's content", hint)
    elif path and not path.endswith(".md"):
        hint = f"write `{path}.md`" if goal in valid.documents.known else "link to the entry's `.md` file"
        yield Diagnostic(span, "broken-link", f"`{hole.target}` is not a link to an entry", hint)
    elif goal not in valid.documents.known:
        yield Diagnostic(span, "broken-link", f"no entry at `{hole.target}`", _near_link(entry, goal, valid))
    elif goal in entries and fragment and fragment not in entries[goal].prose.anchors:
        near = nearest(fragment, entries[goal].prose.anchors)
        message = f"`{goal}` has no heading `#{fragment}`"
        yield Diagnostic(span, "broken-anchor", message, near)


def _near_link(entry: Entry, goal: str, valid: Valid) -> str:
    near = nearest(goal, valid.documents.known) or nearest(
        goal.rpartition("/")[2], {known.rpartition("/")[2] for known in valid.documents.known}
    )
    if not near or "/" not in near:
        return near
    folder, _, slug = near.split("`")[1].partition("/")
    return f"did you mean `{slug}.md`?" if folder == entry.folder else f"did you mean `../{folder}/{slug}.md`?"


def _backlinks(entries: Mapping[str, Entry]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Which entries name or link each entry, and which cite each reference; in the order of ids, each once."""
    links: dict[str, set[str]] = {}
    cites: dict[str, set[str]] = {}
    for entry in entries.values():
        for _, slug in names(entry.meta):
            side = cites if slug.folder == "references" else links
            side.setdefault(slug if side is cites else f"{slug.folder}/{slug}", set()).add(entry.id)
        for hole in entry.prose.holes:
            if hole.kind == "cite":
                cites.setdefault(hole.target, set()).add(entry.id)
            elif not leads_out(hole):
                links.setdefault(target(entry, hole)[0], set()).add(entry.id)
    return _sorted(links), _sorted(cites)


def _sorted(sets: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(sets[key] - {key})) for key in sorted(sets)}
