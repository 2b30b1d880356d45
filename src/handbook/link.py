"""Entries against one another: every name resolved, every link followed, everything computed that needs them all."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from posixpath import normpath

from handbook.coverage import covers
from handbook.diagnostics import MOST, Diagnostic, Edit, Span, failed, nearest
from handbook.fields import Location, Named, names
from handbook.handbook import Handbook, by_folder, edition, glimpse, headings, metas
from handbook.ladders import Climb, climb, forks
from handbook.load import Document
from handbook.markdown import Hole
from handbook.rules import judge, miss
from handbook.schema import FORMS, Exercise, Movement, Program
from handbook.spelling import meant
from handbook.substitutes import substitutes
from handbook.uses import uses
from handbook.validate import Entry, Valid

SCHEMES = ("https:", "http:", "mailto:", "tel:")


def link(valid: Valid, *, sound: bool) -> tuple[Handbook, tuple[Diagnostic, ...]]:
    """The handbook of all valid entries, and what is wrong between them.

    `sound` is whether every file could be read and fits: only then does it mean something that an entry is absent.
    """
    entries = {entry.id: entry for entry in valid.entries}
    known = _known(valid)
    folders = by_folder(valid.entries)
    exercises, ladders = folders["exercises"], folders["ladders"]
    steps, unclear = climb(exercises, ladders)
    found = [*unclear, *_settings(valid, known)]
    for entry in valid.entries:
        found.extend(islice(_names(entry.names, entry.document, known), MOST))
        found.extend(islice(_links(entry, valid, entries, known), MOST))
    handbook = _handbook(valid, entries, folders, steps)
    found.extend(judge(handbook))
    if sound and not failed(found):
        found.extend([*forks(steps, exercises, ladders), *miss(handbook)])
    return handbook, tuple(found)


def _known(valid: Valid) -> dict[str, set[str]]:
    """The names of everything that has a file, by kind. References are left out where their file cannot be read."""
    ids = [one.partition("/") for one in valid.documents.known]
    known = {folder: {slug for kind, _, slug in ids if kind == folder} for folder in FORMS}
    document = valid.documents.references
    if document is None:
        known["references"] = set()
    elif isinstance(document.tree.data, Mapping):
        known["references"] = set(document.tree.data)
    return known


def _handbook(
    valid: Valid, entries: Mapping[str, Entry], folders: Mapping[str, Mapping[str, Entry]], steps: Climb
) -> Handbook:
    exercises, programs = metas(folders["exercises"], Exercise), metas(folders["programs"], Program)
    links, cites = _outward(entries)
    swaps = substitutes(exercises)
    used = uses(exercises, metas(folders["movements"], Movement), swaps)
    return Handbook(
        settings=valid.settings,
        settings_document=valid.documents.settings,
        entries=entries,
        folders=folders,
        references=valid.references,
        numbers={key: number for number, key in enumerate(valid.references, 1)},
        glimpses={entry.id: glimpse(entry) for entry in valid.entries},
        headings={folder: headings(some.values()) for folder, some in folders.items()},
        climb=steps,
        swaps=swaps,
        coverage=covers(programs, exercises, used.shares),
        uses=used,
        backlinks=_inward(links),
        links=links,
        cited=_inward(cites),
        cites=cites,
        editions={"": edition(valid.entries)} | {folder: edition(some.values()) for folder, some in folders.items()},
    )


def _names(found: Iterable[Named], document: Document, known: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """Every name in the front matter must be that of an entry."""
    for at, slug in found:
        if slug.folder not in known or slug in known[slug.folder]:
            continue
        kind = FORMS[slug.folder].name if slug.folder in FORMS else "reference"
        near = nearest(slug, known[slug.folder])
        better = meant(slug, known[slug.folder])
        where = document.written(at)
        fix = document.edit(document.tree.mark(where), slug, better) if better else None
        noun = "piece of equipment" if kind == "equipment" else "work" if kind == "reference" else kind
        yield Diagnostic(document.span(where), f"unknown-{kind}", f"no {noun} called `{slug}`", near, fix=fix)


def _settings(valid: Valid, known: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """What the settings name must be there, too."""
    document = valid.documents.settings
    if document is None:
        return
    yield from _names(names(valid.settings), document, known)
    for position, start in enumerate(valid.settings.start):
        if start.to not in valid.documents.known:
            yield _no_entry(start.to, ("start", position, "to"), valid, document)
    yield from _redirects(valid, document)


def _redirects(valid: Valid, document: Document) -> Iterator[Diagnostic]:
    """A redirect leads from a name that no entry has any more to an entry that is there."""
    for old, new in valid.settings.redirects.items():
        folder, _, slug = old.partition("/")
        if folder not in FORMS:
            hint = f"the kinds are {', '.join(FORMS)}"
            yield Diagnostic(document.key_span(("redirects", old)), "field", f"`{folder}` is no kind of entry", hint)
        elif old in valid.documents.known:
            message = f"`{old}` is an entry; its page cannot lead to another"
            hint = f"take the line out, or rename `{slug}.md`"
            yield Diagnostic(document.key_span(("redirects", old)), "field", message, hint)
        if new not in valid.documents.known:
            yield _no_entry(new, ("redirects", old), valid, document)


def _no_entry(entry_id: str, at: Location, valid: Valid, document: Document) -> Diagnostic:
    near, better = nearest(entry_id, valid.documents.known), meant(entry_id, valid.documents.known)
    fix = document.edit(document.tree.mark(at), entry_id, better) if better else None
    return Diagnostic(document.span(at), "broken-link", f"no entry `{entry_id}`", near, fix=fix)


def target(entry: Entry, hole: Hole) -> tuple[str, str]:
    """Where a link inside the content leads: the id it names (its own for `#heading`), and the heading's anchor."""
    path, _, fragment = hole.target.partition("#")
    if not path:
        return entry.id, fragment
    return normpath(f"{entry.folder}/{path}").removesuffix(".md"), fragment


