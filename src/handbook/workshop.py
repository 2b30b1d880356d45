"""The slow, pure functions of the pipeline, remembered on disk and worked out side by side where that pays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from handbook import markdown
from handbook.cache import remember, remember_each
from handbook.fulltext import fulltext
from handbook.hands import side_by_side
from handbook.maker import made_by
from handbook.pictures import Drawing, Wish, draw
from handbook.sharing import Share, share
from handbook.sheets.prints import Print
from handbook.typesetting import Printed, pdf
from handbook.validate import Parser


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the pipeline leaves to others: to read texts, draw figures, print papers and so on."""

    parse: Parser
    draw: Callable[[Iterable[Wish]], Sequence[Drawing]]
    typeset: Callable[[Iterable["Order"]], Sequence[Printed]]
    cut_fonts: Callable[[str], dict[str, bytes]]
    fulltext: Callable[[Mapping[str, str]], dict[str, bytes]]
    share: Callable[[Iterable[Share]], Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to print: its template's file, and what the templates say, so that another text is another order."""

    one: Print
    template: Path
    text: str


def workshop(store: Path | None) -> Workshop:
    """The functions, remembering in `store` (a folder that may be deleted at any time), or in memory alone."""
    parts = (made_by(),)
    return Workshop(
        parse=remember(markdown.parse, store, parts=parts),
        draw=remember_each(draw, store, parts=parts, run=side_by_side),
        typeset=remember_each(typeset, store, parts=parts, run=side_by_side),
        cut_fonts=remember(cut_fonts, store, parts=parts),
        fulltext=remember(fulltext, store, parts=parts),
        share=remember_each(share, store, parts=parts, run=side_by_side),
    )


def typeset(order: Order) -> Printed:
    """A paper as PDF."""
    return pdf(order.template, asdict(order.one.value), paper=order.one.paper, day=order.one.day)


def cut_fonts(needed: str) -> dict[str, bytes]:
    """The site's typefaces for the characters `needed`, as assets by name; fontTools is read only when it cuts."""
    from handbook.fonts import fonts  # noqa: PLC0415 - takes longer to import than a whole check

    return {f"fonts/{name}.woff2": font for name, font in fonts(needed).items()}
