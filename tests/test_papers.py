"""Everything that the handbook prints: which papers there are, and that each says what it should on every size."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import addresses
from handbook.diagnostics import Span
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import load
from handbook.pages.page import Shown
from handbook.press import Printed
from handbook.sheets.binding import by_movement
from handbook.sheets.book import Book
from handbook.sheets.cards import CardFacts, Cards, card, quarter
from handbook.sheets.imprint import Imprint, Source, imprint
from handbook.sheets.overview import Overview, OverviewFacts, overview
from handbook.sheets.passages import Block, Run, blocks
from handbook.sheets.posters import Poster, RungFacts, poster
from handbook.sheets.prints import Print, download, printed, prints, said
from handbook.sheets.sheet import PAPERS, Cut, PaperName, Sheet
from handbook.typesetting import pdf
from handbook.validate import validate
from handbooks import check, lay, tiny_text
from printing import DAY, FIGURE, ROOT, exercise, program, slot

MM = 72 / 25.4
EDGE = 8


@cache
def handbook() -> Handbook:
    """The handbook itself."""
    valid, _ = validate(load(ROOT)[0])
    return link(valid, sound=True)[0]


@cache
def papers() -> Mapping[str, Print]:
    """All its papers by address, every exercise with the same figure."""
    own = handbook()
    figures = {addresses.figure(f"exercises/{one}", name): FIGURE.encode() for one in own.exercises for name in NAMES}
    words = {f"exercises/{one}": "A bent line" for one in own.exercises}
    return {one.address: one for one in prints(Shown(own, words, figures))}


NAMES = ("thumb", "strip")


def done(one: Print) -> Printed:
    """A paper, printed."""
    return pdf(ROOT / "templates" / one.template, asdict(one.value), paper=one.paper, day=one.day)


def opened(printed: Printed) -> pdfplumber.pdf.PDF:
    """A printed paper, read back."""
    assert printed.pdf is not None, printed.faults
    assert printed.faults == ()
    return pdfplumber.open(BytesIO(printed.pdf))


def front(title: str = "Plain", paper: PaperName = "a4") -> Imprint:
    """The imprint of something made up."""
    source = Source("Handbook", "en", "https://example.org/", DAY, {}, {})
    return imprint(source, title, "What it is.", "programs/plain.html", paper)


def test_every_paper_that_is_promised_is_there_on_every_size() -> None:
    """Sheets and overviews of programs, posters of ladders, cards of exercises, the book; a plan needs no overview."""
    own, found = handbook(), papers()
    for paper in PAPERS:
        assert {addresses.book_pdf(paper), addresses.cards_pdf(paper)} <= found.keys()
        assert {addresses.sheet_pdf(one, paper) for one in own.programs} <= found.keys()
        assert {addresses.poster_pdf(one, paper) for one in own.ladders} <= found.keys()
        for slug, one in own.programs.items():
            assert (addresses.overview_pdf(slug, paper) in found) == bool(one.workouts)
    assert {addresses.card_pdf(one) for one in own.exercises} <= found.keys()


def test_the_handbooks_own_texts_all_fit() -> None:
    """No text of the handbook has to be cut on any paper."""
    assert [cut for one in papers().values() for cut in one.value.cuts] == []


def _inked(char: Mapping[str, str]) -> bool:
    """Whether a character leaves ink; the space at the end of a line hangs over."""
    return bool(char["text"].strip())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("label", ["Overview", "Poster", "Exercise cards"])
def test_papers_keep_clear_of_the_edge_and_of_small_type(label: str, paper: PaperName) -> None:
    """Nothing lies within 8 mm of the paper's edge but lines to cut along, and no letter is under 7 pt."""
    some = [one for one in papers().values() if one.label == label and one.paper == paper]
    assert some
    for one in some:
        with opened(done(one)) as document:
            size = PAPERS[paper]
            for page in document.pages:
                assert (page.width, page.height) == pytest.approx((size.width * MM, size.height * MM), abs=0.5)
                for char in filter(_inked, page.chars):
                    assert char["size"] >= 6.99
                    assert char["x0"] >= EDGE * MM - 0.5
                    assert char["x1"] <= page.width - EDGE * MM + 0.5
                    assert char["top"] >= EDGE * MM - 1.5  # the box of a letter is taller than its ink
                    assert char["bottom"] <= page.height - EDGE * MM + 2.5


