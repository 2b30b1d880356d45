"""What is written on the stride."""

from collections.abc import Sequence
from typing import NamedTuple


class Label(NamedTuple):
    """A label: the movement (slug), the phase it is shown at (from 1) and the joint (`right hip`) it points to."""

    movement: str
    pose: int
    joint: str


class Legend(NamedTuple):
    """What is written on the stride: its title, the name of each phase, and the labels."""

    title: str
    names: Sequence[str]
    labels: Sequence[Label]
