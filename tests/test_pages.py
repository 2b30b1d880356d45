"""Pages: every address leads somewhere, and what one page says of another, the other says back."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from handbook import addresses
from handbook.pages import Page, Shown, pages
from handbook.pages.page import Cite, Ref
from handbook.pages.shown import doors, version
from handbook.settings import Repository
from handbook.substitutes import equipment
from handbooks import Checked, check, lay, tiny_text

Pages = Mapping[str, Page]


@pytest.fixture(scope="module")
def shown(real: Checked) -> Pages:
    """The pages of the real handbook by address."""
    return {page.address: page for page in pages(Shown(real.handbook))}


def inside(value: object) -> Iterator[object]:
    """Every value inside the facts of a page."""
    yield value
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from inside(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from inside(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name))


def ids(refs: Any) -> set[str]:
    """The ids that a page refers to in one of its facts."""
    return {one.id for one in inside(refs) if isinstance(one, Ref)}


def exercise_pages(shown: Pages) -> dict[str, Page]:
    """The pages of exercises by slug."""
    return {page.entry.partition("/")[2]: page for page in shown.values() if page.entry.startswith("exercises/")}


def test_no_two_pages_share_an_address(real: Checked) -> None:
    """Every page has an address of its own, also where capitals do not count."""
    found = [page.address.lower() for page in pages(Shown(real.handbook))]
    assert len(found) == len(set(found))


def test_every_entry_has_its_page(real: Checked, shown: Pages) -> None:
    """Each entry is shown, at the address made of its id, by the template of its kind."""
    for entry_id, entry in real.handbook.entries.items():
        page = shown[addresses.entry(entry_id)]
        assert (page.entry, page.title, page.description) == (entry_id, entry.meta.title, entry.meta.summary)
        assert page.template == f"{type(entry.meta).__name__.lower()}.html"


def test_every_ref_leads_to_a_page(shown: Pages) -> None:
    """Whatever a page shows as a link to an entry or a list is one."""
    for page in shown.values():
        for one in inside(page.facts):
            if isinstance(one, Ref):
                assert one.address in shown, (page.address, one)
            if isinstance(one, Cite):
                assert one.address.partition("#")[0] in shown, (page.address, one)


def test_links_in_texts_lead_to_pages_and_headings(real: Checked, shown: Pages) -> None:
    """The relative addresses that fill a text lead, from its page, to a page that is there, and to a heading of it."""
    for page in shown.values():
        texts = "".join(one for one in inside(page.facts) if isinstance(one, Markup))
        for href in (part.partition('"')[0] for part in texts.split(' href="')[1:]):
            if href.startswith(("http", "mailto:", "#fn")):
                continue
            path, _, fragment = href.partition("#")
            goal = normpath(join(dirname(page.address), path)) if path else page.address
            assert goal in shown, (page.address, href)
            if fragment and shown[goal].entry:
                assert fragment in real.handbook.entries[shown[goal].entry].prose.anchors
            elif fragment:
                assert fragment in real.handbook.references


def test_texts_are_filled(shown: Pages) -> None:
    """No text is left with a hole, a citation that was not resolved, or a link to its source file."""
    for page in shown.values():
        for one in inside(page.facts):
            if isinstance(one, Markup):
                assert "\ue000" not in one
                assert '.md"' not in one
                assert "[@" not in one


def test_harder_and_easier_show_each_other(real: Checked, shown: Pages) -> None:
    """If an exercise shows another as harder, that one shows it as easier, with the same thing to reach; and back."""
    assert sum(len(edges) for edges in real.handbook.climb.harder.values()) > 60
    for slug, page in exercise_pages(shown).items():
        for up, down in (("harder", "easier"), ("easier", "harder")):
            for way in [one for one in _ways(page, up) if one.ref]:
                back = [one for one in _ways(shown[way.ref.address], down) if one.ref and one.ref.id == page.entry]
                assert [one.when for one in back] == [way.when], (slug, way.ref.id)


def _ways(page: Page, direction: str) -> Any:
    return page.facts[direction]


def test_strips_and_ladders_show_each_other(shown: Pages) -> None:
    """An exercise stands on the strip of each of its ladders at its place, and the ladder's page has the same rungs."""
    for page in exercise_pages(shown).values():
        strips: Any = page.facts["strips"]
        for strip in strips:
            assert strip.rungs[strip.position - 1].ref.id == page.entry
            assert [rung.current for rung in strip.rungs].count(True) == 1
            ladder: Any = shown[strip.ladder.address].facts["rungs"]
            assert [rung.ref for rung in ladder] == [rung.ref for rung in strip.rungs]
            assert all(rung.when for rung in strip.rungs[:-1]), strip.ladder.id


