"""What a page says to machines: JSON-LD that names what the page is, and that nothing can break out of."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.outputs.linked import linked, shared
from handbook.pages import Page, Shown, pages
from ours import handbook

PAGES = {page.address: page for page in pages(Shown(handbook()))}
BASE = handbook().settings.base_url


def graph(address: str) -> list[dict[str, Any]]:
    """The facts of a page of ours."""
    found: list[dict[str, Any]] = json.loads(linked(handbook(), PAGES[address]))["@graph"]
    return found


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("index.html", "WebSite"),
        ("exercises/index.html", "CollectionPage"),
        ("exercises/plank.html", "HowTo"),
        ("programs/basic-two-day.html", "ExercisePlan"),
        ("guides/safety.html", "Article"),
        ("muscles/quads.html", "Article"),
        ("ladders/squat.html", "WebPage"),
        ("contribute.html", "WebPage"),
    ],
)
def test_each_kind_of_page_says_what_it_is(address: str, kind: str) -> None:
    """The first thing is the page itself, with its own address."""
    page = graph(address)[0]
    assert page["@type"] == kind
    assert page["name"] == PAGES[address].title


def test_every_page_has_facts() -> None:
    """There is no page, of whatever kind, whose facts cannot be made."""
    assert all(graph(address)[0]["url"].startswith(BASE) for address in PAGES)


def test_an_exercise_gives_its_steps_and_what_it_needs() -> None:
    """The steps are those of the page, in order."""
    page = graph("exercises/romanian-deadlift.html")[0]
    assert [step["position"] for step in page["step"]] == [1, 2, 3, 4, 5]
    assert page["step"][1]["text"] == "Soften the knees, breathe in and brace the trunk."
    assert [tool["name"] for tool in page["tool"]] == ["Barbell"]


def test_a_program_names_its_exercises() -> None:
    """Weeks as a duration, sessions a week, and each exercise once."""
    page = graph("programs/basic-two-day.html")[0]
    assert (page["activityDuration"], page["activityFrequency"]) == ("P6W", "2 times a week")
    names = [part["name"] for part in page["hasPart"]]
    assert len(names) == len(set(names)) == 12


def test_a_page_shows_the_way_to_it() -> None:
    """Home, the list of its kind, itself; the home page has no way to show."""
    trail = graph("exercises/plank.html")[1]
    assert trail["@type"] == "BreadcrumbList"
    assert [step["item"] for step in trail["itemListElement"]] == [
        BASE,
        f"{BASE}exercises/",
        f"{BASE}exercises/plank.html",
    ]
    assert len(graph("index.html")) == 1


class Scripts(HTMLParser):
    """Counts the script elements of a text, as a browser's parser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Count it."""
        self.opened += tag == "script"

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text.append(data)


@given(st.text() | st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028", "&lt;"]))
def test_nothing_breaks_out_of_the_script_element(text: str) -> None:
    """Whatever a title says, the element holds all of it, as data, and nothing else becomes an element."""
    page = Page("x.html", "list.html", text, text, {})
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{linked(handbook(), page)}</script>')
    parser.close()
    assert parser.opened == 1
    assert json.loads("".join(parser.text))["@graph"][0]["name"] == text


def test_a_shared_page_shows_its_title_and_summary_and_its_picture_where_there_is_one() -> None:
    """No picture is promised that was not made; one that was comes with its size and words."""
    page = PAGES["exercises/plank.html"]
    plain, drawn = dict(shared(handbook(), page)), dict(shared(handbook(), page, "figures/exercises/plank/card.png"))
    assert (plain["og:type"], plain["og:title"], plain["og:url"]) == ("article", "Plank", f"{BASE}exercises/plank.html")
    assert not [name for name in plain if name.startswith("og:image")]
    assert drawn["og:image"] == f"{BASE}figures/exercises/plank/card.png"
    assert (drawn["og:image:width"], drawn["og:image:height"]) == ("1200", "630")


def test_the_language_is_the_handbooks() -> None:
    """A handbook in another language says so."""
    settings = handbook().settings.model_copy(update={"language": "pt-BR"})
    book = replace(handbook(), settings=settings)
    assert dict(shared(book, PAGES["index.html"]))["og:locale"] == "pt_BR"
    assert json.loads(linked(book, PAGES["index.html"]))["@graph"][0]["inLanguage"] == "pt-BR"
