"""Entries against one another: every name resolved, every link followed, everything computed that needs them all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from posixpath import normpath

from handbook.cache import latest, latest_each
from handbook.coverage import covers
from handbook.diagnostics import MOST, Diagnostic, Edit, Span, failed, nearest
from handbook.fields import Location, Named, names
from handbook.handbook import Fields, Handbook, by_folder, editions, glimpse, headings, metas
from handbook.ladders import Climb, climb, forks
from handbook.load import Document
from handbook.markdown import Hole
from handbook.rules import judge, miss
from handbook.schema import FORMS, Exercise, Movement, Program
from handbook.spelling import meant
from handbook.substitutes import substitutes
from handbook.uses import uses
from handbook.validate import Entry, Unfit, Valid
from handbook.within import look_within

SCHEMES = ("https:", "http:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class _There:
    """What names and links may lead to: every id that has a file, the names of each kind, the headings of each entry.

    References are left out where their file cannot be read: whether one is missing nobody knows then.
    """

    ids: frozenset[str]
    names: Mapping[str, frozenset[str]]
    anchors: Mapping[str, frozenset[str]]


def link(valid: Valid, *, sound: bool) -> tuple[Handbook, tuple[Diagnostic, ...]]:
    """The handbook of all valid entries, and what is wrong between them.

    `sound` is whether every file could be read and fits: only then does it mean something that an entry is absent.
    """
    entries = {entry.id: entry for entry in valid.entries}
    folders = by_folder(valid.entries)
    exercises, ladders = folders["exercises"], folders["ladders"]
    steps, unclear = climb(exercises, ladders)
    there = _there(valid)
    read: tuple[Entry | Unfit, ...] = (*valid.entries, *valid.unfit)
    found = [*unclear, *_settings(valid, there), *_flat(_within(valid.entries)), *_flat(_astray(read, there))]
    handbook = _handbook(valid, entries, folders, steps)
    found.extend(judge(handbook))
    if sound and not failed(found):
        found.extend([*forks(steps, exercises, ladders), *miss(handbook)])
    return handbook, tuple(found)


_glimpses = latest_each(glimpse)
_flat = chain.from_iterable
_within = latest_each(look_within)


@latest_each
def _astray(entry: Entry | Unfit, there: _There) -> tuple[Diagnostic, ...]:
    """The names and links of an entry that lead nowhere."""
    names = islice(_names(entry.names, entry.document, there), MOST)
    return (*names, *islice(_links(entry, there), MOST))


def _there(valid: Valid) -> _There:
    ids, document = valid.documents.known, valid.documents.references
    names = _by_kind(ids)
    if document is None:
        names = {**names, "references": frozenset()}
    elif isinstance(document.tree.data, Mapping):
        names = {**names, "references": frozenset(document.tree.data)}
    return _There(ids, names, {entry.id: entry.prose.anchors for entry in valid.entries})


@latest
def _by_kind(ids: frozenset[str]) -> dict[str, frozenset[str]]:
    parted = [one.partition("/") for one in ids]
    return {folder: frozenset(slug for kind, _, slug in parted if kind == folder) for folder in FORMS}


def _handbook(
    valid: Valid, entries: Mapping[str, Entry], folders: Mapping[str, Mapping[str, Entry]], steps: Climb
) -> Handbook:
    exercises, programs = metas(folders["exercises"], Exercise), metas(folders["programs"], Program)
    outward = _outward(valid.entries)
    links = {one: some for one, (some, _) in zip(entries, outward, strict=True)}
    cites = {one: some for one, (_, some) in zip(entries, outward, strict=True)}
    swaps = substitutes(exercises)
    used = uses(exercises, metas(folders["movements"], Movement), swaps)
    return Handbook(
        settings=valid.settings,
        settings_document=valid.documents.settings,
        entries=entries,
        folders=folders,
        fields={folder: Fields(some) for folder, some in folders.items()},
        references=valid.references,
        numbers={key: number for number, key in enumerate(valid.references, 1)},
        glimpses=dict(zip(entries, _glimpses(valid.entries), strict=True)),
        headings=headings(folders),
        climb=steps,
        swaps=swaps,
        coverage=covers(programs, exercises, used.shares),
        uses=used,
        backlinks=_linking(links),
        links=links,
        cited=_citing(cites),
        cites=cites,
        editions=editions(valid.entries),
    )


def _names(found: Iterable[Named], document: Document, there: _There) -> Iterator[Diagnostic]:
    """Every name in the front matter must be that of an entry."""
    known = there.names
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


def _settings(valid: Valid, there: _There) -> Iterator[Diagnostic]:
    """What the settings name must be there, too."""
    document = valid.documents.settings
    if document is None:
        return
    yield from _names(names(valid.settings), document, there)
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


def target(entry: Entry | Unfit, hole: Hole) -> tuple[str, str]:
    """Where a link inside the content leads: the id it names (its own for `#heading`), and the heading's anchor."""
    path, _, fragment = hole.target.partition("#")
    if not path:
        return entry.id, fragment
    return normpath(f"{entry.folder}/{path}").removesuffix(".md"), fragment


