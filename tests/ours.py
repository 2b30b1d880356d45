"""The handbook in content/, read once for all tests."""

from functools import cache
from pathlib import Path

from handbook import markdown
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import Documents, load
from handbook.validate import validate

ROOT = Path(__file__).parents[1]


@cache
def documents() -> Documents:
    """Every file of content/, split."""
    return load(ROOT)[0]


@cache
def handbook() -> Handbook:
    """The handbook that the content makes."""
    valid, _ = validate(documents(), markdown.parse)
    return link(valid, sound=True)[0]
