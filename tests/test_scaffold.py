"""A fresh entry: complete, explained, filled in as far as can be known; and what may already be there as another."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook import frontmatter
from handbook.editing.likeness import key, neighbour, slug, twins, words
from handbook.editing.scaffold import outline, scaffold
from handbook.schema import FORMS
from handbook.shapes import fields
from handbooks import TINY, check, lay
from ours import handbook

SMALL = check(TINY).handbook
UNWRITTEN = re.compile("is empty|say `.none.`|cannot be ``|is a whole|`` is not|is `true`")
TODAY = date(2026, 11, 23)
NEW = {
    "exercises": "Jefferson crawl",
    "movements": "Toe splay",
    "muscles": "Popliteus",
    "equipment": "Sandbag",
    "ladders": "Handstand way",
    "programs": "Return after illness",
    "guides": "Shoes",
}


def data(text: str) -> dict[str, object]:
    """An entry's fields as the handbook reads them."""
    tree, faults = frontmatter.parse(text.split("\n---\n", 1)[0].removeprefix("---\n"))
    assert faults == ()
    found: dict[str, object] = tree.data
    return found


@pytest.mark.parametrize("folder", FORMS)
def test_what_the_check_says_of_a_fresh_entry_is_what_is_still_to_write(folder: str, tmp_path: Path) -> None:
    """Nothing is misspelt or out of form: all that is said is that something is empty, missing, or not yet led to."""
    fresh = scaffold(handbook(), FORMS[folder], NEW[folder], TODAY)
    assert fresh.like == ""
    found = [
        one for one in check(lay(tmp_path, {f"{folder}/new.md": fresh.text})).diagnostics if "new.md" in one.span.path
    ]
    assert found
    for one in found:
        assert one.rule in {"field", "missing-section", "unreviewed", "orphan"}, one
        assert one.rule != "field" or UNWRITTEN.search(one.message), one


@pytest.mark.parametrize("folder", FORMS)
def test_every_field_is_there_and_explained(folder: str) -> None:
    """Each field stands in the text once, needed ones ready to fill, others as comments, each under its sentence."""
    text = scaffold(handbook(), FORMS[folder], NEW[folder], TODAY).text
    flat = " ".join(text.replace("\n#", "").split())
    for field in fields(FORMS[folder].model):
        assert len(re.findall(rf"^(?:# )?{field.name}:", text, re.MULTILINE)) == 1
        assert (re.search(rf"^{field.name}:", text, re.MULTILINE) is not None) is field.needed
        assert " ".join(field.description.split()) in flat


@pytest.mark.parametrize("folder", FORMS)
def test_what_may_be_left_out_can_be_used_by_taking_the_hash_away(folder: str, tmp_path: Path) -> None:
    """Every commented line is in the right form: what is wrong with it is only that the author has not written it."""
    fresh = scaffold(handbook(), FORMS[folder], NEW[folder], TODAY)
    names = "|".join(field.name for field in fields(FORMS[folder].model))
    used = re.sub(rf"^# ((?:{names}):)", r"\1", fresh.text, flags=re.MULTILINE)
    found = check(lay(tmp_path, {f"{folder}/new.md": used}))
    faults = {one.rule for one in found.diagnostics if "new.md" in one.span.path}
    unknown = {f"unknown-{one}" for one in ("reference", *(form.name for form in FORMS.values()))}
    assert faults <= unknown | {"field", "missing-section", "unreviewed", "orphan"}
    assert set(data(used)) == {field.name for field in fields(FORMS[folder].model)}


def test_likely_values_are_those_of_the_nearest_entry_and_of_the_title() -> None:
    """A single-leg curl works what curls work, each side by itself; a barbell in the title is a barbell needed."""
    fresh = scaffold(handbook(), FORMS["exercises"], "Single-leg slider curl with a barbell leg curl", TODAY)
    found = data(fresh.text)
    assert fresh.like.endswith("leg-curl")
    assert found["sides"] == "each"
    assert found["equipment"] == ["barbell", "sliders"]
    assert found["muscles"] == handbook().entries[fresh.like].document.tree.data["muscles"]
    assert (found["summary"], found["cues"]) == ("", [])


