"""Texts cut to their place: how many lines a text takes, and the text that fits into so many.

Lines break as browsers and Typst break unjustified text: greedily, at spaces.
"""

import re
from collections.abc import Iterator

from handbook.typeface import Style, width

SAFE = 0.97
"""Share of a line that is filled by reckoning, so that rounding in another engine never makes one line more."""

BREAK = "\u200b"
"""A place where a word too long for its line may break: a space of no width."""

_SPACES = re.compile(r"[^\S\u00a0]+")
"""White space at which a line may break."""


def lines(text: str, style: Style, room: float, *, after: float = 0) -> int:
    """Number of lines that a text takes in `room` mm, the first begun `after` mm; 0 for no text."""
    return len(_broken(text, style, room * SAFE, after)) if text else 0


def fit(text: str, style: Style, room: float, most: int) -> str:
    """The text, or as much of it as fits into `most` lines of `room` mm, ended by an ellipsis.

    Words longer than a line get places to break.
    """
    whole = _broken(_SPACES.sub(" ", text).strip(), style, room * SAFE)
    if len(whole) <= most:
        return _joined(whole) or text  # which may be nothing but places to break; whoever prints it says so
    kept = _broken(f"{_joined(whole[:most])}…", style, room * SAFE)
    last = kept[most - 1].rstrip("… ")
    while last and width(f"{last}…", style) > room * SAFE:
        last = last[:-1].rstrip(" ,;:.")
    return _joined([*kept[: most - 1], f"{last.rstrip(' ,;:.')}…"])


def _joined(broken: list[str]) -> str:
    return "".join(line if line.endswith((" ", BREAK)) else f"{line} " for line in broken).strip(f" {BREAK}")


def _broken(text: str, style: Style, room: float, after: float = 0) -> list[str]:
    found: list[str] = []
    line, used, space = "", after, width(" ", style)
    for piece in _pieces(text, style, room):
        word = piece.rstrip()
        wide = width(word, style)
        if used and used + wide > room:
            found.append(line)
            line, used = "", 0
        line += piece
        used += wide + space * (len(piece) - len(word))
    return [*found, line] if line else found


def _pieces(text: str, style: Style, room: float) -> Iterator[str]:
    """Words with the space after them, and the parts of words that no line could hold."""
    for word in _SPACES.split(text.replace(BREAK, "").strip()):
        rest = word
        while width(rest, style) > room and len(rest) > 1:
            end = next((k for k in range(2, len(rest)) if width(rest[:k], style) > room), len(rest)) - 1
            end = max((k for k in range(end, 1, -1) if rest[k - 1] in "/-.@"), default=end)
            yield rest[:end] + BREAK
            rest = rest[end:]
        yield f"{rest} "
