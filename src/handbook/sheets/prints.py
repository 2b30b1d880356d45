"""All papers of a handbook, on every size: what is printed, where it lies on the site, whose texts it shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from handbook import addresses
from handbook.diagnostics import Diagnostic, Span
from handbook.fields import Location
from handbook.handbook import Handbook
from handbook.pages.exercise import amount
from handbook.pages.page import Download, Shown
from handbook.pages.shown import reference_text
from handbook.press import Order, Printed, spelt, unprintable
from handbook.settings import PaperKind
from handbook.sheets.binding import book, needs
from handbook.sheets.book import Book
from handbook.sheets.cards import Card, CardFacts, Cards, card, quarter
from handbook.sheets.imprint import Imprint, Source, imprint
from handbook.sheets.overview import Overview, OverviewFacts, overview
from handbook.sheets.posters import Poster, RungFacts, poster
from handbook.sheets.printing import coverage_text, sheet
from handbook.sheets.sheet import NAMES, PAPERS, Cut, PaperName, Sheet
from handbook.theme import Theme

A6 = (105.0, 148.0)


@dataclass(frozen=True, slots=True)
class Print:
    """One file to print: its address, what it is called (`Overview`, `A4`), the template, and everything it shows.

    `entry` is the id of the entry that it belongs to, empty for the handbook's own.
    """

    address: str
    entry: str
    label: str
    size: str
    template: str
    value: Sheet | Overview | Cards | Poster | Book
    paper: PaperName
    day: date


@dataclass(frozen=True, slots=True)
class PaperMaker:
    """A paper that can be made: the entry that it belongs to, what it is called, its size, and how it is made."""

    entry: str
    label: str
    size: str
    make: Callable[[Shown], Print]


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed paper: what it is, how many pages and bytes it has, what was cut, what it lacks, why it failed."""

    address: str
    entry: str
    label: str
    size: str
    pages: int
    bytes: int
    cuts: tuple[Cut, ...]
    lacking: tuple[str, ...]
    failure: str


def paper_makers(handbook: Handbook) -> dict[str, PaperMaker]:
    """How each paper is made that the settings ask for, by its address; those of one size together."""
    kinds: dict[PaperKind, Callable[[Handbook, PaperName], Iterator[tuple[str, PaperMaker]]]] = {
        "book": _books,
        "sheets": _logs,
        "overviews": _overviews,
        "posters": _posters,
        "cards": _sets,
    }
    asked = [make for kind, make in kinds.items() if kind in handbook.settings.papers]
    found = {address: maker for size in PAPERS for make in asked for address, maker in make(handbook, size)}
    single = _single(handbook) if "cards" in handbook.settings.papers else ()
    return found | dict(single)


def prints(shown: Shown) -> tuple[Print, ...]:
    """Every paper."""
    return tuple(one.make(shown) for one in paper_makers(shown.handbook).values())


def ordered(one: Print, look: Theme) -> Order | None:
    """A paper as the press takes it; None where there is no template for it."""
    template, common = look.file(one.template), look.file("print.typ")
    if template is None:
        return None
    texts = [file.read_text(encoding="utf-8") for file in (common, template) if file]
    return Order(template, "".join(texts), spelt(one.value), one.paper, one.day)


def printed(one: Print, done: Printed) -> Paper:
    """What came of a paper."""
    size = len(done.pdf or b"")
    about = (one.address, one.entry, one.label, one.size, done.pages, size)
    return Paper(*about, one.value.cuts, done.lacking, done.failure)


def download(one: Paper) -> Download:
    """How a printed paper is offered: what it is, on which size, how many pages, how large."""
    return Download(one.label, one.size, one.address, one.pages, one.bytes)


def said(handbook: Handbook, papers: Iterable[Paper]) -> Iterator[Diagnostic]:
    """What an author should know of printed papers: texts that were cut, characters and pages that failed.

    What the papers of an entry have said, those of the whole handbook do not say again.
    """
    known: set[str] = set()
    for one in sorted(papers, key=lambda paper: not paper.entry):
        yield from (_cut(handbook, cut) for cut in one.cuts)
        if one.failure:
            hint = "mend the template in `templates/`, or take it away: the built-in one is used then"
            yield Diagnostic(_whole(handbook, one), "sheet", one.failure, hint)
        for sign in one.lacking:
            if one.entry or sign not in known:
                known.add(sign)
                hint = "write it in other signs, or leave it out"
                yield Diagnostic(_sign(handbook, one, sign), "unprintable", unprintable(sign), hint)


