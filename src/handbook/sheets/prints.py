"""All papers of a handbook, on every size: what is printed, where it lies on the site, whose texts it shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handbook import addresses
from handbook.diagnostics import Diagnostic, Span
from handbook.edition import version
from handbook.fields import Location
from handbook.handbook import Handbook
from handbook.pages.exercise import amount
from handbook.pages.page import Download
from handbook.pages.shown import reference_text
from handbook.sheets.binding import book, needs
from handbook.sheets.book import Book
from handbook.sheets.cards import Card, CardFacts, Cards, card, quarter
from handbook.sheets.imprint import Imprint, Source, imprint
from handbook.sheets.overview import Overview, OverviewFacts, overview
from handbook.sheets.posters import Poster, RungFacts, poster
from handbook.sheets.printing import coverage_text
from handbook.sheets.sheet import PAPERS, Cut, PaperName, Sheet
from handbook.typesetting import Printed

A6 = (105.0, 148.0)
NAMES = {"a4": "A4", "letter": "Letter"}


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


def prints(
    handbook: Handbook, sheets: tuple[Sheet, ...], figures: Mapping[str, bytes], words: Mapping[str, str]
) -> tuple[Print, ...]:
    """Every paper, those of one size together. `figures` are SVGs by address, `words` what they show by entry."""
    settings = handbook.settings
    source = Source(settings.title, settings.language, settings.base_url, version(handbook), figures, words)
    found: list[Print] = []
    bound = _book(handbook, source, "a4")
    for paper in PAPERS:
        found.append(bound if paper == bound.paper else _rebound(handbook, source, bound, paper))
        found += (_log(sheet, source.day) for sheet in sheets if sheet.paper == paper)
        found += _overviews(handbook, source, paper)
        found += _posters(handbook, source, paper)
        found.append(_cards(handbook, source, paper))
    return (*found, *_single(handbook, source))


def download(one: Print, printed: Printed) -> Download:
    """How a printed paper is offered: what it is, on which size, how many pages, how large."""
    return Download(one.label, one.size, one.address, printed.pages, len(printed.pdf or b""))


def said(handbook: Handbook, pairs: Iterable[tuple[Print, Printed]]) -> Iterator[Diagnostic]:
    """What an author should know of printed papers: texts that were cut, characters and pages that failed.

    What the papers of an entry have said, those of the whole handbook do not say again.
    """
    known: set[str] = set()
    for one, printed in sorted(pairs, key=lambda pair: not pair[0].entry):
        yield from (_cut(handbook, cut) for cut in one.value.cuts)
        document = handbook.entries[one.entry].document if one.entry else handbook.settings_document
        span = document.span(()) if document else Span("content/handbook.yaml")
        for fault in printed.faults:
            if one.entry or fault not in known:
                known.add(fault)
                yield Diagnostic(span, "unprintable" if printed.pdf else "sheet", fault)


def _cut(handbook: Handbook, cut: Cut) -> Diagnostic:
    message = f"`{cut.text[:60]}` is longer than its place on the printed sheet"
    return Diagnostic(_span(handbook, cut), "too-long", message, "say it shorter")


def _span(handbook: Handbook, cut: Cut) -> Span:
    """Where the text that was cut stands in its file, as far as it stands there word for word."""
    document = handbook.entries[cut.entry].document
    return document.span(next((at for at, text in _texts(document.tree.data) if text == cut.text), ()))


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


def _log(sheet: Sheet, day: date) -> Print:
    address = addresses.sheet_pdf(sheet.slug, sheet.paper)
    entry = f"programs/{sheet.slug}"
    return Print(address, entry, "Sheet", NAMES[sheet.paper], "sheet.typ", sheet, sheet.paper, day)


def _book(handbook: Handbook, source: Source, paper: PaperName) -> Print:
    settings = handbook.settings
    front = imprint(source, settings.title, settings.summary, "", paper)
    works = [(number, reference_text(one)) for number, one in enumerate(handbook.references.values(), 1)]
    value = book(handbook, source, front, works)
    return Print(addresses.book_pdf(paper), "", "Book", NAMES[paper], "book.typ", value, paper, source.day)


def _rebound(handbook: Handbook, source: Source, bound: Print, paper: PaperName) -> Print:
    """The same book on other paper: only its pages differ, and those are the typesetter's."""
    assert isinstance(bound.value, Book)  # noqa: S101 - only the book is handed in
    front = imprint(source, handbook.settings.title, handbook.settings.summary, "", paper)
    value = replace(bound.value, imprint=front)
    return replace(bound, address=addresses.book_pdf(paper), size=NAMES[paper], value=value, paper=paper)


