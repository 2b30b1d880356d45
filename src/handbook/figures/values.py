"""Read plain values (dict, list and str) of a figure: names among known ones, and numbers within a range."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from handbook.figures.findings import Finding, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.figures.findings import Path

Data = str | list["Data"] | dict[str, "Data"]
"""A plain value: text, a list, or a mapping."""
LONGEST, MOST_KEYS, _SHOWN = 60, 40, 12
"""Letters of a value that a message repeats, keys that are read in one place, and known names that a hint lists."""


def plain(word: str) -> str:
    """Make spellings equal: `Half_kneeling`, `half-kneeling` and `half kneeling` are one name."""
    return " ".join(word.replace("_", " ").replace("-", " ").lower().split())


def match(word: object, known: Iterable[str]) -> str | None:
    """Give the known name that a word spells, or None."""
    if not isinstance(word, str):
        return None
    return next((name for name in known if plain(name) == plain(word)), None)


def short(value: object) -> str:
    """Repeat a value in a message, cut where it is long."""
    text = value if isinstance(value, str) else type(value).__name__.replace("dict", "a mapping")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _way_out(value: object, known: tuple[str, ...]) -> str:
    """Hint at the nearest known word; where none is near, at the first of them."""
    more = ", …" if len(known) > _SHOWN else ""
    return did_you_mean(plain(short(value)), known) or f"one of {', '.join(k for k in known[:_SHOWN] if k)}{more}"


def read_keys(
    data: Mapping[object, object], known: Iterable[str], where: Path, found: list[Finding]
) -> dict[str, object]:
    """Keep the known keys under their proper names; report the others."""
    known = tuple(known)
    kept: dict[str, object] = {}
    for key, value in list(data.items())[:MOST_KEYS]:
        name = match(key, known)
        if name is None:
            hint = _way_out(key, known)
            message = f"a figure has no `{short(key)}` here"
            found.append(Finding((*where, str(key)), "figure-unknown", message, hint))
        elif name in kept:
            found.append(Finding((*where, str(key)), "figure-contradiction", f"`{name}` is written twice"))
        else:
            kept[name] = value
    if len(data) > MOST_KEYS:
        found.append(Finding(where, "figure-value", f"more than {MOST_KEYS} keys in one place"))
    return kept


def read_word(value: object, known: Iterable[str], where: Path, what: str, found: list[Finding]) -> str | None:
    """Read one of the known words."""
    known = tuple(known)
    name = match(value, known)
    if name is None:
        hint = _way_out(value, known)
        found.append(Finding(where, "figure-unknown", f"there is no {what} `{short(value)}`", hint))
    return name


def read_number(value: object, least: float, greatest: float, where: Path, found: list[Finding]) -> float | None:
    """Read a finite number within its range."""
    try:
        number = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        number = math.nan
    if math.isfinite(number) and least <= number <= greatest:
        return number
    message = f"`{short(value)}` is not a number from {least:g} to {greatest:g}"
    found.append(Finding(where, "figure-value", message))
    return None


def spelling(data: Mapping[object, object], name: str) -> str:
    """Give the key as the author spelt it, to find the place in the file."""
    return next((str(key) for key in data if match(key, (name,))), name)
