"""Which known word a misspelt one surely is: the one that a slip of the fingers leads to, and no other."""

import re
from collections.abc import Iterable

SHORTEST = 3
"""Below so many letters a slip makes one word of another."""

LONG = 8
"""From so many letters on two slips leave a word recognisable."""

_DIGITS = re.compile(r"\d")


def meant(word: str, known: Iterable[str]) -> str:
    """The only word of `known` that `word` may be by a slip, or two in a long word; empty where that is not sure.

    A slip leaves out, adds, changes or swaps letters. Another number is no slip: `1993` is not a misspelt `1992`.
    Capitals, spaces and underscores do not count.
    """
    words = {_plain(one): one for one in known}
    plain = _plain(word)
    if plain in words:
        return words[plain]
    for allowed in (1, 2) if len(plain) >= LONG else (1,):
        near = [one for one in words if len(one) >= SHORTEST and _like(plain, one, allowed)]
        if near:
            return words[near[0]] if len(near) == 1 else ""
    return ""


def _plain(word: str) -> str:
    return word.strip().lower().replace(" ", "-").replace("_", "-")


def _like(word: str, other: str, allowed: int) -> bool:
    if abs(len(word) - len(other)) > allowed or _DIGITS.findall(word) != _DIGITS.findall(other):
        return False
    return slips(word, other) <= allowed


def slips(word: str, other: str) -> int:
    """How many letters left out, added, changed or swapped with their neighbour lead from one word to the other.

    The optimal string alignment distance (Boytsov 2011, Indexing methods for approximate dictionary searching, 2.1).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, goal in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != goal))
            if i > 1 and j > 1 and letter == other[j - 2] and goal == word[i - 2]:
                least = min(least, last[j - 2] + 1)
            row.append(least)
    return row[-1]
