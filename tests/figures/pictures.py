"""What tests ask of a drawing: its elements, its pixels."""

import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import resvg_py

SVG = "{http://www.w3.org/2000/svg}"
STYLE_SHEET = Path(__file__).parents[2] / "templates" / "assets" / "style.css"


def parse(text: str) -> ET.Element:
    """Read our own SVG; a drawing that is no XML fails the test here."""
    return ET.fromstring(text)  # noqa: S314 - it is the text under test, not a stranger's


def words(text: str, tag: str) -> str:
    """Return the text of the first child of the root with a tag, or nothing."""
    found = parse(text).find(f"{SVG}{tag}")
    return (found.text or "") if found is not None else ""


def style(text: str) -> str:
    """Return the drawing's own style sheet."""
    found = re.search(r"<style>(.*?)</style>", text)
    return found.group(1) if found else ""


def picture(svg: str, width: int) -> bytes:
    """Render a drawing on white at a width in pixels; return the PNG file."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background="white"))


def _unfilter(kind: int, line: bytearray, above: bytes) -> None:
    """Undo a PNG line filter (RFC 2083, section 6) for four bytes a pixel."""
    for i in range(len(line)):
        left, up, corner = (line[i - 4] if i > 3 else 0), above[i], (above[i - 4] if i > 3 else 0)
        guess = left + up - corner
        near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
        line[i] = (line[i] + (0, left, up, (left + up) // 2, near[2])[kind]) % 256


def grey(svg: str, width: int) -> list[list[float]]:
    """Render a drawing on white at a width in pixels; return the luminance (0 to 255) row by row."""
    png = picture(svg, width)
    data, place, height = b"", 8, struct.unpack(">I", png[20:24])[0]
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, stride, above, rows = zlib.decompress(data), 4 * width + 1, bytes(4 * width), []
    for row in range(height):
        line = bytearray(raw[row * stride + 1 : (row + 1) * stride])
        _unfilter(raw[row * stride], line, above)
        above = bytes(line)
        rows.append([0.2126 * line[i] + 0.7152 * line[i + 1] + 0.0722 * line[i + 2] for i in range(0, 4 * width, 4)])
    return rows


def mean_grey(svg: str, width: int) -> float:
    """Return the mean luminance of a whole drawing on white."""
    rows = grey(svg, width)
    return sum(map(sum, rows)) / sum(map(len, rows))