def test_an_overview_is_one_page_with_every_exercise_and_span() -> None:
    """Each program of the handbook can be pinned up as one page that names all that is done in all weeks."""
    for one in papers().values():
        if isinstance(one.value, Overview):
            with opened(done(one)) as document:
                assert len(document.pages) == 1, one.address
                text = " ".join(document.pages[0].extract_text().split())
            lines = [entry for page in one.value.pages for board in page.boards for entry in board.entries]
            assert all(entry.title in text for entry in lines)
            assert all(span.title in text for span in one.value.spans)


def test_weeks_that_are_alike_share_a_column() -> None:
    """Two weeks of one set and four of three are two columns, each with its sets."""
    made = program([slot(weeks={"1-2": {"sets": "1"}})])
    found = overview("plain", made, front(), OverviewFacts({"squat": "Squat"}, {}, ""))
    assert [one.title for one in found.spans] == ["Weeks 1\u20132", "Weeks 3\u20136"]
    ((entry,),) = [board.entries for page in found.pages for board in page.boards]
    assert entry.amounts == ("1 \u00d7 5", "3 \u00d7 5")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("slots", "days", "weeks"), [(30, 1, 6), (30, 7, 52), (1, 1, 1), (4, 2, 104)])
def test_an_overview_of_any_size_can_be_read(paper: PaperName, slots: int, days: int, weeks: int) -> None:
    """However much there is to do, rows stay high enough, nothing is lost, and what is too much gets another page."""
    workouts = [{"title": f"Day {day}", "blocks": [{"slots": [slot() for _ in range(slots)]}]} for day in range(days)]
    made = program(workouts=workouts, weeks=str(weeks))
    found = overview("plain", made, front(paper=paper), OverviewFacts({"squat": "Squat"}, {}, "Trains all."))
    assert all(page.row >= 4.5 for page in found.pages)
    one = Print("x.pdf", "", "Overview", "A4", "overview.typ", found, paper, DAY)
    with opened(done(one)) as document:
        assert len(document.pages) == len(found.pages)
        text = "".join(page.extract_text() for page in document.pages)
        assert text.count("Squat") == slots * days


