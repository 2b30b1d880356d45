"""The sheet as a page: the same texts as the value, safe markup. What a browser prints of it is in `browser/`."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from handbook.render import unbroken
from handbook.sheets.making import make_sheet
from handbook.sheets.sheet import LogPage, PaperName, Sheet
from printing import ROOT, content, exercise, facts, program, read_back, sheet, slot

BASE = """<!doctype html>
<html lang="en"><head><title>{% block title %}{% endblock %}</title>{% block head %}{% endblock %}</head>
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
    environment.filters["unbroken"] = unbroken
    environment.globals.update(asset=lambda name: name, to=lambda address: address)
    return environment.get_template("sheet.html").render(sheet=value, papers=[("A4", "a4", "sheet.html")], own="{}")


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