@pytest.mark.parametrize("folder", ["muscles", "movements"])
def test_exercises_show_muscles_and_movements_that_show_them(shown: Pages, folder: str) -> None:
    """What an exercise works or trains, first or beside, lists it in that half, or among those that loosen it."""
    for page in shown.values():
        if page.entry.startswith(f"{folder}/"):
            for half in ("primary", "secondary"):
                listed = ids(page.facts[half])
                naming = {
                    one.entry for one in exercise_pages(shown).values() if page.entry in ids(_half(one, folder, half))
                }
                if folder == "movements":
                    naming -= ids(page.facts["loosening"])
                if folder == "movements" and (page.facts["parts"] or page.facts["kinds"]):
                    # One that trains a kind first trains the whole first, though it may name it beside.
                    assert naming <= ids(page.facts["primary"]) | ids(page.facts["secondary"])
                else:
                    assert naming == listed, (page.entry, half)


def _half(page: Page, folder: str, half: str) -> Any:
    halves: Any = page.facts[folder]
    return halves[half]


def test_equipment_shows_the_exercises_that_need_it(real: Checked, shown: Pages) -> None:
    """A piece lists exactly the exercises that need it, and those that only want it apart."""
    exercises = real.handbook.exercises
    for slug in real.handbook.equipment:
        page = shown[f"equipment/{slug}.html"]
        assert ids(page.facts["needing"]) == {
            f"exercises/{one}" for one in exercises if slug in equipment(exercises[one])
        }
        assert not ids(page.facts["needing"]) & ids(page.facts["wanting"])


def test_opposites_show_each_other(shown: Pages) -> None:
    """If a movement shows another as its opposite, that one shows it."""
    for page in shown.values():
        opposite = page.facts.get("opposite")
        if isinstance(opposite, Ref):
            back = shown[opposite.address].facts["opposite"]
            assert isinstance(back, Ref)
            assert back.id == page.entry


def test_programs_and_exercises_show_each_other(shown: Pages) -> None:
    """Every exercise of a program's workouts names the program among those that use it."""
    for page in shown.values():
        if page.entry.startswith("programs/"):
            for one in ids(page.facts["sessions"]):
                if one.startswith("exercises/"):
                    assert page.entry in ids(shown[addresses.entry(one)].facts["programs"])


def test_movements_show_the_programs_that_train_them(real: Checked, shown: Pages) -> None:
    """A movement's page lists the programs whose coverage has at least a set a week of it."""
    for slug in real.handbook.movements:
        listed = ids(shown[f"movements/{slug}.html"].facts["programs"])
        assert listed == {f"programs/{one}" for one, found in real.handbook.coverage.items() if found.trains(slug)}


def test_works_show_the_entries_that_cite_them(real: Checked, shown: Pages) -> None:
    """Each work lists who cites it, and each who cites it shows its number."""
    works: Any = shown[addresses.REFERENCES].facts["works"]
    assert [work.cite.key for work in works] == list(real.handbook.references)
    assert [work.cite.number for work in works] == list(range(1, len(works) + 1))
    for work in works:
        for used in work.used:
            entry = real.handbook.entries[used.id]
            cited = {hole.target for hole in entry.prose.holes if hole.kind == "cite"}
            assert work.cite.key in {*entry.meta.sources, *cited}


def test_lists_show_every_entry_of_their_kind(real: Checked, shown: Pages) -> None:
    """Nothing is missing from the list of its kind, nor from the search page."""
    for folder in ("exercises", "movements", "muscles", "equipment", "ladders", "programs", "guides"):
        every = {f"{folder}/{slug}" for slug in real.handbook.of(folder)}
        assert every <= ids(shown[addresses.listing(folder)].facts), folder
        assert every <= ids(shown[addresses.SEARCH].facts), folder


def test_the_catalogue_counts_what_it_filters(shown: Pages) -> None:
    """The number at each choice is the number of cards that the choice leaves; `a|b` is a need that either meets."""
    page = shown[addresses.listing("exercises")]
    cards: Any = page.facts["cards"]
    facets: Any = page.facts["facets"]
    by = {"movement": "movements", "muscle": "muscles", "equipment": "equipment", "kind": "kind"}
    for facet in facets:
        for value, label, count in facet.choices:
            if facet.name == "level":
                matching = [card for card in cards if card.ref.level == value]
            else:
                held = [getattr(card, by[facet.name]) for card in cards]
                matching = [one for one in held if _met(value, one)]
            assert len(matching) == count > 0, (facet.name, label)


def _met(value: str, held: str | tuple[str, ...]) -> bool:
    if value == "none":
        return held == ()
    return value == held if isinstance(held, str) else any(value in need.split("|") for need in held)


def test_guides_follow_one_another(shown: Pages) -> None:
    """Each guide leads to the one before it and the one after, in one row from first to last."""
    guides = [page for page in shown.values() if page.entry.startswith("guides/")]
    for page in guides:
        after: Any = page.facts["after"]
        if after:
            before: Any = shown[after.address].facts["before"]
            assert before.id == page.entry
    assert sum(page.facts["after"] is None for page in guides) == 1


