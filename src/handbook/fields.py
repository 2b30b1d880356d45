"""The forms of single values in front matter: slugs that name entries, amounts, short texts.

Every scalar arrives as the text that the author wrote (see `frontmatter`); here it gets its type. A fault is a
ValueError whose sentence the author reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from handbook.quantities import Quantity, read

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Location = tuple[str | int, ...]


class Slug(str):
    """The name of another entry: its file's name without folder and ending. Subclasses say of which kind."""

    __slots__ = ()
    folder: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Whether an entry of this name exists is asked in `link`, which knows the nearest one.
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1))


class ExerciseName(Slug):
    """Names an exercise."""

    folder = "exercises"


class MovementName(Slug):
    """Names a movement."""

    folder = "movements"


class MuscleName(Slug):
    """Names a muscle, which is also a region of the body map."""

    folder = "muscles"


class EquipmentName(Slug):
    """Names a piece of equipment."""

    folder = "equipment"


class LadderName(Slug):
    """Names a ladder."""

    folder = "ladders"


class ProgramName(Slug):
    """Names a program."""

    folder = "programs"


class ReferenceName(Slug):
    """Names a work in references.yaml."""

    folder = "references"


class Model(BaseModel):
    """What front matter is read into: closed, frozen, with lists as tuples."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def __getstate__(self) -> tuple[Any, ...]:  # type: ignore[override]
        """What `pickle` keeps: the fields' values in their order, without their names."""
        return tuple(map(self.__dict__.__getitem__, _attributes(type(self))))

    def __setstate__(self, state: tuple[Any, ...]) -> None:  # type: ignore[override]
        """The fields' values again."""
        keep = object.__setattr__
        keep(self, "__dict__", dict(zip(_attributes(type(self)), state, strict=True)))
        keep(self, "__pydantic_fields_set__", set(self.__dict__))
        keep(self, "__pydantic_extra__", None)
        keep(self, "__pydantic_private__", None)


@cache
def _attributes(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def amount(*units: str, least: float = 0, most: float = 10_000) -> BeforeValidator:
    """Read a text as an amount in one of `units`, from `least` to `most`."""

    def parse(value: object) -> Quantity:
        if isinstance(value, Quantity):
            return value
        if not isinstance(value, str):
            raise ValueError("an amount is one value, not a list or a group of fields")  # noqa: TRY004 - pydantic reports ValueError
        return read(value, units, least=least, most=most)

    return BeforeValidator(parse)


def _day(value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"`{value}` is not a date; write it like `2026-11-23`") from None


def listed(value: object) -> object:
    """One text where a list is wanted, as a list of one; anything else as it came."""
    return [value] if isinstance(value, str) and value else value


_AMOUNT = WithJsonSchema({"type": ["string", "number"]})
Count = Annotated[Quantity, amount("", least=1, most=100), _AMOUNT]
Reps = Annotated[Quantity, amount("", "max", least=1, most=500), _AMOUNT]
Hold = Annotated[Quantity, amount("s", "min", "max", least=1, most=3600), _AMOUNT]
Distance = Annotated[Quantity, amount("m", least=1, most=10_000), _AMOUNT]
Rest = Annotated[Quantity, amount("s", "min", least=0, most=1800), _AMOUNT]
Weeks = Annotated[Quantity, amount("", least=1, most=104), _AMOUNT]
Step = Annotated[Quantity, amount("%", "kg", "lb", "s", "", least=0, most=100), _AMOUNT]
Weight = Annotated[Quantity, amount("kg", "lb", least=0, most=100), _AMOUNT]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, Field(min_length=1)]
Tempo = Annotated[str, Field(pattern=r"^[\dX](-?[\dX]){2,3}$")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]


class Worked(Model):
    """What is worked first and what helps."""

    primary: Annotated[tuple[MuscleName, ...], BeforeValidator(listed)] = Field(
        min_length=1, description="The muscles that do most of the work."
    )
    secondary: Annotated[tuple[MuscleName, ...], BeforeValidator(listed)] = Field(
        (), description="The muscles that help or hold; they count half in a program's sets."
    )

    @property
    def all(self) -> tuple[MuscleName, ...]:
        """Primary, then secondary."""
        return self.primary + self.secondary


class Trained(Model):
    """Which movements are trained first and which beside."""

    primary: Annotated[tuple[MovementName, ...], BeforeValidator(listed)] = Field(
        min_length=1, description="The movements that the exercise is done for."
    )
    secondary: Annotated[tuple[MovementName, ...], BeforeValidator(listed)] = Field(
        (), description="Movements trained beside; they count half in a program's sets."
    )

    @property
    def all(self) -> tuple[MovementName, ...]:
        """Primary, then secondary."""
        return self.primary + self.secondary


Named = tuple[Location, Slug]
"""A name and where it stands."""


def names(value: object, at: Location = ()) -> Iterator[Named]:
    """Every slug inside a model's value, with its location: fields as authors write them, list positions."""
    for place, inner in _inner(value):
        kind: type = type(inner)
        if _is_name(kind):
            yield (*at, place), inner
        elif _holds(kind):
            yield from names(inner, (*at, place))


def _inner(value: Any) -> Iterable[tuple[str | int, Any]]:
    """What a value is made of, each with its place."""
    if isinstance(value, tuple):
        return enumerate(value)
    if isinstance(value, BaseModel):
        return [(name, value.__dict__[field]) for field, name in _written(type(value))]
    return value.items() if isinstance(value, Mapping) else ()


@cache
def _is_name(kind: type) -> bool:
    return issubclass(kind, Slug)


@cache
def _holds(kind: type) -> bool:
    return issubclass(kind, BaseModel | tuple | Mapping)


@cache
def _written(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, each with its name as authors write it."""
    return tuple((field, info.alias or field) for field, info in model.model_fields.items())
