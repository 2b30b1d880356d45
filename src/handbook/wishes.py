"""What a figure is drawn from and what comes of it: light values, so that who only remembers one loads no engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handbook.figures.findings import Finding
from handbook.figures.labels import Label

STRIDE = "stride_plain"
"""The name among the inline pictures of the stride without labels, a file of its own to draw from."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that a figure depends on: its pose data as plain values, its title, and how it is drawn.

    An exercise is drawn with the muscles to tint, a joint `action` as from and to, the stride with its `running` words.
    """

    data: Any
    title: str
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    action: bool = False
    running: "Running | None" = None


@dataclass(frozen=True, slots=True)
class Running:
    """What is written on the stride: the phases' names, the labels, and the movements' titles and addresses by slug."""

    names: tuple[str, ...]
    labels: tuple[Label, ...]
    movements: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn figure: SVG texts by name, the poses in words, and what the checks found."""

    files: Mapping[str, str]
    words: str
    findings: tuple[Finding, ...]
