"""Amounts as coaches write them: `8-12`, `30 s`, `2-3 min`, `max`, `2-5 %`, `2.5 kg`."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*[-\u2013]\s*(\d+(?:[.,]\d+)?))?\s*([a-z%]*)", re.ASCII)
_UNITS = {"sec": "s", "secs": "s", "seconds": "s", "mins": "min", "minutes": "min", "metres": "m", "reps": ""}
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)
MOST = "max"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount from `low` to `high` (equal where one number is said) in `unit`.

    Units: empty for a count (sets, reps, weeks), `s`, `min`, `m`, `kg`, `lb`, `%`, or `max` for as much as can be
    done well, where both numbers are 0.
    """

    low: float
    high: float
    unit: str = ""

    def __str__(self) -> str:
        """As it is shown: an en dash between the ends, a space before the unit."""
        if self.unit == MOST:
            return MOST
        ends = f"{self.low:g}" if self.low == self.high else f"{self.low:g}\u2013{self.high:g}"
        return f"{ends} {self.unit}".rstrip()

    @property
    def seconds(self) -> tuple[float, float]:
        """Both ends in seconds; only for `s` and `min`."""
        factor = 60 if self.unit == "min" else 1
        return self.low * factor, self.high * factor


def read(text: str, units: tuple[str, ...], *, least: float = 0, most: float = 10_000) -> Quantity:
    """Read `text` as an amount in one of `units` (empty for a plain count, `max` where that may be said).

    Raises ValueError with a sentence for the author when it is none, runs backwards or leaves `least` to `most`.
    """
    said = text.strip().lower()
    if said == MOST and MOST in units:
        return Quantity(0, 0, MOST)
    low, high, unit = _clock(said) if "s" in units and _CLOCK.fullmatch(said) else _parts(said, text, units)
    if low > high:
        raise ValueError(f"`{text}` runs backwards; write the smaller number first")
    if not least <= low <= high <= most:
        raise ValueError(f"`{text}` is outside {least:g} to {most:g}")
    return Quantity(low, high, unit)


def turned(text: str) -> str:
    """A range that runs backwards, the right way round: `8-12` for `12-8`; empty for anything else."""
    found = re.fullmatch(r"(\s*)([\d.,]+)(\s*[-\u2013]\s*)([\d.,]+)(\D*)", text)
    if found is None:
        return ""
    try:
        backwards = float(found[2].replace(",", ".")) > float(found[4].replace(",", "."))
    except ValueError:
        return ""
    return f"{found[1]}{found[4]}{found[3]}{found[2]}{found[5]}" if backwards else ""


def _clock(said: str) -> tuple[float, float, str]:
    minutes, seconds = map(int, said.split(":"))
    return minutes * 60 + seconds, minutes * 60 + seconds, "s"


def _parts(said: str, text: str, units: tuple[str, ...]) -> tuple[float, float, str]:
    found = _FORM.fullmatch(said)
    if found is None:
        raise ValueError(f"`{text}` is not an amount; write it like {_example(units)}")
    low, high = (float(part.replace(",", ".")) for part in (found[1], found[2] or found[1]))
    unit = _UNITS.get(found[3], found[3])
    if unit not in units:
        raise ValueError(f"`{text}` has {_unit_fault(unit)}; write it like {_example(units)}")
    return low, high, unit


def _unit_fault(unit: str) -> str:
    return f"the unit `{unit}`" if unit else "no unit"


def _example(units: tuple[str, ...]) -> str:
    examples = {"": "`8` or `6-8`", "s": "`30 s`", "min": "`2-3 min`", "m": "`20 m`", "%": "`2-5 %`", "kg": "`2.5 kg`"}
    return " or ".join(examples.get(unit, f"`{unit}`") for unit in units if unit != "lb")