def leads_out(hole: Hole) -> bool:
    """Whether a link goes to another site, a mail address or a telephone."""
    return hole.target.lower().startswith(SCHEMES)


def _links(
    entry: Entry, valid: Valid, entries: Mapping[str, Entry], known: Mapping[str, set[str]]
) -> Iterator[Diagnostic]:
    document = entry.document
    for hole in entry.prose.holes:
        span = Span(document.path, hole.line + document.body_line, hole.column, hole.end)
        if hole.kind == "cite":
            yield from _citation(hole, span, document, known)
        elif not leads_out(hole):
            yield from _inner(entry, hole, span, valid, entries)


def _citation(hole: Hole, span: Span, document: Document, known: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    keys = known.get("references")
    if keys is not None and hole.target not in keys:
        better = meant(hole.target, keys)
        fix = document.edit_text(span, f"@{hole.target}", f"@{better}") if better else None
        message = f"no work called `{hole.target}`"
        yield Diagnostic(span, "unknown-reference", message, nearest(hole.target, keys), fix=fix)


def _inner(entry: Entry, hole: Hole, span: Span, valid: Valid, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    goal, fragment = target(entry, hole)
    path = hole.target.partition("#")[0]
    if not hole.target:
        hint = "write the address between the brackets, such as `../movements/hip-extension.md`"
        yield Diagnostic(span, "broken-link", "a link has no address", hint)
    elif ":" in path or path.startswith(("/", "\\")) or goal.startswith(".."):
        hint = "link to an entry such as `../movements/hip-extension.md`, or to a web address"
        yield Diagnostic(span, "outside-link", f"`{hole.target}` leads out of the handbook's content", hint)
    elif path and not path.endswith(".md"):
        hint = f"write `{path}.md`" if goal in valid.documents.known else "link to the entry's `.md` file"
        fix = _respelt(entry, hole, span, f"{path}.md") if goal in valid.documents.known else None
        yield Diagnostic(span, "broken-link", f"`{hole.target}` is not a link to an entry", hint, fix=fix)
    elif goal not in valid.documents.known:
        fix = _respelt(entry, hole, span, _sure(path, goal, valid))
        yield Diagnostic(span, "broken-link", f"no entry at `{hole.target}`", _near_link(entry, goal, valid), fix=fix)
    elif goal in entries and fragment and fragment not in entries[goal].prose.anchors:
        near = nearest(fragment, entries[goal].prose.anchors)
        message = f"`{goal}` has no heading `#{fragment}`"
        better = meant(fragment, entries[goal].prose.anchors)
        fix = entry.document.edit_text(span, hole.target, f"{path}#{better}") if better else None
        yield Diagnostic(span, "broken-anchor", message, near, fix=fix)


def _sure(path: str, goal: str, valid: Valid) -> str:
    """The path that a misspelt one surely is; empty where nobody knows."""
    folder, _, slug = goal.partition("/")
    known = {one.partition("/")[2] for one in valid.documents.known if one.startswith(f"{folder}/")}
    better = meant(slug, known)
    return f"{path.removesuffix(f'{slug}.md')}{better}.md" if better and path.endswith(f"{slug}.md") else ""


def _respelt(entry: Entry, hole: Hole, span: Span, better: str) -> Edit | None:
    """The edit of a link's path, its heading kept."""
    _, mark, fragment = hole.target.partition("#")
    return entry.document.edit_text(span, hole.target, f"{better}{mark}{fragment}") if better else None


def _near_link(entry: Entry, goal: str, valid: Valid) -> str:
    near = nearest(goal, valid.documents.known) or nearest(
        goal.rpartition("/")[2], {known.rpartition("/")[2] for known in valid.documents.known}
    )
    if not near or "/" not in near:
        return near
    folder, _, slug = near.split("`")[1].partition("/")
    return f"did you mean `{slug}.md`?" if folder == entry.folder else f"did you mean `../{folder}/{slug}.md`?"


def _outward(entries: Mapping[str, Entry]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Which entries each entry names or links, and which references it cites; sorted, each once."""
    links: dict[str, set[str]] = {}
    cites: dict[str, set[str]] = {}
    for entry in entries.values():
        linked, cited = links.setdefault(entry.id, set()), cites.setdefault(entry.id, set())
        for _, slug in entry.names:
            if slug.folder == "references":
                cited.add(str(slug))
            else:
                linked.add(f"{slug.folder}/{slug}")
        for hole in entry.prose.holes:
            if hole.kind == "cite":
                cited.add(hole.target)
            elif not leads_out(hole):
                linked.add(target(entry, hole)[0])
    return _sorted(links), _sorted(cites)


def _sorted(sets: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {one: tuple(sorted(goals - {one})) for one, goals in sets.items()}


def _inward(outward: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """From each goal to its sources, both sorted."""
    found: dict[str, list[str]] = {}
    for source in sorted(outward):
        for goal in outward[source]:
            found.setdefault(goal, []).append(source)
    return {goal: tuple(found[goal]) for goal in sorted(found)}
