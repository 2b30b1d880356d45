"""The handbook in content/, read once for all tests that cannot take a fixture."""

from functools import cache
from pathlib import Path

from handbook.handbook import Handbook
from handbooks import check

ROOT = Path(__file__).parents[1]


@cache
def handbook() -> Handbook:
    """The handbook that the content makes."""
    return check(ROOT).handbook
