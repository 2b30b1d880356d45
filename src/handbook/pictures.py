"""The figures and body maps of all entries: drawn from their pose data, and what is wrong with it said at its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from handbook import addresses
from handbook.cache import latest_each
from handbook.diagnostics import Diagnostic
from handbook.fields import Location, Worked
from handbook.figures.bodymap import bodymap, bodymap_index
from handbook.figures.findings import Finding
from handbook.figures.labels import Label
from handbook.handbook import Handbook
from handbook.load import Document
from handbook.schema import Exercise, Movement, Muscle, Program
from handbook.validate import Entry
from handbook.wishes import Drawing, Running, Wish

MUCH = 0.5


@dataclass(frozen=True, slots=True)
class Pictures:
    """Drawn figures: files by address, alternative texts by entry, and pictures that pages hold in their own markup."""

    files: Mapping[str, bytes]
    words: Mapping[str, str]
    inline: Mapping[str, str]


def pictures(
    handbook: Handbook, drawings: Callable[[Iterable[Wish]], Iterable[Drawing]]
) -> tuple[Pictures, tuple[Diagnostic, ...]]:
    """Every figure of the handbook. `drawings` draws many, in the order asked for."""
    asked = all_wishes(handbook)
    drawn = dict(zip(asked, drawings(asked.values()), strict=True))
    running = drawn.get(RUNNING, Drawing({}, "", ()))
    entries = {one: drawing for one, drawing in drawn.items() if one != RUNNING}
    files = {address: svg for one, drawing in entries.items() for address, svg in figure_files(one, drawing).items()}
    words = {one: drawing.words for one, drawing in entries.items() if drawing.files}
    found = [fault for one, drawing in drawn.items() for fault in faults(handbook, one, drawing)]
    return Pictures(files, words, {"muscles": map_index(handbook), **running.files}), tuple(found)


def figure_files(entry_id: str, drawing: Drawing) -> dict[str, bytes]:
    """An entry's figures by their addresses."""
    return {addresses.figure(entry_id, name): svg.encode() for name, svg in drawing.files.items()}


def drawn_names(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """The names of the figures that each entry has where they can be drawn."""
    return figure_names(handbook, (one for entry in wishes(handbook) for one in _expected(handbook, entry)))


def _expected(handbook: Handbook, entry_id: str) -> Iterator[str]:
    exercise = isinstance(handbook.entries[entry_id].meta, Exercise)
    names = ("strip", "thumb", "motion") if exercise else ("movement",)
    return (addresses.figure(entry_id, name) for name in names)


def figure_names(handbook: Handbook, files: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of each entry's figures, its body map among them; `files` are the addresses of all others."""
    names: dict[str, tuple[str, ...]]
    names = {one: ("bodymap",) for one, entry in handbook.entries.items() if isinstance(entry.meta, _MARKED)}
    for address in files:
        entry_id, _, name = address.removeprefix("figures/").removesuffix(".svg").rpartition("/")
        names[entry_id] = (*names.get(entry_id, ()), name)
    return names


def faults(handbook: Handbook, name: str, drawing: Drawing) -> Iterator[Diagnostic]:
    """What the checks found in a figure, each at its place in its file."""
    if name == RUNNING:
        document = handbook.settings_document
        return (_at(document, ("stride",), finding) for finding in drawing.findings) if document else iter(())
    return found_in(handbook.entries[name], drawing.findings)


def map_makers(handbook: Handbook) -> dict[str, Callable[[Handbook], bytes]]:
    """How the body map of each entry that has one is made, by its address."""
    marked = (one for one, entry in handbook.entries.items() if isinstance(entry.meta, _MARKED))
    return {addresses.figure(one, "bodymap"): partial(_map, one) for one in marked}


def _map(entry_id: str, handbook: Handbook) -> bytes:
    return bodymap(*worked(handbook, handbook.entries[entry_id])).encode()


RUNNING = "stride"
"""The name of the runner on the home page among the wishes; no entry has it, for it holds no `/`."""


def all_wishes(handbook: Handbook) -> dict[str, Wish]:
    """Every figure to draw: those of entries by their ids, and the runner."""
    return {**wishes(handbook), **_running(handbook)}


def marks(handbook: Handbook) -> tuple[object, ...]:
    """What all body maps are drawn from: where that is equal, so are they."""
    return _muscles(handbook.entries.values()), handbook.coverage


@latest_each
def _muscles(entry: Entry) -> Worked | None:
    return entry.meta.muscles if isinstance(entry.meta, Exercise | Movement) else None


def _running(handbook: Handbook) -> dict[str, Wish]:
    """The runner of the home page, from the pose data in the settings."""
    wanted = handbook.settings.stride
    if wanted is None:
        return {}
    names = (*wanted.names, *("" for _ in wanted.poses))[: len(wanted.poses)]
    labels = tuple(Label(label.movement, label.pose, label.joint) for label in wanted.labels)
    goals = {slug: (one.title, addresses.entry(f"movements/{slug}")) for slug, one in handbook.movements.items()}
    title = "The phases of the running stride"
    return {RUNNING: Wish({"poses": list(wanted.poses)}, title, running=Running(names, labels, goals))}


def wishes(handbook: Handbook) -> dict[str, Wish]:
    """The figures to draw, by the ids of the entries that have pose data."""
    wished = _wish(handbook.entries.values())
    return {one: wish for one, wish in zip(handbook.entries, wished, strict=True) if wish}


@latest_each
def _wish(entry: Entry) -> Wish | None:
    match entry.meta:
        case Exercise(figure=data, muscles=muscles, title=title) if data is not None:
            return Wish(data, title, muscles.primary, muscles.secondary)
        case Movement(figure=data, title=title) if data is not None:
            return Wish(data, title, action=True)
    return None


def found_in(entry: Entry, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """What the checks found in an entry's figure, each at its place in the file."""
    return (_at(entry.document, ("figure",), finding) for finding in findings)


def _at(document: Document, under: Location, finding: Finding) -> Diagnostic:
    """A finding at its place in a file: at the name where the name itself is unknown, else at the value."""
    at = (*under, *finding.where)
    about_name = finding.rule == "figure-unknown" and f"`{at[-1]}`" in finding.message
    span = document.key_span(at) if about_name else document.span(at)
    return Diagnostic(span, finding.rule, finding.message, finding.hint)


_MARKED = (Exercise, Movement, Muscle, Program)


def worked(handbook: Handbook, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The muscles to mark on an entry's body map: worked first, and beside."""
    match entry.meta:
        case Exercise() | Movement():
            return entry.meta.muscles.primary, entry.meta.muscles.secondary
        case Program():
            return _most_trained(handbook, entry.slug)
        case Muscle():
            return (entry.slug,), ()
    return (), ()


def _most_trained(handbook: Handbook, program: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A program's muscles: those that get at least half the sets of the one that gets most, and the others."""
    most = {muscle: max(week.high for week in weeks) for muscle, weeks in handbook.coverage[program].muscles.items()}
    line = MUCH * max(most.values(), default=0)
    return tuple(m for m, sets in most.items() if sets >= line), tuple(m for m, sets in most.items() if sets < line)


def map_index(handbook: Handbook) -> str:
    """The body map whose regions lead to the muscles' pages, as seen from their list."""
    here = addresses.listing("muscles")
    muscles = handbook.muscles
    return bodymap_index(
        {s: (one.title, addresses.relative(here, addresses.entry(f"muscles/{s}"))) for s, one in muscles.items()}
    )
