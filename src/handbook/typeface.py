"""The typeface of the sheets, read for two questions: which characters it has, and how wide a text is.

Enters: the Barlow fonts as they lie in their packages. Leaves: widths in mm, and files for whoever prints. Widths are
sums of advance widths (OpenType 1.9, tables `cmap`, `hmtx`, `head`, `hhea`) without kerning, which only narrows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from struct import unpack_from

import fontpkg_barlow_condensed  # type: ignore[import-untyped]
import fontpkg_barlow_semi_condensed  # type: ignore[import-untyped]

FOLDERS: tuple[Path, ...] = (
    Path(fontpkg_barlow_condensed.ROOT, "files"),
    Path(fontpkg_barlow_semi_condensed.ROOT, "files"),
)
FILES: Mapping[str, Path] = {
    f"{stem}.ttf": folder / f"{stem}.ttf"
    for folder, stem in (
        (FOLDERS[0], "BarlowCondensed-Bold"),
        (FOLDERS[1], "BarlowSemiCondensed-Regular"),
        (FOLDERS[1], "BarlowSemiCondensed-SemiBold"),
    )
}
"""The three faces that the site and its sheets use, by file name."""

ELSEWHERE = 0.65
"""Width in em that is set aside for a character which another font must lend."""

_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Style:
    """A face, by the stem of its file's name, at a size in points with the distance of its lines in mm."""

    face: str
    size: float
    line: float


NAME = Style("BarlowCondensed-Bold", 11, 4.1)
TITLE = Style("BarlowCondensed-Bold", 19, 7)
WORKOUT = Style("BarlowCondensed-Bold", 15, 6)
AMOUNT = Style("BarlowCondensed-Bold", 10.5, 4)
TEXT = Style("BarlowSemiCondensed-Regular", 7.6, 3.1)
LABEL = Style("BarlowSemiCondensed-SemiBold", 7.6, 3.1)
SMALL = Style("BarlowSemiCondensed-Regular", 7.2, 2.95)


class _Advances(dict[str, float]):
    """Advance widths in em by character; what a face lacks is `ELSEWHERE` wide, and still not in it."""

    def __missing__(self, character: str) -> float:
        return ELSEWHERE


@cache
def _advances(face: str) -> _Advances:
    """Advance widths in em of every character that a face has."""
    data = FILES[f"{face}.ttf"].read_bytes()
    tables = {data[at : at + 4]: unpack_from(">I", data, at + 8)[0] for at in _table_records(data)}
    (em,) = unpack_from(">H", data, tables[b"head"] + 18)
    (wide,) = unpack_from(">H", data, tables[b"hhea"] + 34)
    metrics = tables[b"hmtx"]
    return _Advances(
        (chr(code), unpack_from(">H", data, metrics + 4 * min(glyph, wide - 1))[0] / em)
        for code, glyph in _glyphs(data, tables[b"cmap"])
        if glyph
    )


def _table_records(data: bytes) -> range:
    (count,) = unpack_from(">H", data, 4)
    return range(12, 12 + 16 * count, 16)


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Code points and glyph numbers of the first subtable, which in these fonts is of format 4."""
    (offset,) = unpack_from(">I", data, cmap + 8)
    start = cmap + offset
    (doubled,) = unpack_from(">H", data, start + 6)
    ends = start + 14
    for place in range(0, doubled, 2):
        (last,) = unpack_from(">H", data, ends + place)
        first, delta, shift = (unpack_from(">H", data, ends + 2 + doubled * k + place)[0] for k in (1, 2, 3))
        at = ends + 2 + doubled * 3 + place
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = unpack_from(">H", data, at + shift + 2 * (code - first))[0] if shift else code
            yield code, (glyph + delta) & 0xFFFF if glyph else 0


def covers(character: str) -> bool:
    """Whether the sheets' own faces have this character."""
    return all(character in _advances(name.removesuffix(".ttf")) for name in FILES)


def width(text: str, style: Style) -> float:
    """Width of a text in mm, set on one line."""
    return _ems(text, style.face) * style.size * _MM


@lru_cache(maxsize=2**16)
def _ems(text: str, face: str) -> float:
    """Width in em. Remembered: the words of a handbook are few, and each stands on many papers."""
    return sum(map(_advances(face).__getitem__, text))
