"""The site's own typeface, cut to what a handbook writes: the only importer of fontTools.

Enters: the characters that are needed. Leaves: WOFF2 files (W3C, WOFF File Format 2.0) of the Barlow fonts, which the
SIL Open Font License 1.1 allows to be cut and passed on. The same characters give the same bytes.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import fontpkg_barlow_condensed  # type: ignore[import-untyped]
import fontpkg_barlow_semi_condensed  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FACES: Mapping[str, Path] = {
    "BarlowCondensed-Bold": Path(fontpkg_barlow_condensed.ROOT, "files"),
    "BarlowCondensed-SemiBold": Path(fontpkg_barlow_condensed.ROOT, "files"),
    "BarlowSemiCondensed-Regular": Path(fontpkg_barlow_semi_condensed.ROOT, "files"),
    "BarlowSemiCondensed-SemiBold": Path(fontpkg_barlow_semi_condensed.ROOT, "files"),
}
"""The faces that pages and sheets use, and the folder of each one's file."""

_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum")


def fonts(needed: str) -> dict[str, bytes]:
    """Each face cut to the characters `needed`, as WOFF2 by its name; what a face does not have is left out."""
    return {name: _cut(folder / f"{name}.ttf", needed) for name, folder in FACES.items()}


def _cut(file: Path, needed: str) -> bytes:
    options = Options(flavor="woff2", hinting=False, layout_features=list(_FEATURES), name_IDs=[0, 1, 2, 13, 14])
    # Otherwise the time of cutting is written into the file.
    font = TTFont(file, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(text=needed)
    cutter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()
