"""QR codes: an address in, a drawing out."""

from functools import lru_cache
from io import BytesIO

import segno


@lru_cache(maxsize=4096)
def svg(address: str) -> str:
    """A QR code (error correction M, no quiet zone) as an SVG without a size of its own: one black path.

    Pure, and remembered: to choose the best of eight masks takes 7 ms, and one page's code stands on many papers.
    The caller leaves at least four modules of white around it. Raises ValueError for more than a code can hold,
    about 2,300 bytes.
    """
    out = BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return out.getvalue().decode()