def test_an_author_may_say_what_it_is_like() -> None:
    """A name that is given is taken, with or without its folder; one that is not there is said."""
    form = FORMS["exercises"]
    for like in ("plank", "exercises/plank"):
        fresh = scaffold(handbook(), form, "Jefferson crawl", TODAY, like=like)
        assert fresh.like == "exercises/plank"
        assert data(fresh.text)["kind"] == "core"
    with pytest.raises(ValueError, match="no exercise called `plonk`"):
        scaffold(handbook(), form, "Jefferson crawl", TODAY, like="plonk")


def test_the_file_is_named_after_the_title() -> None:
    """Small letters, hyphens, no accents; a title without a letter has no file."""
    assert (
        scaffold(handbook(), FORMS["guides"], "Café & Körper: part 2", TODAY).path
        == "content/guides/cafe-korper-part-2.md"
    )
    assert slug("The runner's lunge") == "the-runners-lunge"
    with pytest.raises(ValueError, match="no letters"):
        scaffold(handbook(), FORMS["guides"], "…!", TODAY)


@given(st.text().filter(slug))
def test_any_title_comes_back_as_it_was_written(title: str) -> None:
    """Quotes, colons, hashes and brackets in a title do not break the form; what cannot be seen is left out."""
    seen = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    assert data(scaffold(SMALL, FORMS["guides"], title, TODAY).text)["title"] == seen


def test_sections_are_those_that_the_kind_usually_has() -> None:
    """Headings that most entries of a kind share, in their usual order, with steps to count where steps belong."""
    assert scaffold(handbook(), FORMS["exercises"], "Jefferson crawl", TODAY).text.endswith("---\n\n## How to\n\n1. \n")
    text = scaffold(handbook(), FORMS["movements"], "Toe splay", TODAY).text
    assert re.findall("^## (.*)$", text, re.MULTILINE) == ["In the stride", "When it is weak"]


@pytest.mark.parametrize("folder", FORMS)
def test_the_short_form_has_what_must_be_there(folder: str) -> None:
    """For a code host's own editor: the needed fields alone, in at most what an address holds."""
    text = outline(handbook(), FORMS[folder])
    assert list(data(text)) == [field.name for field in fields(FORMS[folder].model) if field.needed]
    assert len(text) < 1000


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("pushups", "exercises/push-up"),
        ("Press up", "exercises/push-up"),
        ("Romanian dedlift", "exercises/romanian-deadlift"),
        ("rdl", "exercises/romanian-deadlift"),
        ("Leg raise, hanging", "exercises/hanging-leg-raise"),
        ("Bulgarian split-squats", "exercises/bulgarian-split-squat"),
    ],
)
def test_an_entry_that_is_there_is_known_under_other_spellings(title: str, entry: str) -> None:
    """Plurals, hyphens, case, order of words, other names and slips of the finger."""
    assert twins(handbook(), "exercises", title)[0].entry == entry


@pytest.mark.parametrize(
    "title", ["Nordic curl", "Kettlebell swing", "Front squat", "Copenhagen plank", "Dumbbell bench row"]
)
def test_a_new_exercise_is_taken_for_no_other(title: str) -> None:
    """A word that differs makes another exercise, however alike the rest is."""
    assert twins(handbook(), "exercises", title) == ()


def test_every_title_of_ours_is_known_as_its_own_entry_first() -> None:
    """The measure is strict enough for a real handbook: no exercise is taken for another, whatever it is called."""
    for folder in FORMS:
        for entry in handbook().of(folder).values():
            found = [twin.entry for twin in twins(handbook(), folder, entry.meta.title)]
            assert found[0] == entry.id
            assert folder != "exercises" or len(found) == 1


def test_the_neighbour_is_the_same_thing_of_another_sort() -> None:
    """A squat is near squats; what shares no noun is near nothing."""
    near = neighbour(handbook(), "exercises", "Front squat")
    assert near is not None
    assert "squat" in near.slug
    assert neighbour(handbook(), "exercises", "Jefferson crawl") is None


@given(st.text())
def test_names_are_compared_by_letters_and_digits_alone(name: str) -> None:
    """Comparing does not depend on case or on what stands between the words."""
    assert key(name.upper()) == key(name.upper().lower())
    assert all(word.isalnum() for word in words(name))