def _whole(handbook: Handbook, one: Paper) -> Span:
    document = handbook.entries[one.entry].document if one.entry else handbook.settings_document
    return document.span(()) if document else Span("content/handbook.yaml")


def _sign(handbook: Handbook, one: Paper, sign: str) -> Span:
    """Where a sign is written: in the paper's own entry, in one that it names, in any; or else the paper's own."""
    near = (*handbook.links.get(one.entry, ()), *handbook.backlinks.get(one.entry, ()))
    texts = [
        handbook.entries[name].document for name in (one.entry, *near, *handbook.entries) if name in handbook.entries
    ]
    settings = (handbook.settings_document,) if handbook.settings_document else ()
    return next((span for text in (*texts, *settings) if (span := text.found(sign))), _whole(handbook, one))


def _cut(handbook: Handbook, cut: Cut) -> Diagnostic:
    message = f"`{cut.text[:60]}` is longer than its place on the printed sheet"
    return Diagnostic(_span(handbook, cut), "too-long", message, "say it shorter")


def _span(handbook: Handbook, cut: Cut) -> Span:
    """Where the text that was cut stands in its file: the whole, or else what most of it is made of."""
    document = handbook.entries[cut.entry].document
    parts = {text: at for at, text in _texts(document.tree.data) if text in cut.text}
    longest = max(parts, key=len, default="")
    return document.span(parts[longest] if 2 * len(longest) > len(cut.text) else ())


