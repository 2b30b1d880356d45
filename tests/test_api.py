"""What other programs read: every document conforms to the published schema, and says what the pages say."""

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforming import Reader
from handbook.fields import ExerciseName, ReferenceName
from handbook.outputs.api import INDEX, REFERENCES, SCHEMA, Told, data
from handbook.outputs.api import documents as makers
from handbook.outputs.typed import QUANTITY, value
from handbook.quantities import Quantity
from handbook.schema import FORMS
from ours import handbook


@cache
def documents() -> dict[str, Any]:
    """All documents of our own handbook, parsed; one picture is there."""
    told = Told(handbook(), {"exercises/plank": "On the forearms."}, {"exercises/plank": ("strip",)})
    return {address: json.loads(make(told)) for address, make in makers(handbook()).items()}


def conforming() -> Reader:
    """The published schema, read so that it must name everything that is there."""
    return Reader(documents()[SCHEMA], closed=True)


def test_every_document_conforms_to_the_published_schema() -> None:
    """Nothing is missing, nothing is of another type, and nothing is there that the schema does not name."""
    faults = {
        address: found
        for address, document in documents().items()
        if address != SCHEMA and (found := list(conforming().faults(document)))
    }
    assert faults == {}


@pytest.mark.parametrize(
    ("address", "change"),
    [
        ("exercises/plank", {"version": "1"}),
        ("exercises/plank", {"computed": {}}),
        ("exercises/plank", {"id": "muscles/plank"}),
        ("programs/basic-two-day", {"surprise": 1}),
        ("muscles/quads", {"kind": "exercise"}),
    ],
)
def test_a_document_that_is_otherwise_does_not_conform(address: str, change: dict[str, Any]) -> None:
    """The schema says enough to find a wrong type, a missing part, a stranger and a wrong kind."""
    assert list(conforming().faults({**documents()[data(address)], **change}))


def test_each_entry_has_a_document_and_a_line_in_the_index() -> None:
    """The index leads to every entry, each once, grouped by kind and sorted by title."""
    lines = documents()[INDEX]["entries"]
    assert [line["id"] for line in lines] == [one.id for folder in FORMS for one in handbook().of(folder).values()]
    assert {line["data"] for line in lines} | {INDEX, REFERENCES, SCHEMA} == set(documents())
    assert all(documents()[line["data"]]["id"] == line["id"] for line in lines)


def test_links_go_both_ways() -> None:
    """What one entry names says that it is named, and the other way round."""
    entries = {one["id"]: one for one in documents().values() if "id" in one}
    forth = {(one, goal) for one, entry in entries.items() for goal in entry["links"]}
    back = {(source, one) for one, entry in entries.items() for source in entry["backlinks"]}
    assert forth == back
    cited = {(one, key) for one, entry in entries.items() for key in entry["cites"]}
    assert cited == {(one, work["key"]) for work in documents()[REFERENCES]["works"] for one in work["cited_by"]}


def test_every_named_entry_is_there() -> None:
    """Whatever looks like the id of an entry, anywhere in a document, has a document of its own."""
    ids = {one["id"] for one in documents().values() if "id" in one}

    def named(inside: Any) -> Any:
        match inside:
            case dict():
                for key, inner in inside.items():
                    yield from named(key)
                    yield from named(inner) if key != "text" else ()
            case list():
                for inner in inside:
                    yield from named(inner)
            case str() if re.fullmatch(rf"({'|'.join(FORMS)})/[a-z0-9-]+", inside):
                yield inside

    documented = [one for address, one in documents().items() if address != SCHEMA]
    assert {one for document in documented for one in named(document)} == ids


def test_amounts_are_numbers_with_a_unit() -> None:
    """A dose of `3-5` sets of `5-8` can be reckoned with, and shown as the handbook shows it."""
    dose = documents()[data("exercises/romanian-deadlift")]["fields"]["dose"]
    assert dose["sets"] == {"low": 3, "high": 5, "unit": "", "text": "3\u20135"}
    assert dose["rest"] == {"low": 2, "high": 4, "unit": "min", "text": "2\u20134 min"}
    assert dose["hold"] is None


def test_the_computed_part_says_what_nobody_wrote_down() -> None:
    """A rung knows its place, a program its sets, a muscle its exercises, a piece of equipment who needs it."""
    plank = documents()[data("exercises/plank")]
    assert {"ladder": "ladders/plank", "position": 2, "of": 4} in plank["computed"]["ladders"]
    assert {one["exercise"] for one in plank["computed"]["easier"]} == {"exercises/knee-plank"}
    program = documents()[data("programs/basic-two-day")]["computed"]
    assert len(program["sets_per_week"]["movements"]["movements/hip-extension"]) == 6
    assert ["equipment/barbell"] in program["equipment"]
    assert {"exercise": "exercises/back-squat", "share": 1} in documents()[data("muscles/quads")]["computed"][
        "worked_by"
    ]
    assert "exercises/deadlift" in documents()[data("equipment/barbell")]["computed"]["needed_by"]
    rungs = documents()[data("ladders/squat")]["computed"]["rungs"]
    assert [rung["exercise"].partition("/")[2] for rung in rungs] == [
        "chair-squat",
        "bodyweight-squat",
        "goblet-squat",
        "back-squat",
    ]
    assert rungs[-1]["when"] is None
    assert all(rung["when"] for rung in rungs[:-1])


def test_only_drawn_pictures_are_named() -> None:
    """An address of a picture is given where there is one, with its words."""
    shown = documents()[data("exercises/plank")]["pictures"]
    assert shown == {"addresses": {"strip": "figures/exercises/plank/strip.svg"}, "words": "On the forearms."}
    assert documents()[data("exercises/side-plank")]["pictures"] == {"addresses": {}, "words": None}


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.sampled_from(QUANTITY["properties"]["unit"]["enum"]))
def test_every_amount_conforms(low: float, high: float, unit: str) -> None:
    """Whatever amount an author writes, its document is one that the schema describes."""
    assert list(Reader(QUANTITY, closed=True).faults(value(Quantity(low, high, unit)))) == []


def test_names_are_ids_and_works_are_keys() -> None:
    """A name leads to its entry's document; a work is found by its key in the references."""
    assert value((ExerciseName("plank"), ReferenceName("s4"))) == ["exercises/plank", "s4"]


def test_documents_do_not_depend_on_when_or_where_they_are_made() -> None:
    """The same handbook gives the same bytes."""
    told = Told(handbook(), {}, {})
    for make in makers(handbook()).values():
        assert make(told) == make(told)
