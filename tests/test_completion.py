"""Schemas for code editors: they accept every entry that the handbook accepts, and see what is plainly wrong."""

import json
from datetime import date
from functools import cache
from itertools import chain, combinations
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from conforming import Reader
from handbook.editing.completion import completions
from handbook.fields import Model
from handbook.schema import FORMS
from handbook.shapes import ONE_OF, fields
from ours import ROOT, handbook

NAMES = {folder: list(handbook().of(folder)) for folder in FORMS} | {"references": list(handbook().references)}


@cache
def readers() -> dict[str, Reader]:
    """A reader for each schema, with the names of our handbook offered."""
    return {name.partition(".")[0]: Reader(json.loads(text)) for name, text in completions(NAMES).items()}


def plain(data: Any) -> Any:
    """What an editor sees: YAML 1.2 values, so dates are texts and so are keys."""
    match data:
        case dict():
            return {str(key): plain(inner) for key, inner in data.items()}
        case list():
            return [plain(inner) for inner in data]
        case date():
            return data.isoformat()
    return data


def front(text: str) -> Any:
    """An entry's front matter as an ordinary YAML reader reads it."""
    return plain(yaml.safe_load(text.split("\n---", 1)[0].removeprefix("---\n")))


@pytest.mark.parametrize("folder", FORMS)
def test_every_entry_of_ours_is_accepted(folder: str) -> None:
    """No line under a right value: numbers, single texts and short forms included."""
    reader = readers()[FORMS[folder].name]
    paths = sorted((ROOT / "content" / folder).glob("*.md"))
    faults = {path.stem: list(reader.faults(front(path.read_text(encoding="utf-8")))) for path in paths}
    assert {name: found for name, found in faults.items() if found} == {}
    assert paths


@pytest.mark.parametrize("name", ["handbook", "references"])
def test_our_settings_and_references_are_accepted(name: str) -> None:
    """The two YAML files have a schema each."""
    text = (ROOT / "content" / f"{name}.yaml").read_text(encoding="utf-8")
    assert list(readers()[name].faults(plain(yaml.safe_load(text)))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: strength", "kind: strenght"),
        ("primary: [hamstrings, glutes]", "primary: [hamstrngs, glutes]"),
        ("sets: 3-5,", "sets: many,"),
        ("rest: 2-4 min", "rest: 2-4"),
        ("reviewed: 2026-11-25", "reviewed: last week"),
        ("sides: both\n", ""),
        ("sides: both", "sides: both\nlevels: all"),
        ("reps: 5-8", "reps: 5-8, hold: 30 s"),
        ("ladders: [hinge]", "ladders: [hing]"),
        ("for: barbell", "instead_of: barbell"),
        ("cues: [Push the hips straight back, Keep the bar on the thighs, Back as long as at the start]", "cues: []"),
    ],
)
def test_a_plain_fault_is_seen(old: str, new: str) -> None:
    """A misspelt word, an unknown name, an amount without unit, a missing, strange or contradictory field."""
    text = (ROOT / "content/exercises/romanian-deadlift.md").read_text(encoding="utf-8")
    assert old in text
    assert list(readers()["exercise"].faults(front(text.replace(old, new, 1))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aliases: [RDL, barbell RDL, stiff-legged hinge]", "aliases: 5"),
        ("aliases: [RDL, barbell RDL, stiff-legged hinge]", "aliases: RDL"),
        ("equipment: [barbell]", "equipment: none"),
        ("equipment: [barbell]", "equipment: [{any: [barbell, dumbbells]}, {optional: box}]"),
        ("rest: 2-4 min", "rest: 1:30"),
        ("rest: 2-4 min", "rest: 90 seconds, tempo: 3110"),
        ("sets: 3-5,", "sets: 3,"),
    ],
)
def test_what_the_handbook_accepts_is_accepted(old: str, new: str) -> None:
    """Where the handbook's reader takes a number, one text, or another way to write it, so does the editor's."""
    text = (ROOT / "content/exercises/romanian-deadlift.md").read_text(encoding="utf-8")
    changed = text.replace(old, new, 1)
    data = yaml.load(changed.split("\n---", 1)[0].removeprefix("---\n"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
    FORMS["exercises"].model.model_validate(data)
    seen = {**front(changed), "dose": data["dose"] | {"sets": 3}}
    assert list(readers()["exercise"].faults(seen)) == []


SAMPLES = {
    "reps": {"reps": "8"},
    "hold": {"hold": "30 s"},
    "distance": {"distance": "20 m"},
    "ladder": {"rung": "plank"},
}


@pytest.mark.parametrize(
    ("model", "choice"), [(model, choice) for model, choices in ONE_OF.items() for choice in choices], ids=str
)
def test_groups_with_a_choice_of_fields_want_exactly_one(model: type[Model], choice: tuple[str, ...]) -> None:
    """The table of choices says what the checks say, for every combination of these fields."""
    needed = {one.name: "3" for one in fields(model) if one.needed}
    for other in ONE_OF[model]:
        needed |= {other[0]: "8"} if other != choice else {}
    for some in chain.from_iterable(combinations(choice, size) for size in range(len(choice) + 1)):
        data = dict(needed)
        for name in some:
            data |= {name: "plank"} | SAMPLES.get(name, {})
        try:
            model.model_validate(data)
            accepted = True
        except ValidationError:
            accepted = False
        assert accepted is (len(some) == 1), some


def test_names_are_offered_where_they_are_known() -> None:
    """With the handbook's names, completion offers them; without, any well-formed name will do."""
    loose = {name: json.loads(text) for name, text in completions({}).items()}
    offered = json.loads(completions(NAMES)["exercise.schema.json"])["properties"]["ladders"]
    assert "hinge" in offered["anyOf"][0]["items"]["enum"]
    assert "pattern" in loose["exercise.schema.json"]["properties"]["ladders"]["anyOf"][0]["items"]


def test_every_field_is_described() -> None:
    """Whatever the mouse rests on has its sentence."""

    def undescribed(schema: Any, at: str) -> Any:
        if isinstance(schema, dict):
            for name, inner in schema.get("properties", {}).items():
                if not inner.get("description"):
                    yield f"{at}.{name}"
            for key, inner in schema.items():
                yield from undescribed(inner, f"{at}.{key}")
        elif isinstance(schema, list):
            for number, inner in enumerate(schema):
                yield from undescribed(inner, f"{at}[{number}]")

    texts = completions({})
    found = [place for name, text in texts.items() for place in undescribed(json.loads(text), name)]
    assert [place for place in found if not place.endswith(".optional")] == []
