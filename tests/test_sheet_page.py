"""The sheet in the browser: the same texts as the value, safe markup, and the PDF's pages when it is printed."""

import re
import shutil
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Playwright

from handbook.sheets.making import make_sheet
from handbook.sheets.sheet import PAPERS, LogPage, PaperName, Sheet
from handbook.typeface import FILES
from printing import FIGURE, ROOT, content, exercise, facts, program, read_back, sheet, slot

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<style>
@font-face { font-family: "Barlow Condensed"; font-weight: 700; src: url("fonts/BarlowCondensed-Bold.ttf") }
@font-face { font-family: "Barlow Semi Condensed"; font-weight: 400; src: url("fonts/BarlowSemiCondensed-Regular.ttf") }
@font-face {
  font-family: "Barlow Semi Condensed"; font-weight: 600; src: url("fonts/BarlowSemiCondensed-SemiBold.ttf");
}
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style>
{% block head %}{% endblock %}</head>
<body><header>The handbook</header><main>{% block main %}{% endblock %}</main><footer>Licence</footer></body></html>"""
HOSTILE = '</style><script>alert(1)</script> "onload="x {{7*7}} {% raw %} <img src=x> &amp;'


class Reader(HTMLParser):
    """What a page is made of: its text, its tags, its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text without white space."""
        return bare("".join(self.words))


def bare(text: str) -> str:
    """A text without white space, and without places to break."""
    return re.sub(r"[\s\u200b]", "", text)


def shown(value: Sheet) -> str:
    """The sheet through its template, within a plain page."""
    loader = ChoiceLoader([DictLoader({"base.html": BASE}), FileSystemLoader(ROOT / "templates")])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(asset=lambda name: name, to=lambda address: address)
    return environment.get_template("sheet.html").render(sheet=value, own="{}")


def read(value: Sheet) -> Reader:
    """The main part of the sheet's page, read."""
    reader = Reader()
    reader.feed(shown(value).partition("<main>")[2])
    return reader


def own(slug: str, paper: PaperName) -> Sheet:
    """The sheet of one of the handbook's own programs."""
    programs, exercises = content()
    return make_sheet(slug, programs[slug], exercises, facts=facts(exercises, paper, programs))


@pytest.mark.parametrize("slug", sorted(content()[0]))
def test_page_and_paper_say_the_same(slug: str) -> None:
    """Every word of the PDF stands on the HTML page too."""
    value = own(slug, "a4")
    page = read(value).text
    with read_back(value) as document:
        words = {bare(one["text"]) for sheet_page in document.pages for one in sheet_page.extract_words()}
    assert {word for word in words if word not in page} == set()


def test_nothing_in_a_text_becomes_markup() -> None:
    """A text with tags, quotes and template code is shown as it is written."""
    made = program(title=HOSTILE[:40], warmup=HOSTILE, workouts=[{"title": "<b>", "blocks": [{"slots": [slot()]}]}])
    reader = read(sheet(made, {"squat": exercise(title="<i>x", cues=['"><script>'])}, coverage=HOSTILE))
    assert not {"script", "b", "i", "style"} & set(reader.tags)
    assert reader.tags.count("img") == 1
    assert bare(HOSTILE) in reader.text


def test_the_page_needs_no_inline_style_and_no_script() -> None:
    """A strict content security policy keeps nothing of the sheet away."""
    reader = read(own("basic-two-day", "a4"))
    assert not [name for name, _ in reader.attributes if name == "style" or name.startswith("on")]
    assert not {"style", "script"} & set(reader.tags)


def test_tables_name_their_rows_and_columns() -> None:
    """Each set is a row with a header, each session a column with one."""
    value = own("basic-two-day", "a4")
    scopes = [said for name, said in read(value).attributes if name == "scope"]
    pages = [page for page in value.pages if isinstance(page, LogPage)]
    assert scopes.count("row") == sum(len(item.rows) for page in pages for item in page.items)
    assert scopes.count("col") == sum(2 + len(page.columns) for page in pages)


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_browser_prints_the_pages_of_the_pdf(
    playwright: Playwright, tmp_path: Path, paper: PaperName, scheme: str
) -> None:
    """Printed from a light or a dark screen: as many pages, the same words on each, the same rows, black on white."""
    value = own("basic-two-day", paper)
    with read_back(value) as wanted, pdfplumber.open(BytesIO(print_page(playwright, value, tmp_path, scheme))) as found:
        assert len(found.pages) == len(wanted.pages)
        for one, other in zip(found.pages, wanted.pages, strict=True):
            assert one.width == pytest.approx(other.width, abs=2)
            assert one.height == pytest.approx(other.height, abs=2)
            assert set_tops(one) == pytest.approx(set_tops(other), abs=4)
            assert {word["text"] for word in other.extract_words()} - {
                word["text"] for word in one.extract_words()
            } == set()
            assert {colour(char["non_stroking_color"]) for char in one.chars} == {0}


def print_page(playwright: Playwright, value: Sheet, folder: Path, scheme: str) -> bytes:
    """The HTML sheet as a browser's print dialogue writes it to a file."""
    (folder / "fonts").mkdir()
    for name, file in FILES.items():
        shutil.copy(file, folder / "fonts" / name)
    shutil.copy(ROOT / "templates" / "assets" / "sheet.css", folder)
    (folder / "figures").mkdir()
    for item in (item for page in value.pages if isinstance(page, LogPage) for item in page.items):
        (folder / item.picture).write_text(FIGURE)
    (folder / "sheet.html").write_text(shown(value))
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((folder / "sheet.html").as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    browser.close()
    return printed


def set_tops(page: pdfplumber.page.Page) -> list[float]:
    """How far down the labels of the sets stand, in points."""
    words = page.extract_words()
    left = next((word["x0"] for word in words if word["text"] == "Set"), 0) - 3
    return [word["top"] for word in words if re.fullmatch(r"\(?\d+\)?", word["text"]) and left < word["x0"] < left + 20]


def colour(said: object) -> float:
    """The lightest part of a colour, 0 for black."""
    return max(said) if isinstance(said, list | tuple) else float(str(said))
