"""The arithmetic of loads: one table that Python and JavaScript both pass, and what holds for every load."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import astuple, is_dataclass
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook import loads
from handbook.loads import BARS, PLATES, SMALLEST, Formula, Unit

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "cases-loads.json"
CASES: list[tuple[str, list[Any], Any]] = json.loads(TABLE.read_text("utf-8"))
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "oneRepMax": loads.one_rep_max,
    "workingLoad": loads.working_load,
    "rounded": loads.rounded,
    "converted": loads.converted,
    "progress": loads.progress,
    "warmUp": loads.warm_up,
    "plates": loads.plates,
}
LOADS = st.integers(1, 4000).map(lambda quarter: quarter / 4)
FORMULAS = st.sampled_from(("epley", "brzycki"))


def plain(value: Any) -> Any:
    """A result as JSON would write it."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(astuple(value))
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


@pytest.mark.parametrize("case", CASES, ids=[f"{name}{given}" for name, given, _ in CASES])
def test_python_passes_the_table(case: tuple[str, list[Any], Any]) -> None:
    """Each case gives what a coach with a pencil would write."""
    name, given, expected = case
    assert plain(FUNCTIONS[name](*given)) == expected


@pytest.mark.skipif(
    shutil.which("node") is None, reason="the arithmetic of the page is JavaScript and there is no Node"
)
def test_javascript_passes_the_same_table() -> None:
    """The script that pages load reckons every case alike."""
    command = ["node", str(ROOT / "tests" / "loads.js"), str(ROOT / "templates" / "assets" / "loads.js"), str(TABLE)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert found == [expected for _, _, expected in CASES]


def test_the_table_has_cases_for_every_function() -> None:
    """No function is left to chance."""
    assert {name for name, _, _ in CASES} == FUNCTIONS.keys()


@given(LOADS, st.integers(1, 30), FORMULAS)
def test_a_load_comes_back_from_its_maximum(load: float, reps: int, formula: Formula) -> None:
    """The formulas turned round lead back to where they began, and a maximum is never less than a load."""
    best = loads.one_rep_max(load, reps, formula)
    assert best >= load
    assert isclose(loads.working_load(best, reps, formula), load, abs_tol=0.002)


@given(LOADS, st.sampled_from((0.5, 1, 1.25, 2.5, 5)))
def test_rounding_is_near_and_can_be_loaded(load: float, step: float) -> None:
    """A rounded load is a whole number of steps, at most half a step away unless it would be none."""
    found = loads.rounded(load, step)
    assert isclose(found / step, round(found / step), abs_tol=1e-6)
    assert abs(found - load) <= step / 2 + 1e-6 or found == step
    assert loads.rounded(found, step) == found


@given(
    LOADS, st.lists(st.tuples(st.integers(1, 8), st.integers(0, 6)), max_size=12), st.sampled_from(("load", "double"))
)
def test_progress_never_goes_back(load: float, weeks: list[tuple[int, int]], rule: loads.Rule) -> None:
    """Week after week the load stays or grows, and reps stay within what the week asks for."""
    reps = [(low, low + more) for low, more in weeks]
    found = loads.progress(load, reps, rule, (2, True), 2.5)
    assert len(found) == len(reps)
    assert [one.load for one in found] == sorted(one.load for one in found)
    assert all(low <= one.reps <= high for one, (low, high) in zip(found, reps, strict=True))


@given(LOADS, st.sampled_from(("kg", "lb")))
def test_warm_up_sets_rise_below_the_working_load(load: float, unit: Unit) -> None:
    """Each lighter set is lighter than the next, none is lighter than the bar."""
    found = [one.load for one in loads.warm_up(load, BARS[unit], SMALLEST[unit] * 2)]
    assert found == sorted(set(found))
    assert all(BARS[unit] <= one < load for one in found)


@given(LOADS, st.sampled_from(("kg", "lb")))
def test_plates_add_up(load: float, unit: Unit) -> None:
    """Bar, plates of both sides and the rest are the load; what can be rounded to the plates leaves no rest."""
    found, rest = loads.plates(load, BARS[unit], PLATES[unit])
    assert isclose(BARS[unit] + 2 * sum(found) + rest, load, abs_tol=1e-6)
    assert list(found) == sorted(found, reverse=True)
    even = BARS[unit] + loads.rounded(load, SMALLEST[unit] * 2)
    assert loads.plates(even, BARS[unit], [one for one in PLATES[unit] if one >= SMALLEST[unit]])[1] == 0


@given(LOADS)
def test_units_come_back(load: float) -> None:
    """A load in the other unit and back is the load."""
    assert isclose(loads.converted(loads.converted(load, "kg", "lb"), "lb", "kg"), load, abs_tol=0.002)
