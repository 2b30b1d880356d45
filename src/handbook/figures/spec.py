"""A figure as its author means it: props and poses, every name known, every default filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.findings import Path

VIEWS = ("side", "front", "above", "quarter", "back")
SIZE_LIMIT = 4
"""A strip of more poses than this does not fit a phone."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop: its kind, where it is (`hands`, or nothing), its sizes in cm and its further choices."""

    kind: str
    at: str
    sizes: Mapping[str, float]
    choices: Mapping[str, str]
    where: Path


@dataclass(frozen=True, slots=True)
class Contact:
    """One part on one surface: `right foot` on `floor`.

    `named`: written by the author, not brought by the base.
    """

    part: str
    surface: str
    named: bool
    where: Path


@dataclass(frozen=True, slots=True)
class Pose:
    """A key pose.

    `angles` are what the author asks for (degrees, by `skeleton.DOFS`), `asked` where each was written.
    `base` brings the others. `steps` are the parts that may come down in a new place. `air` is the height of
    a jump and `shift` its distance (cm); `stance` the distance between the feet (cm, None: hip-wide).
    `places` says where props are in this pose; `balance` is False where something else holds the body.
    """

    base: str
    contacts: tuple[Contact, ...]
    where: Path
    angles: Mapping[str, float] = field(default_factory=dict)
    asked: Mapping[str, Path] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    air: float | None = None
    shift: float = 0.0
    stance: float | None = None
    balance: bool = True
    hands_at: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole figure.

    `arc` names the joint (by `skeleton.DOFS`) whose movement a movement's picture shows, or nothing.
    """

    view: str
    props: tuple[Prop, ...]
    poses: tuple[Pose, ...]
    arc: str = ""

    def prop(self, kind: str) -> Prop | None:
        """Give the prop of a kind, if there is one."""
        return next((prop for prop in self.props if prop.kind == kind), None)
