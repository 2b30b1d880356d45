"""What each field of an entry looks like, read from the schema: docs, editors' schemas, the API and scaffolds agree.

A shape is a value; whoever needs another face of the schema folds over it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from inspect import getclosurevars
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from handbook.fields import Model, Slug
from handbook.quantities import Quantity
from handbook.schema import Dose, Slot, StandIn, Variant


@dataclass(frozen=True, slots=True)
class Text:
    """One text, perhaps of a pattern (a regular expression)."""

    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range in one of `units` (empty for a count, `max` where that may be said), within its bounds."""

    units: tuple[str, ...]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Day:
    """A date, `2026-11-23`."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within its bounds, None where there is none."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an entry in `folder`, or the key of a work where that is `references`."""

    folder: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of `least` to `most` items; `lone` is whether a single text may stand for a list of one."""

    item: "Shape"
    least: int
    most: int | None
    lone: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """Values under names that the author chooses."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields with names of their own."""

    model: type[Model]


@dataclass(frozen=True, slots=True)
class Anything:
    """A value with rules of its own, kept elsewhere."""


ONE_OF: dict[type[Model], tuple[tuple[str, ...], ...]] = {
    Dose: (("reps", "hold", "distance"),),
    Slot: (("exercise", "ladder"), ("reps", "hold", "distance")),
    Variant: (("exercise", "change"),),
    StandIn: (("equipment", "thing"),),
}
"""Fields of which a group has exactly one. The models check it; here it is said as data."""

Shape = Text | Amount | Day | Truth | Whole | Name | Choice | Many | Keyed | Group | Anything


@dataclass(frozen=True, slots=True)
class Field:
    """A field as its author writes it: its name in the file, what it holds, whether it must be there, what it is for.

    `attribute` is its name in the model; `default` is what holds where it is left out, None for nothing.
    """

    name: str
    attribute: str
    shape: Shape
    needed: bool
    default: Any
    description: str


@cache
def fields(model: type[Model]) -> tuple[Field, ...]:
    """The fields of a group, in the order in which they are declared."""
    return tuple(
        Field(
            name=info.alias or attribute,
            attribute=attribute,
            shape=_shape(info.annotation, tuple(_flat(info.metadata))),
            needed=info.is_required(),
            default=None if info.is_required() else info.default,
            description=info.description or "",
        )
        for attribute, info in model.model_fields.items()
    )


def _flat(marks: Any) -> Iterator[Any]:
    """The marks on a type, those inside `Field(…)` among them."""
    for mark in marks:
        yield mark
        yield from _flat(getattr(mark, "metadata", ()))


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inner[0], (*marks, *_flat(inner[1:])))
    if origin in {Union, UnionType}:
        return _shape(next(one for one in inner if one is not NoneType), marks)
    if origin is Literal:
        return Choice(inner)
    if origin is tuple:
        return Many(_shape(inner[0]), _mark(marks, "min_length") or 0, _mark(marks, "max_length"), _lone(marks))
    if origin is not None and issubclass(origin, Mapping):
        return Keyed(_shape(inner[1]))
    return _plain(annotation, marks)


def _plain(kind: Any, marks: tuple[Any, ...]) -> Shape:  # noqa: PLR0911 - a line for each kind
    if kind is Any:
        return Anything()
    if kind is Quantity:
        return _amount(marks)
    if kind is bool:
        return Truth()
    if kind is int:
        return Whole(_mark(marks, "ge"), _mark(marks, "le"))
    if issubclass(kind, date):
        return Day()
    if issubclass(kind, Slug):
        return Name(kind.folder)
    if issubclass(kind, StrEnum):
        return Choice(tuple(map(str, kind)))
    if issubclass(kind, Model):
        return Group(kind)
    return Text(_mark(marks, "pattern") or "")


def _mark(marks: tuple[Any, ...], name: str) -> Any:
    return next((found for mark in marks if (found := getattr(mark, name, None)) is not None), None)


def _amount(marks: tuple[Any, ...]) -> Amount:
    """The bounds that `fields.amount` holds its reader to."""
    bound = getclosurevars(_mark(marks, "func")).nonlocals
    return Amount(bound["units"], bound["least"], bound["most"])


def _lone(marks: tuple[Any, ...]) -> bool:
    """Whether the list's reader makes a list of one text: tried, so that it cannot be said otherwise here."""
    reader = _mark(marks, "func")
    return reader is not None and reader("text") == ["text"]