def test_cards_are_four_to_a_sheet_and_one_alone() -> None:
    """As many sheets as quarters need, each exercise once; a card of its own is one A6 page."""
    own = handbook()
    with opened(done(papers()[addresses.cards_pdf("letter")])) as document:
        assert len(document.pages) == -(-len(own.exercises) // 4)
        text = " ".join(" ".join(page.extract_text().split()) for page in document.pages)
    assert all(one.title.split(maxsplit=1)[0] in text for one in own.exercises.values())
    with opened(done(papers()[addresses.card_pdf("back-squat")])) as document:
        (page,) = document.pages
        assert (page.width / MM, page.height / MM) == pytest.approx((105, 148), abs=0.1)
        text = " ".join(page.extract_text().split())
        for cue in own.exercises["back-squat"].cues:
            assert cue in text


@given(st.integers(0, 12), st.integers(1, 400), st.integers(1, 6), st.booleans())
@settings(max_examples=20, deadline=None)
def test_a_card_holds_whatever_is_written(steps: int, long: int, cues: int, drawn: bool) -> None:  # noqa: FBT001
    """Steps and cues of any number and length stay on one page; what is left out is said."""
    words = " ".join(["lift"] * (long // 5 + 1))
    one = exercise(cues=[words] * cues, title=words[:200])
    facts = CardFacts((words,) * steps, words, (words,), ("Short",), FIGURE if drawn else "", "", front())
    made, cuts = card("squat", one, facts, quarter("letter"))
    assert len(made.steps) == steps or cuts
    value = Cards(front(), True, *quarter("letter"), (made,), cuts)  # noqa: FBT003
    with opened(done(Print("x.pdf", "", "Card", "A6", "cards.typ", value, "letter", DAY))) as document:
        assert len(document.pages) == 1
        lowest = max(char["bottom"] for char in document.pages[0].chars if char["text"] != " ")
        assert lowest <= document.pages[0].height - 7 * MM


def test_a_poster_climbs_from_its_foot() -> None:
    """The easiest rung stands lowest, with what to reach before the next above it."""
    with opened(done(papers()[addresses.poster_pdf("squat", "a4")])) as document:
        (page,) = document.pages
        text = page.extract_text()
    own = handbook()
    rungs = [own.exercises[one].title for one in own.climb.ladders["squat"]]
    assert [text.rindex(title) for title in rungs] == sorted((text.rindex(title) for title in rungs), reverse=True)
    assert text.count("Up when") == len(rungs) - 1


@pytest.mark.parametrize("count", [1, 5, 30])
def test_a_ladder_of_any_length_is_a_poster(count: int) -> None:
    """One rung or thirty: each is there, on as many pages as it takes."""
    rungs = [RungFacts("squat", f"Rung {k}", "3 \u00d7 5", "Bend.", "steady", FIGURE, "") for k in range(count)]
    value = poster("plain", front(), rungs)
    with opened(done(Print("x.pdf", "", "Poster", "A4", "poster.typ", value, "a4", DAY))) as document:
        assert len(document.pages) == len(value.pages)
        text = "".join(page.extract_text() for page in document.pages)
    assert all(f"Rung {k}" in text for k in range(count))


@cache
def bound() -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """The text of each page of the book, and its bookmarks with their depths."""
    with opened(done(papers()[addresses.book_pdf("a4")])) as document:
        marks = tuple((level, str(title)) for level, title, *_ in document.doc.get_outlines())
        return tuple(page.extract_text() for page in document.pages), marks


def test_every_entry_is_in_the_book_once() -> None:
    """No entry is lost between the chapters, and none stands in two."""
    value = papers()[addresses.book_pdf("a4")].value
    assert isinstance(value, Book)
    found = [one.id for chapter in value.chapters for one in (chapter.about, *chapter.articles) if one]
    assert sorted(found) == sorted(handbook().entries)


def test_the_book_can_be_found_one_s_way_in() -> None:
    """Each exercise is a bookmark under its movement."""
    _, marks = bound()
    titles = [title for _, title in marks]
    for movement, exercises in by_movement(handbook()).items():
        place = titles.index(handbook().movements[movement].title)
        following = titles[place + 1 : place + 1 + len(exercises)]
        assert following == [handbook().exercises[one].title for one in exercises]


def test_page_numbers_in_the_index_are_right() -> None:
    """Where the index says that an exercise is, its heading is."""
    pages, _ = bound()
    start = next(number for number, text in enumerate(pages) if "Every entry, also under its other names." in text)
    index = "\n".join(pages[start:])
    for title in ("Box jump", "Back squat", "Safety", "Three-day six weeks"):
        found = re.search(rf"(?:^|\d ){title} [. ]*(\d+)", index, re.MULTILINE)
        assert found is not None, title
        assert title in pages[int(found[1]) - 1]


def test_a_cut_text_is_said_at_its_place() -> None:
    """What does not fit is named in the file and line where the author wrote it."""
    own = handbook()
    sheet = next(one for one in papers().values() if isinstance(one.value, Sheet))
    assert isinstance(sheet.value, Sheet)
    text = own.programs[sheet.value.slug].summary
    cut = replace(sheet, value=replace(sheet.value, cuts=(Cut(sheet.entry, text),)))
    (found,) = said(own, [printed(cut, Printed(b"%PDF"))])
    lines = (ROOT / found.span.path).read_text(encoding="utf-8").splitlines()
    assert found.rule == "too-long"
    assert text[:40] in lines[found.span.line - 1]


def test_what_an_entry_s_papers_say_the_book_does_not_repeat() -> None:
    """A character that no typeface has is said once, at the entry; what only the book shows is said there."""
    own = handbook()
    single, whole = papers()[addresses.card_pdf("plank")], papers()[addresses.book_pdf("a4")]
    printings = [printed(whole, Printed(b"%PDF", ("\u2603", "\u2602"))), printed(single, Printed(b"%PDF", ("\u2603",)))]
    assert [(one.message.partition("`")[2][0], one.span.path) for one in said(own, printings)] == [
        ("\u2603", "content/exercises/plank.md"),
        ("\u2602", "content/handbook.yaml"),
    ]


def test_a_sign_that_cannot_be_printed_is_shown_where_it_is_written(tmp_path: Path) -> None:
    """Whichever paper shows it: in its own entry, in one that it names, or for the book wherever it stands."""
    steps = tiny_text("exercises/squat.md", ("1. Stand with", "1. Stand \u2603 with"))
    own = check(lay(tmp_path, {"exercises/squat.md": steps})).handbook
    line, text = next(line for line in enumerate(steps.splitlines(), 1) if "\u2603" in line[1])
    place = Span("content/exercises/squat.md", line, text.index("\u2603") + 1, text.index("\u2603") + 2)
    for entry in ("exercises/squat", "programs/two-days", ""):
        paper = replace(papers()[addresses.card_pdf("plank")], entry=entry)
        assert [one.span for one in said(own, [printed(paper, Printed(b"%PDF", ("\u2603",)))])] == [place]


def test_a_paper_that_fails_is_an_error_of_its_entry() -> None:
    """A broken template makes no file, and one diagnostic."""
    one = papers()[addresses.card_pdf("plank")]
    (found,) = said(handbook(), [printed(one, Printed(None, (), "it broke"))])
    assert (found.rule, found.span.path) == ("sheet", "content/exercises/plank.md")


def test_downloads_say_what_they_weigh() -> None:
    """A download names its paper, its pages as the file has them, and its size in units that people use."""
    one = papers()[addresses.cards_pdf("a4")]
    came = done(one)
    found = download(printed(one, came))
    with opened(came) as document:
        assert found.pages == len(document.pages)
    assert (found.label, found.paper, found.address) == ("Exercise cards", "A4", "exercises/cards-a4.pdf")
    assert replace(found, size=2_540_000).weight == "2.5 MB"
    assert replace(found, size=120_400).weight == "120 kB"
    assert replace(found, size=3).weight == "1 kB"


def test_the_same_paper_is_the_same_bytes() -> None:
    """Printing again changes nothing."""
    for address in (addresses.overview_pdf("basic-two-day", "a4"), addresses.poster_pdf("squat", "letter")):
        assert done(papers()[address]) == done(papers()[address])
    assert isinstance(papers()[addresses.poster_pdf("squat", "letter")].value, Poster)
    assert handbook().edition == papers()[addresses.book_pdf("a4")].day


def test_prose_becomes_runs_and_blocks() -> None:
    """Paragraphs, styles, links, nested lists and tables keep their shape; nothing is markup any more."""
    html = (
        '<p>Lift <strong>hard &amp; <em>often</em></strong>, see <a href="entry:guides/safety">safety</a>.</p>'
        "<ol><li><p>One</p><ul><li>inner</li></ul></li><li>Two</li></ol>"
        "<table><thead><tr><th>Day</th></tr></thead><tbody><tr><td>Mon</td></tr></tbody></table>"
    )
    first, second, third = blocks(html)
    assert first.runs == (
        Run("Lift "),
        Run("hard & ", strong=True),
        Run("often", strong=True, emphasis=True),
        Run(", see "),
        Run("safety", to="entry:guides/safety"),
        Run("."),
    )
    inner = Block("ul", items=((Block("p", (Run("inner"),)),),))
    assert second == Block("ol", items=((Block("p", (Run("One"),)), inner), (Block("p", (Run("Two"),)),)))
    assert third.rows == (((Run("Day"),),), ((Run("Mon"),),))


@given(st.text(alphabet="<>/abuoliptdrhe \n&;=\"'", max_size=80))
def test_no_html_breaks_the_reader(html: str) -> None:
    """Whatever is closed too early, too late or never, the reader goes on."""
    assert isinstance(blocks(html), tuple)