def _front(handbook: Handbook, source: Source, entry_id: str, paper: PaperName) -> Imprint:
    meta = handbook.entries[entry_id].meta
    return imprint(source, meta.title, meta.summary, addresses.entry(entry_id), paper)


def _overviews(handbook: Handbook, source: Source, paper: PaperName) -> Iterator[Print]:
    titles = {slug: one.title for slug, one in handbook.exercises.items()}
    figures = {slug: _figure(source, slug, "thumb") for slug in titles}
    for slug, program in handbook.programs.items():
        if program.workouts:
            facts = OverviewFacts(titles, figures, coverage_text(handbook, slug))
            value = overview(slug, program, _front(handbook, source, f"programs/{slug}", paper), facts)
            address = addresses.overview_pdf(slug, paper)
            yield Print(address, f"programs/{slug}", "Overview", NAMES[paper], "overview.typ", value, paper, source.day)


def _posters(handbook: Handbook, source: Source, paper: PaperName) -> Iterator[Print]:
    for slug, rungs in handbook.climb.ladders.items():
        if rungs:
            facts = [_rung(handbook, source, rungs, place) for place in range(len(rungs))]
            value = poster(slug, _front(handbook, source, f"ladders/{slug}", paper), facts)
            address = addresses.poster_pdf(slug, paper)
            yield Print(address, f"ladders/{slug}", "Poster", NAMES[paper], "poster.typ", value, paper, source.day)


def _rung(handbook: Handbook, source: Source, rungs: tuple[str, ...], place: int) -> RungFacts:
    slug = rungs[place]
    one = handbook.exercises[slug]
    step = handbook.climb.step(slug, rungs[place + 1]) if place + 1 < len(rungs) else None
    figure = _figure(source, slug, "strip")
    return RungFacts(slug, one.title, amount(one.dose), one.summary, step.when if step else "", *figure)


def _figure(source: Source, slug: str, name: str) -> tuple[str, str]:
    entry = f"exercises/{slug}"
    return source.figure(addresses.figure(entry, name)), source.words.get(entry, "")


def _cards(handbook: Handbook, source: Source, paper: PaperName) -> Print:
    title = f"Exercise cards: {handbook.settings.title}"
    front = imprint(source, title, "Every exercise as a card, four to a sheet.", addresses.listing("exercises"), paper)
    made = [_card(handbook, source, slug, quarter(paper)) for slug in handbook.exercises]
    cuts = tuple(cut for _, some in made for cut in some)
    value = Cards(front, False, *quarter(paper), tuple(one for one, _ in made), cuts)  # noqa: FBT003
    return Print(addresses.cards_pdf(paper), "", "Exercise cards", NAMES[paper], "cards.typ", value, paper, source.day)


def _single(handbook: Handbook, source: Source) -> Iterator[Print]:
    """A card of its own for each exercise, which goes onto any paper."""
    for slug in handbook.exercises:
        made, cuts = _card(handbook, source, slug, A6)
        front = _front(handbook, source, f"exercises/{slug}", "a4")
        value = Cards(front, True, *A6, (made,), cuts)  # noqa: FBT003
        yield Print(addresses.card_pdf(slug), f"exercises/{slug}", "Card", "A6", "cards.typ", value, "a4", source.day)


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
