"""A paper on its way to print, and back: light values, so that who only remembers a paper loads no typesetter."""

import json
import re
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

STAND_IN = "□"
"""Printed for a character that no font at hand has: a reader sees that something is missing, and where."""

_PAGE = re.compile(rb"/Type\s*/Page(?!s)\b")


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to print: the template's file, what the templates say, and what they are to show, as JSON.

    The text of the templates is there so that another text is another order.
    """

    template: Path
    text: str
    shown: str
    paper: str
    day: date


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, or None where the template failed, with the `failure` in a sentence; and the signs that no face has."""

    pdf: bytes | None
    lacking: tuple[str, ...] = ()
    failure: str = ""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in sentences for whoever wrote the texts."""
        return (*map(unprintable, self.lacking), *((self.failure,) if self.failure else ()))

    @property
    def pages(self) -> int:
        """How many pages it has, counted by their objects, which Typst leaves uncompressed."""
        return len(_PAGE.findall(self.pdf or b""))


def unprintable(sign: str) -> str:
    """What is wrong with a sign that no face at hand has: a character, with the marks that belong to it."""
    names = " + ".join(unicodedata.name(one, f"U+{ord(one):04X}").lower() for one in sign)
    return f"the sheets' fonts have no `{sign}` ({names}); `{STAND_IN}` is printed in its place"


def spelt(value: object) -> str:
    """A paper's value as JSON: what its template may show, and what tells it from any other."""
    return json.dumps(value, ensure_ascii=False, default=_inner)


def _inner(value: Any) -> dict[str, Any]:
    if not is_dataclass(value):
        raise TypeError(f"a paper cannot show a {type(value).__name__}")
    return {field.name: getattr(value, field.name) for field in fields(value)}
