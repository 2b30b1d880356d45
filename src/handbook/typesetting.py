"""Print a value as PDF: a Typst template and data in, bytes out. The only module that knows Typst.

Data reach the template as JSON and are inserted as text, never as markup. The result depends on nothing but what is
handed in: no system fonts, no clock.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from handbook.fitting import BREAK
from handbook.press import STAND_IN, Printed
from handbook.typeface import FOLDERS, covers

STANDARD: Literal["ua-1"] = "ua-1"
_PROBE = b"""#set document(title: "probe")
#set text(font: "Barlow", lang: "en")
#json(bytes(sys.inputs.data))"""


def pdf(template: Path, data: Mapping[str, Any], *, paper: str, day: date) -> Printed:
    """Typeset `data` (JSON) with `template` as PDF/UA-1 on `paper` (`a4` or `letter`), dated `day`.

    The template finds the data in `sys.inputs.data` and the name of the paper in `sys.inputs.paper`. A character that
    cannot be printed is replaced by `STAND_IN` and reported; a fault of the template is returned, not raised.
    """
    missing: dict[str, None] = {}
    shown = _printable(data, missing)
    stamp = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    try:
        out = typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(shown, ensure_ascii=False), "paper": paper},
            pdf_standards=[STANDARD],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        said = " ".join(str(error).split())
        return Printed(None, tuple(missing), f"`{template.name}` cannot be typeset: {said}")
    return Printed(out, tuple(missing))


def lacking(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The signs of its `data` that `pdf` could not print, before anything is set."""
    missing: dict[str, None] = {}
    _printable(data, missing)
    return tuple(missing)


def png(template: Path, data: Mapping[str, Any]) -> bytes:
    """The first page that a template makes of `data` (JSON) as PNG, a pixel a point. `typst.TypstError` if it fails."""
    drawn = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=72,
    )
    return drawn if isinstance(drawn, bytes) else drawn[0]


def picture(svg: str, width: int) -> bytes:
    """An SVG of our own as PNG, `width` pixels wide, on white. `typst.TypstError` if it is no SVG."""
    page = (
        f"#set page(width: {width}pt, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    drawn = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": svg}, ignore_system_fonts=True)
    return drawn if isinstance(drawn, bytes) else drawn[0]


def page_pictures(printed: Printed, width: int) -> tuple[bytes, ...]:
    """The pages of a PDF as PNG, each `width` pixels wide, on white. `typst.TypstError` if it is no PDF."""
    if printed.pdf is None:
        return ()
    images = "".join(f'#image(pdf, format: "pdf", page: {n}, width: 100%)\n' for n in range(1, printed.pages + 1))
    page = (
        f"#set page(width: {width}pt, height: auto, margin: 0pt, fill: white)\n#set image(alt: none)\n"
        f"#show image: it => page(it)\n#let pdf = bytes(json(bytes(sys.inputs.pdf)))\n{images}"
    )
    data = json.dumps(list(printed.pdf))
    drawn: Any = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"pdf": data}, ignore_system_fonts=True)
    return (drawn,) if isinstance(drawn, bytes) else tuple(drawn)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(one) for one in FOLDERS]
    )


def _printable(value: Any, missing: dict[str, None]) -> Any:
    """The same data with every text printable; what had to be replaced is added to `missing`, in order."""
    match value:
        case str():
            return _text(value, missing)
        case Mapping():
            return {key: _printable(inner, missing) for key, inner in value.items()}
        case Sequence():
            return [_printable(inner, missing) for inner in value]
    return value


def _text(text: str, missing: dict[str, None]) -> str:
    if text.isascii() and text.isprintable():
        return text
    clusters = _clusters(unicodedata.normalize("NFC", text))
    lacking = [cluster for cluster in clusters if not _drawable(cluster)]
    shown = "".join(STAND_IN if cluster in lacking else cluster for cluster in clusters)
    missing.update(dict.fromkeys(lacking))
    if shown.strip(f" \u00a0{BREAK}") or not text:
        return shown
    missing[text] = None
    return STAND_IN


def _clusters(text: str) -> list[str]:
    """Characters with the marks that belong to them; spaces of any kind as spaces, signs without a shape left out."""
    found: list[str] = []
    for character in text:
        kind = unicodedata.category(character)
        if character == BREAK:
            found.append(character)
        elif character.isspace():
            found.append(" " if character != "\u00a0" else character)
        elif kind in {"Mn", "Me", "Mc"} and found and found[-1].strip(f" {BREAK}"):
            found[-1] += character
        elif kind not in {"Cc", "Cf", "Cs"}:
            found.append(character)
    return found


@cache
def _drawable(cluster: str) -> bool:
    """Whether the sheets' faces, or those that Typst carries, can draw a cluster: tried where the faces cannot say."""
    if cluster in {BREAK, "\u00a0"} or (len(cluster) == 1 and covers(cluster)):
        return True
    try:
        typst.compile(
            _PROBE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(cluster)},
            pdf_standards=[STANDARD],
        )
    except typst.TypstError:
        return False
    return True