def test_a_handbook_with_faults_still_has_its_pages() -> None:
    """Every page that can be made is made, whatever is broken, so that a preview shows what is there."""
    found = check(Path(__file__).parent / "sites" / "bad")
    made = pages(Shown(found.handbook))
    assert {page.entry for page in made if page.entry} == set(found.handbook.entries)


PATHS = st.lists(st.sampled_from(["a", "b", "c-d", "e"]), min_size=1, max_size=4).map(
    lambda parts: "/".join(parts) + ".html"
)


@given(PATHS, PATHS, st.sampled_from(["", "#how-to"]))
def test_relative_addresses_lead_back(source: str, goal: str, fragment: str) -> None:
    """From any page the relative address of another leads to it, so the site works at any base and from a folder."""
    way = addresses.relative(source, goal + fragment)
    path, _, heading = way.partition("#")
    assert not way.startswith("/")
    assert (normpath(join(dirname(source), path)) if path else source) == goal
    assert f"#{heading}".rstrip("#") == fragment


def test_doors_lead_to_the_file_at_the_code_host(real: Checked) -> None:
    """The four ways for editors: see, edit, propose, report; with everything in them that needs it quoted."""
    repository = Repository.model_validate({"url": "https://example.org/a-b", "branch": "main"})
    found = addresses.doors(repository, "content/muscles/quads.md", "muscles", "Quads & co", "Page: https://p.org\n")
    assert found["view"] == "https://example.org/a-b/blob/main/content/muscles/quads.md"
    assert found["edit"] == "https://example.org/a-b/edit/main/content/muscles/quads.md"
    assert found["new"].endswith("/new/main/content/muscles?filename=new-muscle.md&value=")
    assert found["report"].endswith("/issues/new?title=Quads%20%26%20co%3A%20&body=Page%3A%20https%3A//p.org%0A")
    assert real.handbook.settings.repository is not None


def test_a_report_names_page_entry_and_version(real: Checked) -> None:
    """Whoever mends what is reported knows which page was read, which file it is, and which text of it was read."""
    entry = real.handbook.entries["exercises/plank"]
    door = next(one for one in doors(real.handbook, entry) if one.label == "Report a problem")
    (body,) = parse_qs(urlsplit(door.address).query)["body"]
    assert body.splitlines()[:3] == [
        f"Page: {real.handbook.settings.base_url}exercises/plank.html",
        "File: content/exercises/plank.md",
        f"Version: {version(entry.document.text)}, reviewed {entry.meta.reviewed}",
    ]
    assert version("") == "e69de29bb2"  # what git calls an empty file


@pytest.mark.parametrize(
    "pattern", ["{url}{nothing}", "{url", "}", "{url.__class__}", "{0}", "{}", "{url!r}", "{url:>9}"]
)
def test_addresses_at_the_code_host_have_known_parts(tmp_path: Path, pattern: str) -> None:
    """A pattern with a part that nobody knows is a fault in the settings, and no crash when a page is made."""
    text = tiny_text("handbook.yaml", ("branch: main", f'branch: main, view: "{pattern}"'))
    found = check(lay(tmp_path, {"handbook.yaml": text}))
    assert found.rules == ["field"]
    assert pages(Shown(found.handbook))


def test_every_part_may_stand_in_every_pattern(tmp_path: Path) -> None:
    """All parts are known to all four addresses."""
    every = "{url}{branch}{path}{folder}{name}{title}{text}"
    patterns = ", ".join(f'{door}: "{every}"' for door in ("view", "edit", "new", "issue"))
    found = check(
        lay(tmp_path, {"handbook.yaml": tiny_text("handbook.yaml", ("branch: main", f"branch: main, {patterns}"))})
    )
    assert found.said == []
    assert pages(Shown(found.handbook))


def test_the_tiny_pages_say_what_is_written(tiny: Checked) -> None:
    """One exercise, worked out by hand: its dose, its ways, its needs and its substitutes."""
    shown = {page.address: page.facts for page in pages(Shown(tiny.handbook))}
    goblet = shown["exercises/goblet-squat.html"]
    assert goblet["dose"] == (
        ("Sets", "3\u20134"),
        ("Reps", "6\u20138"),
        ("Rest", "2\u20133 min"),
        ("Tempo", "3-1-1-0"),
        ("In reserve", "1\u20132 reps"),
    )
    assert goblet["amount"] == "3\u20134 \N{MULTIPLICATION SIGN} 6\u20138"
    ways: Any = goblet["easier"]
    assert [(way.ref.title, way.when) for way in ways] == [("Squat", "3 x 12 down to level thighs")]
    swaps: Any = goblet["swaps"]
    assert (swaps[0].ref.id, ids(swaps[0].lacking)) == ("exercises/squat", {"equipment/dumbbells"})
    squat: Any = shown["exercises/squat.html"]["easier"]
    assert [(way.ref.id if way.ref else "", way.change) for way in squat] == [
        ("exercises/half-squat", ""),
        ("", "Hold on to a table"),
    ]
