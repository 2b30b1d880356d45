"""What others' tools say of the papers: checkers of PDF/UA that are not the typesetter's, readers of tags and codes."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pdfplumber
import pikepdf
import pytest
from PIL import Image

from handbook import addresses
from handbook.qr import svg
from handbook.sheets.prints import Print
from handbook.typesetting import picture
from test_papers import done, handbook, opened, papers

SOME = (
    addresses.sheet_pdf("basic-two-day", "a4"),
    addresses.sheet_pdf("a-year", "letter"),
    addresses.overview_pdf("three-day-six-weeks", "letter"),
    addresses.poster_pdf("squat", "a4"),
    addresses.card_pdf("plank"),
)
DPI = 150
INK = 0.06
WHITE = 255
CODE, QUIET = 111, 12
"""A code of 37 modules a side, the largest here, and the white around it, in dots."""


@pytest.mark.parametrize("address", [*SOME, addresses.cards_pdf("a4"), addresses.book_pdf("letter")])
def test_an_independent_checker_finds_no_error(address: str, tmp_path: Path) -> None:
    """Every kind of paper passes the rules of PDF/UA-1 that a checker without the typesetter's code can read."""
    checker = pytest.importorskip("pdfua", reason="the checker of PDF/UA is not installed")
    file = tmp_path / "paper.pdf"
    file.write_bytes(done(papers()[address]).pdf or b"")
    report = checker.validate(file)
    assert [one for one in report.findings if one.severity is checker.Severity.ERROR] == []


def test_a_second_checker_finds_no_error_either() -> None:
    """All sheets, overviews, posters and a card meet every rule of PDF/UA-1 that a machine can judge."""
    for address, one in papers().items():
        if one.label in {"Sheet", "Overview", "Poster"} or address in SOME:
            report = validator.validate_pdf_bytes(done(one).pdf or b"", profile="ua1")
            assert [(found.rule_id, found.message) for found in report.failures] == [], address


def elements(one: Any) -> Iterator[Any]:
    """The elements of a tagged document below `one`, as they are read out."""
    if isinstance(one, pikepdf.Array):
        for each in one:
            yield from elements(each)
    elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
        yield one
        yield from elements(one.get("/K"))


@pytest.mark.parametrize(("address", "level"), list(zip(SOME, ("H2", "H1", "H2", "H2", "H1"), strict=True)))
def test_papers_can_be_read_aloud(address: str, level: str) -> None:
    """Language, title, headings down to `level`, bookmarks; tables with heads; every figure and code has words."""
    with pikepdf.open(BytesIO(done(papers()[address]).pdf or b"")) as document:
        read = list(elements(document.Root.StructTreeRoot.K))
        tags = [str(one.S).removeprefix("/") for one in read]
        assert str(document.Root.Lang) == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert len(str(document.docinfo["/Title"])) > 3
        assert tags.count("H1") == 1
        assert level in tags
        assert document.open_outline().root
        assert all(str(one.Alt).strip() for one in read if one.S == "/Figure")
        assert tags.count("THead") == tags.count("TBody") == tags.count("Table")
        assert tags.count("Link") > 0


def codes(one: Print, side: Any) -> Iterator[str]:
    """The addresses that a page's codes hold, read from a grey picture of it at 150 dots to the inch."""
    reader = pytest.importorskip("zxingcpp", reason="the reader of QR codes is not installed")
    grey = side.to_image(resolution=DPI).original.convert("L")
    found = reader.read_barcodes(grey)
    assert found, one.address
    yield from (code.text for code in found)


@pytest.mark.parametrize("address", SOME)
def test_codes_can_be_read_from_a_grey_print(address: str) -> None:
    """On every page with a code a telephone finds the way back to the site."""
    one = papers()[address]
    value: Any = one.value
    front = getattr(value, "imprint", value).address
    with opened(done(one)) as document:
        assert front in set(codes(one, document.pages[0]))


def test_every_code_of_the_handbook_leads_to_its_page() -> None:
    """Whatever the address, a code drawn three dots to a module says it, word for word."""
    reader = pytest.importorskip("zxingcpp", reason="the reader of QR codes is not installed")
    base = handbook().settings.base_url
    for address in (base, *(base + addresses.entry(one) for one in handbook().entries)):
        sheet = Image.new("L", (CODE + 2 * QUIET, CODE + 2 * QUIET), WHITE)
        sheet.paste(Image.open(BytesIO(picture(svg(address), CODE))), (QUIET, QUIET))
        assert [code.text for code in reader.read_barcodes(sheet)] == [address]


def ink(page: pdfplumber.page.Page) -> float:
    """How dark a page is in grey, from 0 for white paper to 1 for black."""
    counts = page.to_image(resolution=DPI).original.convert("L").histogram()
    return float(sum(count * (WHITE - shade) for shade, count in enumerate(counts)) / sum(counts) / WHITE)


@pytest.mark.parametrize("address", SOME)
def test_papers_are_light_on_ink(address: str) -> None:
    """No page takes more ink than covers six hundredths of it."""
    with opened(done(papers()[address])) as document:
        assert max(ink(page) for page in document.pages) < INK
