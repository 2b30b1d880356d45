"""The figures and body maps of all entries: drawn from their pose data, and what is wrong with it said at its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from handbook import addresses
from handbook.diagnostics import Diagnostic
from handbook.fields import Location
from handbook.figures.bodymap import bodymap, bodymap_index
from handbook.figures.check import check
from handbook.figures.draw import strip, thumb
from handbook.figures.findings import Finding, failed
from handbook.figures.motion import motion
from handbook.figures.movement import movement
from handbook.figures.reading import read
from handbook.figures.solve import solve
from handbook.figures.solved import Solved
from handbook.figures.stride import Label, Legend, stride
from handbook.figures.words import describe
from handbook.handbook import Handbook
from handbook.load import Document
from handbook.schema import Exercise, Movement, Muscle, Program
from handbook.validate import Entry

MUCH = 0.5


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that a figure depends on: its pose data as plain values, its title, and how it is drawn.

    An exercise is drawn with the muscles to tint, a joint `action` as from and to, the stride with its `running` words.
    """

    data: Any
    title: str
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    action: bool = False
    running: "Running | None" = None


@dataclass(frozen=True, slots=True)
class Running:
    """What is written on the stride: the phases' names, the labels, and the movements' titles and addresses by slug."""

    names: tuple[str, ...]
    labels: tuple[Label, ...]
    movements: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn figure: SVG texts by name, the poses in words, and what the checks found."""

    files: Mapping[str, str]
    words: str
    findings: tuple[Finding, ...]


Draw = Callable[[Wish], Drawing]


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures: files by address, alternative texts by entry, and pictures that pages hold in their own markup."""

    files: Mapping[str, bytes]
    words: Mapping[str, str]
    inline: Mapping[str, str]


def draw(wish: Wish) -> Drawing:
    """Draw one figure. Pure; where the data cannot be drawn there are findings and no files."""
    figure, unread = read(wish.data)
    if figure is None:
        return Drawing({}, "", unread)
    solved = solve(figure)
    found = (*unread, *check(figure, solved))
    if failed(found):
        return Drawing({}, "", found)
    words = describe(figure, solved)
    if wish.running is not None:
        return Drawing(_strides(solved, wish.title, wish.running), words, found)
    if wish.action:
        return Drawing({"movement": movement(solved, figure.arc, wish.title, words)}, words, found)
    worked = (wish.primary, wish.secondary, wish.title)
    files = {"strip": strip(solved, *worked, words), "thumb": thumb(solved, *worked), "motion": motion(solved, *worked)}
    return Drawing(files, words, found)


def pictures(
    handbook: Handbook, drawings: Callable[[Iterable[Wish]], Iterable[Drawing]]
) -> tuple[Pictures, tuple[Diagnostic, ...]]:
    """Every picture of the handbook. `drawings` draws many figures, in the order asked for."""
    asked = {**wishes(handbook), **_running(handbook)}
    drawn = dict(zip(asked, drawings(asked.values()), strict=True))
    running = drawn.pop(RUNNING, Drawing({}, "", ()))
    figures = {
        addresses.figure(entry_id, name): svg.encode()
        for entry_id, drawing in drawn.items()
        for name, svg in drawing.files.items()
    }
    marked = [entry for entry in handbook.entries.values() if isinstance(entry.meta, _MARKED)]
    maps = {addresses.figure(entry.id, "bodymap"): bodymap(*worked(handbook, entry)).encode() for entry in marked}
    found = chain.from_iterable(found_in(handbook.entries[one], drawing.findings) for one, drawing in drawn.items())
    words = {one: drawing.words for one, drawing in drawn.items() if drawing.files}
    inline = {"muscles": _index(handbook), **running.files}
    return Pictures(figures | maps, words, inline), (*found, *_unsound(handbook, running.findings))


STRIDE = "stride_plain"
"""The name among the inline pictures of the stride without labels, a file of its own to draw from."""

RUNNING = "stride"
"""The name of the runner on the home page among the wishes; no entry has it, for it holds no `/`."""


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


def _strides(solved: Solved, title: str, running: Running) -> dict[str, str]:
    """The stride for wide and for narrow pages."""
    legend = Legend(title, running.names, running.labels)
    wide, narrow = (stride(solved, legend, running.movements, columns=columns) for columns in (4, 2))
    return {"stride": wide, "stride_narrow": narrow, STRIDE: strip(solved, (), (), title)}


def _unsound(handbook: Handbook, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    document = handbook.settings_document
    return (_at(document, ("stride",), finding) for finding in findings) if document else iter(())


def wishes(handbook: Handbook) -> dict[str, Wish]:
    """The figures to draw, by the ids of the entries that have pose data."""
    return {entry.id: wish for entry in handbook.entries.values() if (wish := _wish(entry))}


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


def _index(handbook: Handbook) -> str:
    """The body map whose regions lead to the muscles' pages, as seen from their list."""
    here = addresses.listing("muscles")
    muscles = handbook.muscles
    return bodymap_index(
        {s: (one.title, addresses.relative(here, addresses.entry(f"muscles/{s}"))) for s, one in muscles.items()}
    )
