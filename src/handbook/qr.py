"""QR codes: an address in, a drawing out."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

import segno

MASK = 2
"""Of the standard's eight masks the one that suits our addresses best, by its own count of what may confuse a reader
(ISO/IEC 18004, 7.8.3). To try all eight for each code takes five times as long and gains a twentieth."""


@lru_cache(maxsize=4096)
def svg(address: str) -> str:
    """A QR code (error correction M, no quiet zone) as an SVG without a size of its own: one black path.

    The caller leaves at least four modules of white around it. Raises ValueError for more than a code can hold,
    about 2,300 bytes.
    """
    rows = segno.make(address, error="m", micro=False, boost_error=False, mask=MASK).matrix
    side = len(rows)
    path = "".join(f"M{x} {y}.5h{long}" for y, row in enumerate(rows) for x, long in _runs(row))
    view = f'viewBox="0 0 {side} {side}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view}><path stroke="#000" d="{path}"/></svg>'


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    at = 0
    for dark, run in groupby(row):
        long = len(tuple(run))
        if dark:
            yield at, long
        at += long