def leads_out(hole: Hole) -> bool:
    """Whether a link goes to another site, a mail address or a telephone."""
    return hole.target.lower().startswith(SCHEMES)


def _links(entry: Entry | Unfit, there: _There) -> Iterator[Diagnostic]:
    document = entry.document
    for hole in entry.prose.holes:
        span = Span(document.path, hole.line + document.body_line, hole.column, hole.end)
        if hole.kind == "cite":
            yield from _citation(hole, span, document, there)
        elif not leads_out(hole):
            yield from _inner(entry, hole, span, there)


def _citation(hole: Hole, span: Span, document: Document, there: _There) -> Iterator[Diagnostic]:
    keys = there.names.get("references")
    if keys is not None and hole.target not in keys:
        better = meant(hole.target, keys)
        fix = document.edit_text(span, f"@{hole.target}", f"@{better}") if better else None
        message = f"no work called `{hole.target}`"
        yield Diagnostic(span, "unknown-reference", message, nearest(hole.target, keys), fix=fix)


def _inner(entry: Entry | Unfit, hole: Hole, span: Span, there: _There) -> Iterator[Diagnostic]:
    goal, fragment = target(entry, hole)
    path = hole.target.partition("#")[0]
    if not hole.target:
        hint = "write the address between the brackets, such as `../movements/hip-extension.md`"
        yield Diagnostic(span, "broken-link", "a link has no address", hint)
    elif ":" in path or path.startswith(("/", "\\")) or goal.startswith(".."):
        hint = "link to an entry such as `../movements/hip-extension.md`, or to a web address"
        yield Diagnostic(span, "outside-link", f"`{hole.target}` leads out of the handbook's content", hint)
    elif path and not path.endswith(".md"):
        hint = f"write `{path}.md`" if goal in there.ids else "link to the entry's `.md` file"
        fix = _respelt(entry, hole, span, f"{path}.md") if goal in there.ids else None
        yield Diagnostic(span, "broken-link", f"`{hole.target}` is not a link to an entry", hint, fix=fix)
    elif goal not in there.ids:
        fix = _respelt(entry, hole, span, _sure(path, goal, there))
        yield Diagnostic(span, "broken-link", f"no entry at `{hole.target}`", _near_link(entry, goal, there), fix=fix)
    elif fragment and fragment not in (known := there.anchors.get(goal, {fragment})):
        near, better = nearest(fragment, known), meant(fragment, known)
        message = f"`{goal}` has no heading `#{fragment}`"
        fix = entry.document.edit_text(span, hole.target, f"{path}#{better}") if better else None
        yield Diagnostic(span, "broken-anchor", message, near, fix=fix)


def _sure(path: str, goal: str, there: _There) -> str:
    """The path that a misspelt one surely is; empty where nobody knows."""
    folder, _, slug = goal.partition("/")
    known = {one.partition("/")[2] for one in there.ids if one.startswith(f"{folder}/")}
    better = meant(slug, known)
    return f"{path.removesuffix(f'{slug}.md')}{better}.md" if better and path.endswith(f"{slug}.md") else ""


def _respelt(entry: Entry | Unfit, hole: Hole, span: Span, better: str) -> Edit | None:
    """The edit of a link's path, its heading kept."""
    _, mark, fragment = hole.target.partition("#")
    return entry.document.edit_text(span, hole.target, f"{better}{mark}{fragment}") if better else None


def _near_link(entry: Entry | Unfit, goal: str, there: _There) -> str:
    near = nearest(goal, there.ids) or nearest(
        goal.rpartition("/")[2], {known.rpartition("/")[2] for known in there.ids}
    )
    if not near or "/" not in near:
        return near
    folder, _, slug = near.split("`")[1].partition("/")
    return f"did you mean `{slug}.md`?" if folder == entry.folder else f"did you mean `../{folder}/{slug}.md`?"


@latest_each
def _outward(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which entries an entry names or links, and which references it cites; sorted, each once, itself left out."""
    linked: set[str] = set()
    cited: set[str] = set()
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
    return tuple(sorted(linked - {entry.id})), tuple(sorted(cited))


def _inward(outward: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """From each goal to its sources, both sorted."""
    found: dict[str, list[str]] = {}
    for source in sorted(outward):
        for goal in outward[source]:
            found.setdefault(goal, []).append(source)
    return {goal: tuple(found[goal]) for goal in sorted(found)}


_linking, _citing = latest(_inward), latest(_inward)