def _texts(value: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, inner in value.items():
                yield from _texts(inner, (*at, key))
        case list():
            for position, inner in enumerate(value):
                yield from _texts(inner, (*at, position))


def _source(shown: Shown) -> Source:
    settings = shown.handbook.settings
    day = shown.handbook.edition
    return Source(settings.title, settings.language, settings.base_url, day, shown.figures, shown.words)


def _logs(handbook: Handbook, paper: PaperName) -> Iterator[tuple[str, PaperMaker]]:
    for slug in handbook.programs:
        maker = PaperMaker(f"programs/{slug}", "Sheet", NAMES[paper], partial(log, slug, paper))
        yield addresses.sheet_pdf(slug, paper), maker


def log(slug: str, paper: PaperName, shown: Shown) -> Print:
    """The sheet of a program."""
    value, day = sheet(shown, slug, paper), shown.handbook.edition
    address = addresses.sheet_pdf(slug, paper)
    return Print(address, f"programs/{slug}", "Sheet", NAMES[paper], "sheet.typ", value, paper, day)


def _books(_handbook: Handbook, paper: PaperName) -> Iterator[tuple[str, PaperMaker]]:
    yield addresses.book_pdf(paper), PaperMaker("", "Book", NAMES[paper], partial(_book, paper))


def _book(paper: PaperName, shown: Shown) -> Print:
    handbook, source = shown.handbook, _source(shown)
    settings = handbook.settings
    front = imprint(source, settings.title, settings.summary, "", paper)
    works = [(number, reference_text(one)) for number, one in enumerate(handbook.references.values(), 1)]
    value = book(handbook, source, front, works)
    return Print(addresses.book_pdf(paper), "", "Book", NAMES[paper], "book.typ", value, paper, source.day)


def _front(handbook: Handbook, source: Source, entry_id: str, paper: PaperName) -> Imprint:
    seen = handbook.glimpses[entry_id]
    return imprint(source, seen.title, seen.summary, addresses.entry(entry_id), paper)


def _overviews(handbook: Handbook, paper: PaperName) -> Iterator[tuple[str, PaperMaker]]:
    for slug, program in handbook.programs.items():
        if program.workouts:
            maker = PaperMaker(f"programs/{slug}", "Overview", NAMES[paper], partial(_overview, slug, paper))
            yield addresses.overview_pdf(slug, paper), maker


def _overview(slug: str, paper: PaperName, shown: Shown) -> Print:
    handbook, source = shown.handbook, _source(shown)
    program = handbook.programs[slug]
    named = dict.fromkeys(str(slot.done) for slot in program.slots if slot.done in handbook.exercises)
    titles = {one: handbook.exercises[one].title for one in named}
    figures = {one: _figure(source, one, "thumb") for one in named}
    facts = OverviewFacts(titles, figures, coverage_text(handbook, slug))
    value = overview(slug, program, _front(handbook, source, f"programs/{slug}", paper), facts)
    address = addresses.overview_pdf(slug, paper)
    return Print(address, f"programs/{slug}", "Overview", NAMES[paper], "overview.typ", value, paper, source.day)


def _posters(handbook: Handbook, paper: PaperName) -> Iterator[tuple[str, PaperMaker]]:
    for slug, rungs in handbook.climb.ladders.items():
        if rungs:
            maker = PaperMaker(f"ladders/{slug}", "Poster", NAMES[paper], partial(_poster, slug, paper))
            yield addresses.poster_pdf(slug, paper), maker


def _poster(slug: str, paper: PaperName, shown: Shown) -> Print:
    handbook, source = shown.handbook, _source(shown)
    rungs = handbook.climb.ladders[slug]
    facts = [_rung(handbook, source, rungs, place) for place in range(len(rungs))]
    value = poster(slug, _front(handbook, source, f"ladders/{slug}", paper), facts)
    address = addresses.poster_pdf(slug, paper)
    return Print(address, f"ladders/{slug}", "Poster", NAMES[paper], "poster.typ", value, paper, source.day)


def _rung(handbook: Handbook, source: Source, rungs: tuple[str, ...], place: int) -> RungFacts:
    slug = rungs[place]
    one = handbook.exercises[slug]
    step = handbook.climb.step(slug, rungs[place + 1]) if place + 1 < len(rungs) else None
    figure = _figure(source, slug, "strip")
    return RungFacts(slug, one.title, amount(one.dose), one.summary, step.when if step else "", *figure)


def _figure(source: Source, slug: str, name: str) -> tuple[str, str]:
    entry = f"exercises/{slug}"
    return source.figure(addresses.figure(entry, name)), source.words.get(entry, "")


def _sets(_handbook: Handbook, paper: PaperName) -> Iterator[tuple[str, PaperMaker]]:
    yield addresses.cards_pdf(paper), PaperMaker("", "Exercise cards", NAMES[paper], partial(_set, paper))


def _set(paper: PaperName, shown: Shown) -> Print:
    """The cards of all exercises."""
    handbook, source = shown.handbook, _source(shown)
    title = f"Exercise cards: {handbook.settings.title}"
    front = imprint(source, title, "Every exercise as a card, four to a sheet.", addresses.listing("exercises"), paper)
    made = [_card(handbook, source, slug, quarter(paper)) for slug in handbook.exercises]
    cuts = tuple(cut for _, some in made for cut in some)
    value = Cards(front, False, *quarter(paper), tuple(one for one, _ in made), cuts)  # noqa: FBT003
    return Print(addresses.cards_pdf(paper), "", "Exercise cards", NAMES[paper], "cards.typ", value, paper, source.day)


def _single(handbook: Handbook) -> Iterator[tuple[str, PaperMaker]]:
    for slug in handbook.exercises:
        yield addresses.card_pdf(slug), PaperMaker(f"exercises/{slug}", "Card", "A6", partial(_lone, slug))


def _lone(slug: str, shown: Shown) -> Print:
    """A card of its own, which goes onto any paper."""
    handbook, source = shown.handbook, _source(shown)
    made, cuts = _card(handbook, source, slug, A6)
    front = _front(handbook, source, f"exercises/{slug}", "a4")
    value = Cards(front, True, *A6, (made,), cuts)  # noqa: FBT003
    return Print(addresses.card_pdf(slug), f"exercises/{slug}", "Card", "A6", "cards.typ", value, "a4", source.day)


def _card(handbook: Handbook, source: Source, slug: str, size: tuple[float, float]) -> tuple[Card, tuple[Cut, ...]]:
    one, climb, exercises = handbook.exercises[slug], handbook.climb, handbook.exercises
    how = handbook.entries[f"exercises/{slug}"].prose.section("how to")
    figure, shown = _figure(source, slug, "strip")
    facts = CardFacts(
        steps=how.steps if how else (),
        needs=needs(handbook, one),
        easier=tuple(exercises[step.easier].title for step in climb.easier.get(slug, ())),
        harder=tuple(exercises[step.harder].title for step in climb.harder.get(slug, ())),
        figure=figure,
        figure_title=shown,
        page=_front(handbook, source, f"exercises/{slug}", "a4"),
    )
    return card(slug, one, facts, size)
