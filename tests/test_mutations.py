"""The audit of planted faults works: a few of them here, all of them with `make audit`."""

# ruff: noqa: S311 - a sample

import random
from collections import Counter
from dataclasses import replace

import pytest

from audit import mutations
from handbook.editing.mend import mend
from handbook.load import load
from handbook.report import concise
from handbook.schema import FORMS


def test_a_few_planted_faults_are_found_and_harmless_edits_are_not() -> None:
    """Eight of each, drawn from all fields of all kinds."""
    assert mutations.sweep(7, most=8) == []


def test_a_mend_that_goes_too_far_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is judged of mends: that they touch one line, that they help, and that they end."""
    documents, _ = load(mutations.ROOT)
    before = Counter(map(concise, mutations.found_in(documents)))
    slip = next(one for one in mutations.mendable(documents) if one.what == "a range turned round")
    assert mutations.ill_mended(documents, slip, slip.text, before) == ""
    monkeypatch.setattr(mutations, "mend", lambda text, edits: mend(text, edits).replace("\n---\n", "\n--- \n"))
    assert "in other lines as well" in mutations.ill_mended(documents, slip, slip.text, before)
    monkeypatch.setattr(mutations, "mend", lambda text, _: text)
    assert mutations.ill_mended(documents, slip, slip.text, before) == "is mended without end"
    monkeypatch.setattr(mutations, "mend", lambda text, edits: mend(text, [replace(one, text="0") for one in edits]))
    assert "and then it is said" in mutations.ill_mended(documents, slip, slip.text, before)


def test_there_are_enough_of_every_kind() -> None:
    """At least two hundred faults and two hundred edits, some in every kind of entry and in both settings files."""
    documents, _ = load(mutations.ROOT)
    for made in (mutations.planted(documents, random.Random(1)), mutations.harmless(documents, random.Random(1))):
        assert len(made) >= mutations.ENOUGH
        assert {one.group[0] for one in made} >= {*FORMS, "handbook.yaml", "references.yaml"}


def test_a_fault_that_nobody_finds_is_seen() -> None:
    """What is judged: found at all, once, and at its place."""
    documents, _ = load(mutations.ROOT)
    fault = next(one for one in mutations.planted(documents, random.Random(1)) if one.what == "a misspelt field")
    said = mutations.said_of(documents, fault)
    before = Counter(map(concise, mutations.found_in(documents)))
    assert mutations.missed(fault, said, before) == ""
    assert mutations.missed(fault, (), before) == "is not found"
    assert mutations.missed(fault, (*said, *said), before) == "is reported more than once"
    moved = mutations.Mutation(fault.what, fault.group, fault.document, fault.text, fault.line, fault.column + 1)
    assert mutations.missed(moved, said, before) == "is reported at another place"
