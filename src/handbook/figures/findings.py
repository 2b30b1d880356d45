"""What is wrong with a figure, as values for the coach who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]

RULES = {
    "figure-unknown": ("error", "A figure names only poses, joints, contacts and props that exist."),
    "figure-value": ("error", "Every value in a figure has the form and the range its key asks for."),
    "figure-joint-limit": ("error", "No joint goes beyond what a trained adult can do."),
    "figure-contradiction": ("error", "What a pose asks for can be true at the same time."),
    "figure-contact-missed": ("error", "Every part touches what the pose says it touches, within 1 cm."),
    "figure-slides": ("warning", "Feet and hands that stay in place between poses do not move."),
    "figure-below-floor": ("error", "No part of the body is more than 1.5 cm below the floor."),
    "figure-off-balance": ("warning", "The weight of body and load stays over what carries it."),
    "figure-hand-off-bar": ("error", "A hand on a bar holds the bar."),
    "figure-bar-path": ("warning", "A bar held in the hands stays within 5 cm of mid-foot."),
    "figure-overridden": ("warning", "An angle that is asked for is drawn, within 10 degrees."),
    "figure-through-body": ("warning", "Hands and forearms do not go through the head or the trunk."),
    "figure-through-wall": ("warning", "No part of the body is more than 3 cm inside a wall."),
    "figure-repeats": ("warning", "Each pose differs from the one before it."),
    "figure-unused-prop": ("warning", "Every prop is touched, held or fastened to in some pose."),
    "figure-unsolved": ("warning", "The pose can be worked out within the steps allowed."),
}
"""Rule to its severity and one line of explanation."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: where in the figure's data (a key or an index each), which rule, the fact, and the way out."""

    where: Path
    rule: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> str:
        """Say `error` (the figure is left out) or `warning` (it is drawn)."""
        return RULES[self.rule][0]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Hint at the nearest known word, or say nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


def failed(findings: Iterable[Finding]) -> bool:
    """Say whether any finding is an error."""
    return any(finding.severity == "error" for finding in findings)
