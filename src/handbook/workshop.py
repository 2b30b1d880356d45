"""The slow, pure functions of the pipeline, remembered on disk and worked out side by side where that pays.

Each brings its library only when it has something to do: a build that remembers everything loads none of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from handbook import load, validate
from handbook.cache import remember, remember_each, remember_together
from handbook.hands import forked, side_by_side
from handbook.load import Document, Loader
from handbook.maker import made_by
from handbook.outputs.sharing import Share
from handbook.press import Order, Printed, spelt
from handbook.validate import Parser
from handbook.wishes import Drawing, Wish

A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the pipeline leaves to others: to load files and read them, to draw figures, to print papers and so on.

    `store` is the folder in which things are remembered, if any.
    """

    store: Path | None
    load: Loader
    parse: Parser
    draw: Callable[[Iterable[Wish]], Sequence[Drawing]]
    typeset: Callable[[Iterable[Order]], Sequence[Printed]]
    share: Callable[[Iterable[Share]], Sequence[bytes]]
    cut_fonts: Callable[[str], dict[str, bytes]]
    fulltext: Callable[[Mapping[str, str]], dict[str, bytes]]


Tell = Callable[[str, int, int], None]
"""Hears what is being done, how many of it are done, and of how many; of none where nobody counts."""


def silent(_doing: str, _done: int = 0, _all: int = 0) -> None:
    """Tell nobody."""


def workshop(store: Path | None, tell: Tell = silent) -> Workshop:
    """The functions, remembering in `store` (a folder that may be deleted at any time), or in memory alone.

    `tell` hears of long work, for whoever waits.
    """

    def aloud(doing: str) -> Callable[[Callable[[A], R], list[A]], Iterable[R]]:
        return partial(_aloud, tell, doing)

    def searchable(searched: Mapping[str, str]) -> dict[str, bytes]:
        return fulltext(searched, store)

    read = made_by("handbook.validate")
    return Workshop(
        store=store,
        load=load.loader(),
        parse=remember_together(
            validate.parse, store, parts=(read,), spell=_document, give=validate.judgement, run=forked
        ),
        draw=remember_each(
            draw, store, parts=(made_by("handbook.drawing"),), run=aloud("Drawing figures"), spell=spelt
        ),
        typeset=remember_each(typeset, store, parts=(made_by("handbook.typesetting"),), run=side_by_side, spell=_order),
        share=remember_each(
            share,
            store,
            parts=(made_by("handbook.outputs.postcard"),),
            run=aloud("Drawing pictures to share"),
            spell=_share,
        ),
        fulltext=remember(searchable, store, parts=(made_by("handbook.outputs.fulltext"),)),
        cut_fonts=remember(cut_fonts, store, parts=(made_by("handbook.fonts"),)),
    )


def _aloud(tell: Tell, doing: str, function: Callable[[A], R], arguments: list[A]) -> Iterator[R]:
    """As `map`, side by side, and said as it goes."""
    for done, value in enumerate(side_by_side(function, arguments), 1):
        tell(doing, done, len(arguments))
        yield value


def _document(one: Document) -> str:
    return f"{one.path}\0{one.id}\0{one.text}"


def _order(one: Order) -> tuple[object, ...]:
    return str(one.template), one.text, one.shown, one.paper, one.day.isoformat()


def _share(one: Share) -> tuple[str, ...]:
    return one.figure, one.title, one.site, one.language, str(one.template), one.text


def draw(wish: Wish) -> Drawing:
    """A figure as SVG."""
    from handbook.drawing import draw  # noqa: PLC0415

    return draw(wish)


def proofs(tools: Workshop) -> Workshop:
    """The same functions for who only wants to know what is wrong: papers are read through and not printed.

    What is made with them is remembered apart from what is published.
    """
    store = tools.store / "proofs" if tools.store else None
    read = remember_each(proof, store, parts=(made_by("handbook.typesetting"),), spell=_order)
    return replace(tools, store=store, typeset=read)


def proof(order: Order) -> Printed:
    """What is wrong with a paper, and no pages."""
    from handbook.typesetting import lacking  # noqa: PLC0415

    return Printed(b"%PDF", lacking(json.loads(order.shown)))


def typeset(order: Order) -> Printed:
    """A paper as PDF."""
    from handbook.typesetting import pdf  # noqa: PLC0415

    return pdf(order.template, json.loads(order.shown), paper=order.paper, day=order.day)


def share(one: Share) -> bytes:
    """The picture of a shared page as PNG."""
    from handbook.outputs.postcard import postcard  # noqa: PLC0415

    return postcard(one)


def fulltext(searched: Mapping[str, str], room: Path | None) -> dict[str, bytes]:
    """What a browser needs to search texts, worked out in a folder in `room`."""
    from handbook.outputs.fulltext import fulltext  # noqa: PLC0415

    return fulltext(searched, room)


def cut_fonts(needed: str) -> dict[str, bytes]:
    """The site's typefaces for the characters `needed`, as assets by name."""
    from handbook.fonts import fonts  # noqa: PLC0415

    return {f"fonts/{name}.woff2": font for name, font in fonts(needed).items()}
