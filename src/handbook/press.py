"""A paper on its way to print, and back: light values, so that who only remembers a paper loads no typesetter."""

import json
import re
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

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
    """A PDF, or None where the template failed; and what is wrong, in sentences for whoever wrote the texts."""

    pdf: bytes | None
    faults: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it has, counted by their objects, which Typst leaves uncompressed."""
        return len(_PAGE.findall(self.pdf or b""))


def spelt(value: object) -> str:
    """A paper's value as JSON: what its template may show, and what tells it from any other."""
    return json.dumps(value, ensure_ascii=False, default=_inner)


def _inner(value: Any) -> dict[str, Any]:
    if not is_dataclass(value):
        raise TypeError(f"a paper cannot show a {type(value).__name__}")
    return {field.name: getattr(value, field.name) for field in fields(value)}
