"""The picture of a shared page, made. The only module that knows Pillow, which makes it small.

A drawing of few colours needs a quarter of the bytes with a palette.
"""

from io import BytesIO

from PIL import Image

from handbook.outputs.sharing import Share
from handbook.typesetting import png

COLOURS = 64


def postcard(one: Share) -> bytes:
    """The picture as PNG. Pure."""
    said = {"figure": one.figure, "title": one.title, "site": one.site, "language": one.language}
    full = Image.open(BytesIO(png(one.template, said))).convert("RGB")
    small = BytesIO()
    full.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(small, "PNG")
    return small.getvalue()
